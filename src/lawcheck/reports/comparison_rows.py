"""What changed between two reports as data, with every row: CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lawcheck.analysis.comparison import CAUSES, CardChange, CardComparison, ReportComparison
from lawcheck.analysis.findings import Finding
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.data_rows import Row, ends_in, named, rows_csv, rows_json, score_in, unit_of

_STATES: Final = ("closed", "still_open", "fresh", "decided", "unjudged")
_KINDS: Final = ("unit", "section", "item", "step", "finding", "only_old", "only_new")
_COLUMNS: Final = (
    "row", "unit", "unit_name", "id", "title", "old_score_low", "old_score_high",
    "new_score_low", "new_score_high", "old_grade", "new_grade", "old_as_of", "new_as_of",
    "old_low", "old_high", "new_low", "new_high", "change_low", "change_high",
    *(f"by_{cause}_{end}" for cause in CAUSES for end in ("low", "high")),
    "state", "old_points", "new_points", "reason",
)  # fmt: skip


def comparison_csv(compared: ReportComparison, language: Language) -> str:
    """Return a row for each unit, section, item, step and finding, and for units without a pair.

    The column `row` tells them apart.
    """
    return rows_csv(_COLUMNS, _rows(compared, language))


def comparison_json(compared: ReportComparison, language: Language) -> str:
    """Return the same rows as one JSON object, with a list for each kind of row."""
    return rows_json(_KINDS, _rows(compared, language))


def _rows(compared: ReportComparison, language: Language) -> Iterator[Row]:
    for each in compared.units:
        yield from _of_unit(each, language)
    for card in compared.only_old:
        yield {"row": "only_old", **unit_of(card), **_card("old", card, language)}
    for card in compared.only_new:
        yield {"row": "only_new", **unit_of(card), **_card("new", card, language)}


def _of_unit(compared: CardComparison, language: Language) -> Iterator[Row]:
    unit = unit_of(compared.new)
    cards = {**_card("old", compared.old, language), **_card("new", compared.new, language)}
    yield {"row": "unit", **unit, **cards, **_change(compared.total)}
    for kind, changes in (
        ("section", compared.sections),
        ("item", compared.items),
        ("step", compared.steps),
    ):
        for each in changes:
            title = {"id": each.id, "title": each.title.pick(language)}
            yield {"row": kind, **unit, **title, **_change(each)}
    for state in _STATES:
        for finding in getattr(compared, state):
            yield {"row": "finding", **unit, "state": state, **_finding(finding, language)}


def _card(name: str, card: Scorecard, language: Language) -> dict[str, Any]:
    return {
        **score_in(f"{name}_score", card),
        f"{name}_grade": named(card.grade, language),
        f"{name}_as_of": card.as_of,
    }


def _change(change: CardChange) -> dict[str, Any]:
    return {
        **ends_in("old", change.old),
        **ends_in("new", change.new),
        **ends_in("change", change.change),
        **{
            key: value
            for cause, part in change.by.items()
            for key, value in ends_in(f"by_{cause}", part).items()
        },
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    found = finding.new or finding.old
    assert found is not None  # noqa: S101 - a finding is in one card at least
    return {
        "id": finding.indicator,
        "title": finding.title.pick(language),
        "old_points": None if finding.old is None else finding.old.points,
        "new_points": None if finding.new is None else finding.new.points,
        "reason": found.reason.pick(language),
    }
