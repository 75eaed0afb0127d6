"""Forms: made from a checklist, filled in as people do, read and scored."""

import csv
import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import lawcheck_office
import pytest
from lawcheck_office.evidence import Excel
from lawcheck_office.forms.book import form
from openpyxl import load_workbook
from typist import COVER, FACTS, Typist

from lawcheck import Checklist, EvidenceError, Scorecard, Session, Unit
from lawcheck.plugin import Language

EXAMPLES = Path(__file__).parents[3] / "examples" / "streets-2023"
QINGSHI = Unit("qingshi", "青石镇（虚构）", "township", "A")


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(only=(), plugins=[lawcheck_office])


@pytest.fixture(scope="module")
def checklist(session: Session) -> Checklist:
    return session.load("street-visit")


@pytest.fixture
def blank(checklist: Checklist, tmp_path: Path) -> Path:
    path = tmp_path / "青石镇.xlsx"
    path.write_bytes(form(checklist, QINGSHI, "zh"))
    return path


@pytest.fixture
def score(session: Session, checklist: Checklist) -> Callable[..., Scorecard]:
    def one(*paths: Path) -> Scorecard:
        (card,) = session.score(checklist, session.read(checklist, paths)).scorecards
        return card

    return one


@pytest.fixture
def refused(session: Session, checklist: Checklist, tmp_path: Path) -> Callable[..., list[str]]:
    def problems(*paths: Path, by: Checklist = checklist) -> list[str]:
        with pytest.raises(EvidenceError) as error:
            session.read(by, paths)
        return [each.pick("zh").replace(f"{tmp_path}/", "") for each in error.value.problems]

    return problems


def notices(session: Session, checklist: Checklist, *paths: Path) -> list[str]:
    found = session.read(checklist, paths).notices
    return [each.pick("zh").replace(f"{paths[0].parent}/", "") for each in found]


# -- the whole way ------------------------------------------------------------------------------


def rows_of(name: str, unit: str) -> list[dict[str, str]]:
    with (EXAMPLES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["unit"] == unit]


def typed(text: str) -> Any:
    """Return what Excel makes of a text that a person types into a cell."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text)
    if re.fullmatch(r"-?\d{1,12}(\.\d+)?", text):
        return float(text)
    return text or None


def fill_from_csv(path: Path, checklist: Checklist, unit: str) -> None:
    """Type what the three streets of the examples have in CSV files."""
    with Typist(path) as at:
        (facts,) = rows_of("facts", unit)
        for name, spec in checklist.facts.items():
            at.fact(spec.label.zh, typed(facts[name]))
        for name, register in checklist.registers.items():
            file = EXAMPLES / f"{name}.csv"
            if file.exists():
                at.records(
                    register.label.zh,
                    *(
                        ["零报告"]
                        if next(iter(row[each] for each in register.columns)) in ("零报告", "nil")
                        else [typed(row.get(each, "")) for each in register.columns]
                        for row in rows_of(name, unit)
                    ),
                )
        for row in rows_of("judgements", unit):
            title = next(
                each.title.zh for each in checklist.indicators() if each.id == row["indicator"]
            )
            at.judge(title, float(row["deduct"]), row["reason"], row["judge"])


def points_of(card: Scorecard) -> tuple[object, ...]:
    return (
        card.unit.id,
        card.score,
        card.grade,
        [(item.id, item.state, item.points, item.earned) for item in card.outcomes()],
    )


def test_three_streets_score_on_forms_as_in_csv_files(
    session: Session, checklist: Checklist, tmp_path: Path
) -> None:
    of_csv = session.score(checklist, session.read(checklist, sorted(EXAMPLES.glob("*.csv"))))
    folder = tmp_path / "forms"
    folder.mkdir()
    for card in of_csv.scorecards:
        path = folder / f"{card.unit.id}.xlsx"
        path.write_bytes(form(checklist, card.unit, "zh"))
        fill_from_csv(path, checklist, card.unit.id)

    of_forms = session.score(checklist, session.read(checklist, [folder]))

    assert sorted(map(points_of, of_forms.scorecards), key=str) == sorted(
        map(points_of, of_csv.scorecards), key=str
    )
    assert {card.unit for card in of_forms.scorecards} == {card.unit for card in of_csv.scorecards}


def test_a_form_is_the_same_bytes_every_time(checklist: Checklist) -> None:
    assert form(checklist, QINGSHI, "zh") == form(checklist, QINGSHI, "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["street-visit", "district-annual", "department-annual"])
def test_a_blank_form_of_each_checklist_is_read_as_nothing(
    session: Session, tmp_path: Path, name: str, language: Language
) -> None:
    checklist = session.load(name)
    path = tmp_path / "a.xlsx"
    path.write_bytes(form(checklist, QINGSHI, language))

    (evidence,) = session.read(checklist, [path]).evidence

    assert evidence.unit == QINGSHI
    assert (dict(evidence.facts), dict(evidence.registers)) == ({}, {})
    assert (dict(evidence.judgements), dict(evidence.not_applicable)) == ({}, {})


def test_a_blank_form_says_what_was_not_given(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    (notice,) = notices(session, checklist, blank)

    assert notice == (
        "青石镇.xlsx：没有填 指标数据、学法台账、重大决策台账、行政规范性文件台账、行政应诉台账、行政处罚台账、"
        "人民调解台账、表彰台账，按没有提供处理；没有可记的请写“零报告”"
    )


# -- cells as people type them --------------------------------------------------------------------


@pytest.mark.parametrize("typed_in", [12, 12.0, "12", " 12 ", "１２"])
def test_a_count(session: Session, checklist: Checklist, blank: Path, typed_in: object) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", typed_in)

    fact = session.read(checklist, [blank]).evidence[0].facts["publicity_events"]

    assert fact.value == 12
    assert str(fact.source.place) == f"{blank}[{FACTS}]:17:E"
    assert fact.source.where == "自评值"


@pytest.mark.parametrize("typed_in", [0.915, "91.5%", "91.5", "９１．５％"])
def test_a_percentage(
    session: Session, checklist: Checklist, blank: Path, typed_in: object
) -> None:
    """The cell has the format of a percentage, so that 91.5 typed into it is 0.915 to Excel."""
    with Typist(blank) as at:
        at.fact("群众法治满意度", typed_in)

    fact = session.read(checklist, [blank]).evidence[0].facts["satisfaction"]

    assert fact.value == Fraction(915, 1000)


@pytest.mark.parametrize(
    "typed_in", [date(2024, 1, 6), "2024-01-06", "2024.1.6", "2024年1月6日", "20240106"]
)
def test_a_day(session: Session, checklist: Checklist, blank: Path, typed_in: object) -> None:
    with Typist(blank) as at:
        at.fact("年度报告报送日期", typed_in)

    assert session.read(checklist, [blank]).evidence[0].facts["report_filed"].value == date(
        2024, 1, 6
    )


@pytest.mark.parametrize(
    ("typed_in", "value"), [("是", True), ("√", True), (True, True), ("否", False), ("×", False)]
)
def test_yes_and_no(
    session: Session, checklist: Checklist, blank: Path, typed_in: object, value: bool
) -> None:
    with Typist(blank) as at:
        at.fact("开展文件清理", typed_in)

    assert session.read(checklist, [blank]).evidence[0].facts["documents_cleaned"].value is value


def test_every_wrong_cell_is_told_at_once(blank: Path, refused: Callable[..., list[str]]) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", "十二场")
        at.fact("村（社区）数", 12.5)
        at.fact("在岗执法人员数", "/")
        at.fact("群众法治满意度", 0.9, 1.2)
        at.fact("年度报告报送日期", "1/6/24")
        at.fact("法制审核人员", "全职")
        at.records("学法台账", ["民法典", date(2022, 12, 31)], ["合计", None])
        at.judge("执法案卷质量", "2分", "缺审批", "李四")

    assert refused(blank) == [
        "青石镇.xlsx[指标数据]:12:E: “1/6/24”可以读成不同的日子；请按年-月-日写，如 2023-12-31",
        "青石镇.xlsx[指标数据]:15:E: “/”不是数字；不知道请留空，是0请写0",
        "青石镇.xlsx[指标数据]:16:E: “全职”不在可选值中：专职、兼职、无",
        "青石镇.xlsx[指标数据]:17:E: “十二场”不是数字；请写如 12 或 0.5",
        "青石镇.xlsx[指标数据]:18:E: 12.5 应是不小于0的整数",
        "青石镇.xlsx[指标数据]:20:F: 120% 大于上限 100%",
        "青石镇.xlsx[学法台账]:5:B: 2022-12-31 不在考评期间 2023-01-01 至 2023-12-31 内；请核对",
        "青石镇.xlsx[学法台账]:6:A: “合计”是合计行，不是单位或记录；请删去，或用 --skip-total-rows 跳过",
        "青石镇.xlsx[评议]:3:E: “2分”带有单位；只写数字",
    ]


def test_faults_of_the_form_and_of_its_values_are_told_at_once(
    checklist: Checklist, tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    """A removed sheet, another header, a formula without a result, no unit: values beside them are read."""
    for name, unit in (("a", QINGSHI), ("b", None)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(form(checklist, unit, "zh"))
    with Typist(tmp_path / "a.xlsx") as at:
        at.fact("持证执法人员数", "=5+7")
        at.fact("普法活动场次", "十二场")
        at.records("行政处罚台账", ["青罚1号", "下周"])
        at.judge("执法案卷质量", "2分")
        at.book["学法台账"]["A3"] = "内容"
        del at.book["表彰台账"]
    with Typist(tmp_path / "b.xlsx") as at:
        at.fact("村（社区）数", 12.5)

    assert refused(tmp_path / "a.xlsx", tmp_path / "b.xlsx") == [
        "a.xlsx[指标数据]:14:E: 这一格的公式没有存下结果；请用 Excel 或 WPS 打开、重新计算后保存",
        "a.xlsx[学法台账]:3:A: 这里应当是“学习内容”，现在是“内容”（共1处不同）；"
        "请不要移动、增删标题和行，在原表上填写",
        "a.xlsx: 表里没有“表彰台账”这一页；请在原表上填写，不要删页、改名或隐藏",
        "b.xlsx[填表说明]:2:B: 没有填被考核单位；请在“填表说明”里填写",
        "a.xlsx[指标数据]:17:E: “十二场”不是数字；请写如 12 或 0.5",
        "a.xlsx[行政处罚台账]:5:B: “下周”不是日期；请按年-月-日写，如 2023-12-31",
        "a.xlsx[评议]:3:E: “2分”带有单位；只写数字",
        "a.xlsx[评议]:3: 缺少 reason、judge；决定要写明理由和由谁作出",
        "b.xlsx[指标数据]:18:E: 12.5 应是不小于0的整数",
    ]


def test_a_cell_that_cannot_be_read_is_not_taken_for_an_empty_one(
    blank: Path, refused: Callable[..., list[str]]
) -> None:
    with Typist(blank) as at:
        at.judge("执法案卷质量", "2分", "=A1", "李四")

    assert refused(blank) == [
        "青石镇.xlsx[评议]:3:F: 这一格的公式没有存下结果；请用 Excel 或 WPS 打开、重新计算后保存",
        "青石镇.xlsx[评议]:3:E: “2分”带有单位；只写数字",
    ]


def test_a_formula_that_nobody_calculated_is_refused(
    blank: Path, refused: Callable[..., list[str]]
) -> None:
    with Typist(blank) as at:
        at.fact("持证执法人员数", "=5+7")  # saved by a program that calculates nothing

    assert refused(blank) == [
        f"青石镇.xlsx[{FACTS}]:14:E: 这一格的公式没有存下结果；请用 Excel 或 WPS 打开、重新计算后保存"
    ]


# -- whose value counts ---------------------------------------------------------------------------


def test_the_checked_value_counts(session: Session, checklist: Checklist, blank: Path) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", 12, 9, "三场没有签到")

    fact = session.read(checklist, [blank]).evidence[0].facts["publicity_events"]

    assert (fact.value, fact.source.where) == (9, "核查值")
    assert str(fact.source.place) == f"{blank}[{FACTS}]:17:F"


def test_the_units_own_value_counts_where_none_was_checked_and_the_card_says_so(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", 12)
        at.fact("村（社区）数", 8, 8)
        at.records("学法台账", ["民法典", date(2023, 3, 1)])

    report = session.score(checklist, session.read(checklist, [blank]))

    page = session.write(report, "markdown", "zh")
    assert "1项没有核查值，按自评值计分：普法活动场次" in page
    assert "没有填“核查”的记录按属实计：学法台账1条" in page


def test_a_value_that_is_not_accepted_is_missing(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", 12, "不认可")

    (evidence,) = session.read(checklist, [blank]).evidence

    assert "publicity_events" not in evidence.facts
    assert "青石镇.xlsx[指标数据]：1项自评值不认可，按缺数据处理：普法活动场次" in notices(
        session, checklist, blank
    )


def test_untrue_records_do_not_count_and_added_ones_do(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    day = date(2023, 3, 1)
    with Typist(blank) as at:
        at.records(
            "学法台账",
            ["民法典", day, "属实"],
            ["行政处罚法", day, "不属实"],
            ["行政复议法", day, "补录"],
            ["宪法", day],
        )

    own = session.read_tables(checklist, [Excel("self").read(blank, frozenset())])
    checked = session.read(checklist, [blank])

    def topics(of: Any) -> list[str]:
        return [each.values["topic"] for each in of.evidence[0].registers["study"]]

    assert topics(own) == ["民法典", "行政处罚法", "宪法"]
    assert topics(checked) == ["民法典", "行政复议法", "宪法"]


def test_a_register_of_untrue_records_has_none(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.records("学法台账", ["民法典", date(2023, 3, 1), "不属实"])

    assert session.read(checklist, [blank]).evidence[0].registers["study"] == ()


@pytest.mark.parametrize("row", [["零报告", None, "不属实"], ["民法典", None, "不属实"]])
def test_a_report_of_nothing_that_is_not_true_leaves_nothing_known(
    row: list[Any], session: Session, checklist: Checklist, blank: Path
) -> None:
    """That there was something is then known, and not what. A line without a day is none either."""
    with Typist(blank) as at:
        at.records("学法台账", row)

    assert "study" not in session.read(checklist, [blank]).evidence[0].registers
    assert f"青石镇.xlsx[学法台账]:5：“{row[0]}”不认可，这张台账按缺数据处理" in notices(
        session, checklist, blank
    )


def test_a_register_that_only_the_inspector_filled_in_was_not_given_by_the_unit(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.records("学法台账", ["民法典", date(2023, 3, 1), "补录"])

    own = session.read_tables(checklist, [Excel("self").read(blank, frozenset())])

    assert "study" not in own.evidence[0].registers
    assert len(session.read(checklist, [blank]).evidence[0].registers["study"]) == 1


def test_nil_is_not_the_same_as_an_empty_sheet(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.records("行政应诉台账", ["零报告"])

    registers = session.read(checklist, [blank]).evidence[0].registers

    assert registers["hearings"] == ()
    assert "penalties" not in registers


@pytest.mark.parametrize("own", [None, 12])
@pytest.mark.parametrize("checked", [None, 9, "不认可"])
def test_one_of_two_values_counts_or_none(
    session: Session, checklist: Checklist, blank: Path, own: int | None, checked: int | str | None
) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", own, checked)

    facts = session.read(checklist, [blank]).evidence[0].facts

    counts = {None: own, 9: 9, "不认可": None}[checked]
    assert counts == (facts["publicity_events"].value if "publicity_events" in facts else None)


# -- decisions ------------------------------------------------------------------------------------


def test_a_judgement_is_the_inspectors_who_signed_the_cover(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.book[COVER]["B5"] = "李四"
        at.judge("执法案卷质量", 2, "缺审批")

    (judgement,) = session.read(checklist, [blank]).evidence[0].judgements["case_quality"]

    assert judgement.deduct == 2
    assert (judgement.reason, judgement.judge) == ("缺审批", "李四")


def test_a_judgement_without_a_reason_is_refused(
    blank: Path, refused: Callable[..., list[str]]
) -> None:
    with Typist(blank) as at:
        at.judge("执法案卷质量", 2, judge="李四")

    assert refused(blank) == ["青石镇.xlsx[评议]:3: 缺少 reason；决定要写明理由和由谁作出"]


def test_an_item_that_does_not_apply(session: Session, checklist: Checklist, blank: Path) -> None:
    with Typist(blank) as at:
        at.records("不适用", ["负责人出庭应诉", "全年无行政诉讼", "区司法局", date(2024, 1, 10)])

    decision = session.read(checklist, [blank]).evidence[0].not_applicable["appearance"]

    assert (decision.authority, decision.on) == ("区司法局", date(2024, 1, 10))


# -- what is refused --------------------------------------------------------------------------------


def test_a_form_of_another_checklist_is_refused(
    session: Session, blank: Path, refused: Callable[..., list[str]]
) -> None:
    assert refused(blank, by=session.load("district-annual")) == [
        "青石镇.xlsx: 这是指标体系 street-visit 的表，不是 district-annual 的；"
        "请按 street-visit 评分，或重新发表填报"
    ]


def test_values_beside_a_form_of_another_checklist_are_told_of(
    session: Session, checklist: Checklist, tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    """In one folder; what is in the foreign form says nothing of this checklist."""
    for name, by in (("a", checklist), ("b", session.load("district-annual")), ("c", checklist)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(form(by, Unit(name), "zh"))
    with Typist(tmp_path / "a.xlsx") as at:
        at.fact("普法活动场次", "十二场")
    with Typist(tmp_path / "b.xlsx") as at:
        at.book[FACTS]["E3"] = "不知道"
        at.book[FACTS]["B4"] = "别的"
    with Typist(tmp_path / "c.xlsx") as at:
        at.records("学法台账", ["民法典", "下周"])

    assert [each.replace(f"{tmp_path}", "") for each in refused(tmp_path)] == [
        "b.xlsx: 这是指标体系 district-annual 的表，不是 street-visit 的；请按 district-annual 评分，或重新发表填报",
        "a.xlsx[指标数据]:17:E: “十二场”不是数字；请写如 12 或 0.5",
        "c.xlsx[学法台账]:5:B: “下周”不是日期；请按年-月-日写，如 2023-12-31",
    ]


def _changed(checklist: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = checklist.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "street-visit.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_form_of_another_version_is_refused(
    session: Session, blank: Path, tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    other = _changed(session.find("street-visit"), tmp_path, '"2023.1"', '"2023.2"')

    assert refused(blank, by=session.load(other)) == [
        "青石镇.xlsx: 这张表按版本 2023.1 制作，指标体系是版本 2023.2；"
        "请按原版本评分，或用 lawcheck form 重新制表填报"
    ]


def test_a_form_is_refused_where_what_it_asks_was_changed_since(
    session: Session, blank: Path, tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    other = _changed(session.find("street-visit"), tmp_path, "普法活动场次", "普法活动次数")

    assert refused(blank, by=session.load(other)) == [
        "青石镇.xlsx: 制表以后，street-visit 2023.1 的指标数据或台账改过；"
        "请按原来的指标体系评分，或用 lawcheck form 重新制表填报"
    ]


def test_a_form_stays_good_where_points_were_corrected_since(
    session: Session, blank: Path, tmp_path: Path
) -> None:
    other = _changed(session.find("street-visit"), tmp_path, "each_missing: 2", "each_missing: 1")

    assert len(session.read(session.load(other), [blank]).evidence) == 1


def test_two_forms_of_a_unit_are_refused(
    blank: Path, tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    again = tmp_path / "again.xlsx"
    again.write_bytes(blank.read_bytes())

    (problem,) = refused(blank, again)
    assert problem == "again.xlsx: 单位 qingshi 重复，青石镇.xlsx 已有；请合并"


def test_a_unit_that_does_not_write_its_name_is_refused(
    checklist: Checklist, tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(form(checklist, None, "zh"))

    assert refused(path) == ["a.xlsx[填表说明]:2:B: 没有填被考核单位；请在“填表说明”里填写"]


def test_a_unit_writes_its_name_into_a_form_for_anyone(
    session: Session, checklist: Checklist, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(form(checklist, None, "zh"))
    with Typist(path) as at:
        at.book[COVER]["B2"] = "石桥街道"
        at.fact("普法活动场次", 12)

    (evidence,) = session.read(checklist, [path]).evidence

    assert (evidence.unit.id, len(evidence.facts)) == ("石桥街道", 1)


def test_a_moved_row_is_refused(blank: Path, refused: Callable[..., list[str]]) -> None:
    with Typist(blank) as at:
        at.book[FACTS].insert_rows(4)

    (problem,) = refused(blank)
    assert problem.startswith(
        "青石镇.xlsx[指标数据]:4:B: 这里应当是“主要负责人年度述法”，现在是“”（共18处不同）"
    )


def test_a_sheet_with_another_name_is_refused(
    blank: Path, refused: Callable[..., list[str]]
) -> None:
    with Typist(blank) as at:
        at.book["学法台账"].title = "学法"

    assert refused(blank) == [
        "青石镇.xlsx: 表里没有“学法台账”这一页；请在原表上填写，不要删页、改名或隐藏"
    ]


def test_cells_beside_the_form_are_named(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    with Typist(blank) as at:
        at.book[FACTS]["J5"] = "见附件"
        at.book.create_sheet("说明")["A1"] = "补充"

    said = notices(session, checklist, blank)

    assert "青石镇.xlsx[指标数据]：表外的格没有读取：J5" in said
    assert "青石镇.xlsx：“说明”不是这张表的页，没有读取" in said


@pytest.mark.usefixtures("blank")
def test_a_folder_with_other_files_is_refused(
    tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    for name in ("意见.docx", "旧表.xls", "~$青石镇.xlsx", "README.txt"):
        (tmp_path / name).write_bytes(b"x")

    assert [each.replace(f"{tmp_path}", "") for each in refused(tmp_path)] == [
        "意见.docx: 文件夹里有工作簿，也有别的；请把不是填报表的移走",
        "旧表.xls: 不读取 .xls 格式；请在 Excel 或 WPS 里另存为“Excel 工作簿（.xlsx）”",
    ]


def test_a_form_whose_hidden_sheet_was_changed_is_refused(
    blank: Path, refused: Callable[..., list[str]]
) -> None:
    with Typist(blank) as at:
        at.book["lawcheck"]["A2"] = "清单"

    assert refused(blank) == ["青石镇.xlsx: 表里的隐藏页被改过，无法读取；请在原表上填写"]


# -- the workbook itself --------------------------------------------------------------------------


def test_labels_are_locked_and_cells_to_fill_in_are_not(blank: Path) -> None:
    page = load_workbook(blank)[FACTS]

    assert page.protection.sheet
    assert not page.protection.password
    assert page["B3"].protection.locked
    assert not any(page[f"{column}3"].protection.locked for column in "EFH")


def test_rows_grow_with_what_people_type(blank: Path) -> None:
    """A height that is marked as set by hand stays, and long remarks would be cut."""
    with zipfile.ZipFile(blank) as parts:
        rows = [
            row
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
            for row in re.findall(r"<row [^>]*>", parts.read(name).decode())
        ]

    assert sum(' ht="' in row for row in rows) > 100
    assert [row for row in rows if "customHeight" in row] == []


def test_no_text_of_a_checklist_becomes_a_formula(session: Session, tmp_path: Path) -> None:
    path = _changed(session.find("street-visit"), tmp_path, "普法活动场次", "=1+1")
    checklist = session.load(path)
    made = tmp_path / "a.xlsx"
    made.write_bytes(form(checklist, Unit("=2+2"), "zh"))

    kinds = {cell.data_type for sheet in load_workbook(made) for row in sheet for cell in row}

    assert "f" not in kinds


def test_the_program_makes_forms_and_never_writes_over_one(tmp_path: Path) -> None:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "lawcheck", "--lang", "zh", *arguments],
            cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=1800, check=False,
        )  # fmt: skip

    (tmp_path / "units.csv").write_text(
        "unit,unit_name\na,甲街道\nb,甲街道\nc,丙/街道\n", encoding="utf-8"
    )
    done = run("form", "street-visit", "--units", "units.csv", "-o", "forms")
    again = run("form", "street-visit", "--units", "units.csv", "-o", "forms")

    assert (done.returncode, done.stdout) == (0, "写出3份填报表：forms\n")
    assert sorted(each.name for each in (tmp_path / "forms").iterdir()) == [
        "丙_街道.xlsx", "甲街道 a.xlsx", "甲街道 b.xlsx",
    ]  # fmt: skip
    assert again.returncode != 0
    assert again.stderr.count("不覆盖") == 3


# -- attachments ----------------------------------------------------------------------------------


def test_a_photograph_is_attached_beside_the_form(
    session: Session, checklist: Checklist, blank: Path
) -> None:
    folder = blank.parent / "附件"
    folder.mkdir()
    (folder / "签到.jpg").write_bytes(b"a photograph")
    with Typist(blank) as at:
        at.records("学法台账", ["民法典", date(2023, 3, 1), "属实"])
        at.records("附件", ["全年学法次数", "附件\\签到.jpg", "民法典"])

    (of_file,) = session.read(checklist, [blank]).evidence
    (of_folder,) = session.read(checklist, [blank.parent]).evidence

    (photo,) = of_file.attachments
    assert (photo.indicator, photo.file, photo.record) == (
        "study_total",
        "附件/签到.jpg",
        "民法典",
    )
    assert photo.sha256 == hashlib.sha256(b"a photograph").hexdigest()
    assert str(photo.source.place) == f"{blank}[附件]:5"
    assert of_folder.attachments == of_file.attachments


def test_a_photograph_that_is_not_there_is_told_with_sheet_and_row(
    blank: Path, refused: Callable[..., list[str]]
) -> None:
    with Typist(blank) as at:
        at.fact("普法活动场次", "十二场")
        at.records("附件", ["全年学法次数", "附件/签到.jpg"])

    assert refused(blank) == [
        "青石镇.xlsx[指标数据]:17:E: “十二场”不是数字；请写如 12 或 0.5",
        "青石镇.xlsx[附件]:5: 附件 附件/签到.jpg（指标 study_total）不存在；请找回原件，或改正路径",
    ]
