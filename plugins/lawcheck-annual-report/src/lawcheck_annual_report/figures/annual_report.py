"""An annual report with its sections and figures: what `extract` and `audit` look at."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Final

import attrs

from lawcheck.plugin import LimitError, Place, problem
from lawcheck_annual_report.figures.figures import figures_in
from lawcheck_annual_report.figures.labels import Labelled, labelled
from lawcheck_annual_report.figures.passages import Passage, passages_of, unit_of, year_of
from lawcheck_annual_report.texts.report_text import ReportText

MAX_FIGURES: Final = 100_000
"""The most figures of a report; one of 20,000 characters has 500."""


@attrs.frozen(slots=False)
class AnnualReport:
    """A report that was read.

    Attributes:
        file: the name of its file.
        text: its text.
        unit: the name of the unit that it is of; empty if its title names none.
        year: the year that it is about; None if its title names none.
        passages: its sections.
        figures: its figures with their words.
    """

    file: str
    text: str
    unit: str
    year: int | None
    passages: tuple[Passage, ...]
    figures: tuple[Labelled, ...]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(place + 1 for place, sign in enumerate(self.text) if sign == "\n")]

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset in the text."""
        line = bisect_right(self._line_starts, offset)
        return Place(self.file, line, offset - self._line_starts[line - 1] + 1)


def read_figures(found: ReportText) -> AnnualReport:
    r"""Find sections and figures in the text of a report.

    >>> report = read_figures(ReportText("a.txt", "甲区2023年度报告\n学法12次。"))
    >>> report.year, str(report.figures[0].figure.value), str(report.place(11))
    (2023, '12', 'a.txt:2:1')

    Raises:
        LimitError: it has more figures than any report.
    """
    plain = figures_in(found.text)
    if len(plain) > MAX_FIGURES:
        what = problem(
            Place(found.file),
            "有 {count} 个数，超过上限 {limit}；请只给报告本身",
            "it has {count} figures, more than the limit of {limit}; give the report alone",
            count=len(plain),
            limit=MAX_FIGURES,
        )
        raise LimitError([what])
    figures = labelled(found.text, plain)
    return AnnualReport(
        found.file,
        found.text,
        unit_of(found.text),
        year_of(found.text),
        passages_of(found.text),
        figures,
    )
