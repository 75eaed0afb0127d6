"""Items that do not apply: a constant in their place, and facts whose blank means so."""

from fractions import Fraction

import polars as pl
import pytest

import lawcheck
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: blanks
version: "1"
title: 不适用
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: -50}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  share: {kind: rate, written_as: percent, label: 办结率, not_applicable_if_blank: {zh: 没有此类事项, en: no such matters}}
  other: {kind: rate, written_as: percent, label: 另一率}
"""
SHEET = (
    HEAD
    + """\
scoring: {method: points, out_of: 20}
indicators:
  - {id: constant, title: 常数, points: 5, type: scale, value: share, zero_at: 0%, full_at: 100%, not_applicable: {points: 3}}
  - {id: shared, title: 折算, points: 5, type: scale, value: share, zero_at: 0%, full_at: 100%}
  - {id: known, title: 其他, points: 5, type: scale, value: other, zero_at: 0%, full_at: 100%}
  - {id: both, title: 平均, points: 5, type: scale, value: {mean: [share, other]}, zero_at: 0%, full_at: 100%}
"""
)


@pytest.fixture
def sheet(tmp_path):
    (tmp_path / "c.yaml").write_text(SHEET, "utf-8")
    return Session.start(only=()).load(tmp_path / "c.yaml")


def card(sheet, **facts):
    rates = {name: Fraction(value) for name, value in facts.items()}
    return lawcheck.score(sheet, lawcheck.build_evidence(sheet, "a", facts=rates))


def test_a_declared_blank_does_not_apply(sheet):
    """(3 + 4) of 10 points that count, of 20: 14. The two redistributed items take no part."""
    found = card(sheet, other="0.8")

    assert {each.id: each.state for each in found.outcomes()} == {
        "constant": "not_applicable",
        "shared": "not_applicable",
        "known": "scored",
        "both": "not_applicable",
    }
    assert found.outcome("constant").earned.low == 3
    assert found.exact.low == 14
    assert found.outcome("shared").why.pick("zh") == "“办结率”未填：没有此类事项"
    assert found.outcome("shared").why.pick("en") == "办结率 is blank: no such matters"
    (deduction,) = found.outcome("constant").deductions
    assert deduction.reason.pick("zh") == "不适用，按规定计3分，满分5"
    assert deduction.reason.pick("en") == "not applicable, 3 of 5 points by rule"


def test_another_blank_stays_missing(sheet):
    """`both` needs two facts, and only one blank is declared."""
    found = card(sheet)

    assert found.outcome("known").state == "missing"
    assert found.outcome("both").state == "missing"
    assert found.outcome("shared").state == "not_applicable"
    assert card(sheet, share="0.5").outcome("both").state == "missing"


def test_known_facts_are_scored(sheet):
    """Half of everything: 10 of 20."""
    assert card(sheet, share="0.5", other="0.5").exact.low == 10


def test_tables_agree(sheet):
    rows = [(None, None), (None, "80%"), ("50%", None), ("50%", "50%")]
    table = lawcheck.score_table(
        sheet,
        pl.DataFrame(
            {
                "unit": list("abcd"),
                "share": [one for one, _ in rows],
                "other": [two for _, two in rows],
            }
        ),
    )
    for (share, other), row in zip(rows, table.rows(named=True), strict=True):
        facts = {"share": share, "other": other}
        found = card(
            sheet,
            **{
                name: Fraction(value[:-1]) / 100
                for name, value in facts.items()
                if value is not None
            },
        )
        for each in found.outcomes():
            assert row[f"state.{each.id}"] == each.state
        for end in ("low", "high"):
            exact = getattr(found.exact, end)
            assert Fraction(row[f"exact_{end}"]) == Fraction(exact * 10**9 // 1, 10**9)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "scoring: {method: points, out_of: 20}",
            "scoring: {method: deduct_from, start: 20, floor: 0}",
            "c.yaml:15:113: under a method that counts down an item that does not apply costs nothing; remove `points`",
        ),
        (
            "{points: 3}",
            "{points: 5}",
            "c.yaml:15:113: `points` of an item that does not apply must lie between 0 and its own points; for these write `zero` or `full`",
        ),
        (
            "{points: 3}",
            "{points: 0}",
            "c.yaml:15:113: `points` of an item that does not apply must lie between 0 and its own points; for these write `zero` or `full`",
        ),
    ],
)
def test_faults(tmp_path, monkeypatch, old, new, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.yaml").write_text(SHEET.replace(old, new), "utf-8")
    with pytest.raises(lawcheck.ChecklistError) as error:
        Session.start(only=()).load("c.yaml")

    assert error.value.pick("en").split("\n") == [line]


def test_a_column_of_a_register_has_no_such_key(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.yaml").write_text(
        SHEET + "registers: {r: {columns: {a: {kind: text, not_applicable_if_blank: 无}}}}\n",
        "utf-8",
    )
    with pytest.raises(lawcheck.ChecklistError) as error:
        Session.start(only=()).load("c.yaml")

    assert "c.yaml:19:30: `not_applicable_if_blank` does not belong here" in error.value.pick("en")
