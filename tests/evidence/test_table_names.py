"""Files that are called after a register: by its name, or by its label."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.cli.app import main
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 4}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 2}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {n: count}
registers:
  hearings: {label: {zh: 出庭登记, en: hearings list}, columns: {number: {kind: text, label: 案号}}}
  docs: {label: 台账, columns: {number: text}}
  visits: {label: 台账, columns: {number: text}}
  案件: {label: hearings, columns: {number: text}}
indicators:
  - {id: a, title: 次数, points: 1, type: count_target, value: n, target: 4, deduct: {points: 0.25, per: 1}}
  - {id: b, title: 出庭, points: 1, type: incidents, count: {count: hearings}, deduct: 0.5}
  - {id: c, title: 文件, points: 1, type: incidents, count: {count: docs}, deduct: 0.5}
  - {id: d, title: 走访, points: 0.5, type: incidents, count: {count: visits}, deduct: 0.5}
  - {id: e, title: 案件, points: 0.5, type: incidents, count: {count: 案件}, deduct: 0.5}
"""
RECORDS = "单位,案号\na,1号\na,2号\n"


@pytest.fixture(scope="module")
def checklist(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path = tmp_path_factory.mktemp("checklist") / "demo.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return session.load(path)


def numbers(evidence: Evidence, register: str) -> list[object]:
    return [record.values["number"] for record in evidence.registers[register]]


@pytest.mark.parametrize(
    "name",
    [
        "出庭登记",
        "hearings list",
        " 出庭 登记",
        "ｈｅａｒｉｎｇｓ",
        "2024年出庭登记",
        "2024年度出庭登记（甲镇）",
        "出庭登记 (2)",
    ],
)
def test_a_file_called_by_the_label(
    name: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    file = f"x/{name}.csv"
    intake = read(put("f.csv", "unit,n\na,3\n"), put(file, RECORDS))

    assert numbers(intake.evidence[0], "hearings") == ["1号", "2号"]
    assert (
        f"{file}：按文件名读作台账 hearings",
        f"{file}: read as the register hearings, by its name",
    ) in [(each.pick("zh"), each.pick("en")) for each in intake.notices]


def test_a_table_of_decisions_called_in_chinese_is_no_register(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(
        put("f.csv", "unit,n\na,3\n"), put("不适用.csv", "unit,indicator,reason,authority\n")
    )

    assert (
        "不适用.csv：按名称读作“不适用”表",
        "不适用.csv: read as the table “not applicable”, by its name",
    ) in [(each.pick("zh"), each.pick("en")) for each in intake.notices]


def test_the_name_of_a_register_goes_before_a_label(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """`hearings` is also what another register is called, and nothing has to be told."""
    intake = read(put("f.csv", "unit,n\na,3\n"), put("hearings.csv", "unit,number\na,1号\n"))

    assert numbers(intake.evidence[0], "hearings") == ["1号"]
    assert intake.notices == ()


def test_in_the_folder_of_a_unit(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    put("u/unit.yaml", "lawcheck-evidence: 1\nunit: {id: a}\n")
    put("u/出庭登记.csv", "案号\n1号\n")
    intake = read(Path("u"))

    assert numbers(intake.evidence[0], "hearings") == ["1号"]
    assert "u/出庭登记.csv: read as the register hearings, by its name" in [
        each.pick("en") for each in intake.notices
    ]


SEVERAL = (
    "文件名 台账 可以指台账 docs、visits；请以其中一个作文件名",
    "the file is called 台账, which may mean the registers docs, visits; call it by one of these",
)
KNOWN = [
    f"{name}.csv"
    for name in (
        "attachments",
        "docs",
        "facts",
        "hearings",
        "judgements",
        "not_applicable",
        "overrides",
        "rebuttals",
        "visits",
        "案件",
    )
]


@pytest.mark.parametrize(
    ("files", "given", "place", "zh", "en"),
    [
        ({"台账.csv": RECORDS}, "台账.csv", "台账.csv", *SEVERAL),
        (
            {
                "u/unit.yaml": "lawcheck-evidence: 1\nunit: {id: a}\n",
                "u/台账.csv": "number\n1号\n",
            },
            "u",
            "u/台账.csv",
            *SEVERAL,
        ),
        (
            {
                "u/unit.yaml": "lawcheck-evidence: 1\nunit: {id: a}\n",
                "u/出庭.csv": "number\n1号\n",
            },
            "u",
            "u/出庭.csv",
            f"单位文件夹里不认识这个文件；可有 unit.yaml 和 {'、'.join(KNOWN)}",
            f"a unit's folder has no place for this file; it may hold unit.yaml and {', '.join(KNOWN)}",
        ),
    ],
)
def test_refused(
    files: dict[str, str],
    given: str,
    place: str,
    zh: str,
    en: str,
    put: Callable[..., Path],
    read: Callable[..., Intake],
) -> None:
    for name, content in files.items():
        put(name, content)
    with pytest.raises(EvidenceError) as caught:
        read(Path(given))

    assert caught.value.pick("zh").split("\n")[0] == f"{place}: {zh}"
    assert caught.value.pick("en").split("\n")[0] == f"{place}: {en}"


def test_the_same_register_under_both_names(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    files = (
        put("f.csv", "unit,n\na,3\n"),
        put("hearings.csv", "unit,number\na,1号\n"),
        put("出庭登记.csv", RECORDS),
    )

    assert refused(*files)[0] == (
        "出庭登记.csv:2: the register hearings of a is given at hearings.csv:2 already; put it into one table"
    )


def test_any_other_name_holds_facts(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(put("出庭登记表.csv", "unit,n\na,3\n"))

    assert (intake.evidence[0].facts["n"].value, intake.notices) == (3, ())


@pytest.mark.parametrize(
    "engine", [(), ("--engine", "tables", "-o", "scores.parquet")], ids=["alone", "tables"]
)
def test_score_with_chinese_names_of_files(
    engine: tuple[str, ...], put: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    put("demo.yaml", CHECKLIST)
    put("单位.csv", "unit,n\na,3\n")
    put("出庭登记.csv", RECORDS)

    assert main(["score", "demo.yaml", "单位.csv", "出庭登记.csv", *engine, "--lang", "zh"]) in (
        0,
        7,
    )
    said = capsys.readouterr()
    assert "出庭登记.csv：按文件名读作台账 hearings" in said.err + said.out

    put("台账.csv", RECORDS)
    assert main(["score", "demo.yaml", "单位.csv", "台账.csv", *engine, "--lang", "zh"]) == 2
    assert capsys.readouterr().err.split("\n")[0] == f"台账.csv: {SEVERAL[0]}"
