"""Evaluate vetoes (一票否决) per row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Value
from lawcheck.model.vetoes import Veto
from lawcheck.scoring.vetoes import veto_outcomes
from lawcheck.tables.aggregated import Aggregated
from lawcheck.tables.distinct_inputs import distinct
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.known_fields import is_known
from lawcheck.tables.register_measures import Measures
from lawcheck.tables.rule_per_input import NeedsUnit, evidence_of

_SPARES: Final = ("not_applied", "presumed")


def with_measures(vetoes: tuple[Veto, ...], measures: Measures) -> tuple[Veto, ...]:
    """Replace the measures of vetoes by facts; see `Measures.in_rule`."""
    return tuple(
        veto
        if veto.measure is None
        else attrs.evolve(veto, measure=measures.in_rule(veto.measure))
        for veto in vetoes
    )


def may_be_vetoed(checklist: Checklist, inputs: Inputs) -> pl.Series:
    """Return which units a veto applies to or may apply to.

    These are scored alone. All units are returned if single records are needed to decide.
    """
    no_units = pl.zeros(inputs.height, dtype=pl.Boolean, eager=True)
    if not all(map(is_known, checklist.vetoes)):
        return ~no_units
    try:
        names = sorted({name for veto in checklist.vetoes for name in _facts(veto, inputs)})
    except NeedsUnit:
        return ~no_units
    if not names:
        return no_units
    there = [name for name in names if name in inputs.columns]
    found = distinct([inputs.columns[name].codes for name in there], inputs.height)
    vetoed = []
    for place in range(found.count):
        facts: dict[str, Value | None] = dict.fromkeys(names)
        facts |= {
            name: inputs.columns[name].value(codes[place])
            for name, codes in zip(there, found.codes, strict=True)
        }
        outcomes = veto_outcomes(checklist, evidence_of(facts, frozenset()), {})
        vetoed.append(any(each.state not in _SPARES for each in outcomes))
    return found.spread(pl.Series(vetoed, dtype=pl.Boolean), inputs.height)


def _facts(veto: Veto, inputs: Inputs) -> Iterator[str]:
    if veto.when is not None:
        yield from veto.when.columns
    elif isinstance(veto.measure, Aggregated) and inputs.from_records.isdisjoint(
        veto.measure.facts
    ):
        yield from veto.measure.facts
    else:
        raise NeedsUnit
