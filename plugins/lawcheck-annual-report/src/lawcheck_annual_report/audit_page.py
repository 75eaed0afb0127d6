"""What `lawcheck audit` prints."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli import paragraph
from lawcheck.plugin import Language, Text, visible
from lawcheck_annual_report.annual_report import AnnualReport
from lawcheck_annual_report.contradictions import Finding


def audit_page(report: AnnualReport, found: Sequence[Finding], language: Language) -> str:
    """Return the findings with their places and words, and how many figures were compared.

    Args:
        report: the report.
        found: what does not agree.
        language: of the page.
    """
    lines = []
    for number, each in enumerate(found, 1):
        lines.append(paragraph(f"{number}. {visible(each.what.pick(language))}"))
        for offset, quote in each.quotes:
            place = report.place(offset)
            lines.append(paragraph(f"   {place.line}:{place.column}  {visible(quote)}"))
    count = len(report.figures)
    ended = Text(f"{count}个数，{len(found)}处需要核对", f"{count} figures, {len(found)} to check")
    return "\n".join([*lines, ended.pick(language), ""])
