"""How stable ranks and grades are as data, with every row: CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.analysis.sampling import SampledItem, SamplingEffect, StandingWithinErrors
from lawcheck.analysis.stability import LeftOut, Stability, UnitStability
from lawcheck.model.exact import fraction_text
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.data_rows import Row, named, rows_csv, rows_json, score_in, unit_of

_COLUMNS: Final = (
    "row", "unit", "unit_name", "among", "rank", "rank_best", "rank_worst", "grade",
    "keeps_grade", "above_next", "why_left_out", "part", "title", "mean_move", "largest_move",
    "movers", "grades_changed", "confidence", "units", "score_low", "score_high",
    "rank_best_within", "rank_worst_within", "grades_within", "surely_above_next", "by", "draws",
    "seed",
)  # fmt: skip


@attrs.frozen
class Draws:
    """How the weights were moved.

    Attributes:
        by: by how much, at most.
        count: how many times.
        seed: of the draws.
    """

    by: Fraction
    count: int
    seed: str


def stability_csv(
    found: Stability, sampling: SamplingEffect, draws: Draws, language: Language
) -> str:
    """Return one row for each unit, and one for each section or item that was left out.

    The column `row` tells them apart: `unit`, `without`, and with sampling errors `sampled_item`
    and `within_errors`. The draws are on every row.
    """
    setting = _shown_draws(draws)
    rows = ({**row, **setting} for row in _rows(found, sampling, language))
    return rows_csv(_COLUMNS, rows)


def stability_json(
    found: Stability, sampling: SamplingEffect, draws: Draws, language: Language
) -> str:
    """Return the same rows as one JSON object, with a list for each kind of row."""
    kinds = ("unit", "without", "sampled_item", "within_errors")
    return rows_json(kinds, _rows(found, sampling, language), _shown_draws(draws))


def _shown_draws(draws: Draws) -> dict[str, str]:
    return {"by": fraction_text(draws.by), "draws": str(draws.count), "seed": draws.seed}


def _rows(found: Stability, sampling: SamplingEffect, language: Language) -> Iterator[Row]:
    for each in found.units:
        yield _unit(each, language)
    for card in found.unknown:
        yield _unknown(card, language)
    for part in found.without:
        yield _part(part, language)
    for item in sampling.items:
        yield _item(item, language)
    for standing in sampling.units:
        yield _within(standing, language)


def _unit(each: UnitStability, language: Language) -> Row:
    return {
        "row": "unit",
        **unit_of(each.card),
        "among": each.among,
        "rank": each.rank,
        "rank_best": each.best,
        "rank_worst": each.worst,
        "grade": named(each.card.grade, language),
        "keeps_grade": each.keeps,
        "above_next": each.above_next,
        "why_left_out": None,
    }


def _unknown(card: Scorecard, language: Language) -> Row:
    """Return the row of a unit without a settled score, which takes no part."""
    why = "" if card.why_no_grade is None else card.why_no_grade.pick(language)
    nothing = dict.fromkeys(
        ("among", "rank", "rank_best", "rank_worst", "keeps_grade", "above_next")
    )
    grade = named(card.grade, language)
    return {"row": "unit", **unit_of(card), **nothing, "grade": grade, "why_left_out": why}


def _part(part: LeftOut, language: Language) -> Row:
    return {
        "row": "without",
        "part": part.id,
        "title": part.title.pick(language),
        "mean_move": part.mean,
        "largest_move": part.most,
        "movers": list(part.units),
        "grades_changed": part.grades,
    }


def _item(item: SampledItem, language: Language) -> Row:
    return {
        "row": "sampled_item",
        "part": item.id,
        "title": item.title.pick(language),
        "confidence": item.confidence,
        "units": item.units,
    }


def _within(each: StandingWithinErrors, language: Language) -> Row:
    card = each.scored.card
    return {
        "row": "within_errors",
        **unit_of(card),
        "among": each.scored.among,
        "rank": each.scored.best,
        **score_in("score", each.within.card),
        "rank_best_within": each.within.best,
        "rank_worst_within": each.within.worst,
        "grades_within": [grade.pick(language) for grade in each.grades],
        "surely_above_next": each.above_next,
    }
