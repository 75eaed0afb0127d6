"""A clause that is not understood whole leaves the item to a judge: no cap is lost, no second condition, no extra price."""

from fractions import Fraction

import pytest
from tests.checklists.drafting.test_sheets import HEADS, drafted, loaded, refused, sheet

from lawcheck.checklists.drafting import yaml_of
from lawcheck.checklists.drafting.patterns import rule_of
from lawcheck.checklists.drafting.rule_draft import RuleDraft
from lawcheck.checklists.drafting.sheet_layout import read_sheet
from lawcheck.checklists.drafting.yaml_text import flow
from lawcheck.reports.drafting import drafting_page


def written(sentence: str, content: str = "学法", bonus: bool = False) -> str | None:
    rule = rule_of(sentence, content, "x", Fraction(5), content, 2024, bonus)
    return flow(rule.keys) if isinstance(rule, RuleDraft) else None


FOUR = "学法不少于4次"

LEFT_TO_A_JUDGE = [
    # caps that are not understood, or of which it is not clear what they cap
    ("每次扣1分，最多减3分", "学法"),  # each session that was held?
    ("未备案的，每件扣1分，最多3件", "文件"),
    ("未备案的，每件扣1分（含重复，最多扣3分）", "文件"),
    ("未建立制度的扣1分；未公开的，每件扣0.5分；最多扣2分", "制度"),
    ("未建立制度的扣1分，未公开的，每件扣0.5分，最多扣2分", "制度"),
    ("每少一次扣1分，总分扣完为止", FOUR),
    ("每少一次扣1分，扣至2分后不再扣", FOUR),
    # a second condition beside a number
    ("每少一次扣1分", "学法不少于4次且每次不少于2小时"),
    ("每少一次扣1分", "学法不少于4次，每次不少于2小时"),
    ("每少一次扣1分", "学法不少于4次，并有记录"),
    ("每少一次扣1分", "学法不少于4次，其中宪法不少于1次"),
    ("不少于4次且每次不少于2小时的得满分，每少一次扣1分", "学法"),
    ("每少一次且未补课的扣1分", FOUR),
    ("每少一次扣1分", "每季度检查不超过1次"),
    ("每少一次扣1分", "制定方案（2分），学法不少于4次（3分）"),
    ("每低1个百分点扣1分", "投诉率低于5%"),
    ("每低1个百分点扣1分，低于80%扣3分", "办结率"),
    ("查看会议记录，每月不少于2次。未学法的扣1分", "学法"),
    ("每少一次扣1分，未开展的扣2分", FOUR),
    # a price that depends on another clause
    ("每发现一起扣1分，造成重大影响的，加扣1分", "违法案件"),
    ("每发现一起扣1分，造成重大影响的，扣2分", "违法案件"),
    ("每发现一起扣1分；情节严重的扣2分", "违法案件"),
    ("每发现一起违法案件扣1分，未整改的扣2分", "违法案件"),
    ("每发现一起违法案件扣1分，媒体曝光的扣3分", "违法案件"),
    ("每发现一件违法案件扣1分，每发现一件重大违法案件扣2分", "违法案件"),
    ("造成影响的加扣1分", "案件"),
    ("造成影响的再扣1分", "案件"),
    ("未建立制度的扣1分，另扣1分", "制度"),
    ("未建立制度的倒扣1分", "制度"),
    # words that change a price
    ("未报送的不扣1分", "总结"),
    ("未建立制度的，至少扣1分", "制度"),
    ("未建立制度的扣1分起", "制度"),
    ("未建立制度的扣1分/次", "制度"),
    ("未建立制度、未公开的扣1分", "制度"),  # once, or for each?
    ("未建立制度和未公开的各扣1分", "制度"),
    # numbers inside the words
    ("三日内未报送的扣1分", "总结"),
    ("两次未报的扣2分", "总结"),
    ("每三十件未备案的扣1分", "文件"),
    ("未备案的，每十件扣1分", "文件"),
    ("逾期三十日以内扣1分，未报送扣2分", "总结12月底前报送"),
    # states that exclude each other, or leave something between them
    ("未报扣2分，迟报扣1分", "总结"),
    ("逾期扣1分，未报扣2分", "每半年总结6月底前报"),
    ("制定的得5分，未公开的不得分", "方案"),
    ("按时制定的得5分，未制定的不得分", "方案"),
    ("制定方案得5分，未公开的扣1分", "方案"),
    ("建立制度得满分，未公开的扣1分", "制度"),
    ("达到90%得满分，未公开的扣1分", "公开"),
    ("说明：逾期视为未报。未报的扣1分", "总结"),
    ("现场检查发现问题的视情节，每处扣1分", "检查"),
    # bands
    ("办结率低于90%的扣2分，低于80%的扣2分", "办结"),
    ("低于90%的扣5分，低于80%的扣2分", "办结率"),
    ("低于90%扣2分，低于80%再扣3分", "办结率"),
    ("90分以上得5分，70-80分得2分", "考试"),
    ("90分以上得5分，60分不得分", "考试"),
    ("培训率90%以上得5分，考试率80%以上得2分", "培训"),
    ("未建立制度的扣1分" * 100, "制度"),
    ("0000年1月1日前未报的扣1分", "总结0000年1月1日前报送"),
]


@pytest.mark.parametrize(
    ("sentence", "content"),
    LEFT_TO_A_JUDGE,
    ids=[" | ".join(each)[:40] for each in LEFT_TO_A_JUDGE],
)
def test_what_is_not_understood_whole_is_left_to_a_judge(sentence: str, content: str) -> None:
    assert written(sentence, content) is None


BONUS_LEFT_TO_A_JUDGE = [
    "每十条加1分",
    "每采用一条加0.2分，最多加2分",
    "国家级加5分，省级加2分，每人最高加2分",
    "省级表彰排名第一的加2分",
    "全市排名第一的加2分",
    "每人每次加1分",
]


@pytest.mark.parametrize("sentence", BONUS_LEFT_TO_A_JUDGE)
def test_a_bonus_that_is_not_understood_whole_is_left_to_a_judge(sentence: str) -> None:
    assert written(sentence, "表彰", bonus=True) is None


CAP = "{type: parts, parts: [{id: p1, title: 未备案的，每件扣1分, points: 3, type: incidents, count: x, deduct: 1}]}"


@pytest.mark.parametrize(
    "cap",
    [
        "最多减3分",
        "最多扣3分",
        "累计扣分不超过3分",
        "上限3分",
        "扣完3分为止",
        "以3分为限",
        "封顶3分",
        "至多扣3分",
        "最高不超过3分",
    ],
)
def test_a_cap_in_other_words(cap: str) -> None:
    assert written(f"未备案的，每件扣1分，{cap}", "文件") == CAP


def test_a_cap_behind_what_is_counted_in_the_content() -> None:
    assert written("每次扣1分，最多减3分", "迟报信息") == (
        "{type: parts, parts: [{id: p1, title: 每次扣1分, points: 3, type: incidents, count: x, deduct: 1}]}"
    )


def test_thresholds_of_one_rate_are_bands() -> None:
    """5 points off at 75 %, not 2 and 5."""
    bands = "{type: bands, value: x, bands: [{from: 90%, points: 5}, {from: 80%, points: 3}], otherwise: 0}"

    assert written("低于90%的扣2分，低于80%的扣5分", "办结率") == bands
    assert written("办结率低于90%的扣2分；办结率低于80%的扣5分", "办结") == bands


def test_thresholds_of_two_rates_are_two_facts() -> None:
    assert written("立案率低于90%的扣2分，结案率低于80%的扣3分", "办案") == (
        '{type: parts, parts: [{id: p1, title: "立案率低于90%的扣2分", points: 2, type: rate, value: xa, target: 90%, deduct: {points: 2}}, '
        '{id: p2, title: "结案率低于80%的扣3分", points: 3, type: rate, value: xb, target: 80%, deduct: {points: 3}}]}'
    )


def test_ranges_that_follow_each_other() -> None:
    assert written("90-100%得5分，80-90%得3分", "满意度") == (
        "{type: bands, value: x, bands: [{from: 90%, points: 5}, {from: 80%, points: 3}], otherwise: 0}"
    )


@pytest.mark.parametrize(
    "content",
    [
        "2024年学法不少于4次",
        "落实《法治宣传条例》第三条，学法不少于4次",
        "落实第一责任人职责，全年学法不少于4次",
    ],
)
def test_figures_that_ask_for_nothing(content: str) -> None:
    assert (
        written("每少一次扣1分", content)
        == "{type: count_target, value: x, target: 4, deduct: {points: 1, per: 1}}"
    )


def test_numbered_lines_in_one_cell() -> None:
    assert written("1、未备案的，发现1宗扣2分。\n2、未公开的，发现1宗扣1分。", "文件") == (
        "{type: parts, parts: [{id: p1, title: 未备案的，发现1宗扣2分, points: 5, type: incidents, count: xa, deduct: 2}, "
        "{id: p2, title: 未公开的，发现1宗扣1分, points: 5, type: incidents, count: xb, deduct: 1}]}"
    )


def test_a_judged_item_keeps_its_sentence_and_is_to_be_checked() -> None:
    sentence = "每发现一起扣1分，造成重大影响的，加扣1分"
    draft = drafted(("执法", "1", "违法案件", "5", sentence), ("", "2", "宣传", "5", ""))

    assert [each.rule for each in draft.items] == [None, None]
    assert (
        next(iter(loaded(draft).indicators())).basis[0].note.pick("zh") == f"违法案件｜{sentence}"
    )
    why = "条件里有没认出的数字、限制或附加条件：“造成重大影响的，加扣1分”"
    wanted = f"第3行 违法案件：先由人评判（{why}）：{sentence}"
    assert f"# - {wanted}" in yaml_of(draft, "zh")
    assert f"请核对：{wanted}" in drafting_page(draft, "zh").split("\n")
    assert "请核对：第4行 宣传：先由人评判（没有写评分标准）" in drafting_page(draft, "zh").split(
        "\n"
    )
    assert f"# [ ] 第3行原文：{sentence}" in yaml_of(draft, "zh")
    assert f"# 先由人评判：{why}" in yaml_of(draft, "zh")


def test_a_long_list_to_check_says_how_many_more() -> None:
    draft = drafted(*((("甲", "", "宣传", "1", "")) for _ in range(60)))
    lines = drafting_page(draft, "en").split("\n")

    assert [line for line in lines if line.startswith("check:")][
        -1
    ] == "check: 11 more, all at the top of the draft"
    assert yaml_of(draft, "en").count("left to a judge") == 120


@pytest.mark.parametrize(
    ("heads", "content"),
    [
        (("考核项目", "序号", "考核内容", "各项分值", "评查标准"), "未建立制度的不得分"),
        (("考核项目", "序号", "考核内容", "分值", "评分要求"), "未建立制度的不得分"),
        (("考核项目", "序号", "考核内容", "分 值", "计分方法"), "未建立制度的不得分"),
        (("考核项目", "序号", "考核内容", "分值（100分）", "评 分 标 准"), "未建立制度的不得分"),
    ],
)
def test_other_names_of_the_columns(heads: tuple[str, ...], content: str) -> None:
    draft = drafted(("学法", "1", "制度", "2", content), heads=heads)

    assert [(each.item.content, each.item.points, each.item.rule) for each in draft.items] == [
        ("制度", 2, content)
    ]


def test_goal_and_rule_in_one_column() -> None:
    """The goal is part of the rule, and so has to be understood too."""
    rows = ((("学法", "不少于4次，每少一次扣1分", "4")), ("", "制度健全。未建立制度的扣1分", "2"))
    draft = drafted(*rows, heads=("项目", "工作目标及扣分标准", "分值"))

    assert [each.rule and each.rule.keys["type"] for each in draft.items] == ["count_target", None]
    alone = drafted(("1", "未建立制度的不得分", "4"), heads=("序号", "工作目标及扣分标准", "分值"))
    assert [each.item.content for each in alone.items] == ["未建立制度的不得分"]


def test_two_columns_with_rules_are_one_rule() -> None:
    heads = ("类别", "考核内容", "分值", "评分标准", "扣分标准")
    draft = drafted(
        ("甲", "学法", "5", "最多扣2分", "未备案的，每件扣1分"),
        ("", "备案", "5", "", "未备案的，每件扣1分"),
        heads=heads,
    )

    assert [each.item.rule for each in draft.items] == [
        "最多扣2分\n未备案的，每件扣1分",
        "未备案的，每件扣1分",
    ]
    assert [each.rule is None for each in draft.items] == [True, False]


def test_points_in_words_that_differ_from_the_column() -> None:
    draft = drafted(("甲", "1", "建立制度（3分）", "5", "未建立制度的不得分"))

    assert (draft.items[0].item.content, draft.items[0].rule) == ("建立制度（3分）", None)


def test_points_of_parts_are_not_the_points_of_the_item() -> None:
    assert refused(("甲", "1", "制定（2分）、公开（3分）", "", "未制定的不得分")) == [
        "a.csv:3: this item has no points; where one cell covers several items, divide it among them"
    ]


def test_a_number_of_points_that_is_too_long_is_refused_in_short() -> None:
    digits = "1" * 20_000

    assert refused(("甲", "1", "制度", digits, "")) == [
        f"a.csv:3: “{'1' * 39}…” is not a number of points above 0"
    ]
    assert refused((f"甲（{digits}分）", "1", "制度", "2", ""), ("合计", "", "", "3", "")) == [
        "a.csv:4: it says 3 points, the items add up to 2; check them"
    ]


def test_many_rows_and_long_cells_are_read() -> None:
    """Sizes that took minutes when each row looked at all rows before it."""
    rows = [(f"甲{at}", "", "学法", "1", "，" * 200) for at in range(5_000)]
    draft = drafted(
        *rows, ("乙", "", "," * 20_000, "1", "," * 20_000), ("合计", "", "", "5001", "")
    )

    assert len(draft.judged) == 5_001
    assert read_sheet(sheet(*rows, heads=HEADS)).rows == 5_002
