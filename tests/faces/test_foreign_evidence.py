"""Evidence of another checklist is refused by a session too, before anything of it is scored."""

from fractions import Fraction

import pytest

import lawcheck
from lawcheck.evidence.interpret import Intake
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.session import Session


def test_a_session_refuses_evidence_of_another_checklist() -> None:
    checklist = lawcheck.load_checklist("street-visit")
    foreign = Evidence(Unit("a"), {"beds": Fact("beds", Fraction(1))}, {"wards": ()})
    session = Session.start(only=())

    intake = Intake((foreign,))

    for score in (
        lambda: session.score(checklist, intake),
        lambda: session.report(checklist, intake, intake.evidence),
    ):
        with pytest.raises(EvidenceError) as caught:
            score()
        assert str(caught.value).splitlines() == [
            "unit a: the checklist street-visit has no facts beds; the evidence is for another one",
            "unit a: the checklist street-visit has no registers wards; the evidence is for another one",
        ]
