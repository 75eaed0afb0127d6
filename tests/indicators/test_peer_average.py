"""A value against the average of the units, by hand."""

from fractions import Fraction
from typing import Any

import pytest

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.peer_average import PeerAverage
from lawcheck.model.case import BadEvidence, Case
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.peers import Peer
from lawcheck.model.readings import DoesNotApply, MissingEvidence

from .conftest import YEAR as PERIOD

TENTHS = Steps(Fraction(1), Fraction(1, 10), "whole")


def rule(**keys):
    given: dict[str, Any] = {
        "better": "lower",
        "within": "all",
        "average_of": "all",
        "measured": "percent",
        "deduct": TENTHS,
    }
    return PeerAverage(FactRef("n"), **given | keys)


def case(own, *others):
    peers = tuple(
        Peer(f"p{at}", None if value is None else Fraction(value))
        for at, value in enumerate(others)
    )
    return Case(
        "item",
        Fraction(4),
        Evidence(Unit("u"), {"n": Fact("n", Fraction(own))}, peers={"item": peers}),
        PERIOD,
    )


def lost(of, which):
    return sum((each.points for each in of.score(which).deductions), Fraction(0))


@pytest.mark.parametrize(
    ("own", "others", "points"),
    [(12, (10, 8), 2), (10, (12, 8), 0), (8, (12, 10), 0), (11, (10, 9), 1)],
)
def test_percent_of_the_average(own, others, points):
    assert lost(rule(), case(own, *others)) == points


def test_the_others_alone():
    """12 against 9 is a third more: 3 whole steps."""
    assert lost(rule(average_of="others"), case(12, 10, 8)) == 3


def test_difference_and_higher_is_better():
    each = rule(
        better="higher",
        measured="difference",
        deduct=Steps(Fraction(1), Fraction(1), "proportional"),
    )

    assert lost(each, case(5, 8, 8)) == 2  # the average is 7
    assert lost(each, case(8, 8, 5)) == 0


def test_one_unknown_unit_opens_the_item():
    with pytest.raises(MissingEvidence) as gap:
        rule().score(case(12, 10, None))

    assert gap.value.names == ("@p1",)


def test_nobody_to_compare_with():
    with pytest.raises(DoesNotApply):
        rule().score(case(12))


def test_an_average_of_zero_has_no_percentage():
    """Nobody worse than 0: fine. Worse than 0 in percent: refused."""
    assert lost(rule(average_of="others", better="lower"), case(0, 0, 0)) == 0
    with pytest.raises(BadEvidence, match="not above 0"):
        rule(average_of="others").score(case(3, 0, 0))


def test_words():
    result = rule().score(case(12, 10, 8))

    assert result.working.pick("en") == "12, average of 3 units 10"
    assert result.deductions[0].reason.pick("zh").startswith("12，3个单位平均10，高20%：")
    assert rule().describe().pick("zh").endswith("每高10%扣1分（不足一档不计）")
    higher = rule(better="higher", measured="difference", deduct=Steps(Fraction(2)))
    assert higher.describe().pick("zh").endswith("高为好；低于平均值一次性扣2分")
    assert (
        higher.score(case(5, 8, 8)).deductions[0].reason.pick("zh")
        == "5，3个单位平均7，低2：一次性扣2"
    )
