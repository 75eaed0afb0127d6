"""Items are named by id or title, on the command line and in evidence."""

from pathlib import Path

import pytest

from lawcheck.cli.app import main

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: count, m: count, report: yes_no}
indicators:
  - {id: study, title: {zh: 集体学法制度, en: Study of the law}, points: 4, type: count_target, value: n, target: 4,
     deduct: {points: 1, per: 1}}
  - {id: report, title: 年度报告, points: 2, type: yes_no, value: report}
  - {id: b1, title: 培训, points: 1, type: count_target, value: n, target: 1, deduct: {points: 1, per: 1}}
  - {id: b2, title: 培训, points: 1, type: count_target, value: m, target: 1, deduct: {points: 1, per: 1}}
  - {id: quality, title: 办案质量, points: 2, type: judged, from: 0, to: 2}
"""
UNIT = """\
lawcheck-evidence: 1
unit: {id: u1}
facts: {n: 3, m: 1, report: yes}
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("demo.yaml").write_text(CHECKLIST, "utf-8")
    Path("u1.yaml").write_text(UNIT, "utf-8")


@pytest.mark.parametrize(
    "text", ["study", "集体学法制度", "Study of the law", " 集体学法 制度", "ｓｔｕｄｙ"]
)
def test_explain_by_id_or_title(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "demo.yaml", "u1.yaml", "-i", text, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Study of the law · u1"


def test_an_id_goes_before_a_title(capsys: pytest.CaptureFixture[str]) -> None:
    Path("demo.yaml").write_text(CHECKLIST.replace("title: 年度报告", "title: study"), "utf-8")

    assert main(["explain", "demo.yaml", "u1.yaml", "-i", "study", "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Study of the law · u1"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "studdy",
            "没有指标 studdy；是不是 study（集体学法制度）？",
            "no indicator studdy; did you mean study (Study of the law)?",
        ),
        (
            "学法",
            "没有指标 学法；是不是 study（集体学法制度）？",
            "no indicator 学法; did you mean study (Study of the law)?",
        ),
        (
            "年底报告",
            "没有指标 年底报告；是不是 report（年度报告）？",
            "no indicator 年底报告; did you mean report (年度报告)?",
        ),
        (
            "培",
            "没有指标 培；是不是 b1（培训）、b2（培训）？",
            "no indicator 培; did you mean b1 (培训), b2 (培训)?",
        ),
        (
            "zzz",
            "没有指标 zzz；有：study、report、b1、b2、quality",
            "no indicator zzz; there are: study, report, b1, b2, quality",
        ),
        (
            "",
            "没有指标 ；有：study、report、b1、b2、quality",
            "no indicator ; there are: study, report, b1, b2, quality",
        ),
    ],
)
def test_what_is_near(text: str, zh: str, en: str, capsys: pytest.CaptureFixture[str]) -> None:
    explain = ["explain", "demo.yaml", "u1.yaml", "-i", text]

    assert (main([*explain, "--lang", "zh"]), capsys.readouterr()) == (
        2,
        ("", f"指标体系里{zh}\n"),
    )
    assert (main([*explain, "--lang", "en"]), capsys.readouterr()) == (
        2,
        ("", f"the checklist has {en}\n"),
    )


def test_several_of_one_title(capsys: pytest.CaptureFixture[str]) -> None:
    explain = ["explain", "demo.yaml", "u1.yaml", "-i", "培训"]

    assert (main([*explain, "--lang", "zh"]), capsys.readouterr().err) == (
        2,
        "叫 培训 的指标不止一个；请写编号：b1、b2\n",
    )
    assert (main([*explain, "--lang", "en"]), capsys.readouterr().err) == (
        2,
        "more than one indicator is called 培训; write the id: b1, b2\n",
    )


# Evidence

NOT_APPLICABLE = "not_applicable: [{indicator: ITEM, reason: 因, authority: 局}]\n"
OVERRIDES = "overrides: [{indicator: ITEM, points: 0, person: 王, reason: 因, authority: 局, on: 2024-06-01}]\n"
REBUTTALS = "rebuttals: [{indicator: ITEM, person: 镇, text: 已办, on: 2024-06-01}]\n"


@pytest.mark.parametrize("table", [NOT_APPLICABLE, OVERRIDES, REBUTTALS])
def test_decisions_name_items_by_title(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    """They do what those by id do, and the reading is told."""
    read = []
    for item in ("report", "年度报告"):
        Path("u1.yaml").write_text(UNIT + table.replace("ITEM", item), "utf-8")
        assert main(["score", "demo.yaml", "u1.yaml", "--format", "csv", "--lang", "en"]) == 0
        read.append(capsys.readouterr())

    assert read[0].err == ""
    assert read[1].err.splitlines()[-1].endswith(": 年度报告 read as report")
    assert read[0].out == read[1].out


def test_a_judgement_by_title(capsys: pytest.CaptureFixture[str]) -> None:
    """3 of 4 for study, 2, 1, 1 and 2 - 0.5 for the quality: 8.5."""
    Path("judgements.csv").write_text(
        "unit,指标,扣分,理由,评议人\nu1,办案质量,0.5,因,李\n", "utf-8"
    )

    assert main(["score", "demo.yaml", "u1.yaml", "judgements.csv", "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert "judgements.csv:2:指标：“办案质量”按 quality 读取" in said.err + said.out
    assert "8.50" in said.out


@pytest.mark.parametrize(
    ("table", "zh", "en"),
    [
        (
            NOT_APPLICABLE.replace("ITEM", "培训"),
            "叫 培训 的指标不止一个；请写编号：b1、b2",
            "more than one indicator is called 培训; write the id: b1, b2",
        ),
        (
            OVERRIDES.replace("ITEM", "年度报表"),
            "指标体系里没有指标 年度报表；是不是 report（年度报告）？",
            "the checklist has no indicator 年度报表; did you mean report (年度报告)?",
        ),
        (
            "judgements: [{indicator: 年度报告, deduct: 1, reason: 因, judge: 李}]\n",
            "指标体系里没有评议指标 年度报告；有：quality",
            "the checklist has no judged indicator 年度报告; there are: quality",
        ),
    ],
)
def test_titles_that_decisions_cannot_have(
    table: str, zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("u1.yaml").write_text(UNIT + table, "utf-8")

    assert main(["score", "demo.yaml", "u1.yaml", "--lang", "zh"]) == 2
    assert capsys.readouterr().err.partition(": ")[2] == f"{zh}\n"
    assert main(["score", "demo.yaml", "u1.yaml", "--lang", "en"]) == 2
    assert capsys.readouterr().err.partition(": ")[2] == f"{en}\n"


def test_an_item_twice_under_two_names(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (
        f"{{indicator: {name}, reason: 因, authority: 局}}" for name in ("report", "年度报告")
    )
    Path("u1.yaml").write_text(UNIT + f"not_applicable: [{first}, {second}]\n", "utf-8")

    assert main(["score", "demo.yaml", "u1.yaml", "--lang", "en"]) == 2
    assert capsys.readouterr().err.endswith(": report appears twice; keep one\n")
