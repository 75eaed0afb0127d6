"""Which vetoes (一票否决) apply to each unit of a table, as columns.

A veto runs once per distinct input of its own facts. Where one is open, it counts at the lowest
end of the score and not at the highest, as in a scorecard.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Value
from lawcheck.model.veto_effects import VetoEffect
from lawcheck.model.vetoes import Veto
from lawcheck.scoring.vetoes import veto_outcomes
from lawcheck.tables.aggregated import Aggregated
from lawcheck.tables.distinct_inputs import distinct
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.known_fields import is_known
from lawcheck.tables.register_measures import Measures
from lawcheck.tables.rule_per_input import NeedsUnit, evidence_of

_CODES: Final = {"not_applied": 0, "presumed": 0, "open": 1, "applied": 2}
"""Codes of the states of a veto."""


def with_measures(vetoes: tuple[Veto, ...], measures: Measures) -> tuple[Veto, ...]:
    """Replace the measures of vetoes by facts; see `Measures.in_rule`."""
    return tuple(
        veto
        if veto.measure is None
        else attrs.evolve(veto, measure=measures.in_rule(veto.measure))
        for veto in vetoes
    )


@attrs.frozen
class VetoColumn:
    """A veto that applies, or may apply, to some units.

    Attributes:
        effect: what it does.
        name: name of the column of its codes.
        codes: for each unit.
    """

    effect: VetoEffect
    name: str
    codes: pl.Series

    @property
    def has_column_form(self) -> bool:
        """Whether columns apply the whole effect; if not, units that it strikes have cards."""
        return type(self.effect).total is VetoEffect.total

    @property
    def is_open(self) -> bool:
        """Whether it is open for some unit."""
        return bool((self.codes == _CODES["open"]).any())

    def applies(self, end: str) -> pl.Expr:
        """Return whether it counts at an end of the score, `low` or `high`."""
        return pl.col(self.name) >= _CODES["open" if end == "low" else "applied"]


def veto_columns(checklist: Checklist, inputs: Inputs) -> list[VetoColumn]:
    """Return the vetoes that apply or may apply to some units.

    Raises:
        NeedsUnit: a veto reads single records, or has no column form.
    """
    found = []
    for place, veto in enumerate(checklist.vetoes):
        codes = _codes(attrs.evolve(checklist, vetoes=(veto,)), veto, inputs)
        if (codes > 0).any():
            found.append(VetoColumn(veto.effect, f"veto {place}", codes))
    return found


def _codes(checklist: Checklist, veto: Veto, inputs: Inputs) -> pl.Series:
    """Return the codes of the only veto of a checklist."""
    names = sorted(set(_facts(veto, inputs)))
    there = [name for name in names if name in inputs.columns]
    found = distinct([inputs.columns[name].codes for name in there], inputs.height)
    codes = []
    for place in range(found.count):
        facts: dict[str, Value | None] = dict.fromkeys(names)
        facts |= {
            name: inputs.columns[name].value(each[place])
            for name, each in zip(there, found.codes, strict=True)
        }
        (outcome,) = veto_outcomes(checklist, evidence_of(facts, frozenset()), {})
        codes.append(_CODES[outcome.state])
    return found.spread(pl.Series(codes, dtype=pl.UInt8), inputs.height)


def _facts(veto: Veto, inputs: Inputs) -> Iterator[str]:
    if not is_known(veto):
        raise NeedsUnit
    if veto.when is not None:
        yield from veto.when.columns
    elif isinstance(veto.measure, Aggregated) and inputs.from_records.isdisjoint(
        veto.measure.facts
    ):
        yield from veto.measure.facts
    else:
        raise NeedsUnit
