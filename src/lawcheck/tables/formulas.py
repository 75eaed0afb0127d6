"""Integer formulas for items whose points depend on one number, computed for a whole column.

They are only used if the input has too many distinct values to run the rule on each. The rule
stays the definition: the tests compare the formulas with it, and every unit that a formula does
not cover is scored by the rule.

For example, "full points 10 from a rate of 95% on; 1 point off per percentage point below" is a
line through (0.95, 10) with slope 100. For the rate N/D that is 100 N/D - 85, or
(100 N - 85 D) / D: a quotient of integers that only needs two columns.
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
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.integer_terms import NARROW, WIDE, Term, clipped, quotient, reaches
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.known_fields import PARTIALS, is_known
from lawcheck.tables.rounding import COLUMN_ROUNDINGS


@attrs.frozen
class Ratio:
    """A number as the quotient of two terms.

    Attributes:
        part: the numerator.
        whole: the denominator; above zero, or zero if `of_nothing` is set.
        names: names of the columns that the number is made of.
        fits: conditions under which a unit has the number; the rule scores other units. Empty
            if all units have it.
        of_nothing: points if `whole` is zero; None if it never is.
    """

    part: Term
    whole: Term
    names: tuple[str, ...]
    fits: tuple[pl.Expr, ...] = ()
    of_nothing: Fraction | None = None


@attrs.frozen
class Formula:
    """Points as a function of a number.

    Attributes:
        ratio: the number.
        points: points in steps of the scale; those of units without the number have no meaning.
        bounds: the least and the most points, in steps.
        unit: all points are the least ones plus a multiple of this.
        is_truncated: whether points may have been truncated.
        most: upper bound of every intermediate number.
    """

    ratio: Ratio
    points: pl.Expr
    bounds: tuple[int, int]
    unit: int
    is_truncated: bool
    most: int

    @property
    def is_wide(self) -> bool:
        """Whether intermediate numbers need more than 64 bits."""
        return self.most >= NARROW

    @property
    def is_safe(self) -> bool:
        """Whether all intermediate numbers fit into 128 bits."""
        return self.most < WIDE


@attrs.frozen
class Worth:
    """Points that an item can give.

    Attributes:
        full: points if nothing is deducted.
        least: points if everything is deducted.
        points: points that the item declares.
    """

    full: Fraction
    least: Fraction
    points: Fraction


def formula_of(leaf: Leaf, inputs: Inputs, scale: PointScale) -> Formula | None:
    """Return the formula of an item; None if its type has none, or not for its parameters."""
    item = leaf.indicator
    make = FORMULAS.get(type(item.rule))
    if make is None or not (is_known(item.rule) and is_known(item)):
        return None
    if (
        leaf.most is None
        or item.points is None
        or leaf.is_shared
        or item.not_applicable_when is not None
    ):
        return None
    return make(item.rule, Worth(leaf.full, leaf.full - leaf.most, item.points), inputs, scale)


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
    """Divide one number by another; None unless both have constant denominators.

    Args:
        part: the numerator.
        whole: the denominator.
        of_nothing: points for 0 of 0; if None, the rule scores such units.
    """
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


def _rate(rule: Rate, worth: Worth, inputs: Inputs, scale: PointScale) -> Formula | None:
    if rule.value is not None:
        ratio = _number(rule.value, inputs)
    else:
        part, whole = _number(rule.numerator, inputs), _number(rule.denominator, inputs)
        ratio = _over(part, whole, _of_nothing(rule, worth))
        # a part above its whole has been refused when the table was read, if both are facts
        is_checked = any(True for _ in rule.pairs())
        if ratio is not None and not (rule.may_exceed or is_checked):
            ratio = attrs.evolve(ratio, fits=(*ratio.fits, reaches(ratio.whole, ratio.part)[0]))
    return None if ratio is None else _stepped(ratio, rule.target, rule.deduct, worth, scale)


def _of_nothing(rule: Rate, worth: Worth) -> Fraction | None:
    """Return the points for 0 of 0; None if the rule must decide."""
    if rule.on_zero == "full":
        return worth.full
    is_least = rule.on_zero == "zero" and rule.deduct.at_most is None
    return max(worth.full - worth.points, worth.least) if is_least else None


def _count_target(
    rule: CountTarget, worth: Worth, inputs: Inputs, scale: PointScale
) -> Formula | None:
    ratio = _number(rule.value, inputs)
    if ratio is None or rule.each or rule.at_none is not None:
        return None
    return _stepped(ratio, rule.target, rule.deduct, worth, scale)


def _scale(rule: Scale, worth: Worth, inputs: Inputs, scale: PointScale) -> Formula | None:
    """Points x (v - zero_at) / (full_at - zero_at), limited to zero and full points."""
    ratio = _number(rule.value, inputs)
    if ratio is None:
        return None
    slope = worth.points / (rule.full_at - rule.zero_at)
    # 0 where items add points; where they deduct from a start, full is 0 and this is negative
    below = worth.full - worth.points
    return _linear(
        ratio, below - slope * rule.zero_at, slope, max(below, worth.least), worth.full, scale
    )


def _bands(rule: Bands, worth: Worth, inputs: Inputs, scale: PointScale) -> Formula | None:
    ratio = _number(rule.value, inputs)
    if ratio is None or not all(map(is_known, rule.bands)):
        return None
    least, below = worth.least, worth.full - worth.points
    earned = {band: max(below + band.points, least) for band in rule.bands}
    otherwise = max(below + rule.otherwise, least)
    points = _steps(otherwise, scale)
    most = 0
    for band in reversed(rule.bands):
        here, bound = _reaches(ratio, band.start)
        points = pl.when(here).then(_steps(earned[band], scale)).otherwise(points)
        most = max(most, bound)
    return _one_of(ratio, points, (otherwise, *earned.values()), most, scale)


def _one_of(
    ratio: Ratio, points: pl.Expr, possible: Collection[Fraction], most: int, scale: PointScale
) -> Formula:
    """Return a formula whose result is always one of the `possible` points."""
    steps = sorted(map(scale.to_steps, possible))
    unit = gcd(*(each - steps[0] for each in steps))
    return Formula(
        ratio, points, (steps[0], steps[-1]), unit, any(map(scale.truncates, possible)), most
    )


def _stepped(
    ratio: Ratio, target: Fraction, deduct: Steps, worth: Worth, scale: PointScale
) -> Formula | None:
    """Full points from the target on; below it the price of the shortfall, limited by the caps."""
    if not is_known(deduct) or deduct.partial not in PARTIALS:
        return None
    least = (
        worth.least if deduct.at_most is None else max(worth.least, worth.full - deduct.at_most)
    )
    if deduct.per is None:
        price = max(worth.full - deduct.points, least)
        reached, most = _reaches(ratio, target)
        points = pl.when(reached).then(_steps(worth.full, scale)).otherwise(_steps(price, scale))
        possible = [price, worth.full]
        if ratio.of_nothing is not None:
            points = (
                pl.when(ratio.whole.expression() == 0)
                .then(_steps(ratio.of_nothing, scale))
                .otherwise(points)
            )
            possible.append(ratio.of_nothing)
        return _one_of(ratio, points, possible, most, scale)
    match deduct.partial:
        case "proportional":
            slope = deduct.points / deduct.per
            return _linear(ratio, worth.full - slope * target, slope, least, worth.full, scale)
        case None if deduct.per != 1 or target.denominator != 1 or ratio.whole.number != 1:
            return None
        case None | "whole" | "started":
            pass
        case _:
            assert_never(deduct.partial)
    if not scale.is_exact(deduct.points) or not scale.is_exact(worth.full):
        return None
    return _in_steps(ratio, target, deduct, deduct.per, worth.full, least, scale)


def _in_steps(
    ratio: Ratio,
    target: Fraction,
    deduct: Steps,
    per: Fraction,
    full: Fraction,
    least: Fraction,
    scale: PointScale,
) -> Formula:
    """Deduct a price per whole step of the shortfall, or per started step.

    With v = N / D, target = tn / td and per = pn / pd, the number of steps is
    (target - v) / per = (tn D - td N) pd / (td D pn).
    """
    short = ratio.whole.times(target.numerator) - ratio.part.times(target.denominator)
    up = -1 if deduct.partial == "started" else 1  # ceil(x) is -floor(-x)
    steps, more, most = quotient(
        short.times(up * per.denominator), ratio.whole.times(target.denominator * per.numerator)
    )
    price = -up * scale.to_steps(deduct.points)
    start = scale.to_steps(full) + more * price
    bounds = _between(least, full, scale)
    points = _clipped(steps * price + start, bounds, ratio, scale)
    nothing = bounds[0] if ratio.of_nothing is None else scale.to_steps(ratio.of_nothing)
    unit = gcd(price, *(each - bounds[0] for each in (start, bounds[1], nothing)))
    return Formula(
        ratio, points, bounds, unit, scale.truncates(least), most * max(abs(price), 1) + abs(start)
    )


def _linear(
    ratio: Ratio,
    start: Fraction,
    slope: Fraction,
    least: Fraction,
    full: Fraction,
    scale: PointScale,
) -> Formula:
    """Start + slope x N/D, within bounds: (a D + b N) / (c D) for integers a, b and c."""
    common = lcm(start.denominator, slope.denominator)
    above = ratio.whole.times(int(start * common)) + ratio.part.times(int(slope * common))
    points, more, most = _placed(above, ratio.whole.times(common), scale, least)
    bounds = _between(least, full, scale)
    points = _clipped(points + more if more else points, bounds, ratio, scale)
    return Formula(ratio, points, bounds, 1, scale.mode is None, most)


def _clipped(points: pl.Expr, bounds: tuple[int, int], ratio: Ratio, scale: PointScale) -> pl.Expr:
    """Limit points to bounds; for a division by zero, which gives null, use `of_nothing`."""
    return clipped(
        points if ratio.of_nothing is None else points.fill_null(scale.to_steps(ratio.of_nothing)),
        *bounds,
    )


def _placed(
    above: Term, below: Term, scale: PointScale, least: Fraction
) -> tuple[pl.Expr, int, int]:
    """Convert a fraction to steps; the result is that of `quotient`."""
    scaled = above.times(scale.steps)
    if scale.mode is None:
        return quotient(scaled, below)
    rounding = COLUMN_ROUNDINGS[scale.mode]
    # a form for numbers of at least zero will do: lower ones are raised to `least` later
    if rounding.unsigned is not None and least >= 0:
        return quotient(*rounding.unsigned(scaled, below))
    found, more, _ = quotient(scaled, below)
    whole, one = found + more, below.expression()
    rest = scaled.expression() - whole * one
    rounded = rounding.after_cut(whole, rest, one, above.expression() >= 0)
    return rounded, 0, 4 * (scaled.size + below.size)


def _between(least: Fraction, most: Fraction, scale: PointScale) -> tuple[int, int]:
    return scale.to_steps(least), scale.to_steps(most)


def _steps(points: Fraction, scale: PointScale) -> pl.Expr:
    return pl.lit(scale.to_steps(points), dtype=pl.Int64)


def _reaches(ratio: Ratio, bound: Fraction) -> tuple[pl.Expr, int]:
    """Return whether v >= bound, and an upper bound of the numbers compared."""
    return reaches(ratio.part.times(bound.denominator), ratio.whole.times(bound.numerator))


FORMULAS: Final[dict[type[Any], Callable[[Any, Worth, Inputs, PointScale], Formula | None]]] = {
    Rate: _rate,
    CountTarget: _count_target,
    Scale: _scale,
    Bands: _bands,
}
"""Formula by the class of the rule.

`lawcheck.tables.known_fields` lists the attributes of a rule that its formula takes into account.
"""
