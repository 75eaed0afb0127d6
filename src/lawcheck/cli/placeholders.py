"""The words that stand for values in help texts (`CHECKLIST`, `DATE`), in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Final, TypeVar

import click

OPTIONS: Final = "[选项]"
SUBCOMMAND: Final = "命令 [参数]..."

_WORDS: Final[Mapping[str, str]] = {
    "[%Y-%m-%d]": "日期",
    "CARD": "计分卡",
    "CHECKLIST": "指标体系",
    "CHECKLISTS": "指标体系",
    "COLUMN": "列名",
    "DATE": "日期",
    "EVIDENCE": "佐证材料",
    "FLOAT": "数",
    "FORMAT": "格式",
    "ID": "编号",
    "INTEGER": "整数",
    "INTEGER RANGE": "整数",
    "NAME": "名称",
    "NEW": "后一份",
    "OLD": "前一份",
    "SCORE": "得分",
    "SHARE": "幅度",
    "TABLE": "评分表",
    "TEXT": "文字",
    "URL": "地址",
}
Parameter = TypeVar("Parameter", bound=click.Parameter)


def in_chinese(parameter: Parameter, ctx: click.Context) -> Parameter:
    """Return the parameter with a Chinese word for its value; the same where none is known."""
    shown = parameter.make_metavar(ctx)
    word = shown.removeprefix("[").removesuffix("...").removesuffix("]")
    if shown in _WORDS:
        words = _WORDS[shown]
    elif word in _WORDS:
        words = shown.replace(word, _WORDS[word], 1)
    else:
        return parameter
    changed = copy(parameter)  # a plugin may return the same object each time
    changed.metavar = words
    return changed
