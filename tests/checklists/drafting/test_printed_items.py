"""How much of a printed sheet becomes a rule, and that what becomes one is right."""

from fractions import Fraction

import pytest
from tests.checklists.drafting.printed_items import HELD_OUT, WRITTEN_WITH, PrintedItem, spoken

from lawcheck.checklists.drafting.patterns import rule_of
from lawcheck.checklists.drafting.rule_draft import RuleDraft
from lawcheck.model.text import Message


def drafted(item: PrintedItem) -> RuleDraft | Message:
    return rule_of(item.rule, item.content, "x", item.points, item.content, 2024, False)


@pytest.mark.parametrize("items", [WRITTEN_WITH, HELD_OUT], ids=["written-with", "held-out"])
def test_the_share_that_is_typed_and_right(items: tuple[PrintedItem, ...]) -> None:
    """At least 98 in 100 of what is typed is right, and 75 in 100 of what has a rule is typed."""
    made = [(item, drafted(item)) for item in items]
    typed = [(item, rule) for item, rule in made if isinstance(rule, RuleDraft)]
    right = [item for item, rule in typed if spoken(rule, item.points) == item.right]
    have_a_rule = [item for item in items if item.right]
    print(f"{len(typed)} typed, {len(right)} right, {len(have_a_rule)} have a rule")

    assert Fraction(len(right), len(typed)) >= Fraction(98, 100)
    assert Fraction(len(right), len(have_a_rule)) >= Fraction(75, 100)


@pytest.mark.parametrize("items", [WRITTEN_WITH, HELD_OUT], ids=["written-with", "held-out"])
def test_an_item_without_a_rule_says_why(items: tuple[PrintedItem, ...]) -> None:
    reasons = [why for why in map(drafted, items) if isinstance(why, Message)]

    assert reasons
    assert all(why.pick("zh") and why.pick("en") for why in reasons)


@pytest.mark.parametrize(
    "line",
    [
        # the second clause is about a case of the first, or excludes it
        "案件 | 4 | 每发现一起扣1分，情节严重，造成影响的扣2分 | ",
        "方案 | 4 | 未制定方案的扣2分，方案不完善的扣1分 | ",
        "宣传 | 3 | 未开展宣传扣1分；宣传不到位扣0.5分 | ",
        "投诉 | 6 | 被投诉一次扣1分，经查属实的扣2分 | ",
        "任务 | 10 | 未完成任务的每项扣2分，其中重点任务每项扣3分 | ",
        # a number that another clause changes
        "案件 | 4 | 被撤销一件扣1分，被撤销三件以上不得分 | ",
        "案件 | 5 | 每发生1起扣1分，本单位主动发现的不扣分 | ",
        "执法 | 5 | 未亮证执法的，发现一次扣1分，发现两次扣3分 | ",
        # two conditions
        "文件 | 4 | 未备案，且未公开的，每件扣1分 | ",
        # lists whose items share words, or differ in number
        "通报 | 3 | 被省、市通报的，分别扣2分、1分 | ",
        "办结率 | 5 | 低于90%、80%、70%的，分别扣1分、2分 | ",
        # days, shares and averages
        "材料 | 4 | 迟报1天扣0.5分 | ",
        "出庭率 | 5 | 每低于全市平均值1个百分点扣0.5分 | ",
        "学法 | 3 | 未开展学法的，每季度扣1分 | ",
        # grades that add nothing up
        "制度 | 3 | 建立制度得1分，建立并落实得3分，未建立得0分 | ",
        # points that two ways of counting give
        "机构 | 3 | 有机构、有人员、有经费的得3分，缺一项扣1分 | ",
    ],
)
def test_what_may_be_read_in_two_ways_is_left_to_a_judge(line: str) -> None:
    assert isinstance(drafted(PrintedItem.read(line)), Message)


@pytest.mark.parametrize(
    "line",
    [
        "机构 | 4 | 未建立机构的不得分，机构不健全的扣1分 | have -4 + avoid -1",
        "制度 | 3 | 建立制度得1分，公开得1分，培训得1分 | have -1 + have -1 + have -1",
        "办结率 | 5 | 达到90%得5分，80%-90%得3分，低于80%不得分 | bands 90%:5 80%:3 else 0",
        "会议 | 2 | 会议少于2次不得分 | count 2 -2",
        "会议 | 2 | 应召开2次会议，少开1次扣1分 | count 2 -1/1",
        "会议 | 3 | 每月检查一次，每少一次扣1分 | count month 1 -1/1",
        "普法 | 5 | 提供证明资料，没有开展“法律八进”活动的，扣5分。 | have -5",
        "会议 | 2 | 未按要求参加会议。每次扣0.5分 | each -0.5",
        "责任书 | 3 | 未签订责任书的，每缺1份扣1分 | each -1",
    ],
)
def test_other_ways_to_say_a_rule(line: str) -> None:
    item = PrintedItem.read(line)
    rule = drafted(item)

    assert isinstance(rule, RuleDraft)
    assert spoken(rule, item.points) == item.right


def test_a_reason_names_the_clause() -> None:
    why = drafted(PrintedItem.read("案卷 | 5 | 未备案的扣1分；未完成的按比例扣分 | "))

    assert isinstance(why, Message)
    assert why.pick("zh") == "按比例或加倍扣分，没有写怎么算：“未完成的按比例扣分”"
    assert why.pick("en") == (
        "points are taken in proportion or doubled, and how is not said: “未完成的按比例扣分”"
    )
