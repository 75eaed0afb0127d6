"""Convert columns of a table to integer codes, and check their values as in evidence files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Final, assert_never

import attrs
import polars as pl

from lawcheck.evidence.cells import bounded, read_value
from lawcheck.evidence.notices import Readings
from lawcheck.evidence.written_forms import Form
from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import Value
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import Cell
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.model.text import Message, message
from lawcheck.tables.text_columns import Texts, cleaned
from lawcheck.tables.typed_column import (
    Column,
    code_of,
    codes_of,
    is_text,
    refusals_of,
    wrong_type,
)

_LARGEST: Final = 10**18
_HELD: Final = (
    pl.Boolean,
    pl.Date,
    pl.Int8,
    pl.Int16,
    pl.Int32,
    pl.Int64,
    pl.UInt8,
    pl.UInt16,
    pl.UInt32,
)
"""Types all of whose values fit into 64 bits, so the cast to codes cannot lose one."""


def read_columns(
    frame: pl.DataFrame, specs: Mapping[str, Spec], texts: Texts, at: str
) -> tuple[dict[str, Column], list[Problem]]:
    """Read the columns of a table that the checklist defines.

    Args:
        frame: the table, as the caller passed it.
        specs: definitions of columns, by name.
        texts: how text columns are read.
        at: name of the table, for messages; row and column are added.

    Returns:
        The columns by name, and the problems of their values.
    """
    wanted = [name for name in frame.columns if name in specs]
    columns: dict[str, Column] = {}
    problems: dict[str, Sequence[Problem]] = {}
    numbers: dict[str, pl.Series] = {}
    for name in wanted:
        raw, spec, place = frame[name], specs[name], Place(at, 0, name)
        if is_text(raw.dtype):
            columns[name], problems[name] = _of_texts(
                cleaned(raw.cast(pl.String), texts.words), spec, texts, place
            )
        elif raw.dtype.is_(pl.Null):
            columns[name] = _all_missing(raw, spec)
        elif (typed := _typed(raw, spec)) is None:
            columns[name], problems[name] = (
                _all_missing(raw, spec),
                [wrong_type(str(raw.dtype), raw.dtype.is_float(), spec, place)],
            )
        else:
            numbers[name] = typed
    bounds = _bounds_and_nulls(numbers)
    for name, stored in numbers.items():
        spec, place = specs[name], Place(at, 0, name)
        least, most, blanks = bounds[name]
        # a value that does not fit into 64 bits became null in the cast, and shows as one more
        is_whole = blanks == stored.null_count()
        if not is_whole or max(-least, most) > _LARGEST:
            columns[name], problems[name] = _all_missing(frame[name], spec), [_too_long(place)]
            continue
        columns[name] = Column(stored, spec.kind, _denominator(frame[name]), (), (least, most))
        problems[name] = list(_out_of_bounds(columns[name], spec, texts.period, place))
    return {name: columns[name] for name in wanted}, [
        each for name in wanted for each in problems.get(name, ())
    ]


def _all_missing(raw: pl.Series, spec: Spec) -> Column:
    return Column(pl.Series(raw.name, [None] * len(raw), pl.Int64), spec.kind)


def _typed(raw: pl.Series, spec: Spec) -> pl.Series | None:
    """Return a column that is not text if its type fits the spec; else None."""
    match spec.kind.holds:
        case "number" if raw.dtype.is_float() and spec.kind is Kind.COUNT:
            # pandas makes floats of integers with blanks; below 2**53 these are exact
            whole = raw.fill_nan(None)
            is_exact = (whole == whole.floor()).all(ignore_nulls=True) and (
                whole.abs() < 2**53
            ).all(ignore_nulls=True)
            return whole.cast(pl.Int64) if is_exact else None
        case "number":
            fits = raw.dtype.is_integer() or isinstance(raw.dtype, pl.Decimal)
        case "yes_no":
            fits = raw.dtype.is_(pl.Boolean)
        case "date":
            fits = raw.dtype.is_(pl.Date)
        case "text":
            fits = False  # text columns are read by `_of_texts`
        case _:
            assert_never(spec.kind.holds)
    return raw if fits else None


def _bounds_and_nulls(numbers: Mapping[str, pl.Series]) -> dict[str, tuple[int, int, int]]:
    """Return the least and the greatest code of each column, and its number of nulls.

    Least and greatest are 0 where every value is missing. One query does this for all columns.
    """
    asked = list[pl.Expr]()
    for name, stored in numbers.items():
        codes = pl.col(name)
        if stored.dtype.is_(pl.Boolean):
            codes = pl.lit(pl.Series([0, 1]))  # the bounds of yes and no need no scan
        blanks = pl.lit(stored.null_count()) if stored.dtype in _HELD else codes.null_count()
        asked += [
            codes.min().alias(f"min {name}"),
            codes.max().alias(f"max {name}"),
            blanks.alias(f"null {name}"),
        ]
    made = (
        pl.LazyFrame(numbers)
        .with_columns(codes_of(pl.col(name)) for name in numbers)
        .select(asked)
    )
    found = iter(made.collect(engine="streaming").row(0) if numbers else ())
    return {
        name: (int(next(found) or 0), int(next(found) or 0), int(next(found))) for name in numbers
    }


def _denominator(raw: pl.Series) -> int:
    return 10**raw.dtype.scale if isinstance(raw.dtype, pl.Decimal) else 1


def _too_long(at: Place) -> Problem:
    what = (
        "这一列的数字，最大的和最细的合起来超过18位",
        "the largest and the finest number of this column together take more than 18 digits",
    )
    return problem(at, *what)


def _of_texts(raw: pl.Series, spec: Spec, texts: Texts, at: Place) -> tuple[Column, list[Problem]]:
    """Read a text column; each distinct text is read once."""
    distinct = raw.drop_nulls().unique(maintain_order=True)
    values: list[Value | None] = []
    refused: dict[str, Message] = {}
    forms: dict[str, Form] = {}
    for text in distinct.to_list():
        read = texts.read(text, spec)
        found = (
            read.value
            if read.form is None or texts.readings is not None
            else read_value(Cell(text), spec)
        )
        if isinstance(found, Message):
            refused[text] = found
        if read.form is not None:
            forms[text] = read.form
        values.append(None if isinstance(found, Message) else found)
    if texts.readings is not None:
        _note(texts.readings, raw, forms, at)
    problems = list(_at_rows(raw, refused, at))
    match spec.kind.holds:
        case "number":
            numbers = [each for each in values if isinstance(each, Fraction)]
            denominator = lcm(*(each.denominator for each in numbers))
            codes = [
                None if not isinstance(each, Fraction) else int(each * denominator)
                for each in values
            ]
            if any(code is not None and abs(code) > _LARGEST for code in codes):
                return _all_missing(raw, spec), [_too_long(at)]
            return Column(_mapped(raw, distinct, codes), spec.kind, denominator), problems
        case "text":
            column = Column(
                _mapped(raw, distinct, list(range(len(values)))),
                spec.kind,
                texts=tuple(map(str, values)),
            )
            return column, problems
        case "date" | "yes_no":
            codes = [None if each is None else code_of(each) for each in values]
            return Column(_mapped(raw, distinct, codes), spec.kind), problems
        case _:
            assert_never(spec.kind.holds)


def _note(readings: Readings, raw: pl.Series, forms: Mapping[str, Form], at: Place) -> None:
    """Note texts that were read in another form, each with its first row and number of rows."""
    if not forms:
        return
    rows = (
        pl.DataFrame({"text": raw}).with_row_index("row").filter(pl.col("text").is_in(list(forms)))
    )
    for text, row, count in (
        rows.group_by("text", maintain_order=True).agg(pl.col("row").first(), pl.len()).iter_rows()
    ):
        readings.note(at.file, str(at.column), Cell(text, _in_row(at, row)), forms[text], count)


def _mapped(raw: pl.Series, distinct: pl.Series, codes: Sequence[int | None]) -> pl.Series:
    return raw.replace_strict(
        distinct, pl.Series(codes, dtype=pl.Int64), default=None, return_dtype=pl.Int64
    )


def why_refused(value: Value, spec: Spec, period: Period) -> Message:
    """Explain why `refusals_of` refuses a value."""
    why: Value | Message | None = None
    if isinstance(value, Fraction):
        why = bounded(value, spec)
    elif isinstance(value, str):
        why = read_value(Cell(value), spec)
    elif isinstance(value, date):
        why = period.refuses(value, spec.any_date)
    return why if isinstance(why, Message) else message("超出规定", "out of bounds")


def and_more(count: int, at: Place) -> Iterator[Problem]:
    """Report how many problems are not listed one by one, if any."""
    if count > MAX_REPORTED:
        yield problem(
            at,
            "这一列还有{count}处错误",
            "{count} more faults in this column",
            count=count - MAX_REPORTED,
        )


def _at_rows(raw: pl.Series, refused: dict[str, Message], at: Place) -> Iterator[Problem]:
    if not refused:
        return
    rows = raw.is_in(list(refused)).arg_true()
    for row in rows.head(MAX_REPORTED).to_list():
        yield Problem(_in_row(at, row), refused[raw[row]])
    yield from and_more(len(rows), at)


def _out_of_bounds(column: Column, spec: Spec, period: Period, at: Place) -> Iterator[Problem]:
    # all limits are ranges, so if both bounds are inside, all values are; but a count with a
    # denominator must also be whole, which the bounds do not show
    is_range = column.denominator == 1 or spec.kind is not Kind.COUNT
    if is_range and not any(
        any(refusals_of(end, column.denominator, spec, period)) for end in column.bounds
    ):
        return
    refused = refusals_of(pl.col("codes"), column.denominator, spec, period)
    rows = pl.select(codes=column.codes).select(pl.any_horizontal(refused)).to_series().arg_true()
    for row in rows.head(MAX_REPORTED).to_list():
        value = column.value(column.codes[row])
        if value is not None:
            yield Problem(_in_row(at, row), why_refused(value, spec, period))
    yield from and_more(len(rows), at)


def _in_row(at: Place, row: int) -> Place:
    return attrs.evolve(at, line=row + 1)
