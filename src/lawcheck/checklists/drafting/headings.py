"""Recognise the columns of score sheets by the names that offices give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

from lawcheck.model.text import fold

Role = Literal["section", "number", "content", "points", "rule", "evidence", "unused"]

_ROLES: Final[dict[Role, str]] = {
    "section": (
        "类别 分类 类型 考核类别 考评类别 考评项目 考核项目 评查项目 评估项目 项目 指标类别"
        " 一级指标 二级指标 一级 二级 category section"
    ),
    "number": "序号 编号 项次 no no. number",
    "content": (
        "考核内容 考评内容 评查内容 评估内容 内容 主要内容 考核要点 考核事项 考核指标 评分项"
        " 三级指标 三级 指标内容 工作任务 目标任务 考核项目及分值 content item"
    ),
    "points": (
        "分值 总分值 各项分值 单项分值 项目分值 指标分值 标准分 标准分值 基准分 满分 分数 points"
    ),
    "rule": (
        "评分标准 评分要求 评分方法 评分办法 评分细则 评分规则 评查标准 评估标准 评价标准"
        " 评议标准 计分办法 计分标准 计分方法 计分规则 计分细则 记分标准 扣分标准 扣分办法"
        " 扣分细则 扣分项 考核标准 考评标准 考核评分标准 考核计分办法 赋分标准 得分标准"
        " 工作目标及扣分标准 工作目标及评分标准 考核内容及评分标准 内容及评分标准 rule"
    ),
    "evidence": "证明材料 佐证材料 印证材料 考核方式 评估方式 考核依据 查验资料 evidence",
    "unused": (
        "责任科室 考评责任科室 责任单位 责任部门 牵头单位 配合单位 考核单位 评查人签字 备注"
        " 自评得分 自评分 考核得分 考评分 核查分 得分 扣分 扣分理由 评查结果 社会测评"
        " remarks score"
    ),
}
_ROLE_OF: Final[dict[str, Role]] = {
    name: role for role, names in _ROLES.items() for name in names.split()
}
_IN_WORDS: Final = re.compile(r"[(（]\s*(?:共|满分)?\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*分\s*[)）]")
"""Points in brackets after a title: 组织领导（20分）."""

_GOAL_AND_RULE: Final = frozenset(
    ["工作目标及扣分标准", "工作目标及评分标准", "考核内容及评分标准", "内容及评分标准"]
)
"""Heads of columns that hold both what is asked and the rule."""
_LONGEST_HEAD: Final = 40
"""Most characters of a column head. A longer cell is a text and not a head."""


def is_heads(cells: Sequence[str]) -> bool:
    """Return whether these cells are the column heads of a score sheet."""
    roles = {_ROLE_OF.get(_bare(cell)) for cell in cells}
    says_both = any(_bare(cell) in _GOAL_AND_RULE for cell in cells)
    return "rule" in roles and (says_both or bool(roles & {"content", "section"}))


def roles_of(cells: Sequence[str]) -> tuple[Role, ...]:
    """Return what each column holds.

    Several columns may hold rules; they are read as one rule. If no column holds what is asked,
    it is the first of several columns with rules, or else the last column with sections.
    """
    roles: list[Role] = [_ROLE_OF.get(_bare(cell), "unused") for cell in cells]
    rules = [at for at, role in enumerate(roles) if role == "rule"]
    # The short form of a sheet: 项目 · 考核标准 · 扣分标准.
    if "content" not in roles and "section" in roles:
        last_section = max(at for at, role in enumerate(roles) if role == "section")
        roles[rules.pop(0) if len(rules) > 1 else last_section] = "content"
    return tuple(roles)


def _bare(cell: str) -> str:
    """Return a head without spaces and brackets, for comparison: 分值 for 分 值（100分）."""
    if len(cell) > _LONGEST_HEAD:
        return ""
    bare = re.sub(r"\([^()]*\)", "", fold(cell))
    return re.sub(r"\s+", "", bare).lower()


def points_in(text: str) -> tuple[str, Fraction | None]:
    """Return a title without the points in brackets after it, and the points.

    For example, 组织领导 and 20 for 组织领导（20分）. The points are None if there are none, or if
    several numbers in brackets are the points of parts.
    """
    narrow = unicodedata.normalize("NFKC", text)
    found = _IN_WORDS.findall(narrow)
    if len(found) != 1:  # such as 制定（2分）、学法（3分）
        return text, None
    return _IN_WORDS.sub("", narrow).strip(), Fraction(found[0])
