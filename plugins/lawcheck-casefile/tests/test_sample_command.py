"""`lawcheck sample` as people run it."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CHECKLIST = """\
lawcheck: 1
id: files
version: "1"
title: 案卷
period: {from: 2023-01-01, to: 2023-12-31}
requires: {lawcheck-casefile: ">=0.1"}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0, below: 6}]
not_applicable: {policy: redistribute, at_most: 0}
registers:
  files:
    label: {zh: 案卷, en: case files}
    columns: {number: text, kind: {kind: text, optional: true}, faulty: {kind: yes_no, optional: true}}
indicators:
  - id: files
    title: 案卷
    points: 10
    type: case_files
    register: files
    file_points: 100
    qualified_from: 60
    faults: [{title: 问题, column: faulty, deduct: 50}]
    on_zero: not_applicable
    by: mean
"""
UNIT = """\
lawcheck-evidence: 1
unit: {id: a, name: 甲局（虚构示例）}
registers:
  files:
    - {number: =1号, kind: 许可}
    - {number: 2号}
    - {number: 3号, kind: 处罚}
"""
TABLE = "unit,number,kind,faulty\na,1号,处罚,\na,2号,处罚,\nb,3号,许可,\n"
PLAN = ("--checklist", "files.yaml", "--register", "files")


@pytest.fixture(autouse=True)
def inputs(tmp_path: Path) -> None:
    (tmp_path / "files.yaml").write_text(CHECKLIST, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(UNIT, encoding="utf-8")
    (tmp_path / "files.csv").write_text(TABLE, encoding="utf-8")


def sample(run: Run, *arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return run("sample", *arguments, *PLAN, **environment)


def test_the_record_in_english(run: Run) -> None:
    done = sample(run, "a.yaml", "--size", 2, "--seed", "s")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "Record of a draw",
        "checklist files 1, register files (case files)",
    ]
    assert "seed “s”" in done.stdout
    assert "a 甲局（虚构示例）\n2 planned, 3 in the register, 2 drawn\n" in done.stdout


def test_the_same_bytes_everywhere(run: Run) -> None:
    """Hash seed, time zone and locale play no part."""
    outputs = {
        sample(
            run,
            "a.yaml",
            "--size",
            2,
            "--seed",
            "种子",
            "--lang",
            "zh",
            PYTHONHASHSEED=seed,
            TZ=zone,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("random", "America/New_York"))
    }

    assert len(outputs) == 1


def test_a_sample_larger_than_the_register_takes_all_and_says_so(run: Run) -> None:
    """A small unit is ordinary: exit code 0."""
    english = sample(run, "a.yaml", "--size", 10, "--seed", "s")
    chinese = sample(run, "a.yaml", "--size", 10, "--seed", "s", "--lang", "zh")

    assert (english.returncode, chinese.returncode) == (0, 0)
    assert "\n10 planned, only 3 exist: all of them are drawn\n" in english.stdout
    assert "\n计划抽10条，台账只有3条，已全部抽取\n" in chinese.stdout


def test_strata(run: Run) -> None:
    done = sample(run, "a.yaml", "--size", 3, "--seed", "s", "--by", "kind")

    lines = done.stdout.splitlines()
    first = lines.index(
        "strata by kind, drawn in proportion (largest remainders): (blank) 1 → 1, 处罚 1"
    )
    assert lines[first + 1].strip() == "→ 1, 许可 1 → 1"


def test_json(run: Run, tmp_path: Path) -> None:
    done = sample(run, "a.yaml", "--size", 9, "--seed", "s", "--by", "kind", "-o", "draw.json")
    text = (tmp_path / "draw.json").read_bytes().decode("utf-8")
    data = json.loads(text)

    assert done.returncode == 0
    assert "甲局" in text
    assert {
        key: data[key]
        for key in ("lawcheck-sample", "checklist", "register", "by", "method", "seed", "planned")
    } == {
        "lawcheck-sample": 1,
        "checklist": {"id": "files", "version": "1"},
        "register": "files",
        "by": "kind",
        "method": "sha256-rank-1",
        "seed": "s",
        "planned": 9,
    }
    assert data["made_with"]["lawcheck-casefile"] == "0.1.0"
    assert data["register_sha256"] in done.stdout
    (unit,) = data["units"]
    assert (unit["id"], unit["name"], unit["register_size"], unit["drawn"]) == (
        "a",
        "甲局（虚构示例）",
        3,
        3,
    )
    assert unit["strata"][2] == {
        "name": "许可",
        "size": 1,
        "drawn": [{"number": 1, "label": "=1号"}],
    }


def test_csv_opens_in_a_spreadsheet_without_formulas(run: Run, tmp_path: Path) -> None:
    sample(run, "a.yaml", "--size", 9, "--seed", "=1", "--by", "kind", "-o", "draw.CSV")
    content = (tmp_path / "draw.CSV").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    assert [(row["number"], row["label"], row["stratum"]) for row in rows] == [
        ("1", "'=1号", "许可"),
        ("2", "2号", ""),
        ("3", "3号", "处罚"),
    ]
    assert {(row["seed"], row["planned"], row["drawn"], row["register_size"]) for row in rows} == {
        ("'=1", "9", "3", "3")
    }


def test_each_unit_by_itself(run: Run, tmp_path: Path) -> None:
    done = sample(run, "files.csv", "--size", 1, "--seed", "s", "-o", "draw.csv")
    rows = list(
        csv.DictReader((tmp_path / "draw.csv").read_text(encoding="utf-8-sig").splitlines())
    )

    assert "\n\na\n1 planned, 2 in the register, 1 drawn\n" in done.stdout
    assert "\n\nb\n1 planned, 1 in the register, 1 drawn\n" in done.stdout
    assert [(row["unit"], row["register_size"]) for row in rows] == [("a", "2"), ("b", "1")]


def test_a_unit_with_nothing_to_draw_from_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "files.csv").write_text(
        "unit,number,kind,faulty\na,1号,,\nb,零报告,,\n", encoding="utf-8"
    )
    done = sample(run, "files.csv", "--size", 5, "--seed", "s", "-o", "draw.csv")
    rows = list(
        csv.DictReader((tmp_path / "draw.csv").read_text(encoding="utf-8-sig").splitlines())
    )

    assert done.returncode == 0
    assert done.stdout.endswith("\nb\n5 planned, only 0 exist: all of them are drawn\n")
    assert [(row["unit"], row["number"], row["drawn"]) for row in rows] == [
        ("a", "1", "1"),
        ("b", "", "0"),
    ]


def test_full_width_digits_are_told_like_in_score(run: Run, tmp_path: Path) -> None:
    (tmp_path / "files.yaml").write_text(
        CHECKLIST.replace("faulty: {kind: yes_no", "faulty: {kind: count"), encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text(
        UNIT.replace("number: 2号", "number: 2号, faulty: '２'"), encoding="utf-8"
    )
    done = sample(run, "a.yaml", "--size", 1, "--seed", "s")

    assert (done.returncode, done.stderr) == (0, "a.yaml:6:28: full-width ２ read as 2\n")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"--size": "0"}, "Invalid value for '--size': must be 1 or more, not 0"),
        ({"--size": "-3"}, "Invalid value for '--size': must be 1 or more, not -3"),
        ({"--size": "2.5"}, "Invalid value for '--size': a whole number is needed, not 2.5"),
        ({"--size": "1_0"}, "Invalid value for '--size': a whole number is needed, not 1_0"),
        ({"--size": "１０"}, "Invalid value for '--size': a whole number is needed, not １０"),
        ({"-o": "draw.xlsx"}, "-o writes .csv or .json, not draw.xlsx"),
        (
            {"--seed": ""},
            "--seed may not be empty, begin or end with a space, or hold invisible characters",
        ),
        (
            {"--seed": " s"},
            "--seed may not be empty, begin or end with a space, or hold invisible characters",
        ),
        (
            {"--seed": "s\u202e"},
            "--seed may not be empty, begin or end with a space, or hold invisible characters",
        ),
    ],
)
def test_wrong_use(changes: dict[str, str], expected: str, run: Run, tmp_path: Path) -> None:
    options = {
        "--checklist": "files.yaml",
        "--register": "files",
        "--size": "1",
        "--seed": "s",
        "-o": "draw.csv",
    } | changes
    done = run("sample", "a.yaml", *(each for pair in options.items() for each in pair))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {expected}"
    assert not (tmp_path / "draw.csv").exists()


def test_wrong_use_in_chinese(run: Run) -> None:
    size = sample(run, "a.yaml", "--size", 0, "--seed", "s", "--lang", "zh")

    assert "应不小于 1，不是 0" in size.stderr


@pytest.mark.parametrize(
    ("option", "text", "zh", "en"),
    [
        ("--register", "zzz", "台账 zzz；有：files", "register zzz; there are: files"),
        (
            "--register",
            "case",
            "台账 case；是不是 files（案卷）？",
            "register case; did you mean files (case files)?",
        ),
        ("--by", "kinds", "列 kinds；是不是 kind？", "column kinds; did you mean kind?"),
        (
            "--by",
            "甲",
            "列 甲；有：number、kind、faulty",
            "column 甲; there are: number, kind, faulty",
        ),
    ],
)
def test_no_such_register_or_column(option: str, text: str, zh: str, en: str, run: Run) -> None:
    draw = ("sample", "a.yaml", *PLAN, "--size", "1", "--seed", "s", option, text)
    chinese, english = run(*draw, "--lang", "zh"), run(*draw)

    assert (chinese.returncode, chinese.stderr) == (2, f"指标体系里没有{zh}\n")
    assert (english.returncode, english.stderr) == (2, f"the checklist has no {en}\n")


@pytest.mark.parametrize("label", ["案卷", "case files"])
def test_a_register_by_its_label(label: str, run: Run) -> None:
    plan = ("--size", "2", "--seed", "A7", "--checklist", "files.yaml")

    assert (
        run("sample", "a.yaml", *plan, "--register", label).stdout
        == sample(run, "a.yaml", *plan).stdout
    )


def test_a_register_that_was_not_given_is_no_empty_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("lawcheck-evidence: 1\nunit: {id: b}\n", encoding="utf-8")
    done = sample(run, "a.yaml", "b.yaml", "--size", 1, "--seed", "s")

    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "b: the evidence has no register files; give it, with `nil` where there is nothing to record\n"
    )


def test_bad_evidence_and_a_bad_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(UNIT.replace("kind: 许可", "sort: 许可"), encoding="utf-8")
    bad = sample(run, "c.yaml", "--size", 1, "--seed", "s")
    nowhere = sample(run, "a.yaml", "--size", 1, "--seed", "s", "-o", Path("no", "draw.csv"))

    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.startswith("c.yaml:5:21: the checklist has no column sort;")
    assert (nowhere.returncode, nowhere.stdout) == (5, "")
    assert nowhere.stderr.startswith(f"{Path('no', 'draw.csv')}: cannot write: ")


def test_the_encoding_of_the_register(run: Run, tmp_path: Path) -> None:
    (tmp_path / "files.csv").write_bytes("unit,number\na,石山\n".encode("gb18030"))
    (tmp_path / "units.csv").write_text("unit\na\n", encoding="utf-8")
    draw = ("sample", "units.csv", "files.csv", *PLAN, "--size", "1", "--seed", "A7")

    refused = run(*draw)
    assert (refused.returncode, refused.stderr) == (
        2,
        'files.csv:2: could be ʯɽ (UTF-8) or 石山 (GB18030); say which with --encoding, or save it as "CSV UTF-8"\n',
    )
    drawn = run(*draw, "--encoding", "gb18030")
    assert drawn.returncode == 0
    assert "石山" in drawn.stdout
