"""From the tree of an item to Polars expressions over integers.

An item's own rule is run on symbols (`lawcheck.tables.paths`), with the caps, the floor and the
N/A policy of the engine around it. So nothing about a type is said a second time here: a type of a
plugin whose rule only computes and compares gets its formula in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import polars as pl

from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.exact import ZERO as NOTHING
from lawcheck.model.rule import Paired
from lawcheck.model.text import message
from lawcheck.scoring.answers import check_result
from lawcheck.scoring.item_outcome import outcome_by
from lawcheck.scoring.labels import Labels
from lawcheck.scoring.leaves import Leaf as Item
from lawcheck.tables.compared_units import with_peers
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.item_columns import Inputs, entry_of
from lawcheck.tables.knowledge import AT_LEAST_ZERO, AT_MOST_ZERO, Knowledge
from lawcheck.tables.paths import Entry, RunningPath, SymbolicFacts, TooManyPaths
from lawcheck.tables.pieces import Pieces
from lawcheck.tables.polynomials import NARROW, WIDE, Polynomial
from lawcheck.tables.record_sums import NewSums, SymbolicSums
from lawcheck.tables.rule_per_input import UNAVAILABLE, evidence_with
from lawcheck.tables.shapes import shape_of
from lawcheck.tables.symbols import quotient_of
from lawcheck.tables.written_shapes import Steps, Writer

_SUM = message("", "")


@attrs.frozen
class Formula:
    """An item for all units, as expressions.

    Attributes:
        fits: which units it covers; None if it covers all.
        state: state codes; an integer if all units have the same.
        low: points in steps of the scale; of an open item, the fewest.
        high: the most points; None if they are those of `low`.
        size: upper bound of every intermediate number.
    """

    fits: pl.Expr | None
    state: pl.Expr | int
    low: Steps
    high: Steps | None

    size: int

    @property
    def ends(self) -> Mapping[str, Steps]:
        """The points by end: `low`, and `high` if it differs."""
        return {"low": self.low} if self.high is None else {"low": self.low, "high": self.high}

    @property
    def is_wide(self) -> bool:
        """Whether intermediate numbers need more than 64 bits."""
        return self.size >= NARROW

    @property
    def is_safe(self) -> bool:
        """Whether all intermediate numbers fit into 128 bits, and the points into 64."""
        points = (abs(end) for steps in self.ends.values() for end in steps.bounds)
        return self.size < WIDE and max(points) < NARROW


def formula_of(item: Item, inputs: Inputs, scale: PointScale) -> Formula | None:
    """Return the formula of an item; None if the rule itself must score all units."""
    while True:
        try:
            return _formula_of(item, inputs, scale)
        except NewSums:
            continue


def _formula_of(item: Item, inputs: Inputs, scale: PointScale) -> Formula | None:
    columns = {name: column.bounds for name, column in inputs.all_columns.items()}
    known = Knowledge(columns)
    if isinstance(item.indicator.rule, Paired):
        # evidence in which a part is above its whole has been refused when the table was read
        for part, whole in item.indicator.rule.pairs():
            known = _with_pair(known, part, whole, inputs)
    pieces = Pieces()
    try:
        tree = pieces.explore(lambda path: _run(item, inputs, path), known)
    except TooManyPaths:
        return None
    low, high = shape_of(tree, lambda entry: entry.low), shape_of(tree, lambda entry: entry.high)
    if low is None or high is None:
        return None
    writer = Writer(scale, pieces)
    fits = writer.truth(tree)
    return Formula(
        fits if isinstance(fits, pl.Expr) else None,
        writer.state(tree, lambda entry: entry.state),
        writer.steps(low),
        None if low == high else writer.steps(high),
        writer.size,
    )


def _with_pair(known: Knowledge, part: str, whole: str, inputs: Inputs) -> Knowledge:
    if part not in inputs.columns or whole not in inputs.columns:
        return known
    above, below = inputs.columns[part].denominator, inputs.columns[whole].denominator
    primitive, divisor = (
        Polynomial.column(whole).times(above) - Polynomial.column(part).times(below)
    ).primitive
    return known.with_signs(primitive, AT_LEAST_ZERO if divisor > 0 else AT_MOST_ZERO)


def _run(item: Item, inputs: Inputs, path: RunningPath) -> Entry:
    facts = SymbolicFacts(path, inputs.columns, inputs.from_records)
    # which record it is matters to rules across items, and sums do not tell
    registers = UNAVAILABLE if inputs.has_rules_across else SymbolicSums(path, inputs.sums)
    evidence = with_peers(
        evidence_with(facts, registers=registers), inputs.compared, inputs.period
    )
    outcome = outcome_by(item, evidence, inputs.period, Labels(), _answer)
    state, low, high = entry_of(outcome)
    return Entry(state, quotient_of(low), quotient_of(high))


def _answer(item: Item, case: Case) -> Result:
    """Run the rule, and add its deductions or gains up: their order does not change the total."""
    result = item.indicator.rule.score(case)
    check_result(result, read_words=False)
    changes = result.deductions if result.gains is None else result.gains
    points = sum((change.points for change in changes), NOTHING)
    if result.gains is None:
        return Result((Deduction(points, _SUM),) if changes else ())
    return Result(gains=(Gain(points, _SUM),) if changes else ())
