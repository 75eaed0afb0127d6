"""What a table of units comes to: columns of whole numbers, and the frame that people get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
import polars as pl

from lawcheck.checklist import Checklist
from lawcheck.columns.grid import FINE
from lawcheck.columns.items import OUT, STATES, ItemColumn
from lawcheck.scoring.tree import Leaf

_STATE: Final = pl.Enum(STATES)
_ENDS: Final = ("score_low", "score_high", "exact_low", "exact_high")


@attrs.frozen
class Results:
    """Numbers of every unit.

    Attributes:
        totals: `exact_*` in steps of a thousand-millionth, `score_*` in steps of the last place, `grade` counted from the
            highest, `flags`; null where there is none.
        points: of each item, in steps of the grid; null where it is open or takes no part.
        states: of each item, codes; one number where all units have the same.
    """

    totals: pl.DataFrame
    points: dict[str, pl.Series]
    states: dict[str, pl.Series | int]

    @classmethod
    def of(
        cls, leaves: Sequence[Leaf], items: Sequence[ItemColumn], low: pl.DataFrame, high: pl.DataFrame, has: pl.Series | bool
    ) -> Results:
        """Of both ends and the items."""
        frame = pl.DataFrame(
            {
                "exact_low": low["exact"],
                "exact_high": high["exact"],
                "score_low": low["score"],
                "score_high": high["score"],
                "grade": low["grade"],
                "flags": low["flags"],
            }
        )
        if low is not high:
            frame = frame.with_columns(
                pl.when(low["grade"] == high["grade"]).then(pl.col("grade")).alias("grade"),
                pl.when(low["exact"] == high["exact"]).then(pl.col("flags")).otherwise(0).alias("flags"),
            )
        if not isinstance(has, bool):
            frame = frame.select(pl.when(has).then(pl.all()))
        elif not has:
            frame = frame.select(pl.when(False).then(pl.all()))
        points = {leaf.indicator.id: _shown(item) for leaf, item in zip(leaves, items, strict=True)}
        return cls(frame, points, {leaf.indicator.id: item.state for leaf, item in zip(leaves, items, strict=True)})

    def with_rows(self, rows: pl.Series, others: Results) -> Results:
        """Other numbers for some units."""
        height = self.totals.height
        totals = pl.DataFrame(
            [self.totals[name].clone().scatter(rows, others.totals[name]) for name in (*_ENDS, "grade", "flags")]
        )
        points = {name: _changed(series, rows, others.points[name]) for name, series in self.points.items()}
        states: dict[str, pl.Series | int] = {}
        for name, state in self.states.items():
            other = others.states[name]
            if isinstance(state, int) and isinstance(other, pl.Series) and bool((other == state).all()):
                states[name] = state
            else:
                states[name] = _spread(state, height).clone().scatter(rows, _spread(other, len(rows)))
        return Results(totals, points, states)


def _changed(series: pl.Series, rows: pl.Series, others: pl.Series) -> pl.Series:
    """Other numbers in some rows; most often they are those that are there, and nothing is copied."""
    return series if series.gather(rows).equals(others, null_equal=True) else series.clone().scatter(rows, others)


def _shown(item: ItemColumn) -> pl.Series:
    if isinstance(item.state, int):
        return item.low if item.state in (0, 1, OUT) else item.low.clear(len(item.low))
    if item.high is None and item.state.max() == 0:
        return item.low
    frame = pl.DataFrame([item.low.alias("low"), item.state.alias("state")])
    return frame.select(pl.when((pl.col("state") % OUT <= 1) & (pl.col("state") != OUT + 1)).then(pl.col("low")))["low"]


def _spread(state: pl.Series | int, height: int) -> pl.Series:
    return state if isinstance(state, pl.Series) else pl.Series([state], dtype=pl.Int8).new_from_index(0, height)


def frame_of(checklist: Checklist, identity: Mapping[str, pl.Series], results: Results) -> pl.DataFrame:
    """The frame that people get, but for the ranks.

    Args:
        checklist: the checklist.
        identity: columns that tell about the units, the id first.
        results: the numbers.
    """
    places = checklist.rounding.places
    fine = len(str(FINE)) - 1
    of_items = places if checklist.rounding.at == "item" else fine
    scales = {"score_low": places, "score_high": places, "exact_low": fine, "exact_high": fine}
    whole = results.totals.with_columns(series.alias(f"points.{name}") for name, series in results.points.items())
    scales |= {f"points.{name}": of_items for name in results.points}
    made = whole.select(
        *(_decimal(name, scale) for name, scale in scales.items()),
        (pl.col("grade") + 1).alias("grade"),
        (pl.col("flags") % 2 == 1).alias("full_by_rounding"),
        (pl.col("flags") >= 2).alias("near_cut"),
    )
    states = [_named(state, made.height).alias(f"state.{name}") for name, state in results.states.items()]
    made = made.hstack([*identity.values(), *states])
    items = [column for name in results.points for column in (f"points.{name}", f"state.{name}")]
    return made.select(*identity, *_ENDS, "grade", "full_by_rounding", "near_cut", *items)


def _decimal(name: str, places: int) -> pl.Expr:
    """Steps as the decimal that they are, whose digits are kept as a whole number."""
    return pl.col(name).cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, places))


def _named(state: pl.Series | int, height: int) -> pl.Series:
    if isinstance(state, int):
        return pl.Series([STATES[state % OUT]], dtype=_STATE).new_from_index(0, height)
    names = pl.Series(STATES, dtype=_STATE)
    return names.gather((state % OUT).cast(pl.UInt32))
