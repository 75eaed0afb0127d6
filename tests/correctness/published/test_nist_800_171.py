"""The assessment of NIST SP 800-171 that starts at 110: the scores that its rule states, and its point values."""

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from lawcheck.model.evidence import Evidence, NotApplicable
from lawcheck.scoring import score
from lawcheck.session import Session

FOLDER = Path(__file__).parents[3] / "examples" / "published" / "nist-800-171"
SESSION = Session.start(only=())
CHECKLIST = SESSION.load(FOLDER / "checklist.yaml")
UNITS: dict[str, Evidence] = {
    each.unit.id: each for each in SESSION.read(CHECKLIST, [FOLDER / "facts.csv"]).evidence
}
with (FOLDER / "published.csv").open(encoding="utf-8", newline="") as file:
    PUBLISHED = {row["unit"]: row["score"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("unit", PUBLISHED)
def test_the_published_scores(unit: str) -> None:
    found = score(CHECKLIST, UNITS[unit]).exact

    if PUBLISHED[unit] == "none":
        assert found is None
    else:
        assert found is not None
        assert found.low == found.high == Fraction(PUBLISHED[unit])


def test_110_requirements_of_which_one_has_no_value() -> None:
    """44 of 5, 14 of 3 and 51 of 1 add up to 313, from 110 down to -203; the plan is a veto."""
    values = Counter(each.points for each in CHECKLIST.indicators())

    assert set(UNITS) == set(PUBLISHED)
    assert values == {5: 44, 3: 14, 1: 51}
    assert len(CHECKLIST.facts) == 110
    assert 110 - 44 * 5 - 14 * 3 - 51 == -203


def test_what_does_not_apply_counts_as_met() -> None:
    """Without remote access (3.1.12) the requirement of 5 points is not lost."""
    nothing = UNITS["nothing-met"]
    decided = {"r3_1_12": NotApplicable("r3_1_12", "no remote access", "assessor")}
    found = score(CHECKLIST, attrs.evolve(nothing, not_applicable=decided)).exact

    assert found is not None
    assert found.low == -203 + 5


@pytest.mark.parametrize(("lost", "grade"), [(22, "may be conditional"), (23, "not met")])
def test_a_conditional_status_takes_80_percent_of_110(lost: int, grade: str) -> None:
    """22 requirements of one point leave 88, 23 leave 87."""
    ones = [each.id for each in CHECKLIST.indicators() if each.points == 1][:lost]
    met = UNITS["all-met"]
    facts = {
        name: attrs.evolve(fact, value=False) if name in ones else fact
        for name, fact in met.facts.items()
    }
    card = score(CHECKLIST, attrs.evolve(met, facts=facts))

    assert card.exact is not None
    assert card.exact.low == 110 - lost
    assert card.grade is not None
    assert card.grade.en == grade
