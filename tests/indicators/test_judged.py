"""The indicator type `judged`."""

from datetime import date
from fractions import Fraction

import pytest

from lawcheck.indicators.judged import Judged
from lawcheck.model.case import AwaitsJudgement, BadEvidence
from lawcheck.model.errors import Place
from lawcheck.model.evidence import Judgement, Source

RANGE = Judged(Fraction(1), Fraction(5))
CHOICES = Judged(choices=(Fraction(2), Fraction(5)))


def judgement(points, on=None):
    return Judgement(
        "item", Fraction(points), "案卷缺送达回证", "张三", on, Source(Place("judgements.csv", 7))
    )


@pytest.mark.parametrize(
    ("rule", "points", "left"),
    [
        (RANGE, "2.5", Fraction("7.5")),
        (RANGE, 1, 9),
        (RANGE, 5, 5),
        (RANGE, 0, 10),
        (CHOICES, 2, 8),
        (CHOICES, 5, 5),
        (CHOICES, 0, 10),
    ],
)
def test_inside_the_range(case, earned, rule, points, left):
    """10 - what the person takes off; both ends and 0 are allowed."""
    assert earned(rule, case(10, judgements=[judgement(points)])) == left


@pytest.mark.parametrize(
    ("rule", "points"), [(RANGE, "0.99"), (RANGE, "5.01"), (RANGE, -1), (CHOICES, 3), (CHOICES, 4)]
)
def test_outside_the_range_is_refused_with_its_place(case, rule, points):
    """The error points at the judgement."""
    given = judgement(points)
    with pytest.raises(BadEvidence) as caught:
        rule.score(case(10, judgements=[given]))

    assert caught.value.cites == (given,)
    assert str(caught.value.cites[0].source.place) == "judgements.csv:7"


def test_says_what_is_allowed(case):
    """The message names the range."""
    with pytest.raises(BadEvidence) as caught:
        RANGE.score(case(10, judgements=[judgement(6)]))

    assert caught.value.why.pick("zh") == "评议扣6分，不在允许的范围：可不扣，或扣1至5分"
    assert caught.value.why.pick("en") == "a judgement takes 6 off; allowed: 0, or 1 to 5"


def test_nobody_has_judged(case):
    """No judgement is not 0 off."""
    with pytest.raises(AwaitsJudgement):
        RANGE.score(case(10))


def test_shows_reason_judge_and_date(case, reasons):
    """Date where there is one."""
    assert reasons(RANGE.score(case(10, judgements=[judgement(2)]))) == ["案卷缺送达回证（张三）"]
    assert reasons(RANGE.score(case(10, judgements=[judgement(2, date(2024, 1, 12))]))) == [
        "案卷缺送达回证（张三，2024-01-12）"
    ]


def test_a_judgement_belongs_to_its_item(case):
    """That of a part is another one."""
    given = case(10, judgements=[Judgement("item.files", Fraction(2), "r", "j")])

    with pytest.raises(AwaitsJudgement):
        RANGE.score(given)
    assert RANGE.score(given.part("files", Fraction(10))).deductions[0].points == 2


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (RANGE, []),
        (CHOICES, []),
        (Judged(Fraction(0), Fraction(5)), []),
        (Judged(), [""]),
        (Judged(Fraction(1)), [""]),
        (Judged(Fraction(1), choices=(Fraction(2),)), [""]),
        (Judged(Fraction(1), Fraction(5), (Fraction(2),)), ["choices"]),
        (Judged(Fraction(5), Fraction(1)), ["from"]),
        (Judged(Fraction(-1), Fraction(1)), ["from"]),
        (Judged(Fraction(0), Fraction(0)), ["to"]),
        (Judged(Fraction(1), Fraction(11)), ["to"]),
        (
            Judged(choices=(Fraction(0), Fraction(11), Fraction(2), Fraction(2))),
            ["choices", "choices", "choices"],
        ),
    ],
)
def test_faults(faults, rule, keys):
    """A range or choices, in order, inside an item of 10 points."""
    assert faults(rule, 10) == keys


def test_describes_itself():
    """What may be taken off."""
    assert RANGE.describe().pick("zh") == "可不扣，或扣1至5分"
    assert CHOICES.describe().pick("zh") == "可不扣，或扣2、5分"
    assert CHOICES.describe().pick("en") == "taken off by judgement: 0, 2, 5"
    assert Judged(Fraction(0), Fraction(5)).describe().pick("zh") == "酌情扣0至5分"
