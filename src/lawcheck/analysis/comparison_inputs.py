"""Attribute a change to evidence, checklist or engine, with the inputs of the old scorecard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from lawcheck.analysis.comparison import CAUSES, Cause
from lawcheck.model.calendars import Calendar
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, UsageError, problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import fold
from lawcheck.scoring import score
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.overrides import outside_of
from lawcheck.scoring.plan import plan_of


@attrs.frozen(slots=False)
class OldInputs:
    """The inputs that tell the causes of a change apart.

    Attributes:
        checklist: of the old scorecard.
        evidence: of the old scorecard, by unit id.
        new_checklist: of the new scorecard.
    """

    checklist: Checklist
    evidence: Mapping[str, Evidence] = attrs.field(hash=False)
    new_checklist: Checklist

    def cards_between(self, unit: str) -> tuple[Scorecard, Scorecard]:
        """Return the two scorecards in between: one for the engine, one for the checklist.

        The first is the old inputs scored by this engine, the second the old evidence scored by
        the new checklist. The new rules are moved to the period of the old evidence: their dates
        are shifted by as many years as the periods are apart. Facts and columns that they read as
        another kind of value are left out, so that their items are open; so are points set by a
        person that the new rules cannot give.

        Raises:
            EvidenceError: the evidence contradicts itself.
        """
        evidence, new = self.evidence[unit], self._moved
        fitting = _fitting(evidence, self.checklist, new, _leaves(new.rules_for(evidence.unit)))
        return score(self.checklist, evidence), score(new, fitting)

    @cached_property
    def _moved(self) -> Checklist:
        years = self.checklist.period.start.year - self.new_checklist.period.start.year
        return _at(self.new_checklist, self.checklist, years)


@once_per_checklist
def _leaves(rules: Checklist) -> Mapping[str, Leaf]:
    plan = plan_of(rules)
    return {leaf.indicator.id: leaf for leaf in (*plan.leaves, *plan.bonus)}


def _at(rules: Checklist, other: Checklist, years: int) -> Checklist:
    """Return the rules moved to the period of another checklist.

    Args:
        rules: the rules.
        other: the checklist with that period.
        years: how many years all dates of the rules are shifted by.
    """
    return attrs.evolve(
        rules,
        root=_moved(rules.root, years),
        bonus=_moved(rules.bonus, years),
        vetoes=_moved(rules.vetoes, years),
        overlays=tuple(
            attrs.evolve(each, rules=_at(each.rules, other, years)) for each in rules.overlays
        ),
        period=other.period,
        rules_on=other.rules_on,
    )


def _moved(thing: Any, years: int) -> Any:
    """Return a value of the checklist with all dates in it shifted.

    It is the same object where nothing in it changed.
    """
    if isinstance(thing, date):
        return _by_years(thing, years)
    if isinstance(thing, tuple):
        return tuple(_moved(each, years) for each in thing)
    if attrs.has(type(thing)) and not isinstance(thing, Calendar):
        fields = [field.name for field in attrs.fields(type(thing)) if field.init]
        moved = {name: _moved(getattr(thing, name), years) for name in fields}
        changed = {
            name: value for name, value in moved.items() if value is not getattr(thing, name)
        }
        return attrs.evolve(thing, **changed) if changed else thing
    return thing


def _by_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February does not exist in that year
        return day.replace(year=day.year + years, day=28)


def _fitting(
    evidence: Evidence, old: Checklist, new: Checklist, leaves: Mapping[str, Leaf]
) -> Evidence:
    def same(one: Spec | None, other: Spec | None) -> bool:
        return one is not None and other is not None and one.kind == other.kind

    facts = {
        name: fact
        for name, fact in evidence.facts.items()
        if same(old.facts.get(name), new.facts.get(name))
    }
    registers = {}
    for name, records in evidence.registers.items():
        if name in new.registers:
            columns = {
                key
                for key, spec in new.registers[name].columns.items()
                if same(old.registers[name].columns.get(key), spec)
            }
            registers[name] = tuple(
                attrs.evolve(
                    record,
                    values={key: value for key, value in record.values.items() if key in columns},
                )
                for record in records
            )
    fitting = {
        name: each
        for name, each in evidence.overrides.items()
        if name in leaves and outside_of(each, leaves[name]) is None
    }
    return attrs.evolve(
        evidence,
        facts=facts,
        at_least={
            name: fact
            for name, fact in evidence.at_least.items()
            if same(old.facts.get(name), new.facts.get(name))
        },
        registers=registers,
        not_applicable={
            name: each for name, each in evidence.not_applicable.items() if name in leaves
        },
        judgements={
            name: each
            for name, each in evidence.judgements.items()
            if name.partition(".")[0] in leaves
        },
        overrides=fitting,
    )


def causes_of(old: Report, new: Report) -> tuple[Cause, ...]:
    """Return what differs between two reports."""
    before, after = old.provenance, new.provenance
    of_evidence, has_other = _of_evidence(old, new)
    differs: dict[Cause, bool] = {
        "engine": (before.lawcheck, before.plugins) != (after.lawcheck, after.plugins),
        "checklist": before.checklist_sha256 != after.checklist_sha256,
        of_evidence: has_other,
    }
    return tuple(cause for cause, is_another in differs.items() if is_another)


def steps_of(old: Report, new: Report) -> tuple[Cause, Cause, Cause]:
    """Return why each scorecard in between differs from the one before it."""
    return "engine", "checklist", _of_evidence(old, new)[0]


def _of_evidence(old: Report, new: Report) -> tuple[Cause, bool]:
    """Return the cause that stands for other evidence, and whether there is any."""
    if old.as_of != new.as_of:
        return "time", True
    return "evidence", old.provenance.evidence_sha256 != new.provenance.evidence_sha256


def refuse_unlike(
    old: Report, new: Report, causes: Sequence[Cause], inputs: OldInputs | None, unlike: bool
) -> None:
    """Refuse reports without units in common, or whose differences cannot be attributed.

    Raises:
        UsageError: they are such reports, and the user did not ask to compare them all the same.
    """
    in_common = {fold(card.unit.id) for card in old.scorecards} & {
        fold(card.unit.id) for card in new.scorecards
    }
    if not in_common:
        raise _unlike("两张计分卡没有相同的单位", "the two reports have no unit in common")
    if unlike:
        return
    ids = {card.checklist_id for card in (*old.scorecards, *new.scorecards)}
    if len(ids) > 1:
        raise _unlike(
            "两张计分卡用的是不同的指标体系（{ids}）；确要比较请加 --unlike",
            "the two were made with unlike checklists ({ids}); "
            "add --unlike to compare them all the same",
            ids=sorted(ids),
        )
    if len(causes) > 1 and inputs is None:
        raise _unlike(
            "不止一样有变化（{causes}）；分清原因请给 --old-checklist、--old-evidence、"
            "--new-checklist，只比结果请加 --unlike",
            "more than one thing is another ({causes}); to tell them apart give --old-checklist, "
            "--old-evidence and --new-checklist, or compare the results alone with --unlike",
            causes=[CAUSES[cause] for cause in causes],
        )


def _unlike(zh: str, en: str, /, **values: object) -> UsageError:
    return UsageError([problem(Place(), zh, en, **values)])
