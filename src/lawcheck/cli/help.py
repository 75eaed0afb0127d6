"""Help texts that wrap by display width; click counts a Chinese character as one column."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext
from typing import Final

import click

from lawcheck.cli.width import PAGE, terminal_columns
from lawcheck.reports.text_width import columns_of, wrap

_GAP: Final = 2
_MARGIN: Final = 2
_NARROWEST: Final = 50
_TERM_MOST: Final = 30


class WideFormatter(click.HelpFormatter):
    """Click's formatter, with texts and lists wrapped by display width."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        """Fit the terminal, as click does where no width is given."""
        most = min(terminal_columns(), max_width or PAGE)
        super().__init__(indent_increment, width or max(most - _MARGIN, _NARROWEST))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called, with its arguments wrapped beside its name."""
        start = f"{prefix or gettext('Usage:') + ' '}{prog} "  # a word of click's catalogue
        indent = columns_of(start)
        joint = "\n" + " " * indent
        lines = wrap(args, max(self.width - indent, _TERM_MOST))
        self.write((start + joint.join(lines)).rstrip() + "\n")

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
