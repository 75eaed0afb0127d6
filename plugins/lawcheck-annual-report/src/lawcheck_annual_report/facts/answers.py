"""Where a report says yes: by a part that it has, or by words of one sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lawcheck_annual_report.facts.wording import Wording
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.leads import Lead, Leads, lead_at
from lawcheck_annual_report.figures.passages import Part

_LONGEST_SENTENCE: Final = 300
_SENTENCE: Final = re.compile(rf"[^。；;\n]{{1,{_LONGEST_SENTENCE}}}")
_FAR: Final = 60
"""Characters within which the words of an answer stand."""
_CLAUSE_ENDS: Final = "，,。；;：:\n"
_NOT_DONE: Final = re.compile(
    "未|没有|尚|不够|不足|不到位|有待|仍需|还需|拟|计划(?:开展|组织|举办)|将(?:开展|组织|举办|推进)"
    "|(?:推动|研究|谋划|酝酿|筹备)(?:成立|设立|建立|组建)|筹建|正在(?:筹|建|组建|推进|办理|制定)"
)
"""Words of what is not done, or not yet."""
_PLANNED: Final = re.compile(
    "(?:计划|拟|准备|打算)(?:在|于|到|新?建|[设成]立|开展|组织|举办|推进|推动|出台|启动)"
)
"""A plan that may stand clauses before: `计划在园区设立工作站，推动法律服务进园区`."""


@attrs.frozen
class Answer:
    """A place where a report says yes.

    Attributes:
        quote: the words, exactly as they stand in the text.
        start: the offset of the quote.
        lead: of whom and of which period it is said; None for a part of the report.
    """

    quote: str
    start: int
    lead: Lead | None


def answers(report: AnnualReport, wording: Wording, leads: Leads) -> Iterator[Answer]:
    """Yield where a report says yes, in its order.

    Args:
        report: the report.
        wording: how a yes-or-no fact is named.
        leads: reads of whom and of which period a sentence is.
    """
    for passage in report.passages:
        if wording.part is not None:
            if wording.part in passage.parts:
                yield Answer(passage.heading, passage.start, None)
            continue
        if passage.parts & {Part.PLAN, Part.SHORTCOMINGS}:
            continue
        for sentence in _SENTENCE.finditer(report.text, passage.start, passage.end):
            if wording.sentence.stand_in(sentence[0]):
                found = (
                    _answer(sentence, parts, wording, leads)
                    for parts in wording.label.alternatives
                )
                yield from itertools.islice(filter(None, found), 1)


def _answer(
    sentence: re.Match[str], parts: Sequence[str], wording: Wording, leads: Leads
) -> Answer | None:
    """Return the clauses of a sentence that hold the words, unless they say no."""
    span = _close_together(sentence[0], parts)
    if span is None:
        return None
    first, last = span
    starts = [sentence[0].rfind(sign, 0, first) for sign in _CLAUSE_ENDS]
    ends = [end for sign in _CLAUSE_ENDS if (end := sentence[0].find(sign, last)) >= 0]
    start, end = max(starts) + 1, min(ends, default=len(sentence[0]))
    quote = sentence[0][start:end]
    if (
        _NOT_DONE.search(quote)
        or _PLANNED.search(sentence[0], 0, end)
        or (wording.without.alternatives and wording.without.stand_in(quote))
    ):
        return None
    start += len(quote) - len(quote.lstrip())
    lead = lead_at(leads.of(sentence.string, *sentence.span()), sentence.start() + last)
    return Answer(quote.strip(), sentence.start() + start, lead)


def _close_together(sentence: str, parts: Sequence[str]) -> tuple[int, int] | None:
    """Return from where to where words stand in their order, None if they are far apart.

    `研究行政案件` is a meeting on cases; cases and, later, a `研究报告` are none.
    """
    end = 0
    for part in parts:
        place = sentence.find(part, end)
        if place < 0:
            return None
        end = place + len(part)
    start = end - len(parts[-1])
    for part in reversed(parts[:-1]):
        start = sentence.rfind(part, 0, start)
    return (start, end) if end - start <= _FAR else None
