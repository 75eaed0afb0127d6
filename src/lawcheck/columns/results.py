"""What a table of units comes to: columns of whole numbers, and the frame that people get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs
import polars as pl

from lawcheck.checklist import Checklist
from lawcheck.columns.grid import FINE
from lawcheck.columns.items import OUT, STATES, ItemColumn
from lawcheck.scoring.tree import Leaf

_STATE: Final = pl.Enum(STATES)
_ENDS: Final = ("score_low", "score_high", "exact_low", "exact_high")
_OUTER: Final = pl.Series([-(2**62), 2**62])
"""No number of steps reaches these."""
_ROWS: Final = 250_000
"""As many rows of the frame lie together, 4 megabytes a column; larger parts go back to the system when a frame is done with, and
the next one has to ask for them anew."""


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
    def of(cls, leaves: Sequence[Leaf], items: Sequence[ItemColumn], ends: pl.DataFrame, has: pl.Series | bool) -> Results:
        """Of the items, the ends of the totals, and which units have a score."""
        high = "high" if "score_high" in ends.columns else "low"
        frame = ends.select(
            "score_low",
            pl.col(f"score_{high}").alias("score_high"),
            "exact_low",
            pl.col(f"exact_{high}").alias("exact_high"),
            pl.col("grade_low").alias("grade"),
            pl.col("flags_low").alias("flags"),
        )
        if high == "high":
            frame = frame.with_columns(
                pl.when(ends["grade_low"] == ends["grade_high"]).then(pl.col("grade")).alias("grade"),
                pl.when(pl.col("exact_low") == pl.col("exact_high")).then(pl.col("flags")).otherwise(0).alias("flags"),
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


def frame_of(
    checklist: Checklist, identity: Mapping[str, pl.Series], results: Results, ranks: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The frame that people get.

    Args:
        checklist: the checklist.
        identity: columns that tell about the units, the id first.
        results: the numbers.
        ranks: `rank_best` and `rank_worst`; left out if None.
    """
    places = checklist.rounding.places
    fine = len(str(FINE)) - 1
    totals = results.totals
    scales = {"score_low": places, "score_high": places, "exact_low": fine, "exact_high": fine}
    scales |= {f"points.{name}": places if checklist.rounding.at == "item" else fine for name in results.points}
    same = {f"{name}_high": f"{name}_low" for name in ("score", "exact") if totals[f"{name}_low"].equals(totals[f"{name}_high"])}
    steps = totals.select(_ENDS).with_columns(series.alias(f"points.{name}") for name, series in results.points.items())
    flags = totals.select(grade=pl.col("grade") + 1, full_by_rounding=pl.col("flags") % 2 == 1, near_cut=pl.col("flags") >= 2)
    states = {f"state.{name}": state for name, state in _named(results.states, totals.height)}
    others = pl.DataFrame({**identity, **flags.to_dict(), **({} if ranks is None else ranks.to_dict()), **states}).rechunk()
    items = [column for name in results.points for column in (f"points.{name}", f"state.{name}")]
    ranked = () if ranks is None else ranks.columns
    order = (*identity, *_ENDS, "grade", *ranked, "full_by_rounding", "near_cut", *items)
    blocks = [
        block.with_columns(pl.col(low).alias(high) for high, low in same.items()).hstack(others.slice(start, _ROWS)).select(order)
        for start, block in _decimals(steps.drop(same), scales)
    ]
    return pl.concat(blocks, rechunk=False)


def _decimals(steps: pl.DataFrame, scales: Mapping[str, int]) -> Iterator[tuple[int, pl.DataFrame]]:
    """Steps as the decimals that they are, with so many places: the first row of a block, and the block.

    A decimal is a whole number of 128 bits. Polars looks for the smallest and the largest number before it calls numbers
    decimals, and takes ten times as long where many are the largest, as full points are. So two that are smaller and larger than
    any stand before them, and are left out again.
    """
    outer = pl.DataFrame(dict.fromkeys(steps.columns, _OUTER))
    decimals = [
        pl.col(name).cast(pl.Int128, wrap_numerical=True).reinterpret(dtype=pl.Decimal(38, scales[name]))
        for name in steps.columns
    ]
    for start in range(0, max(steps.height, 1), _ROWS):
        yield start, pl.concat([outer, steps.slice(start, _ROWS)], rechunk=True).select(decimals).slice(outer.height)


def _named(states: Mapping[str, pl.Series | int], height: int) -> Iterator[tuple[str, pl.Series]]:
    names = pl.Series(STATES, dtype=_STATE)
    alike = {state % OUT for state in states.values() if isinstance(state, int)}
    columns = {code: names.slice(code, 1).new_from_index(0, height) for code in alike}
    for name, state in states.items():
        yield name, columns[state % OUT] if isinstance(state, int) else names.gather((state % OUT).cast(pl.UInt32))
