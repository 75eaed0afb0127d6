"""Convert steps of a fixed-point scale to decimals."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import polars as pl

_MAX_TABLE: Final = 4096
"""Greatest size of a lookup table; one of this size fits into the processor's cache."""


def decimals_of(steps: pl.Series, places: int) -> pl.Series:
    """Convert steps to decimals with this number of places."""
    return steps.to_frame("steps").select(as_decimals(pl.col("steps"), places)).to_series()


def as_decimals(steps: pl.Expr, places: int) -> pl.Expr:
    """Convert steps to decimals with this number of places.

    The bits of 128-bit integers are reinterpreted, because a cast would check every number.
    """
    return steps.cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, places))


def decimals_by_lookup(steps: pl.Expr, bounds: tuple[int, int], unit: int, places: int) -> pl.Expr:
    """Convert steps to decimals, by a lookup table if there are few values, which is faster.

    Args:
        steps: expression of the steps.
        bounds: the least and the greatest of them.
        unit: all steps are the least one plus a multiple of this; 0 if all are equal.
        places: number of decimal places.
    """
    least, most = bounds
    if most - least > _MAX_TABLE * unit:
        return as_decimals(steps, places)
    place = steps - least if least else steps
    return pl.lit(_table(least, most, max(unit, 1), places)).gather(
        place // unit if unit > 1 else place
    )


@lru_cache(maxsize=64)
def _table(least: int, most: int, unit: int, places: int) -> pl.Series:
    """Build a lookup table. It is cached, because most items of a checklist share one."""
    return decimals_of(pl.Series(range(least, most + 1, unit), dtype=pl.Int64), places)
