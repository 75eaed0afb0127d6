"""One column of a table as whole numbers: every value exact, a blank for what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, reduce
from math import ceil, floor
from operator import or_
from typing import Any, Final, assert_never

import attrs
import narwhals as nw
import polars as pl

from lawcheck.evidence.cells import TOO_LARGE
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import NEVER, Never, Value
from lawcheck.model.kinds import Holds, Kind, kind_named
from lawcheck.model.text import fold
from lawcheck.tables.distinct_inputs import Ends, bounds_of
from lawcheck.tables.rule_per_input import NEVER_CODE

_FIRST_DAY: Final = date(1970, 1, 1)
_FIRST: Final = -(2**63)
_LAST: Final = 2**63 - 1
_STORED: Final[dict[Holds, type[pl.DataType]]] = {
    "number": pl.Int64,
    "date": pl.Int64,
    "yes_no": pl.Boolean,
    "text": pl.String,
}
"""The type of a column in which nothing stands."""


@attrs.frozen
class Column:
    """Values of one fact or measure, one a unit.

    Attributes:
        stored: what the table holds, whose codes are whole numbers; null where the value is missing.
        kind: of the values.
        denominator: a number is its code divided by this.
        texts: a text is the one at its code.
        known_bounds: as `bounds`, where they were found together with those of other columns.
    """

    stored: pl.Series
    kind: Kind = attrs.field(converter=kind_named)
    denominator: int = 1
    texts: tuple[str, ...] = ()
    known_bounds: tuple[int, int] | None = None

    @cached_property
    def codes(self) -> pl.Series:
        """Whole numbers; null where the value is missing."""
        return self.stored.to_frame("codes").select(codes_of(pl.col("codes")))["codes"]

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The smallest and the largest code; 0 and 0 where every value is missing."""
        return self.known_bounds or bounds_of(self.codes) or (0, 0)

    @property
    def ends(self) -> Ends:
        """What values it can have."""
        blanks = self.stored.null_count()
        return Ends(self.bounds if blanks < len(self.stored) else None, blanks > 0)

    def only(self, of: pl.Series) -> Column:
        """The same with the values of some units; those of the others are missing."""
        codes = pl.select(pl.when(pl.lit(of)).then(pl.lit(self.codes))).to_series()
        return attrs.evolve(self, stored=codes, known_bounds=None)

    def values(self, rows: pl.Series) -> list[Value | None]:
        """The values of some units; None where one is missing."""
        return [
            self.value(code)
            for code in attrs.evolve(self, stored=self.stored.gather(rows)).codes.to_list()
        ]

    def value(self, code: int | None) -> Value | None:
        """What a code stands for; None is missing."""
        if code is None:
            return None
        match self.kind.holds:
            case "number":
                return Fraction(code, self.denominator)
            case "date":
                return NEVER if code == NEVER_CODE else _FIRST_DAY + timedelta(days=code)
            case "yes_no":
                return code == 1
            case "text":
                return self.texts[code]
            case _:
                assert_never(self.kind.holds)


def codes_of(stored: pl.Expr) -> pl.Expr:
    """The codes of a column; null for what 64 bits do not hold."""
    return stored.to_physical().cast(pl.Int64, strict=False)


def code_of(value: Value) -> int:
    """The code of a date or of yes or no."""
    if isinstance(value, Never):
        return NEVER_CODE
    return (value - _FIRST_DAY).days if isinstance(value, date) else int(value is True)


def is_text(dtype: pl.DataType) -> bool:
    """Whether a column holds texts, however they are stored."""
    return dtype.is_(pl.String) or isinstance(dtype, pl.Categorical | pl.Enum)


def lazy_codes(name: str, dtype: pl.DataType, spec: Spec) -> tuple[pl.Expr, int] | None:
    """The codes of a column whose type says what it holds, and their denominator; texts, yes and no stay as they are."""
    column = pl.col(name)
    if dtype.is_(pl.Null):
        return column.cast(_STORED[spec.kind.holds]), 1
    match spec.kind.holds:
        case "number":
            if isinstance(dtype, pl.Decimal):
                return column.to_physical().cast(pl.Int64), 10**dtype.scale
            return (column.cast(pl.Int64), 1) if dtype.is_integer() else None
        case "yes_no":
            return (column, 1) if dtype.is_(pl.Boolean) else None
        case "date":
            return (column.to_physical().cast(pl.Int64), 1) if dtype.is_(pl.Date) else None
        case "text":
            return (column.cast(pl.String), 1) if is_text(dtype) else None
        case _:
            assert_never(spec.kind.holds)


def at_least(codes: Any, bound: Fraction) -> Any:
    """Whether codes of 64 bits reach a bound of any size, null where a code is; nothing is multiplied that could wrap around."""
    start = ceil(bound)
    return (
        codes != codes if start > _LAST else codes >= max(start, _FIRST)
    )  # no code does, and null stays null


def at_most(codes: Any, bound: Fraction) -> Any:
    """Whether they do not exceed it."""
    end = floor(bound)
    return codes != codes if end < _FIRST else codes <= min(end, _LAST)


def faults_of(codes: Any, denominator: int, spec: Spec, period: Period) -> list[Any]:
    """What must not be true of a value: as expressions of its codes, or as truths of one code that is no text.

    A text stands for itself here, folded as it is compared.
    """
    match spec.kind.holds:
        case "number":
            return list(_faults_of_numbers(codes, denominator, spec))
        case "date":
            first, last = code_of(period.start), code_of(period.end)
            return (
                []
                if spec.any_date
                else [(codes < first) | ((codes > last) & (codes != NEVER_CODE))]
            )
        case "text":
            return [~codes.is_in([fold(each) for each in spec.choices])] if spec.choices else []
        case "yes_no":
            return []
        case _:
            assert_never(spec.kind.holds)


def refused_of(codes: Any, denominator: int, spec: Spec, period: Period) -> list[Any]:
    """As `faults_of`, and that a number has more digits than any file may hold."""
    faults = faults_of(codes, denominator, spec, period)
    if spec.kind.holds != "number":
        return faults
    return [
        *faults,
        at_least(codes, Fraction(TOO_LARGE * denominator)),
        at_most(codes, Fraction(-TOO_LARGE * denominator)),
    ]


def _faults_of_numbers(codes: Any, denominator: int, spec: Spec) -> Iterator[Any]:
    for least in (spec.least, spec.kind.least):
        if least is not None:
            yield at_most(codes, Fraction(ceil(least * denominator) - 1))
    if spec.most is not None:
        yield at_least(codes, Fraction(floor(spec.most * denominator) + 1))
    if spec.kind is Kind.COUNT and denominator != 1:
        yield codes % denominator != 0


def any_of(faults: Sequence[nw.Expr]) -> nw.Expr:
    """Whether one of them is known to be true; else false or not known."""
    return reduce(or_, faults)


def wrong_type(dtype: str, is_float: bool, spec: Spec, at: Place) -> Problem:
    """What to tell of a column whose type cannot hold what it should."""
    if is_float:
        return problem(
            at,
            "浮点数已不精确；请给整数、Decimal 或文本",
            "floats are not exact any more; give whole numbers, decimals or text",
        )
    return problem(
        at,
        "{type} 不是 {kind}；请转换这一列",
        "{type} is no {kind}; convert the column",
        type=dtype,
        kind=spec.kind,
    )
