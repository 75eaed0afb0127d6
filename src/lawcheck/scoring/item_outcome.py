"""The outcome of one indicator for one unit: its state, caps, floor and N/A policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, assert_never

import attrs

from lawcheck.model.calendars import OutsideCalendar, Period
from lawcheck.model.case import AwaitsJudgement, BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction, limit
from lawcheck.model.errors import Place, PluginError, Problem
from lawcheck.model.evidence import Evidence, Fact, NotApplicable
from lawcheck.model.exact import ONE, ZERO, add_up, reaches
from lawcheck.model.foreign_calls import calling, report_failure
from lawcheck.model.foreign_errors import what_failed
from lawcheck.model.indicator import Indicator
from lawcheck.model.outcomes import Outcome, State
from lawcheck.model.peers import OTHER_UNITS
from lawcheck.model.readings import DoesNotApply, MissingEvidence, NotDue, missing
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, join, later, message
from lawcheck.scoring.answers import BadResult, check_raised, check_result, provider_of, who_scores
from lawcheck.scoring.labels import Labels
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.peers import NOT_BY_RULE, groups_lacking

_NO_LABELS: Final = Labels()
_ITEM_CAP = message("本项分值扣完为止", "no more than the item is worth")
_AWAITS = message("待评议：还没有人评分", "awaits the judgement of a person")
_FORBIDDEN = message(
    "评分表不允许本项“不适用”", "the checklist does not allow that this item does not apply"
)
_NOTHING = message("不适用，按规定计0分", "not applicable, counted as zero by rule")
_IN_FULL = message("不适用，按规定计满分", "not applicable, full points by rule")
_COUNTED_UP = message("累计得{gained}，满分{points}", "counted up to {gained} of {points}")


class Contradiction(Exception):
    """The evidence of one unit contradicts itself."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


def outcome_of(
    leaf: Leaf, evidence: Evidence, period: Period, labels: Labels = _NO_LABELS
) -> Outcome:
    """Score one indicator of one unit.

    Args:
        leaf: the indicator in its place.
        evidence: of the unit.
        period: the period assessed.
        labels: what people call the facts and registers, for the reason why an item is open.

    Raises:
        Contradiction: the evidence contradicts itself.
    """
    indicator = leaf.indicator
    decided = evidence.not_applicable.get(indicator.id)
    if decided is not None:
        return _not_applicable(
            leaf, evidence, message("{reason}", "{reason}", reason=decided.reason), decided
        )
    try:
        return outcome_by(leaf, evidence, period, labels, _checked_answer)
    except Contradiction:
        raise
    except (Exception, SystemExit) as error:
        # a plugin's rule may fail in any way; its item is reported, and the others are scored
        report_failure(error)
        return _open(leaf, "error", _failed(indicator, error))


def outcome_by(
    leaf: Leaf,
    evidence: Evidence,
    period: Period,
    labels: Labels,
    answer: Callable[[Leaf, Case], Result],
) -> Outcome:
    """Score an indicator by what its rule answers.

    Args:
        leaf: the indicator in its place.
        evidence: of the unit, or of all units at once (see `lawcheck.tables.formulas`).
        period: the period assessed.
        labels: as for `outcome_of`.
        answer: runs the rule.

    Raises:
        Contradiction: the evidence contradicts itself.
    """
    waits = _waiting(leaf, period)
    if waits is not None:
        return waits
    # Rules are written as if every value were known. What stands in the way is an exception,
    # raised where a value is read, and decides the state of the item here.
    indicator = leaf.indicator
    try:
        case = case_of(indicator, evidence, period)
        if (
            indicator.not_applicable_when is not None
            and case.holds(indicator.not_applicable_when).value
        ):
            raise DoesNotApply(NOT_BY_RULE)
        return _scored(leaf, answer(leaf, case), evidence, labels)
    except MissingEvidence as error:
        check_raised(error)
        return _open(
            leaf,
            "missing",
            missing_message(_without_group(indicator, evidence, error), labels),
            error.lost,
            error.kept,
        )
    except NotDue as error:
        check_raised(error)
        return _not_due(leaf, error.why)
    except DoesNotApply as error:
        check_raised(error)
        return _not_applicable(leaf, evidence, error.why)
    except AwaitsJudgement as error:
        check_raised(error)
        return _open(leaf, "awaiting", error.why or _AWAITS, error.lost, error.kept)
    except BadEvidence as error:
        check_raised(error)
        raise Contradiction([_problem(evidence, indicator, error)]) from error
    except OutsideCalendar as error:
        return _open(leaf, "missing", outside_message(error))


def case_of(indicator: Indicator, evidence: Evidence, period: Period) -> Case:
    """Return the input of an item's rule."""
    due = indicator.falls_due
    share = ONE if due is None else due.share(period)
    return Case(indicator.id, indicator.points, evidence, period, share)


def _waiting(leaf: Leaf, period: Period) -> Outcome | None:
    """Return the outcome of an item that is not judged before it falls due; None if it is."""
    due = leaf.indicator.falls_due
    if due is None or due.is_due(period):
        return None
    day = due.day(period)
    match due.before:
        case "left_out":
            return _not_due(
                leaf, message("{day} 才到期，现在不计", "not due until {day}", day=day)
            )
        case "open":
            why = message(
                "{day} 才到期，得分未定", "not due until {day}; open until then", day=day
            )
            return _open(leaf, "pending", why)
        case "pro_rata":
            return None
        case _:
            assert_never(due.before)


def _checked_answer(leaf: Leaf, case: Case) -> Result:
    indicator = leaf.indicator
    if leaf.is_built_in:
        result = indicator.rule.score(case)
        check_result(result, read_words=False)
        return result
    with calling(who_scores, indicator, case.evidence):
        result = indicator.rule.score(case)
        check_result(result, read_words=True)
    return result


def _scored(leaf: Leaf, result: Result, evidence: Evidence, labels: Labels) -> Outcome:
    indicator = leaf.indicator
    deductions, gains = result.deductions, result.gains or ()
    judgements = evidence.judgements.get(indicator.id, ())
    full, most, span = leaf.full, leaf.most, leaf.spared
    if result.gains is not None:
        if not full:
            raise BadResult("score() returned gains in an item whose points only count down")
        gains = limit(gains, full, _ITEM_CAP)
        gained = sum((gain.points for gain in gains), ZERO)
        if gained < full:
            reason = message(
                _COUNTED_UP.template.zh, _COUNTED_UP.template.en, gained=gained, points=full
            )
            deductions = (Deduction(full - gained, reason),)
    if deductions:
        lost = (
            deductions[0].points
            if len(deductions) == 1
            else add_up(deduction.points for deduction in deductions)
        )
        if most is not None and not leaf.is_shared and not reaches(most, lost):
            deductions, lost = limit(deductions, most, item_cap(leaf)), most
        earned = full - lost
        if indicator.cause:
            deductions = tuple(
                each if each.cause else attrs.evolve(each, cause=indicator.cause)
                for each in deductions
            )
        span = Span(earned, earned)
    return Outcome(
        id=indicator.id,
        title=indicator.title,
        points=full,
        state="scored",
        earned=span,
        counted=None if indicator.advisory else span,
        deductions=deductions,
        gains=gains,
        about=result.about,
        working=result.working,
        why=None,
        # of several judges, none has decided alone; the deduction and the notes name all of them
        decided_by=judgements[0] if len(judgements) == 1 else None,
        advisory=indicator.advisory,
        basis=leaf.basis,
        local_rules=leaf.local_rules,
        notes=(*result.notes, *_lowest_only(result, labels)),
    )


def _lowest_only(result: Result, labels: Labels) -> Iterator[Message]:
    """Yield a note for each fact of which the rule needed no more than its lowest value."""
    for fact in result.about:
        if isinstance(fact, Fact) and fact.at_least:
            yield message(
                "“{name}”材料只说不少于{value}，足以评分",
                "of {name} the evidence says only that it is at least {value}, which is enough",
                name=labels.called(fact.name),
                value=labels.value(fact),
            )


def item_cap(leaf: Leaf) -> Message:
    """Return why an item loses no more: it is worth no more, or has reached its floor."""
    if leaf.most == (leaf.full or leaf.indicator.points):
        return _ITEM_CAP
    return message("本项最低{floor}分", "the item is no lower than {floor}", floor=leaf.lowest)


def _not_applicable(
    leaf: Leaf, evidence: Evidence, why: Message, decided: NotApplicable | None = None
) -> Outcome:
    indicator = leaf.indicator
    policy = indicator.not_applicable
    earned: Span | None = None
    deductions: tuple[Deduction, ...] = ()
    notes: tuple[Message, ...] = ()
    match policy:
        case "forbid":
            cause = BadEvidence(_FORBIDDEN, [decided] if decided else [])
            raise Contradiction([_problem(evidence, indicator, cause)])
        case "redistribute":
            pass
        case "full":
            earned = leaf.spared
            notes = (_IN_FULL,) if leaf.full else ()
        case "zero":
            earned = Span(ZERO, ZERO)
            deductions = (Deduction(leaf.full, _NOTHING),) if leaf.full else ()
        case Fraction():
            earned = Span(policy, policy)
            reason = message(
                "不适用，按规定计{points}分，满分{full}",
                "not applicable, {points} of {full} points by rule",
                points=policy,
                full=leaf.full,
            )
            deductions = (Deduction(leaf.full - policy, reason),)
        case _:
            assert_never(policy)
    return Outcome(
        id=indicator.id,
        title=indicator.title,
        points=leaf.full,
        state="not_applicable",
        earned=earned,
        counted=None if indicator.advisory else earned,
        deductions=deductions,
        why=why,
        decided_by=decided,
        advisory=indicator.advisory,
        basis=leaf.basis,
        local_rules=leaf.local_rules,
        notes=notes,
    )


def _not_due(leaf: Leaf, why: Message) -> Outcome:
    indicator = leaf.indicator
    return Outcome(
        id=indicator.id,
        title=indicator.title,
        points=leaf.full,
        state="not_due",
        earned=None,
        why=why,
        advisory=indicator.advisory,
        basis=leaf.basis,
    )


def _open(
    leaf: Leaf, state: State, why: Message, lost: Fraction = ZERO, kept: Fraction = ZERO
) -> Outcome:
    indicator = leaf.indicator
    span = leaf.unknown
    # `lost` and `kept` are the points that the known parts of an open item have settled already
    if lost or kept:
        high = max(leaf.full - lost, leaf.lowest)
        if leaf.lowest + kept > high and not leaf.is_built_in:
            raise BadResult(
                f"score() says that {lost} points are lost and {kept} kept whatever is found out; "
                "together they are more than the item has"
            )
        span = Span(min(leaf.lowest + kept, high), high)
    return Outcome(
        id=indicator.id,
        title=indicator.title,
        points=leaf.full,
        state=state,
        earned=span,
        counted=None if indicator.advisory else span,
        why=why,
        advisory=indicator.advisory,
        basis=leaf.basis,
        local_rules=leaf.local_rules,
    )


def outside_message(error: OutsideCalendar) -> Message:
    """Return the message for a day that no calendar of the checklist covers."""
    return message(
        "缺数据：日历不包括{day}", "missing: the calendar does not cover {day}", day=error.args[0]
    )


def missing_message(gap: MissingEvidence, labels: Labels) -> Message:
    """Return what is missing, by its labels, with the rows that have blanks; or else the cause."""
    if not gap.names and gap.why is not None:
        return gap.why
    rows = tuple(str(record.source.place) for record in gap.records)
    # of items that compare units, all have the same names, which may be many
    return later(_absent, gap.names, rows, gap.why, labels)


def _absent(
    names: Sequence[str], rows: Sequence[str], why: Message | None, labels: Labels
) -> Message:
    called = [labels.called(name) for name in names]
    absent = message("缺数据：{names}", "missing: {names}", names=called)
    if rows:
        absent = message(
            "缺数据：{names}（{rows}）", "missing: {names} ({rows})", names=called, rows=rows
        )
    return absent if why is None else join((absent, why))


def _without_group(
    indicator: Indicator, evidence: Evidence, gap: MissingEvidence
) -> MissingEvidence:
    """Add the cause to a gap of peers: the unit does not say which group or kind it belongs to."""
    if OTHER_UNITS not in gap.names:
        return gap
    lacking = groups_lacking(indicator, evidence)
    if not lacking:
        return gap
    why = message(
        "本单位没有填写 {what}，不知道与哪些单位比较",
        "the unit has no {what}, so it is not known which units it is compared with",
        what=lacking,
    )
    names = [name for name in gap.names if name != OTHER_UNITS]
    return missing([MissingEvidence(names, gap.records, why=gap.why), MissingEvidence(why=why)])


def _failed(indicator: Indicator, error: BaseException) -> Message:
    if isinstance(error, PluginError) and error.problems:
        # raised for a measure or an operator; the message names it
        return error.problems[0].what
    return message(
        "评分方式 {type}（{provider}）出错：{error}",
        "indicator type {type} ({provider}) failed: {error}",
        type=indicator.rule.type_name,
        provider=provider_of(indicator),
        error=what_failed(error),
    )


def _problem(evidence: Evidence, indicator: Indicator, error: BadEvidence) -> Problem:
    place = error.cites[0].source.place if error.cites else Place()
    return Problem(
        place,
        message(
            "单位{unit}，指标{indicator}：{why}；请核对原始数据",
            "unit {unit}, indicator {indicator}: {why}; check the original data",
            unit=evidence.unit.id,
            indicator=indicator.id,
            why=error.why,
        ),
    )
