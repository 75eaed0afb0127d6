"""Points by rank, by hand."""

from fractions import Fraction
from typing import Any

import pytest

from lawcheck.indicators.rank_points import RankPoints
from lawcheck.model.case import Case
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.peers import Peer
from lawcheck.model.readings import DoesNotApply, MissingEvidence

from .conftest import YEAR as PERIOD


def rule(**keys):
    given: dict[str, Any] = {
        "better": "higher",
        "within": "all",
        "places": (10, 8, 6),
        "otherwise": 4,
        "ties": "mean",
        "alone": "not_applicable",
    } | keys
    return RankPoints(
        FactRef("score"),
        **{
            **given,
            "places": tuple(map(Fraction, given["places"])),
            "otherwise": Fraction(given["otherwise"]),
        },
    )


def case(own, *others):
    facts = {} if own is None else {"score": Fact("score", Fraction(own))}
    peers = tuple(
        Peer(f"p{at}", None if value is None else Fraction(value))
        for at, value in enumerate(others)
    )
    return Case("item", Fraction(10), Evidence(Unit("u"), facts, peers={"item": peers}), PERIOD)


def earned(of, which):
    return 10 - sum((each.points for each in of.score(which).deductions), Fraction(0))


@pytest.mark.parametrize(
    ("own", "others", "points"),
    [
        (95, (90, 85), 10),
        (85, (95, 90), 6),
        (80, (95, 90, 85), 4),
        (90, (95, 90, 85), 7),  # places 2 and 3: (8 + 6) / 2
        (90, (95, 90, 90), 6),  # places 2, 3 and 4: (8 + 6 + 4) / 3
        (90, (90, 90, 90), 7),  # (10 + 8 + 6 + 4) / 4
    ],
)
def test_places(own, others, points):
    assert earned(rule(), case(own, *others)) == points


def test_ties_at_their_best_and_worst():
    tied = case(90, 95, 90, 85)

    assert earned(rule(ties="best"), tied) == 8
    assert earned(rule(ties="worst"), tied) == 6


def test_lower_is_better():
    assert earned(rule(better="lower"), case(1, 2, 3)) == 10
    assert earned(rule(better="lower"), case(3, 2, 1)) == 6


def test_an_unknown_unit_opens_the_item_as_far_as_it_can_move_the_rank():
    """Second of the two that are known; the third may be above, equal or below: place 2 or 3."""
    with pytest.raises(MissingEvidence) as gap:
        rule().score(case(90, 95, None))

    assert (gap.value.names, gap.value.lost, gap.value.kept) == (("@p1",), 2, 6)


def test_an_unknown_unit_that_changes_nothing():
    """Below three others all places earn 4, whoever the fifth is."""
    assert earned(rule(), case(80, 95, 90, 85, None)) == 4


def test_alone():
    with pytest.raises(DoesNotApply):
        rule().score(case(90))
    assert earned(rule(alone="full"), case(90)) == 10
    assert earned(rule(alone="zero"), case(90)) == 0


def test_own_value_missing_and_never_compared():
    with pytest.raises(MissingEvidence, match="score"):
        rule().score(case(None, 1))
    with pytest.raises(MissingEvidence, match="@"):
        rule().score(
            Case(
                "item",
                Fraction(10),
                Evidence(Unit("u"), {"score": Fact("score", Fraction(1))}),
                PERIOD,
            )
        )


def test_faults():
    def faults(points=10, **keys):
        return [fault.what.pick("en") for fault in rule(**keys).check(points and Fraction(points))]

    assert faults() == []
    assert faults(places=(8, 10)) == ["no place may earn more than the one before it: 8, 10"]
    assert faults(otherwise=7) == ["no place may earn more than the one before it: 6, 7"]
    assert len(faults(points=9)) == 1
    assert "`places` is empty" in faults(places=(), otherwise=0)[0]
    assert len(faults(points=None)) == 1


def test_words():
    told = rule(within="group").describe()
    working = rule().score(case(90, 95, 90)).working

    assert (
        told.pick("en")
        == "ranked by score within the group, higher is better; the places earn 10, 8, 6 in turn, all others 4"
    )
    assert (
        told.pick("zh") == "在同组单位中按score排名（高为好），各名次依次得10、8、6分，其余得4分"
    )
    assert working.pick("en") == "90, rank 2 of 3 units, shared by 2"
    assert working.pick("zh") == "90，3个单位中第2名（并列2个）"
