"""Text in other widths and with other spaces is the same text: in cards and in tables."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected

import lawcheck
from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.errors import EvidenceError
from lawcheck.model.text import fold
from lawcheck.tables import score_table
from lawcheck.tables.text_folding import folded, folded_texts

LETTERS = st.characters(codec="utf-8") | st.sampled_from(
    list(" \t\n\u3000\xa0（）()[]【】\\^ａA组张三1１％％-－·〔〕、ﾊﾟ㈠①㎡")
)
TEXTS = st.lists(st.none() | st.text(LETTERS, max_size=12), max_size=8)

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: 小表
sample_weights: true
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 90}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
ranking: {within: group}
facts: {place: {kind: text, choices: ["甲（一）", 乙]}}
registers: {docs: {columns: {kind: text, case: {kind: text, optional: true}}}}
indicators:
  - {id: kinds, title: 违法, points: 40, type: incidents, count: {count: docs, where: {kind: "规范性文件（试行）"}}, deduct: 10}
  - {id: cases, title: 案件, points: 40, type: count_target, value: {distinct: docs, of: case}, target: 4, deduct: {points: 10, per: 1}}
  - {id: place, title: 地点, points: 20, type: tiers, tiers: [{title: 甲, when: {place: 甲(一)}, points: 20}], otherwise: 0}
"""
RECORDS = [
    {"kind": "规范性文件(试行)", "case": "（2023）甲1号"},
    {"kind": "规范性文件（试行）", "case": "(2023)甲1号"},
    {"kind": "规范性 文件（试行）", "case": " 〔2023] 甲１ 号 "},
    {"kind": "其他", "case": "（2023）甲２号"},
]
"""Three of one kind, two cases: 40 - 3 x 10, 40 - 2 x 10."""
PLACES = ["甲（一）", "甲(一)", "乙"]


@given(TEXTS)
def test_a_column_is_folded_as_a_text_is(texts):
    made = pl.DataFrame({"a": pl.Series(texts, dtype=pl.String)})
    wanted = [None if text is None else fold(text) for text in texts]

    assert folded_texts(made["a"]).to_list() == wanted
    assert made.lazy().select(folded(pl.col("a"))).collect()["a"].to_list() == wanted


@pytest.fixture
def checklist(load):
    return load(CHECKLIST)


def units(checklist):
    records = [{name: value.strip() for name, value in each.items()} for each in RECORDS]
    return [
        build_evidence(checklist, unit, facts={"place": place}, registers={"docs": records})
        for unit, place in zip("abc", PLACES, strict=True)
    ]


def test_conditions_and_different_values_in_cards(checklist):
    cards = [lawcheck.score(checklist, each) for each in units(checklist)]

    assert [[str(each.counted.low) for each in card.outcomes()] for card in cards] == [
        ["10", "20", "20"],
        ["10", "20", "20"],
        ["10", "20", "0"],
    ]


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical], ids=str)
def test_the_same_in_tables(checklist, kind):
    facts = pl.DataFrame({"unit": list("abc"), "place": pl.Series(PLACES, dtype=kind)})
    rows = [{"unit": unit, **each} for unit in "abc" for each in RECORDS]
    made = score_table(
        checklist, facts, {"docs": pl.DataFrame(rows).with_columns(pl.col("kind").cast(kind))}
    )

    for row, unit in zip(made.to_dicts(), units(checklist), strict=True):
        wanted = expected(checklist, unit)
        names = ("score_low", "points.kinds", "points.cases", "points.place")
        assert {name: row[name] for name in names} == {name: wanted[name] for name in names}
    assert made["score_low"].to_list() == [Decimal("50.0"), Decimal("50.0"), Decimal("30.0")]


def test_one_group_in_two_widths(checklist):
    groups = ["A组", "Ａ组", " Ａ组 "]
    facts = pl.DataFrame({"unit": list("abc"), "place": PLACES, "unit_group": groups})
    registers = {
        "docs": pl.DataFrame(schema={"unit": pl.String, "kind": pl.String, "case": pl.String})
    }
    made = score_table(checklist, facts, registers)

    assert made["rank_best"].to_list() == [1, 1, 3]
    assert made["unit_group"].to_list() == groups


def test_choices_of_a_register(load):
    text = CHECKLIST.replace(
        "{columns: {kind: text",
        "{columns: {kind: {kind: text, choices: [规范性文件（试行）, 其他]}",
    )
    facts = pl.DataFrame({"unit": ["a"], "place": ["乙"]})
    rows = [{"unit": "a", **each} for each in RECORDS]

    made = score_table(
        load(text),
        facts,
        {"docs": pl.DataFrame(rows).with_columns(pl.col("kind").cast(pl.Categorical))},
    )

    assert made["points.kinds"].to_list() == [Decimal(10)]


def test_a_register_in_several_spellings(checklist):
    facts = pl.DataFrame({"unit": ["青石镇"], "place": ["乙"]})
    records = pl.DataFrame(
        {"unit": ["青石镇", "青 石镇"], "kind": ["其他"] * 2, "case": ["1", "2"]}
    )
    with pytest.raises(EvidenceError) as caught:
        score_table(checklist, facts, {"docs": records})

    line = (
        "docs: the unit 青石镇 is written in several ways, '青 石镇', '青石镇'; write it one way"
    )
    assert str(caught.value).splitlines() == [line]


def test_two_rows_of_one_unit(checklist):
    facts = pl.DataFrame({"unit": ["青 石镇", "b", "青石镇"], "place": PLACES})
    with pytest.raises(EvidenceError) as caught:
        score_table(checklist, facts)

    assert str(caught.value).splitlines() == [
        "facts: the unit 青石镇 has several rows (1, 3); keep one"
    ]


def test_days_and_numbers_stay_what_they_are(checklist):
    """Only text is folded."""
    assert lawcheck.model.evidence.compared(date(2023, 1, 1)) == date(2023, 1, 1)
    assert lawcheck.model.evidence.compared("Ａ 组") == "A组"
