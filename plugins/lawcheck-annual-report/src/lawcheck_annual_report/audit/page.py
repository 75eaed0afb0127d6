"""What `lawcheck audit` prints."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli import paragraph
from lawcheck.plugin import Language, Text, visible
from lawcheck_annual_report.audit.comparable import Finding
from lawcheck_annual_report.audit.publication import Published, deadline
from lawcheck_annual_report.figures.annual_report import AnnualReport


def audit_page(
    report: AnnualReport,
    found: Sequence[Finding],
    published: Sequence[Published],
    language: Language,
) -> str:
    """Return the findings with their places and words, and how many figures were compared.

    Args:
        report: the report.
        found: what does not agree.
        published: the days on which it was published, if any is known.
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
    day = _publication(report, published).pick(language)
    return "\n".join([*lines, paragraph(day), ended.pick(language), ""])


def _publication(report: AnnualReport, published: Sequence[Published]) -> Text:
    """Return when a report was published, and whether that is in time."""
    days = sorted({each.day for each in published})
    if not days:
        return Text(
            "公开日期没有写；知道的话用 --published 写明，核对是否在次年4月1日之前",
            "when it was published is not said; name the day with --published to check it",
        )
    said = ", ".join(day.isoformat() for day in days)
    if report.year is None or days[-1] > deadline(report.year):
        return Text(f"{said} 公开", f"published on {said}")
    return Text(f"{said} 公开，在次年4月1日之前", f"published on {said}, before 1 April")
