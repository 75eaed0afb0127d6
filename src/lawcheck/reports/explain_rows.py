"""The explanation of an indicator as data: CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lawcheck.model.deductions import Cited, Deduction, Gain, Tally
from lawcheck.model.evidence import Fact, Never
from lawcheck.model.indicator import Indicator
from lawcheck.model.outcomes import Outcome
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.data_rows import Row, ends_in, rows_csv, rows_json, unit_of
from lawcheck.reports.entries import source_of
from lawcheck.reports.labels import word

_KINDS: Final = ("item", "basis", "fact", "register", "deduction", "gain", "note")
_COLUMNS: Final = (
    "row", "unit", "unit_name", "id", "title", "state", "full", "earned_low", "earned_high",
    "counted_low", "counted_high", "rule", "working", "why", "as_of", "is_local", "value",
    "counted", "records", "points", "reason", "asked", "limited", "sources",
)  # fmt: skip


def explanation_csv(card: Scorecard, indicator: Indicator, language: Language) -> str:
    """Return a row for the item, and one for each law, value, deduction, gain and note.

    The column `row` tells them apart.
    """
    return rows_csv(_COLUMNS, _rows(card, indicator, language))


def explanation_json(card: Scorecard, indicator: Indicator, language: Language) -> str:
    """Return the same rows as one JSON object, with a list for each kind of row."""
    return rows_json(_KINDS, _rows(card, indicator, language))


def _rows(card: Scorecard, indicator: Indicator, language: Language) -> Iterator[Row]:
    outcome = card.outcome(indicator.id)
    item = {**unit_of(card), "id": outcome.id}
    yield {"row": "item", **item, **_item(card, indicator, outcome, language)}
    for basis in indicator.basis:
        yield {
            "row": "basis",
            **item,
            "title": basis.name.pick(language),
            "is_local": basis.is_local,
        }
    for about in dict.fromkeys(outcome.about):
        yield {**item, **_read(about, language)}
    for deduction in outcome.deductions:
        yield {"row": "deduction", **item, **_moved(deduction, language)}
    for gain in outcome.gains:
        yield {"row": "gain", **item, **_moved(gain, language)}
    for note in outcome.notes:
        yield {"row": "note", **item, "reason": note.pick(language)}


def _item(
    card: Scorecard, indicator: Indicator, outcome: Outcome, language: Language
) -> dict[str, Any]:
    return {
        "title": outcome.title.pick(language),
        "state": outcome.state,
        "full": outcome.points,
        **ends_in("earned", outcome.earned),
        **ends_in("counted", outcome.counted),
        "rule": indicator.rule.describe().pick(language),
        "working": None if outcome.working is None else outcome.working.pick(language),
        "why": None if outcome.why is None else outcome.why.pick(language),
        "as_of": card.as_of,
    }


def _read(about: Fact | Tally, language: Language) -> dict[str, Any]:
    match about:
        case Fact():
            is_never = isinstance(about.value, Never)
            return {
                "row": "fact",
                "title": about.name,
                "value": word("never", language) if is_never else about.value,
                "sources": _sources((about,), language),
            }
        case Tally():
            counts = {"counted": about.counted, "records": about.records}
            return {"row": "register", "title": about.register, **counts}


def _moved(change: Deduction | Gain, language: Language) -> dict[str, Any]:
    return {
        "points": change.points,
        "reason": change.reason.pick(language),
        "asked": change.asked,
        "limited": None if change.limited is None else change.limited.pick(language),
        "sources": _sources(change.cites, language),
    }


def _sources(cites: Sequence[Cited], language: Language) -> list[str]:
    return [place for place in (source_of(each, language) for each in cites) if place]
