"""Check what a rule returned or raised before it counts; a plugin's rule may return anything."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from lawcheck.model.calendars import Period
from lawcheck.model.case import AwaitsJudgement, BadEvidence, Result
from lawcheck.model.deductions import Cited, Deduction, Gain, Tally
from lawcheck.model.evidence import Evidence, Fact, Record
from lawcheck.model.foreign_errors import fault_of_message
from lawcheck.model.indicator import Indicator
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import Rule, parts_of
from lawcheck.model.text import Message, message

_CITED = get_args(Cited)
_OURS = "lawcheck.indicators."


class BadResult(Exception):
    """An indicator type returned something that is not a valid result."""


def who_scores(indicator: Indicator, evidence: Evidence) -> Message:
    """Return which unit and indicator are being scored, with the type and where it comes from."""
    return message(
        "单位{unit}，指标{indicator}：评分方式 {type}（{provider}）",
        "unit {unit}, indicator {indicator}: indicator type {type} ({provider})",
        unit=evidence.unit.id,
        indicator=indicator.id,
        type=indicator.rule.type_name,
        provider=provider_of(indicator),
    )


def provider_of(indicator: Indicator) -> str:
    """Return where the type of an item comes from: a distribution and its version, or a module."""
    return indicator.provider or type(indicator.rule).__module__


def is_built_in(rule: Rule) -> bool:
    """Return whether a rule and the rules of its parts are of types that lawcheck ships.

    The messages of those are covered by lawcheck's own tests and need not be checked at each call.
    """
    return type(rule).__module__.startswith(_OURS) and all(
        is_built_in(part.rule) for part in parts_of(rule)
    )


def check_result(result: object, read_words: bool) -> None:
    """Check that a value is a valid result: exact points, and reasons for people.

    Args:
        result: what `score` returned.
        read_words: also read every message in both languages.

    Raises:
        BadResult: it is not.
    """
    if not isinstance(result, Result):
        raise BadResult(f"score() returned {type(result).__name__}, not a Result")
    if result.deductions:
        _check_changes("deductions", result.deductions, Deduction, read_words)
    if result.gains:
        _check_changes("gains", result.gains, Gain, read_words)
    if read_words:
        for fault in _faults_of_words(result):
            raise BadResult(fault)


def _check_changes(
    name: str, changes: object, cls: type[Deduction] | type[Gain], read_words: bool
) -> None:
    if not isinstance(changes, tuple):
        raise BadResult(f"{name} are a {type(changes).__name__}, not a tuple")
    for change in changes:
        if not isinstance(change, cls):
            raise BadResult(f"{name} hold a {type(change).__name__}, not a {cls.__name__}")
        if not isinstance(change.points, Fraction) or change.points.numerator < 0:
            raise BadResult(f"{change.points!r} is not an exact number of points, zero or more")
        if read_words:
            _check_change(change)


def _check_change(change: Deduction | Gain) -> None:
    """Check a deduction or gain, except for its points."""
    fault = fault_of_message(change.reason)
    if fault:
        raise BadResult(f"a reason is {fault}")
    if change.limited is not None and (fault := fault_of_message(change.limited)):
        raise BadResult(f"`limited` is {fault}")
    if change.asked is not None and (
        type(change.asked) is not Fraction or change.asked < change.points
    ):
        raise BadResult(f"`asked` is {change.asked!r}, not a Fraction of at least the points")
    if not isinstance(change.cites, tuple):
        raise BadResult(f"`cites` is a {type(change.cites).__name__}, not a tuple")
    for cited in change.cites:
        if not isinstance(cited, _CITED):
            raise BadResult(
                f"`cites` holds a {type(cited).__name__}, "
                "not a Fact, Record, Judgement or NotApplicable"
            )
    if isinstance(change, Deduction):
        if not isinstance(change.cause, str):
            raise BadResult(f"`cause` is a {type(change.cause).__name__}, not str")
        if not isinstance(change.period, Period | None):
            raise BadResult(f"`period` is a {type(change.period).__name__}, not a Period")


def _faults_of_words(result: Result) -> Iterator[str]:
    if not isinstance(result.deductions, tuple):
        yield f"deductions are a {type(result.deductions).__name__}, not a tuple"
    if not isinstance(result.gains, tuple | None):
        yield f"gains are a {type(result.gains).__name__}, not a tuple"
    if not isinstance(result.about, tuple):
        yield f"`about` is a {type(result.about).__name__}, not a tuple"
    else:
        strange = (each for each in result.about if not isinstance(each, Fact | Tally))
        yield from (
            f"`about` holds a {type(each).__name__}, not a Fact or Tally" for each in strange
        )
    if result.working is not None and (fault := fault_of_message(result.working)):
        yield f"`working` is {fault}"
    if not isinstance(result.notes, tuple):
        yield f"`notes` is a {type(result.notes).__name__}, not a tuple"
    else:
        faults = (fault_of_message(each) for each in result.notes)
        yield from (f"a note is {fault}" for fault in faults if fault)


def check_raised(error: MissingEvidence | DoesNotApply | AwaitsJudgement | BadEvidence) -> None:
    """Check that the contents of an exception that a rule raised are valid.

    Raises:
        BadResult: they are not.
    """
    name = type(error).__name__
    match error:
        case MissingEvidence() | AwaitsJudgement():
            for points in (error.lost, error.kept):
                if not isinstance(points, Fraction) or points.numerator < 0:
                    raise BadResult(
                        f"{name}: {points!r} is not an exact number of points, zero or more"
                    )
            if isinstance(error, MissingEvidence):
                _check_gaps(error)
            elif error.why is not None and (fault := fault_of_message(error.why)):
                raise BadResult(f"{name}: `why` is {fault}")
        case DoesNotApply() | BadEvidence():
            fault = fault_of_message(error.why)
            if fault:
                raise BadResult(f"{name}: `why` is {fault}")
            if isinstance(error, BadEvidence) and not all(
                isinstance(each, _CITED) for each in error.cites
            ):
                raise BadResult(
                    f"{name}: `cites` must be Facts, Records, Judgements or NotApplicables"
                )


def _check_gaps(error: MissingEvidence) -> None:
    if not all(isinstance(each, str) for each in error.names):
        raise BadResult("MissingEvidence: names must be str")
    if not all(isinstance(each, Record) for each in error.records):
        raise BadResult("MissingEvidence: records must be Records")
    if error.why is not None and (fault := fault_of_message(error.why)):
        raise BadResult(f"MissingEvidence: `why` is {fault}")
