"""Which texts of a page are numbers for a spreadsheet, and with which digits it shows them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<sign>[−+]?)(?P<whole>[0-9]+)(?:\.(?P<places>[0-9]+))?(?P<percent>%?)"
)
_DIGITS: Final = 15
"""How many digits spreadsheets keep; a longer number stays text."""


def number_in(text: str) -> tuple[Decimal, str] | None:
    """Return the number that a text is, and the format that shows it with the same digits.

    None for texts that are not one exact number: intervals, rounded numbers (`≈1.1212`), numbers
    with more digits than a spreadsheet keeps, names of digits such as `007`.

    >>> number_in("95.00"), number_in("−0.5")
    ((Decimal('95.00'), '0.00'), (Decimal('-0.5'), '0.0;"−"0.0'))
    >>> number_in("23.89%")
    (Decimal('0.2389'), '0.00%')
    >>> number_in("≈1.1212"), number_in("3 to 4"), number_in("007")
    (None, None, None)
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, places, percent = found["sign"], found["whole"], found["places"], found["percent"]
    if len(whole) + len(places or "") > _DIGITS or (whole.startswith("0") and whole != "0"):
        return None
    number = Decimal(f"{'-' if sign == '−' else ''}{whole}{f'.{places}' if places else ''}")
    if sign == "−" and not number:
        return None  # a spreadsheet knows no −0
    shown = "0" + (f".{'0' * len(places)}" if places else "") + percent
    if percent:
        number = number.scaleb(-2)
    match sign:
        case "−":
            return number, f'{shown};"−"{shown}'
        case "+":
            return number, f'"+"{shown};"−"{shown};{shown}'
        case _:
            return number, shown
