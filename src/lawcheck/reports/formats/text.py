"""The format `text`: for a terminal or for paper."""

from __future__ import annotations

from lawcheck.model.report import Report
from lawcheck.model.text import Language
from lawcheck.reports.render_text import render_text
from lawcheck.reports.report import report_outline


class TextCard:
    """Scorecards as text."""

    def write(self, report: Report, language: Language, width: int) -> str:
        """Return the report in lines of at most `width` columns."""
        return render_text(tuple(report_outline(report, language)), width)
