"""Write `commands.md` and `commands.zh-CN.md` from the commands themselves.

python docs/make_commands.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import click

from lawcheck.cli.app import build
from lawcheck.cli.ui_language import Say, speak
from lawcheck.registry.command_entries import COMMANDS

PAGES = {
    "en": Path(__file__).with_name("commands.md"),
    "zh": Path(__file__).with_name("commands.zh-CN.md"),
}

HEAD = (
    """# 命令

*参考* · [English](commands.md)

由 `python docs/make_commands.py` 生成，请勿手工修改。退出码见[退出码和限制](exit-codes.zh-CN.md)。
插件可以带来更多命令，`lawcheck plugins` 列出全部。每个命令都有 `--lang`（语言）和 `--help`。
""",
    """# Commands

*Reference* · [中文](commands.zh-CN.md)

Made from the code by `python docs/make_commands.py`; do not edit by hand. A command ends with one
of the [exit codes](exit-codes.md). Plugins may add commands; `lawcheck plugins` lists them. Every
command takes `--lang` (its language) and `--help`.
""",
)


def page(language: str) -> str:
    """Return the page in one language."""
    say = Say("zh" if language == "zh" else "en")
    speak(say.language)
    program = build(say)
    top = click.Context(program, info_name="lawcheck")
    lines = [
        say(*HEAD),
        f"## `lawcheck`\n\n{program.help}\n",
        *options(program, click.Context(program, info_name="lawcheck"), say),
    ]
    for name in COMMANDS:
        command = program.get_command(top, name) or program
        context = click.Context(command, info_name=f"lawcheck {name}")
        usage = " ".join((f"lawcheck {name}", *command.collect_usage_pieces(context)))
        lines += [
            f"\n## `lawcheck {name}`\n",
            f"```text\n{usage}\n```\n",
            paragraphs(command.help or ""),
            "",
        ]
        lines += options(command, context, say)
        if command.epilog:
            lines += ["", re.sub(r"(?<=[:：])\s*(.*)", r" `\1`", command.epilog, count=1)]
    return "\n".join(lines) + "\n"


def paragraphs(text: str) -> str:
    """Return a help text as Markdown, one line per paragraph."""
    return "\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", text))


def options(command: click.Command, context: click.Context, say: Say) -> Iterator[str]:
    """Yield the lines of a table of the options."""
    records = [
        option.get_help_record(context)
        for option in command.get_params(context)
        if isinstance(option, click.Option)
    ]
    rows = [
        record for record in records if record and record[0].split()[0] not in ("--lang", "--help")
    ]
    if rows:
        yield f"| {say('选项', 'option')} | |"
        yield "|---|---|"
    for names, about in rows:
        yield f"| `{names.replace('|', chr(92) + '|')}` | {about.replace('|', chr(92) + '|')} |"


def write(language: str) -> None:
    """Write the page in one language to its file."""
    PAGES[language].write_text(page(language), encoding="utf-8", newline="\n")


def main() -> None:
    """Write each page in a process of its own, because click caches its translated texts."""
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        pool.map(write, PAGES, chunksize=1)


if __name__ == "__main__":
    main()
