"""Judgements with tiers, of several people, in unit files, tables and programs."""

from fractions import Fraction

import pytest

import lawcheck
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Judgement
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: panel
version: "1"
title: 评议
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 25}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {a: count}
indicators:
  - id: plan
    title: 方案
    points: 10
    type: judged
    tiers: [{title: 好, from: 9, to: 10}, {title: 差, from: 0, to: 8}]
    judges: {at_least: 2, counts: lead}
  - {id: a, title: 次数, points: 5, type: count_target, value: a, target: 1, deduct: {points: 1, per: 1}}
  - {id: files, title: 案卷, points: 5, type: judged, from: 0.5, to: 2}
  - id: both
    title: 两部分
    points: 5
    type: parts
    parts:
      - {id: one, title: 甲, points: 2, type: judged, from: 0, to: 2, judges: {at_least: 2, counts: mean}}
      - {id: two, title: 乙, points: 3, type: judged, from: 0, to: 2}
"""
UNIT = "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {a: 1}\njudgements:\n"


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    path = tmp_path_factory.mktemp("panel") / "panel.yaml"
    path.write_text(CHECKLIST, "utf-8")
    return Session.start(only=()).load(path)


def read(panel, put, rows):
    return Session.start(only=()).read(panel, [put("a.yaml", UNIT + rows)]).evidence[0]


def lines(panel, put, rows, language="en"):
    with pytest.raises(EvidenceError) as error:
        read(panel, put, rows)
    return error.value.pick(language).split("\n")


def test_the_lead_and_the_tier_are_read(panel, put):
    evidence = read(
        panel,
        put,
        "  - {indicator: plan, tier: 好, points: 9.5, reason: r, judge: 甲, leads: true}\n"
        "  - {indicator: 方案, tier: 差, points: 8, reason: r, judge: 乙}\n",
    )
    one, two = evidence.judgements["plan"]

    assert (one.tier, one.points, one.deduct, one.leads) == ("好", Fraction("9.5"), None, True)
    assert (two.tier, two.points, two.leads) == ("差", 8, False)
    card = lawcheck.score(panel, evidence)
    assert card.outcome("plan").earned.low == Fraction("9.5")
    assert card.outcome("plan").decided_by is None
    assert [each.pick("zh") for each in card.outcome("plan").notes] == [
        "评议人意见不一，相差1.5分：甲好得9.5分；乙差得8分"
    ]


def test_chinese_headers_of_a_table(panel, put):
    facts = put("facts.csv", "unit,a\na,1\n")
    judged = put(
        "评议.csv",
        "单位,指标,档次,得分,理由,评议人,组长\na,plan,好,9,r,甲,是\na,plan,差,8,r,乙,\n",
    )
    (evidence,) = Session.start(only=()).read(panel, [facts, judged]).evidence

    assert [(each.points, each.leads) for each in evidence.judgements["plan"]] == [
        (9, True),
        (8, False),
    ]


REFUSED = [
    (
        "  - {indicator: plan, tier: 好, points: 9, deduct: 1, reason: r, judge: 甲}\n",
        "a.yaml:5:17: deduct（扣分）与 points（得分）只写一种",
        "a.yaml:5:17: write either `deduct` or `points`",
    ),
    (
        "  - {indicator: plan, reason: r, judge: 甲}\n",
        "a.yaml:5:17: 评议要写扣几分（deduct），或在档次内得几分（points）",
        "a.yaml:5:17: a judgement says what it takes off (`deduct`), or gives within a tier (`points`)",
    ),
    (
        "  - {indicator: plan, tier: 好, points: 9, reason: r, judge: 甲}\n"
        "  - {indicator: plan, tier: 好, points: 9, reason: r, judge: 甲}\n",
        "a.yaml:6:17: 甲 对 plan 评议了不止一次；每人只保留一条",
        "a.yaml:6:17: 甲 has judged plan more than once; keep one for each person",
    ),
    (
        "  - {indicator: files, deduct: 1, reason: r, judge: 甲}\n"
        "  - {indicator: files, deduct: 1, reason: r, judge: 乙}\n",
        "a.yaml:6:17: files 重复；请只保留一条",
        "a.yaml:6:17: files appears twice; keep one",
    ),
    (
        "  - {indicator: both.two, deduct: 1, reason: r, judge: 甲}\n"
        "  - {indicator: both.two, deduct: 1, reason: r, judge: 乙}\n",
        "a.yaml:6:17: both.two 重复；请只保留一条",
        "a.yaml:6:17: both.two appears twice; keep one",
    ),
]


@pytest.mark.parametrize(("rows", "zh", "en"), REFUSED)
def test_what_is_refused(panel, put, rows, zh, en):
    assert lines(panel, put, rows, "zh") == [zh]
    assert lines(panel, put, rows) == [en]


def test_part_of_an_item_may_have_several_judges(panel, put):
    """Means of 1 and 2: 1.5 off, and 1 off in the other part: 5 - 2.5."""
    evidence = read(
        panel,
        put,
        "".join(
            f"  - {{indicator: {name}, deduct: {off}, reason: r, judge: {judge}}}\n"
            for name, off, judge in [
                ("both.one", 1, "甲"),
                ("both.one", 2, "乙"),
                ("both.two", 1, "甲"),
            ]
        ),
    )
    outcome = lawcheck.score(panel, evidence).outcome("both")

    assert outcome.earned.low == Fraction("2.5")
    assert [each.pick("zh") for each in outcome.notes] == [
        "甲：评议人意见不一，相差1分：甲扣1分；乙扣2分"
    ]


def test_programs_are_told_the_same(panel):
    twice = [Judgement("plan", None, "r", "甲", tier="好", points=Fraction(9))] * 2
    with pytest.raises(EvidenceError) as error:
        lawcheck.build_evidence(panel, "a", judgements=twice)

    assert [each.what.pick("en") for each in error.value.problems] == [
        "甲 has judged plan more than once; keep one for each person (unit a)"
    ]


def test_the_order_of_judges_is_not_part_of_the_digest(panel):
    from lawcheck.cli import digest_of_evidence

    two = [
        Judgement("plan", None, "r", judge, tier="好", points=Fraction(9))
        for judge in ("甲", "乙")
    ]
    one, other = (
        lawcheck.build_evidence(panel, "a", judgements=made) for made in (two, two[::-1])
    )

    assert digest_of_evidence([one]) == digest_of_evidence([other])
