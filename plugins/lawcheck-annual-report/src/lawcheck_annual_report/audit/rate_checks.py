"""Compute rates anew from the cases that they count: `调解120件，成功118件，成功率98.33%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lawcheck.plugin import HUNDRED, message
from lawcheck_annual_report.audit.arithmetic import Agreement, agreement, places_of
from lawcheck_annual_report.audit.comparable import (
    Finding,
    is_compared,
    of_the_sentence,
    quotes,
)
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.measure_words import PERCENT

_RATE: Final = re.compile("(?P<stem>[\u3400-\u9fff]{2})率(?:为|达到?|是|保持)?$")
_SHARE_OF: Final = re.compile(
    "占(?:全部|所有)?(?P<whole>[\u3400-\u9fff]{2,12}?)(?:总数|总量)?的?$"
)


def rates(report: AnnualReport) -> Iterator[Finding]:
    """Yield rates that are not their cases over all cases."""
    for number, each in enumerate(report.figures):
        if not is_compared(each) or each.figure.unit != PERCENT:
            continue
        before = of_the_sentence(report.figures, number)
        part, wholes = _cases_of_rate(each, before) or _cases_of_share(each, before)
        wholes = [one for one in wholes if part is not None and one.figure.value]
        if part is None or not wholes:
            continue
        places = places_of(report.text, each.figure)
        shares = {one.figure.value: part.figure.value / one.figure.value for one in wholes}
        said = {
            value: agreement(share, each.figure.value, places) for value, share in shares.items()
        }
        if Agreement.ROUNDED in said.values():
            continue
        cut = [one for one in wholes if said[one.figure.value] is Agreement.CUT_OFF]
        whole = max(cut or wholes, key=lambda one: one.figure.value)
        what = message(
            "{part}/{whole} 是 {share:%}，写的是 {printed:%}：{said}",
            "{part} of {whole} is {share:%}, and {printed:%} is said: {said}",
            part=part.figure.value,
            whole=whole.figure.value,
            share=shares[whole.figure.value],
            printed=each.figure.value / HUNDRED,
            said=said[whole.figure.value].value,
        )
        yield Finding(what, quotes(report, whole, part, each))


_Cases = tuple[Labelled | None, list[Labelled]]
"""The cases that a rate counts, and what all of them may be."""


def _cases_of_rate(rate: Labelled, before: Sequence[Labelled]) -> _Cases | None:
    """Return the cases of a rate: `受理100件，审结90件，其中纠错9件，纠错率10%`.

    Which figure is the whole is not said, so every larger one may be it.
    """
    stem = _RATE.search(rate.before)
    if stem is None:
        return None
    for number, part in reversed(list(enumerate(before))):
        if stem["stem"] in part.before:
            wholes = [one for one in before[:number] if _holds(one, part)]
            return part, wholes
    return None


def _cases_of_share(rate: Labelled, before: Sequence[Labelled]) -> _Cases:
    """Return the part and the whole of `规范化的80个，占调委会总数的40%`."""
    said = _SHARE_OF.search(rate.before)
    if said is None or not before:
        return None, []
    *others, part = before
    return part, [one for one in others if said["whole"] in one.before and _holds(one, part)]


def _holds(whole: Labelled, part: Labelled) -> bool:
    is_alike = whole.figure.unit == part.figure.unit and is_compared(whole) and is_compared(part)
    return is_alike and whole.figure.value >= part.figure.value
