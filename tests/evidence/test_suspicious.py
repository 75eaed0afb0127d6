"""Rows below and between the units of a table that are not units, and texts that a spreadsheet damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.interpret import Intake
from lawcheck.evidence.suspicious import is_sum_word, is_total, not_a_unit
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Unit
from lawcheck.session import Session

TOTAL = (
    "{0} is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows"
)
NOTHING = "{0} does not name a unit; write the id or the name that the unit has"
NOTE = "{0} is a note or a heading, not a unit; remove this row"
ERROR = (
    "{0} is an error of the spreadsheet, not what was typed; correct the sheet and export it again"
)
CODE = "{0} is a code that a spreadsheet turned into a number; format the column as text and type it again"

CHECKLIST_OF_THREE = """\
lawcheck: 1
id: three
version: "1"
title: 三
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 30}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts: {a: count, b: count, c: count}
indicators:
  - {id: a, title: 甲, points: 10, type: count_target, value: a, target: 10, deduct: {points: 1, per: 1}}
  - {id: b, title: 乙, points: 10, type: count_target, value: b, target: 10, deduct: {points: 1, per: 1}}
  - {id: c, title: 丙, points: 10, type: count_target, value: c, target: 10, deduct: {points: 1, per: 1}}
"""
TOTALS = [
    "合计：", "全市合计", "平均值", "Total:", "全县", "合　计", "（合计）", "合计（12个单位）", "一、合计", "--合计--", "城区小计", "总计(万元)", "全区平均分",
    "共12个单位", "各单位", "全州", "最高分", "中位数", "Grand Total", "Sub-total:", "TOTAL (12 units)", "Average", "Ｔｏｔａｌ",
    "∑", "Σ", "Σ（万元）", "县均", "镇均", "县平均水平",
]  # fmt: skip
NOTES = [
    "注：数据截至2023年底", "填表人：张某", "填表人 张某", "备注:略", "单位负责人：李四", "填表日期2024年1月5日", "数据来源：年报", "（盖章）", "以下空白",
    "※ 含派出机构", "注1：略", "Note: provisional", "Prepared by: Li", "单位名称", "序号", "截至2023年底", "本表由司法局汇编。",
    "满分", "分值", "权重（%）", "目标值：", "排名", "总分", "上年同期", "同比增长", "环比", "完成率", "比上年", "达标率(%)", "Full score",
    "标准值", "基准值", "参考值", "以上", "以上合并",
    "栏次", "填写示例", "例：甲镇", "XX镇", "××镇", "年度目标", "任务数", "合格线", "下限", "计量单位", "差距", "甲镇人民政府（盖章）",
]  # fmt: skip
ERRORS = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "########", "＃REF！", "Err:502"]
DITTO = "{0} stands for what another cell says; write it out"
DITTOS = ["同上", "同 上", "同前", "〃", "″", "仝", '"']
CODES = ["4.20302E+11", "4E+11", "4.2e+017", "420302.0", "7.0"]
NOTHINGS = ["-", "—", "？", "nan", "NaN", "None", "NULL", "N/A", "无", "/"]
UNITS = [
    "青石镇", "市统计局", "审核中心", "制表厂", "全州县", "平均乡", "u01", "420302", "1E5", "市总工会", "注滋口镇", "备战镇", "最高人民法院", "全椒县", "共青城市",
    "unit", "A:01", "单县", "total1", "a-b", "联系镇", "附城镇",
    "目标管理办公室", "排名榜村", "满分村", "上年村", "权重镇", "统计局", "增长极办", "分值乡", "7.1", "标准局", "同上村", "同下镇", "仝家村", "无锡市", "A.0", "X镇", "均川镇", "栏杆镇", "任务镇", "例村", "上限村", "一心村", "一、二村", "青石镇司法所（章）",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (text, line.format(text))
        for texts, line in (
            (TOTALS, TOTAL),
            (NOTES, NOTE),
            (ERRORS, ERROR),
            (CODES, CODE),
            (DITTOS, DITTO),
            (NOTHINGS, NOTHING),
        )
        for text in texts
    ],
)
def test_words_that_name_no_unit(text: str, line: str) -> None:
    fault = not_a_unit(text)

    assert fault is not None
    assert fault.pick("en") == line


@pytest.mark.parametrize("text", UNITS)
def test_names_that_only_look_like_such_words(text: str) -> None:
    assert not_a_unit(text) is None


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("合计：,,3", "f.csv:4:unit: " + TOTAL.format("合计：")),
        ("13,全市合计,3", "f.csv:4:unit_name: " + TOTAL.format("全市合计")),
        (",合计,3", "f.csv:4:unit_name: " + TOTAL.format("合计")),
        ("填表人：张某,,", "f.csv:4:unit: " + NOTE.format("填表人：张某")),
        ("4.20302E+11,,3", "f.csv:4:unit: " + CODE.format("4.20302E+11")),
        ("c,#REF!,3", "f.csv:4:unit_name: " + ERROR.format("#REF!")),
    ],
)
def test_a_row_of_a_table_of_units(
    row: str, line: str, put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("f.csv", f"unit,unit_name,study\na,甲,1\nb,乙,2\n{row}\n")) == [line]


HEADING = (
    "{0} is the heading or subtotal of a group, not a unit; remove this row, or skip it with --skip-total-rows; "
    "if it is a unit, write it without the number"
)


def test_headings_of_groups_are_no_units(
    put: Callable[..., Path], read: Callable[..., Intake], refused: Callable[..., list[str]]
) -> None:
    """Each has the sums of its group, or nothing. Where most names are numbered, they are units."""
    rows = "一、乡镇,9\n甲镇,4\n乙镇,5\n（二）部门,3\n司法局,1\n财政局,2\n三、四居委会,7\n"
    path = put("f.csv", f"unit,study\n{rows}")
    numbered = put("g.csv", "unit,study\n一、甲镇,4\n二、乙镇,5\n三、丙镇,6\n")

    assert refused(path) == [
        "f.csv:2:unit: " + HEADING.format("一、乡镇"),
        "f.csv:5:unit: " + HEADING.format("（二）部门"),
    ]
    assert [each.unit.id for each in read(path, skip_total_rows=True).evidence] == [
        "甲镇",
        "乙镇",
        "司法局",
        "财政局",
        "三、四居委会",
    ]
    assert len(read(numbered).evidence) == 3


@pytest.mark.parametrize(
    ("rows", "is_refused"),
    [
        ("甲,1,2,3\na,5,6,7\n", True),
        ("1,2,3,4\na,5,6,7\n", True),
        ("a,5,6,7\n1,2,3,4\n", False),
        ("1,2,3,5\na,5,6,7\n", False),
        ("1,2,3,4\n2,5,9,8\n", False),
    ],
)
def test_a_row_that_numbers_the_columns(
    rows: str, is_refused: bool, put: Callable[..., Path], session: Session, tmp_path: Path
) -> None:
    """As printed forms have below the names of columns; a unit may be called 1 anywhere else."""
    text = CHECKLIST_OF_THREE
    checklist = session.load(put("c.yaml", text))
    path = put("f.csv", f"unit,a,b,c\n{rows}")
    if is_refused:
        with pytest.raises(EvidenceError) as error:
            session.read(checklist, [path])
        assert (
            str(error.value)
            == "f.csv:2:unit: this row numbers the columns (1, 2, 3...) and is no unit; remove this row"
        )
    else:
        assert len(session.read(checklist, [path]).evidence) == 2


def test_a_total_is_skipped_whichever_cell_says_so(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(
        put("f.csv", "unit,unit_name,study\na,甲,1\nb,乙,2\n13,全市合计,3\n"), skip_total_rows=True
    )

    assert [each.unit.id for each in intake.evidence] == ["a", "b"]
    assert intake.skipped == ("f.csv:4:unit_name 全市合计",)


def test_a_note_is_never_skipped(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    with pytest.raises(EvidenceError) as error:
        read(put("f.csv", "unit,study\na,1\n填表人：张某,\n"), skip_total_rows=True)
    assert str(error.value) == "f.csv:3:unit: " + NOTE.format("填表人：张某")


def test_one_unit_with_and_without_a_space(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("f.csv", "unit,study\n青 石镇,1\n青石镇,2\n")) == [
        "f.csv:3:unit: the unit 青石镇 appears twice, first at f.csv:2:unit; merge the two"
    ]


def test_units_of_one_name_are_told(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    """Towns of two districts may be called alike; a unit with two ids would be ranked twice."""
    rows = "a,城关镇,1\nb,东关镇,2\nc,城 关镇,3\nB,,4\nd,,5\n"
    intake = read(put("f.csv", f"unit,unit_name,study\n{rows}"))

    assert len(intake.evidence) == 5
    assert [each.pick("en") for each in intake.notices] == [
        "the unit ids b, B differ by case alone; they are read as different units",
        "the units a, c are all called 城关镇; they are read as different units",
    ]


def test_groups_that_are_nearly_one_are_told(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """A unit alone in its group is ranked with nobody. Its width makes no other group."""
    rows = "a,A组,镇\nb,A组（城区）,镇\nc,Ａ 组,街道\nd,A组。,乡\ne,B组,\nf,,镇\n"
    intake = read(put("f.csv", f"unit,unit_group,unit_kind\n{rows}"))

    assert [each.pick("en") for each in intake.notices] == [
        "the groups or kinds of units A组, A组（城区）, A组。 are nearly the same; they are read as different ones"
    ]


def test_totals_and_notes_below_a_register(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    files = (
        put("f.csv", "unit,study\na,1\n"),
        put(
            "hearings.csv",
            "unit,case_no,heard_on\na,1号,2023-01-05\na,全年合计：,\na,制表人：张某,\n",
        ),
    )

    assert refused(*files) == [
        "hearings.csv:3:case_no: " + TOTAL.format("全年合计："),
        "hearings.csv:4:case_no: " + NOTE.format("制表人：张某"),
    ]


def test_damaged_codes_are_no_text(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    files = (
        put("f.csv", "unit,unit_group,name\na,#N/A,########\n"),
        put(
            "hearings.csv", "unit,case_no,heard_on\na,4.20302E+11,2023-01-05\na,同上,2023-01-06\n"
        ),
    )

    assert refused(*files) == [
        "f.csv:2:unit_group: " + ERROR.format("#N/A"),
        "f.csv:2:name: " + ERROR.format("########"),
        "hearings.csv:2:case_no: " + CODE.format("4.20302E+11"),
        "hearings.csv:3:case_no: " + DITTO.format("同上"),
    ]


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        ("全市合计", TOTAL.format("全市合计")),
        (Unit("13", "合计"), TOTAL.format("合计")),
        (Unit("a", "甲", "#N/A"), ERROR.format("#N/A")),
    ],
)
def test_a_program_cannot_pass_them_either(
    unit: str | Unit, line: str, checklist: Checklist
) -> None:
    with pytest.raises(EvidenceError) as error:
        build_evidence(checklist, unit)
    assert str(error.value) == line


def test_a_program_cannot_pass_a_damaged_text(checklist: Checklist) -> None:
    with pytest.raises(EvidenceError) as error:
        build_evidence(checklist, "a", {"name": "#REF!"})
    assert str(error.value) == "name: " + ERROR.format("#REF!") + " (unit a)"


WORDS = [each for each in TOTALS if not set(each) & set("全各")]
"""Without areas: 全县 is a total of units, and no sum."""
SIGNS = list("合小总共累汇和数平均值分中位最高大低标准方差∑Σ12个家单位乡镇（）：、 ")


@given(
    st.lists(st.sampled_from([*WORDS, *SIGNS, "total", "Ｓum", "average of"]), max_size=4).map(
        "".join
    )
)
def test_whatever_names_a_sum_is_found(text: str) -> None:
    assert is_sum_word(text) == is_total(text)
