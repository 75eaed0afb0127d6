"""The built-in indicator types pass the suite that plugin authors are given."""

from datetime import date
from fractions import Fraction

from lawcheck import conditions
from lawcheck.builtin import lawcheck_indicator_types
from lawcheck.checklist import Register, Spec
from lawcheck.conditions import Where
from lawcheck.indicators.all_of import AllOf, Demand
from lawcheck.indicators.awards import Awards, PeriodCap
from lawcheck.indicators.bands import Band, Bands
from lawcheck.indicators.change import Change
from lawcheck.indicators.composite import Composite, Source
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.deadline import DatedRecords, Deadline
from lawcheck.indicators.incidents import Incidents
from lawcheck.indicators.judged import Judged
from lawcheck.indicators.parts import Part, Parts
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.stepped_bonus import SteppedBonus
from lawcheck.indicators.tiers import Tier, Tiers
from lawcheck.indicators.yes_no import YesNo
from lawcheck.measures import FactRef, OverRecords
from lawcheck.menu import Incident
from lawcheck.steps import Steps
from lawcheck.testing import IndicatorTypeSuite
from lawcheck.text import Text

HALF, ONE = Fraction(1, 2), Fraction(1)
COUNT, AMOUNT, YES_NO, RATE = Spec("count"), Spec("amount"), Spec("yes_no"), Spec("rate", written_as="percent")
UNMET = Where((conditions.Test("met", "equals", False),))


class TestAllOf(IndicatorTypeSuite):
    rule = AllOf((Demand(Text("甲", "a"), FactRef("a")), Demand(Text("乙", "b"), FactRef("b", is_rate=True))), partly=Fraction(2))
    facts = {"a": YES_NO, "b": RATE}


class TestAwards(IndicatorTypeSuite):
    rule = Awards(
        "praise",
        level="level",
        levels={"国家级": Fraction(4), "省级": Fraction(2)},
        matter="matter",
        duplicates="reduced",
        reduced_to=HALF,
        cap=PeriodCap(Fraction(4), "quarter", "on"),
    )
    registers = {
        "praise": Register(
            Text("表彰", "praise"),
            {"on": Spec("date"), "level": Spec("text", choices=("国家级", "省级")), "matter": Spec("text")},
        )
    }


class TestBands(IndicatorTypeSuite):
    rule = Bands(
        FactRef("a", is_rate=True), (Band(Fraction(95, 100), Fraction(5)), Band(Fraction(90, 100), Fraction(3))), Fraction(0)
    )
    facts = {"a": RATE}


class TestChange(IndicatorTypeSuite):
    steps = Steps(ONE, Fraction(1, 10), "whole")
    rule = Change(FactRef("now"), FactRef("before"), "lower", "percent", steps, on_zero="not_applicable")
    facts = {"now": COUNT, "before": COUNT}


class TestComposite(IndicatorTypeSuite):
    rule = Composite(
        (
            Source(Text("平时", "daily"), FactRef("daily"), Fraction(20), Fraction(1, 5)),
            Source(Text("年终", "yearly"), FactRef("yearly"), Fraction(20), Fraction(4, 5)),
        )
    )
    facts = {"daily": AMOUNT, "yearly": AMOUNT}


class TestCountTarget(IndicatorTypeSuite):
    rule = CountTarget(FactRef("sessions"), Fraction(12), Steps(HALF, ONE), at_none=Fraction(5))
    facts = {"sessions": COUNT}


class TestCountTargetByPeriod(IndicatorTypeSuite):
    rule = CountTarget(OverRecords("count", "sessions", by="on"), ONE, Steps(HALF, ONE, at_most=Fraction(1)), each="quarter")
    registers = {"sessions": Register(Text("学法", "sessions"), {"on": Spec("date")})}


class TestDeadline(IndicatorTypeSuite):
    rule = Deadline(Steps(HALF, ONE, at_most=Fraction(3)), Fraction(5), done=FactRef("done"), due=date(2023, 6, 30))
    facts = {"done": Spec("date", may_be_never=True)}


class TestDeadlineOverRecords(IndicatorTypeSuite):
    rule = Deadline(
        Steps(HALF, ONE, at_most=Fraction(3)), Fraction(2), records=DatedRecords("documents", "filed", "issued"), days=30
    )
    registers = {
        "documents": Register(
            Text("文件", "documents"), {"issued": Spec("date"), "filed": Spec("date", any_date=True, may_be_never=True)}
        )
    }


class TestIncidents(IndicatorTypeSuite):
    rule = Incidents(
        (
            Incident(
                Text("未审查", "not reviewed"),
                OverRecords("count", "files", where=UNMET),
                (HALF,),
                at_most=Fraction(2),
                cause="c",
            ),
            Incident(Text("被纠正", "corrected"), FactRef("corrected"), (ONE, Fraction(2)), cause="c"),
        ),
        cause_caps={"c": Fraction(4)},
    )
    facts = {"corrected": COUNT}
    registers = {"files": Register(Text("案卷", "files"), {"no": Spec("text"), "met": YES_NO})}


class TestJudged(IndicatorTypeSuite):
    rule = Judged(ONE, Fraction(4))
    judged = (ONE, Fraction(4))


class TestParts(IndicatorTypeSuite):
    rule = Parts(
        (
            Part("rules", Text("制度", "rules"), ONE, YesNo(FactRef("rules"))),
            Part("times", Text("次数", "times"), Fraction(4), CountTarget(FactRef("times"), Fraction(6), Steps(HALF, ONE))),
        )
    )
    facts = {"rules": YES_NO, "times": COUNT}


class TestRate(IndicatorTypeSuite):
    rule = Rate(
        Fraction(95, 100),
        Steps(Fraction(1, 10), Fraction(1, 100), "started"),
        numerator=FactRef("part"),
        denominator=FactRef("whole"),
        on_zero="not_applicable",
    )
    facts = {"part": COUNT, "whole": COUNT}


class TestRateOverRecords(IndicatorTypeSuite):
    rule = Rate(ONE, Steps(ONE, Fraction(1, 10), "proportional"), value=OverRecords("share", "files", where=UNMET))
    registers = {"files": Register(Text("案卷", "files"), {"no": Spec("text"), "met": YES_NO})}


class TestScale(IndicatorTypeSuite):
    rule = Scale(FactRef("a", is_rate=True), Fraction(6, 10), Fraction(95, 100))
    facts = {"a": RATE}


class TestSteppedBonus(IndicatorTypeSuite):
    rule = SteppedBonus(FactRef("a", is_rate=True), Fraction(1, 10), ONE, Steps(ONE, Fraction(1, 10), "whole"))
    facts = {"a": RATE}


class TestTiers(IndicatorTypeSuite):
    rule = Tiers(
        (
            Tier(
                Text("专职", "own"),
                Where((conditions.Test("own", "equals", True), conditions.Test("staff", "at_least", ONE))),
                Fraction(5),
            ),
            Tier(Text("兼职", "shared"), Where((conditions.Test("shared", "equals", True),)), Fraction(2)),
        ),
        Fraction(0),
    )
    facts = {"own": YES_NO, "staff": COUNT, "shared": YES_NO}


class TestYesNo(IndicatorTypeSuite):
    rule = YesNo(FactRef("a"), want=False)
    facts = {"a": YES_NO}


def test_every_built_in_type_is_here():
    """A type without this suite is not finished."""
    suites = [each for each in globals().values() if isinstance(each, type) and issubclass(each, IndicatorTypeSuite)]

    assert set(lawcheck_indicator_types()) == {each.rule.type_name for each in suites if each is not IndicatorTypeSuite}
