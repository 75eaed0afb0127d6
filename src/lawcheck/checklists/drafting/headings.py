"""Recognise the columns of score sheets by the words that their heads are made of.

A head is read from its end, as a person reads it: 考核评分细则 ends with 细则 (how it is done) and
has 评分 (giving points) before it, so it holds the rule; 自评得分 ends with 得分 and is a result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

from lawcheck.model.text import Message, fold, message

Role = Literal["section", "number", "content", "points", "rule", "evidence", "unused"]
_Kind = Literal["section", "number", "content", "points", "rule", "evidence", "unused", "both"]

_GIVING: Final = [
    "评分",
    "计分",
    "记分",
    "扣分",
    "赋分",
    "得分",
    "加分",
    "减分",
    "加减分",
    "打分",
    "给分",
    "量分",
]
_CHECKING: Final = [
    "考核",
    "考评",
    "评查",
    "评估",
    "评价",
    "评议",
    "评定",
    "测评",
    "验收",
    "检查",
    "考查",
    "督查",
    "督察",
]
_HOW_POINTS: Final = [
    "标准",
    "办法",
    "方法",
    "细则",
    "规则",
    "要求",
    "说明",
    "依据",
    "规定",
    "原则",
    "口径",
    "因素",
    "情形",
    "项",
    "点",
]
_HOW: Final = ["标准", "办法", "细则", "规则"]
_WHAT: Final = [
    "内容",
    "要点",
    "事项",
    "指标",
    "任务",
    "目标",
    "要求",
    "评分项",
    "要素",
    "细目",
    "细项",
    "条目",
]
_WORTH: Final = ["分值", "分数", "满分", "标准分", "基准分", "基本分", "应得分", "配分"]
_PARTS: Final = ["类别", "分类", "类型", "项目", "一级", "二级", "方面", "板块", "领域"]
_PROOF: Final = ["材料", "资料", "方式", "方法", "依据", "来源", "佐证"]
_NUMBERS: Final = ["序号", "编号", "项次"]


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_RULE: Final = (
    rf"(?:{_any(_GIVING)}.*{_any(_HOW_POINTS)}|{_any(_CHECKING)}(?:{_any(_WHAT)})?{_any(_HOW)})"
)
_AND: Final = "(?:及其?|和|与|、|/)"
_ROLES: Final[tuple[tuple[_Kind, re.Pattern[str]], ...]] = (
    ("number", re.compile(rf"{_any(_NUMBERS)}|no\.?|number")),
    ("content", re.compile(r"评分项")),
    ("both", re.compile(rf".*{_any([*_WHAT, *_PARTS])}{_AND}(?:.*{_RULE}|{_any(_HOW)})")),
    ("content", re.compile(rf".*{_any([*_WHAT, '项目'])}{_AND}{_any(_WORTH)}")),
    ("rule", re.compile(rf".*{_RULE}(?:{_AND}(?:{_any(_HOW_POINTS)}|{_any(_PROOF)}))?|rule")),
    ("section", re.compile(rf".*{_any(['一级', '二级', '类别', '分类'])}(?:指标)?|section")),
    ("points", re.compile(rf".*(?<!评分)(?<!实际){_any(_WORTH)}|points")),
    ("content", re.compile(rf".*{_any(_WHAT)}|三级|content|item")),
    ("content", re.compile(r"(?:工作|创建|建设|达标)标准")),
    ("section", re.compile(rf".*{_any(_PARTS)}|category")),
    ("evidence", re.compile(rf".*{_any(_PROOF)}|evidence")),
)
_RESULT: Final = re.compile(
    r".*(?:自评|自查|复核|核查|初评|实得|考评分|责任|牵头|配合|备注|签字|签名|结果|测评$|理由|原因"
    r"|情况|时限|(?<!应)得分$|(?<!应)得分数$|考核分数$|扣分$|扣减分数$|加分$|单位$|部门$|科室$).*"
)
"""Columns that are filled in later, or say who is responsible."""
_IN_WORDS: Final = re.compile(r"[(（]\s*(?:共|满分)?\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*分\s*[)）]")
"""Points in brackets after a title: 组织领导（20分）."""
_LONGEST_HEAD: Final = 16
"""Most characters of a column head. A longer cell is a text and not a head."""

KNOWN_HEADS: Final[Message] = message(
    "认识的列名：内容列以{what}结尾；评分列为{giving}加{how}，或{checking}加{how_checking}；"
    "分值列以{worth}结尾；类别列以{parts}结尾",
    "heads that are known: what is asked ends with {what}; a rule is one of {giving} with one of "
    "{how}, or one of {checking} with one of {how_checking}; points end with {worth}; "
    "a section ends with {parts}",
    what="、".join(_WHAT),
    giving="、".join(_GIVING),
    how="、".join(_HOW_POINTS),
    checking="、".join(_CHECKING),
    how_checking="、".join(_HOW),
    worth="、".join(_WORTH),
    parts="、".join(_PARTS),
)
"""The words that heads are made of, for a person whose sheet has others."""


def is_heads(cells: Sequence[str]) -> bool:
    """Return whether these cells are the column heads of a score sheet."""
    kinds = [_kind(cell) for cell in cells if cell]
    return (
        len(kinds) > 1
        and bool({"rule", "both"} & set(kinds))
        and ("both" in kinds or bool({"content", "section"} & set(kinds)))
    )


def roles_of(cells: Sequence[str]) -> tuple[Role, ...]:
    """Return what each column holds.

    Several columns may hold rules; they are read as one rule. If no column holds what is asked,
    it is the first of several columns with rules, or else the last column with sections. Of
    several columns with what is asked, such as 工作任务 and 考核内容, the last is the most exact;
    those before it are sections.
    """
    kinds = [_kind(cell) for cell in cells]
    roles: list[Role] = ["rule" if kind == "both" else kind for kind in kinds]
    rules = [at for at, role in enumerate(roles) if role == "rule"]
    contents = [at for at, role in enumerate(roles) if role == "content"]
    if len({_bare(cells[at]) for at in contents}) == len(contents):
        for at in contents[:-1]:
            roles[at] = "section"
    # The short form of a sheet: 项目 · 考核标准 · 扣分标准.
    if not contents and "section" in roles:
        last_section = max(at for at, role in enumerate(roles) if role == "section")
        roles[rules.pop(0) if len(rules) > 1 else last_section] = "content"
    return tuple(roles)


def _kind(cell: str) -> _Kind:
    bare = _bare(cell)
    for kind, pattern in _ROLES:
        if pattern.fullmatch(bare) and (kind in ("rule", "both") or not _RESULT.fullmatch(bare)):
            return kind
    return "unused"


def _bare(cell: str) -> str:
    """Return a head without spaces and brackets, for comparison: 分值 for 分 值（100分）."""
    bare = re.sub(r"\([^()]*\)", "", fold(cell))
    bare = re.sub(r"\s+", "", bare).lower()
    return bare if len(bare) <= _LONGEST_HEAD else ""


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
