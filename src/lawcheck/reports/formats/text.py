"""The format `text`: for a terminal or for paper."""

from __future__ import annotations

from lawcheck.model.analysis import Analysis
from lawcheck.model.report import Report
from lawcheck.model.text import Language
from lawcheck.reports.render_text import render_text
from lawcheck.reports.report import report_outline


class TextCard:
    """Scorecards and analyses as text."""

    def write(self, report: Report, language: Language, width: int) -> str:
        """Return the report in lines of at most `width` columns."""
        return render_text(tuple(report_outline(report, language)), width)

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:
        """Return the analysis in lines of at most `width` columns."""
        return render_text(analysis.outline(language, width), width)
