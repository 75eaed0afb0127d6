"""How numbers are printed for people: exact where that is short, marked `≈` where it is not."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from lawcheck.model.exact import HUNDRED, ZERO, fixed_text, short_text
from lawcheck.model.scorecard import Span
from lawcheck.model.text import Language
from lawcheck.reports.labels import word

_MINUS: Final = "−"
_ABOUT: Final = "≈"


def number(value: Fraction) -> str:
    """A number in a table or a sentence: `2.5`, `≈1.1212`, `−3`."""
    return _with_sign(value, "")


def signed(value: Fraction) -> str:
    """A change: `+2`, `−0.5`, `≈−0.8788`."""
    return _with_sign(value, "+")


def taken_off(points: Fraction) -> str:
    """Points that are taken off: `−2`, and `−0` where a cap left nothing."""
    return signed(-points) if points else f"{_MINUS}0"


def added(points: Fraction) -> str:
    """Points that are added: `+2`, and `+0` where a cap left nothing."""
    return signed(points) if points else "+0"


def _with_sign(value: Fraction, plus: str) -> str:
    text = short_text(abs(value))
    about = _ABOUT if text.startswith(_ABOUT) else ""
    sign = _MINUS if value < ZERO else plus if value > ZERO else ""
    return about + sign + text.removeprefix(_ABOUT)


def points_of(span: Span | None, language: Language) -> str:
    """Points in a table: a number, its two ends, or a dash."""
    if span is None:
        return "—"
    return (
        number(span.low) if span.is_exact else ends(number(span.low), number(span.high), language)
    )


def change_of(change: Span, language: Language) -> str:
    """A change of the total: one, or its two ends."""
    return (
        signed(change.low)
        if change.is_exact
        else ends(signed(change.low), signed(change.high), language)
    )


def ends(low: str, high: str, language: Language) -> str:
    """Two ends: `0~2`, `0 to 2`; marked once where one of them is rounded."""
    about = _ABOUT if _ABOUT in (low[:1], high[:1]) else ""
    return about + word("range", language).format(
        low=low.removeprefix(_ABOUT), high=high.removeprefix(_ABOUT)
    )


def fixed(value: Fraction, places: int) -> str:
    """A score with all its places."""
    return fixed_text(value, places).replace("-", _MINUS)


def score_of(span: Span | None, places: int, language: Language) -> str:
    """A score in a table, with all its places."""
    if span is None:
        return word("no_score", language)
    return (
        fixed(span.low, places)
        if span.is_exact
        else ends(fixed(span.low, places), fixed(span.high, places), language)
    )


def ranks_of(best: int | None, worst: int | None) -> str:
    """A rank in a table: a number, its two ends, or a dash."""
    if best is None:
        return "—"
    return str(best) if best == worst else f"{best}–{worst}"


def percent(share: Fraction) -> str:
    """A share as a percentage."""
    return number(share * HUNDRED) + "%"
