"""The option `--format` of scorecards, of analyses, and of tables of units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from lawcheck.cli.ui_language import Say
from lawcheck.registry.builtin import WRITERS

_Option = Callable[[Callable[..., Any]], Callable[..., Any]]

_OF_ANALYSES: Final = tuple(name for name in WRITERS if name != "csv-sections")


def report_format_option(say: Say) -> _Option:
    """Return the option `--format` of scorecards; its value is a name, or None."""
    return _option(say, tuple(WRITERS))


def analysis_format_option(say: Say) -> _Option:
    """Return the option `--format` of analyses, a decorator; its value is a name, or None.

    `format_of` turns it and the path of `-o` into the format.

    >>> import click
    >>> from click.testing import CliRunner
    >>> from lawcheck.cli import Say, analysis_format_option, emit
    >>> @click.command()
    ... @analysis_format_option(Say("en"))
    ... def show(format_name: str | None) -> None:
    ...     emit(f"{format_name}")
    >>> CliRunner().invoke(show, ["--format", "markdown"]).output
    'markdown'

    Args:
        say: the language of its help.
    """
    return _option(say, _OF_ANALYSES)


def ranking_format_option(say: Say) -> _Option:
    """Return the option `--format` of tables of units, which are written as Parquet as well."""
    notes = say(
        "；csv、json、parquet 每个单位一行；parquet 要用 -o 写入文件，还要安装附加组件 tables",
        "; csv, json and parquet have one row a unit; parquet goes to a file (-o) and needs the "
        "extra `tables`",
    )
    return _option(say, (*_OF_ANALYSES, "parquet"), notes)


def _option(say: Say, names: tuple[str, ...], notes: str = "") -> _Option:
    return click.option(
        "--format",
        "format_name",
        metavar="FORMAT",
        help=say(
            f"{'、'.join(names)}，或插件提供的格式；默认看 -o 的后缀，没有则为 text",
            f"{', '.join(names)}, or one that a plugin brings; by default that of the suffix of "
            "-o, else text",
        )
        + notes,
    )
