"""Which vetoes (一票否决) apply to each unit of a table, as columns.

A veto is decided once for all units with equal inputs: its own facts, the results of its measure,
or the cells of records that it looks at. Where one is open, it counts at the lowest end of the
score and not at the highest, as in a scorecard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Value
from lawcheck.model.veto_effects import VetoEffect
from lawcheck.model.vetoes import Veto
from lawcheck.scoring.labels import Labels
from lawcheck.scoring.vetoes import veto_outcomes
from lawcheck.tables.aggregated import facts_in, over_records
from lawcheck.tables.distinct_inputs import distinct
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.known_fields import is_known
from lawcheck.tables.register_measures import Measures
from lawcheck.tables.rule_per_input import NeedsFacts, NeedsUnit, evidence_of
from lawcheck.tables.rule_reads import ReadRecords, Reads
from lawcheck.tables.shared_records import NeedsColumns, Run

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


def veto_columns(
    checklist: Checklist, inputs: Inputs, units: Callable[[], Iterable[Evidence]] | None
) -> list[VetoColumn]:
    """Return the vetoes that apply or may apply to some units.

    Args:
        checklist: the checklist.
        inputs: facts, results of measures, and records.
        units: returns the evidence of all units, for vetoes that depend on who the unit is; None
            if there is no more evidence than the inputs.

    Raises:
        NeedsUnit: columns cannot tell to which units a veto applies.
    """
    found = []
    for place, veto in enumerate(checklist.vetoes):
        codes = _codes(checklist, veto, inputs, units)
        if (codes > 0).any():
            found.append(VetoColumn(veto.effect, f"veto {place}", codes))
    return found


def _codes(
    checklist: Checklist,
    veto: Veto,
    inputs: Inputs,
    units: Callable[[], Iterable[Evidence]] | None,
) -> pl.Series:
    """Return the codes of a veto."""
    if not is_known(veto):
        raise NeedsUnit
    plain = attrs.evolve(veto, measure=over_records(veto.measure))
    for each in (veto, plain):
        with suppress(NeedsUnit):
            return _by_inputs(attrs.evolve(checklist, vetoes=(each,)), each, inputs)
    if units is None:
        raise NeedsUnit
    alone = attrs.evolve(checklist, vetoes=(plain,))
    return pl.Series([_code(alone, each) for each in units()], dtype=pl.UInt8)


def _by_inputs(checklist: Checklist, veto: Veto, inputs: Inputs) -> pl.Series:
    """Decide the only veto of a checklist once for all units with equal inputs.

    What it reads is discovered by deciding it, as for a rule (see `rule_runs`).

    Raises:
        NeedsUnit: it reads more than facts and records.
    """
    measure: Any = veto.measure
    reads = Reads(facts_in(veto.when if measure is None else measure))
    run = Run(measure)
    run.is_in_rule = True  # there are no messages: whoever reads a label decides by it
    while True:
        if not inputs.from_records.isdisjoint(reads.facts):
            raise NeedsUnit
        # the order of records may only matter to an operation or operator of a plugin
        records = ReadRecords.of(reads, inputs.registers, run, in_order=True)
        facts = {name: inputs.columns[name] for name in reads.facts if name in inputs.columns}
        columns = [*(each.codes for each in facts.values()), *records.codes.values()]
        found = distinct(columns, inputs.height)
        registers = records.each(found.codes[len(facts) :], found.count)
        made = []
        try:
            for place, there in enumerate(registers):
                values: dict[str, Value | None] = dict.fromkeys(reads.facts)
                values |= {
                    name: column.value(codes[place])
                    for (name, column), codes in zip(facts.items(), found.codes, strict=False)
                }
                made.append(_code(checklist, evidence_of(values, inputs.names, registers=there)))
        except (NeedsFacts, NeedsColumns) as error:
            reads.add(error)
            continue
        return found.spread(pl.Series(made, dtype=pl.UInt8), inputs.height)


def _code(checklist: Checklist, evidence: Evidence) -> int:
    """Return the code of the only veto of a checklist.

    Raises:
        NeedsUnit: it failed; the unit, scored alone, reports it.
    """
    try:
        (outcome,) = veto_outcomes(checklist, evidence, Labels())
    except Exception:
        raise NeedsUnit from None
    return _CODES[outcome.state]
