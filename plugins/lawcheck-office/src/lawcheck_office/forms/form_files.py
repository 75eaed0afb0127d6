"""The forms that a command is given: files, and folders of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lawcheck.plugin import EvidenceError, Place, Tables, problem
from lawcheck_office.evidence import Excel
from lawcheck_office.forms.reading import Counted
from lawcheck_office.spreadsheet_files import is_folder_of_workbooks, workbooks_in


def tables_of_forms(paths: Sequence[Path], counted: Counted) -> list[Tables]:
    """Return the tables of each form, with the values that count.

    A file that is no form, or cannot be read, becomes tables that hold nothing but its problems,
    which are told with those of the values in the others.

    Raises:
        LimitError: a file is too large.
    """
    found: list[Tables] = []
    for path in paths:
        for file in workbooks_in(path) if is_folder_of_workbooks(path) else [path]:
            try:
                found.append(_form(file, counted))
            except EvidenceError as error:
                found.append(Tables((), (), problems=error.problems))
    return found


def _form(file: Path, counted: Counted) -> Tables:
    tables = Excel(counted).read(file, frozenset())
    if not tables.made_for:
        what = problem(
            Place(str(file)),
            "这不是 lawcheck form 生成的填报表；请给填好的填报表",
            "this is no form that `lawcheck form` made; give a form that is filled in",
        )
        raise EvidenceError([what])
    return tables
