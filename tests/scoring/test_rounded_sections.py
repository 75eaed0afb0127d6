"""Sections that are rounded on their own scale before they count above."""

from fractions import Fraction
from pathlib import Path

import pytest

from lawcheck.analysis.stability import stability_of
from lawcheck.checklists.test_deck import run_deck
from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError
from lawcheck.scoring import score
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: pillars
version: "1"
title: {zh: 支柱（虚构）, en: Pillars (invented)}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: mean, out_of: 100}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 高, en: high}, from: 60}, {name: {zh: 低, en: low}, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {a: {kind: amount, most: 10}, b: {kind: amount, most: 10}, c: {kind: amount, most: 10}, bad: yes_no}
sections:
  - id: rules
    title: {zh: 制度, en: Rules}
    scoring: {method: mean, out_of: 10}
    rounding: {places: 0, mode: half_up}
    indicators:
      - {id: a, title: {zh: 甲, en: a}, points: 10, type: scale, value: a, zero_at: 0, full_at: 10}
      - {id: b, title: {zh: 乙, en: b}, points: 10, type: scale, value: b, zero_at: 0, full_at: 10}
  - id: people
    title: {zh: 群众, en: People}
    scoring: {method: points, out_of: 10}
    rounding: {places: 0, mode: down}
    indicators:
      - {id: c, title: {zh: 丙, en: c}, points: 10, type: scale, value: c, zero_at: 0, full_at: 10}
vetoes:
  - {id: v, title: {zh: 违法, en: unlawful}, when: {bad: true}, effect: {zero: [a]}, if_missing: not_applied, basis: [{law: 某法}]}
"""


@pytest.fixture
def load(tmp_path: Path):
    def loaded(text: str = SHEET) -> Checklist:
        path = tmp_path / "sheet.yaml"
        path.write_text(text, encoding="utf-8")
        return Session.start(only=()).load(path)

    return loaded


def test_a_section_counts_by_its_rounded_score(load) -> None:
    """(10 + 5)/2 = 7.5 counts as 8, 4.9 as 4: 100 x (0.8 + 0.4)/2 = 60; unrounded it would be 62."""
    checklist = load()
    card = score(checklist, build_evidence(checklist, "u", {"a": 10, "b": 5, "c": "4.9"}))
    rules, people = card.sections

    assert (str(card.exact), str(card.score)) == ("60", "60")
    assert (str(rules.score), str(rules.counted), str(rules.own)) == ("8", "40", "2.5")
    assert (str(people.score), str(people.counted), str(people.own)) == ("4", "20", "-4.5")
    assert [note.pick("en") for note in rules.notes] == ["rounded to 0 places: 7.5 → 8"]
    assert [note.pick("zh") for note in people.notes] == ["取整到0位小数：4.9 → 4"]
    assert [str(each.counted) for each in rules.children] == [
        "25",
        "12.5",
    ]  # and 2.5 by rounding: 40


def test_an_open_item_leaves_an_interval_of_rounded_scores(load) -> None:
    """a may be 0 to 10: (0 + 5)/2 = 2.5 and 7.5, rounded 3 and 8."""
    checklist = load()
    card = score(checklist, build_evidence(checklist, "u", {"b": 5, "c": 5}))

    assert (str(card.sections[0].score), str(card.exact)) == ("3 to 8", "40 to 65")


def test_a_veto_computes_the_section_anew(load) -> None:
    """Without a the section has (0 + 5)/2 = 2.5, rounded 3, not 8: 25 points less."""
    checklist = load()
    card = score(checklist, build_evidence(checklist, "u", {"a": 10, "b": 5, "c": 4, "bad": True}))

    assert (str(card.raw), str(card.exact)) == ("60", "35")
    assert [str(each.change) for each in card.adjustments] == ["-25"]


def test_without_rounding_nothing_else_changes(load) -> None:
    """A section whose score is whole has no note and nothing of its own."""
    checklist = load()
    card = score(checklist, build_evidence(checklist, "u", {"a": 10, "b": 6, "c": 4}))

    assert (str(card.exact), card.sections[0].own, card.sections[0].notes) == ("60", None, ())


def test_weights_move_the_rounded_section(load) -> None:
    """By any weights a unit with 8 and 8 has 80; were the rounding left behind, it would move."""
    checklist = load()
    cards = [
        score(checklist, build_evidence(checklist, name, {"a": 10, "b": b, "c": c}))
        for name, b, c in [("u", 5, "8.9"), ("v", 6, "7.9")]
    ]
    found = stability_of(checklist, cards, Fraction(1, 10), 50, "s")

    assert [str(card.exact) for card in cards] == ["80", "75"]
    assert [(each.best, each.worst, each.above_next) for each in found.units] == [
        (1, 1, 1),
        (2, 2, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{places: 0, mode: down}",
            "{places: 12, mode: down}",
            "`places` must be from 0 to 9",
        ),
        (
            "scoring: {method: mean, out_of: 10}\n",
            "scoring: {method: mean, out_of: 9.5}\n",
            "9.5 has more decimal places than the 0 here, and a rounded score would go beyond it; change one of the two",
        ),
        ("mode: down", "mode: dwon", "dwon"),
    ],
)
def test_what_cannot_be_rounded_is_refused(load, old: str, new: str, told: str) -> None:
    with pytest.raises(ChecklistError) as error:
        load(SHEET.replace(old, new, 1))

    assert told in error.value.problems[0].what.pick("en")


def test_a_plain_grouping_has_nothing_to_round(load) -> None:
    text = SHEET.replace("method: mean, out_of: 100", "method: points, out_of: 20").replace(
        "    scoring: {method: points, out_of: 10}\n", ""
    )
    with pytest.raises(ChecklistError) as error:
        load(text)

    assert error.value.problems[0].what.pick("zh") == (
        "这个部分只起归类作用，没有自己的得分可取整；请写 scoring"
    )


def test_the_test_deck_rounds_sections_too(load) -> None:
    assert all(each.passed for each in run_deck(load()))
