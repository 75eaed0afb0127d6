"""Tables of units for other programs: CSV, JSON, Parquet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import click

from lawcheck.analysis.standing import Standing
from lawcheck.cli.delivery import deliver
from lawcheck.cli.ui_language import Say
from lawcheck.documents.output import write_whole
from lawcheck.model.errors import Place, UsageError, problem
from lawcheck.reports.rank_rows import standings_csv, standings_json

Write = Callable[[Sequence[Standing], bool], None]
"""A function that writes units, with the scores of sections if the second argument is true."""


def table_writer(
    format_name: Literal["csv", "json", "parquet"], output: Path | None, say: Say
) -> Write:
    """Return the function that writes the table.

    Commands call it before they read anything, so that a missing file name or package is
    reported at once.

    Raises:
        click.UsageError: Parquet is binary, and no file is named for it.
        UsageError: Parquet needs a package that is not installed.
    """
    if format_name != "parquet":
        made = standings_csv if format_name == "csv" else standings_json
        return lambda standings, by_section: deliver(
            made(standings, say.language, by_section), output
        )
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
