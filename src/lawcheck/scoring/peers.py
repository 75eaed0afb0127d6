"""Give every item that compares units the values of the other units in the same group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from lawcheck.model.calendars import OutsideCalendar
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


def among_peers(checklist: Checklist, units: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the units, each with the values of the others that items which compare units need.

    A unit that an item does not apply to is not compared in that item. A unit without the group or
    kind that an item asks for is compared with no other, and the item stays open. If no item
    compares units, the units are returned as they are.
    """
    compared = [
        (each, *pair)
        for each in checklist.indicators()
        for pair in peered_rules(each.id, each.rule)
    ]
    if not compared:
        return tuple(units)
    found: list[dict[str, Peers]] = [{} for _ in units]
    for item, key, rule in compared:
        members: dict[str, list[tuple[int, Peer | None]]] = {}
        for at, evidence in enumerate(units):
            among = _group(evidence, rule)
            if among is not None and item.id not in evidence.not_applicable:
                peer = _peer(item, key, rule, checklist, evidence)
                members.setdefault(among, []).append((at, peer))
        for group in members.values():
            pool = Pool(tuple(peer for _, peer in group if peer is not None))
            place = 0
            for at, peer in group:
                found[at][key] = Peers(pool, None if peer is None else place)
                place += peer is not None
    return tuple(
        attrs.evolve(evidence, peers=peers) for evidence, peers in zip(units, found, strict=True)
    )


def compares_units(checklist: Checklist) -> bool:
    """Return whether an item, or a part of one, compares units."""
    return any(True for each in checklist.indicators() for _ in peered_rules(each.id, each.rule))


def groups_lacking(item: Indicator, evidence: Evidence) -> list[str]:
    """Return which of `group` and `kind` an item needs to compare a unit that does not have it."""
    peered = (rule for _, rule in peered_rules(item.id, item.rule))
    return list(
        dict.fromkeys(str(rule.within) for rule in peered if _group(evidence, rule) is None)
    )


def peered_rules(key: str, rule: Rule) -> Iterator[tuple[str, Peered]]:
    """Yield the rules of an item that compare units, each with its key in `Evidence.peers`."""
    # the method is looked up first, since the test of a protocol takes longer than many a rule
    if hasattr(rule, "compared") and isinstance(rule, Peered):
        yield key, rule
    for part in parts_of(rule):
        yield from peered_rules(f"{key}.{part.id}", part.rule)


def _group(evidence: Evidence, rule: Peered) -> str | None:
    match rule.within:
        case "all":
            return ""
        case "group" | "kind":
            return fold(getattr(evidence.unit, rule.within)) or None
        case _:
            assert_never(rule.within)


def _peer(
    item: Indicator, key: str, rule: Peered, checklist: Checklist, evidence: Evidence
) -> Peer | None:
    """Return a unit as a peer of others; None if the item does not apply to it."""
    try:
        with calling(who_scores, item, evidence):
            value = rule.compared(Case(key, None, evidence, checklist.period))
        if type(value) is not Fraction:
            raise BadResult(f"compared() returned {type(value).__name__}, not a Fraction")
        return Peer(evidence.unit.id, value)
    except (MissingEvidence, OutsideCalendar):
        return Peer(evidence.unit.id, None)
    except (DoesNotApply, BadEvidence):  # reported when the unit itself is scored
        return None
    except (Exception, SystemExit) as error:
        raise PluginError([Problem(Place(), _failed(item, evidence, error))]) from error


def _failed(item: Indicator, evidence: Evidence, error: BaseException) -> Message:
    return message(
        "{who}比较单位时出错：{error}；请联系插件作者",
        "{who} failed to compare units: {error}; tell its author",
        who=who_scores(item, evidence),
        error=what_failed(error),
    )
