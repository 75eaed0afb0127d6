"""Evidence of another checklist, or of another period, whose facts and columns are called alike."""

from pathlib import Path

import pytest

import lawcheck
from lawcheck.evidence.program_values import Given
from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session

TEXT = """\
lawcheck: 1
id: {id}
version: "1"
title: 演示
period: {{from: {year}-01-01, to: {year}-12-31}}
scoring: {{method: points, out_of: 10}}
rounding: {{places: 2, mode: half_up, at: total}}
grade_on: rounded
grades: [{{name: 合格, from: 6}}, {{name: 不合格, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 20%}}
facts: {{x: {fact}}}
registers: {{r: {{columns: {{day: date, note: {{kind: text, optional: true}}}}}}}}
indicators:
  - {{id: a, title: x, points: 9, {item}}}
  - {{id: b, title: y, points: 1, type: count_target, value: {{count: r}}, target: 1, deduct: {{points: 1, per: 1}}}}
"""
AMOUNT = ("amount", "type: scale, value: x, zero_at: 60, full_at: 95")
RATE = ("{kind: rate, written_as: percent}", "type: scale, value: x, zero_at: 60%, full_at: 95%")
YES = ("yes_no", "type: yes_no, value: x")
COUNT = ("count", "type: count_target, value: x, target: 10, deduct: {points: 1, per: 1}")


@pytest.fixture
def load(session: Session, tmp_path: Path):
    def loaded(kind: tuple[str, str], year: int = 2024) -> lawcheck.Checklist:
        path = tmp_path / f"demo{year}.yaml"
        path.write_text(TEXT.format(id="demo", year=year, fact=kind[0], item=kind[1]), "utf-8")
        return session.load(path)

    return loaded


@pytest.mark.parametrize(
    ("mine", "value", "other", "why"),
    [
        (AMOUNT, 70, RATE, "7000% is above the most allowed, 100%"),
        (AMOUNT, "0.5", COUNT, "0.5 must be a whole number, zero or more"),
        (YES, True, COUNT, "it should be of kind count"),
        (COUNT, 5, YES, "it should be of kind yes_no"),
    ],
)
def test_values_of_another_kind(
    mine: tuple[str, str], value: Given, other: tuple[str, str], why: str, load
) -> None:
    evidence = lawcheck.build_evidence(load(mine), "u", {"x": value})
    line = f"unit u, x: {why}; the evidence is for another checklist or period"
    checklist = load(other)

    for call in (
        lambda: lawcheck.score(checklist, evidence),
        lambda: list(lawcheck.score_units(checklist, [evidence])),
        lambda: lawcheck.make_report(checklist, [evidence]),
    ):
        with pytest.raises(EvidenceError) as error:
            call()
        assert str(error.value) == f"x: {line}"


def test_dates_of_another_year(load) -> None:
    evidence = lawcheck.build_evidence(load(COUNT), "u", {"x": 5}, {"r": [{"day": "2024-03-01"}]})

    with pytest.raises(EvidenceError) as error:
        lawcheck.score(load(COUNT, 2023), evidence)
    assert str(error.value) == (
        "r:1: unit u, r.day: 2024-03-01 lies outside the period 2023-01-01 to 2023-12-31; check it; "
        "the evidence is for another checklist or period"
    )


def test_a_column_that_the_register_does_not_have(load) -> None:
    evidence = lawcheck.build_evidence(
        load(COUNT), "u", {"x": 5}, {"r": [{"day": "2024-03-01", "note": "甲"}]}
    )
    session = Session.start(only=())
    path = load(COUNT).file
    assert path is not None
    path.write_text(
        path.read_text("utf-8").replace(", note: {kind: text, optional: true}", ""), "utf-8"
    )

    with pytest.raises(EvidenceError, match=r"unit u, r\.note: the register has no such column"):
        lawcheck.score(session.load(path), evidence)
