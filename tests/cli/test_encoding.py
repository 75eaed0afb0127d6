"""The option `--encoding`."""

from pathlib import Path

import pytest

from lawcheck.cli.app import main

pytestmark = pytest.mark.interpreter

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
facts: {n: {kind: count, aliases: [次数]}}
indicators:
  - {id: a, title: x, points: 10, type: count_target, value: n, target: 10, deduct: {points: 1, per: 1}}
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("demo.yaml").write_text(CHECKLIST, "utf-8")
    Path("units.csv").write_bytes("unit,n\n石山,7\n".encode("gb18030"))


@pytest.mark.parametrize(
    "command",
    [
        ["score"],
        ["rank"],
        ["pool"],
        ["gain", "--as-of", "2024-06-01"],
        ["explain", "-i", "a"],
        ["score", "--engine", "tables", "-o", "scores.parquet"],
    ],
    ids=" ".join,
)
def test_every_command_that_reads_evidence_takes_it(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command[0], "demo.yaml", "units.csv", *command[1:], "--lang", "en"]
    refused, read = main(arguments), main([*arguments, "--encoding", "gb18030"])

    assert (refused, read) == (2, 0)
    assert capsys.readouterr().err.splitlines()[0] == (
        'units.csv:2: could be ʯɽ (UTF-8) or 石山 (GB18030); say which with --encoding, or save it as "CSV UTF-8"'
    )


def test_a_card_is_verified_with_the_same_encoding() -> None:
    assert (
        main(
            [
                "score",
                "demo.yaml",
                "units.csv",
                "--encoding",
                "gb18030",
                "--format",
                "json",
                "-o",
                "card.json",
            ]
        )
        == 0
    )
    verify = ["verify", "card.json", "--checklist", "demo.yaml", "--evidence", "units.csv"]

    assert (main(verify), main([*verify, "--encoding", "gb18030"])) == (2, 0)


SHEET = "序号,考核内容,分值,评分标准\n1,石山,5,全年不少于2次，每少一次扣1分\n"
EITHER = {
    "zh": "sheet.csv:2: 可以读成“ʯɽ”（UTF-8），也可以读成“石山”（GB18030）；请用 --encoding 写明编码，或另存为“CSV UTF-8”",
    "en": 'sheet.csv:2: could be ʯɽ (UTF-8) or 石山 (GB18030); say which with --encoding, or save it as "CSV UTF-8"',
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_score_sheet_that_may_be_read_in_two_ways(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("sheet.csv").write_bytes("item,points,rule\n石山,5,x\n".encode("gb18030"))
    draft = ["import-table", "sheet.csv", "--year", "2024", "--lang", language]

    assert main(draft) == 2
    assert capsys.readouterr().err == EITHER[language] + "\n"
    assert main([*draft, "--encoding", "gb18030"]) == 0
    assert "title: 石山\n" in capsys.readouterr().out


def test_a_score_sheet_in_the_encoding_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("sheet.csv").write_bytes(SHEET.encode("gb18030"))
    draft = ["import-table", "sheet.csv", "--year", "2024", "--id", "demo", "--lang", "en"]

    assert main([*draft, "--encoding", "utf-8"]) == 2
    assert capsys.readouterr().out == ""
    assert main([*draft, "--encoding", "GB18030"]) == 0
    assert "石山" in capsys.readouterr().out
