"""Items of plans and shortcomings. Every sentence is invented."""

import pytest
from lawcheck_annual_report.figures.annual_report import AnnualReport, read_figures
from lawcheck_annual_report.figures.passages import Part
from lawcheck_annual_report.follow_up import promises as module
from lawcheck_annual_report.follow_up.promises import Promise, promises
from lawcheck_annual_report.texts.report_text import ReportText

from lawcheck.plugin import LimitError


def report(text: str) -> AnnualReport:
    return read_figures(ReportText("a.txt", f"甲区2023年度法治政府建设报告\n{text}"))


def planned(text: str) -> list[str]:
    found = promises(report(f"四、2024年工作安排\n{text}")).items
    return [each.quote for each in found if each.part is Part.PLAN]


def lacking(text: str) -> list[str]:
    found = promises(report(f"二、存在的不足\n{text}")).items
    return [each.quote for each in found if each.part is Part.SHORTCOMINGS]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("建立复议听证室。聘请监督员8名。", ["建立复议听证室", "聘请监督员8名"]),
        ("组织轮训3期，新建宣传长廊2处，开展讲座不少于20场。",
         ["组织轮训3期", "新建宣传长廊2处", "开展讲座不少于20场"]),
        ("强化队伍管理，提升办案质量。", ["强化队伍管理，提升办案质量"]),
        ("以案卷评查为抓手，规范执法文书。", ["以案卷评查为抓手，规范执法文书"]),
        ("提升窗口办事效率。", ["提升窗口办事效率"]),
        ("在全区推行柔性执法清单。", ["在全区推行柔性执法清单"]),
        ("一是补充法制审核人员；二是修订听证规则。", ["补充法制审核人员", "修订听证规则"]),
        ("（一）加强执法监督。开展专项检查2次。", ["开展专项检查2次"]),
        ("（一）加强执法监督。\n（二）创新普法方式。", ["加强执法监督", "创新普法方式"]),
        ("（一）完善制度\n1.修订议事规则\n2.建立回访台账\n", ["修订议事规则", "建立回访台账"]),
        ("加强培训\n面向镇村干部开展民法典培训。", ["面向镇村干部开展民法典培训"]),
        ("推行“马上办、就近办”。", ["推行“马上办、就近办”"]),
    ],
)  # fmt: skip
def test_a_plan_is_split_where_one_asks_whether_it_was_done(text: str, items: list[str]) -> None:
    assert planned(text) == items


@pytest.mark.parametrize(
    "text",
    [
        "2024年，甲区将全面贯彻上级会议精神，为全区发展提供法治保障。",
        "在区委坚强领导下，以习近平法治思想为指导，奋力开创法治建设新局面。",
        "重点做好以下工作：",
        "特此报告。",
        "甲区人民政府\n2024年3月1日",
        "普法是长期的事。",
    ],
)
def test_what_promises_nothing_is_passed_over(text: str) -> None:
    found = promises(report(f"四、2024年工作安排\n{text}"))

    assert found.items == ()
    assert "".join(quote for _, quote in found.passed_over).startswith(text[:4])


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("一是经费紧张；二是台账不全。", ["经费紧张", "台账不全"]),
        ("（一）人员不足。两个所只有1人。\n（二）培训偏少。",
         ["人员不足。两个所只有1人", "培训偏少"]),
        ("（一）执法方面。一是文书不规范；二是公示不及时。", ["文书不规范", "公示不及时"]),
        ("还存在执法力量薄弱、宣传形式单一等问题。", ["执法力量薄弱", "宣传形式单一"]),
        ("个别镇街存在以会议代替培训的现象，效果不好。",
         ["个别镇街存在以会议代替培训的现象，效果不好"]),
        ("对照要求，工作中还存在一些问题和不足：一是力量不够。", ["力量不够"]),
        ("工作不断改进，成绩来之不易。", []),
    ],
)  # fmt: skip
def test_shortcomings(text: str, items: list[str]) -> None:
    assert lacking(text) == items


def test_an_item_says_where_it_stands() -> None:
    text = "四、2024年工作安排\n（一）规范执法。一是完善清单；二是公开文书。"
    read = report(text)

    first, second = promises(read).items

    assert first == Promise(Part.PLAN, "一是", "规范执法", "完善清单", 39, 43)
    assert (second.number, read.text[second.start : second.end]) == ("二是", "公开文书")
    assert str(read.place(second.start)) == "a.txt:3:18"


@pytest.mark.parametrize(
    "text",
    [
        "二、存在的不足和下一步打算\n经费不足。下一步，申请专项经费。",
        "二、工作成效和存在的不足\n办案20件。工作中还存在一些不足。经费不足。下一步申请专项经费。",
        "二、存在的不足\n经费不足。针对上述不足，申请专项经费，设立调解补贴。",
        "二、存在问题及改进措施\n（一）经费不足。\n（二）改进措施\n一是设立调解补贴。",
    ],
)
def test_shortcomings_and_plan_in_one_part(text: str) -> None:
    found = promises(report(text))

    assert found.parts == {Part.SHORTCOMINGS, Part.PLAN}
    assert [each.quote for each in found.items if each.part is Part.SHORTCOMINGS] == ["经费不足"]


def test_a_heading_of_the_next_year_is_a_plan() -> None:
    """`2024年重点任务` in a report of 2023, though no word of it means a plan."""
    assert [each.quote for each in promises(report("三、2024年重点任务\n建设听证室。")).items] == [
        "建设听证室"
    ]
    assert promises(report("三、2023年重点任务\n建设听证室。")).items == ()


@pytest.mark.parametrize("heading", ["三、今后努力方向", "三、下阶段工作", "三、工作展望"])
def test_a_heading_that_looks_ahead_is_a_plan(heading: str) -> None:
    assert [each.quote for each in promises(report(f"{heading}\n建设听证室。")).items] == [
        "建设听证室"
    ]


@pytest.mark.parametrize(
    "text",
    ["推进，" * 9_000, "存在" * 9_000, "一是" * 9_000, "以" * 20_000, "存在" + "不足、" * 9_000],
)
def test_damaged_texts_come_to_an_end(text: str) -> None:
    """Every pattern has bounded repetitions, so that no text takes more than its length."""
    damaged = report(f"二、存在的不足\n{text}\n四、2024年工作安排\n{text}")

    assert len(promises(damaged).items) <= 3


def test_too_many_items_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PROMISES", 2)

    with pytest.raises(LimitError) as caught:
        planned("建站。建所。建队。开展轮训。举办讲座。修订规则。")

    assert caught.value.pick("en").startswith("a.txt: plan and shortcomings have ")
