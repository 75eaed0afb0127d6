"""Recognize unusual but unambiguous forms of values: full-width digits, 2024.1.6, √ and ×."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, assert_never

import attrs

from lawcheck.model.declarations import Spec
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import fold

_FULL_WIDTH: Final = frozenset("０１２３４５６７８９．－＋％／：")
_TICKS: Final = frozenset("√✓✔☑✅")
_CROSSES: Final = frozenset("×✗✘☒❌✕✖")
_YES: Final = _TICKS | {"有", "y"}
_NO: Final = _CROSSES | {"无", "没有", "n"}
_MIDNIGHT: Final = r"(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)"
_DOTTED: Final = r"([0-9]{4}) ?\. ?([0-9]{1,2}) ?\. ?([0-9]{1,2})"
_DENSE: Final = r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})"
_AT_MIDNIGHT: Final = rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_MIDNIGHT}"
_WITH_WORDS: Final = r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]"
_DAYS: Final[tuple[tuple[Literal["dotted", "dense", "midnight", "words"], str], ...]] = (
    ("dotted", _DOTTED),
    ("dense", _DENSE),
    ("midnight", _AT_MIDNIGHT),
    ("words", _WITH_WORDS),
)


@attrs.frozen
class Form:
    """An unusual form of a value, and the usual one.

    Attributes:
        kind: what is unusual; for yes/no the word itself, so that each word is reported.
        text: the value in the usual form.
    """

    kind: str
    text: str


def usual_form(cell: Cell, spec: Spec) -> Form | None:
    """Return the usual form of a cell; None if it has it already, or could mean two things.

    An unquoted YAML scalar is read more strictly, because other programs read 20240106 as a number
    and `y` as a boolean.
    """
    match spec.kind.holds:
        case "text":
            return None
        case "number":
            return _as_ascii(cell.text) or _without_space(cell.text)
        case "date":
            return _day(cell) or _as_ascii(cell.text)
        case "yes_no":
            return _truth(cell) or _as_ascii(cell.text)
        case _:
            assert_never(spec.kind.holds)


def _as_ascii(text: str) -> Form | None:
    made = fullwidth_to_ascii(text)
    return None if made == text else Form("full-width", made.replace(" %", "%"))


def _without_space(text: str) -> Form | None:
    """Return a percentage without the space before its sign."""
    spaced = re.fullmatch(r"([0-9.]+) %", text)
    return None if spaced is None else Form("spaced", f"{spaced[1]}%")


def fullwidth_to_ascii(text: str) -> str:
    """Convert full-width digits and signs to ASCII: `１．５％` becomes `1.5%`.

    Other characters stay as they are, so this is narrower than NFKC for whole texts.
    """
    if _FULL_WIDTH.isdisjoint(text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", each) if each in _FULL_WIDTH else each for each in text
    )


def _day(cell: Cell) -> Form | None:
    text = " ".join(fullwidth_to_ascii(cell.text).split())
    for kind, pattern in _DAYS:
        match = re.fullmatch(pattern, text)
        if match is not None and not (kind == "dense" and cell.is_plain):
            year, month, day = match.groups()
            made = f"{year}-{int(month):02}-{int(day):02}"
            return Form(kind, made) if not _is_usual(text) else None
    return None


def _is_usual(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日", text) is not None


def _truth(cell: Cell) -> Form | None:
    word = fold(cell.text).casefold()
    if cell.is_plain and word in ("y", "n"):
        return None
    if word in _YES:
        return Form(word, "是")
    return Form(word, "否") if word in _NO else None
