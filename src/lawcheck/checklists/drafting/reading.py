"""Reading a printed score sheet (评分表) with the reader that knows its kind of file."""

from __future__ import annotations

from pathlib import Path

from lawcheck.checklists.drafting.sheet import Sheet
from lawcheck.checklists.drafting.sheet_layout import read_sheet
from lawcheck.model.errors import EvidenceError, Place, problem
from lawcheck.model.raw_tables import Encoding
from lawcheck.registry import Plugins
from lawcheck.registry.answers import read_grid


def read_score_sheet(path: Path, plugins: Plugins, encoding: Encoding | None = None) -> Sheet:
    """What stands on the sheet.

    Args:
        path: the file.
        plugins: whose readers are asked.
        encoding: where the user said it; None where the file tells its own.

    Raises:
        ChecklistError: the sheet has faults; all of them.
        EvidenceError: the file has faults of form, or no plugin reads its kind.
        LimitError: the file is too large.
    """
    for offer in plugins.score_tables.values():
        grid = read_grid(offer, path, encoding)
        if grid is not None:
            return read_sheet(grid)
    what = problem(
        Place(str(path)),
        "不认识这种评分表文件；可读：{known}。请另存为“CSV UTF-8”",
        "no reader for this kind of score sheet; there are: {known}; save it as “CSV UTF-8”",
        known=list(plugins.score_tables),
    )
    raise EvidenceError([what])
