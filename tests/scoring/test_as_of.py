"""Scored as of a day: what is due counts, and nothing else; every number worked out by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lawcheck
from lawcheck.documents.digest import digest_of_checklist
from lawcheck.model.errors import EvidenceError, UsageError
from lawcheck.model.exact import short_text
from lawcheck.testing import worlds

EXAMPLE = Path(__file__).parents[2] / "examples/half-year"
TEXT = """\
lawcheck: 1
id: small
version: "1"
title: 小表
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 9}, {name: 差, from: 0}]
not_applicable: {policy: forbid, at_most: 0}
"""
READ = {
    "value: n,": "facts: {n: count}",
    "value: yes": "facts: {yes: yes_no}",
    "done: day": "facts: {day: {kind: date, any_date: true, may_be_never: true}}",
    "by: held_on": "registers: {study: {label: 学法, columns: {topic: text, held_on: date}}}",
}
Load = Callable[..., lawcheck.Checklist]


@pytest.fixture
def load(session: lawcheck.Session, tmp_path: Path) -> Load:
    def read(item: str, as_of: str | None = None) -> lawcheck.Checklist:
        declared = next(line for what, line in READ.items() if what in item)
        text = f"{TEXT}{declared}\nindicators:\n  - {{id: i, title: 甲, points: 10, {item}}}\n"
        (tmp_path / "c.yaml").write_text(text, "utf-8")
        return session.load(
            tmp_path / "c.yaml", as_of=None if as_of is None else date.fromisoformat(as_of)
        )

    return read


def read(session: lawcheck.Session, name: str, as_of: str | None) -> lawcheck.Scorecard:
    day = None if as_of is None else date.fromisoformat(as_of)
    checklist = session.load(EXAMPLE / "checklist.yaml", as_of=day)
    (card,) = session.score(
        checklist, session.read(checklist, [EXAMPLE / f"{name}.yaml"])
    ).scorecards
    return card


def test_the_visit_in_june(session: lawcheck.Session) -> None:
    """15 + 12 + 20 + 5 + 7 = 59 of 84 points that are due, and 0 to 10 of the survey: times 100/84."""
    card = read(session, "june", "2024-06-30")
    states = {each.id: each.state for each in card.outcomes()}

    assert card.as_of == date(2024, 6, 30)
    assert card.exact is not None
    assert (card.exact.low, card.exact.high) == (Fraction(1475, 21), Fraction(575, 7))
    assert states == {
        "study": "scored",
        "trainings": "scored",
        "report": "not_due",
        "satisfaction": "pending",
        "filing": "scored",
        "appearance": "scored",
        "archive": "scored",
    }
    assert card.not_applicable == 0
    assert card.known == Fraction(9, 10)


def test_the_visit_in_december(session: lawcheck.Session) -> None:
    """10 + 12 + 16 + 8 + 17.5 + 20/3 + 10 = 80 1/6, as of the last day and without a day."""
    whole, last = (read(session, "december", day) for day in (None, "2024-12-31"))

    assert whole.exact is not None
    assert whole.exact.low == Fraction(481, 6)
    assert attrs.evolve(last, as_of=None) == whole


@pytest.mark.parametrize(
    ("day", "lost"),
    [
        ("2024-03-31", 5),
        ("2024-06-29", 5),
        ("2024-06-30", 10),
        ("2024-12-30", 15),
        ("2024-12-31", 20),
    ],
)
def test_quarters_that_are_over_cost_points(day: str, lost: int, load: Load) -> None:
    item = "type: count_target, value: {count: study, by: held_on}, each: quarter, target: 1, deduct: {points: 5, per: 1}"
    checklist = load(item.replace("5", "2.5"), day)
    evidence = lawcheck.build_evidence(checklist, "u", registers={"study": []})

    assert lawcheck.score(checklist, evidence).outcome("i").deducted == Fraction(lost, 2)


def test_before_the_first_quarter_is_over_nothing_is_judged(load: Load) -> None:
    """Left out, although the checklist forbids that items do not apply: no score, and no full points."""
    item = "type: count_target, value: {count: study, by: held_on}, each: quarter, target: 1, deduct: {points: 5, per: 1}"
    checklist = load(item, "2024-03-30")
    card = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", registers={"study": []})
    )

    assert (card.outcome("i").state, card.outcome("i").earned, card.score) == (
        "not_due",
        None,
        None,
    )
    assert card.why_no_grade is not None
    assert card.why_no_grade.pick("en") == "no item that applies is due yet: no score"
    assert card.outcome("i").why.pick("zh") == "还没有一期结束，现在不计"


@pytest.mark.parametrize(
    ("day", "target", "lost"),
    [
        ("2024-01-01", Fraction(12, 366), 0),
        ("2024-06-30", Fraction(364, 61), 1),  # 12 x 182/366 = 5.97: one whole step short of 4
        ("2024-12-30", Fraction(12 * 365, 366), 7),
        ("2024-12-31", Fraction(12), 8),
    ],
)
def test_a_target_in_proportion_to_the_time_over(
    day: str, target: Fraction, lost: int, load: Load
) -> None:
    item = (
        "type: count_target, value: n, target: 12, deduct: {points: 1, per: 1, partial: whole}, "
        "falls_due: {by: end_of_period, before: pro_rata}"
    )
    checklist = load(item, day)
    outcome = lawcheck.score(checklist, lawcheck.build_evidence(checklist, "u", {"n": 4})).outcome(
        "i"
    )

    assert outcome.deducted == lost
    assert outcome.working is not None
    assert f"target {short_text(target)}" in outcome.working.pick("en")
    if day == "2024-06-30":
        assert outcome.deductions[0].reason.pick("en") == (
            "4, ≈1.9672 short: ≈1.9672 ÷ 1 → 1 × 1 = 1; 91/183 of the time is over: 12 × 91/183 = 364/61"
        )
        assert "已过时间91/183：12 × 91/183 = 364/61" in outcome.deductions[0].reason.pick("zh")


@pytest.mark.parametrize(
    ("day", "state"),
    [("2024-11-29", "not_due"), ("2024-11-30", "scored"), ("2025-02-01", "scored")],
)
def test_left_out_until_it_falls_due(day: str, state: str, load: Load) -> None:
    checklist = load(
        "type: yes_no, value: yes, falls_due: {by: 2024-11-30, before: left_out}", day
    )
    outcome = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", {"yes": False})
    ).outcome("i")

    assert outcome.state == state


def test_a_time_limit_after_the_period_is_not_over_when_the_period_is(load: Load) -> None:
    item = "type: yes_no, value: yes, falls_due: {by: 2025-03-31, before: open}"
    cards = []
    for day in ("2024-12-31", "2025-03-31", None):
        checklist = load(item, day)
        cards.append(
            lawcheck.score(checklist, lawcheck.build_evidence(checklist, "u", {"yes": False}))
        )

    assert [card.outcome("i").state for card in cards] == ["pending", "scored", "scored"]
    assert str(cards[0].score) == "0 to 10"


@pytest.mark.parametrize(("day", "state"), [("2024-03-30", "not_due"), ("2024-03-31", "scored")])
def test_a_deadline_that_still_runs_costs_nothing(day: str, state: str, load: Load) -> None:
    checklist = load(
        "type: deadline, done: day, due: 2024-03-31, late: {points: 1}, never: 10", day
    )
    outcome = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", {"day": "never"})
    ).outcome("i")

    assert (outcome.state, outcome.deducted) == (state, 0 if state == "not_due" else 10)


def test_evidence_of_a_later_day_is_refused(session: lawcheck.Session, load: Load) -> None:
    """In files, from programs, and where it was read for the whole period."""
    checklist = session.load(EXAMPLE / "checklist.yaml", as_of=date(2024, 6, 30))
    with pytest.raises(EvidenceError) as of_file:
        session.read(checklist, [EXAMPLE / "december.yaml"])
    item = "type: deadline, done: day, due: 2024-03-31, late: {points: 1}, never: 10"
    whole, half = load(item), load(item, "2024-06-30")
    given_day = {"day": "2024-07-01"}
    with pytest.raises(EvidenceError) as of_program:
        lawcheck.build_evidence(half, "u", given_day)
    with pytest.raises(EvidenceError) as afterwards:
        lawcheck.score(half, lawcheck.build_evidence(whole, "u", given_day))

    assert len(of_file.value.problems) == 3
    assert of_file.value.problems[0].what.pick("zh") == (
        "2024-11-12 晚于评分日 2024-06-30，那时还没有发生；请给截至评分日的材料，或改用更晚的评分日"
    )
    said = (
        "2024-07-01 is after 2024-06-30, the day as of which is scored, so it had not happened; "
        "give the evidence as it stood that day, or score as of a later day"
    )
    assert said in str(of_program.value)
    assert said in str(afterwards.value)


def test_a_day_before_the_period_is_refused(load: Load) -> None:
    with pytest.raises(UsageError) as error:
        load("type: yes_no, value: yes", "2023-12-31")

    assert str(error.value) == (
        "2023-12-31 is before the period begins on 2024-01-01; give a day in the period or after it"
    )


def test_items_that_do_not_say_when_they_fall_due_are_named(
    session: lawcheck.Session, load: Load
) -> None:
    """They are scored as they stand; at the end of the period there is nothing to say."""
    said = []
    for day in ("2024-06-30", "2024-12-31", None):
        checklist = load("type: yes_no, value: yes", day)
        report = lawcheck.make_report(
            checklist, [lawcheck.build_evidence(checklist, "u", {"yes": False})]
        )
        assert report.scorecards[0].score is not None
        said.append([each.pick("en") for each in report.notices])

    assert said == [
        [
            "scored as of 2024-06-30; 1 items declare no `falls_due` and are scored as they stand: i"
        ],
        [],
        [],
    ]


def test_rules_are_those_in_force_on_the_day_unless_another_is_named(load: Load) -> None:
    item = (
        "type: count_target, value: n, deduct: {points: 1, per: 1}, "
        "target: {in_force: [{to: 2024-06-30, value: 4}, {from: 2024-07-01, value: 6}]}"
    )

    assert [load(item, day).rules_on for day in ("2024-06-30", "2024-07-01", "2026-01-01")] == [
        date(2024, 6, 30),
        date(2024, 7, 1),
        date(2024, 12, 31),
    ]


def test_the_day_is_not_part_of_the_checklist(load: Load) -> None:
    """So scorecards of June and of December are of one checklist; `falls_due` is part of it."""
    item = "type: yes_no, value: yes"
    due = f"{item}, falls_due: {{by: end_of_period, before: open}}"

    assert digest_of_checklist(load(item, "2024-06-30")) == digest_of_checklist(load(item))
    assert digest_of_checklist(load(due)) != digest_of_checklist(load(item))


@given(worlds(), st.integers(0, 400))
def test_after_the_period_the_day_changes_nothing(
    world: tuple[lawcheck.Checklist, lawcheck.Evidence], days: int
) -> None:
    """Unless evidence names a later date, which is refused, or a time limit runs longer."""
    checklist, evidence = world
    day = checklist.period.end + timedelta(days=500 + days)
    as_of = lawcheck.as_of(checklist, day)

    assert attrs.evolve(lawcheck.score(as_of, evidence), as_of=None) == lawcheck.score(
        checklist, evidence
    )


@given(worlds(), st.data())
def test_what_is_not_due_never_costs_points(
    world: tuple[lawcheck.Checklist, lawcheck.Evidence], data: st.DataObject
) -> None:
    """On any day an item that is judged loses no more than in the whole period: fewer things are due."""
    checklist, evidence = world
    length = (checklist.period.end - checklist.period.start).days
    day = checklist.period.start + timedelta(days=data.draw(st.integers(0, length)))
    dates = [fact.value for fact in evidence.facts.values()]
    dates += [
        value
        for records in evidence.registers.values()
        for record in records
        for value in record.values.values()
    ]
    if any(isinstance(each, date) and each > day for each in dates):
        with pytest.raises(EvidenceError):
            lawcheck.score(lawcheck.as_of(checklist, day), evidence)
        return
    then = lawcheck.score(lawcheck.as_of(checklist, day), evidence)
    whole = lawcheck.score(checklist, evidence)

    for one, other in zip(then.outcomes(), whole.outcomes(), strict=True):
        assert one.state == other.state or one.state == "not_due"
        if one.state == "scored" and not one.gains:
            assert one.earned is not None
            assert other.earned is not None
            assert one.earned.low >= other.earned.low
