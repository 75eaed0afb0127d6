"""The format `csv-sections`: one row per unit and section, with scores on their own scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lawcheck.documents.csv_output import exact_text, safe
from lawcheck.model.exact import fixed_text
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.csv_cells import RowsByUnit, ends_of, flags_of
from lawcheck.reports.labels import word

COLUMNS: Final = (
    "unit", "unit_name", "kind", "group", "level", "section", "title", "full", "score_low",
    "score_high", "out_of", "counted_low", "counted_high", "notes", "why_no_grade", "as_of",
    "flags",
)  # fmt: skip


class CsvSections(RowsByUnit):
    """Sub-scores as CSV, as published indices list their pillars.

    Each unit has a row of level 0 for its total, with the score as it is printed and the exact
    total that it was rounded from, then one for each section in the order of the checklist: level
    1 at the top, 2 inside, and so on. Numbers of sections are exact, as in the format `csv`.
    """

    columns = COLUMNS

    def rows(self, card: Scorecard, language: Language) -> Iterator[list[str]]:
        """Yield the rows of a unit."""
        return _rows(card, language)


def _rows(card: Scorecard, language: Language) -> Iterator[list[str]]:
    unit = card.unit
    head = [safe(each) for each in (unit.id, unit.name, unit.kind, unit.group)]
    why = safe(card.why_no_grade.pick(language) if card.why_no_grade else "")
    day = "" if card.as_of is None else card.as_of.isoformat()
    end = [why, day, safe(flags_of(card, language))]
    full, exact = exact_text(card.out_of), ends_of(card.exact)
    title = safe(card.checklist_title.pick(language))
    printed = ("", "")
    if card.score is not None:
        printed = fixed_text(card.score.low, card.places), fixed_text(card.score.high, card.places)
    yield [*head, "0", "", title, full, *printed, full, *exact, "", *end]
    for level, each in _sections(card.sections, 1):
        yield [*head, str(level), *_cells(each, language), *end]


def _sections(
    children: Iterable[SectionScore | Outcome], level: int
) -> Iterator[tuple[int, SectionScore]]:
    for child in children:
        if isinstance(child, SectionScore):
            yield level, child
            yield from _sections(child.children, level + 1)


def _cells(section: SectionScore, language: Language) -> list[str]:
    notes = word("semicolon", language).join(note.pick(language) for note in section.notes)
    return [
        safe(section.id),
        safe(section.title.pick(language)),
        exact_text(section.full),
        *ends_of(section.score),
        exact_text(section.out_of),
        *ends_of(section.counted),
        safe(notes),
    ]
