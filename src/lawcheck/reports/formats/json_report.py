"""The format `json`: everything a report says, for programs and for keeping."""

from __future__ import annotations

from lawcheck.documents.cards import report_to_json
from lawcheck.model.scorecard import Report
from lawcheck.model.text import Language


class JsonCard:
    """Scorecards as JSON; the same bytes in every language and width."""

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - JSON holds both languages
        """The report as JSON."""
        return report_to_json(report)
