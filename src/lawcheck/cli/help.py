"""Help texts that wrap by display width; click counts a Chinese character as one column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import click

from lawcheck.reports.text_width import columns_of, wrap

_GAP: Final = 2
_TERM_MOST: Final = 30


class WideFormatter(click.HelpFormatter):
    """Click's formatter, with texts and lists wrapped by display width."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, indented and wrapped."""
        indent = " " * self.current_indent
        paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
        lines = [
            "\n".join(indent + line for line in wrap(each, self.width - self.current_indent))
            for each in paragraphs
        ]
        self.write("\n\n".join(lines) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_MOST, col_spacing: int = _GAP
    ) -> None:
        """Write terms and their meanings in two columns."""
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
            self.write(joint.join(wrap(meaning, self.width - column - self.current_indent)) + "\n")
