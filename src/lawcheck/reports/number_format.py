"""Numbers as people read them: exact if they are short, otherwise rounded and marked with `≈`."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from lawcheck.model.exact import HUNDRED, ZERO, fixed_text, short_text
from lawcheck.model.spans import Span
from lawcheck.model.text import Language
from lawcheck.reports.labels import word

_MINUS: Final = "−"
_ABOUT: Final = "≈"


def number(value: Fraction) -> str:
    """Return a number for a table or a sentence: `2.5`, `≈1.1212`, `−3`."""
    return _with_sign(value, "")


def signed(value: Fraction) -> str:
    """Return a change: `+2`, `−0.5`, `≈−0.8788`."""
    return _with_sign(value, "+")


def taken_off(points: Fraction) -> str:
    """Return points that are taken off: `−2`, or `−0` if a cap left nothing."""
    return signed(-points) if points else f"{_MINUS}0"


def added(points: Fraction) -> str:
    """Return points that are added: `+2`, or `+0` if a cap left nothing."""
    return signed(points) if points else "+0"


def _with_sign(value: Fraction, plus: str) -> str:
    text = short_text(abs(value))
    about = _ABOUT if text.startswith(_ABOUT) else ""
    sign = _MINUS if value < ZERO else plus if value > ZERO else ""
    return about + sign + text.removeprefix(_ABOUT)


def points_of(span: Span | None, language: Language) -> str:
    """Return points for a table: a number, an interval, or a dash if they are not known.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Span, points_of
    >>> points_of(Span(Fraction(5, 2), Fraction(4)), "en")
    '2.5 to 4'
    >>> points_of(Span(Fraction(1, 3), Fraction(1, 3)), "en")
    '≈0.3333'
    """
    if span is None:
        return "—"
    return (
        number(span.low) if span.is_exact else ends(number(span.low), number(span.high), language)
    )


def change_of(change: Span, language: Language) -> str:
    """Return a change of points: a number, or how far the lowest and the highest points moved.

    The two are not the least and the most of the change: the lowest may move further up.
    """
    if change.is_exact:
        return signed(change.low)
    return word("change_at_ends", language).format(
        low=signed(change.low), high=signed(change.high)
    )


def ends(low: str, high: str, language: Language) -> str:
    """Return an interval: `0~2` or `0 to 2`; one `≈` in front if either end is rounded."""
    about = _ABOUT if _ABOUT in (low[:1], high[:1]) else ""
    return about + word("range", language).format(
        low=low.removeprefix(_ABOUT), high=high.removeprefix(_ABOUT)
    )


def fixed(value: Fraction, places: int) -> str:
    """Return a score with all its decimals."""
    return fixed_text(value, places).replace("-", _MINUS)


def score_of(span: Span | None, places: int, language: Language) -> str:
    """Return a score for a table, with all its decimals.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Span, score_of
    >>> score_of(Span(Fraction(95), Fraction(95)), 2, "en")
    '95.00'

    Args:
        span: the score; None if there is none.
        places: how many decimals the checklist prints.
        language: of the text.
    """
    if span is None:
        return word("no_score", language)
    return (
        fixed(span.low, places)
        if span.is_exact
        else ends(fixed(span.low, places), fixed(span.high, places), language)
    )


def ranks_of(best: int | None, worst: int | None) -> str:
    """Return a rank for a table: a number, a range, or a dash."""
    if best is None:
        return "—"
    return str(best) if best == worst else f"{best}–{worst}"


def percent(share: Fraction) -> str:
    """Return a share as a percentage."""
    return number(share * HUNDRED) + "%"
