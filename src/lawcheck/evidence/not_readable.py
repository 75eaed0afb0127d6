"""Say why no reader takes a path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lawcheck.documents.files import is_there
from lawcheck.model.errors import Place, Problem, problem

_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")


def not_readable(path: Path, others: Sequence[str] = ()) -> Problem:
    """Report a path that no reader takes: it is not there, or of an unknown kind.

    Args:
        path: the path.
        others: the names of the readers of plugins.
    """
    place = Place(str(path))
    if not is_there(path):
        return problem(
            place,
            "没有这个文件或文件夹；请检查路径",
            "there is no such file or folder; check the path",
        )
    if path.suffix.lower() in _SPREADSHEETS:
        return problem(
            place,
            "读 Excel 文件要装插件 lawcheck-office；"
            "也可以在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”",
            "Excel files are read by the plugin lawcheck-office; install it, or "
            'save the file as "CSV UTF-8 (comma delimited)" in Excel or WPS',
        )
    if others:
        return problem(
            place,
            "不认识这种佐证文件；可读：单位文件夹、.yaml、.json、.csv，以及插件可读的：{others}",
            "no reader for this kind of file; lawcheck reads a unit's folder, .yaml, .json and "
            ".csv, and plugins read: {others}",
            others=others,
        )
    return problem(
        place,
        "不认识这种佐证文件；可读：单位文件夹、.yaml、.json、.csv",
        "no reader for this kind of file; lawcheck reads a unit's folder, .yaml, .json and .csv",
    )
