"""The indicator type `judged` with `tiers` and `judges`: a tier first, then points; several people on one item."""

from fractions import Fraction

import pytest

from lawcheck.indicators.blocks.judged_tiers import JudgedTier
from lawcheck.indicators.blocks.judging import Judges
from lawcheck.indicators.judged import Judged
from lawcheck.model.case import AwaitsJudgement, BadEvidence
from lawcheck.model.evidence import Judgement
from lawcheck.model.text import Text

F = Fraction
TIERS = (
    JudgedTier(Text("好", "good"), F(9), F(10)),
    JudgedTier(Text("较好", "fair"), F(6), F(8)),
    JudgedTier(Text("差", "poor"), F(1), F(3)),
)
TIERED = Judged(tiers=TIERS)
RANGE = (F(1), F(5))
ANN, BOB, EVE = "甲", "乙", "丙"


def gives(tier, points, judge=ANN, leads=False):
    return Judgement(
        "item",
        None,
        "看了材料",
        judge,
        tier=tier,
        points=None if points is None else F(points),
        leads=leads,
    )


def takes(points, judge=ANN, leads=False):
    return Judgement("item", F(points), f"{judge}的理由", judge, leads=leads)


@pytest.mark.parametrize(
    ("tier", "points"), [("好", 9), ("好", 10), ("good", "9.5"), ("较好", 8), (" 差", 1)]
)
def test_points_in_the_range_of_the_tier(case, earned, tier, points):
    assert earned(TIERED, case(10, judgements=[gives(tier, points)])) == F(points)


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        (
            gives("较好", 9),
            "得9分，不在该档的范围：较好得6至8分",
            "9 points are not in the range of the tier: fair: 6 to 8",
        ),
        (
            gives("很好", 9),
            "请写档次（tier）和档内得分（points）；档次有：好得9至10分；较好得6至8分；差得1至3分",
            "write a `tier` and `points` within it; the tiers are: good: 9 to 10; fair: 6 to 8; poor: 1 to 3",
        ),
        (
            takes(1),
            "请写档次（tier）和档内得分（points）；档次有：好得9至10分；较好得6至8分；差得1至3分",
            "write a `tier` and `points` within it; the tiers are: good: 9 to 10; fair: 6 to 8; poor: 1 to 3",
        ),
    ],
)
def test_anything_else_is_refused(case, given, zh, en):
    with pytest.raises(BadEvidence) as caught:
        TIERED.score(case(10, judgements=[given]))

    assert (caught.value.why.pick("zh"), caught.value.why.pick("en")) == (zh, en)
    assert caught.value.cites == (given,)


def test_an_item_without_tiers_takes_points_off(case):
    with pytest.raises(BadEvidence) as caught:
        Judged(*RANGE).score(case(10, judgements=[gives("好", 9)]))

    assert caught.value.why.pick("zh") == "本项没有档次；请写扣几分（deduct）"
    assert (
        caught.value.why.pick("en") == "the item has no tiers; write what is taken off (`deduct`)"
    )


def test_says_tier_and_points(case, reasons):
    result = TIERED.score(case(10, judgements=[gives("较好", 7)]))

    assert reasons(result) == ["较好得7分，满分10：看了材料（甲）"]
    assert result.working.pick("en") == "fair, 7 by judgement"


def test_an_open_item_keeps_the_lowest_tier(case, earned_ends):
    """Whatever the judge decides, it earns 1."""
    assert earned_ends(TIERED, case(10)) == (1, 10)


MEAN = Judged(*RANGE, judges=Judges(2, "mean"))
LOWEST = Judged(*RANGE, judges=Judges(2, "lowest"))
LEAD = Judged(*RANGE, judges=Judges(2, "lead"))
THREE = [takes(2), takes(3, BOB), takes(3, EVE, leads=True)]


@pytest.mark.parametrize(("rule", "left"), [(MEAN, F(22, 3)), (LOWEST, F(7)), (LEAD, F(7))])
def test_the_declared_rule_counts(case, earned, rule, left):
    """The mean of 2, 3 and 3 is 8/3 exactly: 10 - 8/3 = 22/3."""
    assert earned(rule, case(10, judgements=THREE)) == left


def test_the_lead_decides_alone(case, earned):
    assert earned(LEAD, case(10, judgements=[takes(1, leads=True), takes(5, BOB)])) == 9


@pytest.mark.parametrize("rule", [MEAN, LOWEST, LEAD])
def test_disagreement_is_listed(case, rule):
    """Who gave what, and how many points apart."""
    (note,) = rule.score(case(10, judgements=THREE)).notes

    assert note.pick("zh") == "评议人意见不一，相差1分：甲扣2分；乙扣3分；丙扣3分"
    assert note.pick("en") == "the judges differ by 1: 甲: 2 off; 乙: 3 off; 丙: 3 off"


def test_judges_who_agree_leave_no_note(case):
    assert MEAN.score(case(10, judgements=[takes(2), takes(2, BOB)])).notes == ()


def test_the_mean_shows_its_arithmetic_and_every_reason(case, reasons):
    made = case(10, judgements=[takes(2), takes(3, BOB)])

    assert MEAN.score(made).working.pick("zh") == "2人评议，取平均：(2 + 3) ÷ 2 = 2.5"
    assert reasons(MEAN.score(made)) == [
        "2人评议，取平均：(2 + 3) ÷ 2 = 2.5；甲的理由（甲）；乙的理由（乙）"
    ]
    assert reasons(LOWEST.score(made)) == ["2人评议，取最低分：乙扣3分；乙的理由（乙）"]


def test_the_mean_of_tiers_is_of_points(case, earned):
    """(9 + 7) / 2 = 8, which no tier need hold."""
    rule = Judged(tiers=TIERS, judges=Judges(2, "mean"))
    made = case(10, judgements=[gives("好", "9.5"), gives("较好", 7, BOB)])

    assert earned(rule, made) == F("8.25")
    assert (
        rule.score(made).notes[0].pick("zh")
        == "评议人意见不一，相差2.5分：甲好得9.5分；乙较好得7分"
    )


@pytest.mark.parametrize(
    ("rule", "given", "zh", "en"),
    [
        (
            MEAN,
            [takes(2)],
            "待评议：应有2人评分，现有1人",
            "awaits the judgements of 2 people; 1 so far",
        ),
        (LEAD, THREE[:2], "待评议：组长还没有评分", "awaits the judgement of the lead"),
    ],
)
def test_waits_for_the_others(case, rule, given, zh, en):
    with pytest.raises(AwaitsJudgement) as caught:
        rule.score(case(10, judgements=given))

    assert (caught.value.why.pick("zh"), caught.value.why.pick("en")) == (zh, en)


def test_one_person_leads(case):
    with pytest.raises(BadEvidence) as caught:
        LEAD.score(case(10, judgements=[takes(1, leads=True), takes(2, BOB, leads=True)]))

    assert caught.value.why.pick("zh") == "组长有2名；只能有一名"
    assert caught.value.why.pick("en") == "2 judges lead; only one can"


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (TIERED, []),
        (MEAN, []),
        (Judged(tiers=TIERS, judges=Judges(3, "lead")), []),
        (Judged(*RANGE, tiers=TIERS), ["tiers"]),
        (Judged(tiers=TIERS, choices=(F(1),)), ["tiers"]),
        (Judged(tiers=TIERS[1:]), ["tiers"]),  # no tier earns 10
        (Judged(tiers=(TIERS[0], JudgedTier(Text("差"), F(3), F(1)))), ["tiers"]),
        (Judged(tiers=(TIERS[1], TIERS[0])), ["tiers"]),
        (Judged(tiers=(TIERS[0], JudgedTier(Text("较好"), F(6), F("9.5")))), ["tiers"]),
        (Judged(tiers=(TIERS[0], TIERS[0])), ["tiers", "tiers"]),
        (Judged(*RANGE, judges=Judges(1, "mean")), ["judges"]),
    ],
)
def test_faults(faults, rule, keys):
    assert faults(rule, 10) == keys


def test_tiers_need_points(faults):
    assert faults(TIERED, None) == ["type"]


def test_describes_itself():
    rule = Judged(tiers=TIERS[:2], judges=Judges(3, "lead"))

    assert rule.describe().pick("zh") == (
        "先定档次，再在档内给分：好得9至10分；较好得6至8分；至少3人评议，以组长的为准"
    )
    assert rule.describe().pick("en") == (
        "a tier by judgement, then points within it: good: 9 to 10; fair: 6 to 8; "
        "3 judges or more; that of the lead counts"
    )
    assert list(rule.judged_by_many("item")) == ["item"]
    assert list(TIERED.judged_by_many("item")) == []
