"""Going back a year later: five lists of findings, and every unit of either report."""

import attrs
import pytest

from lawcheck.model.errors import UsageError
from lawcheck.model.outline import Heading
from lawcheck.reports.comparison import ComparisonAnalysis
from lawcheck.reports.formats.text import TextCard
from lawcheck.saved_cards import compare

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
sample_weights: true
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 90}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 90%}
facts: {a: yes_no, b: yes_no, c: yes_no, d: yes_no, e: yes_no}
indicators:
  - {id: a, title: 甲, points: 20, type: yes_no, value: a}
  - {id: b, title: 乙, points: 20, type: yes_no, value: b}
  - {id: c, title: 丙, points: 20, type: yes_no, value: c}
  - {id: d, title: 丁, points: 20, type: yes_no, value: d}
  - {id: e, title: 戊, points: 20, type: yes_no, value: e}
"""


@pytest.fixture
def report(session, tmp_path):
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
    checklist = session.load(tmp_path / "c.yaml")

    def made(*rows, decisions=""):
        files = [tmp_path / "units.csv"]
        files[0].write_text("\n".join(["unit,unit_name,a,b,c,d,e", *rows]) + "\n", "utf-8")
        if decisions:
            files.append(tmp_path / "not_applicable.csv")
            files[1].write_text(f"unit,indicator,reason,authority\n{decisions}\n", "utf-8")
        return session.score(checklist, session.read(checklist, files))

    return made


def lists(found):
    return {
        name: [each.indicator for each in getattr(found, name)]
        for name in ("closed", "still_open", "fresh", "decided", "unjudged")
    }


def test_what_was_open_is_no_new_problem(session, report):
    """a is put right, b stays, c is new, d had no data last time, e has none now."""
    old, new = report("u,,否,否,是,,否"), report("u,,是,否,否,否,")
    compared = compare(old, new, session=session)
    (found,) = compared.units

    assert lists(found) == {
        "closed": ["a"],
        "still_open": ["b"],
        "fresh": ["c"],
        "decided": ["d"],
        "unjudged": ["e"],
    }
    page = TextCard().write_analysis(ComparisonAnalysis(compared), "zh", 80)
    heads = [line for line in page.splitlines() if line.endswith("的问题")]
    assert heads == [
        "已整改的问题",
        "仍未整改的问题",
        "新出现的问题",
        "上次没有评分或没有到期、这次才评定的问题",
        "这次没有评分，不知是否整改的问题",
    ]


def test_what_did_not_apply_and_came_due_is_no_new_problem(session, report):
    old = report("u,,是,是,是,是,", decisions="u,e,尚未到期,督察办")
    (found,) = compare(old, report("u,,是,是,是,是,否"), session=session).units

    assert lists(found) == {
        "closed": [],
        "still_open": [],
        "fresh": [],
        "decided": ["e"],
        "unjudged": [],
    }


def test_an_item_that_the_old_card_does_not_have(session, report):
    old, new = report("u,,是,是,是,是,是"), report("u,,是,是,是,是,否")
    (card,) = old.scorecards
    old = attrs.evolve(old, scorecards=(attrs.evolve(card, sections=card.sections[:-1]),))
    (found,) = compare(old, new, unlike=True, session=session).units

    assert lists(found)["decided"] == ["e"]
    assert lists(found)["fresh"] == []


def test_units_of_one_report_only_are_named_and_counted(session, report):
    old = report("u1,东乡,否,是,是,是,是", "u2,西乡,是,是,是,是,是", "u3,,是,是,是,是,是")
    new = report("u4,北乡,是,是,是,是,是", "u1,东乡,是,是,是,是,是")
    found = compare(old, new, session=session)

    assert [each.new.unit.id for each in found.units] == ["u1"]
    assert [card.unit.id for card in found.only_old] == ["u2", "u3"]
    assert [card.unit.id for card in found.only_new] == ["u4"]
    page = TextCard().write_analysis(ComparisonAnalysis(found), "en", 80)
    lines = page.split("\n\n\n")[1].splitlines()
    assert [" ".join(line.split()) for line in lines if line.strip("=")] == [
        "units",
        "compared 1",
        "in the old report only 2: u2 西乡, u3",
        "in the new report only 1: u4 北乡",
    ]
    same = ComparisonAnalysis(compare(new, new, session=session))
    assert [
        each.text for each in same.outline("en") if isinstance(each, Heading) and each.level == 1
    ] == ["Comparison · 北乡", "Comparison · 东乡"]


def test_a_unit_is_the_same_however_wide_its_letters_are(session, report):
    old = report("u1,东乡,否,是,是,是,是")
    wide = tuple(
        attrs.evolve(card, unit=attrs.evolve(card.unit, id="ｕ１")) for card in old.scorecards
    )
    found = compare(
        attrs.evolve(old, scorecards=wide), report("u1,东乡,是,是,是,是,是"), session=session
    )

    assert (len(found.units), found.only_old, found.only_new) == (1, (), ())


def test_two_cards_of_one_unit_are_refused(session, report):
    """A card that was put together by hand: which of the two counts?"""
    one = report("u1,东乡,否,是,是,是,是")
    twice = attrs.evolve(one, scorecards=one.scorecards * 2)

    with pytest.raises(UsageError) as caught:
        compare(twice, one, session=session)
    assert str(caught.value) == "OLD: there are two cards of the unit u1; keep one"
