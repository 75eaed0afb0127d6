"""A veto that looks at single records sends no unit to a scorecard that it does not have to."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected, tables_of

from lawcheck.model.evidence import Evidence, Fact, Record, Unit
from lawcheck.model.readings import Reading
from lawcheck.model.register_measures import OverRecords
from lawcheck.session import Session

entry = import_module("lawcheck.tables.score_table")
SHEET = """\
lawcheck: 1
id: struck
version: "1"
title: 否决
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 1, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: 9}, {name: 中, from: 6}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
calendars:
  work: {from: 2023-01-01, to: 2023-12-31, weekend: [saturday, sunday], holidays: [2023-10-02]}
facts:
  part: {kind: amount, least: 0, most: 7}
  rest: {kind: amount, least: 0, most: 3}
registers:
  cases:
    columns:
      no: {kind: text, optional: true}
      filed: {kind: date, any_date: true, may_be_never: true}
      came: {kind: date, any_date: true}
      wrong: count
indicators:
  - {id: part, title: 甲, points: 7, type: scale, value: part, zero_at: 0, full_at: 7}
  - {id: rest, title: 乙, points: 3, type: scale, value: rest, zero_at: 0, full_at: 3}
vetoes:
  - id: late
    title: 未按时
    EFFECT
    if_missing: IF_MISSING
    basis: [{law: 某办法（虚构）, article: 第一条}]
    records: MEASURE
"""
EFFECTS = ("total: 0", "score: none", "zero: [part]", "grade_at_most: 中")
MEASURES = {
    "working days": "{count: cases, where: {filed: {within: 2, of: came, calendar: work}}}",
    "the median": "{median: cases, of: wrong}",
    "a mean without the ends": "{mean: cases, of: wrong, drop: 1}",
}


def sheet(measure, effect="total: 0", if_missing="open"):
    text = SHEET.replace("EFFECT", f"effect: {{{effect}}}").replace("IF_MISSING", if_missing)
    return text.replace("MEASURE", MEASURES[measure])


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Loads a checklist from its text, once."""
    path, known = tmp_path_factory.mktemp("vetoes") / "c.yaml", {}

    def loaded(text):
        if text not in known:
            path.write_text(text, "utf-8")
            known[text] = Session.start(only=()).load(path)
        return known[text]

    return loaded


def cards(patch):
    """The rows of the units that are scored one by one."""
    rows, original = [], entry.cards_as_results

    def counted(checklist, source, progress, chosen):
        rows.extend(chosen.to_list())
        return original(checklist, source, progress, chosen)

    patch.setattr(entry, "cards_as_results", counted)
    return rows


DAYS = st.sampled_from([date(2023, 9, 29), date(2023, 10, 3), date(2023, 10, 4), date(2022, 1, 1)])
# 5.95 and 8.95 are rounded up, 6 and 9 are cuts
TIES = ["2.95", "3", "2.949", "5.95", "6", "5.999999999", "7"]


@st.composite
def unit_of(draw, number):
    facts = {
        "part": draw(st.none() | st.sampled_from(TIES) | st.decimals(0, 7, places=3)),
        "rest": draw(st.none() | st.sampled_from(["3", "3", "3", "0"])),
    }
    records = [
        {
            name: value
            for name, value in (
                ("no", f"c{place}"),
                ("filed", draw(st.none() | DAYS)),
                ("came", draw(DAYS)),  # a row with a number alone is not a record
                ("wrong", draw(st.none() | st.sampled_from([0, 0, 1]).map(Fraction))),
            )
            if value is not None
        }
        for place in range(draw(st.integers(0, 4)))
    ]
    return Evidence(
        Unit(f"u{number}"),
        {name: Fact(name, Fraction(each)) for name, each in facts.items() if each is not None},
        {"cases": tuple(Record("cases", n, each) for n, each in enumerate(records, 1))},
    )


@st.composite
def worlds(draw):
    text = sheet(
        draw(st.sampled_from(sorted(MEASURES))),
        draw(st.sampled_from(EFFECTS)),
        draw(st.sampled_from(["open", "not_applied"])),
    )
    return text, [draw(unit_of(n)) for n in range(draw(st.integers(1, 5)))]


def differences(checklist, units):
    facts, registers = tables_of(checklist, units)
    rows = entry.score_table(checklist, facts, registers).to_dicts()
    return [
        (name, row[name], right)
        for row, each in zip(rows, units, strict=True)
        for name, right in expected(checklist, each).items()
        if row[name] != right
    ]


@given(worlds())
def test_units_get_what_their_cards_say(load, world):
    text, units = world
    with pytest.MonkeyPatch.context() as patch:
        rows = cards(patch)
        assert differences(load(text), units) == []
    assert rows == []


def two_units():
    """The 3rd of October is one working day after 29 September; of b, nothing was filed in time."""
    start = date(2023, 9, 29)
    facts = pl.DataFrame({"unit": ["a", "b"], "part": ["7", "7"], "rest": ["3", "2.1"]})
    cases = pl.DataFrame(
        {
            "unit": ["a", "b"],
            "no": ["1", "2"],
            "filed": [date(2023, 10, 3), date(2023, 10, 12)],
            "came": [start, start],
            "wrong": [1, 0],
        }
    )
    return facts, {"cases": cases}


@pytest.mark.parametrize("measure", ["working days", "the median"])
def test_a_veto_strikes_the_unit_whose_records_it_is_about(load, measure):
    made = entry.score_table(load(sheet(measure)), *two_units())

    assert made["score_low"].to_list() == [Decimal("0.0"), Decimal("9.1")]


@attrs.frozen
class ByUnit(OverRecords):
    """Counts a record for the unit with the id b; fails for another one, if told so."""

    fails: bool = False

    def read(self, evidence):
        if self.fails and evidence.unit.id == "a":
            raise ZeroDivisionError("by a")
        return Reading(Fraction(evidence.unit.id == "b"), ())


def by_unit(checklist, *, fails):
    veto = checklist.vetoes[0]
    old = {each.name: getattr(veto.measure, each.name) for each in attrs.fields(OverRecords)}
    return attrs.evolve(
        checklist, vetoes=(attrs.evolve(veto, measure=ByUnit(**old, fails=fails)),)
    )


def test_a_veto_that_asks_who_the_unit_is_is_decided_for_each_unit(load, monkeypatch):
    """Without their scorecards."""
    rows = cards(monkeypatch)
    made = entry.score_table(by_unit(load(sheet("the median")), fails=False), *two_units())

    assert made["score_low"].to_list() == [Decimal("10.0"), Decimal("0.0")]
    assert rows == []


def test_a_veto_that_fails_is_reported_as_by_the_scorecard(load):
    with pytest.raises(ZeroDivisionError, match="by a"):
        entry.score_table(by_unit(load(sheet("the median")), fails=True), *two_units())
