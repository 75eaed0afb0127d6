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
_BEYOND: Final = 2**62
"""No number of steps reaches this."""
_ROWS: Final = 250_000
"""So many rows of the frame lie together, 4 megabytes a column: larger parts would go back to the system with each frame, and have
to be asked for anew."""


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
    of_items = places if checklist.rounding.at == "item" else fine
    totals = results.totals
    numbers = {name: (totals[name], places if name.startswith("score") else fine) for name in _ENDS}
    same = {f"{name}_high": f"{name}_low" for name in ("score", "exact") if totals[f"{name}_low"].equals(totals[f"{name}_high"])}
    numbers |= {f"points.{name}": (series, of_items) for name, series in results.points.items()}
    steps = pl.DataFrame({name: series for name, (series, _) in numbers.items() if name not in same})
    flags = totals.select(grade=pl.col("grade") + 1, full_by_rounding=pl.col("flags") % 2 == 1, near_cut=pl.col("flags") >= 2)
    states = {f"state.{name}": _named(state, totals.height) for name, state in results.states.items()}
    others = pl.DataFrame({**identity, **flags.to_dict(), **({} if ranks is None else ranks.to_dict()), **states}).rechunk()
    items = [column for name in results.points for column in (f"points.{name}", f"state.{name}")]
    ranked = () if ranks is None else ranks.columns
    order = (*identity, *_ENDS, "grade", *ranked, "full_by_rounding", "near_cut", *items)
    blocks = []
    for start in range(0, max(totals.height, 1), _ROWS):
        block = _decimals(steps.slice(start, _ROWS), {name: numbers[name][1] for name in steps.columns})
        block = block.with_columns(pl.col(low).alias(high) for high, low in same.items())
        blocks.append(others.slice(start, _ROWS).hstack(block).select(order))
    return pl.concat(blocks, rechunk=False)


def _decimals(steps: pl.DataFrame, places: Mapping[str, int]) -> pl.DataFrame:
    """Steps as the decimals that they are, with so many places; a decimal is a whole number of 128 bits.

    Polars looks for the smallest and the largest number before it calls numbers decimals, and takes ten times as long where many
    are the largest, as full points are. So two that are smaller and larger than any stand before them, and are left out again.
    """
    outer = pl.DataFrame({name: [-_BEYOND, _BEYOND] for name in places}, schema=steps.schema)
    decimals = (pl.col(name).cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, each)) for name, each in places.items())
    return pl.concat([outer, steps], rechunk=True).select(decimals).slice(outer.height)


def _named(state: pl.Series | int, height: int) -> pl.Series:
    if isinstance(state, int):
        return pl.Series([STATES[state % OUT]], dtype=_STATE).new_from_index(0, height)
    names = pl.Series(STATES, dtype=_STATE)
    return names.gather((state % OUT).cast(pl.UInt32))
