"""Which vetoes (一票否决) of a checklist apply to a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lawcheck.model.adjustments import VetoOutcome
from lawcheck.model.basis import laws_of, local_rules_of
from lawcheck.model.calendars import OutsideCalendar
from lawcheck.model.checklist import Checklist
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence, Fact, Record
from lawcheck.model.exact import ZERO
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.text import Message
from lawcheck.model.vetoes import Veto
from lawcheck.scoring.item_outcome import missing_message, outside_message


def veto_outcomes(
    checklist: Checklist, evidence: Evidence, labels: Mapping[str, Message]
) -> tuple[VetoOutcome, ...]:
    """Return every veto of the checklist with its state.

    Args:
        checklist: the checklist.
        evidence: of the unit.
        labels: what people call the facts and registers, for the reason why a veto is open.
    """
    return tuple(
        _outcome(veto, effect, evidence, labels)
        for veto, effect in zip(checklist.vetoes, _effects(checklist), strict=True)
    )


@once_per_checklist
def _effects(checklist: Checklist) -> tuple[Message, ...]:
    """Return what each veto does, in words."""
    titles = dict(checklist.titles())
    return tuple(veto.effect.describe(titles) for veto in checklist.vetoes)


def _outcome(
    veto: Veto, effect: Message, evidence: Evidence, labels: Mapping[str, Message]
) -> VetoOutcome:
    basis, local_rules = laws_of(veto.basis), local_rules_of(veto.basis)
    try:
        truth, cites, about = _applies(veto, evidence)
    except MissingEvidence as error:
        why = missing_message(error, labels)
    except OutsideCalendar as error:
        why = outside_message(error)
    else:
        return VetoOutcome(
            id=veto.id,
            title=veto.title,
            state="applied" if truth else "not_applied",
            effect=effect,
            basis=basis,
            cites=cites,
            about=about,
            local_rules=local_rules,
        )
    state: Literal["open", "presumed"] = "open" if veto.if_missing == "open" else "presumed"
    return VetoOutcome(
        id=veto.id,
        title=veto.title,
        state=state,
        effect=effect,
        basis=basis,
        why=why,
        local_rules=local_rules,
    )


def _applies(
    veto: Veto, evidence: Evidence
) -> tuple[bool, tuple[Fact | Record, ...], tuple[Tally, ...]]:
    if veto.measure is not None:
        reading = veto.measure.read(evidence)
        tallies = tuple(each for each in reading.about if isinstance(each, Tally))
        return reading.value > ZERO, reading.records, tallies
    assert veto.when is not None  # noqa: S101 - the loader demands one of the two
    facts = tuple(evidence.facts[name] for name in veto.when.columns if name in evidence.facts)
    truth = veto.when.holds({fact.name: fact.value for fact in facts})
    if truth is None:
        raise MissingEvidence(name for name in veto.when.columns if name not in evidence.facts)
    return truth, facts, ()
