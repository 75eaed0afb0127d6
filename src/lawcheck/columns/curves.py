"""Items whose points follow from one number by a formula, worked out for a whole column in whole numbers.

Only for inputs of too many different values to run the rule on each. The rule stays the definition: what is computed here is
compared with it in the tests, and every unit that the formula does not cover is scored by the rule.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.columns.grid import Grid
from lawcheck.columns.items import Inputs
from lawcheck.columns.keys import bounds_of
from lawcheck.columns.once import Aggregated
from lawcheck.indicators.bands import Bands
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.measures import Constant, FactRef
from lawcheck.scoring.tree import Leaf
from lawcheck.steps import Steps

_NARROW: Final = 2**62
_WIDE: Final = 2**126


@attrs.frozen
class Term:
    """A whole number for each unit, and the largest that it gets, whatever its sign."""

    of: pl.Expr
    most: int

    def times(self, factor: int) -> Term:
        """Multiplied."""
        return Term(self.of * factor, self.most * abs(factor)) if factor != 1 else self

    def __add__(self, other: Term) -> Term:
        return Term(self.of + other.of, self.most + other.most)

    def __sub__(self, other: Term) -> Term:
        return Term(self.of - other.of, self.most + other.most)


@attrs.frozen
class Ratio:
    """A number as one term over another, which is above zero.

    Attributes:
        fits: which units have the number; the others are left to the rule.
        is_known: all have it.
    """

    part: Term
    whole: Term
    fits: pl.Expr
    names: tuple[str, ...]
    is_known: bool = False


@attrs.frozen
class Curve:
    """Points by a number.

    Attributes:
        ratio: the number.
        pieces: conditions and points, as a numerator and a denominator, the first that holds counts.
        is_cut: points may lie between two points of the grid.
        most: a bound of every number on the way.
    """

    ratio: Ratio
    points: pl.Expr
    is_cut: bool
    most: int

    @property
    def is_wide(self) -> bool:
        """Whether numbers on the way need more than 64 bits."""
        return self.most >= _NARROW

    @property
    def is_safe(self) -> bool:
        """Whether 128 bits hold everything on the way."""
        return self.most < _WIDE


@attrs.frozen
class Worth:
    """What an item is worth.

    Attributes:
        full: points where nothing is taken off.
        least: points where everything is.
        points: that the item declares.
    """

    full: Fraction
    least: Fraction
    points: Fraction


def curve_of(leaf: Leaf, inputs: Inputs, grid: Grid) -> Curve | None:
    """The formula of an item; None where its type has none, or its parameters do not fit."""
    item = leaf.indicator
    make = _CURVES.get(type(item.rule))
    if make is None or leaf.most is None or item.points is None or leaf.is_shared or item.not_applicable_when is not None:
        return None
    return make(item.rule, Worth(leaf.full, leaf.full - leaf.most, item.points), inputs, grid)


def _number(value: Any, inputs: Inputs) -> Ratio | None:
    if isinstance(value, FactRef):
        return _plain(value.name, inputs)
    if isinstance(value, Aggregated) and not value.periods and value.operation in ("share", "mean"):
        return _over(_plain(f"{value.name}.n", inputs), _plain(f"{value.name}.d", inputs), inputs)
    if isinstance(value, Aggregated) and not value.periods and value.operation in ("count", "sum", "distinct"):
        return _plain(value.name, inputs)
    if isinstance(value, Constant):
        one = Term(pl.lit(value.value.denominator), value.value.denominator)
        return Ratio(Term(pl.lit(value.value.numerator), abs(value.value.numerator)), one, pl.lit(True), (), True)
    return None


def _plain(name: str, inputs: Inputs) -> Ratio | None:
    column = inputs.columns.get(name)
    if column is None:
        return None
    least, most = bounds_of(column.codes) or (0, 0)
    whole = Term(pl.lit(column.denominator), column.denominator)
    there = pl.col(name).is_not_null()
    return Ratio(Term(pl.col(name), max(abs(least), abs(most), 1)), whole, there, (name,), not column.codes.null_count())


def _over(part: Ratio | None, whole: Ratio | None, inputs: Inputs) -> Ratio | None:
    """One number divided by another; both have constant denominators."""
    if part is None or whole is None:
        return None
    common = lcm(part.whole.most, whole.whole.most)
    least = [(bounds_of(inputs.columns[name].codes) or (0, 0))[0] for name in whole.names]
    is_known = part.is_known and whole.is_known and all(each > 0 for each in least)
    return Ratio(
        part.part.times(common // part.whole.most),
        whole.part.times(common // whole.whole.most),
        part.fits & whole.fits & (whole.part.of > 0),
        part.names + whole.names,
        is_known,
    )


def _rate(rule: Rate, worth: Worth, inputs: Inputs, grid: Grid) -> Curve | None:
    if rule.value is not None:
        ratio = _number(rule.value, inputs)
    else:
        ratio = _over(_number(rule.numerator, inputs), _number(rule.denominator, inputs), inputs)
        if ratio is not None and not rule.may_exceed:
            refused = any(True for _ in rule.pairs())  # a part above its whole, when the table was read
            ratio = attrs.evolve(ratio, fits=ratio.fits & (ratio.part.of <= ratio.whole.of), is_known=ratio.is_known and refused)
    return None if ratio is None else _stepped(ratio, rule.target, rule.deduct, worth, grid)


def _count_target(rule: CountTarget, worth: Worth, inputs: Inputs, grid: Grid) -> Curve | None:
    ratio = _number(rule.value, inputs)
    if ratio is None or rule.each or rule.at_none is not None:
        return None
    return _stepped(ratio, rule.target, rule.deduct, worth, grid)


def _scale(rule: Scale, worth: Worth, inputs: Inputs, grid: Grid) -> Curve | None:
    """Points x (v - zero) / (full_at - zero), not below zero and not above full points."""
    ratio = _number(rule.value, inputs)
    if ratio is None:
        return None
    slope = worth.points / (rule.full_at - rule.zero_at)
    below = worth.full - worth.points  # 0 where items count up; where they count down, full points are 0
    return _linear(ratio, below - slope * rule.zero_at, slope, max(below, worth.least), worth.full, grid)


def _bands(rule: Bands, worth: Worth, inputs: Inputs, grid: Grid) -> Curve | None:
    ratio = _number(rule.value, inputs)
    if ratio is None:
        return None
    least, below = worth.least, worth.full - worth.points
    earned = {band: max(below + band.points, least) for band in rule.bands}
    otherwise = max(below + rule.otherwise, least)
    points = pl.lit(grid.place(otherwise), dtype=pl.Int64)
    most = 0
    for band in reversed(rule.bands):
        here, bound = _reaches(ratio, band.start)
        points = pl.when(here).then(pl.lit(grid.place(earned[band]), dtype=pl.Int64)).otherwise(points)
        most = max(most, bound)
    return Curve(ratio, points, not all(map(grid.holds, (otherwise, *earned.values()))), most)


def _stepped(ratio: Ratio, target: Fraction, deduct: Steps, worth: Worth, grid: Grid) -> Curve | None:
    """Full points from the target on; below it what the shortfall costs, no more than the caps allow."""
    least = worth.least if deduct.at_most is None else max(worth.least, worth.full - deduct.at_most)
    if deduct.per is None:
        price = max(worth.full - deduct.points, least)
        below = Curve(ratio, pl.lit(grid.place(price), dtype=pl.Int64), not grid.holds(price), 0)
    elif deduct.partial == "proportional":
        slope = deduct.points / deduct.per
        below = _linear(ratio, worth.full - slope * target, slope, least, worth.full, grid)
    else:
        whole_only = deduct.partial is None and (deduct.per != 1 or target.denominator != 1 or ratio.whole.most != 1)
        if whole_only or not grid.holds(deduct.points) or not grid.holds(worth.full):
            return None
        below = _in_steps(ratio, target, deduct, deduct.per, worth.full, least, grid)
    reached, bound = _reaches(ratio, target)
    full = pl.lit(grid.place(worth.full), dtype=pl.Int64)
    points = pl.when(reached).then(full).otherwise(below.points)
    return Curve(ratio, points, below.is_cut or not grid.holds(worth.full), max(below.most, bound))


def _in_steps(ratio: Ratio, target: Fraction, deduct: Steps, per: Fraction, full: Fraction, least: Fraction, grid: Grid) -> Curve:
    """Whole steps of the shortfall, or started ones; (target - v) / per = (tn D - td N) pd / (td D pn)."""
    short = ratio.whole.times(target.numerator) - ratio.part.times(target.denominator)
    above = short.times(per.denominator)
    below = ratio.whole.times(target.denominator * per.numerator)
    steps = above.of // below.of if deduct.partial != "started" else (above.of + below.of - 1) // below.of
    price = grid.place(deduct.points)
    points = pl.lit(grid.place(full), dtype=pl.Int64) - steps * price
    most = (above.most + below.most) * max(price, 1)
    is_cut = not grid.holds(least)
    return Curve(ratio, _at_least(points, grid.place(least)), is_cut, most)


def _linear(ratio: Ratio, start: Fraction, slope: Fraction, least: Fraction, full: Fraction, grid: Grid) -> Curve:
    """Start + slope x N/D, between two ends: (a D + b N) / (c D) for whole a, b and c."""
    common = lcm(start.denominator, slope.denominator)
    above = ratio.whole.times(int(start * common)) + ratio.part.times(int(slope * common))
    below = ratio.whole.times(common)
    placed = _placed(above, below, grid)
    points = _at_least(placed, grid.place(least))
    points = pl.when(points > grid.place(full)).then(pl.lit(grid.place(full), dtype=pl.Int64)).otherwise(points)
    return Curve(ratio, points, grid.mode == "cut", (2 * above.most * grid.steps + below.most) * 2)


def _placed(above: Term, below: Term, grid: Grid) -> pl.Expr:
    """A fraction on the grid; ties go away from zero, or to the even step."""
    scaled = above.of * grid.steps
    whole = scaled // below.of
    if grid.mode == "cut":
        return whole
    twice = 2 * (scaled % below.of)
    tie = above.of >= 0 if grid.mode == "half_up" else whole % 2 == 1
    return whole + ((twice > below.of) | ((twice == below.of) & tie)).cast(pl.Int64)


def _at_least(points: pl.Expr, least: int) -> pl.Expr:
    return pl.when(points < least).then(pl.lit(least, dtype=pl.Int64)).otherwise(points)


def _reaches(ratio: Ratio, bound: Fraction) -> tuple[pl.Expr, int]:
    """V >= bound, and a bound of the numbers compared."""
    left, right = ratio.part.times(bound.denominator), ratio.whole.times(bound.numerator)
    return left.of >= right.of, max(left.most, right.most)


_CURVES: Final[dict[type[Any], Callable[[Any, Worth, Inputs, Grid], Curve | None]]] = {
    Rate: _rate,
    CountTarget: _count_target,
    Scale: _scale,
    Bands: _bands,
}
