"""What raises or cuts a number stands beside it: on the card, in Markdown, CSV, JSON, and where an item is explained."""

import csv
import io
import json

import pytest

from lawcheck.reports.explain import Explanation
from lawcheck.reports.formats.text import TextCard
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: told
version: "1"
title: 说明
period: {from: 2024-01-01, to: 2024-12-31}
rounding: {places: 2, mode: half_up, at: ROUNDED}
grade_on: rounded
grades: [{name: 优秀, from: 4}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
"""
SHARED = """\
facts: {report: yes_no, praised: yes_no, cited: yes_no}
scoring: {method: points, out_of: 10}
sections:
  - id: a
    title: {zh: 甲, en: A}
    indicators:
      - {id: a1, title: 甲一, points: 6, type: yes_no, value: report}
  - id: b
    title: {zh: 乙, en: B}
    indicators:
      - {id: b1, title: 乙一, points: 2, type: yes_no, value: praised}
      - {id: b2, title: 乙二, points: 2, type: yes_no, value: cited}
"""
SCALED = SHARED.replace(
    "yes_no, value: report", "scale, value: n, zero_at: 0, full_at: 7"
).replace("report: yes_no", "n: count")
BONUS = """\
facts: {n: count, praised: yes_no, cited: yes_no}
scoring: {method: points, out_of: 100}
indicators:
  - {id: a1, title: 甲, points: 100, type: count_target, value: n, target: 10, deduct: {points: 10, per: 1}}
bonus:
  at_most: 2
  only_from: GATE
  total_at_most: CEILING
  indicators:
    - {id: p, title: 表彰, points: 1, type: yes_no, value: praised}
    - {id: c, title: 推广, points: 2, type: yes_no, value: cited}
"""
FLOOR = """\
facts: {report: yes_no, n: count, m: count}
scoring: {method: points, out_of: 20}
sections:
  - id: a
    title: {zh: 甲, en: A}
    indicators:
      - {id: a1, title: 甲, points: 10, type: yes_no, value: report}
  - id: b
    title: {zh: 乙, en: B}
    points: 10
    scoring: {method: deduct_from, start: 10, floor: 0}
    indicators:
      - {id: b1, title: 乙一, points: 8, type: incidents, count: n, deduct: 4}
      - {id: b2, title: 乙二, points: 8, type: incidents, count: m, deduct: 4}
"""


@pytest.fixture
def told(tmp_path):
    """The pages of a unit: `told(rest of the checklist, facts)(format or item, language)`."""

    def make(rest, facts, more="", rounded="total"):
        (tmp_path / "c.yaml").write_text(HEAD.replace("ROUNDED", rounded) + rest, "utf-8")
        (tmp_path / "u.yaml").write_text(
            f"lawcheck-evidence: 1\nunit: {{id: u}}\nfacts: {{{facts}}}\n{more}", "utf-8"
        )
        session = Session.start(only=())
        checklist = session.load(tmp_path / "c.yaml")
        report = session.score(checklist, session.read(checklist, [tmp_path / "u.yaml"]))

        def page(name, language="en"):
            if name in ("text", "markdown", "csv", "json"):
                return session.write(report, name, language, 130)
            explanation = Explanation.of(checklist, report.scorecards[0], name)
            return TextCard().write_analysis(explanation, language, 130)

        return page

    return make


def rows_of(text):
    return {
        row["indicator"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    }


B2_NOT = "not_applicable:\n  - {indicator: b2, reason: 没有此项业务, authority: 市司法局}\n"


def test_a_section_that_has_more_points_than_its_full_score_says_why(told):
    """2 of 10 points do not apply: 6 become 6 x 10/8 = 7.5, and the 2 that are left in B become 2.5."""
    page = told(SHARED, "report: true, praised: true", B2_NOT)
    why = "points of items that do not apply are shared out"

    for name in ("text", "markdown", "a1"):
        assert f"A: out of 7.5 here, not 6: {why}" in page(name)
    assert "甲：此次满分7.5，不是6：不适用指标的分值由其余分担" in page("text", "zh")
    assert f"a1, b1: counts × 1.25 instead of × 1: {why}" in page("text")
    assert f"counts × 1.25 instead of × 1: {why}" in page("b1")
    assert f"B: out of 2.5 here, not 4: {why}" in page("b1")
    assert (
        rows_of(page("csv"))["a1"]["notes"]
        == f"counts × 1.25 instead of × 1: {why}; A: out of 7.5 here, not 6: {why}"
    )
    (unit,) = json.loads(page("json"))["units"]
    assert [each["en"] for each in unit["sections"][0]["notes"]] == [
        f"out of 7.5 here, not 6: {why}"
    ]
    assert unit["sections"][0]["counted"] == {"low": "15/2", "high": "15/2"}


def test_where_everything_applies_nothing_is_told(told):
    page = told(SHARED, "report: true, praised: true, cited: false")

    assert "instead of" not in page("text")
    assert {row["notes"] for row in rows_of(page("csv")).values()} == {""}


@pytest.mark.parametrize(
    ("n", "gate", "ceiling", "steps"),
    [
        (7, "90", "none", ["bonus: +3", "all bonuses together add at most 2: −1", "bonuses count from a score of 90 on: not reached, not added: −2"]),
        (9, "90", "none", ["bonus: +3", "all bonuses together add at most 2: −1"]),
        (10, "90", "101", ["bonus: +3", "all bonuses together add at most 2: −1", "the total with bonuses is at most 101: −1"]),
    ],
)  # fmt: skip
def test_what_holds_a_bonus_back_is_told_where_it_counts(told, n, gate, ceiling, steps):
    page = told(
        BONUS.replace("GATE", gate).replace("CEILING", ceiling),
        f"n: {n}, praised: true, cited: true",
    )

    assert "counts as bonus: 2" in page("c")
    for name in ("p", "c"):
        for step in steps[1:]:
            assert step in page(name)
    for row in rows_of(page("csv")).values():
        assert row["unit_steps"] == "; ".join(steps)
    for step in steps:
        assert step.rpartition(": ")[0] in page("text")
        assert step.rpartition(": ")[0] in page("markdown")


def test_what_the_floor_of_a_section_gives_back_is_told(told):
    """10 - 8 - 8 would be -6: the floor gives 6 back."""
    page = told(FLOOR, "report: true, n: 3, m: 2")

    assert "B: no lower than 0: 6 of what was taken off does not count" in page("text")
    assert "乙：最低0分，低于它的6分没有扣" in page("b1", "zh")
    row = rows_of(page("csv"))["b1"]
    assert row["notes"] == "B: no lower than 0: 6 of what was taken off does not count"
    assert row["reasons"] == "n, 3: 3 × 4 = 12 (the rule takes 12; no more than the item is worth)"


def test_points_that_are_rounded_before_they_count_are_told(told):
    page = told(SCALED, "n: 3, praised: true, cited: true", rounded="item")

    assert "a1: rounded to 2 places: ≈2.5714 → 2.57" in page("text")
    assert "rounded to 2 places: ≈2.5714 → 2.57" in page("a1")
    assert rows_of(page("csv"))["a1"]["notes"] == "rounded to 2 places: ≈2.5714 → 2.57"


def test_rounded_points_that_are_converted_are_multiplied_as_rounded(told):
    page = told(SCALED, "n: 3, praised: true", B2_NOT, rounded="item")

    assert "counts: 2.57 × 1.25 = 3.2125" in page("a1")


def test_full_points_for_what_does_not_apply_are_told(told):
    rest = SHARED.replace(
        "points: 2, type: yes_no, value: cited",
        "points: 2, not_applicable: full, type: yes_no, value: cited",
    )
    page = told(rest, "report: true, praised: true", B2_NOT)

    assert "b2: not applicable, full points by rule" in page("text")
    assert "not applicable, full points by rule" in page("b2")
    assert rows_of(page("csv"))["b2"]["notes"] == "not applicable, full points by rule"


def test_a_table_says_why_a_unit_has_no_score(told):
    page = told(SHARED.replace("points: 6", "points: 1").replace("out_of: 10", "out_of: 5"), "report: true",
        B2_NOT + "  - {indicator: b1, reason: 没有此项业务, authority: 市司法局}\n")  # fmt: skip

    assert {row["why_no_grade"] for row in rows_of(page("csv")).values()} == {
        "80% of the points are not applicable, more than 60%: no score"
    }


def test_points_that_a_veto_takes_away_are_told_at_their_section(told):
    vetoes = (
        "vetoes:\n  - {id: v, title: {zh: 虚报, en: Falsified}, when: {cited: true}, effect: {zero: [a]}, if_missing: open, "
        "basis: [{law: 考评办法（虚构）}]}\n"
    )
    page = told(SHARED + vetoes, "report: true, praised: true, cited: true")

    note = "A: veto Falsified: these points are taken off the total again"
    assert note in page("text")
    assert note in page("a1")
    row = rows_of(page("csv"))["a1"]
    assert (row["counted_low"], row["notes"]) == ("6", note)
    assert row["unit_steps"] == "veto: Falsified: −6; Falsified: A: no points"
