"""What one rule takes off, by the second engine."""

from __future__ import annotations

import calendar
import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from lawcheck.indicators.bands import Bands
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.change import Change
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.judged import Judged
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Record
from lawcheck.model.measures import FactRef, Measure
from lawcheck.model.register_measures import OverRecords


class Unknown(Exception):
    pass


class NotApplicableByRule(Exception):
    pass


class Awaited(Exception):
    """Nobody, or not everybody, has judged: the fewest and the most points off."""


def value_of(measure: Measure, evidence: Evidence) -> Any:
    if isinstance(measure, FactRef):
        if measure.name not in evidence.facts:
            raise Unknown
        return evidence.facts[measure.name].value
    assert isinstance(measure, OverRecords)
    return over_records(measure, records_of(measure, evidence))


def records_of(measure: Any, evidence: Evidence) -> Sequence[Record]:
    if measure.register not in evidence.registers:
        raise Unknown
    return evidence.registers[measure.register]


def over_records(measure: Any, records: Sequence[Record]) -> Any:
    meeting = []
    for record in records:
        for test in measure.where.tests:
            assert test.operator.name == "equals"
            if test.column not in record.values:
                raise Unknown
        if all(record.values[test.column] == test.operand for test in measure.where.tests):
            meeting.append(record)
    operation = measure.operation.name
    if operation == "count":
        return Fraction(len(meeting))
    if operation == "share":
        if not records:
            if measure.on_zero is None:
                raise NotApplicableByRule
            return measure.on_zero
        return Fraction(len(meeting)) / len(records)
    if any(measure.of not in record.values for record in meeting):
        raise Unknown
    column: list[Any] = [record.values[measure.of] for record in meeting]
    if operation == "distinct":
        return Fraction(len({str(value) for value in column}))
    if operation == "sum":
        return sum(column, Fraction(0))
    if operation in ("weighted_sum", "weighted_mean"):
        weights: list[Any] = [record.values[measure.weight] for record in meeting]
        if operation == "weighted_sum":
            return sum((w * value for w, value in zip(weights, column, strict=True)), Fraction(0))
        if not any(weights):
            raise Unknown
        shares = [w / Fraction(sum(weights)) for w in weights]
        return sum(share * value for share, value in zip(shares, column, strict=True))
    if not column:
        raise Unknown
    return {
        "mean": lambda: sum(column) / Fraction(len(column)),
        "maximum": lambda: max(column),
        "minimum": lambda: min(column),
        "median": lambda: statistics.median(column),
    }[operation]()


def cost_of(steps: Steps, short: Fraction) -> Fraction:
    if steps.per is None:
        cost = steps.points
    else:
        length = short / steps.per
        cost = steps.points * {"whole": floor(length), "started": ceil(length)}.get(
            steps.partial, length
        )
    return cost if steps.at_most is None or cost < steps.at_most else steps.at_most


def months_of(length: str) -> int:
    return {"month": 1, "quarter": 3, "half_year": 6}[length]


def periods(start: date, end: date, length: str) -> Iterator[tuple[date, date]]:
    """Calendar periods that overlap the time assessed, found by asking for each month to which period it belongs."""
    groups: dict[int, list[tuple[date, date]]] = {}
    for year in range(start.year, end.year + 1):
        for month in range(1, 13):
            first, last = (
                date(year, month, 1),
                date(year, month, calendar.monthrange(year, month)[1]),
            )
            if last >= start and first <= end:
                groups.setdefault((year * 12 + month - 1) // months_of(length), []).append(
                    (first, last)
                )
    for days in groups.values():
        yield max(days[0][0], start), min(days[-1][1], end)


def judged(rule: Judged, full: Fraction, evidence: Evidence) -> Fraction:
    """Written from the page of `judged`; only items called `item` are judged."""
    if rule.records is not None:
        lines: list[Any] = [
            record.values.get(rule.records.deduct) for record in records_of(rule.records, evidence)
        ]
        if None in lines:
            raise Unknown
        return sum(lines, Fraction(0))
    made = evidence.judgements.get("item", ())
    events = 1 if rule.count is None else value_of(rule.count, evidence)
    if events == 0 and not made:
        return Fraction(0)
    off = [full - each.points if each.points is not None else each.deduct for each in made]
    leads = [points for points, each in zip(off, made, strict=True) if each.leads]
    needed = 1 if rule.judges is None else rule.judges.at_least
    counts = "mean" if rule.judges is None else rule.judges.counts
    if len(made) < needed or (counts == "lead" and not leads):
        if rule.tiers:
            raise Awaited(Fraction(0), full - rule.tiers[-1].least)
        if rule.count is not None:
            raise Awaited(rule.least * events, rule.most * events)
        raise Awaited(Fraction(0), full)
    return {
        "mean": lambda: statistics.mean(off),
        "lowest": lambda: sorted(off)[-1],
        "lead": lambda: leads[0],
    }[counts]()


def points_by_band(rule: Bands, value: Fraction) -> Fraction:
    """Sought from the other side than lawcheck does: the last band whose edge is still met."""
    rising = [*rule.bands] if rule.bands[0].end is not None else [*reversed(rule.bands)]
    if rule.bands[0].end is not None:
        met = [band for band in rising if value <= band.end]
        at, far = (
            (met[0], [band.end for band in rising if band.end < met[0].end]) if met else (None, [])
        )
        beyond = far[-1] if far else None
    else:
        met = [band for band in rising if band.start <= value]
        at, far = (
            (met[-1], [band.start for band in rising if band.start > met[-1].start])
            if met
            else (None, [])
        )
        beyond = far[0] if far else None
    if at is None:
        return rule.otherwise
    if at.other_end is None:
        return at.points
    own = at.start if at.end is None else at.end
    weight = abs(value - own) / abs(beyond - own)
    return (1 - weight) * at.points + weight * at.other_end


def lost_by(
    rule: object, points: Fraction | None, evidence: Evidence, checklist: Checklist
) -> Fraction:
    """Points that a rule takes off, before any limit of the item."""
    full = Fraction(0) if points is None else points
    if isinstance(rule, CountTarget):
        if rule.each:
            records = records_of(rule.value, evidence)
            if any(rule.value.by not in record.values for record in records):
                raise Unknown
            span = checklist.period
            days: list[tuple[Record, Any]] = [
                (record, record.values[rule.value.by]) for record in records
            ]
            counts = [
                over_records(rule.value, [record for record, day in days if first <= day <= last])
                for first, last in periods(span.start, span.end, rule.each)
            ]
        else:
            counts = [value_of(rule.value, evidence)]
        by_steps = at_none = Fraction(0)
        for count in counts:
            if count == 0 and rule.at_none is not None:
                at_none += rule.at_none
            elif count < rule.target:
                by_steps += cost_of(rule.deduct, rule.target - count)
        return at_none + (
            by_steps if rule.deduct.at_most is None else min(by_steps, rule.deduct.at_most)
        )
    if isinstance(rule, Judged):
        return judged(rule, full, evidence)
    if isinstance(rule, Rate):
        if rule.value is not None:
            rate = value_of(rule.value, evidence)
        else:
            part, whole = value_of(rule.numerator, evidence), value_of(rule.denominator, evidence)
            if whole == 0:
                if rule.on_zero == "not_applicable":
                    raise NotApplicableByRule
                return Fraction(0) if rule.on_zero == "full" else full
            rate = part / whole
        beyond = rate - rule.target if rule.better == "lower" else rule.target - rate
        return cost_of(rule.deduct, beyond) if beyond > 0 else Fraction(0)
    if isinstance(rule, YesNo):
        return Fraction(0) if value_of(rule.value, evidence) == rule.want else full
    if isinstance(rule, Bands):
        value = value_of(rule.value, evidence)
        return full - points_by_band(rule, value)
    if isinstance(rule, Change):
        now, before = value_of(rule.value, evidence), value_of(rule.before, evidence)
        better = now - before if rule.better == "higher" else before - now
        if rule.measured == "percent" and before == 0:
            if better < 0 or (better > 0 and rule.earn is not None):
                if rule.on_zero == "not_applicable":
                    raise NotApplicableByRule
                return Fraction(0) if rule.on_zero == "full" else full
        elif rule.measured == "percent":
            better /= before
        cost = cost_of(rule.deduct, -better) if better < 0 else Fraction(0)
        if rule.earn is None:
            return cost
        added = cost_of(rule.earn, better) if better > 0 else Fraction(0)
        return full - min(rule.base + added, full) + cost
    assert isinstance(rule, Scale)
    share = (value_of(rule.value, evidence) - rule.zero_at) / (rule.full_at - rule.zero_at)
    return full * (1 - min(max(share, Fraction(0)), Fraction(1)))
