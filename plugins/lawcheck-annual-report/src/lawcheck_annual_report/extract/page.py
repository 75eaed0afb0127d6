"""What `lawcheck extract` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawcheck.cli import listing
from lawcheck.plugin import Language, Text, visible
from lawcheck_annual_report.facts.evidence_file import reason
from lawcheck_annual_report.facts.proposals import Mention, Proposal, mention_text
from lawcheck_annual_report.figures.annual_report import AnnualReport

_HEADS = (
    Text("数据", "fact"),
    Text("值", "value"),
    Text("行:字", "line:column"),
    Text("主体、期间", "of whom, when"),
    Text("原文", "words"),
)
_LONGEST = 40
"""Characters of the words that the table shows; the evidence file has all."""


def extract_page(
    report: AnnualReport, found: Sequence[Proposal], asked: int, language: Language
) -> str:
    """Return a table of the facts, those that a person must decide below it, and how many.

    Args:
        report: the report.
        found: what it says.
        asked: how many facts have a wording.
        language: of the page.
    """
    taken = [each for each in found if each.taken is not None]
    is_open = [each for each in found if each.taken is None]
    rows = [row for each in found for row in _rows(report, each, language)]
    counts = Text(
        f"提出{len(taken)}项，待定{len(is_open)}项，报告没有写的{asked - len(found)}项\n",
        f"{len(taken)} facts proposed, {len(is_open)} to decide, "
        f"{asked - len(found)} not in the report\n",
    )
    return listing([each.pick(language) for each in _HEADS], rows) + "\n" + counts.pick(language)


def _rows(report: AnnualReport, each: Proposal, language: Language) -> Iterator[list[str]]:
    name = (each.spec.label.pick(language) or each.fact).strip()
    taken = each.taken
    for mention in [taken] if taken is not None else each.mentions:
        yield [name, _value(each, mention, language), *_where(report, mention)]
        name = ""


def _value(each: Proposal, mention: Mention, language: Language) -> str:
    value = mention_text(mention, each.spec).pick(language)
    if each.taken is not None:
        return value
    why = reason(mention, language)
    return Text(f"{value}（待定：{why}）", f"{value} (to decide: {why})").pick(language)


def _where(report: AnnualReport, mention: Mention) -> tuple[str, str, str]:
    place = report.place(mention.start)
    said = " ".join(filter(None, (mention.subject.said, mention.period.said)))
    return f"{place.line}:{place.column}", visible(said), visible(_end_of(mention.quote))


def _end_of(quote: str) -> str:
    """Return the end of the words, where the figure is."""
    return quote if len(quote) <= _LONGEST else f"…{quote[1 - _LONGEST :]}"
