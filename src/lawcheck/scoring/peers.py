"""Give every item that compares units the values of the other units in the same group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, Literal, assert_never

import attrs

from lawcheck.model.calendars import OutsideCalendar, Period
from lawcheck.model.case import BadEvidence, Case
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, PluginError, Problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.foreign_calls import calling
from lawcheck.model.foreign_errors import what_failed
from lawcheck.model.indicator import Indicator
from lawcheck.model.peers import Peer, Peers, Pool
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import Peered, Rule, parts_of
from lawcheck.model.text import Message, fold, message
from lawcheck.scoring.answers import BadResult, who_scores

NOT_BY_RULE: Final = message("按指标规定不适用", "not applicable by the rule of the item")
"""Why an item does not apply where its `not_applicable` has conditions that hold."""


def among_peers(checklist: Checklist, units: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the units, each with the values of the others that items which compare units need.

    The value of each unit is that of its own rules, with the overlay that is for it. A unit that
    an item does not apply to is not compared in that item. A unit without the group or kind that
    an item asks for is compared with no other, and the item stays open. If no item compares units,
    the units are returned as they are.
    """
    if not compares_units(checklist):
        return tuple(units)
    rules = [checklist.rules_for(each.unit) for each in units]
    found = _peers_of(rules, units, checklist.period)
    if all(each is checklist for each in rules):
        return tuple(
            attrs.evolve(evidence, peers=peers)
            for evidence, peers in zip(units, found, strict=True)
        )
    plain = _peers_of([checklist] * len(units), units, checklist.period)
    return tuple(
        attrs.evolve(evidence, peers=peers, plain_peers=others)
        for evidence, peers, others in zip(units, found, plain, strict=True)
    )


def _peers_of(
    rules: Sequence[Checklist], units: Sequence[Evidence], period: Period
) -> list[dict[str, Sequence[Peer]]]:
    """Return the other units for each item, or part of one, of each unit, which has its rules."""
    of_rules = {id(each): _compared(each) for each in rules}
    compared = [of_rules[id(each)] for each in rules]
    found: list[dict[str, Sequence[Peer]]] = [{} for _ in units]
    for key in dict.fromkeys(key for each in of_rules.values() for key in each):
        there = {
            at: (evidence, own[key][1], _peer(*own[key], Case(key, None, evidence, period)))
            for at, (evidence, own) in enumerate(zip(units, compared, strict=True))
            if key in own and own[key][0].id not in evidence.not_applicable
        }
        # the rule of a unit decides which units it is compared with; an overlay may give those
        # units a rule that compares them with others
        for within in dict.fromkeys(rule.within for _, rule, _ in there.values()):
            members: dict[str, list[tuple[int, Peered, Peer | None]]] = {}
            for at, (evidence, rule, peer) in there.items():
                among = _group(evidence, within)
                if among is not None:
                    members.setdefault(among, []).append((at, rule, peer))
            for group in members.values():
                pool = Pool(tuple(peer for _, _, peer in group if peer is not None))
                place = 0
                for at, rule, peer in group:
                    if rule.within == within:
                        found[at][key] = Peers(pool, None if peer is None else place)
                    place += peer is not None
    return found


def _compared(checklist: Checklist) -> dict[str, tuple[Indicator, Peered]]:
    """Return the rules that compare units by their keys, each with its item."""
    return {
        key: (each, rule)
        for each in checklist.indicators()
        for key, rule in peered_rules(each.id, each.rule)
    }


def compares_units(checklist: Checklist) -> bool:
    """Return whether an item, or a part of one, compares units."""
    return any(True for each in checklist.indicators() for _ in peered_rules(each.id, each.rule))


def groups_lacking(item: Indicator, evidence: Evidence) -> list[str]:
    """Return which of `group` and `kind` an item needs to compare a unit that does not have it."""
    peered = (rule for _, rule in peered_rules(item.id, item.rule))
    return list(
        dict.fromkeys(str(rule.within) for rule in peered if _group(evidence, rule.within) is None)
    )


def peered_rules(key: str, rule: Rule) -> Iterator[tuple[str, Peered]]:
    """Yield the rules of an item that compare units, each with its key in `Evidence.peers`."""
    # the method is looked up first, since the test of a protocol takes longer than many a rule
    if hasattr(rule, "compared") and isinstance(rule, Peered):
        yield key, rule
    for part in parts_of(rule):
        yield from peered_rules(f"{key}.{part.id}", part.rule)


def _group(evidence: Evidence, within: Literal["all", "group", "kind"]) -> str | None:
    match within:
        case "all":
            return ""
        case "group" | "kind":
            return fold(getattr(evidence.unit, within)) or None
        case _:
            assert_never(within)


def compared_number(item: Indicator, rule: Peered, case: Case) -> Fraction:
    """Return the number of a unit that an item, or a part of it, compares.

    Raises:
        MissingEvidence: it is not known, or not whether the item applies.
        DoesNotApply: the unit takes no part in the comparison.
    """
    when = item.not_applicable_when
    if when is not None and case.holds(when).value:
        raise DoesNotApply(NOT_BY_RULE)
    return rule.compared(case)


def _peer(item: Indicator, rule: Peered, case: Case) -> Peer | None:
    """Return a unit as a peer of others; None if the item does not apply to it."""
    try:
        with calling(who_scores, item, case.evidence):
            value = compared_number(item, rule, case)
        if type(value) is not Fraction:
            raise BadResult(f"compared() returned {type(value).__name__}, not a Fraction")
        return Peer(case.evidence.unit.id, value)
    except (MissingEvidence, OutsideCalendar):
        return Peer(case.evidence.unit.id, None)
    except (DoesNotApply, BadEvidence):  # reported when the unit itself is scored
        return None
    except (Exception, SystemExit) as error:
        raise PluginError([Problem(Place(), _failed(item, case.evidence, error))]) from error


def _failed(item: Indicator, evidence: Evidence, error: BaseException) -> Message:
    return message(
        "{who}比较单位时出错：{error}；请联系插件作者",
        "{who} failed to compare units: {error}; tell its author",
        who=who_scores(item, evidence),
        error=what_failed(error),
    )
