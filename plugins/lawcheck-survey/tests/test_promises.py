"""The suites that every indicator type owes its users."""

from fractions import Fraction

from lawcheck_survey.survey import Survey

from lawcheck.plugin import Register, Spec, Text
from lawcheck.testing import DocumentationSuite, IndicatorTypeSuite

ANSWERS = Register(
    Text("问卷", "answers"),
    {
        "question": Spec("text"),
        "satisfied": Spec("count", most=Fraction(90)),
        "fair": Spec("count", most=Fraction(20)),
        "dissatisfied": Spec("count", optional=True, most=Fraction(20)),
    },
)


class TestSurvey(IndicatorTypeSuite):
    rule = Survey(
        register="answers",
        answers={"satisfied": Fraction(1), "fair": Fraction(3, 5), "dissatisfied": Fraction(0)},
        zero_at=Fraction(3, 5),
        full_at=Fraction(9, 10),
        at_least=Fraction(30),
    )
    registers = {"answers": ANSWERS}


class TestThePage(DocumentationSuite):
    cls = Survey
    declares = "registers: {answers: {label: 问卷, columns: {question: text, satisfied: count, fair: count, dissatisfied: count}}}"
