"""Totals of sections in sections, with items that are open or do not apply, bonuses and vetoes."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.test_equal import check
from tests.tables.test_tables import of

import lawcheck
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.basis import Basis
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import PluginError
from lawcheck.model.evidence import Evidence, Fact, Unit, Value
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.rounding import Rounding, RoundingMode
from lawcheck.model.scoring_method import Aggregation, Proportional
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.text import Text, message
from lawcheck.model.veto_effects import CapGrade, NoScore, VetoEffect, ZeroParts, ZeroTotal
from lawcheck.model.vetoes import Veto
from lawcheck.tables import assembly, exact_fallback
from lawcheck.testing import one_item

SHEET = """\
lawcheck: 1
id: deep
version: "1"
title: 多级
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: weighted_mean, out_of: 100}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 80}, {name: 良, from: 50}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {a: count, b: count, c: count, d: count, off: yes_no, bad: yes_no}
vetoes:
  - {id: v, title: 违法, when: {bad: yes}, effect: {EFFECT}, if_missing: open, basis: [{law: 某办法（虚构）}]}
sections:
  - id: first
    title: 一
    weight: 3
    scoring: {method: weighted_mean, out_of: 50}
    indicators:
      - {id: a, title: 甲, points: 10, weight: 1, type: count_target, value: a, target: 10, deduct: {points: 1, per: 1}}
      - {id: b, title: 乙, points: 10, weight: 2, type: count_target, value: b, target: 10, deduct: {points: 1, per: 1}}
      - {id: c, title: 丙, points: 10, weight: 4, type: count_target, value: c, target: 10, deduct: {points: 1, per: 1}, not_applicable: {policy: redistribute, when: {off: yes}}}
  - id: second
    title: 二
    weight: 1
    scoring: {method: mean, out_of: 20}
    indicators:
      - {id: d, title: 丁, points: 10, type: count_target, value: d, target: 10, deduct: {points: 1, per: 1}}
"""
FACTS = {
    "unit": ["all", "off", "blank", "bad", "unknown"],
    "a": [10, 10, 10, 10, 10],
    "b": [3, 3, 3, 3, 3],
    "c": [6, None, None, 6, 6],
    "d": [5, 5, 5, 5, 5],
    "off": [False, True, False, False, False],
    "bad": [False, False, False, True, None],
}


@pytest.mark.parametrize(
    ("effect", "bad", "unknown", "grades"),
    [
        ("total: 0", "0", ("0", "55.4"), [3, None]),
        ("grade_at_most: 差", "55.4", ("55.4", "55.4"), [3, None]),
        ("zero: [first]", "12.5", ("12.5", "55.4"), [3, None]),
        ("score: none", None, (None, None), [None, None]),
    ],
)
def test_what_sections_and_vetoes_make_of_items(load, monkeypatch, effect, bad, unknown, grades):
    """First: (10 + 2 x 3 + 4 x 6) / 70 = 4/7, and 100 x (3 x 4/7 + 1/2) / 4 = 55.36; without its
    third item 16/30, and 52.5; with this item open 16/70 to 56/70, and 29.6 to 72.5. With nothing
    in the first section 100 x 1/2 / 4 = 12.5. No unit takes a card.
    """
    monkeypatch.setattr(exact_fallback, "cards_of", None)
    made = lawcheck.score_table(load(SHEET.replace("EFFECT", effect)), pl.DataFrame(FACTS))

    def numbers(*texts: str | None) -> list[Decimal | None]:
        return [None if each is None else Decimal(each) for each in texts]

    assert of(made, "score_low") == numbers("55.4", "52.5", "29.6", bad, unknown[0])
    assert of(made, "score_high") == numbers("55.4", "52.5", "72.5", bad, unknown[1])
    assert of(made, "grade") == [2, 2, None, *grades]


@attrs.frozen
class Halved(VetoEffect):
    """A total that columns have no form for."""

    tag = "halved"
    form = Text("halved")

    def describe(self, titles):
        return message("减半", "halved")

    def total(self, total: Fraction) -> Fraction:
        return total / 2


def test_an_effect_without_a_column_form_is_left_to_the_scorecard(load):
    """Half of 55.357 is 27.68; where the veto is open, the total is one or the other."""
    checklist = load(SHEET.replace("EFFECT", "total: 0"))
    (veto,) = checklist.vetoes
    made = lawcheck.score_table(
        attrs.evolve(checklist, vetoes=(attrs.evolve(veto, effect=Halved()),)),
        pl.DataFrame(FACTS),
    )

    assert of(made, "score_low")[3:] == [Decimal("27.7")] * 2
    assert of(made, "score_high")[3:] == [Decimal("27.7"), Decimal("55.4")]


def test_columns_know_every_member_of_an_effect():
    """Whoever adds one says here that columns apply it, or that it cannot change a number."""
    known = {"total", "zeroed", "highest_total", "highest_grade", "leaves_score"}
    words = {"while_open", "describe", "fault", "with_grades"}

    assert {name for name in vars(VetoEffect) if not name.startswith("_")} == known | words


@attrs.frozen
class Generous(Proportional):
    """A plugin's method: every part counts by its points, times `by`."""

    method_name: ClassVar[str] = "generous"
    is_flat: ClassVar[bool] = False
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = False
    start: ClassVar[Fraction] = ZERO
    floor: ClassVar[Fraction | None] = None
    points: ClassVar[Fraction | None] = None

    out_of: Fraction
    by: Fraction

    def gives(self, parts):
        return [self.out_of * self.by] * len(parts)

    def claims(self, parts):
        return [part.points for part in parts]


@pytest.mark.parametrize("by", [Fraction(1, 2), Fraction(2)])
def test_a_method_of_a_plugin(by):
    """7 of 10 points at 100 x 1/2 are 35; at 100 x 2 they are above the full score."""
    item = one_item(
        CountTarget(FactRef("n"), Fraction(10), Steps(Fraction(1), Fraction(1))),
        points=Fraction(10),
        facts={"n": Spec("count")},
    )
    root = attrs.evolve(item.root, scoring=Generous(Fraction(100), by))
    checklist, facts = attrs.evolve(item, root=root), pl.DataFrame({"unit": ["u"], "n": [7]})
    if by < 1:
        assert of(lawcheck.score_table(checklist, facts), "score_low") == [35]
    else:
        with pytest.raises(PluginError, match="above the full score of 100"):
            lawcheck.score_table(checklist, facts)


ITEM = (
    "{{id: {0}, title: 项, points: 20, weight: {1}, type: count_target, value: {0}, target: 20, "
    "deduct: {{points: 1, per: 1}}{2}}}"
)
OFF = ", not_applicable: {policy: redistribute, when: {off: yes}}"
SECTION = """\
  - id: {0}
    title: 节
    scoring: {{method: weighted_mean, out_of: 10}}
    indicators:
      - {1}
      - {2}
      - {3}
"""
TIE = (
    SHEET[: SHEET.index("vetoes")]
    .replace("method: weighted_mean", "method: mean")
    .replace("places: 1", "places: 0")
    .replace("off: yes_no, bad: yes_no", "e: count, f: count, off: yes_no")
    + "sections:\n"
    + "".join(
        SECTION.format(
            f"of_{one}",
            ITEM.format(one, 3, ""),
            ITEM.format(two, 4, ""),
            ITEM.format(out, 4, OFF),
        )
        for one, two, out in ("abe", "cdf")
    )
)


@pytest.mark.parametrize(("mode", "score"), [("half_up", 3), ("half_even", 2)])
def test_a_tie_of_sections_that_64_bits_leave_open_is_decided_in_128(
    load, monkeypatch, mode, score
):
    """Of weights of 11 take 7 part: 3/140 and 4/140 of the points, together 100 x 7/280 = 2.5."""
    monkeypatch.setattr(exact_fallback, "cards_of", None)
    count = 30
    facts = {"unit": [f"u{n}" for n in range(count)], "off": [True] * count}
    facts |= {"a": [1] * count, "b": [0] * count, "c": [0] * count, "d": [1] * count}
    made = lawcheck.score_table(load(TIE.replace("half_up", mode)), pl.DataFrame(facts))

    assert set(of(made, "score_low")) == {Decimal(score)}


POINTS = st.sampled_from([Fraction(1), Fraction(5), Fraction("12.25"), Fraction(1003)])
WEIGHTS = st.sampled_from([ZERO, Fraction(3, 10), Fraction(1), Fraction("0.37")])


@st.composite
def indicators(draw, names: list[str], method: Aggregation) -> Indicator:
    name = f"i{len(names)}"
    names.append(name)
    per = draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(3)]))
    return Indicator(
        name,
        Text(name),
        CountTarget(FactRef(name), Fraction(12), Steps(Fraction(1, 2), per, "proportional")),
        points=draw(POINTS),
        weight=draw(WEIGHTS),
        floor=ZERO if method.counts_down else draw(st.sampled_from([ZERO, ZERO, Fraction(-3)])),
        not_applicable=draw(st.sampled_from(["redistribute", "redistribute", "zero", "full"])),
        not_applicable_when=Where((Comparison(f"{name}_off", "equals", True),)),
        advisory=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def sections(draw, names: list[str], depth: int) -> Section:
    out_of = draw(st.sampled_from([Fraction(100), Fraction(7)]))
    kinds = [Points(out_of), Mean(out_of), WeightedMean(out_of)]
    if depth < 3:
        floors = st.sampled_from([None, ZERO, Fraction(-5)])
        kinds.append(DeductFrom(out_of, draw(floors)))
    method = draw(st.sampled_from(kinds))
    key = f"s{len(names)}_{depth}"
    children: list[Section | Indicator] = []
    for _ in range(draw(st.integers(1, 3))):
        deeper = depth and not method.counts_down and draw(st.booleans())
        child = sections(names, depth - 1) if deeper else indicators(names, method)
        children.append(draw(child))
    return Section(key, Text(key), tuple(children), method, out_of, draw(WEIGHTS))


@st.composite
def sheets(draw):
    names: list[str] = []
    root = draw(sections(names, 3))
    plain = one_item(CountTarget(FactRef("n"), Fraction(1), Steps(Fraction(1))))
    facts = {name: Spec("count") for name in [*names, "more"]}
    facts |= {f"{name}_off": Spec("yes_no") for name in names}
    effects = [ZeroTotal(), ZeroParts((draw(st.sampled_from(names)),)), NoScore()]
    effects.append(CapGrade(plain.grades[-1].name))
    made = []
    for place, effect in enumerate(draw(st.lists(st.sampled_from(effects), max_size=2))):
        facts[f"v{place}"] = Spec("yes_no")
        when = Where((Comparison(f"v{place}", "equals", True),))
        missing = draw(st.sampled_from(["open", "not_applied"]))
        made.append(
            Veto(f"v{place}", Text("v"), effect, (Basis("某办法（虚构）"),), missing, when)
        )
    more = Indicator(
        "more",
        Text("more"),
        CountTarget(FactRef("more"), Fraction(12), Steps(Fraction(1, 2), Fraction(1))),
        points=Fraction(6),
    )
    bonus = Bonus((more,), Fraction(5), draw(st.sampled_from([None, Fraction(3)])), None)
    rounding = Rounding(
        draw(st.integers(0, 2)),
        draw(st.sampled_from(list(RoundingMode))),
        draw(st.sampled_from(["item", "total"])),
    )
    return attrs.evolve(
        plain,
        root=root,
        rounding=rounding,
        facts=facts,
        bonus=draw(st.sampled_from([None, bonus])),
        vetoes=tuple(made),
        grade_on=draw(st.sampled_from(["rounded", "exact"])),
        not_applicable_at_most=draw(st.sampled_from([Fraction(1, 5), Fraction(9, 10)])),
    )


@given(checklist=sheets(), chance=st.randoms(use_true_random=False))
def test_any_tree(checklist, chance):
    """Many units, so that those which 64 bits leave undecided are computed again in 128."""
    units = []
    for number in range(60):
        facts: dict[str, Value] = {}
        for name in checklist.facts:
            if chance.random() < 0.9:
                is_count = not (name.endswith("_off") or name.startswith("v"))
                facts[name] = (
                    Fraction(chance.randint(0, 14)) if is_count else chance.random() < 0.2
                )
        units.append(
            Evidence(Unit(f"u{number}"), {name: Fact(name, each) for name, each in facts.items()})
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "_FEW", 0)
        check(checklist, units)
