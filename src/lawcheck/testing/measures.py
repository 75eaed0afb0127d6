"""What every measure owes its users, as tests to subclass. The built-in measures pass them."""

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
from lawcheck.model.checklist import Spec, year
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.evidence import Evidence, Never, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.measures import MissingEvidence, OverRecords
from lawcheck.model.text import Text
from lawcheck.registry import Offer, Plugin
from lawcheck.registry.contracts import faults_of
from lawcheck.testing.in_tables import CASES, Cells, column_of, records_of, same_in_tables
from lawcheck.testing.points_checks import BINARY
from lawcheck.testing.said import in_its_language, said
from lawcheck.testing.strategies import values
from lawcheck.testing.surroundings import overheard, put_back
from lawcheck.testing.trying import failed
from lawcheck.testing.unhurried import UNHURRIED

_PERIOD: Final = year(2023)
_COUNTED: Final = Where((Comparison("counts", "equals", operand=True),))


class MeasureSuite:
    """Subclass, name the class `Test...`, fill in `operation`.

    ::

        class TestSpread(MeasureSuite):
            operation = Spread()

    Attributes:
        operation: an operation with its own keys filled in.
    """

    operation: ClassVar[Any]

    def values(self, kind: str) -> st.SearchStrategy[Any]:
        """A value of a column of this kind; override where the measure is for some of them."""
        return values(column_of(kind), _PERIOD)

    def kinds(self) -> st.SearchStrategy[str]:
        """A kind of column that it takes."""
        return st.sampled_from(sorted(self.operation.kinds))

    def drawn(self, data: st.DataObject, fewest: int | None = None) -> list[Any]:
        """Values that it could be given."""
        least = self.operation.fewest() if fewest is None else fewest
        kind = data.draw(self.kinds(), label="kind")
        return data.draw(
            st.lists(self.values(kind), min_size=least, max_size=least + 5), label="values"
        )

    def combine(self, given: Sequence[Any]) -> Any:
        """What it answers."""
        try:
            return self.operation.combine(given)
        except Exception as error:
            what = f"answer for any {self.operation.fewest()} values, or let fewest() ask for more"
            raise failed("combine()", error, what) from error

    def measure(self) -> OverRecords:
        """The operation over a register."""
        keys = self.operation.keys
        return OverRecords(
            self.operation,
            CASES,
            Text("案件", "cases"),
            of="value" if "of" in keys else "",
            where=_COUNTED,
            on_zero=ONE if "on_zero" in keys else None,
        )

    def test_is_a_frozen_attrs_class_with_its_documentation(self) -> None:
        """Fields are keys, the docstring is the reference, what the engine asks for is there."""
        cls = type(self.operation)
        offer = Offer(getattr(cls, "name", ""), cls, Plugin("tested", "tested", ""))
        faults = list(faults_of("measures", offer, cls))
        assert not faults, "; ".join(faults)

    @UNHURRIED
    @given(data=st.data())
    def test_gives_exact_results(self, data: st.DataObject) -> None:
        """A Fraction, or a date where it gives dates; of any values, and of as few as it says."""
        answer = self.combine(self.drawn(data))
        if self.operation.gives == "date":
            is_day = type(answer) is date or isinstance(answer, Never)
            assert is_day, f"combine() returned {answer!r}; return a date or NEVER"
            return
        assert type(answer) is Fraction, (
            f"combine() returned {answer!r}, which is not exact; return a Fraction"
        )
        assert answer.denominator & -answer.denominator < BINARY, (
            f"{answer} comes from a binary float"
        )

    @UNHURRIED
    @given(data=st.data())
    def test_order_of_records_does_not_matter(self, data: st.DataObject) -> None:
        """A register sorted another way gives the same."""
        given = self.drawn(data)
        turned = data.draw(st.permutations(given), label="in another order")
        one, other = self.combine(given), self.combine(turned)
        assert one == other, f"{given} gives {one}, in another order {other}"

    @UNHURRIED
    @given(data=st.data())
    def test_same_values_give_the_same_result(self, data: st.DataObject) -> None:
        """No memory, no clock, no chance; what it is given is not changed."""
        given = self.drawn(data)
        before = list(given)
        with put_back():
            first = self.combine(given)
            with overheard() as asked:
                again = self.combine(given)
        assert given == before, "combine() changed what it was given"
        assert first == again, f"the second call gave {again}, the first {first}"
        assert not asked.found, f"combine() asks for {'; '.join(asked.found)}"

    @UNHURRIED
    @given(data=st.data())
    def test_nothing_known_is_not_zero(self, data: st.DataObject) -> None:
        """What is missing is missing; an average of nothing is not known, so it needs a value."""
        measure, unit = self.measure(), Unit("u1")
        assert _is_missing(measure, Evidence(unit)), (
            "it has a result where the register is missing"
        )
        cells: list[Cells] = [
            {"counts": True},
            *({"value": each, "counts": True} for each in self.drawn(data)),
        ]
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
        """Whether equal numbers come to that number, however many there are."""
        if "of" not in self.operation.keys:
            return False
        value = Fraction(data.draw(st.integers(5, 10**6), label="value"))
        return all(self.combine([value] * times) == value for times in (1, 2, 3))

    def test_says_what_it_gives_in_both_languages(self) -> None:
        """`show` and `explain` can write it."""
        title = self.measure().title
        said(title)
        in_its_language(title, frozenset(("案件", "cases", "value", "counts")))

    @settings(UNHURRIED, max_examples=20)
    @given(data=st.data())
    def test_tables_agree(self, data: st.DataObject) -> None:
        """Table scoring gives what the cards give."""
        kind = data.draw(self.kinds(), label="kind")
        cell = st.fixed_dictionaries(
            {"counts": st.booleans()}, optional={"value": self.values(kind)}
        )
        units = data.draw(
            st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=3), label="units"
        )
        same_in_tables(self._rule(), {"value": column_of(kind), "counts": Spec("yes_no")}, units)

    def _rule(self) -> Any:
        if self.operation.gives == "date":
            return Deadline(
                Steps(ONE, ONE), Fraction(5), done=self.measure(), due=date(2023, 6, 30)
            )
        return Scale(self.measure(), ZERO, Fraction(20))


def _is_missing(measure: OverRecords, evidence: Evidence) -> bool:
    try:
        measure.read(evidence)
    except MissingEvidence:
        return True
    return False
