"""The conformance suite of condition operators. The built-in operators pass it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.indicators.scale import Scale
from lawcheck.model.calendars import year
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import compared
from lawcheck.model.exact import ZERO
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text, fold
from lawcheck.registry.contracts import faults_of
from lawcheck.testing.in_tables import CASES, column_of, same_in_tables
from lawcheck.testing.message_texts import in_all_languages, in_its_language
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.rule_checks import failed
from lawcheck.testing.strategies import exact, values
from lawcheck.testing.surroundings import recorded_calls, restored_settings

_PERIOD: Final = year(2023)
_TEXTS: Final = st.text("甲乙a.( ", min_size=1, max_size=4).map(fold).filter(bool)
"""Texts, some with characters that are special in regular expressions.

An operator that passes its operand to `re` without escaping it fails on them.
"""
_WORD: Final = "案"


class OperatorSuite:
    """Checks of a condition operator; subclass it, name the class `Test...` and set `operator`.

    >>> import attrs
    >>> from lawcheck.plugin import Operator, Text
    >>> from lawcheck.testing import OperatorSuite
    >>> @attrs.frozen
    ... class StartsWith(Operator):
    ...     '''The text starts with these letters.'''
    ...     name = "starts_with"
    ...     title = Text("{column}以{operand}开头", "{column} starts with {operand}")
    ...     kinds = frozenset({"text"})
    ...     takes = "text"
    ...     def holds(self, value, operand):
    ...         return value.startswith(operand)
    >>> class TestStartsWith(OperatorSuite):
    ...     operator = StartsWith()
    >>> TestStartsWith().test_answers_true_or_false()  # pytest runs this and the others

    Attributes:
        operator: the operator.
    """

    operator: ClassVar[Any]

    def values(self, kind: str) -> st.SearchStrategy[Any]:
        """Generate values of a column of this kind."""
        return _TEXTS.map(_WORD.__add__) if kind == "text" else values(column_of(kind), _PERIOD)

    def operands(self, kind: str) -> st.SearchStrategy[Any]:
        """Generate operands for a column of this kind; override it if only some are allowed."""
        if self.operator.takes == "values":
            return st.lists(self.values(kind), min_size=1, max_size=3, unique=True).map(tuple)
        return _TEXTS if self.operator.takes == "text" else self.values(kind)

    def kinds(self) -> st.SearchStrategy[str]:
        """Generate a kind of column that the operator compares."""
        return st.sampled_from(sorted(self.operator.kinds))

    def drawn(self, data: st.DataObject) -> Iterator[tuple[Any, Any]]:
        """Draw a value and an operand of every kind, so that no example misses one."""
        for kind in sorted(self.operator.kinds):
            value = data.draw(self.values(kind), label="value")
            yield value, data.draw(self.operands(kind), label="operand")

    def holds(self, value: Any, operand: Any) -> Any:
        """Return the result of the operator; an exception in it fails the test."""
        try:
            return self.operator.holds(compared(value), operand)
        except Exception as error:
            raise failed(
                "holds()", error, "answer True or False for every value of its kinds"
            ) from error

    def test_is_a_frozen_attrs_class_with_its_documentation(self) -> None:
        """The class is frozen, has no fields, and has a docstring and the required attributes."""
        cls = type(self.operator)
        faults = list(faults_of("operators", getattr(cls, "name", ""), cls))
        assert not faults, "; ".join(faults)

    @NO_DEADLINE
    @given(data=st.data())
    def test_answers_true_or_false(self, data: st.DataObject) -> None:
        """The result is True or False for every value of its kinds."""
        for value, operand in self.drawn(data):
            answer = self.holds(value, operand)
            assert isinstance(answer, bool), f"holds() returned {answer!r}; return True or False"

    @NO_DEADLINE
    @given(data=st.data())
    def test_same_values_give_the_same_answer(self, data: st.DataObject) -> None:
        """The result depends on the arguments alone."""
        for value, operand in self.drawn(data):
            with restored_settings():
                first = self.holds(value, operand)
                with recorded_calls() as calls:
                    again = self.holds(value, operand)
            assert first == again, f"the second call answered {again}, the first {first}"
            assert not calls.found, f"holds() asks for {'; '.join(calls.found)}"

    @NO_DEADLINE
    @given(data=st.data())
    def test_missing_is_no_value(self, data: st.DataObject) -> None:
        """A blank equals nothing: only an operator that negates (`of_blank`) holds for it."""
        for value, operand in self.drawn(data):
            assert Comparison("c", self.operator, operand).holds({}) is None, (
                "it has an answer for a blank"
            )
            if self.operator.of_blank:
                same = (value,) if self.operator.takes == "values" else value
                assert not self.holds(value, same), (
                    f"of_blank is True, but it holds for {value!r} where {same!r} is asked for"
                )

    @NO_DEADLINE
    @given(data=st.data())
    def test_what_is_settled_stays_so(self, data: st.DataObject) -> None:
        """Where `settled` names the answer, it is the same for every greater number."""
        settled = self.operator.settled
        for value, operand in self.drawn(data):
            if settled is None or not isinstance(value, Fraction):
                continue
            above = max(value, operand) if isinstance(operand, Fraction) else value
            greater = above + data.draw(exact(0, 1000), label="more")
            if self.holds(value, operand) is settled:
                assert self.holds(greater, operand) is settled, (
                    f"settled = {settled}, but it answers so for {value} and not for {greater}"
                )

    @NO_DEADLINE
    @given(data=st.data())
    def test_its_example_meets_it(self, data: st.DataObject) -> None:
        """The operator holds for its example, so that the advice of `gain` meets the condition."""
        for _, operand in self.drawn(data):
            example = self.operator.example(operand)
            assert example is None or self.holds(example, operand) is True, (
                f"example({operand!r}) is {example!r}, for which it does not hold"
            )

    @NO_DEADLINE
    @given(data=st.data())
    def test_says_what_it_asks_in_both_languages(self, data: st.DataObject) -> None:
        """The condition can be printed in Chinese and in English."""
        for _, operand in self.drawn(data):
            title = Comparison("c", self.operator, operand, label=Text("案由", "cause")).title
            in_all_languages(title)
            in_its_language(title, frozenset(("案由", "cause")))

    @settings(NO_DEADLINE, max_examples=20)
    @given(data=st.data())
    def test_tables_agree(self, data: st.DataObject) -> None:
        """Table scoring gives what the cards give."""
        kind = data.draw(self.kinds(), label="kind")
        operand, is_optional = (
            data.draw(self.operands(kind), label="operand"),
            data.draw(st.booleans(), label="optional"),
        )
        cell = st.fixed_dictionaries(
            {"kept": st.booleans()}, optional={"value": self.values(kind)}
        )
        units = data.draw(
            st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=3), label="units"
        )
        where = Where((Comparison("value", self.operator, operand, is_optional),))
        rule = Scale(OverRecords("count", CASES, where=where), ZERO, Fraction(4))
        same_in_tables(rule, {"value": column_of(kind), "kept": Spec("yes_no")}, units)
