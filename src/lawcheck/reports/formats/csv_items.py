"""The format `csv`: one row per unit and indicator, for spreadsheets and other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from lawcheck.documents.csv_output import exact_text, safe
from lawcheck.model.analysis import Analysis
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.exact import add_up, fixed_text
from lawcheck.model.outcomes import Outcome, SectionScore, placed_in
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.csv_cells import RowsByUnit, ends_of, flags_of
from lawcheck.reports.entries import limit_of, said_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import change_of

COLUMNS: Final = (
    "unit", "unit_name", "section", "indicator", "title", "points", "state",
    "earned_low", "earned_high", "counted_low", "counted_high", "deducted", "reasons", "notes",
    "basis", "local_rules", "unit_score_low", "unit_score_high", "unit_steps", "unit_raw_low",
    "unit_raw_high", "grade", "grade_presumes", "why_no_grade", "as_of",
    "flags",
)  # fmt: skip


class CsvTable(RowsByUnit):
    """Scorecards and analyses as CSV: UTF-8 with BOM and CRLF, which every Excel and WPS opens.

    Numbers are exact. A number without a finite decimal is a mixed fraction, `1 4/33`, which
    spreadsheets read as that number; a plain fraction like `3/7` they would read as a date. A text
    that they would take for a formula gets a `'` in front.
    """

    columns = COLUMNS

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:  # noqa: ARG002 - CSV has no width
        """Return the analysis as one table."""
        return analysis.csv(language)

    def rows(self, card: Scorecard, language: Language) -> Iterator[list[str]]:
        """Yield the rows of a unit."""
        return _rows(card, language)


def _rows(card: Scorecard, language: Language) -> Iterator[list[str]]:
    unit = [safe(card.unit.id), safe(card.unit.name)]
    total = _total(card, language)
    bonus = frozenset(each.id for each in card.bonus)
    for path, outcome in (*placed_in(card.sections), *(((), each) for each in card.bonus)):
        yield [*unit, *_item(path, outcome, outcome.id in bonus, language), *total]


def _total(card: Scorecard, language: Language) -> list[str]:
    """Return the cells about the unit as a whole."""
    joint = word("semicolon", language)
    score = ("", "")
    if card.score is not None:
        score = fixed_text(card.score.low, card.places), fixed_text(card.score.high, card.places)
    return [
        *score,
        safe(_steps(card, language)),
        *ends_of(card.raw),
        safe(card.grade.pick(language) if card.grade else ""),
        safe(joint.join(veto.title.pick(language) for veto in card.presumed)),
        safe(card.why_no_grade.pick(language) if card.why_no_grade else ""),
        "" if card.as_of is None else card.as_of.isoformat(),
        safe(flags_of(card, language)),
    ]


def _steps(card: Scorecard, language: Language) -> str:
    """Return how the items lead to the score of the unit; empty if there is no score."""
    if card.score is None:
        return ""
    steps = (
        said_of(each.reason.pick(language), change_of(each.change, language), language)
        for each in card.adjustments
    )
    applied = (each for each in card.vetoes if each.state == "applied")
    effects = (
        said_of(each.title.pick(language), each.effect.pick(language), language)
        for each in applied
    )
    return word("semicolon", language).join((*steps, *effects))


def _item(
    path: Sequence[SectionScore], outcome: Outcome, is_bonus: bool, language: Language
) -> list[str]:
    """Return the cells about one item.

    Points that a bonus item did not give are not a deduction, but their reason is printed.
    """
    joint = word("semicolon", language)
    changes: tuple[Gain | Deduction, ...] = (*outcome.gains, *outcome.deductions)
    deducted = () if is_bonus else outcome.deductions
    reasons = [_reason(change, language) for change in changes]
    notes = [note.pick(language) for note in outcome.notes]
    notes += [
        said_of(each.title.pick(language), note.pick(language), language)
        for each in path
        for note in each.notes
    ]
    if outcome.why is not None:
        reasons.append(outcome.why.pick(language))
    earned = ends_of(outcome.earned)
    return [
        _again(" / ".join([each.title.pick(language) for each in path])),
        _again(outcome.id),
        _again(outcome.title.pick(language)),
        exact_text(outcome.points),
        outcome.state,
        *earned,
        *(earned if outcome.counted is outcome.earned else ends_of(outcome.counted)),
        exact_text(add_up(each.points for each in deducted)) if deducted else "0",
        safe(joint.join(reasons)),
        safe(joint.join(notes)),
        _again(joint.join(outcome.basis)),
        _again(joint.join(each.pick(language) for each in outcome.local_rules)),
    ]


def _reason(change: Gain | Deduction, language: Language) -> str:
    reason = change.reason.pick(language)
    return (
        word("aside", language).format(what=reason, aside=limit[0])
        if (limit := limit_of(change, language))
        else reason
    )


_again = lru_cache(maxsize=4096)(safe)
"""`safe`, cached: the texts of the checklist stand on the rows of every unit."""
