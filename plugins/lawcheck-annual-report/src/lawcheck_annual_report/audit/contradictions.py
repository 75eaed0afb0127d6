"""Where a report contradicts itself. Each finding has both quotes and the arithmetic.

A check speaks only where the words say what belongs together: a rate with the name of its cases, a
part with 其中. What it cannot tell is left to people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lawcheck_annual_report.audit.change_checks import changes
from lawcheck_annual_report.audit.comparable import Finding
from lawcheck_annual_report.audit.count_checks import closed, parts, said_twice
from lawcheck_annual_report.audit.publication import Published
from lawcheck_annual_report.audit.rate_checks import rates
from lawcheck_annual_report.audit.report_checks import dates, late, missing_parts
from lawcheck_annual_report.figures.annual_report import AnnualReport

_CHECKS: Final[tuple[Callable[[AnnualReport], Iterator[Finding]], ...]] = (
    missing_parts,
    rates,
    changes,
    parts,
    closed,
    said_twice,
    dates,
)


def contradictions(
    report: AnnualReport, published: Sequence[Published] = ()
) -> tuple[Finding, ...]:
    """Return what does not agree in a report, in the order of the text.

    >>> from lawcheck_annual_report.figures.annual_report import read_figures
    >>> from lawcheck_annual_report.texts.report_text import ReportText
    >>> text = "调解纠纷200件，成功190件，成功率96%。"
    >>> found = contradictions(read_figures(ReportText("a.txt", text)))
    >>> found[-1].what.pick("en")
    '190 of 200 is 95%, and 96% is said: it does not agree'

    Args:
        report: the report.
        published: the days on which it was published, if any is known.
    """
    found = [*late(report, published), *(each for check in _CHECKS for each in check(report))]
    return tuple(sorted(found, key=lambda each: each.quotes[0][0] if each.quotes else -1))
