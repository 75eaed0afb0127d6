"""Exact fallback for single rows: score units one by one, with exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Progress
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring import score_units
from lawcheck.scoring.peers import among_peers, compares_units
from lawcheck.tables.decimals import as_decimals
from lawcheck.tables.fixed_point import FINE, FINE_PLACES, PointScale
from lawcheck.tables.item_columns import EXCLUDED, entry_of
from lawcheck.tables.results import Results
from lawcheck.tables.source import Source

_FLAGS = {"full_by_rounding": 1, "near_cut": 2}


def cards_as_results(
    checklist: Checklist, source: Source, progress: Progress | None, rows: pl.Series
) -> Results:
    """Score the units in some rows one by one, and return their numbers.

    Raises:
        EvidenceError: the evidence of a unit contradicts itself.
    """
    cards = cards_of(checklist, source, rows)
    return results_of_cards(checklist, cards if progress is None else progress(cards, len(rows)))


def cards_of(checklist: Checklist, source: Source, rows: pl.Series) -> Iterator[Scorecard]:
    """Yield the scorecards of the units in some rows.

    If the checklist compares units, the evidence of all units is read first.

    Raises:
        EvidenceError: the evidence of a unit contradicts itself.
    """
    if not compares_units(checklist):
        return score_units(checklist, source.evidence(rows))
    everyone = among_peers(
        checklist, tuple(source.evidence(pl.Series(range(source.inputs.height), dtype=pl.UInt32)))
    )
    return score_units(checklist, (everyone[row] for row in rows.to_list()))


def results_of_cards(checklist: Checklist, cards: Iterable[Scorecard]) -> Results:
    """Convert scorecards to columns of numbers; an item that an overlay takes off is null."""
    scale = PointScale.of(checklist)
    ids = [each.id for each in checklist.indicators()]
    places = [grade.name for grade in checklist.grades]
    totals: list[tuple[int | None, ...]] = []
    points: dict[str, list[int | None]] = {name: [] for name in ids}
    states: dict[str, list[int | None]] = {name: [] for name in ids}
    is_truncated = False
    for card in cards:
        is_truncated = is_truncated or (
            card.exact is not None
            and any(FINE % end.denominator for end in (card.exact.low, card.exact.high))
        )
        totals.append(
            (
                *_ends(card, checklist),
                None if card.grade is None else places.index(card.grade),
                _flags(card),
            )
        )
        outcomes = {each.id: each for each in card.outcomes()}
        for name in ids:
            if name not in outcomes:
                states[name].append(None)
                points[name].append(None)
                continue
            code, low, high = entry_of(outcomes[name])
            states[name].append(code)
            points[name].append(
                scale.to_steps(low)
                if code % EXCLUDED <= 1 and code != EXCLUDED + 1 and low == high
                else None
            )
    schema = {
        "score_low": pl.Int64,
        "score_high": pl.Int64,
        "exact_low": pl.Int128,
        "exact_high": pl.Int128,
    }
    made = pl.DataFrame(
        totals, schema={**schema, "grade": pl.Int8, "flags": pl.Int8}, orient="row"
    )
    if made["exact_low"].equals(made["exact_high"]):
        made = made.drop("score_high", "exact_high")
    return Results(
        made.with_columns(as_decimals(pl.col("^exact_.*$"), FINE_PLACES)),
        pl.DataFrame(points, schema=dict.fromkeys(ids, pl.Int128))
        .select(as_decimals(pl.all(), scale.places))
        .to_dict(),
        {name: pl.Series(name, values, dtype=pl.Int8) for name, values in states.items()},
        int(is_truncated),
    )


def _ends(card: Scorecard, checklist: Checklist) -> Iterator[int | None]:
    for span, steps in ((card.score, 10**checklist.rounding.places), (card.exact, FINE)):
        yield None if span is None else span.low.numerator * steps // span.low.denominator
        yield None if span is None else span.high.numerator * steps // span.high.denominator


def _flags(card: Scorecard) -> int | None:
    return None if card.score is None else sum({_FLAGS.get(flag.kind, 0) for flag in card.flags})
