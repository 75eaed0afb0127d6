"""Scores, ranks and grades within sampling errors: intervals by hand, and that nothing within the errors leaves them."""

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from lawcheck.analysis.sampling import SampledItem, sampling_effect
from lawcheck.analysis.stability import stability_of
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.calendars import year
from lawcheck.model.case import Result
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.deductions import Deduction
from lawcheck.model.errors import ExitCode, PluginError
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Override, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.ranking import Ranking
from lawcheck.model.rounding import Rounding
from lawcheck.model.rule import SamplingError
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text, message
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.stability import StabilityAnalysis
from lawcheck.reports.stability_rows import Draws
from lawcheck.scoring import score
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.totals import make_scorecard
from lawcheck.testing import worlds

SURE = Fraction(95, 100)
WHY = message("原因", "reason")


@attrs.frozen
class Loss:
    """Loses what its fact says; no sample."""

    type_name: ClassVar[str] = "loss"

    value: FactRef

    def describe(self) -> Message:
        return WHY

    def score(self, case):
        lost = case.read(self.value).value
        return Result((Deduction(lost, WHY),) if lost else ())


@attrs.frozen
class Poll(Loss):
    """The same from a sample that may be wrong by `margin` either way."""

    margin: Fraction = Fraction(2)

    def sampling_error(self, case):
        lost = case.read(self.value).value
        return SamplingError(max(ZERO, lost - self.margin), lost + self.margin, SURE)


@attrs.frozen
class Unsure(Poll):
    """Less sure the more is lost."""

    def sampling_error(self, case):
        error = super().sampling_error(case)
        return attrs.evolve(error, confidence=1 - error.most / 100)


@attrs.frozen
class Says(Loss):
    """Tells whatever it is given as its sampling error."""

    error: Any = None

    def sampling_error(self, case):
        if isinstance(self.error, Exception):
            raise self.error
        return self.error


def item(name, rule=Poll, points=10, **more):
    return Indicator(
        name, Text(name), rule(FactRef(name)), None if points is None else Fraction(points), **more
    )


def sheet(*items, method=None, grade_on="rounded", **more):
    items = items or (item("s"), item("e", Loss))
    method = method or Points(sum((each.points for each in items), ZERO))
    return Checklist(
        "sampled",
        "1",
        Text("抽样"),
        year(2023),
        Section("all", Text("全部"), tuple(items), method),
        Rounding(0, "half_up", "total"),
        grade_on,
        (Grade(Text("优秀", "excellent"), Fraction(15)), Grade(Text("合格", "pass"), ZERO)),
        ONE,
        **more,
    )


def unit(name, group="", **lost):
    facts = {fact: Fact(fact, Fraction(value)) for fact, value in lost.items()}
    return Evidence(Unit(name, group=group), facts)


def effect(checklist, *units):
    return sampling_effect(checklist, [score(checklist, each) for each in units], units)


def exact(checklist, evidence):
    """The interval of the total of one unit."""
    (found,) = effect(checklist, evidence).units
    return found.within.card.exact


def test_three_units():
    """u 19 (17 to 20), v 16 (14 to 18), w 13 (11 to 13): u and v may change places, w is third for sure; 15 is a cut."""
    found = effect(sheet(), unit("w", s=0, e=7), unit("u", s=1, e=0), unit("v", s=4, e=0))

    assert found.items == (SampledItem("s", Text("s"), SURE, 3),)
    assert [
        (
            each.scored.card.unit.id,
            each.scored.best,
            (each.within.card.score.low, each.within.card.score.high),
            (each.within.best, each.within.worst),
            [grade.en for grade in each.grades],
            each.above_next,
        )
        for each in found.units
    ] == [
        ("u", 1, (17, 20), (1, 2), ["excellent"], False),
        ("v", 2, (14, 18), (1, 2), ["excellent", "pass"], True),
        ("w", 3, (11, 13), (3, 3), ["pass"], None),
    ]


def test_intervals_that_touch_cannot_be_told_apart():
    """u 16 to 20 and v 12 to 16: at 16 both would be equal; with v one lower they are apart."""
    checklist = sheet()

    assert effect(checklist, unit("u", s=2, e=0), unit("v", s=4, e=2)).units[0].above_next is False
    assert effect(checklist, unit("u", s=2, e=0), unit("v", s=4, e=3)).units[0].above_next is True


def test_what_decides_ties_decides_here_too():
    """Both have 18 for sure; by e, u stands above v."""
    checklist = sheet(
        item("s", points=10), item("e", Loss), item("d", Loss), ranking=Ranking("all", ties=("e",))
    )
    first = effect(checklist, unit("v", s=12, e=1, d=0), unit("u", s=12, e=0, d=1))

    assert [
        (each.scored.card.unit.id, each.within.best, each.within.worst) for each in first.units
    ] == [("u", 1, 1), ("v", 2, 2)]
    assert first.units[0].above_next is True


def test_ranks_and_neighbours_are_those_of_groups():
    checklist = sheet(ranking=Ranking(within="group"))
    found = effect(
        checklist, unit("u", "x", s=4, e=0), unit("v", "y", s=4, e=0), unit("w", "x", s=0, e=9)
    )

    assert [
        (each.scored.among, each.scored.card.unit.id, each.within.worst, each.above_next)
        for each in found.units
    ] == [
        ("x", "u", 1, True),
        ("x", "w", 2, None),
        ("y", "v", 1, None),
    ]


def test_the_lowest_confidence_of_all_units_is_told():
    """3 lost, up to 5: 95%; 8 lost, up to 10: 90%."""
    found = effect(sheet(item("s", Unsure)), unit("u", s=3), unit("v", s=8), unit("w", s=1))

    assert found.items == (SampledItem("s", Text("s"), Fraction(9, 10), 3),)


def test_nothing_to_tell_without_samples():
    assert effect(sheet(item("e", Loss)), unit("u", e=3)).items == ()
    assert effect(sheet(item("e", Loss)), unit("u", e=3)).units == ()


def test_what_rests_on_no_sample():
    """Not applicable, set by a person, or only shown: exact; a unit with an open item takes no part."""
    checklist = sheet(
        item("s"), item("e", Loss), item("a", advisory=True), method=Points(Fraction(20))
    )
    out = attrs.evolve(
        unit("n", e=1, a=1), not_applicable={"s": NotApplicable("s", "没有此项业务", "市司法局")}
    )
    override = Override("s", Fraction(9), "张三", "复核", "市司法局", date(2023, 6, 1))
    by_hand = attrs.evolve(unit("o", s=5, e=1, a=1), overrides={"s": override})
    found = effect(checklist, out, by_hand, unit("u", s=5, e=1, a=1), unit("m", e=1, a=1))
    totals = {each.scored.card.unit.id: each.within.card.exact for each in found.units}

    assert found.items == (SampledItem("s", Text("s"), SURE, 1),)
    assert totals == {
        "n": Span(Fraction(18), Fraction(18)),
        "o": Span(Fraction(18), Fraction(18)),
        "u": Span(Fraction(12), Fraction(16)),
    }


def test_no_more_is_lost_than_the_item_has_and_a_floor_below_zero_holds():
    """9 lost, 7 to 11: at most 10; with a floor of -5 all 11."""
    assert exact(sheet(), unit("u", s=9, e=0)) == Span(Fraction(10), Fraction(13))
    below = sheet(item("s", floor=Fraction(-5)), item("e", Loss))
    assert exact(below, unit("u", s=9, e=0)) == Span(Fraction(9), Fraction(13))


def test_a_method_that_counts_down():
    """100 less 4 (2 to 6, of which the item costs at most 5), and less without a limit."""
    assert exact(
        sheet(item("s", points=5), method=DeductFrom(Fraction(100), Fraction(0))), unit("u", s=4)
    ) == Span(Fraction(95), Fraction(98))
    unlimited = sheet(
        item("s", points=None, floor=None), method=DeductFrom(Fraction(100), Fraction(90))
    )
    assert exact(unlimited, unit("u", s=9)) == Span(Fraction(90), Fraction(93))


def test_a_weighted_mean():
    """Weight 3 of 4, 10 points: 4 lost (2 to 6) are 40% to 80% of 75, and the other 25 are whole."""
    checklist = sheet(
        item("s", weight=Fraction(3)),
        item("e", Loss, weight=ONE),
        method=WeightedMean(Fraction(100)),
    )

    assert exact(checklist, unit("u", s=4, e=0)) == Span(Fraction(55), Fraction(85))


def test_a_bonus():
    """Of 5 points 1 is lost (0 to 3), 2 to 5 gained, at most 3 counted."""
    checklist = sheet(item("e", Loss), bonus=Bonus((item("s", points=5),), Fraction(3)))

    assert exact(checklist, unit("u", s=1, e=0)) == Span(Fraction(12), Fraction(13))


def test_a_cap_for_one_cause_leaves_the_score_within():
    """6 lost (4 to 8), of which the cause takes 3: from the 8 that the rule may take to the 3 that count."""
    checklist = sheet(
        item("s", cause="x"),
        method=DeductFrom(Fraction(100), Fraction(0), cause_caps={"x": Fraction(3)}),
    )

    assert exact(checklist, unit("u", s=6)) == Span(Fraction(92), Fraction(97))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ZeroDivisionError("by nothing"), "ZeroDivisionError: by nothing"),
        ((ZERO, ONE), "not a SamplingError"),
        (SamplingError(0.5, ONE, SURE), "is not exact"),  # type: ignore[arg-type]
        (SamplingError(ZERO, 1, SURE), "is not exact"),  # type: ignore[arg-type]
        (SamplingError(Fraction(2), ONE, SURE), "not a range of points"),
        (SamplingError(Fraction(-1), ONE, SURE), "not a range of points"),
        (SamplingError(ZERO, ONE, Fraction(95)), "not a range of points"),
    ],
)
def test_a_type_that_fails_to_tell(error, told):
    """Named with unit and item; a wrong range would be a wrong rank."""
    checklist = sheet(Indicator("s", Text("s"), Says(FactRef("s"), error), Fraction(10)))
    with pytest.raises(PluginError) as failure:
        effect(checklist, unit("u", s=1))

    assert failure.value.exit_code is ExitCode.PLUGIN
    assert str(failure.value).startswith("unit u, indicator s: indicator type loss (")
    assert told in str(failure.value)


PAGE = """\

Within sampling error
---------------------
item taken as sampled  confidence  units
---------------------  ----------  -----
s 满意度 (made up)            95%      3
What follows is the worst case and no chance: in every unit, each item taken as
sampled may have any points within its own range. Each range holds by itself at
its confidence; they are not combined. Items that are not listed count as exact,
and vetoes stay as they are.

Units
-----
rank  unit  score  score range  ranks  grades           surely above next
----  ----  -----  -----------  -----  ---------------  -----------------
   1  u        19     17 to 20  1–2    excellent        no
   2  v        16     14 to 18  1–2    excellent, pass  yes
   3  w        13     11 to 13  3      pass
Where a unit is not surely above the next one, their ranges meet, and the two
cannot be told apart.
"""


def page(checklist, units, language, width):
    cards = [score(checklist, each) for each in units]
    found = stability_of(checklist, cards, Fraction(1, 10), 20, "s")
    sampling = sampling_effect(checklist, cards, units)
    moved = Draws(Fraction(1, 10), 20, "s")
    return TextCard().write_analysis(
        StabilityAnalysis(Text("页"), None, found, sampling, moved), language, width
    )


def test_the_page_shows_what_was_sampled_and_where_units_may_stand():
    sampled = attrs.evolve(item("s"), title=Text("满意度（虚构）", "满意度 (made up)"))
    units = [unit("u", s=1, e=0), unit("v", s=4, e=0), unit("w", s=0, e=7)]

    assert page(sheet(sampled, item("e", Loss)), units, "en", 80).endswith(PAGE)
    assert "Within" not in page(sheet(item("e", Loss)), units, "en", 80)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_aligned_at_any_width(language, width):
    """Every row of a table is as wide as the line under its head, and no line is wider than the page."""
    name = "青岚县综合行政执法局和市场监督管理局联合执法办公室（虚构示例）"
    units = [
        attrs.evolve(unit(each, s=2, e=each), unit=Unit(each, name, group=each)) for each in "12"
    ]
    text = page(sheet(ranking=Ranking(within="group")), units, language, width)
    lines = text.splitlines()
    start = {"zh": "抽样误差之内：1", "en": "Within sampling error: 1"}[language]
    rule = next(line for line in lines[lines.index(start) + 2 :] if set(line) == {"-", " "})
    second = {"zh": "抽样误差之内：2", "en": "Within sampling error: 2"}[language]
    rows = lines[lines.index(start) + 2 : lines.index(second) - 1]

    assert max(map(wcswidth, lines)) <= width
    assert (name in text) is (width == 120)  # on one line where there is room
    for column in (at for at, letter in enumerate(rule) if letter == " "):
        assert all(cut(line, column) == " " for line in rows), rows


def cut(line, column):
    """What stands in a column of the screen; blank beyond the end."""
    taken = 0
    for letter in line:
        if taken <= column < taken + wcwidth(letter):
            return letter
        taken += wcwidth(letter)
    return " "


@given(worlds(gaps=False), st.data())
def test_whatever_the_points_the_score_lies_within(world, data):
    """Any method, nesting, rounding, bonus and veto: at the ends of the errors the score is at the ends of its interval."""
    checklist, evidence = world
    plan = Plan.of(checklist)
    card = make_scorecard(plan, evidence)
    leaves = {leaf.indicator.id: leaf for leaf in (*plan.leaves, *plan.bonus)}
    chosen = [each for each in card.outcomes() if each.state == "scored" and not each.advisory]
    errors, ends = {}, {}
    for each in (
        data.draw(st.lists(st.sampled_from(chosen), unique_by=lambda one: one.id))
        if chosen
        else []
    ):
        leaf = leaves[each.id]
        lost = leaf.full - each.earned.low
        least, most = (
            lost * data.draw(st.fractions(0, 1, max_denominator=4)),
            lost + data.draw(st.fractions(0, 9, max_denominator=4)),
        )
        errors[each.id] = SamplingError(least, most, SURE)
        most = most if leaf.most is None else min(most, leaf.most)
        ends[each.id] = (leaf.full - most, leaf.full - least)
    within = make_scorecard(plan, evidence, errors)

    def scored(choose):
        points = {name: choose(*each) for name, each in ends.items()}
        set_by_hand = {
            name: Override(name, each, "x", "y", "z", date(2023, 1, 1))
            for name, each in points.items()
        }
        return make_scorecard(plan, attrs.evolve(evidence, overrides=set_by_hand)).exact

    if card.exact is None:
        assert within.exact is None
        return
    assert within.exact.low <= card.exact.low <= card.exact.high <= within.exact.high
    assert scored(lambda low, _: low).low == within.exact.low
    assert scored(lambda _, high: high).high == within.exact.high
    between = scored(
        lambda low, high: low + (high - low) * data.draw(st.fractions(0, 1, max_denominator=4))
    )
    assert within.exact.low <= between.low <= between.high <= within.exact.high
