"""A district scored from its published report: every item worked out by hand, every quote found in the report."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from lawcheck.model.scorecard import Scorecard
from lawcheck.session import Session

ROOT = Path(__file__).parents[3]
EVIDENCE = ROOT / "examples" / "maojian-2023" / "maojian.yaml"
REPORT = (Path(__file__).parent / "data" / "maojian-2023-report.txt").read_text("utf-8")

HALF = Fraction("0.5")

# What each item is worth, and what the report leaves open of it. Everything else was reached, but
# for settled reconsideration cases: 7 of 66, below the 15% of the sample sheet.
FULL: dict[str, int | Fraction] = {
    "study": 3, "leader_training": 2, "law_test": 1, "study_system": 1, "first_person": 3, "law_meetings": 2,
    "assessment": 1, "inspections": 1,
    "service_hall": 2, "one_day": 3, "one_visit": 3, "zero_visit": 2, "cross_province": 1, "cross_city": 1,
    "licences": 1, "park_service": 1, "enterprise_lectures": 1, "enterprise_help": 1,
    "decision_catalogue": 2, "decision_rules": 1, "decision_procedure": 5, "normative_procedure": 4,
    "normative_cleanup": 1, "normative_filing": 2, "legality_opinions": 1, "legal_advisers": 1,
    "government_lawyers": 1,
    "qualification": 2, "qualification_exam": 1, "enforcement_training": 2, "street_enforcement": 1,
    "supervision_leads": 3, "supervision_tools": 1, "case_file_review": 3, "case_file_problems": 3,
    "reconsideration_capacity": 1, "reconsideration_points": 1, "reconsideration_settled": 2,
    "reconsideration_in_time": 2, "reconsideration_outcome": 2, "lost_cases": 2, "appearance": 4,
    "offices_staffed": 2, "offices_equipped": 1, "mediation_network": 2, "mediation_success": 4, "one_stop": 1,
    "publicity": 2, "model_people": 1, "sites": 1,
    "report_published": 2, "report_sent": 1, "report_parts": 2, "report_other": HALF, "look_back": 1,
    "shortcomings_fixed": Fraction("0.75"), "plan_done": Fraction("0.75"),
}  # fmt: skip
OPEN: dict[str, int | Fraction] = {
    "service_hall": HALF,  # how many departments belong in the hall
    "normative_filing": 2,  # how many documents were filed in time
    "qualification_exam": 1,  # how many of 77 passed
    "supervision_tools": 1,  # how many of 14 letters were answered in time
    "case_file_problems": Fraction("2.5"),  # how many of 25 problems were put right
    "reconsideration_in_time": 2,
    "reconsideration_outcome": 2,
    "lost_cases": 2,
    "report_published": 2,  # the report is dated, but not the day of its publication
    "report_sent": 1,
    "shortcomings_fixed": Fraction("0.75"),  # what was named in the report of the year before
    "plan_done": Fraction("0.75"),
}
SETTLED: Fraction = (15 - Fraction(7, 66) * 100) * Fraction(
    "0.2"
)  # 0.2 for each of 4.39 percentage points


@pytest.fixture(scope="module")
def card() -> Scorecard:
    session = Session.start(only=())
    checklist = session.load("district-annual")
    (found,) = session.score(checklist, session.read(checklist, [EVIDENCE])).scorecards
    return found


def test_every_item(card: Scorecard) -> None:
    found = {each.id: each for each in card.outcomes() if not each.advisory}
    bonus = {each.id for each in card.bonus}

    assert found.keys() - bonus == FULL.keys()
    assert sum(FULL.values(), Fraction(0)) == 100
    for name, full in FULL.items():
        earned = found[name].earned
        if name == "report_other":  # there are no other matters to report
            assert (found[name].state, earned) == ("not_applicable", None)
            continue
        high = Fraction(full) - (SETTLED if name == "reconsideration_settled" else 0)
        assert earned is not None, name
        assert (found[name].points, earned.low, earned.high) == (
            full,
            high - OPEN.get(name, 0),
            high,
        ), name


def test_the_total(card: Scorecard) -> None:
    """99.5 points apply, so each counts 100/99.5; two awards of a provincial department add 1 each."""
    best = 100 - HALF - SETTLED
    worst = best - sum(OPEN.values(), Fraction(0))
    each = 100 / Fraction("99.5")

    assert SETTLED == Fraction(29, 33)
    assert sum(OPEN.values(), Fraction(0)) == Fraction("17.5")
    assert worst * each + 2 == Fraction(548534, 6567)
    assert best * each + 2 > 100
    assert card.exact is not None
    assert (card.exact.low, card.exact.high) == (Fraction(548534, 6567), 100)
    assert card.score is not None
    assert (card.score.low, card.score.high, card.grade) == (Fraction("83.53"), 100, None)


def test_every_quote_stands_in_the_report() -> None:
    data = yaml.safe_load(EVIDENCE.read_text("utf-8"))
    rows = [row for register in data["registers"].values() for row in register]
    sources = [each["source"] for each in (*data["facts"].values(), *rows)]
    quotes = [each["quote"] for each in sources if "quote" in each]

    assert len(sources) - len(quotes) == 2  # what the report does not have cannot be quoted
    assert [each for each in quotes if each not in REPORT] == []


def test_the_numbers_are_those_of_the_quotes() -> None:
    """A number of the evidence stands in its quote, in digits, or counts what the quote lists."""
    data = yaml.safe_load(EVIDENCE.read_text("utf-8"))
    counted = {
        "onsite_inspections": "6月、12月",
        "judicial_offices": "七个",
        "judicial_offices_staffed": "均已",
        "judicial_offices_rebuilt": "两个",
        "culture_sites": "、",
        "normative_all_steps": "均履行",
        "publicity_people": "5万余",
    }
    for name, fact in data["facts"].items():
        if isinstance(fact["value"], int) and not isinstance(fact["value"], bool):
            quote = fact["source"]["quote"]
            words = counted.get(name)
            assert words in quote if words else str(fact["value"]) in re.findall(r"\d+", quote), (
                name
            )
