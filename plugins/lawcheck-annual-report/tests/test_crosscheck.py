"""`lawcheck crosscheck`: a report beside what people typed from it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: 区（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 15}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 好, en: good}, from: 6}, {name: {zh: 差, en: poor}, from: 0, below: 6}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  study: {kind: count, label: {zh: 学法次数, en: study sessions}}
  events: {kind: count, label: {zh: 普法活动, en: events}}
  rate: {kind: rate, written_as: percent, label: {zh: 应诉率, en: rate of appearance}}
  plan: {kind: yes_no, label: {zh: 列入计划, en: in the plan}}
  staff: {kind: count, label: {zh: 人员, en: staff}}
  none: {kind: yes_no, label: {zh: 无诉讼, en: no lawsuits}}
registers:
  visits: {label: {zh: 检查, en: visits}, columns: {place: text}}
indicators:
  - {id: study, title: {zh: 学法, en: Study}, points: 4, type: count_target, value: study, target: 12,
     deduct: {points: 1, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: events, title: {zh: 普法, en: Events}, points: 3, type: count_target, value: events, target: 100,
     deduct: {points: 0.1, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: rate, title: {zh: 应诉, en: Court}, points: 3, type: rate, value: rate, target: 100%,
     deduct: {points: 1, per: 1%, partial: whole}, basis: [{law: 某办法（虚构）, kind: local}],
     not_applicable: {when: {none: true}}}
  - {id: plan, title: {zh: 计划, en: Plan}, points: 1, type: yes_no, value: plan,
     basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: staff, title: {zh: 人员, en: Staff}, points: 1, type: count_target, value: staff, target: 3,
     deduct: {points: 1, per: 3, partial: started}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: visits, title: {zh: 检查, en: Visits}, points: 3, type: count_target, value: {count: visits}, target: 3,
     deduct: {points: 1, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
"""
WORDING = """\
fact,label,sentence,unit,without,part
study,学法,,次,培训,
events,普法活动,,场,,
rate,应诉率,,%,,
plan,列入+学习计划,,,,
"""
REPORT = """\
甲区人民政府2023年法治政府建设年度报告
常务会议学法11次，举办普法活动160余场，应诉率98.5%，全年应诉率97%。
"""
TYPED = """\
lawcheck-evidence: 1
unit: {id: jia, name: 甲区人民政府}
facts: {study: 12, events: 163, rate: 98.5%, plan: 是, staff: 3, none: 否}
registers: {visits: [{place: 甲}, {place: 乙}]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("small.yaml", CHECKLIST),
        ("small.wording.csv", WORDING),
        ("jia.txt", REPORT),
        ("typed.yaml", TYPED),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lawcheck", "--lang", lang, "crosscheck", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"},
        check=False,
    )


@pytest.mark.usefixtures("folder")
def test_what_differs_and_why() -> None:
    """By hand 4 + 3 + 2 + 1 + 1 + 2 = 13; by the report 3 + 3 are sure, and 8 more are open."""
    done = run("jia.txt", "small.yaml", "typed.yaml")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (Path(__file__).with_name("crosscheck.txt")).read_text("utf-8")


@pytest.mark.usefixtures("folder")
def test_as_a_table_and_for_programs() -> None:
    table = run("jia.txt", "small.yaml", "typed.yaml", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    assert [(row["fact"], row["typed"], row["report"], row["agreement"]) for row in rows] == [
        ("study", "12", "11", "another"),
        ("events", "163", "≥160", "at_least"),
        ("rate", "98.5%", "98.5%", "undecided"),
        ("rate", "98.5%", "97%", "undecided"),
        ("plan", "yes", "", "unsaid"),
        ("staff", "3", "", "unworded"),
        ("none", "no", "", "unworded"),
    ]
    assert rows[0]["place"] == "2:1"
    assert rows[0]["quote"] == "常务会议学法11次"
    found = json.loads(run("jia.txt", "small.yaml", "typed.yaml", "--format", "json").stdout)
    assert found == rows


@pytest.mark.usefixtures("folder")
def test_in_chinese() -> None:
    lines = run("jia.txt", "small.yaml", "typed.yaml", lang="zh").stdout.splitlines()

    assert lines[0] == "报告与填写材料比对 · 甲区人民政府"
    assert "学法次数 12 11 2:1 报告是另一个数" in [" ".join(each.split()) for each in lines]


def test_a_fact_that_nobody_typed(folder: Path) -> None:
    (folder / "typed.yaml").write_text(TYPED.replace("study: 12, ", ""), "utf-8")
    done = run("jia.txt", "small.yaml", "typed.yaml", "--format", "json")

    first = json.loads(done.stdout)[0]
    assert (first["typed"], first["report"], first["agreement"]) == ("", "11", "untyped")


@pytest.mark.parametrize(
    ("name", "is_told"),
    [("丙区人民政府", True), ("某市甲区", False), ("甲区", False), ("jia", False)],
)
def test_another_unit_is_told(folder: Path, name: str, is_told: bool) -> None:
    (folder / "typed.yaml").write_text(TYPED.replace("甲区人民政府", name), "utf-8")
    done = run("jia.txt", "small.yaml", "typed.yaml")

    told = (
        f"the report is of 甲区人民政府, the typed evidence of {name}; "
        "check that they are one unit\n"
    )
    assert (done.returncode, done.stderr) == (0, told if is_told else "")


def test_several_units_are_refused(folder: Path) -> None:
    (folder / "typed.csv").write_text("unit,study\na,12\nb,12\n", "utf-8")
    done = run("jia.txt", "small.yaml", "typed.csv", "-o", "out.csv")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "typed.csv: it has 2 units; a report is compared with one of them, so give its file\n"
    )
    assert not (folder / "out.csv").exists()


def test_nothing_that_is_read_is_written_over(folder: Path) -> None:
    done = run("jia.txt", "small.yaml", "typed.yaml", "-o", "jia.txt")

    assert done.returncode != 0
    assert (folder / "jia.txt").read_text("utf-8") == REPORT
