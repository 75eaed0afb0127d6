"""Built-in measures and operators pass their suites; wrong ones fail the check that names it."""

import re
import sys
from fractions import Fraction
from typing import Any

import attrs
import pytest

from lawcheck.model.operations import OPERATIONS, Mean, Operation
from lawcheck.model.operators import OPERATORS, Operator
from lawcheck.model.text import Text
from lawcheck.registry.builtin import lawcheck_measures, lawcheck_operators
from lawcheck.testing import MeasureSuite, OperatorSuite

RIGHT: list[Operation] = [*(each() for each in OPERATIONS), Mean(drop=1)]
COMPARE: list[Operator] = [each() for each in OPERATORS]


def checks_of(suite: type) -> list[str]:
    return [name for name in dir(suite) if name.startswith("test_")]


def measures(of: Any) -> MeasureSuite:
    class Suite(MeasureSuite):
        operation = of

    return Suite()


def operators(of: Any) -> OperatorSuite:
    class Suite(OperatorSuite):
        operator = of

    return Suite()


@pytest.mark.parametrize("check", checks_of(MeasureSuite))
@pytest.mark.parametrize("right", RIGHT, ids=str)
def test_built_in_measures_pass_every_check(check: str, right: Any) -> None:
    getattr(measures(right), check)()


@pytest.mark.parametrize("check", checks_of(OperatorSuite))
@pytest.mark.parametrize("right", COMPARE, ids=str)
def test_built_in_operators_pass_every_check(check: str, right: Any) -> None:
    getattr(operators(right), check)()


class Middle(Mean):
    """The base of the wrong ones."""

    name = "middle"


@attrs.frozen
class Floats(Middle):
    """Binary floats."""

    def combine(self, values: Any) -> Any:
        return float(super().combine(values))


@attrs.frozen
class Tenths(Middle):
    """Fractions made of binary floats."""

    def combine(self, values: Any) -> Any:
        return Fraction(0.1)


@attrs.frozen
class Nothing(Middle):
    """Divides by zero where there is nothing, and does not say so."""

    def fewest(self) -> int:
        return 0


@attrs.frozen
class First(Middle):
    """Takes what comes first."""

    def combine(self, values: Any) -> Any:
        return values[0]


@attrs.frozen
class Zero(Middle):
    """Calls a mean of nothing zero."""

    def fewest(self) -> int:
        return 0

    def combine(self, values: Any) -> Any:
        return super().combine(values) if values else Fraction(0)


SEEN: list[int] = []


def is_in_tables() -> bool:
    """Whether table scoring asks."""
    frame: Any = sys._getframe()
    while frame is not None and not frame.f_globals["__name__"].startswith("lawcheck.tables"):
        frame = frame.f_back
    return frame is not None


@attrs.frozen
class Memory(Middle):
    """Remembers how often it was asked."""

    def combine(self, values: Any) -> Any:
        SEEN.append(1)
        return super().combine(values) + len(SEEN)


@attrs.frozen
class Elsewhere(Middle):
    """Is another one for tables."""

    def combine(self, values: Any) -> Any:
        return Fraction(is_in_tables())


@attrs.frozen
class Sorts(Middle):
    """Changes what it is given."""

    def combine(self, values: Any) -> Any:
        values.sort()
        return super().combine(values)


@attrs.frozen
class English(Middle):
    """Says nothing in Chinese."""

    title = Text("the middle of {of}", "the middle of {of}")


@attrs.frozen
class Undocumented(Middle):
    pass


@attrs.frozen
class Equal(Operator):
    """The base of the wrong ones."""

    name = "equal"
    title = Text("{column}等于{operand}", "{column} is {operand}")

    def holds(self, value: Any, operand: Any) -> Any:
        return value == operand


@attrs.frozen
class Whole(Equal):
    """Answers with a number."""

    def holds(self, value: Any, operand: Any) -> Any:
        return int(value == operand)


@attrs.frozen
class Fails(Equal):
    """Compares what has no order."""

    def holds(self, value: Any, operand: Any) -> Any:
        return value < operand


@attrs.frozen
class Counts(Equal):
    """Every second record meets it."""

    def holds(self, value: Any, operand: Any) -> Any:
        SEEN.append(1)
        return len(SEEN) % 2 == 0


@attrs.frozen
class Apart(Equal):
    """Is another one for tables."""

    def holds(self, value: Any, operand: Any) -> Any:
        return is_in_tables()


@attrs.frozen
class Blank(Equal):
    """Takes a blank for what was asked."""

    of_blank = True


@attrs.frozen
class Above(Operator):
    """Is above a number; a greater one is, too, but `settled` says that a lower one stays."""

    name = "above"
    kinds = frozenset(("count",))
    title = Text("{column}大于{operand}", "{column} above {operand}")
    settled = False

    def holds(self, value: Any, operand: Any) -> Any:
        return value > operand

    def example(self, operand: Any) -> Any:
        return operand + 1


@attrs.frozen
class Advice(Equal):
    """Advises what does not help."""

    def example(self, operand: Any) -> Any:
        return "无" if operand != "无" else "有"


@attrs.frozen
class Chinese(Equal):
    """Says nothing in English."""

    title = Text("{column}等于{operand}", "{column}等于{operand}")


@attrs.frozen
class Fields(Equal):
    """Has a key of its own, which nobody can write."""

    least: int = 0


FORM = "test_is_a_frozen_attrs_class_with_its_documentation"
EXACT = "test_gives_exact_results"
SAME = "test_same_values_give_the_same_result"
WRONG_MEASURES: list[tuple[Any, str, str]] = [
    (Floats, EXACT, "which is not exact; return a Fraction"),
    (Tenths, EXACT, "comes from a binary float"),
    (Nothing, EXACT, "combine() failed with ZeroDivisionError"),
    (First, "test_order_of_records_does_not_matter", "in another order"),
    (Zero, "test_nothing_known_is_not_zero", "it is an average, and has a result for no values"),
    (Memory, SAME, "the second call gave"),
    (Sorts, SAME, "combine() changed what it was given"),
    (English, "test_says_what_it_gives_in_both_languages", "is not Chinese"),
    (Undocumented, FORM, "Undocumented has no docstring"),
    (Elsewhere, "test_tables_agree", "the table scores"),
]
WRONG_OPERATORS: list[tuple[Any, str, str]] = [
    (Whole, "test_answers_true_or_false", "return True or False"),
    (Fails, "test_answers_true_or_false", "holds() failed with TypeError"),
    (Counts, "test_same_values_give_the_same_answer", "the second call answered"),
    (Blank, "test_missing_is_no_value", "of_blank is True, but it holds for"),
    (Above, "test_what_is_settled_stays_so", "settled = False, but it answers so for"),
    (Advice, "test_its_example_meets_it", "for which it does not hold"),
    (Chinese, "test_says_what_it_asks_in_both_languages", "holds Chinese; write it in English"),
    (Fields, FORM, "Fields has fields"),
    (Apart, "test_tables_agree", "the table scores"),
]


def named(wrong: tuple[Any, str, str]) -> str:
    return f"{wrong[0].__name__}-{wrong[1]}"


@pytest.mark.parametrize("wrong", WRONG_MEASURES, ids=named)
def test_a_wrong_measure_fails_the_check_that_names_its_fault(wrong: tuple[Any, str, str]) -> None:
    made, check, told = wrong
    with pytest.raises(AssertionError, match=re.escape(told)):
        getattr(measures(made()), check)()


@pytest.mark.parametrize("wrong", WRONG_OPERATORS, ids=named)
def test_a_wrong_operator_fails_the_check_that_names_its_fault(
    wrong: tuple[Any, str, str],
) -> None:
    made, check, told = wrong
    with pytest.raises(AssertionError, match=re.escape(told)):
        getattr(operators(made()), check)()


def test_every_check_catches_something_and_every_built_in_one_is_here() -> None:
    assert {check for _, check, _ in WRONG_MEASURES} == set(checks_of(MeasureSuite))
    assert {check for _, check, _ in WRONG_OPERATORS} == set(checks_of(OperatorSuite))
    assert {each.name for each in RIGHT} == set(lawcheck_measures())
    assert {each.name for each in COMPARE} == set(lawcheck_operators())
