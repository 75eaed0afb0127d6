"""The format `json`: the whole report, for programs and for keeping."""

from __future__ import annotations

from lawcheck.documents.cards import report_to_json
from lawcheck.model.report import Report
from lawcheck.model.text import Language


class JsonCard:
    """Scorecards as JSON; it does not depend on language and width."""

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - JSON holds both languages
        """Return the report as JSON."""
        return report_to_json(report)
