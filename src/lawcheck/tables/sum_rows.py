"""Find rows of totals by their numbers: sums or averages of all other rows, as in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs
import polars as pl

from lawcheck.evidence.sum_rows import Summed, adds_up, total_by_numbers, totals_of
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem
from lawcheck.model.exact import HUNDRED, ONE
from lawcheck.model.kinds import Kind
from lawcheck.tables.polynomials import NARROW
from lawcheck.tables.typed_column import Column


def rows_of_totals(
    frame: pl.DataFrame,
    columns: Mapping[str, Column],
    specs: Mapping[str, Spec],
    unit: str,
    at: str,
) -> Iterator[Problem]:
    """Report the first and last rows whose numbers are the sums or averages of the others.

    Args:
        frame: all units, as the caller passed them.
        columns: the facts of the same units, read.
        specs: definitions of the facts.
        unit: name of the column of unit ids.
        at: name of the table, for messages.
    """
    numbers = {
        name: column for name, column in columns.items() if adds_up(specs[name]) is not None
    }
    ids = frame[unit].cast(pl.String)
    for row, what in totals_of(_Columns(frame, numbers, specs)):
        yield Problem(Place(at, row + 1, unit), total_by_numbers(str(ids[row]), what))


@attrs.frozen
class _Columns:
    frame: pl.DataFrame
    columns: Mapping[str, Column]
    specs: Mapping[str, Spec]

    @property
    def height(self) -> int:
        """See `lawcheck.evidence.sum_rows.Numbers`."""
        return self.frame.height

    def beside(self, row: int, others: slice) -> list[Summed]:
        """See `lawcheck.evidence.sum_rows.Numbers`."""
        there = {
            name: column for name, column in self.columns.items() if column.codes[row] is not None
        }
        if not there:
            return []
        at_ends = [each for each in self._ends if others.start <= each < others.stop]
        return [
            self._summed(name, column, row, self._between[name].with_codes(column, at_ends))
            for name, column in there.items()
        ]

    @property
    def _ends(self) -> tuple[int, ...]:
        """The rows that may be totals; the rows between them are added up only once."""
        return 0, self.height - 2, self.height - 1

    @cached_property
    def _between(self) -> Mapping[str, _Sum]:
        codes = pl.LazyFrame({name: column.codes for name, column in self.columns.items()})
        asked = [each for name, column in self.columns.items() for each in _asked(name, column)]
        made = (
            codes.slice(1, self.height - 3)
            .select(asked)
            .collect(engine="streaming")
            .row(0, named=True)
        )
        return {
            name: _Sum(
                int(made[f"sum {name}"] or 0),
                made[f"count {name}"],
                made[f"above {name}"],
                made[f"least {name}"],
                made[f"most {name}"],
            )
            for name in self.columns
        }

    def _summed(self, name: str, column: Column, row: int, others: _Sum) -> Summed:
        spec = self.specs[name]
        # codes of a rate are fractions of 1; compare in the unit in which the checklist writes it
        scale = HUNDRED if spec.kind is Kind.RATE and spec.written_as != "fraction" else ONE
        return Summed(
            Fraction(column.codes[row], column.denominator) * scale,
            self._places(name, row, is_percentage=scale == HUNDRED),
            Fraction(others.total, column.denominator) * scale,
            others.count,
            others.other_than_zero,
            others.least == others.most,
            adds_up(spec) is True,
        )

    def _places(self, name: str, row: int, *, is_percentage: bool) -> int:
        """Return the number of decimal places with which a value is written."""
        raw = self.frame[name]
        if isinstance(raw.dtype, pl.Decimal):
            places = raw.dtype.scale
        elif raw.dtype.is_numeric():
            places = 0
        else:
            text = str(raw[row]).strip()
            places = len(text.rstrip("%").partition(".")[2])
            is_percentage = is_percentage and not text.endswith("%")
        return max(0, places - 2) if is_percentage else places


@attrs.frozen
class _Sum:
    """What some codes of a column add up to.

    Attributes:
        total: their sum.
        count: how many there are, without blanks.
        other_than_zero: how many of them are not 0.
        least: the least; None if all are blank.
        most: the greatest.
    """

    total: int
    count: int
    other_than_zero: int
    least: int | None
    most: int | None

    def with_codes(self, column: Column, rows: Sequence[int]) -> _Sum:
        """Add the codes in some rows of a column."""
        more = [code for row in rows if (code := column.codes[row]) is not None]
        return _Sum(
            self.total + sum(more),
            self.count + len(more),
            self.other_than_zero + sum(code != 0 for code in more),
            min((each for each in (self.least, *more) if each is not None), default=None),
            max((each for each in (self.most, *more) if each is not None), default=None),
        )


def _asked(name: str, column: Column) -> Iterator[pl.Expr]:
    codes = pl.col(name)
    fits = max(map(abs, column.bounds)) * len(column.codes) < NARROW
    yield codes.cast(pl.Int64() if fits else pl.Int128()).sum().alias(f"sum {name}")
    yield codes.count().alias(f"count {name}")
    yield (codes != 0).sum().alias(f"above {name}")
    yield codes.min().alias(f"least {name}")
    yield codes.max().alias(f"most {name}")
