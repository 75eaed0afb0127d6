"""Read a score sheet (评分表) with the reader for its kind of file."""

from __future__ import annotations

from pathlib import Path

from lawcheck.checklists.drafting.sheet import ScoreSheet
from lawcheck.checklists.drafting.sheet_layout import read_sheet
from lawcheck.model.errors import EvidenceError, Place, problem
from lawcheck.model.raw_tables import Encoding
from lawcheck.registry.answers import read_grid
from lawcheck.registry.loading import Plugins


def read_score_sheet(path: Path, plugins: Plugins, encoding: Encoding | None = None) -> ScoreSheet:
    """Read a score sheet.

    Args:
        path: the file.
        plugins: the plugins whose readers are tried, in order.
        encoding: the encoding that the user named; None if it is to be detected.

    Raises:
        ChecklistError: with all faults of the sheet.
        EvidenceError: the file cannot be read, or no plugin reads this kind of file.
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
