"""Read and check the columns that identify the units of a table: id, name, kind, group."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import polars as pl

from lawcheck.evidence.cells import forbidden_character
from lawcheck.evidence.suspicious import (
    NO_UNIT_ID,
    damaged,
    group_headings,
    heading_fault,
    not_a_unit,
)
from lawcheck.model.declarations import Words
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.tables.text_columns import cleaned
from lawcheck.tables.text_folding import folded_texts

UNIT_COLUMNS = ("unit_name", "unit_kind", "unit_group")
"""Columns that describe units; they may stand beside the facts."""
_MAX_ROWS = 5
"""How many rows of one unit are listed in a message."""
PLAIN_ID = r"""^[!"$-'*,-9;-Z\\^-~]*[0-9][!"$-'*,-9;-Z\\^-~]*$"""
"""Ids that need no further check: ASCII with a digit, no space, no mark of notes or damaged codes.

Such an id is its own key, and cannot be a row of totals or a note.
"""
_SAMPLE = 1_000
"""Size of the sample that shows whether ids seem to be sorted, as numbers and codes often are."""
_MAY_NUMBER = r"^[\s(（\[〔【]*[一二三四五六七八九十]"
_SUSPICIOUS = r"[^\x20-\x7e\x{4e00}-\x{9fff}]"
"""Only texts that match can hold invisible characters."""


@attrs.frozen
class Identity:
    """Who the units are.

    Attributes:
        columns: the columns as they came, the id first; null for a blank.
        keys: the ids folded by `lawcheck.model.text.fold`; equal keys mean the same unit.
    """

    columns: dict[str, pl.Series]
    keys: pl.Series

    @classmethod
    def of(cls, frame: pl.DataFrame, unit: str, at: str) -> Identity:
        """Read and check the columns that describe units.

        Raises:
            EvidenceError: an id is blank, is duplicated, or is not a unit (totals, notes,
                damaged codes); or a text holds invisible characters.
        """
        problems = [
            _not_text(frame[name], name, at)
            for name in (unit, *UNIT_COLUMNS)
            if name in frame.columns and _cannot_be_text(frame[name])
        ]
        if problems:
            raise EvidenceError(problems)
        names = [unit, *(name for name in UNIT_COLUMNS if name in frame.columns)]
        columns = {name: frame[name].cast(pl.String) for name in names}
        columns |= {
            name: columns[name].set(cleaned(columns[name], Words()).is_null(), None)
            for name in names[1:]
        }
        ids = columns[unit]
        if _are_plain(ids):
            keys, others = ids, names[1:]
        else:
            keys, others = key_of(ids), names
            problems = [*_blank(keys, unit, at), *_repeated(keys, at), *_not_units(ids, at)]
        if "unit_name" in columns:
            problems += _not_units(columns["unit_name"], at)
        problems += (
            each
            for name in names[1:]
            if name != "unit_name"
            for each in _damaged(columns[name], name, at)
        )
        problems += (each for name in others for each in _invisible(columns[name], name, at))
        if problems:
            raise EvidenceError(problems)
        return cls(columns, keys)

    def about(self, rows: pl.Series) -> Iterator[tuple[str, str, str]]:
        """Yield name, kind and group of the units in some rows; empty where not given."""
        there = {
            name: self.columns[name].gather(rows).to_list()
            for name in UNIT_COLUMNS
            if name in self.columns
        }
        nothing = [None] * len(rows)
        name, kind, group = (there.get(each, nothing) for each in UNIT_COLUMNS)
        yield from ((a or "", b or "", c or "") for a, b, c in zip(name, kind, group, strict=True))


def _cannot_be_text(column: pl.Series) -> bool:
    return (
        column.dtype.is_nested()
        or isinstance(column.dtype, pl.Binary | pl.Object)
        or column.dtype.is_float()
    )


def _not_text(column: pl.Series, name: str, at: str) -> Problem:
    what = (
        "这一列应是文本，实际是 {type}；请转换这一列",
        "this column must hold texts, not {type}; convert it",
    )
    return problem(Place(at, 0, name), *what, type=str(column.dtype))


def key_of(ids: pl.Series) -> pl.Series:
    """Return the keys of ids; equal keys mean the same unit."""
    return folded_texts(ids)


def _are_plain(ids: pl.Series) -> bool:
    """Whether a quick check shows that all ids are plain and none is duplicated.

    Ids are distinct if they are strictly sorted (by length, then text), or if no two have the
    same hash. False only means that the full checks must run.
    """
    column = pl.col(ids.name)
    size = column.str.len_bytes()
    longer, as_long = size > size.shift(), size == size.shift()
    rise = (longer | (as_long & (column > column.shift()))).all()
    seem_to_rise = ids.head(_SAMPLE).to_frame().select(rise).item()
    differ = rise if seem_to_rise else column.hash().n_unique() == len(ids)
    plain = (
        ids.to_frame()
        .lazy()
        .select(column.str.contains(PLAIN_ID).all(ignore_nulls=False))
        .collect(engine="streaming")
        .item()
    )
    return plain is True and ids.to_frame().select(differ=differ).item() is True


def _blank(keys: pl.Series, unit: str, at: str) -> Iterator[Problem]:
    for row in (keys.is_null() | (keys == "")).arg_true().head(MAX_REPORTED).to_list():
        yield Problem(Place(at, row + 1, unit), NO_UNIT_ID)


def _repeated(keys: pl.Series, at: str) -> Iterator[Problem]:
    if keys.n_unique() == len(keys):
        return
    rows = (
        keys.to_frame("key")
        .with_row_index("row")
        .filter(pl.col("key").is_duplicated() & (pl.col("key") != ""))
    )
    found = rows.group_by("key", maintain_order=True).agg(pl.col("row") + 1)
    for name, places in found.head(MAX_REPORTED).iter_rows():
        what = (
            "单位 {name} 不止一行（第{rows}行）；请只保留一行",
            "the unit {name} has several rows ({rows}); keep one",
        )
        yield problem(
            Place(at),
            *what,
            name=name,
            rows=[*map(str, places[:_MAX_ROWS]), *(["…"] if places[_MAX_ROWS:] else [])],
        )
    if found.height > MAX_REPORTED:
        count = found.height - MAX_REPORTED
        yield problem(Place(at), "还有{count}个这样的单位", "{count} more such units", count=count)


def _not_units(ids: pl.Series, at: str) -> Iterator[Problem]:
    """Report rows of totals, notes and damaged codes.

    Digits are replaced by 0 first: texts that differ only in numbers are judged alike, so Python
    looks at few of them.
    """
    shapes = ids.str.replace_all("[0-9]+", "0")
    strange = [
        each for each in shapes.unique().drop_nulls().to_list() if not_a_unit(each) is not None
    ]
    found = (
        ids.filter(shapes.is_in(strange)).unique(maintain_order=True).to_list() if strange else []
    )
    reasons = [why for why in map(not_a_unit, found) if why is not None]
    numbered = ids.filter(ids.str.contains(_MAY_NUMBER)).unique(maintain_order=True).to_list()
    reasons += map(heading_fault, group_headings(numbered, len(ids)))
    yield from (Problem(Place(at), why) for why in reasons[:MAX_REPORTED])
    if len(reasons) > MAX_REPORTED:
        count = len(reasons) - MAX_REPORTED
        yield problem(
            Place(at), "还有{count}行不是单位", "{count} more rows that are not units", count=count
        )


def _damaged(column: pl.Series, name: str, at: str) -> Iterator[Problem]:
    """Report codes that a spreadsheet has damaged, such as 3.70102E+17."""
    found = {
        text: why
        for text in column.unique().drop_nulls().to_list()
        if (why := damaged(text)) is not None
    }
    rows = column.is_in(list(found)).arg_true() if found else pl.Series(dtype=pl.UInt32)
    yield from (
        Problem(Place(at, row + 1, name), found[column[row]])
        for row in rows.head(MAX_REPORTED).to_list()
    )


def _invisible(column: pl.Series, name: str, at: str) -> Iterator[Problem]:
    rows = column.str.contains(_SUSPICIOUS).fill_null(False).arg_true()
    reasons = (
        (row, forbidden_character(text))
        for row, text in zip(rows.to_list(), column.gather(rows).to_list(), strict=True)
    )
    found = [(row, why) for row, why in reasons if why is not None]
    yield from (Problem(Place(at, row + 1, name), why) for row, why in found[:MAX_REPORTED])
    if len(found) > MAX_REPORTED:
        count = len(found) - MAX_REPORTED
        yield problem(
            Place(at), "这一列还有{count}处错误", "{count} more faults in this column", count=count
        )
