"""Inputs that look right and mean something else, or could be lost: what the real program says of each."""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEAD = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
sample_weights: true
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 90}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
"""
FACTS = f"""{HEAD}facts: {{n: count, report: yes_no}}
indicators:
  - {{id: a1, title: x, points: 60, type: count_target, value: n, target: 10, deduct: {{points: 6, per: 1}}}}
  - {{id: a2, title: y, points: 40, type: yes_no, value: report}}
"""
REGISTER = f"""{HEAD}registers: {{docs: {{columns: {{number: text, kind: text}}}}}}
indicators:
  - {{id: a1, title: 违法, points: 100, type: incidents, count: {{count: docs, where: {{kind: WORD}}}}, deduct: 20}}
"""
UNITS = "unit,unit_name,n,report\n1,甲,9,是\n2,乙,5,否\n3,丙,7,是\n"
DOCS = "unit,number,kind\nu01,1,违法\nu01,2,违法\n"


@pytest.fixture
def score(run: Run, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    def scored(
        name: str, content: str | bytes, *options: str, word: str = "违法"
    ) -> "subprocess.CompletedProcess[str]":
        checklist = REGISTER.replace("WORD", word) if name == "docs.csv" else FACTS
        (tmp_path / "base.yaml").write_text(checklist, encoding="utf-8")
        (tmp_path / name).write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8")
        )
        return run("score", "base.yaml", name, *options)

    return scored


# What is read as something else


@pytest.mark.parametrize(
    "content",
    [
        DOCS.encode() + "u01,3,合法\n".encode("gbk"),
        DOCS.encode() + b"u01,3\xa0,x\n",
        DOCS.encode() + "u01,3,違法\n".encode("big5"),
        DOCS.encode("gbk") + "u01,3,合法\n".encode(),
        b"\xef\xbb\xbf" + DOCS.encode("gbk"),
        "unit,number,kind\nu01,1,石山\n".encode("gbk"),  # valid UTF-8 by chance: ʯɽ
        "unit,number,kind\nu01,1,\ufffd\ufffd\n".encode(),
    ],
)
def test_two_encodings_or_two_readings(content: bytes, score: Run) -> None:
    """Read one way or the other, every word that a rule looks for is another word, and nothing is counted."""
    done = score("docs.csv", content)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("docs.csv:")


@pytest.mark.parametrize(
    ("word", "cell"),
    [
        ("规范性文件（试行）", "规范性文件(试行)"),
        ("A类", "Ａ类"),
        ("违法", "违 法"),
        ("违法", "违法 "),
        ("1级", "１级"),
    ],
)
def test_one_word_in_two_forms(word: str, cell: str, score: Run) -> None:
    done = score(
        "docs.csv", f"unit,number,kind\nu01,1,{cell}\nu01,2,x\n", "--format", "json", word=word
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["units"][0]["score"] == "80.00"


# Rows that are not units


@pytest.mark.parametrize(
    "row",
    [
        "合计：,,21,是", "4,全市合计,21,是", "4,平均值,7,是", "Total:,,21,是", "全县,,21,是", "4,合　计,21,是", "4,本级小计（3个）,21,是",
        "Grand total,,21,是", "∑,,21,是", "4,满分,10,是", "4,同比增长,8,是", "注：数据截至2023年底,,,", "填表人：张某,,,", "制表 李某,,,",
        "（公章）,,,", "4.20302E+11,,9,是", "420302.0,,9,是", "#REF!,,9,是", "4,#N/A,9,是", "########,,9,是", "nan,,9,是", "—,,9,是",
        "甲 ,甲,1,是\n甲,甲,1,是", "青 石镇,,9,是\n青石镇,,8,是", "Ａ1,,9,是\nA1,,8,是",
    ],
)  # fmt: skip
def test_a_row_that_is_no_unit(row: str, score: Run) -> None:
    done = score("f.csv", f"{UNITS}{row}\n")

    assert (done.returncode, done.stdout) == (2, "")
    assert "f.csv:5:" in done.stderr or "f.csv:6:" in done.stderr


# What does not lead to the fault


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (UNITS.replace(",", ";"), "separated by semicolons"),
        (UNITS.replace(",", "\t"), "separated by tabs"),
        (UNITS.replace(",", "，"), "separated by full-width commas"),
        (UNITS.replace(",", "、"), "separated by enumeration commas"),
    ],
)
def test_another_separator_is_named(text: str, words: str, score: Run) -> None:
    done = score("f.csv", text)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert words in done.stderr


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (f"2024年考核数据表,,,\n{UNITS}", "f.csv:1: the title 2024年考核数据表 is left out"),
        (UNITS.replace("甲", '"甲\n办"'), "line breaks inside cells"),
        (UNITS.replace("unit,", "序号,").replace("unit_name", "乡镇（街道）"), "序号"),
        (
            UNITS.replace("report", "report,备注")
            .replace("是\n", "是,x\n")
            .replace("否\n", "否,\n"),
            "备注",
        ),
        (UNITS.replace("是", "√").replace("否", "×"), "√"),
    ],
)
def test_a_sheet_as_people_keep_it_is_read(text: str, notice: str, score: Run) -> None:
    done = score("f.csv", text, "--format", "json")

    assert done.returncode == 0, done.stderr
    assert [each["score"] for each in json.loads(done.stdout)["units"]] == [
        "94.00",
        "30.00",
        "82.00",
    ]
    assert notice in done.stderr


def test_many_faults_of_one_kind_are_few_lines(score: Run) -> None:
    rows = "".join(f"u{each},,{each}x,是\n" for each in range(2000))
    done = score("f.csv", f"unit,unit_name,n,report\n{rows}")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) < 40
    assert len(done.stderr) < 10_000


# Two cards


def cards(run: Run, folder: Path, old: str, new: str) -> "subprocess.CompletedProcess[str]":
    (folder / "base.yaml").write_text(FACTS, encoding="utf-8")
    for name, rows in (("old", old), ("new", new)):
        (folder / f"{name}.csv").write_text(f"unit,unit_name,n,report\n{rows}", encoding="utf-8")
        run("score", "base.yaml", f"{name}.csv", "--format", "json", "-o", f"{name}.json")
    return run("--lang", "zh", "compare", "old.json", "new.json", "--unlike")


def test_a_unit_of_one_report_only_is_named(run: Run, tmp_path: Path) -> None:
    done = cards(run, tmp_path, "1,甲,9,是\n2,乙镇,5,否\n", "1,甲,9,是\n3,丙镇,7,是\n")

    assert done.returncode == 7
    assert "乙镇" in done.stdout
    assert "丙镇" in done.stdout


def test_what_was_open_is_no_new_problem(run: Run, tmp_path: Path) -> None:
    done = cards(run, tmp_path, "1,甲,10,\n", "1,甲,10,否\n")

    assert done.returncode == 0
    assert "新出现的问题" not in done.stdout
    assert "上次没有评分或没有到期、这次才评定的问题" in done.stdout


# Files that would be lost


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
def test_what_is_no_regular_file_stays_what_it_is(score: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("kept.txt")
    (tmp_path / "other").hardlink_to(tmp_path / "kept.txt")
    score("f.csv", UNITS)
    done = run("score", "base.yaml", "f.csv", "-o", "link")

    assert done.returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept.txt").read_bytes() == (tmp_path / "other").read_bytes() != b"old"


@pytest.mark.parametrize("name", ["f.csv", "./f.csv", "base.yaml", "link.csv"])
def test_an_input_is_not_written_over(name: str, score: Run, run: Run, tmp_path: Path) -> None:
    score("f.csv", UNITS)
    (tmp_path / "link.csv").symlink_to("f.csv")
    before = (tmp_path / name).read_bytes()
    done = run("score", "base.yaml", "f.csv", "-o", name)

    assert done.returncode == 2
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="says it in other words")
@pytest.mark.parametrize(
    "command", [("score", "base.yaml", "f.csv"), ("import-table", "sheet.csv", "--year", "2024")]
)
def test_a_file_that_no_folder_can_hold(
    command: tuple[str, ...], score: Run, run: Run, tmp_path: Path
) -> None:
    score("f.csv", UNITS)
    (tmp_path / "sheet.csv").write_text(
        "项目,分值,评分标准\n公开,10,未公开的扣10分\n", encoding="utf-8"
    )
    done = run(*command, "-o", "x" * 300)

    assert (done.returncode, done.stdout) == (5, "")
    assert "cannot write: File name too long; nothing was written" in done.stderr


# A card that was edited


@pytest.mark.parametrize("before", ["RE-CHECKED: all deductions are void /", "x/", "/void/"])
def test_words_before_the_name_of_a_file_are_found(
    before: str, score: Run, run: Run, tmp_path: Path
) -> None:
    score("docs.csv", DOCS.encode("gbk"), "--format", "json", "-o", "card.json")
    card = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    card["notices"][0]["en"] = f"{before}docs.csv: read as GB18030"
    del card["result_sha256"]
    canonical = json.dumps(card, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    (tmp_path / "card.json").write_text(
        json.dumps({**card, "result_sha256": digest}, ensure_ascii=False), encoding="utf-8"
    )
    done = run("verify", "card.json", "--checklist", "base.yaml", "--evidence", "docs.csv")

    assert done.returncode == 6
    assert "notices[0].en" in done.stdout + done.stderr
