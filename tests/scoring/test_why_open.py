"""An item that is open says the true cause: what is absent is absent, and what was recorded is not called missing."""

import pytest

from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: causes
version: "1"
title: 原因
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 0, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 9}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
FACTS
registers: {marks: {columns: {score: amount, no: count}}}
indicators:
  - ITEM
"""
DROP = "{id: a, title: 甲, points: 10, type: scale, value: {mean: marks, of: score, drop: 1}, zero_at: 0, full_at: 100}"
PEERS = (
    "{id: a, title: 甲, points: 10, type: rank_points, value: {count: marks}, better: higher, within: group, "
    "places: [10, 8], otherwise: 0, ties: best, alone: full}"
)
PARTS = """\
{id: a, title: 甲, points: 10, type: parts, parts: [
      {id: p, title: 记分, points: 6, type: scale, value: {mean: marks, of: score, drop: 1}, zero_at: 0, full_at: 100},
      {id: q, title: 评议, points: 2, type: judged, from: 1, to: 2},
      {id: r, title: 报告, points: 2, type: yes_no, value: report}]}"""


@pytest.fixture
def why(tmp_path):
    """Why the item of a unit is open."""

    def ask(item, evidence, language="en", units=1):
        facts = "facts: {report: yes_no}" if "report" in item else ""
        (tmp_path / "c.yaml").write_text(
            CHECKLIST.replace("ITEM", item).replace("FACTS\n", f"{facts}\n" if facts else ""),
            "utf-8",
        )
        session = Session.start(only=())
        checklist = session.load(tmp_path / "c.yaml")
        files = []
        for number in range(units):
            files.append(tmp_path / f"u{number}.yaml")
            files[-1].write_text(
                f"lawcheck-evidence: 1\nunit: {{id: u{number}}}\n{evidence}\n", "utf-8"
            )
        card = session.score(checklist, session.read(checklist, files)).scorecards[0]
        (outcome,) = card.outcomes()
        assert outcome.state == "missing"
        return outcome.why.pick(language)

    return ask


def test_two_marks_of_which_two_are_left_out(why):
    two = "registers: {marks: [{score: 80}, {score: 90}]}"

    assert why(DROP, two) == (
        "mean of score of marks: 2 values; without the 1 highest and 1 lowest, at least 3 are needed"
    )
    assert why(DROP, two, "zh") == "marks的score平均：有2个值；去掉最高、最低各1个，至少要3个"


def test_what_is_absent_or_blank_is_called_missing(why):
    assert why(DROP, "") == "missing: marks"
    assert why(DROP, "registers: {marks: [{score: 80}, {no: 2}, {score: 90}]}").startswith(
        "missing: marks.score ("
    )


def test_a_mean_of_no_record(why):
    assert why(DROP.replace(", drop: 1", ""), "registers: {marks: []}") == (
        "mean of score of marks: none of the 0 records can be used for it"
    )


def test_a_unit_without_a_group_is_compared_with_nobody(why):
    """The other units are there; what is lacking is the unit's own group."""
    assert why(PEERS, "registers: {marks: []}", units=2) == (
        "the unit has no group, so it is not known which units it is compared with"
    )


def test_every_cause_of_an_item_of_several_rules_is_told(why):
    assert why(PARTS, "registers: {marks: [{score: 80}]}") == (
        "missing: report; mean of score of marks: 1 values; without the 1 highest and 1 lowest, at least 3 are needed; "
        "another part awaits the judgement of a person"
    )


def test_penalties_alone_are_no_score_though_they_apply(tmp_path):
    """Not everything is not applicable: what applies has no points."""
    text = CHECKLIST.replace("FACTS", "facts: {report: yes_no, n: count}").replace(
        "registers: {marks: {columns: {score: amount, no: count}}}\n", ""
    )
    text = (
        text.replace("at_most: 50%", "at_most: 100%")
        .replace("from: 0}", "from: -5}")
        .replace("  - ITEM\n", "")
    )
    text = text.replace("indicators:\n", "").replace(
        "scoring: {method: points, out_of: 10}\n", "scoring: {method: points, out_of: 10}\n"
    ) + (
        "sections:\n"
        "  - id: s\n    title: 甲\n    points: 10\n    indicators:\n"
        "      - {id: a, title: 甲, points: 10, type: yes_no, value: report}\n"
        "  - id: t\n    title: 乙\n    points: 0\n    scoring: {method: deduct_from, start: 0, floor: none}\n    indicators:\n"
        "      - {id: b, title: 乙, points: 5, type: incidents, count: n, deduct: 1}\n"
    )
    (tmp_path / "c.yaml").write_text(text, "utf-8")
    unit = "lawcheck-evidence: 1\nunit: {id: u}\nfacts: {n: 1}\nnot_applicable:\n  - {indicator: a, reason: 无, authority: 局}\n"
    (tmp_path / "u.yaml").write_text(unit, "utf-8")
    session = Session.start(only=())
    checklist = session.load(tmp_path / "c.yaml")
    evidence = session.read(checklist, [tmp_path / "u.yaml"])
    (card,) = session.score(checklist, evidence).scorecards

    assert card.exact is None
    assert card.why_no_grade.pick("en") == (
        "what applies has no points of its own (penalties only, or a weight of 0): no score"
    )
