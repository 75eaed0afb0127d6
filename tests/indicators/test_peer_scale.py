"""Points by where a value lies among the units, by hand."""

from fractions import Fraction

import pytest

from lawcheck.indicators.peer_scale import PeerScale
from lawcheck.model.case import BadEvidence, Case
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.peers import Peer
from lawcheck.model.readings import DoesNotApply, MissingEvidence

from .conftest import YEAR as PERIOD


def rule(by, better="higher", all_equal="full"):
    return PeerScale(FactRef("n"), better, "all", by, all_equal)


def case(own, *others):
    peers = tuple(
        Peer(f"p{at}", None if value is None else Fraction(value))
        for at, value in enumerate(others)
    )
    return Case(
        "item",
        Fraction(10),
        Evidence(Unit("u"), {"n": Fact("n", Fraction(own))}, peers={"item": peers}),
        PERIOD,
    )


def earned(of, which):
    return 10 - sum((each.points for each in of.score(which).deductions), Fraction(0))


@pytest.mark.parametrize(
    ("by", "better", "own", "others", "points"),
    [
        ("min_max", "higher", 50, (20, 80), 5),
        ("min_max", "higher", 20, (50, 80), 0),
        ("min_max", "higher", 80, (20, 50), 10),
        ("min_max", "lower", 30, (20, 80), Fraction(25, 3)),  # (80 - 30)/(80 - 20)
        ("min_max", "higher", -5, (-10, 0, -5), 5),
        ("best", "higher", 50, (20, 80), Fraction(25, 4)),
        ("best", "higher", -5, (20, 80), 0),
        ("best", "lower", 50, (20, 80), 4),  # 20/50
        ("best", "lower", 20, (50, 80), 10),
        ("percentile", "higher", 50, (20, 80), 5),  # better than 1 of 2
        ("percentile", "higher", 50, (20, 50, 50, 80), 5),  # (1 + 2/2)/4
        ("percentile", "lower", 50, (20, 50, 70, 80), Fraction(25, 4)),  # (2 + 1/2)/4
        ("percentile", "higher", 90, (20, 80), 10),
    ],
)
def test_points(by, better, own, others, points):
    assert earned(rule(by, better), case(own, *others)) == points


@pytest.mark.parametrize("by", ["min_max", "best", "percentile"])
def test_units_that_are_all_equal_or_alone(by):
    for which in (case(5, 5, 5), case(5)):
        assert earned(rule(by), which) == 10
        assert earned(rule(by, all_equal="zero"), which) == 0
        with pytest.raises(DoesNotApply):
            rule(by, all_equal="not_applicable").score(which)


@pytest.mark.parametrize("by", ["min_max", "best", "percentile"])
def test_one_unknown_unit_opens_the_item(by):
    with pytest.raises(MissingEvidence) as gap:
        rule(by).score(case(12, 10, None))

    assert gap.value.names == ("@p1",)


@pytest.mark.parametrize(("better", "others"), [("higher", (-3, 0)), ("lower", (0, 4))])
def test_there_is_no_share_of_nothing(better, others):
    with pytest.raises(BadEvidence) as refused:
        rule("best", better).score(case(-1 if better == "higher" else 2, *others))

    assert refused.value.why.pick("en") == (
        "the best value is 0, and there is no share of a number that is not above 0"
    )
    assert refused.value.why.pick("zh") == "最好的是0，不大于0，不能按它的比例计分"


def test_the_working_can_be_added_up_again():
    (lost,) = rule("percentile", "lower").score(case(50, 20, 50, 70, 80)).deductions

    assert lost.reason.pick("en") == (
        "n: better than 2 and equal to 1 of 4 others: (2 + 1 ÷ 2) ÷ 4 × 10 = 6.25"
    )
    (lost,) = rule("min_max", "lower").score(case(50, 20, 100)).deductions
    assert lost.reason.pick("zh") == "n：(50 - 100) ÷ (20 - 100) × 10 = 6.25"
