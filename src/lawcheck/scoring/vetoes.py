"""Which vetoes (一票否决) of a checklist apply to a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, assert_never

from lawcheck.model.adjustments import VetoOutcome
from lawcheck.model.basis import laws_of, local_rules_of
from lawcheck.model.calendars import OutsideCalendar
from lawcheck.model.checklist import Checklist
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence, Fact, Record
from lawcheck.model.exact import ZERO
from lawcheck.model.item_scores import Shares, items_in, read_conditions, score_key
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.text import Message, join, message
from lawcheck.model.vetoes import Veto
from lawcheck.scoring.item_outcome import missing_message, outside_message
from lawcheck.scoring.labels import Labels


def veto_outcomes(
    checklist: Checklist,
    evidence: Evidence,
    labels: Labels,
) -> tuple[VetoOutcome, ...]:
    """Return every veto of the checklist with its state.

    Args:
        checklist: the checklist.
        evidence: of the unit, with the scores of the items that vetoes look at.
        labels: what people call the facts, registers and scores of items, for the reason why a
            veto is open.
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


def _outcome(veto: Veto, effect: Message, evidence: Evidence, labels: Labels) -> VetoOutcome:
    basis, local_rules = laws_of(veto.basis), local_rules_of(veto.basis)
    try:
        truth, cites, about = _applies(veto, evidence)
        why = _scores_seen(veto, evidence.scores, labels)
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
            why=why,
            local_rules=local_rules,
        )
    state: Literal["open", "presumed"]
    match veto.if_missing:
        case "open":
            state = "open"
        case "not_applied":
            state = "presumed"
        case _:
            assert_never(veto.if_missing)
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
    reading = read_conditions(veto.when, evidence)
    return reading.value, reading.facts, ()


def _scores_seen(veto: Veto, scores: Shares, labels: Labels) -> Message | None:
    """Return the scores of items that decided; None where the veto looks at none."""
    keys = [key for key in map(score_key, items_in(veto.when)) if key in scores]
    return join(_score_seen(labels.titles[key], scores[key]) for key in keys) if keys else None


def _score_seen(score: Message, share: Fraction | None) -> Message:
    if share is None:
        return message("{score}：不适用", "{score}: not applicable", score=score)
    return message("{score}：{share:%}", "{score}: {share:%}", score=score, share=share)
