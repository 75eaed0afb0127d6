"""The protocol of analyses: what is found out about finished scorecards, before any format."""

from __future__ import annotations

from typing import Protocol

from lawcheck.model.outline import Outline
from lawcheck.model.text import Language


class Analysis(Protocol):
    r"""A ranking, a comparison, an explanation: what writers print that is no report.

    People read its outline, which is the same in every format. Programs read CSV or JSON, in which
    no row is left out and every number is exact.

    >>> import json
    >>> from lawcheck.plugin import Heading, Language, Note, Outline
    >>> class Late:
    ...     def outline(self, language: Language, width: int | None = None) -> Outline:
    ...         return Heading("Late reports", 1), Note("none")
    ...
    ...     def csv(self, language: Language) -> str:
    ...         return "unit,days\r\n"
    ...
    ...     def json(self, language: Language) -> str:
    ...         return json.dumps([])
    >>> import lawcheck
    >>> session = lawcheck.Session.start()
    >>> print(session.analysis_content(Late(), "text", "en"), end="")
    Late reports
    ============
    none
    """

    def outline(self, language: Language, width: int | None = None) -> Outline:
        """Return the page before layout, beginning with a heading of level 1.

        Args:
            language: of everything that is not data.
            width: columns of the screen that tables have to fit; None where a page is as wide as
                it needs to be, so that no table is split.
        """

    def csv(self, language: Language) -> str:
        """Return its rows as CSV."""

    def json(self, language: Language) -> str:
        """Return its rows as JSON, in which exact numbers are strings."""
