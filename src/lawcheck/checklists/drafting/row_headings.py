"""Recognise rows that only name a section: 一、组织领导（20分）, one cell over all columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lawcheck.checklists.drafting.headings import Role

_LEVELS: Final = (
    re.compile(
        r"(?:第[一二三四五六七八九十]+(?:部分|章|类)|[一二三四五六七八九十]+[、.．])\s*\S+"
    ),
    re.compile(r"[(（][一二三四五六七八九十]+[)）]\s*\S+"),
)
_PRICE: Final = re.compile(r"扣|不得分|减\s*\d|得\s*\d|[。；;]")


def row_heading(cells: Sequence[str], roles: Sequence[Role]) -> tuple[int, str] | None:
    """Return the level of a heading, from 0, and its text; None if the row is something else.

    A heading has one text, which stands once or in every cell that was merged, and is numbered as
    headings are. Beside it may stand only the points of the section.
    """
    texts = {cell for cell, role in zip(cells, roles, strict=True) if cell and role != "points"}
    if len(texts) != 1:
        return None
    text = texts.pop()
    in_sections = [role for cell, role in zip(cells, roles, strict=True) if cell == text]
    if set(in_sections) <= {"section", "unused"} or _PRICE.search(text):
        return None
    return next(
        ((level, text) for level, pattern in enumerate(_LEVELS) if pattern.fullmatch(text)), None
    )
