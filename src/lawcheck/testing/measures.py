"""The conformance suite of measure operations. The built-in operations pass it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.deadline import Deadline
from lawcheck.indicators.scale import Scale
from lawcheck.model.calendars import year
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import Evidence, Never, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.measures import FactRef, OverFacts
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text
from lawcheck.registry.contracts import faults_of
from lawcheck.testing.in_tables import (
    CASES,
    Cells,
    column_of,
    records_of,
    same_facts_in_tables,
    same_in_tables,
)
from lawcheck.testing.message_texts import in_all_languages, in_its_language
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.points_checks import FLOAT_DENOMINATOR
from lawcheck.testing.rule_checks import failed
from lawcheck.testing.strategies import values
from lawcheck.testing.surroundings import recorded_calls, restored_settings

_PERIOD: Final = year(2023)
_WEIGHT: Final = Spec("amount", least=ZERO, optional=True)
_WEIGHTS: Final = values(_WEIGHT, _PERIOD)
_COUNTED: Final = Where((Comparison("counts", "equals", operand=True),))


class MeasureSuite:
    """Checks of an operation; subclass it, name the class `Test...` and set `operation`.

    >>> import attrs
    >>> from lawcheck.plugin import Operation, Text
    >>> from lawcheck.testing import MeasureSuite
    >>> @attrs.frozen
    ... class Spread(Operation):
    ...     '''The largest value less the smallest.'''
    ...     name = "spread"
    ...     title = Text("{of}极差", "spread of {of}")
    ...     def fewest(self):
    ...         return 1
    ...     def combine(self, values):
    ...         return max(values) - min(values)
    >>> class TestSpread(MeasureSuite):
    ...     operation = Spread()
    >>> TestSpread().test_order_of_records_does_not_matter()  # pytest runs this and the others

    Attributes:
        operation: the operation with its own keys filled in.
    """

    operation: ClassVar[Any]

    def values(self, kind: str) -> st.SearchStrategy[Any]:
        """Generate values of a column of this kind; override it if only some are allowed."""
        return values(column_of(kind), _PERIOD)

    def kinds(self) -> st.SearchStrategy[str]:
        """Generate a kind of column that the operation takes."""
        return st.sampled_from(sorted(self.operation.kinds))

    def drawn(self, data: st.DataObject, fewest: int | None = None) -> list[Any]:
        """Draw a list of values that the operation may be given."""
        least = self.operation.fewest() if fewest is None else fewest
        kind = data.draw(self.kinds(), label="kind")
        given = self.values(kind)
        if self._is_weighted:
            given = st.tuples(given, _WEIGHTS.filter(bool))
        most = least + (5 if self.operation.takes_records else 2)
        return data.draw(st.lists(given, min_size=least, max_size=most), label="values")

    @property
    def _is_weighted(self) -> bool:
        return "weight" in self.operation.keys

    def combine(self, given: Sequence[Any]) -> Any:
        """Return the result of the operation; an exception in it fails the test."""
        try:
            return self.operation.combine(given)
        except Exception as error:
            what = f"answer for any {self.operation.fewest()} values, or let fewest() ask for more"
            raise failed("combine()", error, what) from error

    def measure(self) -> OverRecords | OverFacts:
        """Return a measure that applies the operation to a register, or to facts."""
        if not self.operation.takes_records:
            return OverFacts(self.operation, self._facts(self.operation.fewest()))
        keys = self.operation.keys
        return OverRecords(
            self.operation,
            CASES,
            Text("案件", "cases"),
            of="value" if "of" in keys else "",
            where=_COUNTED,
            on_zero=ONE if "on_zero" in keys else None,
            weight="weight" if "weight" in keys else "",
        )

    def _facts(self, number: int) -> tuple[FactRef, ...]:
        return tuple(FactRef(f"fact_{place}") for place in range(max(1, number)))

    def test_is_a_frozen_attrs_class_with_its_documentation(self) -> None:
        """The class is frozen, has a docstring, and has all attributes that the engine reads."""
        cls = type(self.operation)
        faults = list(faults_of("measures", getattr(cls, "name", ""), cls))
        assert not faults, "; ".join(faults)

    @NO_DEADLINE
    @given(data=st.data())
    def test_gives_exact_results(self, data: st.DataObject) -> None:
        """The result is a Fraction or a date, also for as few values as `fewest` allows."""
        answer = self.combine(self.drawn(data))
        if self.operation.gives == "date":
            is_day = type(answer) is date or isinstance(answer, Never)
            assert is_day, f"combine() returned {answer!r}; return a date or NEVER"
            return
        assert type(answer) is Fraction, (
            f"combine() returned {answer!r}, which is not exact; return a Fraction"
        )
        assert answer.denominator & -answer.denominator < FLOAT_DENOMINATOR, (
            f"{answer} comes from a binary float"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_order_of_records_does_not_matter(self, data: st.DataObject) -> None:
        """The result does not depend on the order of the records; facts stand in an order."""
        if not self.operation.takes_records:
            return
        given = self.drawn(data)
        reordered = data.draw(st.permutations(given), label="in another order")
        one, other = self.combine(given), self.combine(reordered)
        assert one == other, f"{given} gives {one}, in another order {other}"

    @NO_DEADLINE
    @given(data=st.data())
    def test_same_values_give_the_same_result(self, data: st.DataObject) -> None:
        """The result depends on the values alone, and the values are not modified."""
        given = self.drawn(data)
        before = list(given)
        with restored_settings():
            first = self.combine(given)
            with recorded_calls() as calls:
                again = self.combine(given)
        assert given == before, "combine() changed what it was given"
        assert first == again, f"the second call gave {again}, the first {first}"
        assert not calls.found, f"combine() asks for {'; '.join(calls.found)}"

    @NO_DEADLINE
    @given(data=st.data())
    def test_nothing_known_is_not_zero(self, data: st.DataObject) -> None:
        """A missing register or value leaves the measure unknown, and an average needs a value."""
        measure, unit = self.measure(), Unit("u1")
        assert _is_missing(measure, Evidence(unit)), (
            "it has a result where the register is missing"
        )
        cells: list[Cells] = [{"counts": True}, *map(self._record, self.drawn(data))]
        if "of" in self.operation.keys:
            evidence = Evidence(unit, registers={CASES: records_of(cells)})
            assert _is_missing(measure, evidence), "it has a result where a value is blank"
        if (
            self.operation.fewest() == 0
            and self.operation.gives == "number"
            and self._averages(data)
        ):
            raise AssertionError(
                "it is an average, and has a result for no values; let fewest() say 1"
            )

    def _averages(self, data: st.DataObject) -> bool:
        """Return whether equal values combine to that value, however many there are."""
        if "of" not in self.operation.keys:
            return False
        value = Fraction(data.draw(st.integers(5, 10**6), label="value"))
        one = (value, Fraction(2)) if self._is_weighted else value
        return all(self.combine([one] * times) == value for times in (1, 2, 3))

    def _record(self, given: Any) -> Cells:
        """Return a record that counts and has this value, or value and weight."""
        value, weight = given if self._is_weighted else (given, ONE)
        return {"value": value, "weight": weight, "counts": True}

    def test_says_what_it_gives_in_both_languages(self) -> None:
        """The title can be printed in Chinese and in English."""
        title = self.measure().title
        in_all_languages(title)
        facts = (each.name for each in self._facts(self.operation.fewest()))
        in_its_language(title, frozenset(("案件", "cases", "value", "counts", *facts)))

    @settings(NO_DEADLINE, max_examples=20)
    @given(data=st.data())
    def test_tables_agree(self, data: st.DataObject) -> None:
        """Table scoring gives the same scores as scoring unit by unit."""
        kind = data.draw(self.kinds(), label="kind")
        if not self.operation.takes_records:
            self._facts_agree(kind, data)
            return
        own = {"weight": _WEIGHTS} if self._is_weighted else {}
        cell = st.fixed_dictionaries(
            {"counts": st.booleans()}, optional={"value": self.values(kind), **own}
        )
        units = data.draw(
            st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=3), label="units"
        )
        columns = {"value": column_of(kind), "counts": Spec("yes_no")}
        if self._is_weighted:
            columns["weight"] = _WEIGHT
        same_in_tables(self._rule(), columns, units)

    def _facts_agree(self, kind: str, data: st.DataObject) -> None:
        names = [each.name for each in self._facts(self.operation.fewest())]
        known = st.fixed_dictionaries({}, optional=dict.fromkeys(names, self.values(kind)))
        units = data.draw(st.lists(known, min_size=1, max_size=3), label="units")
        same_facts_in_tables(self._rule(), dict.fromkeys(names, column_of(kind)), units)

    def _rule(self) -> Any:
        if self.operation.gives == "date":
            return Deadline(
                Steps(ONE, ONE), Fraction(5), done=self.measure(), due=date(2023, 6, 30)
            )
        return Scale(self.measure(), ZERO, Fraction(20))


def _is_missing(measure: OverRecords | OverFacts, evidence: Evidence) -> bool:
    try:
        measure.read(evidence)
    except MissingEvidence:
        return True
    return False
