"""A person at a form: types into its cells in the program, as people do, right and wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

FACTS, COVER = "指标数据", "填表说明"
_FIRST_RECORD = 5


class Typist:
    """Opens a form; what is typed is saved at the end of the `with` block."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.book = load_workbook(path)

    def __enter__(self) -> "Typist":
        return self

    def __exit__(self, *_: object) -> None:
        self.book.save(self._path)

    def fact(self, label: str, own: Any = None, checked: Any = None, remark: str = "") -> None:
        """Type the values of a fact, found by its label."""
        row = self._row(FACTS, label)
        for column, value in zip("EFH", (own, checked, remark), strict=True):
            if value not in (None, ""):
                self.book[FACTS][f"{column}{row}"] = value

    def records(self, sheet: str, *rows: list[Any]) -> None:
        """Type rows below those that are there; a cell beyond the columns is the verdict."""
        page = self.book[sheet]
        first = next(row for row in range(_FIRST_RECORD, 9_999) if not any(_values(page, row)))
        for row, values in enumerate(rows, first):
            for column, value in enumerate(values, 1):
                if value is not None:
                    page.cell(row, column, value)

    def judge(self, label: str, deduct: Any, reason: Any = None, judge: Any = None) -> None:
        """Type a judgement."""
        row = self._row("评议", label)
        for column, value in zip("EFG", (deduct, reason, judge), strict=True):
            if value is not None:
                self.book["评议"][f"{column}{row}"] = value

    def _row(self, sheet: str, label: str) -> int:
        page = self.book[sheet]
        return next(row for row in range(1, 300) if page[f"B{row}"].value == label)


def _values(page: Any, row: int) -> Iterator[Any]:
    yield from (cell.value for cell in page[row])
