"""Ranks and pools as Parquet: the columns of the CSV, typed. Needs the extra `tables`.

No column is a float. A rounded score is a decimal. An exact number need not have a finite decimal,
and a column must have the same type on every run, so exact numbers are strings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import polars as pl

from lawcheck.analysis.standing import Standing
from lawcheck.model.exact import decimal_text, fixed_text
from lawcheck.model.spans import Span
from lawcheck.model.text import Language
from lawcheck.reports.csv_cells import flags_of
from lawcheck.reports.rank_rows import Columns

_DIGITS: Final = 38
"""The largest precision of a decimal in Parquet."""


def standings_parquet(
    standings: Sequence[Standing], language: Language, by_section: bool
) -> bytes:
    """Return one row per unit as a Parquet file.

    With `by_section`, columns say what each part of the sheet adds to the total, and what each
    section scored on its own scale, at their low and high ends. Scores are decimals, ranks
    integers. Exact numbers are strings: `92.5`, or `25/3` if there is no finite decimal. What is
    not known or does not apply is null.
    """
    columns = Columns.of(standings, by_section)
    schema = _schema(max((each.card.places for each in standings), default=0), columns.names)
    rows = [(*_row(each, language), *map(_text, columns.of_unit(each))) for each in standings]
    frame = pl.DataFrame(rows, schema, orient="row")
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def _schema(places: int, names: Sequence[str]) -> Mapping[str, pl.DataType]:
    text, whole, score = pl.String(), pl.Int64(), pl.Decimal(_DIGITS, places)
    return (
        dict.fromkeys(("unit", "unit_name", "kind", "group", "among"), text)
        | dict.fromkeys(("rank_best", "rank_worst", "of"), whole)
        | dict.fromkeys(("score_low", "score_high"), score)
        | dict.fromkeys(
            ("exact_low", "exact_high", "grade", "grade_by_score", "why_no_grade"), text
        )
        | {"as_of": pl.Date(), "flags": text}
        | dict.fromkeys(names, text)
    )


def _row(each: Standing, language: Language) -> Iterator[Any]:
    card = each.card
    yield from (card.unit.id, card.unit.name, card.unit.kind, card.unit.group, each.among)
    yield from (each.best, each.worst, each.of)
    score = card.score
    yield from (
        (None, None)
        if score is None
        else (Decimal(fixed_text(end, card.places)) for end in (score.low, score.high))
    )
    yield from _ends(card.exact)
    for grade in (each.grade, card.grade):
        yield grade.pick(language) if grade else None
    yield card.why_no_grade.pick(language) if card.why_no_grade else None
    yield card.as_of
    yield flags_of(card, language) or None


def _text(value: str | Fraction | None) -> str | None:
    return decimal_text(value) if isinstance(value, Fraction) else value


def _ends(span: Span | None) -> tuple[str | None, str | None]:
    return (None, None) if span is None else (decimal_text(span.low), decimal_text(span.high))
