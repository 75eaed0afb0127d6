"""Help that wraps by the columns a text takes on screen; click counts a Chinese character as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import click

_GAP: Final = 2
_TERM_MOST: Final = 30


class WideFormatter(click.HelpFormatter):
    """Click's formatter, with texts and lists wrapped by display width."""

    def write_text(self, text: str) -> None:
        """Paragraphs, indented and wrapped."""
        indent = " " * self.current_indent
        paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
        lines = ["\n".join(indent + line for line in wrapped(each, self.width - self.current_indent)) for each in paragraphs]
        self.write("\n\n".join(lines) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_MOST, col_spacing: int = _GAP) -> None:
        """Terms and what they mean, in two columns."""
        rows = list(rows)
        column = min(max((columns_of(term) for term, _ in rows), default=0), col_max) + col_spacing
        for term, meaning in rows:
            self.write(" " * self.current_indent + term)
            taken = columns_of(term)
            if taken > column - col_spacing:
                self.write("\n" + " " * (column + self.current_indent))
            else:
                self.write(" " * (column - taken))
            joint = "\n" + " " * (column + self.current_indent)
            self.write(joint.join(wrapped(meaning, self.width - column - self.current_indent)) + "\n")


def columns_of(text: str) -> int:
    """Columns that a text takes on screen."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most so many columns, broken at spaces and between wide characters."""
    line, taken = "", 0
    for piece in _pieces(text):
        size = columns_of(piece)
        if line and taken + columns_of(piece.rstrip()) > width:
            yield line.rstrip()
            line, taken = "", 0
            piece = piece.lstrip()
            size = columns_of(piece)
        line, taken = line + piece, taken + size
    yield line.rstrip()


_NEVER_FIRST: Final = frozenset("，。；：、！？）》”’」』】,.;:!?)")


def _pieces(text: str) -> Iterator[str]:
    """Pieces that may not be broken: words with the space behind them, single wide characters with closing marks."""
    piece = ""
    for position, letter in enumerate(text):
        piece += letter
        following = text[position + 1 : position + 2]
        if following in _NEVER_FIRST or not following:
            continue
        if letter == " " or not letter.isascii() or not following.isascii():
            yield piece
            piece = ""
    if piece:
        yield piece
