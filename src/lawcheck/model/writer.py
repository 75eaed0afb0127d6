"""The protocols of writers, which print reports. Writers know scorecards, not rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from lawcheck.model.analysis import Analysis
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
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

    def write(self, report: Report, language: Language, width: int) -> str | bytes:
        """Return the whole report: as text that ends in a newline, or as bytes of a file.

        Args:
            report: the scorecards and their accounts.
            language: of everything that is not data.
            width: columns of the screen, for formats that are read on a screen.
        """


@runtime_checkable
class AnalysisWriter(Protocol):
    r"""A writer that prints analyses as well: rankings, comparisons, explanations.

    >>> import lawcheck
    >>> from lawcheck.plugin import AnalysisWriter, Heading
    >>> class Titles:
    ...     def write(self, report, language, width):
    ...         return "".join(f"{card.unit.id}\n" for card in report.scorecards)
    ...
    ...     def write_analysis(self, analysis, language, width):
    ...         blocks = analysis.outline(language, width)
    ...         return "".join(f"{each.text}\n" for each in blocks if isinstance(each, Heading))
    >>> isinstance(Titles(), AnalysisWriter)
    True
    """

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str | bytes:
        """Return an analysis: as text that ends in a newline, or as bytes of a file.

        Args:
            analysis: has an outline for people, and rows for programs.
            language: of everything that is not data.
            width: columns of the screen, for formats that are read on a screen.
        """


@runtime_checkable
class CardByCard(Protocol):
    """A built-in writer that needs one scorecard at a time, however many units there are.

    Joined, the pieces are the text that `write` returns for the whole report.
    """

    def piece(self, card: Scorecard, language: Language) -> str:
        """Return what is kept of a unit until all units are scored."""

    def joined(self, accounts: Report, pieces: Iterable[str]) -> Iterator[str]:
        """Yield the text of the report in pieces.

        Args:
            accounts: the report without its scorecards.
            pieces: what `piece` returned for each unit, in order.
        """
