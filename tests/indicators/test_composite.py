"""The indicator type `composite`."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.composite import Composite, Source
from lawcheck.model.case import BadEvidence
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text

DAILY = Source(Text("平时", "daily"), FactRef("daily"), Fraction(50), Fraction("0.2"))
YEARLY = Source(Text("年终", "yearly"), FactRef("yearly"), Fraction(100), Fraction("0.8"))
RULE = Composite((DAILY, YEARLY))


def test_by_weight(case, off, earned):
    """40/50 x 20% + 90/100 x 80% = 16% + 72% = 88% of 10."""
    given = case(10, {"daily": 40, "yearly": 90})

    assert off(RULE.score(given)) == [Fraction("0.4"), Fraction("0.8")]
    assert earned(RULE, given) == Fraction("8.8")


@pytest.mark.parametrize(
    ("daily", "yearly", "points"), [(50, 100, 10), (0, 0, 0), (50, 0, 2), (0, 100, 8)]
)
def test_ends(case, earned, daily, yearly, points):
    """All, nothing, one of both."""
    assert earned(RULE, case(10, {"daily": daily, "yearly": yearly})) == points


def test_thirds_stay_thirds(case, earned):
    """Three equal sources; 1/3 of the way in one of them loses 2/3 of 1/3 of 1."""
    sources = tuple(
        Source(Text(name), FactRef(name), Fraction(3), Fraction(1, 3)) for name in "abc"
    )

    assert earned(Composite(sources), case(1, {"a": 3, "b": 1, "c": 3})) == Fraction(7, 9)


def test_shows_the_arithmetic(case, reasons):
    """Each source that falls short has its line."""
    result = RULE.score(case(10, {"daily": 40, "yearly": 100}))

    assert reasons(result) == ["平时40/50：10 × 20% × 10/50 = 0.4"]
    assert result.working.pick("en") == "daily 40/50; yearly 100/100"
    assert [fact.name for fact in result.deductions[0].cites] == ["daily"]


@pytest.mark.parametrize("value", [51, -1])
def test_a_score_outside_its_scale_is_refused(case, value):
    """51 of 50."""
    with pytest.raises(BadEvidence) as caught:
        RULE.score(case(10, {"daily": value, "yearly": 100}))

    assert [fact.name for fact in caught.value.cites] == ["daily"]


def test_unknown_and_not_applicable(case):
    """Unknown sources are named together; a source that does not apply takes the item with it."""
    with pytest.raises(MissingEvidence) as caught:
        RULE.score(case(10))
    assert caught.value.names == ("daily", "yearly")

    share = Source(
        Text("抽查"), OverRecords("share", "files", on_zero=None), Fraction(1), Fraction("0.8")
    )
    with pytest.raises(DoesNotApply):
        Composite((DAILY, share)).score(case(10, {"daily": 50}, {"files": []}))
    with pytest.raises(MissingEvidence):
        Composite((share, DAILY)).score(case(10, {}, {"files": []}))


@pytest.mark.parametrize(
    ("parts", "points", "keys"),
    [
        ((DAILY, YEARLY), 10, []),
        ((DAILY, YEARLY), None, ["type"]),
        ((DAILY,), 10, ["parts"]),
        ((DAILY, YEARLY, DAILY), 10, ["parts", "parts"]),
        ((), 10, ["parts"]),
        ((Source(Text("a"), FactRef("a"), Fraction(0), Fraction(1)),), 10, ["parts"]),
        (
            (DAILY, YEARLY, Source(Text("a"), FactRef("a"), Fraction(1), Fraction(0))),
            10,
            ["parts"],
        ),
    ],
)
def test_faults(faults, parts, points, keys):
    """Weights of 100% together, each above 0."""
    assert faults(Composite(parts), points) == keys


def test_describes_itself():
    """Sources and weights."""
    assert RULE.describe().pick("zh") == "平时（满分50）占20%；年终（满分100）占80%"
    assert RULE.describe().pick("en") == "daily (of 50) 20%; yearly (of 100) 80%"


@given(daily=st.fractions(0, 50), yearly=st.fractions(0, 100), points=st.fractions(0, 20))
def test_is_the_weighted_mean(case, off, daily, yearly, points):
    """What is left equals the formula, exactly."""
    lost = sum(off(RULE.score(case(points, {"daily": daily, "yearly": yearly}))))

    assert points - lost == points * (
        daily / 50 * Fraction("0.2") + yearly / 100 * Fraction("0.8")
    )
