"""The built-in types pass the suite that authors of types are given."""

from datetime import date
from fractions import Fraction

import attrs

from lawcheck.indicators.all_of import AllOf, Demand
from lawcheck.indicators.awards import Awards, PeriodCap
from lawcheck.indicators.bands import Band, Bands
from lawcheck.indicators.blocks.incident_lines import Incident, Multiply
from lawcheck.indicators.blocks.judging import JudgedRecords, Judges
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.change import Change
from lawcheck.indicators.composite import Composite, Source
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.deadline import DatedRecords, Deadline
from lawcheck.indicators.incidents import Incidents
from lawcheck.indicators.judged import Judged
from lawcheck.indicators.parts import Part, Parts
from lawcheck.indicators.peer_average import PeerAverage
from lawcheck.indicators.peer_scale import PeerScale
from lawcheck.indicators.rank_points import RankPoints
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.stepped_bonus import SteppedBonus
from lawcheck.indicators.tiers import Tier, Tiers
from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.evidence import Judgement
from lawcheck.model.measures import FactRef
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text
from lawcheck.registry.builtin import lawcheck_indicator_types
from lawcheck.testing import IndicatorTypeSuite

HALF = Steps(Fraction("0.5"), Fraction(1))
WHOLE = Steps(Fraction("0.3"), Fraction("0.1"), "whole")
TRUE = Where((Comparison("flag", "equals", True),))
RATE = Spec("rate", written_as="percent", least=Fraction(0), most=Fraction(1))
DONE = Spec("date", may_be_never=True)
CASES = Register(
    Text("台账"),
    {
        "no": Spec("text"),
        "flag": Spec("yes_no"),
        "on": Spec("date"),
        "done": DONE,
        "level": Spec("text", choices=("省级", "市级")),
        "matter": Spec("text", choices=("甲", "乙")),
    },
)


class TestYesNo(IndicatorTypeSuite):
    rule = YesNo(FactRef("a"))
    facts = {"a": Spec("yes_no")}


class TestRankPoints(IndicatorTypeSuite):
    rule = RankPoints(
        FactRef("a"),
        "lower",
        "group",
        (Fraction(5), Fraction(3), Fraction(3)),
        Fraction(1),
        "mean",
        "not_applicable",
    )
    facts = {"a": Spec("count")}
    better = {"a": "lower"}


class TestRankPointsWorst(IndicatorTypeSuite):
    rule = RankPoints(
        FactRef("a"), "higher", "kind", (Fraction(5), Fraction(2)), Fraction(0), "worst", "zero"
    )
    facts = {"a": Spec("count", most=Fraction(3))}
    better = {"a": "higher"}


class TestPeerAverage(IndicatorTypeSuite):
    rule = PeerAverage(
        FactRef("a"),
        "lower",
        "all",
        "others",
        "difference",
        Steps(Fraction("0.5"), Fraction(1), "started"),
    )
    facts = {"a": Spec("count")}
    better = {"a": "lower"}


class TestPeerScale(IndicatorTypeSuite):
    rule = PeerScale(FactRef("a"), "higher", "all", "min_max", "full")
    facts = {"a": Spec("count")}
    better = {"a": "higher"}


class TestTiers(IndicatorTypeSuite):
    rule = Tiers(
        (
            Tier(Text("一"), Where((Comparison("a", "equals", True),)), Fraction(5)),
            Tier(Text("二"), Where((Comparison("b", "at_least", Fraction(3)),)), Fraction(3)),
        ),
        Fraction(0),
    )
    facts = {"a": Spec("yes_no"), "b": Spec("count")}


class TestCountTarget(IndicatorTypeSuite):
    rule = CountTarget(FactRef("a"), Fraction(12), HALF, at_none=Fraction(3))
    facts = {"a": Spec("count")}


class TestCountTargetByPeriod(IndicatorTypeSuite):
    rule = CountTarget(
        OverRecords("count", "cases", where=TRUE, by="on"), Fraction(1), HALF, each="quarter"
    )
    registers = {"cases": CASES}


class TestRate(IndicatorTypeSuite):
    rule = Rate(
        Fraction("0.95"),
        WHOLE,
        numerator=OverRecords("count", "cases", where=TRUE),
        denominator=OverRecords("count", "cases"),
        on_zero="zero",
    )
    registers = {"cases": CASES}


class TestRateThatShouldBeLow(IndicatorTypeSuite):
    rule = Rate(
        Fraction("0.1"),
        Steps(Fraction("0.5"), Fraction("0.05"), "started", Fraction(4)),
        FactRef("a", is_rate=True),
        better="lower",
    )
    facts = {"a": RATE}
    better = {"a": "lower"}


class TestBands(IndicatorTypeSuite):
    rule = Bands(
        FactRef("a", is_rate=True),
        (Band(Fraction(5), Fraction("0.9")), Band(Fraction(2), Fraction("0.8"))),
        Fraction(0),
    )
    facts = {"a": RATE}


class TestBandsFromTheLowest(IndicatorTypeSuite):
    rule = Bands(
        FactRef("a", is_rate=True),
        (
            Band(Fraction(5), end=Fraction("0.1")),
            Band(Fraction(2), end=Fraction("0.5"), other_end=Fraction(4)),
        ),
        Fraction(0),
    )
    facts = {"a": RATE}
    better = {"a": "lower"}


class TestScale(IndicatorTypeSuite):
    rule = Scale(FactRef("a", is_rate=True), Fraction("0.6"), Fraction("0.95"))
    facts = {"a": RATE}


class TestAllOf(IndicatorTypeSuite):
    rule = AllOf(
        (Demand(Text("甲"), FactRef("a")), Demand(Text("乙"), FactRef("b"))), partly=Fraction(2)
    )
    facts = {"a": Spec("yes_no"), "b": RATE}


class TestIncidents(IndicatorTypeSuite):
    rule = Incidents(
        menu=(
            Incident(
                Text("甲"),
                OverRecords("count", "cases"),
                (Fraction("0.5"),),
                Fraction(2),
                "c",
                (Multiply(TRUE, Fraction(2)),),
            ),
            Incident(Text("乙"), FactRef("a"), (Fraction(0), Fraction(1)), cause="c"),
        ),
        cause_caps={"c": Fraction(4)},
    )
    facts = {"a": Spec("count")}
    registers = {"cases": CASES}


class TestDeadline(IndicatorTypeSuite):
    rule = Deadline(HALF, Fraction(3), done=FactRef("a"), due=date(2023, 6, 30))
    facts = {"a": DONE}


class TestDeadlineOverRecords(IndicatorTypeSuite):
    rule = Deadline(
        Steps(Fraction("0.1"), Fraction(7), "started", Fraction(2)),
        Fraction(1),
        records=DatedRecords("cases", "done", "on", TRUE),
        days=30,
    )
    registers = {"cases": CASES}


class TestJudged(IndicatorTypeSuite):
    rule = Judged(Fraction(1), Fraction(5))
    judged = (Fraction(1), Fraction(5))


class TestJudgedEvents(IndicatorTypeSuite):
    rule = Judged(Fraction("0.5"), Fraction(2), count=FactRef("a"))
    facts = {"a": Spec("count")}


class TestJudgedRecords(IndicatorTypeSuite):
    rule = Judged(Fraction("0.5"), Fraction(2), records=JudgedRecords("cases", "off", TRUE))
    registers = {
        "cases": Register(
            Text("台账"),
            {
                "no": Spec("text"),
                "flag": Spec("yes_no"),
                "off": Spec("amount", least=Fraction("0.5"), most=Fraction(2), optional=True),
            },
        )
    }


class TestJudgedByTwo(IndicatorTypeSuite):
    rule = Judged(Fraction(0), Fraction(5), judges=Judges(2, "mean"))

    @staticmethod
    def _judge(given, deducted):
        two = (
            Judgement("item", deducted, "评议", "甲"),
            Judgement("item", Fraction(1), "评议", "乙"),
        )
        return attrs.evolve(given, judgements={"item": two})

    judged = (Fraction(0), Fraction(5))


class TestSteppedBonus(IndicatorTypeSuite):
    rule = SteppedBonus(FactRef("a", is_rate=True), Fraction("0.1"), Fraction(1), WHOLE)
    facts = {"a": RATE}


class TestAwards(IndicatorTypeSuite):
    rule = Awards(
        "cases",
        TRUE,
        level="level",
        levels={"省级": Fraction(2), "市级": Fraction(1)},
        matter="matter",
        duplicates="reduced",
        reduced_to=Fraction("0.5"),
        cap=PeriodCap(Fraction("2.5"), "quarter", "on"),
    )
    registers = {"cases": CASES}


class TestChange(IndicatorTypeSuite):
    rule = Change(FactRef("a"), FactRef("b"), "lower", "percent", WHOLE, "not_applicable")
    facts = {"a": Spec("count"), "b": Spec("count")}


class TestChangeThatEarns(IndicatorTypeSuite):
    rule = Change(
        FactRef("a"),
        FactRef("b"),
        "higher",
        "difference",
        Steps(Fraction(1), Fraction(2), "started"),
        base=Fraction(3),
        earn=HALF,
    )
    facts = {"a": Spec("count"), "b": Spec("count")}
    better = {"a": "higher", "b": "lower"}


class TestComposite(IndicatorTypeSuite):
    rule = Composite(
        (
            Source(Text("甲"), FactRef("a"), Fraction(100), Fraction("0.2")),
            Source(Text("乙"), FactRef("b"), Fraction(50), Fraction("0.8")),
        )
    )
    facts = {
        "a": Spec("amount", least=Fraction(0), most=Fraction(100)),
        "b": Spec("amount", least=Fraction(0), most=Fraction(50)),
    }


class TestParts(IndicatorTypeSuite):
    rule = Parts(
        (
            Part("a", Text("甲"), Fraction(2), TestYesNo.rule),
            Part("b", Text("乙"), Fraction(4), TestRate.rule),
        )
    )
    facts = TestYesNo.facts
    registers = {"cases": CASES}


def test_every_built_in_type_is_here():
    """A type without this suite is not finished."""
    suites = [
        each
        for each in globals().values()
        if isinstance(each, type) and issubclass(each, IndicatorTypeSuite)
    ]

    assert set(lawcheck_indicator_types()) == {
        each.rule.type_name for each in suites if each is not IndicatorTypeSuite
    }
