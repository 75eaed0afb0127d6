"""Find rows of totals by their numbers: sums or averages of all other rows, as in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs
import polars as pl

from lawcheck.evidence.sum_rows import Summed, adds_up, total_by_numbers, totals_of
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem
from lawcheck.model.exact import HUNDRED, ONE
from lawcheck.model.kinds import Kind
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
        codes = pl.LazyFrame({name: column.codes for name, column in there.items()})
        asked = [each for name in there for each in _asked(name)]
        made = (
            codes.slice(others.start, others.stop - others.start)
            .select(asked)
            .collect(engine="streaming")
            .row(0, named=True)
        )
        return [self._summed(name, column, row, made) for name, column in there.items()]

    def _summed(self, name: str, column: Column, row: int, made: Mapping[str, int]) -> Summed:
        spec = self.specs[name]
        # codes of a rate are fractions of 1; compare in the unit in which the checklist writes it
        scale = HUNDRED if spec.kind is Kind.RATE and spec.written_as != "fraction" else ONE
        return Summed(
            Fraction(column.codes[row], column.denominator) * scale,
            self._places(name, row, is_percentage=scale == HUNDRED),
            Fraction(int(made[f"sum {name}"] or 0), column.denominator) * scale,
            made[f"count {name}"],
            made[f"above {name}"],
            made[f"least {name}"] == made[f"most {name}"],
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


def _asked(name: str) -> Iterator[pl.Expr]:
    codes = pl.col(name)
    yield codes.cast(pl.Int128).sum().alias(f"sum {name}")
    yield codes.count().alias(f"count {name}")
    yield (codes != 0).sum().alias(f"above {name}")
    yield codes.min().alias(f"least {name}")
    yield codes.max().alias(f"most {name}")
