"""Base class of the checks of indicator types, and functions that run a rule."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

import attrs
from hypothesis import strategies as st

from lawcheck.methods.points import Points
from lawcheck.model.calendars import OutsideCalendar, year
from lawcheck.model.case import AwaitsJudgement, BadEvidence, Case, Result
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Judgement
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.outcomes import Outcome
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rounding import Rounding
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing.message_texts import in_all_languages
from lawcheck.testing.strategies import evidence

_OWN_FILES: Final = str(Path(__file__).parents[1])
"""The folder of lawcheck; a failure is reported at the last line outside of it."""
_ALLOWED_EXCEPTIONS: Final = (
    MissingEvidence,
    DoesNotApply,
    AwaitsJudgement,
    BadEvidence,
    OutsideCalendar,
)
"""Exceptions that a rule may raise instead of returning a result."""


def one_item(
    rule: Any,
    *,
    points: Fraction = Fraction(5),
    facts: Mapping[str, Spec] | None = None,
    registers: Mapping[str, Register] | None = None,
) -> Checklist:
    """Return a checklist with one indicator, `item`, to try a rule on its own.

    >>> from fractions import Fraction
    >>> from lawcheck import build_evidence, load_checklist, score
    >>> from lawcheck.testing import one_item
    >>> shipped = load_checklist("district-annual")
    >>> study = next(each for each in shipped.indicators() if each.id == "study")
    >>> tried = one_item(study.rule, points=Fraction(10), facts=shipped.facts)
    >>> score(tried, build_evidence(tried, unit="a", facts={"study_sessions": 12})).score
    Span(low=Fraction(10, 1), high=Fraction(10, 1))

    Args:
        rule: an indicator type with its parameters.
        points: the points of the item.
        facts: declarations of the facts that the rule reads, by name.
        registers: declarations of the registers that the rule reads, by name.
    """
    item = Indicator("item", Text("指标", "item"), rule, points)
    return Checklist(
        "one-item",
        "1",
        Text("单项", "one item"),
        year(2023),
        Section("all", Text("全部", "all"), (item,), Points(points)),
        Rounding(2, "half_up", "total"),
        "exact",
        (Grade(Text("全部", "all"), ZERO),),
        ONE,
        facts or {},
        registers or {},
    )


def answer(rule: Any, case: Case) -> Result | None:
    """Return the result of a rule, or None if it raises an exception that it is allowed to raise.

    Raises:
        AssertionError: the rule fails. The original exception is its cause, and the last line of
            the author's code is in the message.
    """
    too_deep: AssertionError | None = None
    try:
        result = rule.score(case)
    except _ALLOWED_EXCEPTIONS:
        return None
    except RecursionError as error:
        too_deep = failed("score()", error)
    except (Exception, SystemExit) as error:
        raise failed("score()", error) from error
    if too_deep is not None:
        # Raised without a cause: the line of the stack overflow changes from run to run, and
        # Hypothesis takes exceptions from different lines for different failures ("flaky").
        raise too_deep
    assert isinstance(result, Result), f"score() returned {type(result).__name__}; return a Result"
    return result


def lines_of(result: Result) -> tuple[Deduction | Gain, ...]:
    """Return every line of a result: what it takes off and what it gives."""
    return (*result.deductions, *(result.gains or ()))


def failed(
    what: str, error: BaseException, do: str = "answer, or let MissingEvidence pass"
) -> AssertionError:
    """Return the failure of an author's function, with the line of their code that raised it."""
    steps = traceback.extract_tb(error.__traceback__)
    last = next(
        (step for step in reversed(steps) if not step.filename.startswith(_OWN_FILES)), steps[-1]
    )
    text = f"{error}"[:300]
    return AssertionError(
        f"{what} failed with {type(error).__name__}: {text}; at {last.filename}:{last.lineno}: "
        f"{last.line}; {do}"
    )


class RuleChecks:
    """Attributes and helpers that the checks of indicator types share."""

    rule: ClassVar[Any]
    points: ClassVar[Fraction] = Fraction(5)
    facts: ClassVar[Mapping[str, Spec]] = {}
    registers: ClassVar[Mapping[str, Register]] = {}
    judged: ClassVar[tuple[Fraction, Fraction] | None] = None
    better: ClassVar[Mapping[str, Literal["higher", "lower"]]] = {}

    def rules(self) -> st.SearchStrategy[Any]:
        """Generate the rules to try; override it to generate parameters, as with `st.builds`."""
        return st.just(self.rule)

    def checklist(self, rule: Any) -> Checklist:
        """Return a checklist with the rule as its only indicator."""
        return one_item(rule, points=self.points, facts=self.facts, registers=self.registers)

    def evidence(self, checklist: Checklist, gaps: bool = False) -> st.SearchStrategy[Evidence]:
        """Generate evidence; override it if a rule needs more than its declarations guarantee."""
        drawn = evidence(checklist, gaps=gaps)
        if self.judged is None:
            return drawn
        deducted = st.fractions(*self.judged, max_denominator=10)
        return st.builds(self._judge, drawn, deducted)

    @staticmethod
    def _judge(given: Evidence, deducted: Fraction) -> Evidence:
        return attrs.evolve(
            given, judgements={"item": (Judgement("item", deducted, "评议", "评议组"),)}
        )

    def world(self, data: st.DataObject, gaps: bool = False) -> tuple[Checklist, Evidence]:
        """Draw a rule, and evidence for it."""
        checklist = self.checklist(data.draw(self.rules(), label="rule"))
        return checklist, data.draw(self.evidence(checklist, gaps), label="evidence")

    def score(self, checklist: Checklist, given: Evidence) -> Outcome:
        """Return the outcome of the item; an exception in the rule fails the test."""
        try:
            outcome = score(checklist, given).outcome("item")
        except EvidenceError as refusal:
            raise AssertionError(
                f"evidence that the readers let through is refused: {refusal}"
            ) from refusal
        if outcome.state == "error":
            self.answer(checklist, given)
        assert outcome.state != "error", in_all_languages(outcome.why)
        return outcome

    def answer(
        self,
        checklist: Checklist,
        given: Evidence,
        points: Fraction | Literal["own"] | None = "own",
    ) -> Result | None:
        """Return what the rule itself returns, before caps apply.

        Args:
            checklist: the checklist with the rule.
            given: the evidence.
            points: what the item is worth; "own" for the points of the suite.
        """
        item = next(iter(checklist.indicators()))
        worth = self.points if points == "own" else points
        return answer(item.rule, Case("item", worth, given, checklist.period))
