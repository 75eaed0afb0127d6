"""Run the worked examples of a checklist, which show its author at once what a change does."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lawcheck.evidence.interpret import interpret
from lawcheck.model.checklist import Checklist, WorkedExample
from lawcheck.model.errors import EvidenceError
from lawcheck.model.exact import decimal_text, parse_number
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, message
from lawcheck.scoring import score
from lawcheck.scoring.peers import among_peers


@attrs.frozen
class ExampleResult:
    """The result of one worked example.

    Attributes:
        name: name of the example.
        line: line of the checklist file on which it begins.
        differences: each expectation that was not met.
    """

    name: str
    line: int
    differences: tuple[Message, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation was met."""
        return not self.differences


def run_examples(checklist: Checklist) -> Iterator[ExampleResult]:
    """Score every worked example of a checklist and compare the results with those expected.

    >>> from lawcheck import load_checklist
    >>> from lawcheck.testing import run_examples
    >>> results = list(run_examples(load_checklist("street-visit")))
    >>> len(results) > 0
    True
    >>> all(result.passed for result in results)
    True

    Args:
        checklist: the checklist.

    Yields:
        One result for each example, in the order of the file. It has `name`, `line`, `passed`
        and `differences`, the expectations that were not met.
    """
    for example in checklist.examples:
        try:
            units = [
                unit
                for given in (example.given, *example.others)
                for unit in interpret(checklist, [given]).evidence
            ]
            card = score(checklist, among_peers(checklist, units)[0])
        except EvidenceError as error:
            yield ExampleResult(
                example.name, example.line, tuple(each.what for each in error.problems)
            )
        else:
            yield ExampleResult(example.name, example.line, tuple(_differences(example, card)))


def _differences(example: WorkedExample, card: Scorecard) -> Iterator[Message]:
    for name, expected in example.expect.items():
        found = _found(name, card)
        if not _agree(expected, found):
            yield message(
                "{name}：应为 {expected}，实为 {found}",
                "{name}: expected {expected}, found {found}",
                name=name,
                expected=list(expected),
                found=list(found),
            )


def _agree(expected: tuple[str, ...], found: tuple[str, ...]) -> bool:
    if len(expected) == 1 and expected[0] in found and not _is_number(expected[0]):
        return True
    return [_number(each) for each in expected] == [_number(each) for each in found]


def _is_number(text: str) -> bool:
    return isinstance(_number(text), Fraction)


def _number(text: str) -> Fraction | str:
    try:
        return parse_number(text)
    except ValueError:
        return text


def _found(name: str, card: Scorecard) -> tuple[str, ...]:
    """Return the result to compare with an expectation, as texts.

    It is a number, both ends of an interval, a state, or the names of the grade in both languages.
    """
    if name == "total":
        return ("none",) if card.score is None else _ends(card.score)
    if name == "grade":
        return (
            ("none",)
            if card.grade is None
            else tuple(each for each in (card.grade.zh, card.grade.en) if each)
        )
    for veto in card.vetoes:
        if veto.id == name:
            return (veto.state,)
    outcome = card.outcome(name)
    if outcome.state == "scored" and outcome.earned is not None:
        return _ends(outcome.earned)
    return (outcome.state,)


def _ends(span: Span) -> tuple[str, ...]:
    return (
        (decimal_text(span.low),)
        if span.is_exact
        else (decimal_text(span.low), decimal_text(span.high))
    )
