"""Excel workbooks for lawcheck: the plugin module.

`archive` opens the file and refuses what is not safe to open. `parts` finds the sheets in it and
`sheet_scan` looks at the cells of one sheet for what its values do not show: errors, formulas
without a value, percentages, hidden rows. `cell_text` writes a value as a person would, `workbook`
puts all of it together, and `evidence` and `score_sheet` are the two readers.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_readers() -> Mapping[str, str]:
    """Return the reader of evidence in workbooks."""
    return {"excel": "lawcheck_office.evidence:Excel"}


@hookimpl
def lawcheck_score_tables() -> Mapping[str, str]:
    """Return the reader of score sheets in workbooks."""
    return {"excel": "lawcheck_office.score_sheet:ExcelGrid"}
