"""The checklists that ship, in the middle of their year: what falls due later costs nothing yet."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import lawcheck
from lawcheck.analysis.gain import gains_of
from lawcheck.model.scorecard import Scorecard

JUNE = date(2023, 6, 30)
MAOJIAN = Path(__file__).parents[2] / "examples" / "maojian-2023" / "maojian.yaml"


def card(name: str, facts: Mapping[str, Any], day: date | None = None) -> Scorecard:
    checklist = lawcheck.load_checklist(name, as_of=day)
    return lawcheck.score(checklist, lawcheck.build_evidence(checklist, "u", facts))


@pytest.mark.parametrize(
    ("sessions", "june", "year"),
    [(5, "3", "1.25"), (4, "2.75", "1"), (0, "1.75", "0"), (12, "3", "3")],
)
def test_a_yearly_number_is_scaled_by_the_days_that_are_over(
    sessions: int, june: str, year: str
) -> None:
    """12 x 181/365 is 5.95: of 5 sessions nothing whole is missing, of none 5; at 0.25 each."""
    facts = {"study_sessions": sessions}

    for day, points in ((JUNE, june), (None, year)):
        earned = card("district-annual", facts, day).outcome("study").earned
        assert earned is not None
        assert (earned.low, earned.high) == (Fraction(points), Fraction(points))


@pytest.mark.parametrize(
    ("name", "item", "facts"),
    [
        ("district-annual", "report_parts", {"part_measures": False, "part_plan": False}),
        ("district-annual", "publicity", {"publicity_events": 3, "publicity_people": 100}),
        ("street-visit", "first_person", {"duty_report": False}),
        # 3 cases lost by June are not compared with those of a whole year
        ("department-annual", "lost_cases", {"lost_cases": 3, "lost_cases_before": 2}),
    ],
)
def test_what_is_done_at_the_end_is_left_out_before(
    name: str, item: str, facts: Mapping[str, Any]
) -> None:
    assert card(name, facts, JUNE).outcome(item).state == "not_due"
    assert card(name, facts).outcome(item).state in {"scored", "missing"}


def test_after_the_last_day_the_score_is_that_of_the_year() -> None:
    session = lawcheck.Session.start(only=())
    cards: list[Scorecard] = []
    for day in (None, date(2024, 3, 31)):
        checklist = session.load("district-annual", as_of=day)
        cards += session.score(checklist, session.read(checklist, [MAOJIAN])).scorecards
    year, later = cards

    assert year.exact == later.exact
    assert year.exact is not None
    assert year.exact.low == Fraction(548534, 6567)


@pytest.mark.parametrize("name", ["district-annual", "street-visit", "department-annual"])
def test_items_that_fall_due_are_told_apart_by_their_day(name: str) -> None:
    """None falls due before the year ends, so a card of the whole year never leaves one out."""
    checklist = lawcheck.load_checklist(name)
    days = [
        each.falls_due.day(checklist.period)
        for each in checklist.indicators()
        if each.falls_due is not None
    ]

    assert days
    assert min(days) >= checklist.period.end


def test_what_the_law_lets_one_do_late_is_advised_and_nothing_else() -> None:
    """A decision can still be archived and a penalty published; a review or a hearing cannot be made up."""
    checklist = lawcheck.load_checklist("street-visit")
    no = "否"
    evidence = lawcheck.build_evidence(
        checklist,
        "u",
        {"unlawful_document": no},
        registers={
            "decisions": [
                {"name": "广场改造", "participation": no, "risk": no, "legality": no, "collective": no, "archived": no}
            ],
            "penalties": [{"number": "1号", "decided_on": "2023-06-19", "published_on": "never"}],
            "documents": [{"number": "2号", "issued_on": "2023-03-01", "legality": no, "filed_on": "never"}],
            "hearings": [
                {"case_no": "3号", "instance": "一审", "heard_on": "2023-03-01", "head_appeared": no,
                 "excused": no, "result": "败诉"}
            ],
        },
    )  # fmt: skip
    advised = {
        each.what.pick("en") for each in gains_of(checklist, evidence, date(2023, 6, 30)).asks
    }

    assert {each for each in advised if "more, in order" not in each} == {
        "2号: filed on, done on 2023-06-30",
        "1号: published on, done on 2023-06-30",
        "广场改造: archived becomes yes",
    }
