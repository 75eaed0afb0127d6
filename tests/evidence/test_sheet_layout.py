"""Sheets as people lay them out: titles, Chinese headers, line breaks, other separators."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Unit
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
facts:
  study: {kind: count, label: {zh: 听取法治工作汇报, en: reports heard}, aliases: [汇报次数, 听汇报（次）]}
  plan: {kind: yes_no, label: 年度计划}
  one: {kind: count, label: 件数}
  two: {kind: count, label: 件数}
registers:
  cases:
    label: 案件台账
    columns: {number: {kind: text, label: 案号}, office: {kind: text, label: 单位, optional: true}}
indicators:
  - {id: s, title: 学法, points: 1, type: count_target, value: study, target: 4, deduct: {points: 0.1, per: 1}}
  - {id: p, title: 计划, points: 1, type: yes_no, value: plan}
  - {id: o, title: 件数, points: 1, type: count_target, value: {sum: [one, two]}, target: 1, deduct: {points: 1, per: 1}}
  - {id: c, title: 案件, points: 1, type: incidents, count: {count: cases}, deduct: 0.5}
"""


@pytest.fixture(scope="module")
def checklist(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path = tmp_path_factory.mktemp("checklist") / "demo.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return session.load(path)


def notices(intake: Intake) -> list[str]:
    return [each.pick("en") for each in intake.notices]


def test_a_sheet_as_it_comes_from_excel(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    text = (
        "2023年度法治政府建设考核汇总表,,,,\n,,,,\n"
        '序号,乡镇（街道）,"听取法治\n工作汇报",年度计划,备注\n1,青石镇,3,是,已核\n2,和平街道,4,否,\n'
    )
    intake = read(put("f.csv", text.encode("gb18030")))

    assert [
        (each.unit, each.facts["study"].value, each.facts["plan"].value)
        for each in intake.evidence
    ] == [
        (Unit("青石镇"), 3, True),
        (Unit("和平街道"), 4, False),
    ]
    assert [str(each.facts["study"].source.place) for each in intake.evidence] == [
        "f.csv:5:听取法治 工作汇报",
        "f.csv:6:听取法治 工作汇报",
    ]
    assert intake.blank == 1
    assert notices(intake) == [
        "f.csv: read as GB18030",
        "f.csv: line breaks inside cells (1, the first on line 3) read as spaces",
        "f.csv:1: the title 2023年度法治政府建设考核汇总表 is left out",
        "f.csv: columns read as 乡镇（街道） = unit, 听取法治 工作汇报 = study, 年度计划 = plan",
        "f.csv: the column 序号 is left out (cells with content: 2)",
        "f.csv: the column 备注 is left out (cells with content: 1)",
    ]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("单位编号,单位名称,汇报次数", Unit("a", "甲")),
        ("unit,单位名称,听汇报(次)", Unit("a", "甲")),
        ("unit,单位,ｓｔｕｄｙ", Unit("a", "甲")),
        ("单位 代码,被考核单位,reports heard", Unit("a", "甲")),
        ("单位,单位类别,study", Unit("a", kind="甲")),
    ],
)
def test_names_of_columns(
    header: str, unit: Unit, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(put("f.csv", f"{header}\na,甲,3\n"))

    assert [(each.unit, each.facts["study"].value) for each in intake.evidence] == [(unit, 3)]


def test_registers_and_decisions_with_chinese_headers(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(
        put("f.csv", "单位,study\na,3\nb,4\n"),
        put("cases.csv", "序号,单位编号,案号\n1,a,（2023）1号\n2,b,零报告\n"),
        put("not_applicable.csv", "单位编号,指标,理由,决定机关,日期\na,p,新设,区局,2024-01-05\n"),
    )

    assert [[record.values for record in each.registers["cases"]] for each in intake.evidence] == [
        [{"number": "（2023）1号"}],
        [],
    ]
    assert intake.evidence[0].not_applicable["p"].reason == "新设"


SEPARATED = 'save it as "CSV UTF-8 (comma delimited)"'
REFUSED = [
    ("semicolons", {"f.csv": "unit;study\na;1\n"}, [f"f.csv:1: the cells are separated by semicolons (;), not by commas; {SEPARATED}"]),
    ("tabs below a title", {"f.csv": "汇总表\n单位\t年度计划\na\t是\n"}, [f"f.csv:1: the cells are separated by tabs, not by commas; {SEPARATED}"]),
    ("full-width commas", {"f.csv": "单位，年度计划\na，是\n"}, [f"f.csv:1: the cells are separated by full-width commas (，), not by commas; {SEPARATED}"]),
    ("in a folder", {"u/unit.yaml": "lawcheck-evidence: 1\nunit: {id: a}\n", "u/cases.csv": "案号;office\n1;x\n"}, [f"u/cases.csv:1: the cells are separated by semicolons (;), not by commas; {SEPARATED}"]),
    ("more than a title above", {"f.csv": "填报人：张,日期：1月,\nunit,study,plan\na,1,是\n"}, ["f.csv:1: the names of the columns stand on line 2; remove the lines above it"]),
    ("a title and no unit", {"f.csv": "汇总表,,\n编号,study,plan\na,1,是\n"}, ["f.csv:2: the column `unit` (id of the unit) is missing; there are: 编号, study, plan"]),
    ("many columns without names", {"f.csv": "unit,study,,,\na,1,,,\n"}, ["f.csv:1:3: columns 3, 4, 5 have no names; add them or remove the columns"]),
    ("one label of two facts", {"f.csv": "unit,件数\na,1\n"}, ["f.csv:1:件数: the column 件数 may be one, two; write the one that is meant"]),
    ("a name and its label", {"f.csv": "unit,study,汇报次数\na,1,2\n"}, ["f.csv:1:汇报次数: the columns study, 汇报次数 are all study; keep one, or rename them"]),
    ("two names of units", {"f.csv": "单位名称,乡镇,study\na,b,2\n"}, ["f.csv:1:乡镇: the columns 单位名称, 乡镇 are all unit; keep one, or rename them"]),
    ("a column of the register that may be the unit", {"f.csv": "unit,study\na,1\n", "cases.csv": "单位,案号\na,1号\n"}, ["cases.csv:1:单位: the column 单位 may be office, unit; write the one that is meant"]),
    ("the header again", {"f.csv": "unit,study\na,1\nunit,study\nb,1\n"}, ["f.csv:3: this line names the columns again; remove it"]),
    ("an unknown column", {"f.csv": "单位,学法人数\na,1\n"}, ["f.csv:1:学法人数: the checklist has no column 学法人数; remove or rename it"]),
    ("an Excel file", {"f.xlsx": "PK"}, ['f.xlsx: Excel files are read by the plugin lawcheck-office; install it, or save the file as "CSV UTF-8 (comma delimited)" in Excel or WPS']),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "lines"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_refused(
    files: dict[str, str],
    lines: list[str],
    put: Callable[..., Path],
    refused: Callable[..., list[str]],
) -> None:
    made = [put(name, content) for name, content in files.items()]

    assert (
        refused(*dict.fromkeys(path if path.parent == Path() else path.parent for path in made))
        == lines
    )


def test_the_unit_word_is_the_column_of_the_register_beside_unit(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(
        put("f.csv", "unit,study\na,1\n"),
        put("cases.csv", "unit,unit_name,案号,单位\na,,1号,区局\n"),
    )

    assert intake.evidence[0].registers["cases"][0].values == {"number": "1号", "office": "区局"}


@pytest.mark.parametrize("count", [2_001, 100_000])
def test_more_columns_than_the_limit(
    count: int, put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    header = ",".join(["unit", *(f"c{number}" for number in range(count - 1))])

    assert refused(put("f.csv", header + "\n")) == [
        f"f.csv:1: this line has {count} cells, more than the limit of 2000"
    ]


@pytest.mark.parametrize(
    "second",
    [
        ",听取法治工作汇报,年度计划,",  # merged downwards, as CSV has it
        "单位,听取法治工作汇报,年度计划,备注",  # filled down, as a reader of workbooks does
    ],
)
def test_a_header_of_two_rows(
    put: Callable[..., Path], read: Callable[..., Intake], second: str
) -> None:
    intake = read(put("f.csv", f"单位,组织领导,,备注\n{second}\n青石镇,3,是,\n"))

    (evidence,) = intake.evidence
    assert (evidence.unit.id, evidence.facts["study"].value) == ("青石镇", 3)
    assert evidence.facts["plan"].value is True
    assert (
        "f.csv: lines 1 and 2 are a header of two rows, read as 单位, 听取法治工作汇报, 年度计划, 备注"
        in notices(intake)
    )


def test_both_rows_together_are_a_name(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """次数 stands below two groups; with its group it is an alias that the checklist declares."""
    intake = read(put("f.csv", "单位,汇报,,备注\n,次数,年度计划,\n青石镇,3,是,\n"))

    assert intake.evidence[0].facts["study"].value == 3


@pytest.mark.parametrize("second", ["青石镇,3,是,", ",3,是,", ",说明,情况,"])
def test_a_row_that_is_no_second_header_is_left_alone(
    put: Callable[..., Path], refused: Callable[..., list[str]], second: str
) -> None:
    """The first row has a column without a name, and the second one does not name it."""
    path = put("f.csv", f"单位,听取法治工作汇报,,备注\n{second}\n东桥街道,4,否,\n")

    assert "f.csv:1:3: column 3 has no name; add one or remove it" in refused(path)
