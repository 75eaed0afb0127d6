"""Find texts that are nearly a word which a rule looks for: 违法（已整改） and 违法.

A rule takes such a text for another word. Where the checklist lists the `choices` of a column, it
is refused; elsewhere it is told, since it may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lawcheck.model.errors import Place
from lawcheck.model.text import Message, fold, message

_BRACKETS: Final = r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】"


def near_word(text: str, sought: Iterable[str]) -> str | None:
    """Return the word that a text nearly is; None if it is one of the words, or near none.

    >>> near_word("违法（已整改）", ["违法", "合法"])
    '违法'
    >>> near_word("违法", ["违法", "合法"]) is None
    True

    Args:
        text: of a cell.
        sought: the words that rules look for in its column.
    """
    folded = fold(text)
    words = {fold(word): word for word in sought}
    if folded in words:
        return None
    return next((word for key, word in words.items() if _is_near(folded.casefold(), key)), None)


def _is_near(text: str, word: str) -> bool:
    word = word.casefold()
    if bare(text) == bare(word):
        return True
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None
    # one character, such as 无, is part of many words
    return len(word) > 1 and word in text


def bare(text: str) -> str:
    """Return a text without case, signs, and what stands in brackets, to compare it with others.

    >>> bare("A组（城区）") == bare("a组")
    True
    """
    folded = fold(text).casefold()
    return re.sub(r"\W", "", re.sub(_BRACKETS, "", folded) or folded)


def not_sought(place: Place, text: str, word: str, count: int) -> Message:
    """Return the notice of a text that is nearly a word which a rule looks for.

    Args:
        place: of its first cell.
        text: the text.
        word: the word.
        count: how many cells hold it.
    """
    return message(
        "{place}：“{text}”不是规则要找的“{word}”，按别的内容计（{count}格）；"
        "意思相同的请改为“{word}”",
        "{place}: {text} is not {word}, which a rule looks for, so it counts as something else "
        "(cells: {count}); correct it if it means {word}",
        place=str(place),
        text=text,
        word=word,
        count=count,
    )
