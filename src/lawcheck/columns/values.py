"""One column of a table as whole numbers: every value exact, a blank for what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final

import attrs
import narwhals as nw
import polars as pl

from lawcheck.calendars import Period
from lawcheck.checklist import Spec
from lawcheck.columns.keys import bounds_of
from lawcheck.errors import Place, Problem, problem
from lawcheck.evidence import NEVER, Never, Value
from lawcheck.exact import to_exact
from lawcheck.kinds import bounded, read_value
from lawcheck.tables import Cell
from lawcheck.text import Message, message

NEVER_CODE: Final = 2**31 - 1
"""The date that never came; days are counted from 1970."""
_FIRST_DAY: Final = date(1970, 1, 1)
_NUMBERS: Final = ("count", "amount", "rate")
_LARGEST: Final = 10**18
_MOST_TOLD: Final = 20
"""How many faults of one column are told one by one."""


@attrs.frozen
class Column:
    """Values of one fact or measure, one a unit.

    Attributes:
        codes: whole numbers; null where the value is missing.
        kind: count, amount, rate, date, yes_no or text.
        denominator: a number is its code divided by this.
        texts: a text is the one at its code.
    """

    codes: pl.Series
    kind: str
    denominator: int = 1
    texts: tuple[str, ...] = ()

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The smallest and the largest code; 0 and 0 where every value is missing."""
        return bounds_of(self.codes) or (0, 0)

    def only(self, of: pl.Series) -> Column:
        """The same with the values of some units; those of the others are missing."""
        codes = pl.select(pl.when(pl.lit(of)).then(pl.lit(self.codes))).to_series()
        return attrs.evolve(self, codes=codes)

    def values(self, rows: pl.Series) -> list[Value | None]:
        """The values of some units; None where one is missing."""
        return [self.value(code) for code in self.codes.gather(rows).to_list()]

    def value(self, code: int | None) -> Value | None:
        """What a code stands for; None is missing."""
        if code is None:
            return None
        if self.kind in _NUMBERS:
            return Fraction(code, self.denominator)
        if self.kind == "date":
            return NEVER if code == NEVER_CODE else _FIRST_DAY + timedelta(days=code)
        return code == 1 if self.kind == "yes_no" else self.texts[code]


def read_column(raw: pl.Series, spec: Spec, period: Period, at: Place) -> tuple[Column, list[Problem]]:
    """A column of a table, checked as any evidence is; texts write a rate as a fraction of 1.

    Args:
        raw: as the table has it.
        spec: what the checklist says of it.
        period: dates lie inside, unless the spec allows any.
        at: for messages; the row is added.
    """
    if raw.dtype.is_(pl.Null):
        return Column(pl.Series(raw.name, [None] * len(raw), pl.Int64), spec.kind), []
    if isinstance(raw.dtype, pl.Categorical | pl.Enum):
        raw = raw.cast(pl.String)
    if raw.dtype.is_(pl.String):
        return _of_texts(raw, spec, period, at)
    column = _of_type(raw, spec)
    if column is None:
        return Column(pl.Series(raw.name, [None] * len(raw), pl.Int64), spec.kind), [wrong_type(raw.dtype, spec, at)]
    return column, list(_out_of_bounds(column, spec, period, at))


def _of_type(raw: pl.Series, spec: Spec) -> Column | None:
    """A column whose type says what it holds; None where it holds something else."""
    if spec.kind in _NUMBERS:
        if raw.dtype.is_integer():
            return Column(raw.cast(pl.Int64), spec.kind)
        if isinstance(raw.dtype, pl.Decimal):
            denominator = 10**raw.dtype.scale
            return Column(raw.to_physical().cast(pl.Int64), spec.kind, denominator)
        if raw.dtype.is_float() and spec.kind == "count":
            whole = raw.fill_nan(None)
            if (whole == whole.floor()).all(ignore_nulls=True) and (whole.abs() < 2**53).all(ignore_nulls=True):
                return Column(whole.cast(pl.Int64), spec.kind)
    elif spec.kind == "yes_no" and raw.dtype.is_(pl.Boolean):
        return Column(raw.cast(pl.Int64), spec.kind)
    elif spec.kind == "date" and raw.dtype.is_(pl.Date):
        return Column(raw.to_physical().cast(pl.Int64), spec.kind)
    return None


def _of_texts(raw: pl.Series, spec: Spec, period: Period, at: Place) -> tuple[Column, list[Problem]]:
    """Each different text is read once."""
    distinct = raw.drop_nulls().unique(maintain_order=True)
    values: list[Value | None] = []
    faults: dict[str, Message] = {}
    for text in distinct.to_list():
        found = _read(text, spec, period)
        if isinstance(found, Message):
            faults[text] = found
        values.append(None if isinstance(found, Message) else found)
    if spec.kind in _NUMBERS:
        numbers = [each for each in values if isinstance(each, Fraction)]
        denominator = lcm(*(each.denominator for each in numbers))
        codes = [None if not isinstance(each, Fraction) else int(each * denominator) for each in values]
        if any(code is not None and abs(code) > _LARGEST for code in codes):
            what = (
                "这一列的数字，最大的和最细的合起来超过18位",
                "the largest and the finest number of this column together take more than 18 digits",
            )
            return Column(pl.Series(raw.name, [None] * len(raw), pl.Int64), spec.kind), [problem(at, *what)]
        column = Column(_mapped(raw, distinct, codes), spec.kind, denominator)
    elif spec.kind == "text":
        column = Column(_mapped(raw, distinct, list(range(len(values)))), spec.kind, texts=tuple(map(str, values)))
    else:
        column = Column(_mapped(raw, distinct, [None if each is None else code_of(each) for each in values]), spec.kind)
    return column, list(_at_rows(raw, faults, at))


def code_of(value: Value) -> int:
    """The code of a date or of yes or no."""
    if isinstance(value, Never):
        return NEVER_CODE
    return (value - _FIRST_DAY).days if isinstance(value, date) else int(value is True)


def _mapped(raw: pl.Series, distinct: pl.Series, codes: Sequence[int | None]) -> pl.Series:
    return raw.replace_strict(distinct, pl.Series(codes, dtype=pl.Int64), default=None, return_dtype=pl.Int64)


def _read(text: str, spec: Spec, period: Period) -> Value | Message:
    if not text or text != text.strip():
        return message("空白或前后有空格；缺数据请传 None", "blank, or spaces around it; pass None for what is missing")
    if spec.kind in _NUMBERS:
        try:
            value: Value | Message = bounded(to_exact(text), spec)
        except ValueError:
            return message("{value} 不是数字", "{value} is no number", value=repr(text))
    else:
        value = read_value(Cell(text), spec)
    return _outside(value) if isinstance(value, date) and not spec.any_date and value not in period else value


def _outside(day: object) -> Message:
    return message("{day} 不在考评期间内", "{day} lies outside the period", day=day)


def _at_rows(raw: pl.Series, faults: dict[str, Message], at: Place) -> Iterator[Problem]:
    if not faults:
        return
    rows = raw.is_in(list(faults)).arg_true()
    for row in rows.head(_MOST_TOLD).to_list():
        yield Problem(_in_row(at, row), faults[raw[row]])
    yield from _and_more(len(rows), at)


def _out_of_bounds(column: Column, spec: Spec, period: Period, at: Place) -> Iterator[Problem]:
    faults = faults_of(nw.col("codes"), column.denominator, spec, period)
    if not faults:
        return

    def at_fault(codes: pl.Series) -> pl.Series:
        return nw.from_native(pl.DataFrame({"codes": codes})).select(found=any_of(faults)).to_native()["found"]

    is_range = column.denominator == 1 or spec.kind != "count"
    if is_range and not at_fault(pl.Series(column.bounds, dtype=pl.Int64)).any():
        return
    rows = at_fault(column.codes).arg_true()
    for row in rows.head(_MOST_TOLD).to_list():
        value = column.value(column.codes[row])
        fault = bounded(value, spec) if isinstance(value, Fraction) else _outside(value)
        yield Problem(_in_row(at, row), fault if isinstance(fault, Message) else message("超出规定", "out of bounds"))
    yield from _and_more(len(rows), at)


def lazy_codes(name: str, dtype: pl.DataType, spec: Spec) -> tuple[pl.Expr, int] | None:
    """The codes of a column whose type says what it holds, and their denominator; texts, yes and no stay as they are."""
    column = pl.col(name)
    if dtype.is_(pl.Null):
        return column.cast(pl.String if spec.kind == "text" else pl.Int64), 1
    if spec.kind in _NUMBERS:
        if dtype.is_integer():
            return column.cast(pl.Int64), 1
        if isinstance(dtype, pl.Decimal):
            return column.to_physical().cast(pl.Int64), 10**dtype.scale
        return None
    if spec.kind == "yes_no":
        return (column, 1) if dtype.is_(pl.Boolean) else None
    if spec.kind == "date":
        return (column.to_physical().cast(pl.Int64), 1) if dtype.is_(pl.Date) else None
    return (column.cast(pl.String), 1) if dtype.is_(pl.String) or isinstance(dtype, pl.Categorical | pl.Enum) else None


def faults_of(codes: nw.Expr, denominator: int, spec: Spec, period: Period) -> list[nw.Expr]:
    """What must not be true of a value."""
    if spec.kind in _NUMBERS:
        least = spec.least if spec.least is not None or spec.kind == "amount" else Fraction(0)
        faults = []
        if least is not None:
            faults.append(codes * least.denominator < least.numerator * denominator)
        if spec.most is not None:
            faults.append(codes * spec.most.denominator > spec.most.numerator * denominator)
        if spec.kind == "count" and denominator != 1:
            faults.append(codes % denominator != 0)
        return faults
    if spec.kind == "date" and not spec.any_date:
        first, last = code_of(period.start), code_of(period.end)
        return [(codes < first) | ((codes > last) & (codes != NEVER_CODE))]
    return [~codes.is_in(list(spec.choices))] if spec.kind == "text" and spec.choices else []


def any_of(faults: Sequence[nw.Expr]) -> nw.Expr:
    """Whether one of them is known to be true."""
    return nw.any_horizontal(*faults, ignore_nulls=True)


def wrong_type(dtype: pl.DataType, spec: Spec, at: Place) -> Problem:
    """What to tell of a column whose type cannot hold what it should."""
    if dtype.is_float():
        return problem(
            at,
            "浮点数已不精确；请给整数、Decimal 或文本",
            "floats are not exact any more; give whole numbers, decimals or text",
        )
    return problem(at, "{type} 不是 {kind}", "{type} is no {kind}", type=str(dtype), kind=spec.kind)


def _in_row(at: Place, row: int) -> Place:
    return attrs.evolve(at, line=row + 1)


def _and_more(count: int, at: Place) -> Iterator[Problem]:
    if count > _MOST_TOLD:
        yield problem(at, "这一列还有{count}处错误", "{count} more faults in this column", count=count - _MOST_TOLD)
