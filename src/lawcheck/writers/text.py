"""The format `text`: for a terminal or a sheet of paper."""

from __future__ import annotations

from lawcheck.pages.plain import render_text
from lawcheck.pages.report import report_outline
from lawcheck.scorecard import Report
from lawcheck.text import Language


class TextCard:
    """Scorecards as text."""

    def write(self, report: Report, language: Language, width: int) -> str:
        """The report in lines of at most `width` columns."""
        return render_text(tuple(report_outline(report, language)), width)
