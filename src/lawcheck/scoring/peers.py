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
from lawcheck.model.evidence import Evidence, Peer
from lawcheck.model.foreign_calls import calling
from lawcheck.model.foreign_errors import what_failed
from lawcheck.model.indicator import Indicator
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import NamedRule, Peered, Rule
from lawcheck.model.text import Message, fold, message
from lawcheck.scoring.answers import BadResult, who_scores


def among_peers(checklist: Checklist, units: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the units, each with the values of the others that items which compare units need.

    A unit that an item does not apply to is not compared in that item. A unit without the group or
    kind that an item asks for is compared with no other, and the item stays open. If no item
    compares units, the units are returned as they are.
    """
    compared = [
        (each, *pair) for each in checklist.indicators() for pair in _peered(each.id, each.rule)
    ]
    if not compared:
        return tuple(units)
    found: list[dict[str, tuple[Peer, ...]]] = [{} for _ in units]
    for item, key, rule in compared:
        groups: dict[str, list[tuple[int, Peer]]] = {}
        for at, evidence in enumerate(units):
            among = _group(evidence, rule)
            if among is not None and item.id not in evidence.not_applicable:
                groups.setdefault(among, []).extend(
                    (at, peer) for peer in _peer(item, key, rule, checklist, evidence)
                )
                found[at][key] = ()
        for at, evidence in enumerate(units):
            among = _group(evidence, rule)
            if key in found[at] and among is not None:
                found[at][key] = tuple(
                    peer for other, peer in groups.get(among, ()) if other != at
                )
    return tuple(
        attrs.evolve(evidence, peers=peers) for evidence, peers in zip(units, found, strict=True)
    )


def compares_units(checklist: Checklist) -> bool:
    """Return whether an item, or a part of one, compares units."""
    return any(True for each in checklist.indicators() for _ in _peered(each.id, each.rule))


def groups_lacking(item: Indicator, evidence: Evidence) -> list[str]:
    """Return which of `group` and `kind` an item needs to compare a unit that does not have it."""
    peered = (rule for _, rule in _peered(item.id, item.rule))
    return list(
        dict.fromkeys(str(rule.within) for rule in peered if _group(evidence, rule) is None)
    )


def _peered(key: str, rule: Rule) -> Iterator[tuple[str, Peered]]:
    # the method is looked up first, since the test of a protocol takes longer than many a rule
    if hasattr(rule, "compared") and isinstance(rule, Peered):
        yield key, rule
    for part in getattr(rule, "parts", ()):
        if isinstance(part, NamedRule):
            yield from _peered(f"{key}.{part.id}", part.rule)


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
) -> Iterator[Peer]:
    try:
        with calling(who_scores, item, evidence):
            value = rule.compared(Case(key, None, evidence, checklist.period))
        if type(value) is not Fraction:
            raise BadResult(f"compared() returned {type(value).__name__}, not a Fraction")
        yield Peer(evidence.unit.id, value)
    except (MissingEvidence, OutsideCalendar):
        yield Peer(evidence.unit.id, None)
    except (DoesNotApply, BadEvidence):  # reported when the unit itself is scored
        return
    except (Exception, SystemExit) as error:
        raise PluginError([Problem(Place(), _failed(item, evidence, error))]) from error


def _failed(item: Indicator, evidence: Evidence, error: BaseException) -> Message:
    return message(
        "{who}比较单位时出错：{error}；请联系插件作者",
        "{who} failed to compare units: {error}; tell its author",
        who=who_scores(item, evidence),
        error=what_failed(error),
    )
