"""Read printed score sheets (评分表) in workbooks, for `lawcheck import-table`."""

from __future__ import annotations

from pathlib import Path

import attrs

from lawcheck.plugin import EvidenceError, Grid, GridRow, Place, problem
from lawcheck_office.merged_cells import reach_of
from lawcheck_office.spreadsheet_files import READ, REFUSED, refuse_other_formats
from lawcheck_office.workbook import read_workbook


@attrs.frozen
class ExcelGrid:
    """Reads the one visible sheet of a `.xlsx` file that holds something."""

    def accepts(self, path: Path) -> bool:
        """Check the ending of the file's name."""
        return path.suffix.lower() in (*READ, *REFUSED) and not path.is_dir()

    def read(self, path: Path) -> Grid:
        """Read the cells of the sheet.

        Raises:
            EvidenceError: the file cannot be read, or it holds no sheet, or several.
            LimitError: it is too large.
        """
        refuse_other_formats(path)
        book = read_workbook(path)
        problems = [each for sheet in book.sheets for each in sheet.problems]
        if len(book.sheets) != 1:
            problems.append(
                problem(
                    Place(str(path)),
                    "有内容的工作表应当正好一张，现有：{sheets}；请只留评分表",
                    "exactly one sheet must hold something, not: {sheets}; "
                    "keep the score sheet only",
                    sheets=[sheet.title for sheet in book.sheets],
                )
            )
        if problems:
            raise EvidenceError(problems)
        sheet = book.sheets[0]
        rows = tuple(GridRow(line, cells) for line, cells in enumerate(sheet.rows, 1))
        merged = tuple(
            (each[0][0] + 1, each[0][1], reach_of(each))
            for each in sheet.merged
            if each[0][0] != each[1][0]
        )
        return Grid(sheet.place, rows, (*book.notices, *sheet.notices), merged)
