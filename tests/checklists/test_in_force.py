"""Rules valid in time: the day picks the rules, a period that spans a change is told, every version is checked."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

import lawcheck
from lawcheck.analysis.verification import SavedCard
from lawcheck.checklists.schema import checklist_schema
from lawcheck.model.errors import ChecklistError
from lawcheck.saved_cards import verify
from lawcheck.session import Session

TEXT = """\
lawcheck: 1
id: dated
version: "1"
title: 变
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 好, from: 10}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts: {sessions: count, plan: yes_no}
indicators:
  - id: study
    title: 学法
    points: 10
    type: count_target
    value: sessions
    target: {in_force: [{to: 2023-06-30, value: 4}, {from: 2023-07-01, value: 6}]}
    deduct: {points: 1, per: 1}
    basis:
      - {law: 旧办法, in_force: {to: 2023-06-30}}
      - {law: 新办法, in_force: {from: 2023-07-01}}
  - {id: plan, title: 旧计划, points: 10, type: yes_no, value: plan, in_force: {to: 2023-03-31}}
  - {id: plan, title: 新计划, points: 10, type: yes_no, value: plan, in_force: {from: 2023-04-01}}
"""


@pytest.fixture
def load(session: Session, tmp_path: Path) -> Callable[..., lawcheck.Checklist]:
    def read(on: str | None = None, text: str = TEXT) -> lawcheck.Checklist:
        path = tmp_path / "dated.yaml"
        path.write_text(text, encoding="utf-8")
        return session.load(path, None if on is None else date.fromisoformat(on))

    return read


@pytest.mark.parametrize(
    ("on", "target", "law", "plan"),
    [
        ("2023-03-31", 4, "旧办法", "旧计划"),
        ("2023-04-01", 4, "旧办法", "新计划"),
        ("2023-06-30", 4, "旧办法", "新计划"),
        ("2023-07-01", 6, "新办法", "新计划"),
        (None, 6, "新办法", "新计划"),  # the last day of the period
        ("2019-01-01", 4, "旧办法", "旧计划"),
    ],
)
def test_the_day_picks_the_rules(
    on: str | None, target: int, law: str, plan: str, load: Callable[..., lawcheck.Checklist]
) -> None:
    study, planned = load(on).indicators()

    assert (study.rule.target, study.basis[0].law, len(study.basis)) == (target, law, 1)  # type: ignore[attr-defined]
    assert planned.title.zh == plan


def test_a_period_that_spans_a_change_is_told(
    load: Callable[..., lawcheck.Checklist], session: Session
) -> None:
    """4 sessions are enough by the old rules, two short by the new; the report says by which it was scored."""
    for on, points, used in (("2023-06-30", 20, "2023-06-30"), (None, 18, "2023-12-31")):
        checklist = load(on)
        evidence = lawcheck.build_evidence(checklist, "u", {"sessions": 4, "plan": True})
        report = lawcheck.make_report(checklist, [evidence])

        assert report.scorecards[0].exact is not None
        assert report.scorecards[0].exact.low == points
        assert str(report.rules_on) == used
        assert [notice.pick("en") for notice in report.notices] == [
            f"rules changed within the period, on {day}; those in force on {used} were used"
            for day in ("2023-04-01", "2023-07-01")
        ]


def test_a_card_is_verified_by_the_rules_of_its_day(
    load: Callable[..., lawcheck.Checklist], session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "u.yaml"
    path.write_text(
        "lawcheck-evidence: 1\nunit: {id: u}\nfacts: {plan: yes, sessions: 4}\n", "utf-8"
    )
    old = load("2023-06-30")
    text = lawcheck.report_to_json(session.score(old, session.read(old, [path])))
    card = SavedCard.from_text(text)

    assert card.rules_on == date(2023, 6, 30)
    assert verify(card, load("2023-06-30"), [path], session=session).differences == ()
    assert verify(card, load(), [path], session=session)
    assert lawcheck.report_to_json(lawcheck.report_from_json(text)) == text


def test_a_checklist_without_dated_rules_names_no_day(session: Session) -> None:
    assert (session.load("street-visit").rules_on, session.load("street-visit").changes) == (
        None,
        (),
    )


def test_editors_accept_it(session: Session) -> None:
    data = json.loads(json.dumps(yaml.safe_load(TEXT), default=str))

    jsonschema.Draft202012Validator(checklist_schema(session.plugins)).validate(data)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "from: 2023-07-01, value",
            "from: 2023-06-30, value",
            "dated.yaml:18:13: more than one of these values is in force on 2023-06-30; let each begin on the day after the one "
            "before it ends",
        ),
        (
            "from: 2023-07-01, value",
            "from: 2023-07-02, value",
            "dated.yaml:18:13: none of these values is in force on 2023-07-01; let each begin on the day after the one before it ends",
        ),
        (
            "from: 2023-04-01}",
            "from: 2023-03-31}",
            "dated.yaml:24:10: the id plan is used on line 23 already; choose another",
        ),
        (
            "from: 2023-04-01}",
            "from: 2023-04-02}",
            "dated.yaml:6:10: 20 points are declared, the items add up to 10 (difference 10)",
        ),
        ("{from: 2023-04-01}", "{}", "dated.yaml:24:77: give `from` or `to`"),
        (
            "{to: 2023-03-31}",
            "{from: 2023-03-31, to: 2023-03-30}",
            "dated.yaml:23:77: `to` is before `from`",
        ),
        (
            "{to: 2023-03-31}",
            "{until: 2023-03-31}",
            "dated.yaml:23:78: unknown key `until`; known: from, to",
        ),
        (
            "{to: 2023-03-31}",
            "{to: 2023-3-31}",
            "dated.yaml:23:82: a date such as 2023-12-31 is expected here, not “2023-3-31”",
        ),
        (
            "value: 4}",
            "worth: 4}",
            "dated.yaml:18:42: unknown key `worth`; known: from, to, value",
        ),
    ],
)
def test_faults_of_any_version_are_found(
    old: str, new: str, line: str, load: Callable[..., lawcheck.Checklist], session: Session
) -> None:
    """`lawcheck lint` reads the file as of every day on which its rules change."""
    text = TEXT.replace(old, new)
    assert text != TEXT
    found: list[str] = []
    days = [
        None,
        date(2023, 3, 31),
        *(date(2023, month, day) for month in (3, 4, 6, 7) for day in (1, 2, 30)),
    ]
    for day in days:
        try:
            load(None if day is None else day.isoformat(), text)
        except ChecklistError as error:
            found += str(error).splitlines()

    assert line in [each.rpartition("/")[2] for each in found]


def test_a_gap_is_one_fault(load: Callable[..., lawcheck.Checklist]) -> None:
    """A text stands where the gap is: no second fault says that 0 is not a unit of time, or the like."""
    dated = "mode: {in_force: [{to: 2023-06-30, value: half_up}, {from: 2023-07-02, value: half_even}]}"
    with pytest.raises(ChecklistError) as caught:
        load("2023-07-01", TEXT.replace("mode: half_up", dated))

    assert [each.rpartition("/")[2] for each in str(caught.value).splitlines()] == [
        "dated.yaml:7:29: none of these values is in force on 2023-07-01; let each begin on the day after the one before it ends"
    ]


def test_each_edition_may_read_facts_of_its_own(load: Callable[..., lawcheck.Checklist]) -> None:
    """The fact and the register of the old rule are declared, though on that day nothing reads them."""
    text = TEXT.replace("plan: yes_no}", "plan: yes_no, old_plan: yes_no}").replace(
        "title: 旧计划, points: 10, type: yes_no, value: plan",
        "title: 旧计划, points: 10, type: yes_no, value: old_plan",
    )
    for on in ("2023-03-31", "2023-12-31"):
        assert list(load(on, text).facts) == ["sessions", "plan", "old_plan"]
    with pytest.raises(ChecklistError, match="nothing reads the fact old_plan"):
        load(None, TEXT.replace("plan: yes_no}", "plan: yes_no, old_plan: yes_no}"))
