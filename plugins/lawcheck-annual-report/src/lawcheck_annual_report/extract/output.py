"""The file that `lawcheck extract -o` writes: its suffix says which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from lawcheck.plugin import Checklist, Language, Place, UsageError, problem
from lawcheck_annual_report.facts.evidence_file import evidence_text
from lawcheck_annual_report.facts.proposals import Proposal
from lawcheck_annual_report.figures.annual_report import AnnualReport

_EVIDENCE: Final = (".yaml", ".yml")
_PAGE: Final = (".html", ".htm")


def refuse_other_formats(output: Path) -> None:
    """Check the suffix of the file to be written.

    Raises:
        UsageError: it is that of neither format.
    """
    if output.suffix.lower() in (*_EVIDENCE, *_PAGE):
        return
    what = problem(
        Place(str(output)),
        "只写 .yaml（证据文件）或 .html（核对页面）；请换后缀",
        "only .yaml (an evidence file) or .html (a page to review the report) is written; "
        "change the suffix",
    )
    raise UsageError([what])


def output_text(
    output: Path,
    report: AnnualReport,
    found: Sequence[Proposal],
    checklist: Checklist,
    asked: Collection[str],
    language: Language,
) -> str:
    """Return the text of the file.

    Args:
        output: the file.
        report: the report.
        found: what it says.
        checklist: of the facts.
        asked: the facts that were looked for.
        language: of what is not quoted.
    """
    unit = Path(report.file).stem
    if output.suffix.lower() in _EVIDENCE:
        return evidence_text(report, found, unit, language)
    # here, because an evidence file needs none of it
    from lawcheck_annual_report.audit.contradictions import contradictions
    from lawcheck_annual_report.review.cards import review_of
    from lawcheck_annual_report.review.page import review_page

    review = review_of(report, found, contradictions(report), language)
    return review_page(report, review, checklist, asked, unit, language)
