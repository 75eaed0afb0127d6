"""Analyses as data: rows of several kinds, in one CSV table or as lists of a JSON object.

A row is a mapping; `row` names its kind. Numbers stay exact until they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from lawcheck.documents.csv_output import csv_text, exact_text, safe
from lawcheck.documents.digest import canonical
from lawcheck.model.exact import fixed_text, fraction_text
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language, Text

Row = Mapping[str, Any]


def rows_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return the rows as one table, in which what a kind of row does not have is blank."""
    return csv_text(columns, ([_cell(row.get(name)) for name in columns] for row in rows))


def rows_json(kinds: Sequence[str], rows: Iterable[Row], about: Row | None = None) -> str:
    """Return the rows as one JSON object, with a list for each kind of row.

    Args:
        kinds: the kinds of rows; each has its list, also where it is empty.
        rows: the rows.
        about: further keys, which say something about all rows.
    """
    data: dict[str, Any] = {kind: [] for kind in kinds}
    for row in rows:
        data[row["row"]].append({key: _value(row[key]) for key in row if key != "row"})
    return canonical(dict(about or {}) | data).decode() + "\n"


def unit_of(card: Scorecard) -> dict[str, Any]:
    """Return the cells that name a unit."""
    return {"unit": card.unit.id, "unit_name": card.unit.name}


def ends_in(name: str, span: Span | None) -> dict[str, Any]:
    """Return both ends of an exact number in two cells."""
    low, high = (None, None) if span is None else (span.low, span.high)
    return {f"{name}_low": low, f"{name}_high": high}


def score_in(name: str, card: Scorecard) -> dict[str, Any]:
    """Return both ends of a score in two cells, with the decimals that are printed."""
    low, high = (
        (None, None)
        if card.score is None
        else (fixed_text(end, card.places) for end in (card.score.low, card.score.high))
    )
    return {f"{name}_low": low, f"{name}_high": high}


def named(text: Text | None, language: Language) -> str | None:
    """Return a text in one language, or None."""
    return None if text is None else text.pick(language)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Fraction():
            return exact_text(value)
        case date():
            return value.isoformat()
        case list():
            return safe("; ".join(value))
        case _:
            return safe(str(value))


def _value(value: Any) -> Any:
    """Return a value for JSON, in which exact numbers and days are texts."""
    match value:
        case Fraction():
            return fraction_text(value)
        case date():
            return value.isoformat()
        case _:
            return value
