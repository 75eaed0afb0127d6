"""Which format an output is written in: the one that is named, or that of the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lawcheck.cli.ui_language import Say
from lawcheck.registry.builtin import WRITERS

if TYPE_CHECKING:
    from lawcheck.model.analysis import Analysis
    from lawcheck.session import Session

_Option = Callable[[Callable[..., Any]], Callable[..., Any]]

_SUFFIXES: Final = {"": "text", "txt": "text", "md": "markdown"}
"""Suffixes that are not the name of their format."""
_OF_ANALYSES: Final = tuple(name for name in WRITERS if name != "csv-sections")


def report_format_option(say: Say) -> _Option:
    """Return the option `--format` of scorecards; its value is a name, or None."""
    return _option(say, tuple(WRITERS))


def analysis_format_option(say: Say) -> _Option:
    """Return the option `--format` of analyses; its value is a name, or None."""
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


def format_of(
    session: Session, named: str | None, output: Path | str | None, more: Collection[str] = ()
) -> str:
    """Return the name of the format of an output.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> from lawcheck.cli import format_of
    >>> session = lawcheck.Session.start()
    >>> format_of(session, None, Path("ranks.md")), format_of(session, "json", None)
    ('markdown', 'json')

    Args:
        session: with the formats of its plugins.
        named: by `--format`; None if it is not given.
        output: the file to write; None for standard output.
        more: formats that only this command has.

    Raises:
        UsageError: the suffix of the file is that of no format.
    """
    from lawcheck.model.errors import Place, UsageError, problem

    if named is not None:
        return named
    suffix = "" if output is None else Path(output).suffix.lower().removeprefix(".")
    name = _SUFFIXES.get(suffix, suffix)
    known = (*session.plugins.writers, *more)
    if name in known:
        return name
    what = problem(
        Place(str(output)),
        "后缀 .{suffix} 不是已有的格式；请换后缀，或用 --format 写明：{known}",
        "no format goes by the suffix .{suffix}; change it, or name the format with --format: "
        "{known}",
        suffix=suffix,
        known=list(known),
    )
    raise UsageError([what])


def deliver_analysis(
    session: Session, analysis: Analysis, format_name: str, output: Path | None, say: Say
) -> None:
    """Write an analysis in one format, to a file or to standard output.

    Raises:
        OutputError: it cannot be written.
        UsageError: there is no such format, or it needs a file.
    """
    from lawcheck.cli.delivery import deliver
    from lawcheck.cli.width import screen_width

    width = screen_width(output)
    content = session.analysis_content(analysis, format_name, say.language, width)
    deliver(content, output, format_name)
