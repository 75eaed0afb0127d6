"""Call the types, methods and measures of plugins when a checklist is loaded, and check them.

All that a type says of itself is tried here, so that a defect shows with the name of the plugin
and not in the middle of a run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, get_args

import attrs

from lawcheck.model.calendars import PeriodLength
from lawcheck.model.foreign_errors import fault_of_message
from lawcheck.model.measures import Constant, FactRef, OverFacts
from lawcheck.model.operations import Operation
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import (
    Checked,
    Comparing,
    Dated,
    Fault,
    Guarded,
    Judgeable,
    JudgedByMany,
    Paired,
    Peered,
    Periodic,
    ProRated,
    Rule,
    Timed,
)
from lawcheck.model.scoring_method import Aggregation, ByScores
from lawcheck.registry.answers import refuse_faults
from lawcheck.registry.offers import Offer


def faults_found(offer: Offer, rule: Rule, points: Fraction | None) -> tuple[Fault, ...]:
    """Return what an indicator type finds wrong with one of its rules.

    For a type of a plugin, other methods that the engine will call later are tried as well, so
    that a defect shows when the checklist is loaded and not in the middle of a run.

    Args:
        offer: the indicator type.
        rule: the rule, as read from the checklist.
        points: points of the item; None if it has none.

    Raises:
        PluginError: the type failed, or returned something of the wrong shape.
    """
    with offer.at_work():
        faults = tuple(rule.check(points)) if isinstance(rule, Checked) else ()
        if offer.is_ours:
            return faults
        refuse_faults(offer, "check()", _faults_of_faults(faults))
        if not faults:
            refuse_faults(offer, "describe()", filter(None, [fault_of_message(rule.describe())]))
            refuse_faults(offer, type(rule).__name__, _faults_of_rule(rule))
    return faults


def check_numbers(offer: Offer, method: Aggregation) -> None:
    """Check the numbers of a scoring method, which it may compute itself.

    Raises:
        PluginError: it failed, or one of them is not exact.
    """
    if offer.is_ours:
        return
    with offer.at_work():
        numbers: dict[str, Any] = {
            name: getattr(method, name) for name in ("out_of", "start", "floor", "points")
        }
    for name, number in numbers.items():
        may_be_none = number is None and name in ("floor", "points")
        if not may_be_none and type(number) is not Fraction:
            raise offer.refuse(f"{name} = {number!r}, not a Fraction")


def faults_of_weights(
    offer: Offer, method: ByScores, weights: Sequence[Fraction]
) -> tuple[Fault, ...]:
    """Return what a scoring method finds wrong with the weights of its children.

    Raises:
        PluginError: the method failed, or returned something else than faults.
    """
    with offer.at_work():
        faults = tuple(method.check(weights))
    refuse_faults(offer, "check()", _faults_of_faults(faults))
    return faults


def fewest_of(offer: Offer, operation: Operation) -> int:
    """Return how many values an operation needs at least.

    Raises:
        PluginError: the operation failed, or returned something else than a whole number.
    """
    with offer.at_work():
        fewest: Any = operation.fewest()
    if type(fewest) is not int or fewest < 0:
        raise offer.refuse(f"fewest() returned {fewest!r}, not a whole number of zero or more")
    return fewest


def _faults_of_faults(faults: Sequence[Any]) -> Iterator[str]:
    for fault in faults:
        if not isinstance(fault, Fault):
            yield f"{type(fault).__name__}, not Faults"
        elif not isinstance(fault.key, str):
            yield f"a Fault whose key is {type(fault.key).__name__}, not str"
        elif why := fault_of_message(fault.what):
            yield f"a Fault that says {why}"


def _faults_of_rule(rule: Any) -> Iterator[str]:
    if isinstance(rule, Peered) and rule.within not in ("all", "group", "kind"):
        yield f"within = {rule.within!r}, not all, group or kind"
    if isinstance(rule, Paired) and not all(_is_pair(each) for each in rule.pairs()):
        yield "pairs() that are not pairs of str"
    if isinstance(rule, Dated) and not all(
        isinstance(each, tuple) and [type(name) for name in each] == [str, str, str]
        for each in rule.spans()
    ):
        yield "spans() that are not triples of str"
    judged = tuple(rule.judged("item")) if isinstance(rule, Judgeable) else ()
    if not _is_texts(judged):
        yield "keys from judged() that are not str"
    if isinstance(rule, JudgedByMany) and not set(rule.judged_by_many("item")) <= set(judged):
        yield "keys from judged_by_many() that are not among those of judged()"
    if isinstance(rule, Guarded) and not all(
        isinstance(each, FactRef | Constant | OverFacts | OverRecords)
        for each in rule.not_advised()
    ):
        yield "not_advised() that are not values of its fields"
    if isinstance(rule, Periodic) and rule.counts_each not in (None, *get_args(PeriodLength)):
        yield f"counts_each = {rule.counts_each!r}, not month, quarter, half_year, year or None"
    if isinstance(rule, Timed) and not isinstance(rule.is_timed, bool):
        yield f"is_timed = {rule.is_timed!r}, not a bool"
    if isinstance(rule, Comparing):
        if not _is_texts(rule.thresholds):
            yield f"thresholds = {rule.thresholds!r}, not a tuple of str"
        cls: Any = type(rule)  # a protocol cannot say that it is an attrs class
        keys = {each.metadata.get("key", each.name) for each in attrs.fields(cls)}
        for path in rule.thresholds:
            if path.partition(".")[0] not in keys:
                yield f"thresholds with {path}, which is no key of it"
        if not isinstance(said := rule.is_share(), bool | None):
            yield f"{said!r} from is_share(), not True, False or None"
    if isinstance(rule, ProRated):
        faults = _faults_of_faults(tuple(rule.pro_rata_faults()))
        yield from (f"pro_rata_faults() of {each}" for each in faults)


def _is_texts(texts: Any) -> bool:
    return isinstance(texts, tuple) and all(isinstance(each, str) for each in texts)


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, tuple) and [type(each) for each in pair] == [str, str]
