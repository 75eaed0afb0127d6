"""Score one item by running its rule once for all units with equal inputs.

Inputs are facts, records and decisions of people, as far as the rule reads them. What it reads is
discovered by running it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import attrs
import polars as pl

from lawcheck.model.conditions import Where
from lawcheck.model.errors import LimitError
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.scoring.item_outcome import Contradiction, outcome_of
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.lengths import check_lengths
from lawcheck.tables.across_items import Entry, findings_of, found_by
from lawcheck.tables.aggregated import facts_in, over_records
from lawcheck.tables.compared_units import with_peers
from lawcheck.tables.decimals import as_decimals
from lawcheck.tables.decisions import judged_keys
from lawcheck.tables.distinct_inputs import Cases
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.item_columns import FALLBACK, CaseResults, Inputs, ItemColumn, entry_of
from lawcheck.tables.rule_per_input import NeedsFacts, NeedsUnit, evidence_of
from lawcheck.tables.rule_reads import ReadRecords, Reads, in_any_order
from lawcheck.tables.shared_records import NeedsColumns, Run

_CasesOf = Callable[[Mapping[str, pl.Series]], Cases]
"""Finds the cases of a rule, given its inputs as integers."""


def score_found_inputs(
    leaf: Leaf, inputs: Inputs, scale: PointScale, rows: pl.Series | None = None
) -> ItemColumn:
    """Run the rule of an item once per distinct input row.

    Args:
        leaf: the item.
        inputs: the inputs of items.
        scale: scale of the points.
        rows: the units to score, all if None; the results of others have no meaning.
    """

    def cases_of(columns: Mapping[str, pl.Series]) -> Cases:
        name = f"case {leaf.index}" if rows is None else f"case of some {leaf.index}"
        return Cases.found(list(columns.values()), inputs.height, name, rows)

    for each in (leaf, _over_records(leaf)):
        with suppress(NeedsUnit):
            return _score_cases(each, inputs, scale, cases_of)
    return ItemColumn(
        leaf, FALLBACK, pl.lit(0), None, as_decimals(pl.lit(0), scale.places), (0, 0), False
    )


def score_alone(
    leaf: Leaf, units: Iterable[Evidence], inputs: Inputs, scale: PointScale
) -> ItemColumn:
    """Run the rule of an item once for each unit, because it depends on who the unit is.

    Args:
        leaf: the item.
        units: the evidence of all units.
        inputs: the inputs of items.
        scale: scale of the points.
    """
    read = _over_records(leaf)
    found: dict[Entry, int] = {}
    rows = [found.setdefault(_entry(read, each, inputs), len(found)) for each in units]
    name = f"case {leaf.index}"
    cases = Cases((), len(found), pl.col(name), {name: pl.Series(rows, dtype=pl.UInt32)})
    return _column(leaf, cases, list(found), scale)


def _column(leaf: Leaf, cases: Cases, entries: Sequence[Entry], scale: PointScale) -> ItemColumn:
    results = CaseResults.of([(each.state, each.low, each.high) for each in entries], scale)
    return attrs.evolve(
        ItemColumn.of(leaf, cases, results, scale.places),
        **findings_of(entries, cases, scale),
    )


def _over_records(leaf: Leaf) -> Leaf:
    """Return an item whose rule reads single records in place of the results of measures."""
    return _with_rule(leaf, over_records(leaf.indicator.rule))


def _with_rule(leaf: Leaf, rule: Any) -> Leaf:
    return attrs.evolve(leaf, indicator=attrs.evolve(leaf.indicator, rule=rule))


def _score_cases(leaf: Leaf, inputs: Inputs, scale: PointScale, cases_of: _CasesOf) -> ItemColumn:
    """Run the rule again and again, with what it was seen to read, until it reads no more.

    Raises:
        NeedsUnit: it reads more than facts, records and decisions about the item.
    """
    condition: Where | None = leaf.indicator.not_applicable_when
    reads = Reads((*facts_in(leaf.indicator.rule), *(condition.columns if condition else ())))
    run = Run(leaf.indicator.rule)
    observed = _with_rule(leaf, run.rule)
    decided, meanings = inputs.decisions.codes(leaf, inputs.height)
    # which record it is matters to rules across items, and is told by its position
    in_order = inputs.has_rules_across or not in_any_order(leaf.indicator.rule)
    keys = frozenset(judged_keys(leaf.indicator))
    decisions = [each.as_evidence(leaf.indicator.id, keys) for each in meanings]
    while True:
        if not inputs.from_records.isdisjoint(reads.facts):
            raise NeedsUnit
        records = ReadRecords.of(reads, inputs.registers, run, in_order=in_order)
        facts = {name: inputs.columns[name] for name in reads.facts if name in inputs.columns}
        cases = cases_of(
            {**{name: each.codes for name, each in facts.items()}, **records.codes, **decided}
        )
        codes = iter(cases.codes)
        values = {
            name: [column.value(code) for code in next(codes)] for name, column in facts.items()
        }
        nothing = [None] * cases.count  # of a fact that no column holds
        registers = records.each([next(codes) for _ in records.groups], cases.count)
        made = [decisions[code or 0] for code in next(codes, [0] * cases.count)]
        try:
            shared = (
                evidence_of(
                    {name: values.get(name, nothing)[place] for name in reads.facts},
                    inputs.names,
                    registers=there,
                    **decision,
                )
                for place, (there, decision) in enumerate(zip(registers, made, strict=True))
            )
            entries = [
                _entry(observed, with_peers(each, inputs.compared, inputs.period), inputs)
                for each in shared
            ]
            return _column(leaf, cases, entries, scale)
        except (NeedsFacts, NeedsColumns) as error:
            reads.add(error)


def _entry(leaf: Leaf, evidence: Evidence, inputs: Inputs) -> Entry:
    """Score an item for this evidence."""
    try:
        outcome = outcome_of(leaf, evidence, inputs.period)
        check_lengths((outcome,))
    except NeedsUnit as error:
        if error.is_from_rule:
            raise
        # The inputs contradict each other, and the message names the unit. Scored alone, the
        # unit reports it.
        return Entry(FALLBACK, ZERO, ZERO)
    except (Contradiction, LimitError):
        return Entry(FALLBACK, ZERO, ZERO)
    return Entry(*entry_of(outcome), *(found_by(outcome) if inputs.has_rules_across else ()))
