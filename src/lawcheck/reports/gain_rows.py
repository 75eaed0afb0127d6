"""What units can still gain as data, with every row: CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lawcheck.analysis.gain import Gains
from lawcheck.model.text import Language
from lawcheck.reports.data_rows import Row, named, rows_csv, rows_json, score_in, unit_of

_KINDS: Final = ("unit", "to_report", "way", "gain")
_COLUMNS: Final = (
    "row", "unit", "unit_name", "score_low", "score_high", "grade", "next_grade", "missing",
    "on", "until", "is_over", "search_stopped", "points", "what", "times", "items",
)  # fmt: skip


def gains_csv(units: Sequence[Gains], language: Language) -> str:
    """Return a row for each unit, and one for each thing that can be reported or done.

    The column `row` tells them apart: `unit`, `to_report`, `way` (to the next grade, in order),
    `gain`.
    """
    return rows_csv(_COLUMNS, _rows(units, language))


def gains_json(units: Sequence[Gains], language: Language) -> str:
    """Return the same rows as one JSON object, with a list for each kind of row."""
    return rows_json(_KINDS, _rows(units, language))


def _rows(units: Sequence[Gains], language: Language) -> Iterator[Row]:
    for each in units:
        unit = unit_of(each.card)
        yield {
            "row": "unit",
            **unit,
            **score_in("score", each.card),
            "grade": named(each.card.grade, language),
            "next_grade": named(each.grade, language),
            "missing": None if each.grade is None else each.missing,
            "on": each.on,
            "until": each.end,
            "is_over": each.is_over,
            "search_stopped": each.has_stopped,
        }
        for kind, asks in (("to_report", each.reports), ("way", each.way), ("gain", each.asks)):
            for ask in asks:
                yield {
                    "row": kind,
                    **unit,
                    "points": ask.points,
                    "what": ask.what.pick(language),
                    "times": ask.times,
                    "items": list(ask.items),
                }
