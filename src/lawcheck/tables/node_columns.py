"""Compute the score of every section of the tree for every unit, as integers with a bound.

A section's score is a quotient of two sums over the parts that take part (`Proportional`). So an
item that does not apply needs no case of its own: it is left out of both sums. Items that are
open take part, and have fewest and most points.

The quotient is kept as it is at the root. Below the root it becomes one integer: exactly, if the
denominator is the same for all units and small; else it is truncated, and the true score lies
above by less than the `slack`, which is 0 for a unit whose division left no rest. Every bound is
computed beforehand in Python integers. Numbers that might not fit into 64 bits are computed in
128 bits, and what might not fit into these is not computed in columns at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, lcm
from typing import Final

import attrs
import polars as pl

from lawcheck.model.scoring_method import Proportional
from lawcheck.scoring.factors import is_built_in
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.tables.polynomials import NARROW, WIDE
from lawcheck.tables.rounding import Number
from lawcheck.tables.section_sums import Part, Sums


@attrs.frozen
class Precision:
    """How finely the scores of sections are divided.

    Attributes:
        finest: units in one point, at least, to which the score of a section is truncated.
        largest: bound of the score of a section in these units, if that leaves enough of them.
        left_out: for units in which up to so many parts of a section take no part, its score has
            no rest, as far as `largest` allows.
    """

    finest: int
    largest: int
    left_out: int


IN_64_BITS: Final = Precision(10**10, 2**47, 0)
"""For all units: fast, and decides nearly all."""
IN_EQUAL_UNITS: Final = Precision(10**10, 0, 0)
"""For all units, where sections have so many denominators that exact scores become too large."""
IN_128_BITS: Final = Precision(10**12, 2**80, 2)
"""For the units that `IN_64_BITS` leaves undecided, most of which lie exactly at a boundary."""
_LOW, _HIGH = "low", "high"


class NotInColumns(Exception):
    """A method has no column form, or a number might not fit into 128 bits."""


@attrs.frozen
class Quotient:
    """The score of a section: `low / common` to `high / common` steps.

    Attributes:
        low: numerator of the lowest score.
        high: numerator of the highest; None if nothing in the section is open.
        common: the denominator, above zero.
        common_bounds: its bounds.
        likely: denominators of most units, the most likely first.
        size: upper bound of the absolute value of the numerators, with the slack.
        most: upper bound of the absolute value of the score, in steps.
        slack: the true numerators lie above the given ones by less than this; 0 if they are exact.
        size_of_slack: upper bound of the slack.
        most_slack: upper bound of slack / common, in steps.
        has_score: which units have a score; others have numbers without meaning.
    """

    low: pl.Expr
    high: pl.Expr | None
    common: Number
    common_bounds: tuple[int, int]
    likely: Sequence[int]
    size: int
    most: Fraction
    slack: Number
    size_of_slack: int
    most_slack: Fraction
    has_score: pl.Expr | bool


@attrs.frozen
class Nodes:
    """Builds the columns of sections, and collects the steps of a query that computes them.

    Attributes:
        leaves: the columns of the leaves, by index.
        steps: steps of the scale in one point.
        precision: how finely scores below the root are divided.
        stages: columns by name, for one `with_columns` after the other.
        unsure: conditions under which a unit must be scored alone.
    """

    leaves: Mapping[int, Part]
    steps: int
    precision: Precision
    stages: list[Mapping[str, pl.Expr]] = attrs.field(factory=list)
    unsure: list[pl.Expr] = attrs.field(factory=list)

    def quotient(self, node: Node) -> Quotient:
        """Return the score of a section.

        Raises:
            NotInColumns: it cannot be computed here.
        """
        method = node.method
        if not isinstance(method, Proportional):
            raise NotInColumns
        found = [
            self.leaves[part.index] if isinstance(part, Leaf) else self._part(part)
            for part in node.parts
        ]
        there = [place for place, part in enumerate(found) if part.is_left_out is not True]
        parts = [found[place] for place in there]
        given, claims = method.gives(node.seen), method.claims(node.seen)
        sums = Sums.of(
            parts,
            [given[place] for place in there],
            None if claims is None else [claims[place] for place in there],
            node.method.start * self.steps,
        )
        carries = [node.carries[place] for place in there]
        if sums is None or not sums.always_divides(carries):
            raise NotInColumns  # only a plugin's method gives such numbers
        floor = None if node.method.floor is None else node.method.floor * self.steps
        size, most = sums.size, sums.most
        if floor is not None:
            size = max(size, abs(int(floor)) * sums.bounds[1])
            most = max(most, abs(floor))
        size += sums.size_of_slack
        is_whole = floor is None or floor.denominator == 1
        if not is_whole or sums.size_of_slack >= NARROW or size + sums.bounds[1] >= WIDE:
            raise NotInColumns
        is_wide = size + sums.bounds[1] >= NARROW
        common = sums.denominator(is_wide)
        low, high = (
            sums.numerator([getattr(part, end) for part in parts], is_wide)
            for end in (_LOW, _HIGH)
        )
        if floor is not None:
            low, high = (pl.max_horizontal(each, common * int(floor)) for each in (low, high))
        made = Quotient(
            low,
            high if any(part.is_open for part in parts) else None,
            common,
            sums.bounds,
            list(sums.likely(self.precision.left_out)),
            size,
            most,
            sums.slack,
            sums.size_of_slack,
            sums.most_slack,
            _any_takes_part([part for part, here in zip(parts, carries, strict=True) if here]),
        )
        self._check(node, made)
        return made

    def _check(self, node: Node, made: Quotient) -> None:
        """Let the scorecard report a plugin's method that may give more than full points."""
        full = node.method.out_of * self.steps
        if is_built_in(node.method) or made.most + made.most_slack <= full:
            return
        if max(made.size * full.denominator, made.common_bounds[1] * abs(full.numerator)) >= WIDE:
            raise NotInColumns
        best = (made.low if made.high is None else made.high) + made.slack
        limit = pl.lit(made.common) if isinstance(made.common, int) else made.common
        self.unsure.append(
            best.cast(pl.Int128) * full.denominator > limit.cast(pl.Int128) * full.numerator
        )

    def _part(self, node: Node) -> Part:
        """Return a section as a part of the one above."""
        made = self.quotient(node)
        key = node.section.id
        low, high, common, left_out = (
            f"{what} of {key}" for what in (_LOW, _HIGH, "common", "left out")
        )
        stage = {low: made.low} if made.high is None else {low: made.low, high: made.high}
        ends = tuple(stage)
        if isinstance(made.common, pl.Expr):
            stage[common] = made.common
        if isinstance(made.has_score, pl.Expr):
            stage[left_out] = ~made.has_score
        self.stages.append(stage)
        if isinstance(made.common, int) and made.size <= self.precision.largest:
            units, most_slack = made.common, ceil(made.most_slack * made.common)
            size, slack = made.size, made.slack
        else:
            if isinstance(made.common, pl.Expr):
                made = attrs.evolve(made, common=pl.col(common))
            units, size, slack, most_slack = self._divided(made, ends, f"slack of {key}")
        if isinstance(made.has_score, pl.Expr):
            # what takes no part counts nothing, even if something in it only takes off
            self.stages.append(
                {name: pl.when(left_out).then(0).otherwise(pl.col(name)) for name in ends}
            )
        is_left_out = made.has_score is False
        return Part(
            low,
            ends[-1],
            units,
            size,
            slack,
            most_slack,
            pl.col(left_out) if isinstance(made.has_score, pl.Expr) else is_left_out,
        )

    def _divided(
        self, made: Quotient, ends: Sequence[str], name: str
    ) -> tuple[int, int, Number, int]:
        """Replace the numerators in some columns by quotients in parts of a step, truncated.

        The true quotient lies above by the rest of the division and by the slack, divided.

        Args:
            made: the score.
            ends: the columns of its numerators.
            name: name for the column of the new slack.

        Returns:
            The units of a step, the bound of the quotients, and their slack with its bound.
        """
        least, most = made.common_bounds
        units = self._units(made)
        size, most_slack = ceil(made.most * units) + 1, ceil(made.most_slack * units) + 1
        slack_size = made.size_of_slack * units // least + 2
        narrow = max(most_slack, made.size_of_slack * units + least)
        if narrow >= NARROW or max(size, most * units) >= WIDE // 2:
            raise NotInColumns
        if max(made.size * units, most) < NARROW:
            numbers = {each: _at_once(pl.col(each), units, made.common) for each in ends}
        else:
            is_wide = max(size, most * units, made.size) >= NARROW // 2
            dtype = pl.Int128() if is_wide else pl.Int64()
            numbers = {
                each: _in_two_steps(pl.col(each).cast(dtype), units, made.common) for each in ends
            }
        dtype = pl.Int64() if size < NARROW else pl.Int128()
        stage = {each: whole.cast(dtype) for each, (whole, _) in numbers.items()}
        slack: Number = most_slack
        if isinstance(made.slack, pl.Expr) or not made.slack:
            has_rest = pl.any_horizontal(rest != 0 for _, rest in numbers.values())
            stage[name] = (made.slack * units + least - 1) // least + has_rest.cast(pl.Int64)
            slack, most_slack = pl.col(name), slack_size
        self.stages.append(stage)
        return units, size, slack, most_slack

    def _units(self, made: Quotient) -> int:
        """Choose the units of a step so that the division leaves no rest for most units."""
        most = made.most + made.most_slack
        units = made.common_bounds[1]
        for each in made.likely:
            if lcm(units, each) * most <= self.precision.largest:
                units = lcm(units, each)
        # powers of ten: decimals leave no rest, and sections have denominators in common
        while units * self.steps < self.precision.finest:
            units *= 10
        if units * most <= self.precision.largest:
            return units
        return -(-self.precision.finest // self.steps)


def _at_once(number: pl.Expr, units: int, common: Number) -> tuple[pl.Expr, pl.Expr]:
    """Return number x units / common, rounded down, and the rest of this division."""
    whole = number * units // common
    return whole, number * units - whole * common


def _in_two_steps(number: pl.Expr, units: int, common: Number) -> tuple[pl.Expr, pl.Expr]:
    """Return the same as `_at_once`, without a number as large as number x units."""
    above = number // common
    left = (number - above * common) * units
    return above * units + left // common, left - left // common * common


def _any_takes_part(parts: Sequence[Part]) -> pl.Expr | bool:
    left_out = [each.is_left_out for each in parts if isinstance(each.is_left_out, pl.Expr)]
    if len(left_out) < len(parts):
        return True
    return ~pl.all_horizontal(left_out) if left_out else False
