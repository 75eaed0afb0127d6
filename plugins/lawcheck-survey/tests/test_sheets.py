"""What the checklist of a survey is refused for: numbers that would give every unit the same score."""

from pathlib import Path

import pytest

import lawcheck

SHEET = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
registers: {answers: {label: 问卷, columns: {question: text, yes: count, no: count}}}
indicators:
- {id: survey, title: 满意度, points: 10, type: survey, register: answers, at_least: 100,
   answers: {yes: 100%, no: 0%}, zero_at: 60%, full_at: 90%}
"""


def faults(folder: Path, sheet: str) -> list[str]:
    file = folder / "demo.yaml"
    file.write_text(sheet, "utf-8")
    with pytest.raises(lawcheck.ChecklistError) as refused:
        lawcheck.Session.start(only=["lawcheck-survey"]).load(file)
    return [f"{each.place.line}: {each.what.pick('en')}" for each in refused.value.problems]


def test_numbers_without_a_percent_sign(tmp_path: Path) -> None:
    """90 would be 9000%, which nobody reaches."""
    asks = "`{0}` is compared with a rate; is {1} meant as {1}% or as {2}%? write the percent sign"

    assert faults(tmp_path, SHEET.replace("60%", "0.6").replace("90%", "0.9")) == [
        "14: " + asks.format("zero_at", "0.6", "60"),
        "14: " + asks.format("full_at", "0.9", "90"),
    ]
    assert "14: " + asks.format("full_at", "90", "9000") in faults(
        tmp_path, SHEET.replace("90%", "90")
    )


def test_full_points_that_no_answer_reaches(tmp_path: Path) -> None:
    assert faults(tmp_path, SHEET.replace("yes: 100%", "yes: 80%")) == [
        "14: no answer is worth as much as `full_at`; lower it"
    ]
