"""Which column a head names, from the words that it is made of."""

import pytest

from lawcheck.checklists.drafting.headings import is_heads, roles_of


@pytest.mark.parametrize(
    ("head", "role"),
    [
        *(
            (head, "rule")
            for head in [
                "评查标准",
                "评分要求",
                "计分方法",
                "考评细则",
                "考核评分细则",
                "评分标准及说明",
                "扣分因素",
                "评分依据",
                "检查标准及评分办法",
                "考核评价标准",
            ]
        ),
        *(
            (head, "points")
            for head in ["各项分值", "应得分", "应得分数", "标准分", "分值（100分）"]
        ),
        *((head, "content") for head in ["考核内容及要求", "评价要素", "检查内容", "主要任务"]),
        *((head, "section") for head in ["一级指标", "指标类别", "考核项目"]),
        *(
            (head, "unused")
            for head in [
                "得分",
                "自评得分",
                "实得分数",
                "扣分",
                "扣分理由",
                "扣分情况",
                "责任单位",
                "考核分数",
            ]
        ),
        *((head, "evidence") for head in ["佐证材料", "评估方式", "数据来源"]),
    ],
)
def test_what_a_head_names(head: str, role: str) -> None:
    others = ("内容", "评分标准") if role in ("section", "content") else ("内容",)
    cells = (*others, head) if role == "content" else (head, *others)

    assert roles_of(cells)[cells.index(head)] == role


def test_a_column_with_goal_and_rule_is_enough() -> None:
    assert is_heads(("类别", "工作目标及扣分标准", "分值"))
    assert roles_of(("类别", "工作目标及扣分标准", "分值")) == ("content", "rule", "points")


def test_the_last_of_several_columns_with_what_is_asked_is_the_item() -> None:
    assert roles_of(("工作任务", "考核内容", "分值", "评分标准")) == (
        "section",
        "content",
        "points",
        "rule",
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("2024年度考核内容及评分标准", "", ""),
        ("1", "制定工作方案", "2", "未制定的扣2分"),
        ("单位", "得分"),
    ],
)
def test_a_title_and_a_row_are_no_heads(cells: tuple[str, ...]) -> None:
    assert not is_heads(cells)
