"""What would bring points: every number worked out by hand."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.scoring.test_item_scores import SHARES

import lawcheck
from lawcheck.analysis.gain import gains_of
from lawcheck.evidence.program_values import Given
from lawcheck.model.evidence import Evidence
from lawcheck.session import Session
from lawcheck.testing import worlds

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: {zh: 小表, en: small}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 优, en: good}, from: 90}, {name: {zh: 中, en: fair}, from: 60}, {name: {zh: 差, en: poor}, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts:
  plan: {kind: yes_no, label: {zh: 年度计划, en: yearly plan}}
  sessions: {kind: count, label: {zh: 学法, en: study sessions}}
  satisfied: {kind: rate, written_as: percent, label: {zh: 满意度, en: satisfaction}}
  settled: count
  cases: count
registers:
  documents:
    label: {zh: 文件台账, en: documents}
    columns: {name: text, reviewed: {kind: yes_no, can_be_put_right: true, label: {zh: 合法性审查, en: legality review}}}
sections:
  - id: all
    title: 全部
    indicators:
      - {id: plan, title: 计划, points: 10, type: yes_no, value: plan}
      - {id: study, title: 学法, points: 30, type: count_target, value: sessions, target: 12, deduct: {points: 5, per: 1}}
      - {id: survey, title: 满意, points: 20, type: scale, value: satisfied, zero_at: 60%, full_at: 80%}
      - id: reviews
        title: 审查
        points: 20
        type: incidents
        menu: [{title: 未审查, count: {count: documents, where: {reviewed: false}}, deduct: 4}]
      - id: closed
        title: 结案
        points: 20
        type: rate
        numerator: settled
        denominator: cases
        target: 100%
        deduct: {points: 1, per: 10%, partial: whole}
        on_zero: full
"""
FACTS: dict[str, Given] = {
    "plan": False,
    "sessions": 9,
    "satisfied": "0.7",
    "settled": 17,
    "cases": 20,
}
DOCUMENTS: list[dict[str, Given]] = [
    {"name": "甲", "reviewed": True},
    {"name": "乙", "reviewed": False},
]


@pytest.fixture
def checklist(session: Session, tmp_path: Path) -> lawcheck.Checklist:
    path = tmp_path / "small.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return session.load(path)


@pytest.fixture
def unit(checklist: lawcheck.Checklist) -> Callable[..., Evidence]:
    def make(**facts: Any) -> Evidence:
        given_facts = {name: value for name, value in (FACTS | facts).items() if value is not None}
        return lawcheck.build_evidence(checklist, "u", given_facts, {"documents": DOCUMENTS})

    return make


def said(asks: object) -> list[tuple[str, Fraction]]:
    return [(ask.what.pick("en"), ask.points) for ask in asks]  # type: ignore[attr-defined]


def test_every_thing_that_brings_points_the_most_first(
    checklist: lawcheck.Checklist, unit: Callable[..., Evidence]
) -> None:
    """0 + 15 + 10 + 16 + 19 = 60. 17 of 20 is one whole step short, 18 of 20 still one, 19 none: two more for one point."""
    gains = gains_of(checklist, unit(), date(2023, 6, 1))

    assert gains.card.exact is not None
    assert gains.card.exact.low == 60
    assert said(gains.asks) == [
        ("yearly plan: make it yes", 10),
        ("satisfaction: bring it to 80%", 10),
        ("study sessions: 1 more", 5),
        ("乙: legality review becomes yes", 4),
        ("settled: 2 more", 1),
    ]
    assert [ask.items for ask in gains.asks] == [
        ("plan",),
        ("survey",),
        ("study",),
        ("reviews",),
        ("closed",),
    ]


def test_the_way_to_the_next_grade(
    checklist: lawcheck.Checklist, unit: Callable[..., Evidence]
) -> None:
    """30 points to 90: 10 + 10 + 5 + 5 is enough; a third session is not asked for."""
    gains = gains_of(checklist, unit(), date(2023, 6, 1))

    assert (gains.grade and gains.grade.en, gains.missing) == ("good", 30)
    assert said(gains.way) == [
        ("yearly plan: make it yes", 10),
        ("satisfaction: bring it to 80%", 10),
        ("study sessions: 1 more", 5),
        ("study sessions: 1 more", 5),
    ]


def test_sessions_beyond_the_cap_come_several_at_once(
    checklist: lawcheck.Checklist, unit: Callable[..., Evidence]
) -> None:
    """With 2 of 12 the item has lost its 30 points already at 6; the first point comes back with the fifth session."""
    asks = gains_of(checklist, unit(sessions=2), date(2023, 6, 1)).asks

    assert ("study sessions: 5 more", 5) in said(asks)
    assert next(ask.times for ask in asks if ask.items == ("study",)) == 5


def test_when_the_year_is_over_nothing_can_be_done(
    checklist: lawcheck.Checklist, unit: Callable[..., Evidence]
) -> None:
    """Only what was never reported can still be added: 20 points of the survey, at most."""
    gains = gains_of(checklist, unit(satisfied=None), date(2024, 1, 1))

    assert gains.is_over
    assert gains.asks == gains.way == ()
    assert said(gains.reports) == [("满意: missing: satisfaction (satisfied)", 20)]


def test_the_last_day_still_counts(
    checklist: lawcheck.Checklist, unit: Callable[..., Evidence]
) -> None:
    assert gains_of(checklist, unit(), date(2023, 12, 31)).asks


def test_at_the_top_there_is_no_next_grade(
    checklist: lawcheck.Checklist, unit: Callable[..., Evidence]
) -> None:
    gains = gains_of(checklist, unit(plan=True, sessions=12, satisfied="0.8"), date(2023, 6, 1))

    assert gains.card.exact is not None
    assert gains.card.exact.low == 95
    assert (gains.grade, gains.way) == (None, ())


@given(worlds())
def test_no_ask_is_empty(world: tuple[lawcheck.Checklist, Evidence]) -> None:
    """Whatever is asked for brings points to an item that lost some, or settles one that is open."""
    checklist, evidence = world
    gains = gains_of(checklist, evidence, checklist.period.start)
    losing = {each.id for each in gains.card.outcomes() if each.deductions}

    assert all(ask.points > 0 and ask.items and set(ask.items) & losing for ask in gains.asks)
    assert (
        sum((ask.points for ask in gains.way), Fraction(0))
        >= (gains.missing if gains.way else 0) - checklist.rounding.step
    )


QUARTERS = """\
  - id: training
    title: 培训
    points: 10
    type: rate
    numerator: {count: trainings}
    denominator: wanted
    target: 100%
    deduct: {points: 2, per: 20%, partial: whole}
    on_zero: full
"""


@pytest.mark.parametrize(("there", "times"), [(1, 2), (2, 1)])
def test_several_records_at_once(there: int, times: int, session: Session, tmp_path: Path) -> None:
    """With one of ten, and with two, four whole steps of 20 % are missing; the third training brings one step back."""
    text = (
        CHECKLIST.split("facts:")[0]
        .replace("out_of: 100", "out_of: 10")
        .replace("from: 90", "from: 9")
        .replace("60", "5")
    )
    text += "facts: {wanted: count}\nregisters:\n  trainings: {label: {zh: 培训, en: trainings}, worth_adding: true, columns: {on: date}}\n"
    (tmp_path / "c.yaml").write_text(text + "indicators:\n" + QUARTERS, "utf-8")
    checklist = session.load(tmp_path / "c.yaml")
    evidence = lawcheck.build_evidence(
        checklist, "u", {"wanted": 10}, {"trainings": [{"on": "2023-02-01"}] * there}
    )
    (ask,) = (
        ask
        for ask in gains_of(checklist, evidence, date(2023, 6, 1)).asks
        if ask.what.pick("en").startswith("trainings")
    )

    assert (ask.what.pick("en"), ask.times, ask.points) == (
        f"trainings: {times} more, in order",
        times,
        2,
    )


def test_what_was_not_needed_after_all_is_no_part_of_the_way(
    session: Session, tmp_path: Path
) -> None:
    """7 points short. The document brings most for one thing, 4; the two sessions that come next bring the 7 alone."""
    text = CHECKLIST.replace(
        "deduct: {points: 5, per: 1}", "deduct: {points: 7, per: 2, partial: started}"
    )
    (tmp_path / "c.yaml").write_text(text.replace("from: 90", "from: 89"), "utf-8")
    checklist = session.load(tmp_path / "c.yaml")
    facts: dict[str, Given] = {
        "plan": True,
        "sessions": 8,
        "satisfied": "0.8",
        "settled": 20,
        "cases": 20,
    }
    gains = gains_of(
        checklist,
        lawcheck.build_evidence(checklist, "u", facts, {"documents": DOCUMENTS}),
        date(2023, 6, 1),
    )

    assert gains.missing == 7
    assert said(gains.asks) == [
        ("乙: legality review becomes yes", 4),
        ("study sessions: 2 more", 7),
    ]
    assert said(gains.way) == [("study sessions: 2 more", 7)]


def test_an_overlay_changes_what_is_asked(session: Session, tmp_path: Path) -> None:
    """Its target of ten sessions is one away, not three."""
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "o.yaml").write_text(
        "lawcheck-overlay: 1\nid: o\ntitle: 小\nchecklist: small\nreason: 小\nauthority: 局\non: 2023-01-01\n"
        "change: {study: {target: 10}}\noff: [survey]\n",
        "utf-8",
    )
    checklist = session.load(tmp_path / "c.yaml", overlays=[tmp_path / "o.yaml"])
    facts: dict[str, Given] = {"plan": True, "sessions": 9, "settled": 20, "cases": 20}
    gains = gains_of(
        checklist,
        lawcheck.build_evidence(checklist, "u", facts, {"documents": DOCUMENTS}),
        date(2023, 6, 1),
    )

    assert said(gains.asks) == [
        ("study sessions: 1 more", Fraction("6.25")),
        ("乙: legality review becomes yes", 5),
    ]


def test_an_item_that_a_veto_looks_at(session: Session, tmp_path: Path) -> None:
    """Study is at 5 of 10, below the 60% that a veto asks for: one more lifts it, and so the grade."""
    path = tmp_path / "scores.yaml"
    path.write_text(SHARES, encoding="utf-8")
    checklist = session.load(path)
    evidence = lawcheck.build_evidence(checklist, "u", facts={"n": 5, "m": 10, "k": 10})

    found = gains_of(checklist, evidence, date(2023, 6, 1))

    assert [each.what.pick("en") for each in found.way] == ["n: 1 more"]
    assert found.grade is not None
    assert found.grade.pick("en") == "good"
    assert [(each.points, each.items) for each in found.asks] == [(2, ("study",))]
