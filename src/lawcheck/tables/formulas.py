"""Items whose points follow from one number by a formula, worked out for a whole column in whole numbers.

Only for inputs of too many different values to run the rule on each. The rule stays the definition: what is computed here is
compared with it in the tests, and every unit that the formula does not cover is scored by the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Final, assert_never

import attrs
import polars as pl

from lawcheck.indicators.bands import Bands
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.model.measures import Constant, FactRef
from lawcheck.scoring.leaves import Leaf
from lawcheck.tables.aggregated import Aggregated
from lawcheck.tables.fixed_point import Grid
from lawcheck.tables.integer_terms import NARROW, WIDE, Term, clipped, quotient, reaches
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.known_fields import PARTIALS, is_known
from lawcheck.tables.rounding import COLUMN_ROUNDINGS


@attrs.frozen
class Ratio:
    """A number as one term over another, which is above zero.

    Attributes:
        names: the columns that it is made of.
        fits: what is true of the units that have the number; the others are left to the rule. Empty where all have it.
        of_nothing: points where `whole` is zero; None where it never is.
    """

    part: Term
    whole: Term
    names: tuple[str, ...]
    fits: tuple[pl.Expr, ...] = ()
    of_nothing: Fraction | None = None


@attrs.frozen
class Curve:
    """Points by a number.

    Attributes:
        ratio: the number.
        points: on the grid; of units that have no such number they mean nothing.
        bounds: the fewest and the most points.
        unit: points lie whole multiples of this above the fewest.
        is_cut: points may lie between two points of the grid.
        most: a bound of every number on the way.
    """

    ratio: Ratio
    points: pl.Expr
    bounds: tuple[int, int]
    unit: int
    is_cut: bool
    most: int

    @property
    def is_wide(self) -> bool:
        """Whether numbers on the way need more than 64 bits."""
        return self.most >= NARROW

    @property
    def is_safe(self) -> bool:
        """Whether 128 bits hold everything on the way."""
        return self.most < WIDE


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
    make = CURVES.get(type(item.rule))
    if make is None or not (is_known(item.rule) and is_known(item)):
        return None
    if (
        leaf.most is None
        or item.points is None
        or leaf.is_shared
        or item.not_applicable_when is not None
    ):
        return None
    return make(item.rule, Worth(leaf.full, leaf.full - leaf.most, item.points), inputs, grid)


def _number(value: Any, inputs: Inputs) -> Ratio | None:
    if not is_known(value):
        return None
    if isinstance(value, FactRef):
        return _plain(value.name, inputs)
    if isinstance(value, Aggregated) and not value.spans and value.form.kind == "amount":
        parts = [_plain(name, inputs) for name in value.facts]
        return parts[0] if len(parts) == 1 else _over(parts[0], parts[1])
    if isinstance(value, Constant):
        return Ratio(
            Term.of_number(value.value.numerator), Term.of_number(value.value.denominator), ()
        )
    return None


def _plain(name: str, inputs: Inputs) -> Ratio | None:
    column = inputs.columns.get(name)
    if column is None:
        return None
    there = (pl.col(name).is_not_null(),) if column.stored.null_count() else ()
    return Ratio(
        Term.of_column(name, column.bounds), Term.of_number(column.denominator), (name,), there
    )


def _over(
    part: Ratio | None, whole: Ratio | None, of_nothing: Fraction | None = None
) -> Ratio | None:
    """One number divided by another, where both have constant denominators; what 0 of 0 earns is left to the rule if None."""
    if part is None or whole is None:
        return None
    ours, theirs = part.whole.number, whole.whole.number
    if ours is None or theirs is None:
        return None
    fits, least = part.fits + whole.fits, whole.part.least
    if least < 0 or (least == 0 and of_nothing is None):
        fits += (whole.part.expression() > 0,)
    common = lcm(ours, theirs)
    parts, wholes = part.part.times(common // ours), whole.part.times(common // theirs)
    return Ratio(parts, wholes, part.names + whole.names, fits, of_nothing if least == 0 else None)


def _rate(rule: Rate, worth: Worth, inputs: Inputs, grid: Grid) -> Curve | None:
    if rule.value is not None:
        ratio = _number(rule.value, inputs)
    else:
        part, whole = _number(rule.numerator, inputs), _number(rule.denominator, inputs)
        ratio = _over(part, whole, _of_nothing(rule, worth))
        is_checked = any(
            True for _ in rule.pairs()
        )  # a part above its whole was refused when the table was read
        if ratio is not None and not (rule.may_exceed or is_checked):
            ratio = attrs.evolve(ratio, fits=(*ratio.fits, reaches(ratio.whole, ratio.part)[0]))
    return None if ratio is None else _stepped(ratio, rule.target, rule.deduct, worth, grid)


def _of_nothing(rule: Rate, worth: Worth) -> Fraction | None:
    """What 0 of 0 earns; None where that is for the rule to say."""
    if rule.on_zero == "full":
        return worth.full
    is_least = rule.on_zero == "zero" and rule.deduct.at_most is None
    return max(worth.full - worth.points, worth.least) if is_least else None


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
    below = (
        worth.full - worth.points
    )  # 0 where items count up; where they count down, full points are 0
    return _linear(
        ratio, below - slope * rule.zero_at, slope, max(below, worth.least), worth.full, grid
    )


def _bands(rule: Bands, worth: Worth, inputs: Inputs, grid: Grid) -> Curve | None:
    ratio = _number(rule.value, inputs)
    if ratio is None or not all(map(is_known, rule.bands)):
        return None
    least, below = worth.least, worth.full - worth.points
    earned = {band: max(below + band.points, least) for band in rule.bands}
    otherwise = max(below + rule.otherwise, least)
    points = _steps(otherwise, grid)
    most = 0
    for band in reversed(rule.bands):
        here, bound = _reaches(ratio, band.start)
        points = pl.when(here).then(_steps(earned[band], grid)).otherwise(points)
        most = max(most, bound)
    return _chosen(ratio, points, (otherwise, *earned.values()), most, grid)


def _chosen(
    ratio: Ratio, points: pl.Expr, possible: Collection[Fraction], most: int, grid: Grid
) -> Curve:
    """One of some numbers of points."""
    steps = sorted(map(grid.place, possible))
    unit = gcd(*(each - steps[0] for each in steps))
    return Curve(ratio, points, (steps[0], steps[-1]), unit, any(map(grid.cuts, possible)), most)


def _stepped(
    ratio: Ratio, target: Fraction, deduct: Steps, worth: Worth, grid: Grid
) -> Curve | None:
    """Full points from the target on; below it what the shortfall costs, no more than the caps allow."""
    if not is_known(deduct) or deduct.partial not in PARTIALS:
        return None
    least = (
        worth.least if deduct.at_most is None else max(worth.least, worth.full - deduct.at_most)
    )
    if deduct.per is None:
        price = max(worth.full - deduct.points, least)
        reached, most = _reaches(ratio, target)
        points = pl.when(reached).then(_steps(worth.full, grid)).otherwise(_steps(price, grid))
        possible = [price, worth.full]
        if ratio.of_nothing is not None:
            points = (
                pl.when(ratio.whole.expression() == 0)
                .then(_steps(ratio.of_nothing, grid))
                .otherwise(points)
            )
            possible.append(ratio.of_nothing)
        return _chosen(ratio, points, possible, most, grid)
    match deduct.partial:
        case "proportional":
            slope = deduct.points / deduct.per
            return _linear(ratio, worth.full - slope * target, slope, least, worth.full, grid)
        case None if deduct.per != 1 or target.denominator != 1 or ratio.whole.number != 1:
            return None
        case None | "whole" | "started":
            pass
        case _:
            assert_never(deduct.partial)
    if not grid.has(deduct.points) or not grid.has(worth.full):
        return None
    return _in_steps(ratio, target, deduct, deduct.per, worth.full, least, grid)


def _in_steps(
    ratio: Ratio,
    target: Fraction,
    deduct: Steps,
    per: Fraction,
    full: Fraction,
    least: Fraction,
    grid: Grid,
) -> Curve:
    """Whole steps of the shortfall, or started ones; (target - v) / per = (tn D - td N) pd / (td D pn)."""
    short = ratio.whole.times(target.numerator) - ratio.part.times(target.denominator)
    up = -1 if deduct.partial == "started" else 1  # rounded up is its opposite rounded down
    steps, more, most = quotient(
        short.times(up * per.denominator), ratio.whole.times(target.denominator * per.numerator)
    )
    price = -up * grid.place(deduct.points)
    start = grid.place(full) + more * price
    bounds = _between(least, full, grid)
    points = _clipped(steps * price + start, bounds, ratio, grid)
    nothing = bounds[0] if ratio.of_nothing is None else grid.place(ratio.of_nothing)
    unit = gcd(price, *(each - bounds[0] for each in (start, bounds[1], nothing)))
    return Curve(
        ratio, points, bounds, unit, grid.cuts(least), most * max(abs(price), 1) + abs(start)
    )


def _linear(
    ratio: Ratio, start: Fraction, slope: Fraction, least: Fraction, full: Fraction, grid: Grid
) -> Curve:
    """Start + slope x N/D, between two ends: (a D + b N) / (c D) for whole a, b and c."""
    common = lcm(start.denominator, slope.denominator)
    above = ratio.whole.times(int(start * common)) + ratio.part.times(int(slope * common))
    points, more, most = _placed(above, ratio.whole.times(common), grid, least)
    bounds = _between(least, full, grid)
    points = _clipped(points + more if more else points, bounds, ratio, grid)
    return Curve(ratio, points, bounds, 1, grid.mode is None, most)


def _clipped(points: pl.Expr, bounds: tuple[int, int], ratio: Ratio, grid: Grid) -> pl.Expr:
    """Within bounds; where the ratio divides by zero, which makes nulls, what that earns."""
    return clipped(
        points if ratio.of_nothing is None else points.fill_null(grid.place(ratio.of_nothing)),
        *bounds,
    )


def _placed(above: Term, below: Term, grid: Grid, least: Fraction) -> tuple[pl.Expr, int, int]:
    """A fraction on the grid, as `quotient` gives it."""
    scaled = above.times(grid.steps)
    if grid.mode is None:
        return quotient(scaled, below)
    rounding = COLUMN_ROUNDINGS[grid.mode]
    if rounding.unsigned is not None and least >= 0:  # less than zero is raised to `least` anyway
        return quotient(*rounding.unsigned(scaled, below))
    found, more, _ = quotient(scaled, below)
    whole, one = found + more, below.expression()
    rest = scaled.expression() - whole * one
    rounded = rounding.after_cut(whole, rest, one, above.expression() >= 0)
    return rounded, 0, 4 * (scaled.size + below.size)


def _between(least: Fraction, most: Fraction, grid: Grid) -> tuple[int, int]:
    return grid.place(least), grid.place(most)


def _steps(points: Fraction, grid: Grid) -> pl.Expr:
    return pl.lit(grid.place(points), dtype=pl.Int64)


def _reaches(ratio: Ratio, bound: Fraction) -> tuple[pl.Expr, int]:
    """V >= bound, and a bound of the numbers compared."""
    return reaches(ratio.part.times(bound.denominator), ratio.whole.times(bound.numerator))


CURVES: Final[dict[type[Any], Callable[[Any, Worth, Inputs, Grid], Curve | None]]] = {
    Rate: _rate,
    CountTarget: _count_target,
    Scale: _scale,
    Bands: _bands,
}
"""The rules that have a formula; what a formula knows of its rule stands in `lawcheck.tables.known_fields`."""
