"""Rows that add up or average the others, found by their numbers: no list of words knows every name of a total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.checklist import Spec
from lawcheck.exact import HUNDRED, ZERO, add_up, parse_number, round_exact
from lawcheck.forms import halved
from lawcheck.tables import Cell, Row
from lawcheck.text import Message, message

_LEAST_ROWS: Final = 3
"""Of so few others a sum is often met by chance."""


@attrs.frozen
class Summed:
    """One column of a row beside the same column of other rows.

    Attributes:
        value: of the row.
        places: decimal places that it is written with.
        total: of the others.
        count: how many others have a value.
        above_zero: how many of these are not zero.
        is_constant: all others have the same value.
        adds: values of the column can be added up; rates cannot.
    """

    value: Fraction
    places: int
    total: Fraction
    count: int
    above_zero: int
    is_constant: bool
    adds: bool


def are_sums(columns: Sequence[Summed]) -> bool:
    """Whether a row holds the sums of the others: in every column that adds up, and in enough that this is no chance."""
    adding = [each for each in columns if each.adds]
    telling = [each for each in adding if each.above_zero > 1 and each.total]
    is_enough = len(telling) > 1 or any(abs(each.total) >= HUNDRED for each in telling)
    return is_enough and all(each.value == each.total for each in adding)


def are_means(columns: Sequence[Summed]) -> bool:
    """Whether a row holds the averages of the others, rounded as they are written."""
    known = [each for each in columns if each.count]
    telling = [each for each in known if not each.is_constant]
    is_enough = len(telling) > 2 or (len(telling) > 1 and any(each.places for each in telling))
    return is_enough and all(each.value == round_exact(each.total / each.count, each.places, "half_up") for each in known)


def sums_and_means(rows: Sequence[Row], specs: Mapping[str, Spec]) -> Iterator[tuple[Row, Message]]:
    """The first and the last rows of a table of units, where their numbers are the sums or averages of the rows of units.

    Args:
        rows: one a unit.
        specs: of the facts.
    """
    if len(rows) <= _LEAST_ROWS:
        return
    table = _Numbers(rows, specs)
    end = len(rows) - 1
    for row, others in ((0, slice(1, None)), (end, slice(0, end)), (end, slice(0, end - 1)), (end - 1, slice(0, end - 1))):
        columns = table.beside(row, others)
        if columns and (are_sums(columns) or are_means(columns)):
            what = message("和", "sums") if are_sums(columns) else message("平均", "averages")
            unit = rows[row].unit
            yield (
                rows[row],
                message(
                    "“{unit}”这一行的数字都是其他行的{what}，像是合计行；请删去，或用 --skip-total-rows 跳过；确是单位请移到中间",
                    "the numbers of {unit} are the {what} of the other rows, as in a row of totals; remove it, or skip it with "
                    "--skip-total-rows; if it is a unit, move it between others",
                    unit="" if unit is None else unit.text,
                    what=what,
                ),
            )


class _Numbers:
    def __init__(self, rows: Sequence[Row], specs: Mapping[str, Spec]) -> None:
        names = [name for name in rows[-1].cells if name in specs and specs[name].kind in ("count", "amount", "rate")]
        self.rows = rows
        self.specs = specs
        self.values = {name: [_number(row.cells.get(name)) for row in rows] for name in names}

    def beside(self, row: int, others: slice) -> list[Summed]:
        """The columns in which a row has a number; none where there are too few others."""
        if len(self.rows[others]) < _LEAST_ROWS:
            return []
        found = []
        for name, values in self.values.items():
            value, known = values[row], [each for each in values[others] if each is not None]
            if value is not None:
                places = len(self.rows[row].cells[name].text.rstrip("%").partition(".")[2])
                above_zero = sum(each != ZERO for each in known)
                is_constant = len(set(known)) < 2
                adds = self.specs[name].kind != "rate"
                found.append(Summed(value, places, add_up(known), len(known), above_zero, is_constant, adds))
        return found


def _number(cell: Cell | None) -> Fraction | None:
    try:
        return None if cell is None else parse_number(halved(cell.text).removesuffix("%"))
    except ValueError:
        return None
