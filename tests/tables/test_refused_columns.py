"""Frames whose columns hold what they should not, units that come twice, rows that are not units: refused with the column."""

from fractions import Fraction

import attrs
import pandas as pd
import polars as pl
import pytest

import lawcheck
from lawcheck.indicators.scale import Scale
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.scoring import score_units
from lawcheck.tables import score_table
from lawcheck.testing import one_item


@pytest.fixture
def checklist():
    return one_item(Scale(FactRef("n"), Fraction(0), Fraction(10)), facts={"n": Spec("count")})


def refused(checklist, frame, **options):
    with pytest.raises(EvidenceError) as caught:
        score_table(checklist, frame, **options)
    return str(caught.value).splitlines()


def test_a_column_of_several_types(checklist):
    line = "facts:n: the values of this column are not of one type; make them all numbers, dates or texts"

    assert refused(checklist, pd.DataFrame({"unit": ["a", "b"], "n": ["1", 2]})) == [line]


@pytest.mark.parametrize(
    ("column", "kind"),
    [(pl.Series([b"\xff\xfe", b"b"]), "Binary"), (pl.Series([1.0, 2.0]), "Float64")],
    ids=["bytes", "floats"],
)
def test_units_that_are_no_text(column, kind, checklist):
    frame = pl.DataFrame({"unit": column, "n": [1, 2]})

    assert refused(checklist, frame) == [
        f"facts:unit: this column must hold texts, not {kind}; convert it"
    ]


@pytest.mark.parametrize("name", ["has records", "row of the table", "#0:0"])
def test_names_that_are_used_inside(name, checklist):
    line = f"facts: the column of unit ids may have no space in its name and not start with #: call {name} otherwise"

    assert refused(checklist, pl.DataFrame({name: ["a"], "n": [1]}), unit=name) == [line]


def test_a_total_with_a_number_for_an_id(checklist):
    frame = pl.DataFrame({"unit": ["1", "2"], "unit_name": ["甲", "合 计"], "n": [1, 2]})

    assert refused(checklist, frame) == [
        "facts: 合 计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows"
    ]


def test_a_unit_with_evidence_twice(checklist):
    one = Evidence(Unit("甲镇"), {"n": Fact("n", Fraction(1))})
    other = attrs.evolve(one, unit=Unit("甲 镇"))

    with pytest.raises(EvidenceError) as caught:
        list(score_units(checklist, [one, other]))
    assert (
        str(caught.value) == "甲 镇: the unit 甲 镇 has evidence more than once; put it together"
    )


def test_the_faults_of_all_tables_are_told_at_once(tmp_path):
    """A fact and an id, or two registers, which are looked at for the units of the facts."""
    (tmp_path / "c.yaml").write_text(
        """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 30}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 9}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: count}
registers: {r: {columns: {size: count}}, s: {columns: {size: count}}}
indicators:
  - {id: a, title: 甲, points: 10, type: count_target, value: n, target: 1, deduct: {points: 1, per: 1}}
  - {id: b, title: 乙, points: 10, type: count_target, value: {sum: r, of: size}, target: 1, deduct: {points: 1, per: 1}}
  - {id: c, title: 丙, points: 10, type: count_target, value: {sum: s, of: size}, target: 1, deduct: {points: 1, per: 1}}
""",
        "utf-8",
    )
    checklist = lawcheck.load_checklist(tmp_path / "c.yaml")
    bad = pl.DataFrame({"unit": ["a"], "size": [-1]})

    def files(unit, n):
        facts = pl.DataFrame({"unit": [unit], "n": [n]})
        with pytest.raises(EvidenceError) as error:
            lawcheck.score_table(checklist, facts, {"r": bad, "s": bad})
        return [each.place.file for each in error.value.problems]

    assert files("合计", -1) == ["facts", "facts"]
    assert files("a", 1) == ["r", "s"]
