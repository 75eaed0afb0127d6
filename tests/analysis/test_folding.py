"""Groups, kinds, levels and names of records are one whatever their width."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.analysis.comparison import compare_cards
from lawcheck.analysis.ranking import ranked
from lawcheck.analysis.stability import stability_of
from lawcheck.model.checklist import Overlay
from lawcheck.model.deductions import Deduction
from lawcheck.model.errors import ChecklistError, UsageError
from lawcheck.model.evidence import Evidence, Record, Unit
from lawcheck.model.outcomes import Outcome
from lawcheck.model.text import message
from lawcheck.scoring import score_units
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
sample_weights: true
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 全部, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
ranking: {within: group}
facts: {n: count}
registers: {awards: {columns: {title: text, level: text, matter: text}}}
indicators:
  - {id: n, title: 件数, points: 10, type: rank_points, value: n, better: higher, within: group, places: [10, 5], otherwise: 0, ties: best, alone: not_applicable}
  - {id: awards, title: 表彰, points: 10, type: count_target, value: {count: awards, where: {level: {in: [省级（部级）, 国家级]}}}, target: 1, deduct: {points: 10, per: 1}}
"""


@pytest.fixture
def load(tmp_path):
    def loaded(text):
        (tmp_path / "c.yaml").write_text(text, "utf-8")
        return Session.start(only=()).load(tmp_path / "c.yaml")

    return loaded


def units(*groups):
    from lawcheck.model.evidence import Fact

    record = Record("awards", 1, {"title": "奖", "level": "省级(部级)", "matter": "一"})
    return [
        Evidence(Unit(f"u{n}", group=group), {"n": Fact("n", Fraction(n))}, {"awards": (record,)})
        for n, group in enumerate(groups)
    ]


def test_one_group_in_two_widths(load):
    """The worst unit is not the first of a group of its own."""
    checklist = load(CHECKLIST)
    cards = list(score_units(checklist, among_peers(checklist, units("A组", "Ａ组", "A组 "))))
    found = ranked(checklist, cards)

    assert [(each.card.unit.id, each.among, each.best, each.of) for each in found] == [
        ("u2", "A组", 1, 3),
        ("u1", "A组", 2, 3),
        ("u0", "A组", 3, 3),
    ]
    assert [str(card.score.low) for card in cards] == ["10", "15", "20"]
    assert [
        each.rank for each in stability_of(checklist, cards, Fraction(1, 10), 20, "1").units
    ] == [1, 2, 3]


def test_one_unit_with_two_cards_is_refused(load):
    checklist = load(CHECKLIST)
    one, other = units("A组", "A组")
    other = attrs.evolve(other, unit=Unit("ｕ0", group="A组"))
    cards = [*score_units(checklist, [one]), *score_units(checklist, [other])]

    with pytest.raises(UsageError) as caught:
        ranked(checklist, cards)
    assert str(caught.value) == "u0: the unit u0 has 2 scorecards; give one"


def test_an_overlay_is_for_a_group_in_any_width(load):
    checklist = load(CHECKLIST)
    overlay = Overlay(None, ("区（县）",), ("A组",), checklist)

    assert overlay.is_for(Unit("u", kind="区(县)", group="Ａ组"))
    assert not overlay.is_for(Unit("u", kind="区", group="Ａ组"))


def test_a_finding_about_one_record_in_two_widths(load):
    checklist = load(CHECKLIST)
    (card,) = score_units(checklist, units("A组")[:1])

    def with_finding(label):
        cited = Record("awards", 1, {}, label=label)
        found = (Deduction(Fraction(1), message("错", "wrong"), (cited,)),)
        first, outcome = card.sections
        assert isinstance(outcome, Outcome)
        return attrs.evolve(card, sections=(first, attrs.evolve(outcome, deductions=found)))

    found = compare_cards([with_finding("甲（2023）1号"), with_finding("甲(2023)1号")], [None])

    assert (len(found.still_open), len(found.closed), len(found.fresh)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "[省级（部级）, 国家级]",
            "[省级（部级）, 省级(部级)]",
            "17:113: 省级(部级) is listed here already (width and spaces make no difference); remove one",
        ),
        (
            "level: text",
            "level: {kind: text, choices: [省级（部级）, 国家级, 省级(部级)]}",
            "14:52: “省级（部级）” appears 2 times; write it once",
        ),
    ],
    ids=["a condition", "choices"],
)
def test_a_list_names_nothing_twice(load, old, new, line):
    with pytest.raises(ChecklistError) as caught:
        load(CHECKLIST.replace(old, new))

    assert [each.partition("c.yaml:")[2] for each in str(caught.value).splitlines()] == [line]
