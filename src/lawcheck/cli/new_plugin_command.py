"""`lawcheck new-plugin`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawcheck.cli.app import Say

if TYPE_CHECKING:
    from lawcheck.scaffold import PluginKind


def command(say: Say) -> click.Command:
    """The command in one language."""

    @click.command(
        help=say(
            "在空文件夹里写出一个完整的插件：可安装、有测试、带说明。默认写入以发布名命名的新文件夹。",
            "Write a whole plugin into an empty folder: it installs, has tests that pass, and a README. By default into a new "
            "folder named like the distribution.",
        ),
        short_help=say("写出一个新插件", "write a new plugin"),
        epilog=say("例：lawcheck new-plugin odd-days --type", "Example: lawcheck new-plugin odd-days --type"),
    )
    @click.argument("name")
    @click.option(
        "--type", "kind", flag_value="type", default="type", help=say("评分方式（默认）", "an indicator type (default)")
    )
    @click.option("--reader", "kind", flag_value="reader", help=say("佐证材料的读取方式", "a reader of evidence"))
    @click.option("--writer", "kind", flag_value="writer", help=say("输出格式", "an output format"))
    @click.option("--checklist", "kind", flag_value="checklist", help=say("指标体系", "a checklist"))
    @click.option("--folder", type=click.Path(path_type=Path), help=say("写入这个文件夹", "write into this folder"))
    def new_plugin(name: str, kind: PluginKind, folder: Path | None) -> int:
        from lawcheck.cli.streams import emit
        from lawcheck.errors import ExitCode
        from lawcheck.scaffold import write_plugin

        target = folder or Path(f"lawcheck-{name.removeprefix('lawcheck-')}")
        for path in write_plugin(name, kind, target):
            emit(f"{path}\n")
        steps = f"cd {target} && pip install -e .[test] && pytest"
        emit(say(f"接下来：{steps}\n", f"next: {steps}\n"))
        return ExitCode.DONE

    return new_plugin
