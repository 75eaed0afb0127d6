"""The commands as `lawcheck --help` lists them, before their modules are imported.

The built-in command `a-b` is the function `command` of the module `lawcheck.cli.commands.a_b`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple


class CommandEntry(NamedTuple):
    """A command, with the line about it in the list of commands.

    >>> from lawcheck.plugin import CommandEntry, hookimpl
    >>> @hookimpl
    ... def lawcheck_commands():
    ...     return {"draw": CommandEntry("my_plugin.draw:command", "抽取案卷", "draw case files")}
    >>> lawcheck_commands()["draw"].en
    'draw case files'

    Attributes:
        target: `module:function`, or the function itself; it takes a `lawcheck.cli.Say` and
            returns a `click.Command`.
        zh: what the command does, in a few Chinese words.
        en: the same in English.
    """

    target: str | Callable[..., Any]
    zh: str
    en: str


_SUMMARIES: Final = {
    "compare": (
        "比较两张计分卡，说明变化的原因",
        "compare two scorecards and say what caused the change",
    ),
    "diff": ("说明两版指标体系的不同", "say what changed between two checklists"),
    "explain": ("逐步说明一个指标的得分", "explain one indicator step by step"),
    "gain": ("还能得哪些分，怎样到下一等次", "what would bring points and the next grade"),
    "import-table": ("由评分表生成指标体系草稿", "draft a checklist from a score sheet"),
    "lint": ("检查指标体系，列出全部问题", "check checklists and list every fault"),
    "list": ("列出随附的指标体系", "list the checklists that ship"),
    "new-plugin": ("写出一个新插件", "write a new plugin"),
    "plugins": ("列出插件", "list plugins"),
    "pool": ("汇总多个单位：分布、共性问题、变化", "many units beside each other"),
    "rank": ("给多个单位排名", "rank units"),
    "schema": ("输出指标体系的 JSON Schema", "print the JSON Schema of checklists"),
    "score": ("评分并输出计分卡", "score units and print their scorecards"),
    "selftest": ("用测试单位检验指标体系", "test a checklist with made-up units"),
    "show": ("显示指标体系", "show a checklist as a score sheet"),
    "stability": ("名次和等次有多稳", "how steady ranks and grades are"),
    "test": ("运行指标体系里的算例", "run the worked examples inside checklists"),
    "verify": ("重算并核对计分卡", "compute a scorecard again and compare"),
}
COMMANDS: Final[Mapping[str, CommandEntry]] = {
    name: CommandEntry(f"lawcheck.cli.commands.{name.replace('-', '_')}:command", *summary)
    for name, summary in _SUMMARIES.items()
}
"""The built-in commands, by name."""
