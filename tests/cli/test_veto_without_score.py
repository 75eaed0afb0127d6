"""A veto with `effect: {score: none}`: what every command says of a unit that is left without a score."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: {zh: 示例, en: demo}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades:
  - {name: {zh: 优秀, en: excellent}, from: 90}
  - {name: {zh: 不合格, en: fail}, from: 0}
not_applicable: {policy: redistribute, at_most: 20%}
facts: {done: {kind: count}, staff: {kind: count}, forged: yes_no}
sections:
  - id: work
    title: {zh: 工作, en: work}
    indicators:
      - {id: done, title: 完成, points: 60, type: scale, value: done, zero_at: 0, full_at: 10}
      - {id: staff, title: 人员, points: 40, type: scale, value: staff, zero_at: 0, full_at: 10}
vetoes:
  - id: forged
    title: {zh: 材料造假, en: forged files}
    when: {forged: true}
    effect: {score: none}
    if_missing: open
    basis: [{law: 某办法（虚构）}]
"""
UNITS = "unit,done,staff,forged\na,10,10,yes\nb,9,10,no\nc,10,9,\nd,5,5,no\n"
STRUCK = "veto: forged files: no score"
OPEN = "veto still open: forged files: no score yet"

Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def checklist(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "demo.yaml").write_text(CHECKLIST, "utf-8")
    return tmp_path / "demo.yaml"


def test_the_card_has_neither_score_nor_grade_and_shows_the_raw_score(
    run: Run, checklist: Path
) -> None:
    done = run("score", checklist, "units.csv", "--unit", "a")
    head = [line.split(maxsplit=1) for line in done.stdout.splitlines()[:12] if line]

    assert done.returncode == 7
    assert ["score", f"no score: {STRUCK}"] in head
    assert ["grade", "none"] in head
    assert "before vetoes" in done.stdout
    assert "100" in next(
        line for line in done.stdout.splitlines() if line.startswith("before vetoes")
    )
    assert "no score, no grade" in done.stdout


def test_json_and_csv_hold_the_same(run: Run, checklist: Path) -> None:
    cards = json.loads(run("score", checklist, "units.csv", "--format", "json").stdout)["units"]
    rows = list(
        csv.DictReader(
            io.StringIO(
                run("score", checklist, "units.csv", "--format", "csv").stdout.lstrip("\ufeff")
            )
        )
    )
    found = {card["unit"]["id"]: card for card in cards}

    assert [
        (found[unit]["score"], found[unit]["exact"], found[unit]["grade"]) for unit in "ac"
    ] == [(None, None, None)] * 2
    assert [found[unit]["raw"]["low"] for unit in "abcd"] == ["100", "94", "96", "50"]
    columns = ("unit_score_low", "unit_raw_low", "grade", "why_no_grade")
    assert {row["unit"]: [row[name] for name in columns] for row in rows} == {
        "a": ["", "100", "", STRUCK],
        "b": ["94.0", "94", "excellent", ""],
        "c": ["", "96", "", OPEN],
        "d": ["50.0", "50", "fail", ""],
    }


@pytest.mark.parametrize("command", ["rank", "pool"])
def test_it_ranks_nowhere_and_the_reason_is_told(command: str, run: Run, checklist: Path) -> None:
    """b and d are first and second of two; a would have been first."""
    text = run(command, checklist, "units.csv").stdout
    data = json.loads(run(command, checklist, "units.csv", "--format", "json").stdout)

    assert f"a: {STRUCK}" in text
    assert f"c: {OPEN}" in text
    assert [(each["unit"]["id"], each["rank"] and each["rank"]["best"]) for each in data] == [
        ("b", 1),
        ("d", 2),
        ("a", None),
        ("c", None),
    ]
    assert [each["score"] for each in data[2:]] == [None, None]
    assert [each["why_no_grade"] for each in data] == [None, None, STRUCK, OPEN]


def test_what_could_be_gained_is_not_estimated(run: Run, checklist: Path) -> None:
    """c has everything to gain from a report that it forged nothing."""
    struck = run("gain", checklist, "units.csv", "--unit", "a", "--as-of", "2023-06-01").stdout
    still_open = run("gain", checklist, "units.csv", "--unit", "c", "--as-of", "2023-06-01").stdout

    assert STRUCK in struck
    assert OPEN in still_open
    assert "+96" in still_open


def test_it_takes_no_part_in_draws_of_weights(run: Run, checklist: Path) -> None:
    done = run("stability", checklist, "units.csv")

    assert "left aside: a, c" in done.stdout


def test_the_deck_and_the_lint_know_it(run: Run, checklist: Path) -> None:
    deck = run("selftest", checklist)

    assert (deck.returncode, deck.stderr) == (0, "")
    assert run("lint", checklist).returncode == 0
    assert "no score, no grade" in run("show", checklist).stdout
