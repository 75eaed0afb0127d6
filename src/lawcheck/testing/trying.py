"""What the checks of indicator types share: what an author fills in, and how a rule is tried."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

import attrs
from hypothesis import strategies as st

from lawcheck.methods.points import Points
from lawcheck.model.calendars import OutsideCalendar
from lawcheck.model.checklist import (
    Checklist,
    Grade,
    Indicator,
    Register,
    Rounding,
    Section,
    Spec,
    year,
)
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Judgement
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import AwaitsJudgement, BadEvidence, Case, Result
from lawcheck.model.measures import DoesNotApply, MissingEvidence
from lawcheck.model.scorecard import Deduction, Gain, Outcome
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing.said import said
from lawcheck.testing.strategies import evidence

_OURS: Final = str(Path(__file__).parents[1])
_ANSWERS: Final = (MissingEvidence, DoesNotApply, AwaitsJudgement, BadEvidence, OutsideCalendar)
"""What a rule may raise: other answers than points."""


def one_item(
    rule: Any,
    *,
    points: Fraction = Fraction(5),
    facts: Mapping[str, Spec] | None = None,
    registers: Mapping[str, Register] | None = None,
) -> Checklist:
    """A checklist with one indicator, `item`, for trying a rule by itself."""
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
    """What the rule makes of a case; None where it answers with something else than points.

    Raises:
        AssertionError: it fails. The author's own exception stands above, and its last line in the message.
    """
    too_deep: AssertionError | None = None
    try:
        result = rule.score(case)
    except _ANSWERS:
        return None
    except RecursionError as error:
        too_deep = failed("score()", error)
    except (Exception, SystemExit) as error:
        raise failed("score()", error) from error
    if too_deep is not None:
        # Raised without a cause: on which line the stack runs out changes from run to run, which Hypothesis would call flaky.
        raise too_deep
    assert isinstance(result, Result), f"score() returned {type(result).__name__}; return a Result"
    return result


def lines_of(result: Result) -> tuple[Deduction | Gain, ...]:
    """Every line of a result: what it takes off and what it gives."""
    return (*result.deductions, *(result.gains or ()))


def failed(
    what: str, error: BaseException, do: str = "answer, or let MissingEvidence pass"
) -> AssertionError:
    """The failure of an author's function, with the line of the author's own code that it came from."""
    steps = traceback.extract_tb(error.__traceback__)
    last = next(
        (step for step in reversed(steps) if not step.filename.startswith(_OURS)), steps[-1]
    )
    text = f"{error}"[:300]
    return AssertionError(
        f"{what} failed with {type(error).__name__}: {text}; at {last.filename}:{last.lineno}: "
        f"{last.line}; {do}"
    )


class Trying:
    """The parts of a suite that are not checks."""

    rule: ClassVar[Any]
    points: ClassVar[Fraction] = Fraction(5)
    facts: ClassVar[Mapping[str, Spec]] = {}
    registers: ClassVar[Mapping[str, Register]] = {}
    judged: ClassVar[tuple[Fraction, Fraction] | None] = None
    better: ClassVar[Mapping[str, Literal["higher", "lower"]]] = {}

    def rules(self) -> st.SearchStrategy[Any]:
        """The rules that are tried; override to have the parameters made up as well, by `st.builds` for one."""
        return st.just(self.rule)

    def checklist(self, rule: Any) -> Checklist:
        """The checklist around a rule."""
        return one_item(rule, points=self.points, facts=self.facts, registers=self.registers)

    def evidence(self, checklist: Checklist, gaps: bool = False) -> st.SearchStrategy[Evidence]:
        """Evidence for a rule; override where a rule needs more than facts and registers allow by themselves."""
        drawn = evidence(checklist, gaps=gaps)
        if self.judged is None:
            return drawn
        deducted = st.fractions(*self.judged, max_denominator=10)
        return st.builds(self._judge, drawn, deducted)

    @staticmethod
    def _judge(given: Evidence, deducted: Fraction) -> Evidence:
        return attrs.evolve(
            given, judgements={"item": Judgement("item", deducted, "评议", "评议组")}
        )

    def world(self, data: st.DataObject, gaps: bool = False) -> tuple[Checklist, Evidence]:
        """A rule and evidence for it."""
        checklist = self.checklist(data.draw(self.rules(), label="rule"))
        return checklist, data.draw(self.evidence(checklist, gaps), label="evidence")

    def score(self, checklist: Checklist, given: Evidence) -> Outcome:
        """The outcome of the item; a rule that fails is a failed test."""
        try:
            outcome = score(checklist, given).outcome("item")
        except EvidenceError as refusal:
            raise AssertionError(
                f"evidence that the readers let through is refused: {refusal}"
            ) from refusal
        if outcome.state == "error":
            self.answer(checklist, given)
        assert outcome.state != "error", said(outcome.why)
        return outcome

    def answer(
        self,
        checklist: Checklist,
        given: Evidence,
        points: Fraction | Literal["own"] | None = "own",
    ) -> Result | None:
        """What the rule itself says, before any cap, with the item worth what it is or another number of points."""
        item = next(iter(checklist.indicators()))
        worth = self.points if points == "own" else points
        return answer(item.rule, Case("item", worth, given, checklist.period))
