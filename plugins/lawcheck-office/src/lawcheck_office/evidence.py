"""Read the evidence in a workbook: one sheet for the facts, one for each register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from lawcheck.plugin import EvidenceError, Problem, Tables
from lawcheck_office.spreadsheet_files import is_folder_of_workbooks, is_spreadsheet, workbooks_in

if TYPE_CHECKING:
    from lawcheck_office.forms.reading import Counted


@attrs.frozen
class Excel:
    """Reads `.xlsx` and `.xlsm`; says what to do with `.xls`, `.et`, `.xlsb` and `.ods`.

    A form that `lawcheck form` made holds one unit. In any other workbook, a sheet that is called
    by the name or the label of a register holds its records; any other sheet holds facts; each row
    names its unit. A folder with workbooks is read as all of them.

    Attributes:
        counted: whose values count in forms.
    """

    counted: Counted = "checked"

    def accepts(self, path: Path) -> bool:
        """Check the ending of the file's name, or of those in a folder."""
        return is_folder_of_workbooks(path) if path.is_dir() else is_spreadsheet(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - the sheets are matched with the checklist later
        """Read every visible sheet that holds something.

        Raises:
            EvidenceError: a file cannot be read, is of another format, or holds nothing.
            LimitError: it is too large.
        """
        # Every run asks `accepts`; only one that has a workbook pays for what reads it.
        from lawcheck_office.workbook_tables import tables_of

        if not path.is_dir():
            return tables_of(path, self.counted)
        problems: list[Problem] = []
        found: list[Tables] = []
        for file in workbooks_in(path):
            try:
                found.append(tables_of(file, self.counted))
            except EvidenceError as error:
                problems += error.problems
        return Tables(
            tuple(unit for each in found for unit in each.units),
            tuple(table for each in found for table in each.tables),
            tuple(notice for each in found for notice in each.notices),
            tuple(sheet for each in found for sheet in each.sheets),
            (*problems, *(what for each in found for what in each.problems)),
            tuple(form for each in found for form in each.made_for),
        )
