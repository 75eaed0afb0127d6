"""Compare a printed percentage with the exact one: equal, cut off, or wrong."""

from __future__ import annotations

import enum
from fractions import Fraction

from lawcheck.plugin import HUNDRED, Text, round_exact
from lawcheck_annual_report.figures.figures import Figure


class Agreement(enum.Enum):
    """How a printed percentage agrees with the exact one. The value is the name for people."""

    ROUNDED = Text("相符", "it agrees")
    CUT_OFF = Text("是截去尾数，不是四舍五入", "it is cut off, not rounded")
    WRONG = Text("不相符", "it does not agree")


def places_of(text: str, figure: Figure) -> int:
    """Return how many decimal places a figure is printed with.

    >>> from lawcheck_annual_report.figures.figures import figures_in
    >>> places_of("成功率99.80%", figures_in("成功率99.80%")[0])
    2
    """
    _, point, part = text[figure.start : figure.end].replace("．", ".").partition(".")
    digits = 0
    while point and digits < len(part) and part[digits].isdecimal():
        digits += 1
    return digits


def agreement(share: Fraction, printed: Fraction, places: int) -> Agreement:
    """Return how a printed percentage agrees with a share.

    >>> agreement(Fraction(2224, 2228), Fraction("99.82"), 2).name
    'ROUNDED'
    >>> agreement(Fraction(2, 3), Fraction("66.66"), 2).name
    'CUT_OFF'

    Args:
        share: the exact share; 1 is 100%.
        printed: the percentage as it is printed.
        places: its decimal places.
    """
    exact = share * HUNDRED
    if round_exact(exact, places) == printed:
        return Agreement.ROUNDED
    is_cut = round_exact(exact, places, lambda _whole, _rest, _of: False) == printed
    return Agreement.CUT_OFF if is_cut else Agreement.WRONG
