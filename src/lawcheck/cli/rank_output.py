"""Ranks and pools in every format; Parquet is theirs alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from lawcheck.analysis.standing import Standing
from lawcheck.cli.ui_language import Say
from lawcheck.documents.output import write_whole
from lawcheck.model.errors import Place, UsageError, problem

WriteParquet = Callable[[Sequence[Standing], bool], None]
"""A function that writes units, with the scores of sections if the second argument is true."""


def parquet_writer(named: str | None, output: Path | None, say: Say) -> WriteParquet | None:
    """Return the function that writes Parquet; None where another format is meant.

    Commands call it before they read anything, so that a missing file name or package is
    reported at once.

    Raises:
        click.UsageError: Parquet is binary, and no file is named for it.
        UsageError: Parquet needs a package that is not installed.
    """
    by_suffix = named is None and output is not None and output.suffix.lower() == ".parquet"
    if named != "parquet" and not by_suffix:
        return None
    if output is None:
        raise click.UsageError(
            say(
                "--format parquet 不能输出到屏幕；请用 -o 写入文件",
                "--format parquet is not a text; name a file for it with -o",
            )
        )
    try:
        from lawcheck.reports.rank_parquet import standings_parquet
    except ModuleNotFoundError as error:
        what = problem(
            Place(),
            "--format parquet 需要 {package}，还没有安装；请在源码目录里运行 pip install "
            "'.[tables]'",
            "--format parquet needs {package}, which is not installed; run pip install "
            "'.[tables]' in a checkout",
            package=error.name,
        )
        raise UsageError([what]) from error
    return lambda standings, by_section: write_whole(
        output, standings_parquet(standings, say.language, by_section)
    )
