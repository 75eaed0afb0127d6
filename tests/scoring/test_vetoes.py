"""一票否决: what a veto takes away, what stays visible, and what is presumed."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.indicators.scale import Scale
from lawcheck.methods.points import Points
from lawcheck.model.basis import Basis
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence, Fact, Record, Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.model.veto_effects import CapGrade, NoScore, ZeroParts, ZeroTotal
from lawcheck.model.vetoes import Veto
from lawcheck.scoring import score
from lawcheck.testing import one_item
from lawcheck.testing.checklists import GRADES

STRUCK = Where((Comparison("fatal", "equals", True),))


def item(name, points):
    return Indicator(
        name, Text(name), Scale(FactRef(name), Fraction(0), Fraction(1)), Fraction(points)
    )


def checklist(effect, if_missing="open", **how):
    veto = Veto(
        "v",
        Text("重大违法", "major violation"),
        effect,
        (Basis("行政处罚法"),),
        if_missing,
        **(how or {"when": STRUCK}),
    )
    sections = (
        Section("one", Text("一"), (item("a", 20), item("b", 30))),
        Section("two", Text("二"), (item("c", 50),)),
    )
    whole = one_item(item("a", 20).rule)
    return attrs.evolve(
        whole,
        root=Section("all", Text("全部"), sections, Points(Fraction(100))),
        grades=GRADES,
        vetoes=(veto,),
    )


def evidence(**facts):
    full = {"a": Fraction(1), "b": Fraction(1), "c": Fraction(9, 10)} | facts
    return Evidence(Unit("u1"), {name: Fact(name, value) for name, value in full.items()})


@pytest.mark.parametrize(
    ("effect", "total", "grade"),
    [
        (ZeroTotal(), 0, "fail"),
        (ZeroParts(("one",)), 45, "fail"),
        (ZeroParts(("b",)), 65, "pass"),
        (ZeroParts(("one", "b")), 45, "fail"),
        (CapGrade(GRADES[2].name), 95, "pass"),
    ],
)
def test_a_veto_that_strikes(effect, total, grade):
    """The raw score stays beside it."""
    card = score(checklist(effect), evidence(fatal=True))

    assert card.exact.low == total
    assert card.grade.en == grade
    assert card.raw.low == 95
    assert card.vetoes[0].state == "applied"
    assert card.vetoes[0].basis == ("《行政处罚法》",)


@pytest.mark.parametrize(
    ("fatal", "if_missing", "why"),
    [
        (True, "open", "一票否决：重大违法，没有得分"),
        (True, "not_applied", "一票否决：重大违法，没有得分"),
        (None, "open", "一票否决未定：重大违法，暂无得分"),
    ],
)
def test_a_veto_that_leaves_no_score(fatal, if_missing, why):
    """Neither while it strikes nor while nobody knows; items, their sum and the raw score stay."""
    card = score(
        checklist(NoScore(), if_missing), evidence(**({} if fatal is None else {"fatal": fatal}))
    )

    assert (card.score, card.exact, card.grade) == (None, None, None)
    assert card.why_no_grade.pick("zh") == why
    assert card.raw.low == card.raw.high == 95
    assert sum(each.counted.low for each in card.outcomes()) == 95


def test_a_veto_that_leaves_no_score_may_be_presumed_absent():
    card = score(checklist(NoScore(), "not_applied"), evidence())

    assert card.exact.low == 95
    assert card.vetoes[0].state == "presumed"


@pytest.mark.parametrize(
    "effect", [ZeroTotal(), ZeroParts(("one",)), CapGrade(GRADES[2].name), NoScore()]
)
def test_a_veto_that_does_not_strike_changes_nothing(effect):
    card = score(checklist(effect), evidence(fatal=False))

    assert card.exact.low == card.raw.low == 95
    assert card.grade.en == "excellent"


def test_a_veto_that_nobody_answered_leaves_the_score_open():
    """Between struck and not struck; no grade is given before it is known."""
    card = score(checklist(ZeroTotal()), evidence())

    assert (card.exact.low, card.exact.high) == (0, 95)
    assert card.grade is None
    assert card.vetoes[0].state == "open"


def test_a_veto_may_be_presumed_absent_and_the_card_says_so():
    card = score(checklist(ZeroTotal(), "not_applied"), evidence())

    assert card.exact.low == 95
    assert card.vetoes[0].state == "presumed"


@pytest.mark.parametrize(("fatal", "state"), [(0, "not_applied"), (1, "applied"), (None, "open")])
def test_a_veto_over_a_register(fatal, state):
    """One record is enough, and it is cited."""
    measure = OverRecords("count", "cases", where=Where((Comparison("fatal", "equals", True),)))
    whole = attrs.evolve(
        checklist(ZeroTotal(), measure=measure),
        registers={"cases": Register(Text("案件"), {"fatal": Spec("yes_no")})},
    )
    records = {} if fatal is None else {"cases": (Record("cases", 1, {"fatal": bool(fatal)}),)}
    card = score(whole, attrs.evolve(evidence(), registers=records))

    assert card.vetoes[0].state == state
    assert len(card.vetoes[0].cites) == (fatal or 0)


def test_what_a_veto_looked_at_or_lacks_is_told():
    """Of two cases none is fatal; of a unit without the register nobody knows, and the card says what is missing."""
    measure = OverRecords("count", "cases", where=Where((Comparison("fatal", "equals", True),)))
    label = Text("案件台账", "cases")
    whole = attrs.evolve(
        checklist(ZeroTotal(), measure=measure),
        registers={"cases": Register(label, {"fatal": Spec("yes_no")})},
    )
    records = tuple(Record("cases", number, {"fatal": False}) for number in (1, 2))
    kept = score(whole, attrs.evolve(evidence(), registers={"cases": records})).vetoes[0]
    unknown = score(whole, evidence()).vetoes[0]

    assert (kept.state, kept.about, kept.why) == ("not_applied", (Tally("cases", 0, 2),), None)
    assert (unknown.state, unknown.about) == ("open", ())
    assert unknown.why.pick("en") == "missing: cases (cases)"
    assert score(checklist(ZeroTotal()), evidence()).vetoes[0].why.pick("zh") == "缺数据：fatal"
