"""Results of a table of units: columns of integers, and the frame that callers get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.tables.decimals import as_decimals, decimals_of
from lawcheck.tables.final_scores import UNDECIDED
from lawcheck.tables.fixed_point import FINE_PLACES
from lawcheck.tables.item_columns import EXCLUDED, FALLBACK, STATES, ItemColumn

_STATE: Final = pl.Enum(STATES)
_SHOWN: Final = (0, 1, EXCLUDED)
"""Codes of the states whose points are shown."""


@attrs.frozen
class Results:
    """Numbers of every unit.

    Attributes:
        totals: the columns `score_low` (in steps of the last decimal place), `exact_low` (a
            decimal), `grade` (position, from 0 for the highest) and `flags`; null where a unit
            has none. If some unit has an open item, also `score_high` and `exact_high`.
        points: points by item, as decimals; null where an item is open or takes no part.
        states: state codes by item; one integer if all units have the same; null where the
            checklist of the unit has no such item.
        truncation: error bound: exact totals lie above `exact_*` by less than this, in units of
            1e-9; 0 if these are exact.
    """

    totals: pl.DataFrame
    points: dict[str, pl.Series]
    states: dict[str, pl.Series | int]
    truncation: int

    @classmethod
    def of(
        cls,
        items: Sequence[ItemColumn],
        states: Mapping[int, pl.Series],
        query: pl.LazyFrame,
        high: str,
        has_score: pl.Expr | bool,
        unsure: Sequence[pl.Expr],
        truncation: int,
    ) -> tuple[Results, pl.Series]:
        """Run the query, and return its results and which units must be scored alone.

        Args:
            items: in the order of the checklist, bonus last.
            states: state codes of the items whose state differs between units, by index.
            query: the query, with all columns of items, states and scores.
            high: name of the upper end, as `FinalScores.add_to` returns it.
            has_score: which units have a score.
            unsure: conditions under which units must be scored alone.
            truncation: as in `Results`.
        """
        numbers = {
            "score_low": pl.col("score low"),
            "exact_low": as_decimals(pl.col("exact low"), FINE_PLACES),
            "grade": pl.col("grade low"),
            "flags": pl.col("flags low"),
        }
        if high == "high":
            numbers["score_high"] = pl.col("score high")
            numbers["exact_high"] = as_decimals(pl.col("exact high"), FINE_PLACES)
            numbers["grade"] = pl.when(pl.col("grade low") == pl.col("grade high")).then(
                pl.col("grade low")
            )
            is_known = pl.col("total low") == pl.col("total high")
            numbers["flags"] = (
                pl.when(is_known).then(pl.col("flags low")).otherwise(pl.lit(0, dtype=pl.Int8))
            )
        if has_score is not True:
            has = pl.lit(value=has_score) if isinstance(has_score, bool) else has_score
            numbers = {name: pl.when(has).then(number) for name, number in numbers.items()}
        points = {f"points.{each.leaf.indicator.id}": _shown(each) for each in items}
        fallback = [pl.col(UNDECIDED), *unsure]
        fallback += [
            pl.col(each.name("state")) == FALLBACK
            for each in items
            if each.leaf.index in states and states[each.leaf.index].max() == FALLBACK
        ]
        made = query.select(
            **numbers, **points, needs_fallback=pl.any_horizontal(fallback)
        ).collect(engine="streaming")
        return cls(
            made.select(*numbers),
            {each.leaf.indicator.id: made[name] for each, name in zip(items, points, strict=True)},
            {
                each.leaf.indicator.id: states[each.leaf.index]
                if isinstance(each.state, pl.Expr)
                else each.state
                for each in items
            },
            truncation,
        ), made["needs_fallback"]

    def with_rows(self, rows: pl.Series, others: Results) -> Results:
        """Replace the numbers of the units in some rows."""
        height = self.totals.height
        is_open = "score_high" in (*self.totals.columns, *others.totals.columns)
        mine, theirs = (
            (with_high(each) for each in (self.totals, others.totals))
            if is_open
            else (self.totals, others.totals)
        )
        totals = mine.with_columns(_changed(each, rows, theirs[each.name]) for each in mine)
        points = {
            name: _changed(series, rows, others.points[name])
            for name, series in self.points.items()
        }
        states: dict[str, pl.Series | int] = {}
        for name, state in self.states.items():
            other = others.states[name]
            if (
                isinstance(state, int)
                and isinstance(other, pl.Series)
                and bool((other == state).all(ignore_nulls=False))
            ):
                states[name] = state
            else:
                states[name] = _changed(_spread(state, height), rows, _spread(other, len(rows)))
        return Results(totals, points, states, max(self.truncation, others.truncation))


def with_high(totals: pl.DataFrame) -> pl.DataFrame:
    """Add the columns of the upper end, if they are missing because nothing is open."""
    return (
        totals
        if "score_high" in totals.columns
        else totals.with_columns(score_high="score_low", exact_high="exact_low")
    )


def _changed(series: pl.Series, rows: pl.Series, others: pl.Series) -> pl.Series:
    """Replace the values in some rows; if all are equal, as is common, nothing is copied."""
    return (
        series
        if series.gather(rows).equals(others, null_equal=True)
        else series.clone().scatter(rows, others)
    )


def _shown(item: ItemColumn) -> pl.Expr:
    """Return the points of an item as they are shown: null if it is open or takes no part."""
    if not isinstance(item.state, int):
        return pl.when(pl.col(item.name("state")).is_in(_SHOWN)).then(item.decimals)
    return item.decimals if item.state in _SHOWN else pl.when(False).then(item.decimals)


def _spread(state: pl.Series | int, height: int) -> pl.Series:
    return (
        state
        if isinstance(state, pl.Series)
        else pl.Series([state], dtype=pl.Int8).new_from_index(0, height)
    )


def frame_of(
    checklist: Checklist,
    identity: Mapping[str, pl.Series],
    results: Results,
    ranks: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Build the frame that callers get.

    Args:
        checklist: the checklist.
        identity: columns that describe the units, the id first.
        results: the numbers.
        ranks: `rank_best` and `rank_worst`; left out if None.
    """
    totals = results.totals
    lowest, exact = (
        decimals_of(totals["score_low"], checklist.rounding.places),
        totals["exact_low"],
    )
    highest, most = lowest, exact
    if "score_high" in totals.columns:
        highest, most = (
            decimals_of(totals["score_high"], checklist.rounding.places),
            totals["exact_high"],
        )
    ends = {"score_low": lowest, "score_high": highest, "exact_low": exact, "exact_high": most}
    flags = totals.select(
        grade=pl.col("grade") + 1,
        full_by_rounding=pl.col("flags") % 2 == 1,
        near_cut=pl.col("flags") >= 2,
    )
    items = dict[str, pl.Series]()
    for name, state in _named(results.states, totals.height):
        items |= {f"points.{name}": results.points[name], f"state.{name}": state}
    ranked = {} if ranks is None else ranks.to_dict()
    return _aligned(
        pl.DataFrame(
            {
                **identity,
                **ends,
                "grade": flags["grade"],
                **ranked,
                **flags.drop("grade").to_dict(),
                **items,
            }
        )
    )


def _aligned(frame: pl.DataFrame) -> pl.DataFrame:
    """Split a frame into parts at every chunk boundary of any column.

    Then all columns have the same chunks, and operations that need this do not have to copy.
    """
    edges = {end for column in frame for end in accumulate(column.chunk_lengths())}
    parts = [frame.slice(start, stop - start) for start, stop in pairwise(sorted({0} | edges))]
    return pl.concat(parts, rechunk=False) if parts else frame


def _named(states: Mapping[str, pl.Series | int], height: int) -> Iterator[tuple[str, pl.Series]]:
    names = pl.Series(STATES, dtype=_STATE)
    alike = {state % EXCLUDED for state in states.values() if isinstance(state, int)}
    columns = {code: names.slice(code, 1).new_from_index(0, height) for code in alike}
    for name, state in states.items():
        if isinstance(state, int):
            yield name, columns[state % EXCLUDED]
        else:
            code = pl.col(name).reinterpret(signed=False) % EXCLUDED
            frame = state.alias(name).to_frame()
            yield name, frame.select(code.cat.to(_STATE)).to_series()
