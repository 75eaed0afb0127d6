"""The protocol of writers, which print reports. Writers know scorecards, not rules."""

from __future__ import annotations

from typing import Protocol

from lawcheck.model.report import Report
from lawcheck.model.text import Language


class Writer(Protocol):
    r"""Prints a report in one output format. Plugins may add writers.

    >>> import lawcheck
    >>> class Lines:
    ...     def write(self, report, language, width):
    ...         cards = report.scorecards
    ...         return "".join(f"{card.unit.id}: {card.score}\n" for card in cards)
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> report = lawcheck.make_report(checklist, [lawcheck.build_evidence(checklist, unit="a")])
    >>> print(Lines().write(report, "en", 80), end="")
    a: 0 to 100
    """

    def write(self, report: Report, language: Language, width: int) -> str:
        """Return the whole report as text that ends in a newline.

        Args:
            report: the scorecards and their accounts.
            language: of everything that is not data.
            width: columns of the screen, for formats that are read on a screen.
        """
