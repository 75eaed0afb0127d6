"""What a table of units comes to: columns of whole numbers, and the frame that people get."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

import attrs
import polars as pl

from lawcheck.checklist import Checklist
from lawcheck.columns.grid import FINE, Grid
from lawcheck.columns.items import ALONE, OUT, STATES, ItemColumn
from lawcheck.columns.totals import Totals

_STATE: Final = pl.Enum(STATES)
_ENDS: Final = ("score_low", "score_high", "exact_low", "exact_high")
_SHOWN: Final = (0, 1, OUT)
"""Codes of the states that points are shown of."""
_FEW: Final = 4096
"""So many different points of an item are looked up; a table of them is small enough to be at hand."""
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
        points: of each item, as decimals or in steps of the grid; null where it is open or takes no part.
        states: of each item, codes; one number where all units have the same.
    """

    totals: pl.DataFrame
    points: dict[str, pl.Series]
    states: dict[str, pl.Series | int]

    @classmethod
    def of(
        cls,
        items: Sequence[ItemColumn],
        states: Mapping[int, pl.Series],
        ended: pl.LazyFrame,
        high: str,
        totals: Totals,
        grid: Grid,
    ) -> tuple[Results, pl.Series]:
        """What a query comes to, and which units have to be scored by themselves.

        Args:
            items: in the order of the checklist, bonus last.
            states: codes of those whose state is not the same for all units, by index.
            ended: the query, with all columns of items, states and totals.
            high: the upper end of its totals, as `Ending` calls it.
            totals: what it was made of.
            grid: of the items.
        """
        has = pl.lit(totals.has_score) if isinstance(totals.has_score, bool) else totals.has_score
        numbers = {
            "score_low": pl.col("score_low"),
            "score_high": pl.col(f"score_{high}"),
            "exact_low": pl.col("exact_low"),
            "exact_high": pl.col(f"exact_{high}"),
            "grade": pl.col("grade_low"),
            "flags": pl.col("flags_low"),
        }
        if high == "high":
            numbers["grade"] = pl.when(pl.col("grade_low") == pl.col("grade_high")).then(pl.col("grade_low"))
            is_known = pl.col("exact_low") == pl.col("exact_high")
            numbers["flags"] = pl.when(is_known).then(pl.col("flags_low")).otherwise(pl.lit(0, dtype=pl.Int8))
        if totals.has_score is not True:
            numbers = {name: pl.when(has).then(number) for name, number in numbers.items()}
        numbers_of = _tables({each.bounds for each in items}, grid)
        points = {f"points.{each.leaf.indicator.id}": _shown(each, numbers_of.get(each.bounds)) for each in items}
        alone = [pl.col("is_undecided"), pl.lit(totals.is_alone) if isinstance(totals.is_alone, bool) else totals.is_alone]
        alone += [pl.col(each.name("state")) == ALONE for each in items if each.leaf.index in states]
        made = ended.select(**numbers, **points, is_alone=pl.any_horizontal(alone)).collect(engine="streaming")
        return cls(
            made.select(*numbers),
            {each.leaf.indicator.id: made[name] for each, name in zip(items, points, strict=True)},
            {
                each.leaf.indicator.id: states[each.leaf.index] if isinstance(each.state, pl.Expr) else each.state
                for each in items
            },
        ), made["is_alone"]

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
    if isinstance(series.dtype, pl.Decimal) and not others.dtype.is_decimal():
        others = decimals_of(others, series.dtype.scale)
    if series.gather(rows).equals(others, null_equal=True):
        return series
    new = pl.Series(range(len(series), len(series) + len(rows)), dtype=pl.UInt32)
    return pl.concat([series, others]).gather(pl.Series(range(len(series)), dtype=pl.UInt32).scatter(rows, new))


def _tables(bounds: Collection[tuple[int, int]], grid: Grid) -> dict[tuple[int, int], pl.Series]:
    """All points between two bounds as decimals, where they are few."""
    few = [each for each in bounds if each[1] - each[0] <= _FEW] if grid.mode != "cut" else []
    return {(least, most): decimals_of(pl.Series(range(least, most + 1)), grid.places) for least, most in few}


def _shown(item: ItemColumn, table: pl.Series | None) -> pl.Expr:
    """The points as people get them: as decimals where they can be looked up, else in steps."""
    low = pl.col(item.name("low"))
    if not isinstance(item.state, int):
        low = pl.when(pl.col(item.name("state")).is_in(_SHOWN)).then(low)
    elif item.state not in _SHOWN:
        return pl.lit(None, dtype=pl.Int64)
    if table is None:
        return low
    least, _ = item.bounds
    return pl.lit(table).gather(low - least if least else low)


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
    places, fine = checklist.rounding.places, len(str(FINE)) - 1
    totals = results.totals
    scales = {"score_low": places, "score_high": places, "exact_low": fine, "exact_high": fine}
    scales |= {f"points.{name}": Grid.of(checklist).places for name in results.points}
    same = {f"{name}_high": f"{name}_low" for name in ("score", "exact") if totals[f"{name}_low"].equals(totals[f"{name}_high"])}
    numbers = {**totals.select(_ENDS).to_dict(), **{f"points.{name}": series for name, series in results.points.items()}}
    steps = pl.DataFrame({name: each for name, each in numbers.items() if not each.dtype.is_decimal() and name not in same})
    flags = totals.select(grade=pl.col("grade") + 1, full_by_rounding=pl.col("flags") % 2 == 1, near_cut=pl.col("flags") >= 2)
    states = {f"state.{name}": state for name, state in _named(results.states, totals.height)}
    ranked = {} if ranks is None else ranks.to_dict()
    decimals = {name: each for name, each in numbers.items() if each.dtype.is_decimal()}
    others = pl.DataFrame({**identity, **flags.to_dict(), **ranked, **states, **decimals})
    items = [column for name in results.points for column in (f"points.{name}", f"state.{name}")]
    order = (*identity, *_ENDS, "grade", *ranked, "full_by_rounding", "near_cut", *items)
    blocks = []
    for start, stop in pairwise(_blocks((*steps, *others))):
        made = _decimals(steps.slice(start, stop - start), scales)
        made = made.with_columns(pl.col(low).alias(high) for high, low in same.items())
        blocks.append(made.hstack(others.slice(start, stop - start)).select(order))
    return pl.concat(blocks, rechunk=False)


def _blocks(columns: Iterable[pl.Series]) -> list[int]:
    """Where blocks of rows begin, and the end of the last: each lies together in every column, and is not too large."""
    ends = {end for column in columns for end in accumulate(column.chunk_lengths())}
    edges = [0]
    for end in sorted(ends - {0}) or [0]:
        edges += [*range(edges[-1] + _ROWS, end, _ROWS), end]
    return edges


def decimals_of(steps: pl.Series, places: int) -> pl.Series:
    """Steps as the decimals that they are, with so many places."""
    return _decimals(steps.alias("steps").to_frame(), {"steps": places})["steps"]


def _decimals(steps: pl.DataFrame, scales: Mapping[str, int]) -> pl.DataFrame:
    """Steps as the decimals that they are, with so many places by column.

    A decimal is a whole number of 128 bits. Polars looks for the smallest and the largest number before it calls numbers
    decimals, and takes ten times as long where many are the largest, as full points are. So two that are smaller and larger than
    any stand before them, and are left out again.
    """
    outer = pl.DataFrame(dict.fromkeys(steps.columns, _OUTER))
    decimals = [
        pl.col(name).cast(pl.Int128, wrap_numerical=True).reinterpret(dtype=pl.Decimal(38, scales[name]))
        for name in steps.columns
    ]
    return pl.concat([outer, steps], rechunk=True).select(decimals).slice(outer.height)


def _named(states: Mapping[str, pl.Series | int], height: int) -> Iterator[tuple[str, pl.Series]]:
    names = pl.Series(STATES, dtype=_STATE)
    alike = {state % OUT for state in states.values() if isinstance(state, int)}
    columns = {code: names.slice(code, 1).new_from_index(0, height) for code in alike}
    for name, state in states.items():
        yield name, columns[state % OUT] if isinstance(state, int) else names.gather((state % OUT).cast(pl.UInt32))
