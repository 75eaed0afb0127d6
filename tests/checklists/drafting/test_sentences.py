"""Sentences of real score sheets (their kinds stand in docs/rules.md) and the rule that each must become, or none at all."""

from fractions import Fraction

import pytest

from lawcheck.checklists.drafting.patterns import rule_of
from lawcheck.checklists.drafting.rule_draft import RuleDraft
from lawcheck.checklists.drafting.yaml_text import flow


def written(
    sentence: str, content: str = "学法", points: int = 4, bonus: bool = False
) -> str | None:
    rule = rule_of(sentence, content, "x", Fraction(points), content, 2024, bonus)
    return flow(rule.keys) if isinstance(rule, RuleDraft) else None


def facts(sentence: str, content: str = "学法", points: int = 4) -> str:
    rule = rule_of(sentence, content, "x", Fraction(points), content, 2024, False)
    assert isinstance(rule, RuleDraft)
    return flow(rule.facts)


KNOWN = [
    # what the sheet says in other words, and what only looks like a condition
    (
        "评议结果达到95%，低于此每5个百分点扣1分",
        "评议",
        "{type: rate, value: x, target: 95%, deduct: {points: 1, per: 5%, partial: whole}}",
    ),
    (
        "达标率100%的，得4分，下降1个百分点扣1分",
        "达标率",
        "{type: rate, value: x, target: 100%, deduct: {points: 1, per: 1%, partial: whole}}",
    ),
    ("卷宗不齐的，发现一卷扣1分，减完为止", "卷宗", "{type: incidents, count: x, deduct: 1}"),
    ("延误一次扣1分", "报送", "{type: incidents, count: x, deduct: 1}"),
    (
        "未登记或登记不实的，或未存档的，有一项扣1分",
        "登记",
        "{type: incidents, count: x, deduct: 1}",
    ),
    (
        "每少一次扣1分",
        "所长至少每季度主持召开一次例会",
        "{type: count_target, value: {count: x, by: day}, target: 1, each: quarter, deduct: {points: 1, per: 1}}",
    ),
    (
        "未设专栏的扣1分；未建立重大决策公示制度的扣3分",
        "公开",
        "{type: parts, parts: [{id: p1, title: 未设专栏的扣1分, points: 1, type: yes_no, value: xa}, "
        "{id: p2, title: 未建立重大决策公示制度的扣3分, points: 3, type: yes_no, value: xb}]}",
    ),
    ("未在十五日内备案的扣4分", "备案", "{type: yes_no, value: x}"),
    # a limit of a sum is that of its own clause where all adds up to the item
    (
        "未立规矩的，扣1分；每缺席一人次扣0.5分，累计扣分不超过3分",
        "培训",
        "{type: parts, parts: [{id: p1, title: 未立规矩的，扣1分, points: 1, type: yes_no, value: xa}, "
        '{id: p2, title: "每缺席一人次扣0.5分", points: 3, type: incidents, count: xb, deduct: 0.5}]}',
    ),
    # more off in so many words
    (
        "未签字的扣1分；经提醒未补签的，再扣2分",
        "签字",
        "{type: parts, parts: [{id: p1, title: 未签字的扣1分, points: 1, type: yes_no, value: xa}, "
        "{id: p2, title: 经提醒未补签的，再扣2分, points: 2, type: yes_no, value: xb, want: false}]}",
    ),
    # what is earned
    ("设立窗口，公开时间的得4分，否则得0分", "窗口", "{type: yes_no, value: x}"),
    ("张贴清单的得4分", "清单", "{type: yes_no, value: x}"),
    ("每年组织旁听庭审不少于1次（4分）", "旁听", "{type: yes_no, value: x}"),
    (
        "有专职人员的得4分，有兼职人员的得2分，否则得0分",
        "人员",
        "{type: tiers, tiers: [{title: 有专职人员, when: {x: 有专职人员}, points: 4}, "
        "{title: 有兼职人员, when: {x: 有兼职人员}, points: 2}], otherwise: 0}",
    ),
    (
        "每少一次扣0.5分，扣完为止。",
        "全年学法不少于6次",
        "{type: count_target, value: x, target: 6, deduct: {points: 0.5, per: 1}}",
    ),
    (
        "每少1次扣0.25分",
        "学法十二次以上",
        "{type: count_target, value: x, target: 12, deduct: {points: 0.25, per: 1}}",
    ),
    (
        "少一次扣1分",
        "每年召开会议至少两次",
        "{type: count_target, value: x, target: 2, deduct: {points: 1, per: 1}}",
    ),
    (
        "全年不少于4期，每少一期扣１分",
        "简报",
        "{type: count_target, value: x, target: 4, deduct: {points: 1, per: 1}}",
    ),
    (
        "少于2次的扣2分",
        "专项检查",
        "{type: count_target, value: x, target: 2, deduct: {points: 2}}",
    ),
    (
        "每少2人扣1分",
        "法律顾问不少于6人",
        "{type: count_target, value: x, target: 6, deduct: {points: 1, per: 2, partial: whole}}",
    ),
    (
        "每少一次扣1分",
        "每季度学法不少于1次",
        "{type: count_target, value: {count: x, by: day}, target: 1, each: quarter, deduct: {points: 1, per: 1}}",
    ),
    (
        "每缺一次扣1分",
        "每月召开例会2次",
        "{type: count_target, value: {count: x, by: day}, target: 2, each: month, deduct: {points: 1, per: 1}}",
    ),
    (
        "每低一个百分点扣1分，直至扣完。",
        "参与率达到95%",
        "{type: rate, value: x, target: 95%, deduct: {points: 1, per: 1%, partial: whole}}",
    ),
    (
        "每低10个百分点扣1分",
        "办结率90%以上",
        "{type: rate, value: x, target: 90%, deduct: {points: 1, per: 10%, partial: whole}}",
    ),
    (
        "达不到98%的，每低1%扣0.5分",
        "调解成功率",
        "{type: rate, value: x, target: 98%, deduct: {points: 0.5, per: 1%, partial: whole}}",
    ),
    (
        "出庭应诉率低于80%的扣2分",
        "应诉",
        "{type: rate, value: x, target: 80%, deduct: {points: 2}}",
    ),
    ("每发现一例未备案的扣1分", "文件", "{type: incidents, count: x, deduct: 1}"),
    ("未经审核的，每件扣2分，扣完本项分值为止", "文件", "{type: incidents, count: x, deduct: 2}"),
    ("每迟报一次扣0.5分", "信息", "{type: incidents, count: x, deduct: 0.5}"),
    ("制定的得4分，未制定的不得分", "制定要点", "{type: yes_no, value: x}"),
    ("按要求完成得满分，否则不得分", "要点", "{type: yes_no, value: x}"),
    ("未制定要点的不得分", "要点", "{type: yes_no, value: x}"),
    ("发生违法案件的，不得分", "案件", "{type: yes_no, value: x, want: false}"),
    ("未建立制度的扣4分", "制度", "{type: yes_no, value: x}"),
    (
        "未建立制度的扣0.5分",
        "制度",
        '{type: parts, parts: [{id: p1, title: "未建立制度的扣0.5分", points: 0.5, type: yes_no, value: x}]}',
    ),
    (
        "1.未建立制度的扣1分；2.未公开的，每件扣0.5分，最多扣2分。",
        "制度",
        "{type: parts, parts: [{id: p1, title: 未建立制度的扣1分, points: 1, type: yes_no, value: xa}, "
        '{id: p2, title: "未公开的，每件扣0.5分", points: 2, type: incidents, count: xb, deduct: 0.5}]}',
    ),
    (
        "①专职的得4分；②兼职的得2分；③没有的不得分",
        "法制人员",
        "{type: tiers, tiers: [{title: 专职, when: {x: 专职}, points: 4}, {title: 兼职, when: {x: 兼职}, points: 2}], otherwise: 0}",
    ),
    (
        "90分以上得4分，80分以上得2分，其他不得分",
        "考试",
        "{type: bands, value: x, bands: [{from: 90, points: 4}, {from: 80, points: 2}], otherwise: 0}",
    ),
    (
        "95%以上得4分；90%以上得3分",
        "满意度",
        "{type: bands, value: x, bands: [{from: 95%, points: 4}, {from: 90%, points: 3}], otherwise: 0}",
    ),
    (
        "逾期报送的扣1分，未报送的不得分",
        "年度报告于2025年3月31日前报送",
        "{type: deadline, done: x, due: 2025-03-31, late: {points: 1}, never: 4}",
    ),
    (
        "迟报扣0.5分，未报扣2分",
        "总结12月底前报送",
        "{type: deadline, done: x, due: 2024-12-31, late: {points: 0.5}, never: 2}",
    ),
    (
        "每逾期一天扣0.1分，未报送的扣4分",
        "总结12月15日前报送",
        "{type: deadline, done: x, due: 2024-12-15, late: {points: 0.1, per: 1}, never: 4}",
    ),
    (
        "90分（含）以上得4分，80-90分得3分，60分以上得1分，60分以下不得分",
        "考试",
        "{type: bands, value: x, bands: [{from: 90, points: 4}, {from: 80, points: 3}, {from: 60, points: 1}], otherwise: 0}",
    ),
    (
        "达到100%得4分，每低1个百分点扣0.1分",
        "备案率",
        "{type: rate, value: x, target: 100%, deduct: {points: 0.1, per: 1%, partial: whole}}",
    ),
    (
        "每低于目标值1个百分点扣0.5分",
        "出庭应诉率目标值90%",
        "{type: rate, value: x, target: 90%, deduct: {points: 0.5, per: 1%, partial: whole}}",
    ),
    (
        "少于3次的，每少1次扣1分",
        "会议",
        "{type: count_target, value: x, target: 3, deduct: {points: 1, per: 1}}",
    ),
    ("视情扣1—3分", "案卷", "{type: judged, from: 1, to: 3}"),
    ("质量不高的，酌情扣分", "案卷", "{type: judged, from: 0, to: 4}"),
    ("内容不全扣0.5-2分", "案卷", "{type: judged, from: 0.5, to: 2}"),
    ("每次扣1-3分", "发生执法过错", "{type: judged, count: x, from: 1, to: 3}"),
    (
        "未按规定办理的，每发现一件酌情扣0.5—2分，扣完为止",
        "案件",
        "{type: judged, count: x, from: 0.5, to: 2}",
    ),
    ("被通报批评的，每起扣1分至2分", "通报", "{type: judged, count: x, from: 1, to: 2}"),
    (
        "优得3-4分，良得1.5—2.5分，差得0～1分",
        "案卷",
        "{type: judged, tiers: [{title: 优, from: 3, to: 4}, {title: 良, from: 1.5, to: 2.5}, {title: 差, from: 0, to: 1}]}",
    ),
    (
        "方案具体可行的得3至4分；一般的1-2分；未制定方案的不得分",
        "方案",
        "{type: judged, tiers: [{title: 方案具体可行, from: 3, to: 4}, {title: 一般, from: 1, to: 2}, {title: 未制定方案, from: 0, to: 0}]}",
    ),
    (
        "一等3-4分，二等0-2分。由3名以上评委打分，取平均分",
        "案卷",
        "{type: judged, tiers: [{title: 一等, from: 3, to: 4}, {title: 二等, from: 0, to: 2}], judges: {at_least: 3, counts: mean}}",
    ),
    (
        "由两名评议人员分别评分，按最低分计分",
        "案卷",
        "{type: judged, from: 0, to: 4, judges: {at_least: 2, counts: lowest}}",
    ),
    ("每少一次扣1分", "开展学法", "{type: incidents, count: x, deduct: 1}"),
    (
        "查看会议记录。每少一次扣1分",
        "学法不少于4次",
        "{type: count_target, value: x, target: 4, deduct: {points: 1, per: 1}}",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "content", "expected"), KNOWN, ids=[each[0] for each in KNOWN]
)
def test_a_sentence_becomes_its_rule(sentence: str, content: str, expected: str) -> None:
    assert written(sentence, content) == expected


BONUS = [
    (
        "国家级加4分，省级加2分，市级加1分，同一事项取最高",
        "{type: awards, register: x, level: level, levels: {国家级: 4, 省级: 2, 市级: 1}, matter: what, duplicates: highest}",
    ),
    (
        "省级加2分，市级加1分",
        "{type: awards, register: x, level: level, levels: {省级: 2, 市级: 1}}",
    ),
    ("每采用一条加0.2分", "{type: awards, register: x, each: 0.2}"),
    ("未开展的扣1分", None),
]


@pytest.mark.parametrize(("sentence", "expected"), BONUS, ids=[each[0] for each in BONUS])
def test_points_on_top(sentence: str, expected: str | None) -> None:
    assert written(sentence, "表彰", bonus=True) == expected


UNKNOWN = [
    (
        "未立规矩的，扣1分；每缺席一人次扣0.5分，累计扣分不超过2分",
        "培训",
    ),  # of all, or of the second?
    ("每发现一起扣1分；造成影响的，再扣1分", "案件"),  # for each of them?
    ("文书不规范的发现一卷扣2分，不真实的发现一卷扣1分", "文书"),  # what is not true?
    ("旁听庭审每少一次扣1分", "旁听庭审不少于3次，听证不少于2次，旁听庭审不少于4次"),
    ("每少一次扣1分", "开展学法一次以上，两次更好"),  # how many?
    ("每少一次扣1分", "全年不少于6次，其中专题学习不少于2次"),  # which of the two?
    ("每少一次扣1分", "培训不少于40课时"),  # another unit
    ("每低一个百分点扣1分", "提高满意度"),  # below what?
    ("每低一个百分点扣1分，低于80%的不得分", "办结率达到95%"),  # a second threshold
    ("未建立制度的扣1分，情节严重的加倍", "制度"),  # half of it is known
    ("每件扣1分，重复的加倍扣分", "信访"),
    ("未完成的按比例扣分", "任务"),
    ("未建立制度的扣6分", "制度"),  # more than the item has
    ("专职的得3分，兼职的得2分", "法制人员"),  # 3 of 4 at best
    ("超过30日的扣1分", "备案"),
    ("缺少一项扣1分", "五项材料"),  # once, or for each?
    ("90%以上得4分，80%以上得2分，低于70%不得分", "合格率"),  # and between 70 and 80?
    ("败诉率低于10%得4分，每高1个百分点扣0.5分", "败诉率"),
    (
        "每逾期一天扣0.1分，未报送的扣4分",
        "总结于12月15日前报送，计划于1月15日前报送",
    ),  # which day?
    ("每次扣1-3分", "学法"),  # of the sessions that were held?
    ("每少一次扣1-3分", "会议"),
    ("每件扣3-1分", "案件"),
    ("每件扣1-5分", "案件"),  # more than the item has
    ("每件扣1-2分；造成影响的，每件扣3分", "案件"),
    ("优得3-4分，良得2-3分，差得0-1分", "案卷"),  # 3 may be either
    ("优得3-4分，良得1-2分", "案卷"),  # and what is worse?
    ("优得2-3分，差得0-1分", "案卷"),  # 3 of 4 at best
    ("优得3-4分，良得0-2分，另有创新的加1分", "案卷"),
    ("由3名评委打分", "案卷"),  # and what counts?
    ("由一名评委打分，取平均分", "案卷"),
    ("由3名评委打分，去掉一个最高分和一个最低分后取平均分", "案卷"),
    ("", "开展学法"),
    ("活动丰富，群众满意", "法治宣传"),
    ("每季度排名前三的得4分", "排名"),
]


@pytest.mark.parametrize(
    ("sentence", "content"), UNKNOWN, ids=["; ".join(each) for each in UNKNOWN]
)
def test_what_is_not_wholly_known_is_left_to_a_judge(sentence: str, content: str) -> None:
    assert written(sentence, content) is None


def test_what_a_fact_asks() -> None:
    """不…: the question is put without the negation only where that is the whole of it."""
    assert facts("未建立制度的扣1分") == "{x: {kind: yes_no, label: 建立制度}}"
    assert facts("未建立制度或未公开的扣1分") == "{x: {kind: yes_no, label: 未建立制度或未公开}}"
    assert facts("每低1个百分点扣1分", "行政执法人员持证上岗率达到100%") == (
        "{x: {kind: rate, written_as: percent, label: 行政执法人员持证上岗率}}"
    )


@pytest.mark.parametrize(
    ("sentence", "content", "label"),
    [
        ("简报少报送一期扣1分", "开展宣传活动。报送简报不少于4期", "简报"),
        ("旁听庭审每少一次扣1分", "成立小组，并明确分管领导，全年旁听庭审不少于3次", "旁听庭审"),
        ("每少一次扣1分", "建立会议制度；每年专题学法不少于6次", "专题学法"),
        ("人员不足2人的扣1分", "设立机构，配备人员", "人员"),
    ],
)
def test_a_number_is_asked_for_by_the_words_beside_it(
    sentence: str, content: str, label: str
) -> None:
    assert f"label: {label}" in facts(sentence, content)


def test_what_the_sentence_leaves_open_is_said() -> None:
    rule = rule_of("每低1%扣1分", "办结率达到95%", "x", Fraction(4), "办结率", 2024, False)
    assert isinstance(rule, RuleDraft)

    assert [each.pick("en") for each in rule.confirm] == [
        "the sentence does not say what a part of a step costs; whole steps only are counted (partial: whole)",
        "the sentence says “%”; percentage points are counted",
    ]
