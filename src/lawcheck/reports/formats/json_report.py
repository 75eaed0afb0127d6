"""The format `json`: the whole report, for programs and for keeping."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from lawcheck.documents.cards import card_to_data, json_pieces, report_to_json
from lawcheck.model.analysis import Analysis
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language


class JsonCard:
    """Scorecards as JSON, which does not depend on language and width; analyses as JSON."""

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - JSON holds both languages
        """Return the report as JSON."""
        return report_to_json(report)

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:  # noqa: ARG002 - JSON has no width
        """Return the analysis as JSON."""
        return analysis.json(language)

    def piece(self, card: Scorecard, language: Language) -> str:  # noqa: ARG002 - JSON holds both languages
        """Return the data of a unit as JSON in short form."""
        return json.dumps(card_to_data(card))

    def joined(self, accounts: Report, pieces: Iterable[str]) -> Iterator[str]:
        """Yield the report as JSON in pieces, with its hash at the end."""
        return json_pieces(accounts, map(json.loads, pieces))
