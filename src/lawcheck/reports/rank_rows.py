"""Ranks and pools as data, one row per unit: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from lawcheck.analysis.standing import Standing
from lawcheck.documents.csv_output import csv_text, exact_text, safe
from lawcheck.documents.digest import canonical
from lawcheck.model.exact import add_up, fixed_text, fraction_text
from lawcheck.model.outcomes import SectionScore, sections_in
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language, Text
from lawcheck.reports.csv_cells import flags_of

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
    "flags",
)

_NUMBERS = ("score", "exact")
"""Names of `_low` and `_high` columns that are about the unit, not about a part of the sheet."""

_ADJUSTMENTS = Text("加分、封顶、否决等", "bonus, caps, vetoes")


def standings_csv(standings: Sequence[Standing], language: Language, by_section: bool) -> str:
    """Return one row per unit as CSV.

    With `by_section`, columns say exactly what each part of the sheet adds to the total, and what
    each section scored on its own scale, at their low and high ends.
    """
    columns = Columns.of(standings, by_section)
    return csv_text(
        [safe(each) for each in (*_HEAD, *columns.names)],
        ([*_row(each, language), *map(_cell, columns.of_unit(each))] for each in standings),
    )


def standings_json(standings: Sequence[Standing], language: Language, by_section: bool) -> str:
    """Return one object per unit as a JSON array.

    Numbers are strings; exact numbers are beside the rounded ones.
    """
    columns = Columns.of(standings, by_section)
    return canonical([_object(each, columns, language) for each in standings]).decode() + "\n"


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


def sections_of(card: Scorecard) -> Iterator[SectionScore]:
    """Yield every section of a scorecard at every depth, in order."""
    return sections_in(card.sections)


@attrs.frozen
class Columns:
    """The columns about parts of the sheet, which depend on the checklist.

    Attributes:
        is_by_section: whether units are ranked by a section; its score is in columns then.
        parts: ids of all parts that any unit has, whose contribution is in columns.
        sections: ids of all sections at every depth, whose score is in columns.
    """

    is_by_section: bool
    parts: Sequence[str]
    sections: Sequence[str]

    @classmethod
    def of(cls, standings: Sequence[Standing], by_section: bool) -> Columns:
        """Return the columns of these units; those of all parts only with `by_section`."""
        is_by_section = any(each.section is not None for each in standings)
        if not by_section:
            return cls(is_by_section, (), ())
        cards = [each.card for each in standings]
        return cls(
            is_by_section,
            tuple(dict.fromkeys(name for card in cards for name, _, _ in parts_of(card))),
            tuple(dict.fromkeys(each.id for card in cards for each in sections_of(card))),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns.

        A part called `score` gets the columns `part_score_low` and `part_score_high`, because
        `score_low` is the column of the unit's score.
        """
        parts = [f"part_{name}" if name in _NUMBERS else name for name in self.parts]
        ranked_by = ("section", *_both("section_score")) if self.is_by_section else ()
        return (
            *ranked_by,
            *(column for name in parts for column in _both(name)),
            *(column for name in self.sections for column in _both(f"score.{name}")),
        )

    def of_unit(self, standing: Standing) -> Iterator[str | Fraction | None]:
        """Yield the cells of a unit; None for what is not known or does not apply."""
        card, by = standing.card, standing.section
        if self.is_by_section:
            yield None if by is None else by.id
            yield from _pair(None if by is None else _score(card, by))
        added = {name: span for name, _, span in parts_of(card)}
        scores = {each.id: _score(card, each) for each in sections_of(card)}
        for name in self.parts:
            yield from _pair(added.get(name))
        for name in self.sections:
            yield from _pair(scores.get(name))


def _both(name: str) -> tuple[str, str]:
    return f"{name}_low", f"{name}_high"


def _pair(span: Span | None) -> tuple[Fraction | None, Fraction | None]:
    return (None, None) if span is None else (span.low, span.high)


def _score(card: Scorecard, section: SectionScore) -> Span | None:
    """Return the score of a section; None for a unit without a score, as for its parts."""
    return None if card.exact is None else section.score


def _cell(value: str | Fraction | None) -> str:
    if value is None:
        return ""
    return safe(value) if isinstance(value, str) else exact_text(value)


def _row(each: Standing, language: Language) -> Iterator[str]:
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
    yield safe(flags_of(card, language))


def _object(each: Standing, columns: Columns, language: Language) -> dict[str, Any]:
    card, by = each.card, each.section
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
        "flags": [flag.kind for flag in card.flags],
    }
    if columns.is_by_section:
        found["section"] = None if by is None else by.id
        found["section_score"] = None if by is None else _scored(card, by)
    if columns.parts:
        added = {name: span for name, _, span in parts_of(card)}
        found["sections"] = {name: _ends(added.get(name)) for name in columns.parts}
    if columns.sections:
        scores = {each.id: _scored(card, each) for each in sections_of(card)}
        found["section_scores"] = {name: scores.get(name) for name in columns.sections}
    return found


def _scored(card: Scorecard, section: SectionScore) -> dict[str, Any]:
    return {"score": _ends(_score(card, section)), "out_of": fraction_text(section.full)}


def _ends(span: Span | None) -> list[str] | None:
    return None if span is None else [fraction_text(span.low), fraction_text(span.high)]
