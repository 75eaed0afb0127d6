"""Fill merged cells of a table downwards: people merge the name of a unit over its rows."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.plugin import Message, Place, Problem, column_letters, message, problem
from lawcheck_office.workbook import SheetTexts


def filled_down(sheet: SheetTexts) -> tuple[list[list[str]], list[Problem], list[Message]]:
    """Return the rows of a sheet in which each merged text stands in every row that it spans.

    A number that is merged over several rows is refused: it may be that of each row, or of all of
    them together.

    Returns:
        The rows, the problems, and the notices.
    """
    rows = [list(row) for row in sheet.rows]
    problems = []
    filled = []
    for merged in sheet.merged:
        (top, left), (bottom, _) = merged
        if bottom == top or top >= len(rows) or not rows[top][left]:
            continue
        reach = reach_of(merged)
        if (top, left) in sheet.numbers:
            what = problem(
                Place(sheet.place, top + 1, column_letters(left)),
                "{reach} 合并了，看不出这个数是每行的还是合计；请取消合并，逐行填写",
                "{reach} is merged, so the number may be that of each row or of all together; "
                "unmerge it and write it in each row",
                reach=reach,
            )
            problems.append(what)
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            rows[row][left] = rows[top][left]
        filled.append(reach)
    return rows, problems, list(_notice(sheet, filled))


def reach_of(merged: tuple[tuple[int, int], tuple[int, int]]) -> str:
    """Return the name of a range of cells, such as A2:A4."""
    (top, left), (bottom, right) = merged
    return f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"


def _notice(sheet: SheetTexts, filled: list[str]) -> Iterator[Message]:
    if filled:
        yield message(
            "{place}：合并单元格 {ranges} 的每一行按同一内容读取",
            "{place}: each row of the merged cells {ranges} is read with the same content",
            place=sheet.place,
            ranges=filled,
        )
