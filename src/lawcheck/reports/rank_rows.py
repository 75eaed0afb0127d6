"""Ranks and pools as data, one row per unit: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lawcheck.analysis.standing import Standing
from lawcheck.documents.csv_output import csv_text, exact_text, safe
from lawcheck.documents.digest import canonical
from lawcheck.model.exact import add_up, fixed_text, fraction_text
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language, Text

_HEAD = (
    "unit",
    "unit_name",
    "kind",
    "group",
    "among",
    "rank_best",
    "rank_worst",
    "of",
    "score_low",
    "score_high",
    "grade",
    "grade_by_score",
    "why_no_grade",
    "as_of",
)

_NUMBERS = ("score", "exact")
"""Names of `_low` and `_high` columns that are about the unit, not about a part of the sheet."""

_ADJUSTMENTS = Text("加分、封顶、否决等", "bonus, caps, vetoes")


def standings_csv(standings: Sequence[Standing], language: Language, by_section: bool) -> str:
    """Return one row per unit as CSV.

    With `by_section`, columns say exactly what each part of the sheet adds to the total, at its
    low and high end.
    """
    names = part_names(standings) if by_section else ()
    head = (*_HEAD, *(column for name in names for column in part_columns(name)))
    return csv_text(
        [safe(each) for each in head], (list(_row(each, names, language)) for each in standings)
    )


def standings_json(standings: Sequence[Standing], language: Language, by_section: bool) -> str:
    """Return one object per unit as a JSON array.

    Numbers are strings; exact numbers are beside the rounded ones.
    """
    names = part_names(standings) if by_section else ()
    return canonical([_object(each, names, language) for each in standings]).decode() + "\n"


def parts_of(card: Scorecard) -> Iterator[tuple[str, Text, Span | None]]:
    """Yield the id and title of each part of the sheet, and what it adds to the total.

    Parts are the sections and items at the top level. The last part holds all steps from their
    sum to the total.
    """
    for part in card.sections:
        yield part.id, part.title, part.counted
    if card.adjustments:
        low, high = (
            add_up(getattr(each.change, end) for each in card.adjustments)
            for end in ("low", "high")
        )
        yield "adjustments", _ADJUSTMENTS, Span(low, high)


def part_names(standings: Sequence[Standing]) -> tuple[str, ...]:
    """Return the ids of all parts that any unit has."""
    return tuple(dict.fromkeys(name for each in standings for name, _, _ in parts_of(each.card)))


def part_columns(name: str) -> tuple[str, str]:
    """Return the names of the columns of a part, for its low and its high end.

    A part called `score` gets the columns `part_score_low` and `part_score_high`, because
    `score_low` is the column of the unit's score.
    """
    shown = f"part_{name}" if name in _NUMBERS else name
    return f"{shown}_low", f"{shown}_high"


def _row(each: Standing, names: Sequence[str], language: Language) -> Iterator[str]:
    card = each.card
    yield from map(
        safe, (card.unit.id, card.unit.name, card.unit.kind, card.unit.group, each.among)
    )
    yield "" if each.best is None else str(each.best)
    yield "" if each.worst is None else str(each.worst)
    yield str(each.of)
    yield from (
        ("", "")
        if card.score is None
        else (fixed_text(end, card.places) for end in (card.score.low, card.score.high))
    )
    for grade in (each.grade, card.grade):
        yield safe(grade.pick(language) if grade else "")
    yield safe(card.why_no_grade.pick(language) if card.why_no_grade else "")
    yield "" if card.as_of is None else card.as_of.isoformat()
    added = {name: span for name, _, span in parts_of(card)}
    for name in names:
        span = added.get(name)
        yield from ("", "") if span is None else (exact_text(span.low), exact_text(span.high))


def _object(each: Standing, names: Sequence[str], language: Language) -> dict[str, Any]:
    card = each.card
    added = {name: span for name, _, span in parts_of(card)}
    found: dict[str, Any] = {
        "unit": {
            "id": card.unit.id,
            "name": card.unit.name,
            "kind": card.unit.kind,
            "group": card.unit.group,
        },
        "among": each.among,
        "rank": None
        if each.best is None
        else {"best": each.best, "worst": each.worst, "of": each.of},
        "score": None
        if card.score is None
        else [fixed_text(end, card.places) for end in (card.score.low, card.score.high)],
        "exact": _ends(card.exact),
        "grade": each.grade.pick(language) if each.grade else None,
        "grade_by_score": card.grade.pick(language) if card.grade else None,
        "why_no_grade": card.why_no_grade.pick(language) if card.why_no_grade else None,
        "as_of": None if card.as_of is None else card.as_of.isoformat(),
    }
    return found | (
        {"sections": {name: _ends(added.get(name)) for name in names}} if names else {}
    )


def _ends(span: Span | None) -> list[str] | None:
    return None if span is None else [fraction_text(span.low), fraction_text(span.high)]
