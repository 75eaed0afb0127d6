"""`lawcheck new-plugin`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawcheck.cli.app import plugins_of
from lawcheck.cli.ui_language import Say

if TYPE_CHECKING:
    from lawcheck.model.text import Message
    from lawcheck.registry.loading import Plugins
    from lawcheck.registry.scaffold import PluginKind


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "在空文件夹里写出一个完整的插件：可安装、有测试、带说明。"
            "默认写入以发布名命名的新文件夹。",
            "Write a whole plugin into an empty folder: it installs, has tests that pass, and a "
            "README. By default into a new folder named like the distribution.",
        ),
        epilog=say(
            "例：lawcheck new-plugin odd-days --type",
            "Example: lawcheck new-plugin odd-days --type",
        ),
    )
    @click.argument("name")
    @click.option(
        "--type",
        "kind",
        flag_value="type",
        default="type",
        help=say("评分方式（默认）", "an indicator type (default)"),
    )
    @click.option(
        "--reader",
        "kind",
        flag_value="reader",
        help=say("佐证材料的读取方式", "a reader of evidence"),
    )
    @click.option(
        "--writer", "kind", flag_value="writer", help=say("输出格式", "an output format")
    )
    @click.option(
        "--checklist", "kind", flag_value="checklist", help=say("指标体系", "a checklist")
    )
    @click.option(
        "--folder",
        type=click.Path(path_type=Path),
        help=say("写入这个文件夹", "write into this folder"),
    )
    @click.pass_context
    def new_plugin(ctx: click.Context, name: str, kind: PluginKind, folder: Path | None) -> int:
        from lawcheck.cli.streams import emit
        from lawcheck.model.errors import ExitCode
        from lawcheck.registry.scaffold import write_plugin

        target = folder or Path(f"lawcheck-{name.removeprefix('lawcheck-')}")
        for path in write_plugin(name, kind, target, _taken(plugins_of(ctx))):
            emit(f"{path}\n")
        steps = f"cd {target} && pip install -e .[test] && pytest"
        emit(say(f"接下来：{steps}\n", f"next: {steps}\n"))
        return ExitCode.DONE

    return new_plugin


def _taken(plugins: Plugins) -> dict[str, Message]:
    """Return every name that lawcheck or a plugin uses, with what it is the name of."""
    from lawcheck.model.text import message
    from lawcheck.session import Session

    kinds = (
        (
            message("插件", "a plugin"),
            [name for each in plugins.found for name in (each.name, each.distribution)],
        ),
        (message("指标体系", "a checklist"), Session(plugins).checklists()),
        (message("命令", "a command"), plugins.commands),
        (message("引擎", "an engine"), plugins.engines),
        (message("评分表读取方式", "a reader of score sheets"), plugins.score_tables),
        (message("读取方式", "a reader"), plugins.readers),
        (message("输出格式", "a format"), plugins.writers),
        (message("计分方法", "a scoring method"), plugins.aggregations),
        (message("评分方式", "an indicator type"), plugins.indicator_types),
    )
    return {name: what for what, names in kinds for name in names}
