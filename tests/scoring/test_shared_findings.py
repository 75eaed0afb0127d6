"""One finding that several items cite costs points once, where the checklist says so."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import lawcheck
from lawcheck.evidence.program_values import Given
from lawcheck.model.errors import ChecklistError
from lawcheck.model.scorecard import Scorecard
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: 小表
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 30}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 20}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
appeal_days: 15
ONCE
registers:
  documents: {label: 文件, columns: {name: text, reviewed: yes_no, filed: yes_no}}
indicators:
  - {id: review, title: {zh: 审核, en: review}, points: 10, type: incidents, menu: [{title: 未审核, count: {count: documents, where: {reviewed: false}}, deduct: 2}]}
  - {id: filing, title: {zh: 备案, en: filing}, points: 10, type: incidents, menu: [{title: 未备案, count: {count: documents, where: {filed: false}}, deduct: 3}]}
  - {id: both, title: {zh: 综合, en: both}, points: 10, type: incidents, menu: [{title: 未审核, count: {count: documents, where: {reviewed: false}}, deduct: 3}]}
"""


@pytest.fixture
def card(tmp_path: Path) -> Callable[[str], Scorecard]:
    """甲 was neither reviewed nor filed, 乙 not reviewed."""

    def make(once: str) -> Scorecard:
        path = tmp_path / "small.yaml"
        path.write_text(CHECKLIST.replace("ONCE", once), "utf-8")
        checklist = Session.start(only=()).load(path)
        documents: list[Mapping[str, Given]] = [
            {"name": "甲", "reviewed": False, "filed": False},
            {"name": "乙", "reviewed": False, "filed": True},
        ]
        return lawcheck.score(
            checklist, lawcheck.build_evidence(checklist, "u", registers={"documents": documents})
        )

    return make


def earned(card: Scorecard) -> list[object]:
    return [each.earned and each.earned.low for each in card.outcomes()]


def test_without_the_rule_every_item_counts_it(card: Callable[[str], Scorecard]) -> None:
    assert earned(card("")) == [6, 7, 4]


def test_it_counts_where_it_costs_most(card: Callable[[str], Scorecard]) -> None:
    """甲 costs 2, 3 and 3: the first of the dearest is filing. 乙 costs 2 and 3: both."""
    made = card("once: [[review, filing, both]]")

    assert earned(made) == [10, 7, 7]
    spared = made.outcome("review").deductions
    assert [(each.points, each.asked) for each in spared] == [(0, 2), (0, 2)]
    assert [each.limited and each.limited.pick("en") for each in spared] == [
        "the same finding counts in filing already",
        "the same finding counts in both already",
    ]


def test_only_inside_its_group(card: Callable[[str], Scorecard]) -> None:
    assert earned(card("once: [[review, filing]]")) == [8, 7, 4]


def test_what_a_capped_item_cannot_take_off_is_taken_off_elsewhere(tmp_path: Path) -> None:
    """Four documents without review, 3 each in `both`, 2 each in `review`, which is capped at 5.

    Each counts in `both`, where it costs more: 12, of which its 10 points bear 10. Nothing is left for `review`.
    """
    path = tmp_path / "small.yaml"
    path.write_text(CHECKLIST.replace("ONCE", "once: [[review, both]]"), "utf-8")
    checklist = Session.start(only=()).load(path)
    documents: list[Mapping[str, Given]] = [
        {"name": name, "reviewed": False, "filed": True} for name in "甲乙丙丁"
    ]
    made = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", registers={"documents": documents})
    )

    assert earned(made) == [10, 10, 0]
    assert [each.points for each in made.outcome("both").deductions] == [3, 3, 3, 1]


def test_a_record_spared_in_one_item_makes_room_below_its_cap(tmp_path: Path) -> None:
    """`review` is worth 4 points, 2 for each document; 甲 and 乙 count in `filing` (3 each), so 丙 and 丁 cost 4 in `review`.

    Capped before they were spared, 丙 and 丁 would have cost nothing.
    """
    path = tmp_path / "small.yaml"
    text = CHECKLIST.replace(
        "title: {zh: 审核, en: review}, points: 10", "title: {zh: 审核, en: review}, points: 4"
    )
    path.write_text(
        text.replace("ONCE", "once: [[review, filing]]").replace("out_of: 30", "out_of: 24"),
        "utf-8",
    )
    checklist = Session.start(only=()).load(path)
    documents: list[Mapping[str, Given]] = [
        {"name": name, "reviewed": False, "filed": name in "丙丁"} for name in "甲乙丙丁"
    ]
    made = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", registers={"documents": documents})
    )

    assert earned(made) == [0, 4, 0]
    assert [each.points for each in made.outcome("review").deductions] == [0, 0, 2, 2]


def test_the_window_for_appeals_stands_on_the_card(card: Callable[[str], Scorecard]) -> None:
    assert card("").appeal_days == 15


@pytest.mark.parametrize(
    ("once", "line"),
    [
        ("once: [[review, fling]]", "12:8: unknown item `fling`; did you mean `filing`?"),
        ("once: [[review, review]]", "12:8: review appears twice"),
        ("once: [[review, filing], [filing, both]]", "12:26: filing appears twice"),
        ("once: [[review]]", "12:8: a group needs two items at least"),
        ("once: review", "12:7: a list is expected here, each group a list of item ids"),
    ],
)
def test_wrong_groups(once: str, line: str, card: Callable[[str], Scorecard]) -> None:
    with pytest.raises(ChecklistError) as caught:
        card(once)

    assert str(caught.value).rpartition("/")[2].removeprefix("small.yaml:").splitlines()[0] == line
