"""Faults of a file with the line that each stands on, and a mark below the place."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.model.errors import LawcheckError, Problem, reported
from lawcheck.model.text import Language, visible
from lawcheck.reports.text_width import columns_of

_BEFORE = 30
"""Columns of a long line that are shown before the mark."""


def faults_text(error: LawcheckError, text: str, language: Language, width: int) -> str:
    """Every fault, followed by its line and a mark.

    Args:
        error: the faults.
        text: of the file that they are in.
        language: of the faults.
        width: columns of the screen; of a longer line the part around the mark is shown.
    """
    lines = text.splitlines()
    return "\n".join(
        line for each in reported(error.problems) for line in _fault(each, lines, language, width)
    )


def _fault(problem: Problem, lines: list[str], language: Language, width: int) -> Iterator[str]:
    yield problem.pick(language)
    place = problem.place
    if isinstance(place.column, int) and 0 < place.line <= len(lines):
        shown, mark = _cut(lines[place.line - 1].rstrip(), place.column - 1, width - 4)
        yield f"    {shown}"
        yield f"    {' ' * mark}^"


def _cut(line: str, position: int, room: int) -> tuple[str, int]:
    """The part of a line around a position, in so many columns, and the column of the position in it."""
    start = max(0, position - max(_BEFORE, room - _BEFORE))  # no letter takes less than a column
    while columns_of(visible(line[start:position])) > max(_BEFORE, room - _BEFORE):
        start += 1
    end = min(len(line), start + room + 1)
    while columns_of(visible(line[start:end])) > room and end > position + 1:
        end -= 1
    return visible(line[start:end]), columns_of(visible(line[start:position]))
