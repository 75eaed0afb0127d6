"""Which files are workbooks, and which spreadsheets of other formats are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lawcheck.plugin import FOLDERS_OF_ATTACHMENTS, EvidenceError, Place, problem

READ: Final = (".xlsx", ".xlsm")
"""The endings of the names of files that are read."""
REFUSED: Final = (".xls", ".et", ".xlsb", ".ods")
"""Other spreadsheets, which are refused with what to do."""
_UNIT_FILES: Final = ("unit.yaml", "unit.yml", "unit.json")
"""The files of which one is in the folder of a unit."""


def is_spreadsheet(path: Path) -> bool:
    """Check the ending of a file's name."""
    return path.suffix.lower() in (*READ, *REFUSED)


def is_folder_of_workbooks(path: Path) -> bool:
    """Check for a folder with a workbook that is not the folder of one unit."""
    try:
        files = list(path.iterdir())
    except OSError:  # the reader that takes the folder says so
        return False
    is_unit = any(each.name in _UNIT_FILES for each in files)
    return not is_unit and any(map(is_spreadsheet, files))


def workbooks_in(folder: Path) -> list[Path]:
    """Return the files of a folder in order, without hidden ones and those that Excel has open.

    Others than workbooks are among them, and are refused when they are read; a folder with what is
    attached is not.
    """
    return [
        each
        for each in sorted(folder.iterdir())
        if not each.name.startswith((".", "~$"))
        and not each.name.upper().startswith("README")
        and not (each.name in FOLDERS_OF_ATTACHMENTS and each.is_dir())
    ]


def refuse_other_formats(path: Path) -> None:
    """Raise an error for anything else than `.xlsx`.

    Raises:
        EvidenceError: says what to do.
    """
    if path.is_dir() or not is_spreadsheet(path):
        what = problem(
            Place(str(path)),
            "文件夹里有工作簿，也有别的；请把不是填报表的移走",
            "there are workbooks in the folder, and this; take out what is no form",
        )
        raise EvidenceError([what])
    if path.suffix.lower() in REFUSED:
        what = problem(
            Place(str(path)),
            "不读取 {ending} 格式；请在 Excel 或 WPS 里另存为“Excel 工作簿（.xlsx）”",
            '{ending} is not read; save it as "Excel Workbook (.xlsx)" in Excel or WPS',
            ending=path.suffix,
        )
        raise EvidenceError([what])
