"""Find rows of totals or averages by their numbers, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final, Protocol

import attrs

from lawcheck.evidence.written_forms import fullwidth_to_ascii
from lawcheck.model.declarations import Spec
from lawcheck.model.exact import HUNDRED, ZERO, add_up, parse_number, round_exact
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import Cell, Row
from lawcheck.model.text import Message, Text, fold, message

_LEAST_ROWS: Final = 3
"""With fewer other rows, a row often equals their sum by chance."""
_ENDS: Final = 2
"""How many rows at the end may be totals."""


@attrs.frozen
class Summed:
    """One number of a row compared with the same column of other rows.

    Attributes:
        value: the number in the row.
        places: how many decimal places it is written with.
        total: the sum of the other rows.
        count: how many other rows have a value.
        above_zero: how many of these values are not zero.
        is_constant: whether all other values are equal.
        adds: whether values of the column can be added up; rates cannot.
    """

    value: Fraction
    places: int
    total: Fraction
    count: int
    above_zero: int
    is_constant: bool
    adds: bool


def are_sums(columns: Sequence[Summed]) -> bool:
    """Check whether a row holds the sums of the others.

    Every column that adds up must agree, and either two columns or one sum of at least 100, since
    small single sums often agree by chance.
    """
    adding = [each for each in columns if each.adds]
    telling = [each for each in adding if each.above_zero > 1 and each.total]
    is_enough = len(telling) > 1 or any(abs(each.total) >= HUNDRED for each in telling)
    return is_enough and all(each.value == each.total for each in adding)


def are_means(columns: Sequence[Summed]) -> bool:
    """Check whether a row holds the averages of the others, rounded as they are written.

    Every column must agree, and enough of them must vary: three, or two if one has decimal places.
    """
    known = [each for each in columns if each.count]
    telling = [each for each in known if not each.is_constant]
    is_enough = len(telling) > 2 or (len(telling) > 1 and any(each.places for each in telling))
    return is_enough and all(
        each.value == round_exact(each.total / each.count, each.places) for each in known
    )


class Numbers(Protocol):
    """The numbers of a table with one row per unit."""

    @property
    def height(self) -> int:
        """How many rows there are."""

    def beside(self, row: int, others: slice) -> Sequence[Summed]:
        """Compare each number of a row with the same column of other rows."""


def totals_of(table: Numbers) -> Iterator[tuple[int, Text]]:
    """Iterate over rows whose numbers are the sums or averages of the rows of units.

    Totals stand in the first row or the last, or in the last two (totals and averages).

    Args:
        table: the numbers, one row per unit.

    Yields:
        The position of each such row from 0, and what its numbers are.
    """
    height = table.height
    if height <= _LEAST_ROWS:
        return
    end = height - 1
    for row, others in (
        (0, slice(1, height)),
        (end, slice(0, end)),
        (end, slice(0, end - 1)),
        (end - 1, slice(0, end - 1)),
    ):
        columns = table.beside(row, others) if others.stop - others.start >= _LEAST_ROWS else ()
        if columns and are_sums(columns):
            yield row, _SUMS
        elif columns and are_means(columns):
            yield row, _MEANS


_SUMS: Final = Text("和", "sums")
_MEANS: Final = Text("平均", "averages")


def total_by_numbers(unit: str, what: Text) -> Message:
    """Return the problem for a row of totals that was found by its numbers."""
    return message(
        "“{unit}”这一行的数字都是其他行的{what}，像是合计行；"
        "请删去，或用 --skip-total-rows 跳过；确是单位请移到中间",
        "the numbers of {unit} are the {what} of the other rows, as in a row of totals; "
        "remove it, or skip it with --skip-total-rows; if it is a unit, move it between others",
        unit=unit,
        what=what,
    )


def adds_up(spec: Spec) -> bool | None:
    """Check whether values of a kind can be added up; None if they are not numbers."""
    return spec.kind is not Kind.RATE if spec.kind.holds == "number" else None


def sums_and_means(
    rows: Iterable[Row], specs: Mapping[str, Spec]
) -> Iterator[tuple[Row, Message]]:
    """Iterate over the rows of a file that `totals_of` finds, and why they are refused.

    Args:
        rows: one row per unit; only their numbers are kept.
        specs: specs of the facts.
    """
    cells = _Cells(rows, specs)
    for place, what in totals_of(cells):
        row = cells.ends[place]
        yield row, total_by_numbers("" if row.unit is None else row.unit.text, what)


COLUMN_NUMBERS: Final = message(
    "这一行是各列的序号（1、2、3…），不是单位；请删去这一行",
    "this row numbers the columns (1, 2, 3...) and is no unit; remove this row",
)
"""The problem of a row that numbers the columns below their names, as printed forms do."""


def numbers_columns(row: Row, others: Sequence[Row]) -> bool:
    """Check whether the first row of a table numbers its columns.

    Units may be numbered too, so three more cells have to count on from the id, and the next row
    may not be that of a unit with a number; two cells where columns of texts are lettered (甲, 乙,
    1, 2).
    """
    texts = [fold(cell.text) for cell in row.cells.values()]
    unit = "" if row.unit is None else fold(row.unit.text)
    start, least = (2, _LEAST_ROWS) if unit == "1" else (1, 2)
    is_counted = texts == [str(number) for number in range(start, start + len(texts))]
    if unit == "1" and any(each.unit and fold(each.unit.text).isdigit() for each in others):
        return False
    return unit in ("1", "甲", "A") and len(texts) >= least and is_counted


class _Cells:
    """The numbers of rows of cells.

    Attributes:
        ends: the first row and the last two, by position.
    """

    def __init__(self, rows: Iterable[Row], specs: Mapping[str, Spec]) -> None:
        known = {name: adds_up(spec) for name, spec in specs.items()}
        adds = {name: each for name, each in known.items() if each is not None}
        values: dict[str, list[Fraction | None]] = {name: [] for name in adds}
        self._height = 0
        self.ends: dict[int, Row] = {}
        for row in rows:
            for name, column in values.items():
                column.append(_number(row.cells.get(name)))
            if self._height > _ENDS:
                del self.ends[self._height - _ENDS]
            self.ends[self._height] = row
            self._height += 1
        last = self.ends[self._height - 1].cells if self.ends else {}
        self.adds = {name: adds[name] for name in last if name in adds}
        self.values = {name: values[name] for name in self.adds}

    @property
    def height(self) -> int:
        """See `Numbers`."""
        return self._height

    def beside(self, row: int, others: slice) -> list[Summed]:
        """See `Numbers`."""
        found = []
        for name, values in self.values.items():
            value, known = values[row], [each for each in values[others] if each is not None]
            if value is not None:
                places = len(self.ends[row].cells[name].text.rstrip("%").partition(".")[2])
                above_zero = sum(each != ZERO for each in known)
                is_constant = len(set(known)) < 2
                found.append(
                    Summed(
                        value,
                        places,
                        add_up(known),
                        len(known),
                        above_zero,
                        is_constant,
                        self.adds[name],
                    )
                )
        return found


_parsed: Final = lru_cache(maxsize=4096)(parse_number)


def _number(cell: Cell | None) -> Fraction | None:
    try:
        return None if cell is None else _parsed(fullwidth_to_ascii(cell.text).removesuffix("%"))
    except ValueError:
        return None
