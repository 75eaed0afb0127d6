"""Problems in a file, each with the line that it is on and a mark below the place."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.model.errors import LawcheckError, Problem, reported
from lawcheck.model.text import Language, visible
from lawcheck.reports.text_width import columns_of

_BEFORE = 30
"""Columns of a long line that are shown before the mark."""


def faults_text(error: LawcheckError, text: str, language: Language, width: int) -> str:
    """Return every problem, followed by its line and a mark.

    Args:
        error: the problems.
        text: the text of the file.
        language: the language of the messages.
        width: the columns of the screen; of a longer line, the part around the mark is shown.
    """
    lines = text.splitlines()
    return "\n".join(
        line for each in reported(error.problems) for line in _fault(each, lines, language, width)
    )


def _fault(problem: Problem, lines: list[str], language: Language, width: int) -> Iterator[str]:
    yield problem.pick(language)
    place = problem.place
    if isinstance(place.column, int) and 0 < place.line <= len(lines):
        shown, mark = _excerpt(lines[place.line - 1].rstrip(), place.column - 1, width - 4)
        yield f"    {shown}"
        yield f"    {' ' * mark}^"


def _excerpt(line: str, position: int, room: int) -> tuple[str, int]:
    """Return the part of a line around a position that fits, and the column of the position."""
    # Each character takes at least one column, so no more of them than columns can fit.
    start = max(0, position - max(_BEFORE, room - _BEFORE))
    while columns_of(visible(line[start:position])) > max(_BEFORE, room - _BEFORE):
        start += 1
    end = min(len(line), start + room + 1)
    while columns_of(visible(line[start:end])) > room and end > position + 1:
        end -= 1
    return visible(line[start:end]), columns_of(visible(line[start:position]))
