"""The numbers that a rule compares, of all units, as integers.

They are in the same order as the numbers, and equal for equal numbers. Either all have one
denominator, and their codes are these integers; or the rule is asked once for each distinct
input, and the integers are the places of its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, assert_never

import attrs
import polars as pl

from lawcheck.model.calendars import OutsideCalendar
from lawcheck.model.case import BadEvidence, Case
from lawcheck.model.evidence import Value
from lawcheck.model.indicator import Indicator
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import Peered
from lawcheck.scoring.peers import compared_number
from lawcheck.tables.aggregated import facts_in
from lawcheck.tables.distinct_inputs import distinct
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.knowledge import Knowledge, Quotient
from lawcheck.tables.paths import (
    Branch,
    Entry,
    Leaf,
    RunningPath,
    SymbolicFacts,
    TooManyPaths,
    Tree,
    explore,
)
from lawcheck.tables.pieces import Pieces
from lawcheck.tables.polynomials import NARROW, Polynomial
from lawcheck.tables.rule_per_input import NeedsFacts, NeedsUnit, evidence_of, evidence_with
from lawcheck.tables.symbols import quotient_of
from lawcheck.tables.written_shapes import Writer

_MAX_DENOMINATORS: Final = 2_000
"""Numbers of more denominators are not added up: the sum is too long to compute with."""
_KNOWN, _MISSING, _NOT_COMPARED = 0, 1, 2
_NOTHING: Final = Quotient(Polynomial.number(0), Polynomial.number(1))
_UNKNOWN: Final = Entry(_MISSING, _NOTHING, _NOTHING)
_NO_MEMBER: Final = Entry(_NOT_COMPARED, _NOTHING, _NOTHING)


@attrs.frozen
class Numbers:
    """The compared numbers of all units.

    Attributes:
        order: an integer for each unit, in the order of the numbers; null if it is not known.
        denominator: a number is its integer divided by this, if `exact` is None.
        exact: the numbers by their integers.
        is_member: which units can be compared; None if all can.
    """

    order: pl.Series
    denominator: int = 1
    exact: Sequence[Fraction] | None = None
    is_member: pl.Series | None = None

    def ends(self, counted: pl.DataFrame) -> tuple[Mapping[str, Fraction], Mapping[str, Fraction]]:
        """Return the least and the greatest number of each group; see `totals`."""
        found = counted.group_by("group").agg(
            low=pl.col("order").min(), high=pl.col("order").max()
        )
        lowest, highest = (
            {
                group: Fraction(order, self.denominator)
                if self.exact is None
                else self.exact[order]
                for group, order in found.select("group", end).iter_rows()
            }
            for end in ("low", "high")
        )
        return lowest, highest

    def totals(self, counted: pl.DataFrame) -> Mapping[str, Fraction] | None:
        """Add the numbers up; None if the sums are too long to compute with.

        Args:
            counted: the columns `group`, `order` and `count`.
        """
        if self.exact is None:
            sums = counted.group_by("group").agg(
                (pl.col("order").cast(pl.Int128) * pl.col("count")).sum()
            )
            return {group: Fraction(total, self.denominator) for group, total in sums.iter_rows()}
        if len({each.denominator for each in self.exact}) > _MAX_DENOMINATORS:
            return None
        common = lcm(*(each.denominator for each in self.exact))
        codes = [int(each * common) for each in self.exact]
        totals: dict[str, int] = {}
        for group, order, count in counted.select("group", "order", "count").iter_rows():
            totals[group] = totals.get(group, 0) + codes[order] * count
        return {group: Fraction(total, common) for group, total in totals.items()}


def numbers_of(key: str, item: Indicator, rule: Peered, inputs: Inputs) -> Numbers:
    """Return the numbers that a rule compares.

    Raises:
        NeedsUnit: they cannot be told from the columns.
    """
    found = _by_formula(key, item, rule, inputs)
    return _by_input(key, item, rule, inputs) if found is None else found


def _by_formula(key: str, item: Indicator, rule: Peered, inputs: Inputs) -> Numbers | None:
    """Run the rule on whole columns; None if this gives no numbers of one denominator."""

    def run(path: RunningPath) -> Entry:
        facts = SymbolicFacts(path, inputs.columns, inputs.from_records)
        try:
            case = Case(key, None, evidence_with(facts), inputs.period)
            number = compared_number(item, rule, case)
        except (MissingEvidence, OutsideCalendar):
            return _UNKNOWN
        except (DoesNotApply, BadEvidence):
            return _NO_MEMBER
        if not isinstance(number, Fraction):
            raise NeedsUnit
        quotient = quotient_of(number)
        return Entry(_KNOWN, quotient, quotient)

    bounds = {name: column.bounds for name, column in inputs.columns.items()}
    try:
        tree = explore(run, Knowledge(bounds))
    except TooManyPaths:
        return None
    leaves = list(_leaves(tree))
    quotients = {
        (leaf.result.low.above, leaf.result.low.below): leaf
        for leaf in leaves
        if leaf.result is not None and leaf.result.state == _KNOWN
    }
    if len(quotients) != 1 or any(leaf.result is None for leaf in leaves):
        return None
    (((above, below), leaf),) = quotients.items()
    denominator = below.constant
    if denominator is None or not above.names <= inputs.columns.keys():
        return None
    if leaf.knowledge.size_of(above) >= NARROW:
        return None
    state = Writer(PointScale(1, None), Pieces()).state(tree, lambda entry: entry.state)
    made = (
        inputs.lazy()
        .select(
            state=pl.lit(state, dtype=pl.Int8) if isinstance(state, int) else state,
            order=above.expression({name: pl.col(name) for name in above.names}),
        )
        .collect(engine="streaming")
    )
    is_member = made["state"] != _NOT_COMPARED
    return Numbers(
        made["order"].set(made["state"] != _KNOWN, None),
        denominator,
        is_member=None if is_member.all() else is_member,
    )


def _leaves(tree: Tree) -> Iterator[Leaf]:
    match tree:
        case Leaf():
            yield tree
        case Branch():
            yield from _leaves(tree.yes)
            yield from _leaves(tree.no)
        case _:
            assert_never(tree)


def _by_input(key: str, item: Indicator, rule: Peered, inputs: Inputs) -> Numbers:
    """Ask the rule once for each distinct input.

    Raises:
        NeedsUnit: it needs more than columns.
    """
    names = list(dict.fromkeys(facts_in((rule, item.not_applicable_when))))
    while True:
        if not inputs.from_records.isdisjoint(names):
            raise NeedsUnit
        there = [name for name in names if name in inputs.columns]
        found = distinct([inputs.columns[name].codes for name in there], inputs.height)
        decoded = [
            [inputs.columns[name].value(code) for code in codes]
            for name, codes in zip(there, found.codes, strict=True)
        ]
        nothing: dict[str, Value | None] = dict.fromkeys(names)
        try:
            numbers = [
                _compared(
                    key,
                    item,
                    rule,
                    inputs,
                    nothing
                    | {name: each[place] for name, each in zip(there, decoded, strict=True)},
                )
                for place in range(found.count)
            ]
        except NeedsFacts as error:
            names += sorted(error.names)
            continue
        break
    known = {number for _, number in numbers if number is not None}
    above_all = max((each.denominator for each in known), default=1) ** 2
    exact = sorted(known, key=lambda each: each.numerator * above_all // each.denominator)
    place_of: dict[Fraction | None, int] = {number: place for place, number in enumerate(exact)}
    order = pl.Series([place_of.get(number) for _, number in numbers], dtype=pl.Int64)
    members = pl.Series([is_member for is_member, _ in numbers], dtype=pl.Boolean)
    return Numbers(
        found.spread(order, inputs.height),
        exact=exact,
        is_member=None if members.all() else found.spread(members, inputs.height),
    )


def _compared(
    key: str, item: Indicator, rule: Peered, inputs: Inputs, facts: Mapping[str, Value | None]
) -> tuple[bool, Fraction | None]:
    """Return whether units with these facts are compared, and their number if it is known."""
    try:
        case = Case(key, None, evidence_of(facts, inputs.names), inputs.period)
        number = compared_number(item, rule, case)
    except (MissingEvidence, OutsideCalendar):
        return True, None
    except (DoesNotApply, BadEvidence):
        return False, None
    except (Exception, SystemExit):  # reported when units are compared one by one
        raise NeedsUnit from None
    if type(number) is not Fraction:
        raise NeedsUnit
    return True, number
