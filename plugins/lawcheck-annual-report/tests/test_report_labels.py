"""The words, time and plan of a figure. Every sentence is invented."""

import pytest
from lawcheck_annual_report.figures.figures import figures_in
from lawcheck_annual_report.figures.labels import Labelled, labelled
from lawcheck_annual_report.figures.passages import Part, passages_of, title_of, unit_of, year_of
from lawcheck_annual_report.figures.periods import Time


def read(text: str) -> tuple[Labelled, ...]:
    return labelled(text, figures_in(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("开展专题学习 7 次。", [("开展专题学习", "")]),
        ("先后召开9次推进会，", [("先后召开", "推进会")]),
        ("完成5项改革、12项任务", [("完成", "改革"), ("", "任务")]),
        ("抽查6家单位和2个街道", [("抽查", "单位"), ("", "街道")]),
        ("学习8次、研讨3次", [("学习", ""), ("、研讨", "")]),
        ("发现问题4类31个", [("发现问题", ""), ("发现问题", "")]),
        ("案件15件18人", [("案件", ""), ("案件", "")]),
        ("反馈4类31个问题", [("反馈", "问题"), ("", "问题")]),
        ("问题3类共20个", [("问题", ""), ("问题", "")]),
        ("行政 诉讼\t6件", [("行政诉讼", "")]),
        ("成功率：98%", [("成功率", "")]),
        ("培训4期（次）80人（次）", [("培训", ""), ("培训", "")]),
        ("应诉率97%（上年92%）", [("应诉率", ""), ("（上年", "）")]),
    ],
)
def test_words_before_and_after(text: str, words: list[tuple[str, str]]) -> None:
    assert [(each.before, each.after) for each in read(text)] == words


def test_one_number_for_several_names() -> None:
    (only,) = read("备案率、审查率和公开率均达到100%")

    assert only.names == ("备案率", "审查率", "公开率")
    assert read("甲镇、乙镇均不足50件")[0].names == ("甲镇", "乙镇")


def test_several_numbers_in_turn() -> None:
    assert [each.names for each in read("调解、复议、诉讼分别为60件、8件和3件。")] == [
        ("调解",),
        ("复议",),
        ("诉讼",),
    ]
    assert [each.names for each in read("调解、复议分别为60件、8件和3件。")] == [(), (), ()]
    assert [each.names for each in read("甲局、乙局分别查处案件60件、8件")] == [
        ("甲局查处案件",),
        ("乙局查处案件",),
    ]


def test_several_changes_in_turn() -> None:
    """All of them fall, not only the first."""
    assert [
        (each.names, str(each.figure.value), each.figure.reading.name)
        for each in read("收案、结案分别下降8%、7.5%。")
    ] == [(("收案",), "-8", "CHANGE"), (("结案",), "-15/2", "CHANGE")]


def test_parts_and_shares_name_their_whole() -> None:
    whole, part, share = read("现有调委会90个,其中行业性30个,占调委会总数的33.3%。")

    assert (part.whole, share.whole) == (whole.figure, whole.figure)
    assert [each.whole for each in read("受理80件。其中撤回5件。")] == [None, None]
    now, before, part = read("受理80件（上年70件），其中撤回5件")
    assert (before.whole, part.whole) == (None, now.figure)


def test_times() -> None:
    text = "甲区2023年度报告\n全年5次。截至6月底，6次；上年为7次,2023年8次；2022年,9次"

    assert [(str(each.figure.value), each.time) for each in read(text)] == [
        ("5", Time.YEAR),
        ("6", Time.PART_OF_YEAR),
        ("7", Time.OTHER_YEAR),
        ("8", Time.YEAR),
        ("9", Time.OTHER_YEAR),
    ]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2023年1月至6月受理", Time.PART_OF_YEAR),
        ("1-11月，受理", Time.PART_OF_YEAR),
        ("前三季度受理", Time.PART_OF_YEAR),
        ("截至2023年11月30日，受理", Time.PART_OF_YEAR),
        ("2022年上半年受理", Time.OTHER_YEAR),
        ("2023年1月至12月受理", Time.YEAR),
        ("截至12月底，受理", Time.YEAR),
        ("2023年6月、12月两次受理", Time.YEAR),
        ("对2022年度案卷评查", Time.YEAR),
    ],
)
def test_months_and_years(text: str, time: Time) -> None:
    assert [each.time for each in read(f"甲区2023年度报告\n{text}3件")][-1] is time


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("计划开展评查3次", True),
        ("计划培训3次，考试1次", True),
        ("2024年将举办培训3期", True),
        ("拟制定文件3件", True),
        ("力争完成3项", True),
        ("四、2024年工作安排\n评查3次", True),
        ("计划新建阵地2个，现有阵地9个", False),
        ("计划新建阵地2个，其中镇1个", True),
        ("列入年度学习计划3次", False),
        ("按计划培训3次", False),
        ("公开规划计划类信息3条", False),
        ("草拟文件3件", False),
        ("不将举办的3场计入", False),
    ],
)
def test_plans(text: str, is_plan: bool) -> None:
    """By their section, or by their words; a study plan of the past year is none."""
    assert read(f"{text}。")[-1].is_plan is is_plan


def test_sections_and_parts() -> None:
    text = (
        "甲区2023年法治政府工作情况报告\n一、工作成效\n二、存在问题及下一步打算\n"
        "三、主要负责人履行第一责任人职责\n四、其他需要报告的事项\n下一步工作安排\n按计划培训3次\n"
        "一是加强监督。\n五、很长的一句话,不是标题\n"
    )

    assert [(each.heading, each.parts) for each in passages_of(text)] == [
        ("", frozenset()),
        ("一、工作成效", {Part.MEASURES}),
        ("二、存在问题及下一步打算", {Part.SHORTCOMINGS, Part.PLAN}),
        ("三、主要负责人履行第一责任人职责", {Part.FIRST_PERSON}),
        ("四、其他需要报告的事项", {Part.OTHER}),
        ("下一步工作安排", {Part.PLAN}),
    ]
    assert "".join(text[each.start : each.end] for each in passages_of(text)) == text
    assert (year_of(text), year_of("某报告")) == (2023, None)
    assert (unit_of(text), unit_of("法治报告"), title_of("")) == ("甲区", "", "")


@pytest.mark.parametrize(
    ("text", "unit", "year"),
    [
        ("乙市甲区人民政府\n2023年度法治政府建设情况报告\n", "乙市甲区人民政府", 2023),
        ("甲县丙镇人民政府\n关于2023年法治政府建设情况的报告\n", "甲县丙镇人民政府", 2023),
        ("2023年甲区法治政府建设情况报告\n", "甲区", 2023),
        ("首页\n- 标题：甲镇2023年度法治政府建设报告\n", "甲镇", 2023),
        ("甲县 2023 年度法治政府建设报告", "甲县", 2023),
        ("2023年，甲区坚持依法行政。", "", 2023),
        ("政务公开\n依法行政", "", None),
    ],
)
def test_whose_report_it_is(text: str, unit: str, year: int | None) -> None:
    assert (unit_of(text), year_of(text)) == (unit, year)
