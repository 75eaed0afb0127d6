"""Options that several commands share, so that each has one name and one meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import ENCODINGS

_Option = Callable[[Callable[..., Any]], Callable[..., Any]]

_PATH = click.Path(path_type=Path)


def on_option(say: Say) -> _Option:
    """Return the option `--on`; its value is a date, or None."""
    return _day_option(
        "--on",
        say(
            "按这一天有效的规则；默认是期间最后一天，或期间内的 --as-of",
            "by the rules in force on this day; by default the period's last, or --as-of",
        ),
    )


def as_of_option(say: Say) -> _Option:
    """Return the option `--as-of`; its value is a date, or None."""
    return _day_option(
        "--as-of",
        say(
            "评分日：只评到这一天为止到期的；默认评整个期间",
            "score what is due by this day; by default the whole period",
        ),
    )


def _day_option(name: str, help_text: str) -> _Option:
    return click.option(
        name,
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        callback=lambda _ctx, _param, value: None if value is None else value.date(),
        help=help_text,
    )


def overlay_option(say: Say, name: str = "--overlay", help_text: str = "") -> _Option:
    """Return the option `--overlay`, or a similar one for one of two checklists.

    The value is a tuple of paths, in a parameter named like the option with an `s` at its end.
    """
    return click.option(
        name,
        name.removeprefix("--").replace("-", "_") + "s",
        multiple=True,
        type=click.Path(path_type=Path),
        help=help_text
        or say("按调整文件评分；可写多次", "score by this overlay; may be repeated"),
    )


def encoding_option(say: Say) -> _Option:
    """Return the option `--encoding`, a decorator; its value is an encoding, or None to detect it.

    >>> import click
    >>> from click.testing import CliRunner
    >>> from lawcheck.cli import Say, emit, encoding_option
    >>> @click.command()
    ... @encoding_option(Say("en"))
    ... def show(encoding: str | None) -> None:
    ...     emit(f"{encoding}")
    >>> CliRunner().invoke(show, ["--encoding", "GB18030"]).output
    'gb18030'

    Args:
        say: the language of its help.
    """
    return click.option(
        "--encoding",
        type=click.Choice(ENCODINGS, case_sensitive=False),
        help=say(
            "表格和佐证文件的编码；默认自动识别",
            "encoding of tables and evidence; detected by default",
        ),
    )


def output_option(say: Say, kind: Any = _PATH) -> _Option:
    """Return the option `-o`, a decorator; its value is a path unless `kind` says otherwise.

    >>> from pathlib import Path
    >>> import click
    >>> from click.testing import CliRunner
    >>> from lawcheck.cli import Say, emit, output_option
    >>> @click.command()
    ... @output_option(Say("en"))
    ... def show(output: Path | None) -> None:
    ...     emit(f"{output}")
    >>> CliRunner().invoke(show, ["-o", "late.csv"]).output
    'late.csv'

    Args:
        say: the language of its help.
        kind: the type of its value.
    """
    return click.option(
        "-o",
        "--output",
        type=kind,
        metavar=say("路径", "PATH"),
        help=say("写入文件；默认输出到屏幕", "write to this file, not to the screen"),
    )
