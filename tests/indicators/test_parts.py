"""The indicator type `parts`."""

from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from lawcheck.indicators.awards import Awards
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.judged import Judged
from lawcheck.indicators.parts import Part, Parts
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.case import AwaitsJudgement, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Judgement
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import SamplingError
from lawcheck.model.text import Text, message

RULES = Part("rules", Text("制度", "rules"), Fraction("0.3"), YesNo(FactRef("rules")))
TIMES = Part(
    "times",
    Text("次数", "sessions"),
    Fraction("1.2"),
    CountTarget(FactRef("times"), Fraction(6), Steps(Fraction("0.3"), Fraction(1))),
)
STUDY = Parts((RULES, TIMES))
HALF = Steps(Fraction("0.5"), Fraction("0.01"), "proportional")


def rate(name, on_zero="not_applicable"):
    rule = Rate(
        Fraction("0.95"),
        HALF,
        numerator=FactRef(f"{name}_part"),
        denominator=FactRef(f"{name}_all"),
        on_zero=on_zero,
    )
    return Part(name, Text(name), Fraction(3), rule)


@pytest.mark.parametrize(
    ("rules", "times", "left"),
    [
        (False, 1, 0),
        (True, 4, "0.9"),
        (True, 6, "1.5"),
        (True, 0, "0.3"),
        (False, 6, "1.2"),
        (False, 2, 0),
    ],
)
def test_each_part_has_its_own_cap(case, earned, rules, times, left):
    """1.5 in all: rules 0.3, sessions 0.3 each but at most 1.2 (1 of 6 asks 1.5)."""
    assert earned(STUDY, case("1.5", {"rules": rules, "times": times})) == Fraction(left)


def test_a_cap_is_explained(case, off, reasons):
    """1.5 asked, 1.2 taken; reasons carry the title of the part."""
    result = STUDY.score(case("1.5", {"rules": True, "times": 1}))

    assert off(result) == [Fraction("1.2")]
    assert result.deductions[0].asked == Fraction("1.5")
    assert result.deductions[0].limited.pick("zh") == "次数至多扣1.2"
    assert reasons(result) == ["次数：1，少5：5 ÷ 1 × 0.3 = 1.5"]
    assert result.deductions[0].reason.pick("en") == "sessions: 1, 5 short: 5 ÷ 1 × 0.3 = 1.5"


def test_two_rates_share_the_item(case, off, earned):
    """90% and 91% against 95%: 2.5 and 2 asked, 4.5 together, but the item has 3."""
    given = case(3, {"a_part": 90, "a_all": 100, "b_part": 91, "b_all": 100})
    rule = Parts((rate("a"), rate("b")))

    assert off(rule.score(given)) == [Fraction("2.5"), 2]
    assert earned(rule, given) == 0


def test_everything_unknown_is_named_together(case):
    """Of both parts."""
    with pytest.raises(MissingEvidence) as caught:
        STUDY.score(case("1.5"))

    assert caught.value.names == ("rules", "times")


def test_a_part_that_does_not_apply_costs_nothing(case, off):
    """0 of 0 in one rate; the other is 90%. Where neither applies, nor does the item."""
    rule = Parts((rate("a"), rate("b")))

    assert off(rule.score(case(3, {"a_part": 0, "a_all": 0, "b_part": 90, "b_all": 100}))) == [
        Fraction("2.5")
    ]
    with pytest.raises(DoesNotApply):
        rule.score(case(3, {"a_part": 0, "a_all": 0, "b_part": 0, "b_all": 0}))


def test_an_unknown_part_is_not_hidden_by_one_that_does_not_apply(case):
    """Still open."""
    with pytest.raises(MissingEvidence):
        Parts((rate("a"), rate("b"))).score(case(3, {"a_part": 0, "a_all": 0}))


def test_what_is_known_of_the_other_parts_narrows_the_interval(case, earned_ends):
    """3 points by judgement are open; of the 0.3 for rules all are lost, or all are kept."""
    files = Part("files", Text("案卷"), Fraction(3), Judged(Fraction("0.5"), Fraction(3)))
    rule = Parts((RULES, files))

    assert earned_ends(rule, case("3.3", {"rules": False})) == (0, 3)
    assert earned_ends(rule, case("3.3", {"rules": True})) == (Fraction("0.3"), Fraction("3.3"))
    assert earned_ends(rule, case("3.3")) == (0, Fraction("3.3"))


def test_open_parts_may_cost_all_that_the_item_is_worth(case, earned_ends):
    """Two parts with the points of the item each: one that is known and good leaves nothing sure."""
    rates = (
        Part(
            "a", Text("a"), Fraction(10), Rate(Fraction(1), HALF, value=FactRef("a", is_rate=True))
        ),
        Part(
            "b", Text("b"), Fraction(10), Rate(Fraction(1), HALF, value=FactRef("b", is_rate=True))
        ),
    )

    assert earned_ends(Parts(rates), case(10, {"a": 1})) == (0, 10)
    assert earned_ends(Parts(rates), case(10, {"a": Fraction("0.96")})) == (0, 8)
    assert earned_ends(Parts(rates), case(50, {"a": Fraction("0.96")})) == (38, 48)


def test_what_an_open_part_loses_and_keeps_in_any_case(case, earned_ends):
    """Of three events each costs 0.5 to 1: of 8 points 1.5 to 3 are lost, beside 0.3 for the rules."""
    events = Part(
        "events",
        Text("事件"),
        Fraction(8),
        Judged(Fraction("0.5"), Fraction(1), count=FactRef("events")),
    )
    files = Part("files", Text("案卷"), Fraction(8), Judged(Fraction(1), Fraction(5)))

    assert earned_ends(Parts((RULES, events)), case(8, {"rules": False, "events": 3})) == (
        Fraction("4.7"), Fraction("6.2"),
    )  # fmt: skip
    assert earned_ends(Parts((RULES, files)), case(8, {"rules": True})) == (3, 8)


def test_a_judged_part_has_its_own_judgement(case, off):
    """Named `item.files`; open without it, and missing evidence is named first."""
    files = Part("files", Text("案卷"), Fraction(2), Judged(Fraction("0.5"), Fraction(2)))
    rule = Parts((RULES, files))

    assert off(
        rule.score(
            case(3, {"rules": True}, judgements=[Judgement("item.files", Fraction(1), "r", "j")])
        )
    ) == [1]
    with pytest.raises(AwaitsJudgement):
        rule.score(case(3, {"rules": True}, judgements=[Judgement("item", Fraction(1), "r", "j")]))
    with pytest.raises(MissingEvidence):
        rule.score(case(3))


def test_a_part_that_counts_up(case, off, reasons):
    """2 prizes at 1 of 3 points: 1 is not gained. 4 prizes gain the part's 3 and no more."""
    rule = Parts((Part("prizes", Text("表彰"), Fraction(3), Awards("prizes", each=Fraction(1))),))
    two, four = (
        rule.score(case(3, {}, {"prizes": [{"no": str(index)} for index in range(number)]}))
        for number in (2, 4)
    )

    assert off(two) == [1]
    assert reasons(two) == ["表彰：累计得2，满分3"]
    assert off(four) == []
    assert two.gains is None


def test_about_and_working_of_all_parts(case):
    """Facts once each, in order."""
    result = STUDY.score(case("1.5", {"rules": True, "times": 6}))

    assert [fact.name for fact in result.about] == ["rules", "times"]
    assert result.working.pick("zh") == "制度：rules：是；次数：6，目标6"


def test_parts_inside_parts(case, off, reasons):
    """Caps and titles nest; the judgement is named by the whole path."""
    inner = Part(
        "inner",
        Text("内"),
        Fraction(1),
        Parts((Part("files", Text("案卷"), Fraction(2), Judged(Fraction(0), Fraction(2))),)),
    )
    result = Parts((inner,)).score(
        case(3, judgements=[Judgement("item.inner.files", Fraction(2), "r", "j")])
    )

    assert off(result) == [1]
    assert reasons(result) == ["内：案卷：r（j）"]


def test_faults(faults):
    """Ids, empty lists, caps above the item."""
    assert faults(STUDY, "1.5") == []
    assert faults(Parts(()), 1) == ["parts"]
    assert faults(Parts((RULES, RULES)), 1) == ["parts"]
    assert faults(STUDY, 1) == ["parts"]
    assert faults(Parts((Part("a", Text("a"), Fraction(0), YesNo(FactRef("a"))),)), 1) == ["parts"]


def test_compares_parts_with_wholes():
    """The pairs of the rules inside."""
    assert list(Parts((RULES, rate("a"))).pairs()) == [("a_part", "a_all")]


def test_describes_itself():
    """Every rule with its points."""
    assert (
        STUDY.describe().pick("zh")
        == "制度（0.3分）：rules：是得满分，否则不得分；次数（1.2分）：times不少于6；每少1扣0.3分"
    )


@attrs.frozen
class Poll:
    """Loses what its fact says, by a sample that may be wrong by 1 either way."""

    type_name: ClassVar[str] = "poll"
    value: FactRef

    def describe(self):
        return message("抽样", "a sample")

    def score(self, case):
        lost = case.read(self.value).value
        return Result((Deduction(lost, self.describe()),) if lost else ())

    def sampling_error(self, case):
        lost = case.read(self.value).value
        return SamplingError(max(Fraction(0), lost - 1), lost + 1, Fraction(9, 10))


@pytest.mark.parametrize(
    ("lost", "least", "most"), [("0.5", "0.5", "2"), ("1.8", "1.3", "2.5"), ("3", "2.5", "2.5")]
)
def test_sampling_errors_of_parts(case, lost, least, most):
    """0.5 is lost for sure; the poll loses from `lost` - 1 to `lost` + 1, and has 2 points."""
    poll = Part("poll", Text("满意度", "poll"), Fraction(2), Poll(FactRef("poll")))
    rule = Parts(
        (Part("fixed", Text("制度", "rules"), Fraction("0.5"), YesNo(FactRef("rules"))), poll)
    )
    error = rule.sampling_error(case("2.5", {"rules": False, "poll": Fraction(lost)}))

    assert error == SamplingError(Fraction(least), Fraction(most), Fraction(9, 10))


def test_no_sampling_error_without_a_sample(case):
    assert STUDY.sampling_error(case("1.5", {"rules": True, "times": 4})) is None


def test_a_part_that_does_not_apply_has_no_sampling_error(case):
    poll = Part("poll", Text("满意度", "poll"), Fraction(2), Poll(FactRef("poll")))
    error = Parts((rate("a"), poll)).sampling_error(case(5, {"a_part": 0, "a_all": 0, "poll": 1}))

    assert (error.least, error.most) == (0, 2)
