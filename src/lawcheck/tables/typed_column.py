"""A column of a table as integer codes: every value is exact, a missing value is null.

For example, the amounts 1.50 and 2.25 have the codes 150 and 225 and the denominator 100; a date
is the number of days since 1970-01-01; a text is its position in `texts`.
"""

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
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import NEVER, Never, Value
from lawcheck.model.kinds import Holds, Kind, kind_named
from lawcheck.model.text import fold
from lawcheck.tables.distinct_inputs import bounds_of
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
"""The type given to a column in which every value is missing."""


@attrs.frozen
class Column:
    """Values of one fact or measure, one per unit.

    Attributes:
        stored: the column as the table holds it, from which `codes` are made; null where the
            value is missing.
        kind: kind of the values.
        denominator: a number is its code divided by this.
        texts: a text is the entry at its code.
        known_bounds: `bounds`, if they were computed together with those of other columns.
    """

    stored: pl.Series
    kind: Kind = attrs.field(converter=kind_named)
    denominator: int = 1
    texts: tuple[str, ...] = ()
    known_bounds: tuple[int, int] | None = None

    @cached_property
    def codes(self) -> pl.Series:
        """The integer codes; null where the value is missing."""
        return self.stored.to_frame("codes").select(codes_of(pl.col("codes")))["codes"]

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest code; 0 and 0 if every value is missing."""
        return self.known_bounds or bounds_of(self.codes) or (0, 0)

    def only(self, of: pl.Series) -> Column:
        """Keep the values of some units; those of the others become missing."""
        codes = pl.select(pl.when(pl.lit(of)).then(pl.lit(self.codes))).to_series()
        return attrs.evolve(self, stored=codes, known_bounds=None)

    def values(self, rows: pl.Series) -> list[Value | None]:
        """Return the values of the units in some rows; None where a value is missing."""
        return [
            self.value(code)
            for code in attrs.evolve(self, stored=self.stored.gather(rows)).codes.to_list()
        ]

    def value(self, code: int | None) -> Value | None:
        """Decode a value; None is missing."""
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
    """Return the codes of a column; null for values that do not fit into 64 bits."""
    return stored.to_physical().cast(pl.Int64, strict=False)


def code_of(value: Value) -> int:
    """Return the code of a date, or of yes or no."""
    if isinstance(value, Never):
        return NEVER_CODE
    return (value - _FIRST_DAY).days if isinstance(value, date) else int(value is True)


def is_text(dtype: pl.DataType) -> bool:
    """Whether a column holds texts, be it as strings or as categories."""
    return dtype.is_(pl.String) or isinstance(dtype, pl.Categorical | pl.Enum)


def lazy_codes(name: str, dtype: pl.DataType, spec: Spec) -> tuple[pl.Expr, int] | None:
    """Return the codes of a column of a register and their denominator.

    Texts, yes and no stay as they are. None if the type of the column does not fit the spec.
    """
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
    """Whether 64-bit codes are at least a bound of any size; null for a null.

    The bound is clamped to 64 bits in Python, because Polars would wrap around.

    Args:
        codes: an expression, or a single code.
        bound: the bound, in units of the codes.
    """
    start = ceil(bound)
    # `codes != codes` is false for every code, and null for null, unlike a literal False
    return codes != codes if start > _LAST else codes >= max(start, _FIRST)


def at_most(codes: Any, bound: Fraction) -> Any:
    """Whether 64-bit codes are at most a bound of any size; see `at_least`."""
    end = floor(bound)
    return codes != codes if end < _FIRST else codes <= min(end, _LAST)


def broken_limits(codes: Any, denominator: int, spec: Spec, period: Period) -> list[Any]:
    """Return the conditions under which a value breaks a limit of its spec.

    Args:
        codes: an expression; or a single code, for which the conditions are plain booleans. A
            column of texts holds the folded texts, not codes, and must be an expression.
        denominator: of the codes.
        spec: the limits.
        period: dates must lie in it, unless the spec says otherwise.
    """
    match spec.kind.holds:
        case "number":
            return list(_broken_limits_of_numbers(codes, denominator, spec))
        case "date":
            last = period.latest(spec.any_date)
            if last is None:
                return []
            late = (codes > code_of(last)) & (codes != NEVER_CODE)
            return [late if spec.any_date else (codes < code_of(period.start)) | late]
        case "text":
            return [~codes.is_in([fold(each) for each in spec.choices])] if spec.choices else []
        case "yes_no":
            return []
        case _:
            assert_never(spec.kind.holds)


def refusals_of(codes: Any, denominator: int, spec: Spec, period: Period) -> list[Any]:
    """As `broken_limits`, and also whether a number is larger than files may hold."""
    refusals = broken_limits(codes, denominator, spec, period)
    if spec.kind.holds != "number":
        return refusals
    return [
        *refusals,
        at_least(codes, Fraction(TOO_LARGE * denominator)),
        at_most(codes, Fraction(-TOO_LARGE * denominator)),
    ]


def _broken_limits_of_numbers(codes: Any, denominator: int, spec: Spec) -> Iterator[Any]:
    for least in (spec.least, spec.kind.least):
        if least is not None:
            yield at_most(codes, Fraction(ceil(least * denominator) - 1))
    if spec.most is not None:
        yield at_least(codes, Fraction(floor(spec.most * denominator) + 1))
    if spec.kind is Kind.COUNT and denominator != 1:
        yield codes % denominator != 0


def any_of(refusals: Sequence[nw.Expr]) -> nw.Expr:
    """Whether any condition is true; false or null otherwise."""
    return reduce(or_, refusals)


def wrong_type(dtype: str, is_float: bool, spec: Spec, at: Place) -> Problem:
    """Report a column whose type does not fit the spec."""
    if is_float:
        return problem(
            at,
            "浮点数已不精确；请给整数、Decimal 或文本",
            "floats are not exact any more; give whole numbers, decimals or text",
        )
    return problem(
        at,
        "{type} 不是 {kind}；请转换这一列",
        "{type} is not of kind {kind}; convert the column",
        type=dtype,
        kind=spec.kind,
    )
