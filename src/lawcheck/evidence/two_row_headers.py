"""Read a header of two rows: a group such as 学法 above, 次数 and 人数 below it."""

from __future__ import annotations

from itertools import zip_longest

from lawcheck.evidence.column_headers import Headings
from lawcheck.model.exact import parse_number
from lawcheck.model.raw_tables import SheetRow


def in_one_row(headings: Headings, upper: SheetRow, lower: SheetRow) -> SheetRow | None:
    """Return the header that two rows make, or None if the second row is not part of it.

    It is part of it if it names columns that the first row leaves blank, and repeats or leaves
    blank the others. A column is called by both texts together if the checklist knows that, else
    by the lower one.

    Args:
        headings: the headers that the checklist knows.
        upper: the row that names the units.
        lower: the row below.
    """
    pairs = [*zip_longest(upper.cells, lower.cells, fillvalue="")]
    if not any(under and not over for over, under in pairs) or any(map(_is_number, lower.cells)):
        return None
    names: list[str] = []
    is_known = False
    group = ""
    for over, under in pairs:
        group = over or group
        if not under or under == over:
            names.append(over)
            continue
        if not group or headings.names_unit(over):
            return None
        name = f"{group}{under}"
        if not headings.knows(name) and headings.knows(under):
            name = under
        is_known = is_known or headings.knows(name)
        names.append(name)
    return SheetRow(lower.line, tuple(names)) if is_known else None


def _is_number(text: str) -> bool:
    try:
        parse_number(text.removesuffix("%"))
    except ValueError:
        return False
    return True
