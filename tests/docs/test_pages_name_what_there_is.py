"""Pages that list keys and columns list those that there are, and no others."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from lawcheck.session import Session

ROOT = Path(__file__).parents[2]
POOL = sorted((ROOT / "examples" / "pool-2023").glob("*.csv"))
SHEET = """\
lawcheck: 1
id: sheet
version: "1"
title: 页
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100, sheet: 8}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 高, from: 60}, {name: 低, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {a: yes_no, b: yes_no}
indicators:
  - {id: a, title: 甲, points: 3, type: yes_no, value: a}
  - {id: b, title: 乙, points: 5, type: yes_no, value: b}
"""


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def printed(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "lawcheck", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.removeprefix("\ufeff")


def test_every_key_of_a_scoring_method_is_on_its_line() -> None:
    methods = Session.start(only=()).plugins.aggregations
    table = page("checklist-language.md").split("### Scoring methods")[1].split("### ")[0]
    rows = {
        name: text
        for names, text in re.findall(r"^\| (`.*?`) \| (.*) \|$", table, re.M)
        for name in re.findall(r"`(\w+)`", names)
    }
    # the forms by weight stand in the line of the form without
    rows |= {
        f"weighted_{name}": text for name, text in rows.items() if f"`weighted_{name}`" in text
    }

    assert rows.keys() == methods.keys()
    others = {"out_of", "cause_caps"}  # said once, of `points`; has an example of its own
    for name, method in methods.items():
        keys = {field.name for field in attrs.fields(method.load())}
        assert {key for key in keys - others if f"`{key}" not in rows[name]} == set(), name
        assert set(re.findall(r"`(\w+):`", rows[name])) <= keys, name


def test_a_smaller_sheet_is_converted(tmp_path: Path) -> None:
    """3 of 8 points are 37.5 of 100; `points:` in its place is not a key."""
    (tmp_path / "c.yaml").write_text(SHEET, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(SHEET.replace("sheet: 8", "points: 8"), encoding="utf-8")
    (tmp_path / "u.csv").write_text("unit,a,b\nu,是,否\n", encoding="utf-8")
    card = json.loads(
        printed("score", tmp_path / "c.yaml", tmp_path / "u.csv", "--format", "json")
    )
    wrong = subprocess.run(
        [sys.executable, "-m", "lawcheck", "lint", tmp_path / "wrong.yaml"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert card["units"][0]["score"] == "37.50"
    assert wrong.returncode == 2


@pytest.mark.parametrize("command", ["rank", "pool", "rank --section leadership"])
def test_the_page_of_ranks_names_every_column(command: str) -> None:
    name, *options = command.split()
    table, below = page("ranks.md").split("| column | holds | in Parquet |")[1].split("\n\n", 1)
    named = {
        name
        for cell in re.findall(r"^\| (`.*?`) \|", table, re.M)
        for name in re.findall(r"`(\w+)`", cell)
    }
    nested = below.split("\n\n")[0]
    head = next(
        csv.reader(
            io.StringIO(printed(name, "department-annual", *POOL, *options, "--format", "csv"))
        )
    )
    (first, *_) = json.loads(
        printed(name, "department-annual", *POOL, *options, "--format", "json")
    )

    others = ("ID_", "exact_") if options else ("ID_", "exact_", "section")
    common = {name for name in named if not name.startswith(others)}
    shown = [
        *first.get("sections", ()),
        *(f"score.{id_}" for id_ in first.get("section_scores", ())),
    ]
    parts = {f"{name}_{end}" for name in shown for end in ("low", "high")}
    assert set(head) == common | parts
    assert [
        name for name in (*first, *first["unit"], *first["rank"]) if f"`{name}`" not in nested
    ] == []
    assert set(re.findall(r"`(\w+)`", nested)) - {"pool"} <= {
        *first,
        *first["unit"],
        *first["rank"],
        *("sections", "section_scores", "section", "section_score", "out_of"),
    }
