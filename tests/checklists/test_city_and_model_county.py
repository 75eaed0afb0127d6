"""The invented city and the invented county of the examples, every item worked out by hand."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import lawcheck
from lawcheck.model.scorecard import Scorecard
from lawcheck.session import Session

EXAMPLES = Path(__file__).parents[2] / "examples"


def pct(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole)


CITY: dict[str, int | Fraction] = {
    "yearly_plan": 2,
    "group_meetings": 4,
    "reports_heard": 4 - 1,  # none from July to September
    "duty_report": 2,
    "study": 4,
    "rules_plan": 2,
    "rules_plan_done": 2 - Fraction("0.5"),  # 4 of 6 are 13.33 points short: one step of 20
    "rules_comments": 4 - 2,  # one draft open for 20 days, without a reason
    "rules_procedure": 4,
    "rules_filing": 4 - 2 * Fraction("0.5"),  # due on 2 October, filed on the 14th: two steps
    "rules_cleanup": 1,  # cleaned up, not published
    "decision_procedure": 5 - 1,  # no risk assessment
    "decision_archive": 2 - Fraction("0.5"),
    "document_filing": 3 - Fraction("0.5"),  # 3 June to 8 July are 35 days
    "districts_inspected": 5,  # 4 of 8 are the 50% that are asked for
    "districts_problems_fixed": 4 - Fraction("0.5"),  # 22 of 24 are 8.33 points short
    "districts_reports": 3 - 2 * Fraction("0.5"),  # one of 8 on 6 March: 12.5 points short
    "district_documents_reviewed": 4 - Fraction("0.5"),  # 9 of 10: exactly one step
    "district_documents_corrected": 2 - 1,
    "districts_files_drawn": 2,
    "discretion": 3 - Fraction("0.5"),  # 22 of 24
    "disclosure": 2,
    "certified_staff": 2 - Fraction("0.1"),  # 631 of 640 are 1.41 points short: one whole point
    "supervision_leads": 3 - (100 - pct(34, 35)) * Fraction("0.2"),
    "reconsideration_in_time": 5 - Fraction("0.5"),  # 6 May to 12 July are 67 days
    "reconsideration_hearings": 3 - 1,
    "reconsideration_committee": 2,
    "reconsideration_carried_out": 2,
    "reconsideration_published": 1 - 2 * Fraction("0.1"),  # 5 of 6 are 16.67 points short
    "appearance": 5 - (100 - pct(7, 8)) * Fraction("0.1"),  # 7 of 8; one more was excused
    "report_published": 2 - Fraction("0.5"),  # 3 April: one started step
    "report_sent": 2,
    "report_parts": 1,
    "info_report": 2,
    "reconsideration_analysis": 1,
    "recognition": Fraction("1.5"),
}
COUNTY: dict[str, int | Fraction] = {
    "n1": 10 - 1 - Fraction("0.25"),  # no self-service; 7960 of 8000 are half a point short
    "n2": 10 - 2,  # a registration that is a licence in disguise
    # one without basis; 4 of 5 published, two steps; 5 of 6 separate, 16.67 short, two steps
    "n3": 10 - 2 - 2 * Fraction("0.5") - 2 * Fraction("0.5"),
    "n27": 4 + 2,  # one of five late, so not all three are 100%
    "n30": 10 - 4,  # one of two open decisions without its result: five steps, the part holds 4
}


def card(name: str, folder: str) -> Scorecard:
    session = Session.start(only=())
    checklist = session.load(name)
    (found,) = session.score(checklist, session.read(checklist, [EXAMPLES / folder])).scorecards
    return found


def earned(found: Scorecard) -> dict[str, Fraction | None]:
    return {each.id: None if each.earned is None else each.earned.low for each in found.outcomes()}


def test_the_city_item_by_item() -> None:
    found = card("municipal-annual", "municipal-2024")

    assert earned(found) == CITY


def test_the_total_of_the_city_is_the_sum() -> None:
    """15 + 13.5 + 8 + 17 + 8.83 + 15.05 + 7.5 and a bonus of 1.5."""
    found = card("municipal-annual", "municipal-2024")
    total = Fraction("82.45") + Fraction(17, 7) + Fraction("1.5")

    assert sum(CITY.values(), Fraction(0)) == total
    assert found.exact is not None
    assert (found.exact.low, found.exact.high) == (total, total)
    assert found.score is not None
    assert found.score.low == Fraction("86.38")
    assert found.grade is not None
    assert found.grade.zh == "良好"


def test_the_county_item_by_item_and_by_weight() -> None:
    """60% for numbers 1 to 3 (40, 30 and 30% of it), 20% for 27, 20% for 30."""
    found = card("demonstration-2021", "demonstration-2023")
    shares = {name: Fraction(points) / 10 for name, points in COUNTY.items()}
    functions = (4 * shares["n1"] + 3 * shares["n2"] + 3 * shares["n3"]) / 10
    total = 60 * functions + 20 * shares["n27"] + 20 * shares["n30"]

    assert earned(found) == COUNTY
    assert total == Fraction("70.2")
    assert found.exact is not None
    assert (found.exact.low, found.exact.high) == (total, total)


@pytest.mark.parametrize(
    ("day", "lost"),
    [
        (date(2024, 12, 31), 0),
        (date(2025, 1, 30), 0),
        (date(2025, 1, 31), 2),  # the head's report on duty; the day is over
        (date(2025, 2, 27), 2),
        (date(2025, 2, 28), 4),  # and the annual report was not sent
        (date(2025, 3, 30), 4),
        (date(2025, 3, 31), 8),  # nor published, nor the report on information
        (None, 8),
    ],
)
def test_a_report_costs_nothing_before_its_day(day: date | None, lost: int) -> None:
    never = dict.fromkeys(
        ("duty_report_on", "report_sent_on", "report_published_on", "info_report_on"), "never"
    )
    checklist = lawcheck.load_checklist("municipal-annual", as_of=day)
    found = lawcheck.score(checklist, lawcheck.build_evidence(checklist, "u", never))
    items = ("duty_report", "report_sent", "report_published", "info_report")

    assert lost == sum(each.points for item in items for each in found.outcome(item).deductions)


def test_parts_of_a_report_are_looked_at_when_it_is_due() -> None:
    for day, state in ((date(2025, 3, 30), "not_due"), (date(2025, 3, 31), "missing")):
        checklist = lawcheck.load_checklist("municipal-annual", as_of=day)
        found = lawcheck.score(checklist, lawcheck.build_evidence(checklist, "u", {}))

        assert found.outcome("report_parts").state == state
