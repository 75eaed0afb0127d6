"""A whole visit to an invented street with forms, as people do it: from the blank form to the confirmed problem.

Of 100 points, by hand. The street's own numbers: one decision of two is not archived (half of 100% is five steps of 10%, more than
the 2 points there are), a document was filed 15 days late (0.5), a file of mediation is incomplete (0.5); the case files (6)
wait for a judgement: 91 to 97. The inspectors: 18 of 20 people certified (10 × 0.1), 10 of 12 events (2 × 0.5), satisfaction
91.5% of 60 to 95% (4 × 31.5 / 35 = 3.6), case files 1.5 off: 97 − 1 − 1 − 0.4 − 1.5 = 93.1.
"""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from typist import COVER, Typist

from lawcheck import load_report

PLUGINS = {"LAWCHECK_PLUGINS": "office,ledger"}
STREET = "柳林街道（虚构）"
OWN = {
    "主要负责人听取法治工作汇报": "是",
    "主要负责人年度述法": "√",
    "年度法治工作要点": True,
    "学法台账完整": "是",
    "重大决策台账完整": "是",
    "规范性文件台账完整": "是",
    "行政应诉台账完整": "是",
    "行政处罚台账完整": "是",
    "人民调解台账完整": "是",
    "年度报告报送日期": "2024年1月5日",  # a date as text, and a percentage as text
    "开展文件清理": "是",
    "持证执法人员数": 20,
    "在岗执法人员数": "20",
    "法制审核人员": "全职",  # not in the drop-down
    "普法活动场次": 12,
    "村（社区）数": 9,
    "配齐法律明白人的村（社区）数": 9.5,
    "群众法治满意度": "95%",
    "制发违法文件造成严重后果": "否",
}
REGISTERS: dict[str, list[list[object]]] = {
    "学法台账": [
        ["宪法", date(2023, 2, 14)],
        ["行政处罚法", "2023.4.18"],
        ["行政复议法", date(2023, 6, 20)],
        ["民法典", "8/29"],  # of which year?
        ["行政诉讼法", date(2023, 10, 17)],
        ["法治政府建设", date(2023, 12, 5)],
        ["合计", "6次"],
    ],
    "重大决策台账": [
        ["农贸市场改造", "是", "是", "是", "是", "是"],
        ["停车场建设", "是", "是", "是", "是", "否"],
    ],
    "行政规范性文件台账": [
        ["柳街规〔2023〕1号", date(2023, 4, 10), "是", date(2023, 5, 4)],
        ["柳街规〔2023〕2号", date(2023, 9, 1), "是", date(2023, 10, 16)],
    ],
    "行政应诉台账": [["（2023）乙01行初11号", "一审", date(2023, 3, 9), "是", "否", "胜诉"]],
    "行政处罚台账": [["柳街罚〔2023〕1号", date(2023, 3, 14), date(2023, 3, 17)]],
    "人民调解台账": [
        [f"柳调〔2023〕{number}号", date(2023, month, 6), "成功", "是", complete, "否"]
        for number, month, complete in ((1, 1, "是"), (2, 3, "否"), (3, 6, "是"), (4, 9, "是"))
    ],
    "表彰台账": [["零报告"]],
}
ARCHIVE, MEDIATION = "liulin/decision_archive/decisions/停车场建设", "liulin/mediation_files/mediation/柳调(2023)2号"  # fmt: skip
STAFF = "liulin/certified_staff/staff/staff_certified"

Lines = Callable[..., list[str]]


@pytest.fixture
def lines(run: Callable[..., "subprocess.CompletedProcess[str]"]) -> Lines:
    """The lines that the program writes, of a run that ends with this code."""

    def said(*arguments: object, ends_with: int = 0) -> list[str]:
        done = run("--lang", "zh", *arguments, **PLUGINS)
        assert done.returncode == ends_with, done.stderr
        return (done.stdout or done.stderr).splitlines()

    return said


def total_of(report: Path) -> tuple[Fraction, Fraction]:
    (card,) = load_report(report).scorecards
    return card.score.low, card.score.high


def filled_form(lines: Lines, folder: Path) -> Path:
    """A blank form that the street filled in, with everything that people get wrong."""
    (folder / "units.csv").write_text(
        f"unit,unit_name,unit_kind\nliulin,{STREET},street\n", "utf-8"
    )
    lines("form", "street-visit", "--units", "units.csv", "-o", "returned")
    path = folder / "returned" / f"{STREET}.xlsx"
    with Typist(path) as at:
        for label, value in OWN.items():
            at.fact(label, value)
        for sheet, rows in REGISTERS.items():
            at.records(sheet, *rows)
        at.judge("执法案卷质量", 1.5, judge="李某（虚构）")  # and no reason
    return path


def mend(path: Path) -> None:
    with Typist(path) as at:
        at.fact("法制审核人员", "专职")
        at.fact("配齐法律明白人的村（社区）数", 9)
        at.book["学法台账"]["B8"] = date(2023, 8, 29)
        for cell in ("A11", "B11"):
            at.book["学法台账"][cell] = None
        at.book["评议"]["E3"] = at.book["评议"]["G3"] = None


def check(path: Path, inspector: str, events: int) -> None:
    with Typist(path) as at:
        at.book[COVER]["B5"] = inspector
        at.fact("持证执法人员数", checked=18, remark="两人证件过期")
        at.fact("普法活动场次", checked=events)
        at.fact("群众法治满意度", checked=0.915)
        at.judge("执法案卷质量", 1.5, "两卷送达回证缺签收日期")


def answer(ledger: Path, *answers: tuple[str, str, str, date | None, date | None]) -> None:
    """Fill in measures, person, due and done, in the rows of these ids."""
    book = load_workbook(ledger)
    page = book["整改台账"]
    for name, *cells in answers:
        (row,) = (each[0].row for each in page.iter_rows() if each[0].value == name)
        for column, value in enumerate(cells, 8):
            page.cell(row, column).value = value
    book.save(ledger)


def test_from_the_blank_form_to_the_confirmed_problem(lines: Lines, tmp_path: Path) -> None:
    form = filled_form(lines, tmp_path)

    assert lines("score", "street-visit", "returned", ends_with=2) == [
        f"returned/{STREET}.xlsx[指标数据]:16:E: “全职”不在可选值中：专职、兼职、无",
        f"returned/{STREET}.xlsx[指标数据]:19:E: 9.5 应是不小于0的整数",
        f"returned/{STREET}.xlsx[学法台账]:8:B: “8/29”不是日期；请按年-月-日写，如 2023-12-31",
        f"returned/{STREET}.xlsx[学法台账]:11:A: “合计”是合计行，不是单位或记录；请删去，或用 --skip-total-rows 跳过",
        f"returned/{STREET}.xlsx[评议]:3: 缺少 reason；决定要写明理由和由谁作出",
    ]
    mend(form)
    lines("score", "street-visit", "returned", "--format", "json", "-o", "own.json")
    assert total_of(tmp_path / "own.json") == (91, 97)

    # two inspectors differ on the events, which are worth 4 points; they count again
    for name, events in (("li", 10), ("wang", 9)):
        shutil.copytree(tmp_path / "returned", tmp_path / name)
        check(tmp_path / name / form.name, f"{name}（虚构）", events)
    reconciling = (
        "reconcile",
        "street-visit",
        "li",
        "wang",
        "--rule",
        "open",
        "-o",
        "visit-1.json",
    )
    assert "普法活动场次  10        9" in lines(*reconciling)
    assert total_of(tmp_path / "visit-1.json") == (Fraction("90.1"), Fraction("94.1"))
    with Typist(tmp_path / "wang" / form.name) as at:
        at.fact("普法活动场次", checked=10)
    assert lines(*reconciling)[-1] == f"{STREET}：93.1分"
    assert total_of(tmp_path / "visit-1.json") == (Fraction("93.1"), Fraction("93.1"))

    compared = lines("self-score", "street-visit", "li")
    assert compared[0] == f"{STREET}：自评95.5分（优秀），核查93.1分（优秀），增减-2.4分"
    assert [line.split()[:4] for line in compared[4:]] == [
        ["执法人员持证", "2", "1", "-1"],
        ["普法活动", "4", "3", "-1"],
        ["群众满意度", "4", "3.6", "-0.4"],
    ]

    # the unit gets its feedback in Word
    lines("feedback", "street-visit", "li", "-o", "feedback")
    (told,) = (tmp_path / "feedback").glob("*.docx")
    said = [each.text for each in Document(str(told)).paragraphs]
    assert "得分：93.10 / 100" in said

    # the ledger goes out and comes back
    assert lines("ledger", "add", "visit-1.json", "--on", "2024-01-10")[0] == "新列入：7"
    lines("ledger", "export", "-o", "ledger.xlsx", "--on", "2024-01-10")
    due = date(2024, 2, 29)
    answer(
        tmp_path / "ledger.xlsx",
        (ARCHIVE, "补齐档案", "赵某（虚构）", due, date(2024, 2, 20)),
        (MEDIATION, "补齐卷宗", "钱某（虚构）", due, date(2024, 2, 22)),
        (STAFF, "参加考试", "孙某（虚构）", date(2024, 3, 31), None),
    )
    taken = lines("ledger", "answers", "ledger.xlsx", "--on", "2024-02-26")
    assert taken == ["收回3条", *(f"  {each}" for each in sorted((ARCHIVE, MEDIATION, STAFF)))]
    assert lines("ledger", "--on", "2024-04-08")[-1] == (
        "2024-04-08 共7个问题：未整改 4，逾期 1，已整改待核 2"
    )

    # the second visit: the archive is there, one more person is certified, the file is as it was
    shutil.copytree(tmp_path / "li", tmp_path / "visit-2")
    with Typist(tmp_path / "visit-2" / form.name) as at:
        at.book["重大决策台账"]["F6"] = "是"
        at.fact("持证执法人员数", checked=19)
    lines("score", "street-visit", "visit-2", "--format", "json", "-o", "visit-2.json")
    assert total_of(tmp_path / "visit-2.json") == (Fraction("95.6"), Fraction("95.6"))
    second = lines("ledger", "add", "visit-2.json", "--on", "2024-04-10")
    assert second[:4] == ["新列入：0", "重新列入：1", f"  {MEDIATION}", "仍未整改：5"]
    assert second[-3:] == ["销号：1", f"  {ARCHIVE}", "这次没有评，保持原状：0"]
    assert lines("ledger", "--on", "2024-04-10")[-1] == (
        "2024-04-10 共7个问题：未整改 4，逾期 1，已销号 1，反弹 1"
    )
    verified = lines("verify", "visit-2.json", "--evidence", "visit-2")
    assert verified[0] == "visit-2.json：核对无误，逐项一致（单位 1 个）"
