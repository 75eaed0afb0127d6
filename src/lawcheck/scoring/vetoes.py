"""Whether the vetoes (一票否决) of a checklist strike a unit."""

from __future__ import annotations

from lawcheck.calendars import OutsideCalendar
from lawcheck.checklist import CapGrade, Checklist, Veto, ZeroParts, ZeroTotal
from lawcheck.conditions import Truth
from lawcheck.evidence import Evidence, Fact, Record
from lawcheck.exact import ZERO
from lawcheck.measures import MissingEvidence
from lawcheck.scorecard import VetoOutcome
from lawcheck.text import Message, message


def veto_outcomes(checklist: Checklist, evidence: Evidence) -> tuple[VetoOutcome, ...]:
    """Every veto of the checklist with its state."""
    return tuple(_outcome(veto, checklist, evidence) for veto in checklist.vetoes)


def _outcome(veto: Veto, checklist: Checklist, evidence: Evidence) -> VetoOutcome:
    truth, cites = _strikes(veto, evidence)
    basis = tuple(map(str, veto.basis))
    if truth is None:
        return VetoOutcome(
            veto.id, veto.title, "open" if veto.if_missing == "open" else "presumed", _effect(veto, checklist), basis
        )
    return VetoOutcome(veto.id, veto.title, "applied" if truth else "not_applied", _effect(veto, checklist), basis, cites)


def _strikes(veto: Veto, evidence: Evidence) -> tuple[Truth, tuple[Fact | Record, ...]]:
    if veto.measure is not None:
        try:
            reading = veto.measure.read(evidence)
        except (MissingEvidence, OutsideCalendar):
            return None, ()
        return reading.value > ZERO, reading.records
    assert veto.when is not None  # noqa: S101 - the loader demands one of the two
    facts = tuple(evidence.facts[name] for name in veto.when.columns if name in evidence.facts)
    return veto.when.holds({fact.name: fact.value for fact in facts}), facts


def _effect(veto: Veto, checklist: Checklist) -> Message:
    if isinstance(veto.effect, ZeroTotal):
        return message("总分计0分", "total counts 0")
    if isinstance(veto.effect, ZeroParts):
        titles = [title for name, title in checklist.titles() if name in veto.effect.ids]
        return message("{titles}计0分", "{titles}: no points", titles=titles)
    assert isinstance(veto.effect, CapGrade)  # noqa: S101 - the last of three kinds
    return message("等次不高于{grade}", "grade at most {grade}", grade=veto.effect.grade)
