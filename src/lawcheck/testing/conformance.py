"""What every indicator type owes its users, as tests that an author gets by subclassing. The built-in types pass them."""

from __future__ import annotations

from lawcheck.testing.evidence_checks import EvidenceChecks
from lawcheck.testing.form_checks import FormChecks
from lawcheck.testing.machine_checks import MachineChecks
from lawcheck.testing.points_checks import PointsChecks
from lawcheck.testing.words_checks import WordsChecks


class IndicatorTypeSuite(FormChecks, PointsChecks, WordsChecks, EvidenceChecks, MachineChecks):
    """Subclass, name the class `Test...`, fill in `rule` and what it reads.

    ::

        class TestResponseTime(IndicatorTypeSuite):
            rule = ResponseTime(value=FactRef("hours"), target=Fraction(24))
            facts = {"hours": Spec("amount")}

    The attributes stand for one indicator of a checklist; Hypothesis makes up the evidence.

    Attributes:
        rule: an indicator type with its parameters; or else override `rules`.
        points: what the item is worth.
        facts: what the checklist says about the facts that the rule reads.
        registers: what it says about the registers.
        judged: the bounds of the points that a person may take off, for rules that await a judgement.
        better: facts of which more, or less, never costs points: `{"sessions": "higher", "complaints": "lower"}`.
    """
