"""The format `docx`: feedback to units, and analyses, as official documents."""

from __future__ import annotations

from typing import Final

from lawcheck.plugin import (
    Analysis,
    Heading,
    Language,
    PageTable,
    Report,
    Text,
    accounts_outline,
    overview_outline,
)
from lawcheck_office.official import Official
from lawcheck_office.results.column_widths import fits
from lawcheck_office.results.feedback import write_feedback
from lawcheck_office.results.outline_document import write_blocks

_COLUMNS: Final = 80
"""How many characters of a table stand beside each other where it has to be split."""
_RESULTS: Final = Text("评分结果", "Results")


class WordResults:
    """Results as Word documents in the layout of official documents (GB/T 9704-2012).

    Each unit gets its feedback: the result, the problems, and as annexes the score sheet and the
    list of problems, in which what is to be filled in is left blank.
    """

    def write(self, report: Report, language: Language, width: int) -> bytes:  # noqa: ARG002 - a page has a width of its own
        """Return the feedback to every unit, each beginning on a page of its own."""
        titles = dict.fromkeys(card.checklist_title.pick(language) for card in report.scorecards)
        title = next(iter(titles), _RESULTS.pick(language))
        document = Official(title, language)
        write_blocks(document, [*overview_outline(report, language)])
        for number, card in enumerate(report.scorecards):
            part = Official(title, language, is_part=number > 0 or len(report.scorecards) > 1)
            write_feedback(part, card, language)
            document.add(part)
        accounts = [*accounts_outline(report, language)]
        names = [each.text for each in accounts if isinstance(each, Heading)]
        document.title(*names)
        write_blocks(document, [each for each in accounts if not isinstance(each, Heading)])
        return document.content()

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> bytes:  # noqa: ARG002 - a page has a width of its own
        """Return an analysis; its title and headings are those of its page."""
        outline = analysis.outline(language)
        if not all(fits(block) for block in outline if isinstance(block, PageTable)):
            outline = analysis.outline(language, _COLUMNS)
        titles = [each.text for each in outline if isinstance(each, Heading)]
        document = Official(titles[0], language)
        write_blocks(document, outline)
        return document.content()
