"""Compare a report with evidence that people typed: fact by fact, item by item, and why."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.plugin import (
    Checklist,
    Evidence,
    Fact,
    Message,
    Outcome,
    Scorecard,
    Spec,
    Tally,
    Text,
    Unit,
    fold,
    message,
)
from lawcheck_annual_report.facts.proposals import Mention, Proposal
from lawcheck_annual_report.figures.annual_report import AnnualReport


class Agreement(enum.Enum):
    """How a typed fact agrees with the report. The value is the name for people."""

    SAME = Text("相同", "the same")
    AT_LEAST = Text("报告只说至少", "the report says only that it is at least this")
    ANOTHER = Text("报告是另一个数", "the report says another value")
    UNDECIDED = Text("报告里的待定", "the report must be decided first")
    UNSAID = Text("报告没有写，或写法不认识", "not in the report, or not in words that are known")
    UNWORDED = Text("没有写明报告怎样称呼它", "the wording does not say how reports name it")
    UNTYPED = Text("没有填", "not typed")


@attrs.frozen
class FactPair:
    """One fact, as it was typed and as the report has it.

    Attributes:
        name: the name of the fact.
        spec: its declaration.
        typed: what was typed; None if nothing was.
        proposal: what the report says; None if it says nothing.
        agreement: how the two agree.
    """

    name: str
    spec: Spec
    typed: Fact | None
    proposal: Proposal | None
    agreement: Agreement


def of_another_unit(report: AnnualReport, unit: Unit) -> Message | None:
    """Return a notice if a report names another unit than the evidence; None if neither says so.

    One name may be longer than the other: `甲市乙区人民政府` and `乙区`.
    """
    short, other = (fold(name).removesuffix("人民政府") for name in (report.unit, unit.name))
    if not short or not other or unit.name == unit.id or short in other or other in short:
        return None
    return message(
        "报告是“{report}”的，填写的材料是“{unit}”的；请核对是不是同一个单位",
        "the report is of {report}, the typed evidence of {unit}; check that they are one unit",
        report=report.unit,
        unit=unit.name,
    )


def fact_pairs(
    checklist: Checklist, evidence: Evidence, found: Sequence[Proposal], worded: frozenset[str]
) -> tuple[FactPair, ...]:
    """Return every fact that was typed, or that the report has, in the checklist's order.

    Args:
        checklist: the declarations of the facts.
        evidence: what was typed.
        found: what the report says.
        worded: the facts that have a wording.
    """
    return tuple(_all_facts(checklist, evidence, {each.fact: each for each in found}, worded))


def _all_facts(
    checklist: Checklist,
    evidence: Evidence,
    found: Mapping[str, Proposal],
    worded: frozenset[str],
) -> Iterator[FactPair]:
    for name, spec in checklist.facts.items():
        typed = evidence.facts.get(name) or evidence.at_least.get(name)
        proposal = found.get(name)
        if typed is not None:
            how = _agreement(typed, proposal, is_worded=name in worded)
            yield FactPair(name, spec, typed, proposal, how)
        elif proposal is not None:
            yield FactPair(name, spec, None, proposal, Agreement.UNTYPED)


def _agreement(typed: Fact, proposal: Proposal | None, *, is_worded: bool) -> Agreement:
    if proposal is None:
        return Agreement.UNSAID if is_worded else Agreement.UNWORDED
    taken = proposal.taken
    if taken is None:
        return Agreement.UNDECIDED
    if taken.at_least and not typed.at_least:
        return Agreement.AT_LEAST if _is_more(typed, taken) else Agreement.ANOTHER
    is_same = typed.value == taken.value and typed.at_least == taken.at_least
    return Agreement.SAME if is_same else Agreement.ANOTHER


def _is_more(typed: Fact, lowest: Mention) -> bool:
    return isinstance(typed.value, Fraction) and typed.value >= lowest.value


@attrs.frozen
class ItemPair:
    """An item that earns something else by the report than by what was typed.

    Attributes:
        typed: its outcome by the typed evidence.
        proposed: its outcome by the report.
        facts: the facts that it reads and that differ.
        registers: the labels of the registers that it reads, which a report does not have.
    """

    typed: Outcome
    proposed: Outcome
    facts: tuple[FactPair, ...]
    registers: tuple[Text, ...]


def item_pairs(
    checklist: Checklist, typed: Scorecard, proposed: Scorecard, facts: Sequence[FactPair]
) -> tuple[ItemPair, ...]:
    """Return the items that differ, in the order of the checklist.

    Args:
        checklist: the declarations of the registers.
        typed: the scorecard by the typed evidence.
        proposed: the scorecard by the report.
        facts: all facts of both.
    """
    apart = {each.name: each for each in facts if each.agreement is not Agreement.SAME}
    pairs = ((one, proposed.outcome(one.id)) for one in typed.outcomes())
    return tuple(
        _item(checklist, one, other, apart) for one, other in pairs if one.earned != other.earned
    )


def _item(
    checklist: Checklist, one: Outcome, other: Outcome, apart: Mapping[str, FactPair]
) -> ItemPair:
    read = dict.fromkeys((*one.about, *other.about))
    facts = dict.fromkeys(each.name for each in read if isinstance(each, Fact))
    registers = dict.fromkeys(each.register for each in read if isinstance(each, Tally))
    return ItemPair(
        one,
        other,
        tuple(apart[name] for name in facts if name in apart),
        tuple(checklist.registers[name].label for name in registers),
    )
