"""What a writer must offer: a report in, text out. Writers know scorecards, not rules."""

from __future__ import annotations

from typing import Protocol

from lawcheck.model.scorecard import Report
from lawcheck.model.text import Language


class Writer(Protocol):
    """Turns a report into one format; a plugin may bring more."""

    def write(self, report: Report, language: Language, width: int) -> str:
        """The whole report as text ending in a newline.

        Args:
            report: the scorecards and their accounts.
            language: of everything that is not data.
            width: columns of the screen, for formats that are read on one.
        """
