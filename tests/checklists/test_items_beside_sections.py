"""Indicators beside sections inside one section: scored, shown, exported and tabulated like any others."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from lawcheck.checklists.test_deck import run_deck
from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError
from lawcheck.reports.show import show
from lawcheck.scoring import score
from lawcheck.session import Session

ITEM = "{{id: {0}, title: {{zh: {0}题, en: {0}}}, points: 10, type: scale, value: {0}, zero_at: 0, full_at: 10{1}}}"
SHEET = """\
lawcheck: 1
id: mixed
version: "1"
title: {zh: 规则和规则组（虚构）, en: Rules and groups (invented)}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: mean, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 高, en: high}, from: 60}, {name: {zh: 低, en: low}, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {a: {kind: amount, most: 10}, b: {kind: amount, most: 10}, c: {kind: amount, most: 10}, d: {kind: amount, most: 10}}
sections:
  - id: outer
    title: {zh: 外层, en: Outer}
    scoring: {method: weighted_mean, out_of: 10}
    sections:
      - id: inner
        title: {zh: 内层, en: Inner}
        weight: 1
        scoring: {method: points, out_of: 20}
        indicators: [A, B]
    indicators: [C]
indicators: [D]
"""


@pytest.fixture
def load(tmp_path: Path):
    def loaded(text: str = SHEET) -> Checklist:
        items = {"A": "a", "B": "b", "C": "c", "D": "d"}
        for mark, name in items.items():
            text = text.replace(
                f"[{mark}", "[" + ITEM.format(name, ", weight: 3" if name == "c" else "")
            )
            text = text.replace(f" {mark}]", " " + ITEM.format(name, "") + "]")
        path = tmp_path / "sheet.yaml"
        path.write_text(text, encoding="utf-8")
        return Session.start(only=()).load(path)

    return loaded


FACTS = {"a": 10, "b": 5, "c": 4, "d": 9}


def test_an_item_counts_beside_a_section(load) -> None:
    """inner 15/20; outer 10 x (1 x 0.75 + 3 x 0.4)/4 = 4.875; total 100 x (0.4875 + 0.9)/2 = 69.375."""
    checklist = load()
    card = score(checklist, build_evidence(checklist, "u", FACTS))
    outer, d = card.sections

    assert (str(card.exact), str(card.score)) == ("69.375", "69.38")
    assert (str(outer.score), [each.id for each in outer.children]) == ("4.875", ["inner", "c"])
    # c: 0.4 x 3/4 of the half of the total that outer is worth
    assert (str(outer.children[1].counted), str(d.counted)) == ("15", "45")


def test_pages_never_show_an_item_below_the_title_of_another_section(load) -> None:
    checklist = load()
    session = Session.start(only=())
    report = session.score(checklist, Intake((build_evidence(checklist, "u", FACTS),)))
    lines = [line.split() for line in session.write(report, "text", "en", 80).splitlines()]
    items = [
        line[0]
        for line in lines[lines.index(["Items"]) :]
        if line and line[0] in ("a", "b", "c", "d", "[Outer]", "[Outer")
    ]
    rows = list(csv.DictReader(io.StringIO(session.write(report, "csv", "en", 80)[1:])))

    assert items == ["d", "[Outer]", "c", "[Outer", "a", "b"]
    assert [
        "–",
        "c",
        "10",
        "4",
        "15",
        "10",
    ] in lines  # beside its sections in the table of sections
    assert [(row["indicator"], row["section"]) for row in rows] == [
        ("a", "Outer / Inner"),
        ("b", "Outer / Inner"),
        ("c", "Outer"),
        ("d", ""),
    ]
    page = show(checklist, "en", 80)
    assert (
        page.index("d  d (")
        < page.index("\nOuter")
        < page.index("c  c (")
        < page.index("Outer / Inner")
    )


def test_a_table_gives_the_same_numbers(load) -> None:
    pl = pytest.importorskip("polars")
    from lawcheck import score_table

    checklist = load()
    scores = score_table(
        checklist,
        pl.DataFrame(
            {"unit": ["u", "v"], **{name: [value, None] for name, value in FACTS.items()}}
        ),
    )

    assert scores["exact_low"].to_list() == [Decimal("69.375"), 0]
    assert scores["score_high"].to_list() == [Decimal("69.38"), 100]


def test_the_test_deck_knows_them(load) -> None:
    assert all(each.passed for each in run_deck(load()))


def test_a_section_without_either_is_refused(load) -> None:
    with pytest.raises(ChecklistError) as error:
        load(SHEET.replace("        indicators: [A, B]\n", ""))

    assert error.value.problems[0].what.pick("en") == "give `sections`, `indicators` or both here"
    assert error.value.problems[0].what.pick("zh") == (
        "这里要写 sections 或 indicators，也可以都写"
    )
