"""Propose facts of a checklist from a report, each with its words; a person confirms them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, assert_never

import attrs

from lawcheck.plugin import HUNDRED, Checklist, Message, Spec, Text, message
from lawcheck_annual_report.facts.answers import Answer, answers
from lawcheck_annual_report.facts.naming import names
from lawcheck_annual_report.facts.wording import Wording
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.leads import Lead, Leads
from lawcheck_annual_report.figures.measure_words import PERCENT, is_share
from lawcheck_annual_report.figures.passages import Part
from lawcheck_annual_report.figures.periods import WHOLE_YEAR, Period, Time
from lawcheck_annual_report.figures.qualifiers import Qualifier
from lawcheck_annual_report.figures.subjects import THE_UNIT, Subject

_NEGATED: Final = re.compile("未(?!成年|来|检)|没有|尚[未有无缺]|缺[少乏]|不足|不到位")


@attrs.frozen
class Mention:
    """One place where a report names a fact.

    Attributes:
        value: the value, in the form of the checklist (a rate is a share); True for yes.
        quote: the words, exactly as they stand in the text.
        start: the offset of the quote.
        why_not: why the value is not taken as it stands; None if it is.
        wording: the line of the wording that fits.
        at_least: the value is this or more (160余场), and nothing else is in the way.
        period: the period that it is of.
        subject: whom it is of.
    """

    value: Fraction | bool
    quote: str
    start: int
    why_not: Message | None
    wording: Wording
    at_least: bool = False
    period: Period = WHOLE_YEAR
    subject: Subject = THE_UNIT

    @property
    def is_sure(self) -> bool:
        """Whether the value can be taken as it stands."""
        return self.why_not is None


@attrs.frozen
class Proposal:
    """What a report says about one fact.

    Attributes:
        fact: its name.
        spec: its declaration.
        mentions: all places, in order.
    """

    fact: str
    spec: Spec
    mentions: tuple[Mention, ...]

    @property
    def sure(self) -> tuple[Mention, ...]:
        """The mentions whose value can be taken."""
        return tuple(each for each in self.mentions if each.is_sure)

    @property
    def lowest(self) -> tuple[Mention, ...]:
        """The mentions that say only how much it is at least."""
        return tuple(each for each in self.mentions if each.at_least)

    @property
    def taken(self) -> Mention | None:
        """The mention that is proposed; None if a person must decide.

        It is the first sure one if all sure ones say the same, and none says that it is more. If
        none is sure, it is the first that says how much it is at least, if all that do say the
        same.
        """
        sure, lowest = self.sure, self.lowest
        if len({each.value for each in sure or lowest}) != 1:
            return None
        first = (sure or lowest)[0]
        return None if any(each.value > first.value for each in lowest) else first

    @property
    def is_contradicted(self) -> bool:
        """Whether mentions say different things."""
        return self.taken is None and bool(self.sure or self.lowest)


def proposals(
    report: AnnualReport, checklist: Checklist, wordings: Sequence[Wording]
) -> tuple[Proposal, ...]:
    """Return what a report says about each fact that has a wording, in the checklist's order.

    Facts that it does not mention are left out: nothing is no zero.

    Args:
        report: the report.
        checklist: the declarations of the facts.
        wordings: how the facts are named.
    """
    found: dict[str, list[Mention]] = {}
    leads = Leads(report.unit, report.year)
    for wording in wordings:
        spec = checklist.facts[wording.fact]
        found.setdefault(wording.fact, []).extend(_mentions(report, spec, wording, leads))
    return tuple(
        Proposal(name, spec, _in_order(mentions))
        for name, spec in checklist.facts.items()
        if (mentions := found.get(name))
    )


def _mentions(
    report: AnnualReport, spec: Spec, wording: Wording, leads: Leads
) -> Iterator[Mention]:
    match spec.kind.holds:
        case "number":
            named = [each for each in report.figures if names(wording, each)]
            wholes = {each.figure for each in named}
            for each in named:
                if each.whole not in wholes:  # 其中: a part is no rival of its whole
                    yield _of_figure(report, each, spec, wording)
        case "yes_no":
            for answer in answers(report, wording, leads):
                mention = _of_answer(answer, wording)
                yield mention
                if mention.is_sure and wording.part is None:
                    return  # what another body did, or another year, is no last word
        case "date" | "text":
            return  # `read_wording` refuses them
        case _:
            assert_never(spec.kind.holds)


def _in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Sort mentions by place; several lines may name a fact at one place."""
    by_place = {(each.start, each.quote): each for each in reversed(mentions)}
    return tuple(by_place[place] for place in sorted(by_place))


def _of_figure(report: AnnualReport, each: Labelled, spec: Spec, wording: Wording) -> Mention:
    text = report.text
    is_before = wording.label.found_in(each.before) is not None
    end = each.figure.end if is_before else each.end
    start = (
        each.start + len(text[each.start : end]) - len(text[each.start : end].lstrip(" 　、和及"))
    )
    why_not = (
        _why_not(each, spec, wording)
        or _said_to_be_short(report, each)
        or _of_a_part(report, each, wording)
    )
    qualifier = each.figure.qualifier
    return Mention(
        _value(each),
        text[start:end].strip(" 　、和及"),
        start,
        why_not or _WHY_NOT.get(qualifier),
        wording,
        at_least=why_not is None and qualifier in _LOWEST,
        period=each.period,
        subject=each.subject,
    )


def _value(each: Labelled) -> Fraction:
    value = each.figure.value
    return value / HUNDRED if each.figure.unit == PERCENT else value


_WHY_NOT: Final[Mapping[Qualifier, Message]] = {
    each: message("{said}", "{said}", said=each.value)
    for each in Qualifier
    if each is not Qualifier.EXACT
}


_FOR_EACH: Final = re.compile("每|平均|[人户]均|各$")
"""`每万人2个`, `平均300件`, `车辆各1辆` are no totals."""
_LOWEST: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})


def _why_not(each: Labelled, spec: Spec, wording: Wording) -> Message | None:
    figure = each.figure
    if each.is_plan:
        return message("这是计划", "this is a plan")
    if each.time is not Time.YEAR:
        return _because(each.time.value, each.period.said)
    if not wording.counted.holds(each.subject):
        return _because(each.subject.who.value, each.subject.said)
    if not is_share(figure.unit) and _FOR_EACH.search(each.before):
        return message("这是每一个的数，或者平均数", "this is for each one, or an average")
    if spec.kind == "count" and figure.value.denominator != 1:
        return message("不是整数", "not a whole number")
    if spec.kind == "rate" and figure.value > HUNDRED:
        return message("超过100%", "above 100%")
    return None


def _said_to_be_short(report: AnnualReport, each: Labelled) -> Message | None:
    """Return why a figure that tells what is missing is not taken."""
    number = bisect_right(report.passages, each.figure.start, key=lambda one: one.start) - 1
    if Part.SHORTCOMINGS in report.passages[number].parts:
        return message("这是不足", "this is told as a shortcoming")
    if _NEGATED.search(each.before + each.after):
        return message("有否定的词", "the words say no")
    return None


def _of_a_part(report: AnnualReport, each: Labelled, wording: Wording) -> Message | None:
    """Return why a figure is not taken that is of a part of what the label names.

    `发现问题25个，其中程序问题5类` does not say of how many kinds all problems are.
    """
    if each.whole is None:
        return None
    whole = next(one for one in report.figures if one.figure is each.whole)
    if wording.label.stand_in(whole.before + whole.after):
        return message("这是其中一部分的数", "this is of a part")
    return None


def _because(kind: Text, said: str) -> Message:
    return message("{kind}：{said}", "{kind}: {said}", kind=kind, said=said)


def _of_answer(answer: Answer, wording: Wording) -> Mention:
    lead = answer.lead
    why_not = None if lead is None else _not_own(lead, wording)
    return Mention(
        True,
        answer.quote,
        answer.start,
        why_not,
        wording,
        period=WHOLE_YEAR if lead is None else lead.period,
        subject=THE_UNIT if lead is None else lead.subject,
    )


def _not_own(lead: Lead, wording: Wording) -> Message | None:
    """Return why an answer is not taken: it is of another year, or of somebody else."""
    if lead.period.time is Time.OTHER_YEAR:
        return _because(lead.period.time.value, lead.period.said)
    if not wording.counted.holds(lead.subject):
        return _because(lead.subject.who.value, lead.subject.said)
    return None


def mention_text(mention: Mention, spec: Spec) -> Text:
    """Return the value of a mention as people write it, with the sign ≥ if it is a lowest one."""
    value = value_text(mention.value, spec)
    return Text(f"≥{value.zh}", f"≥{value.en}") if mention.at_least else value


def value_text(value: Fraction | bool, spec: Spec) -> Text:
    """Return a value as evidence files and people write it.

    >>> from lawcheck.plugin import Spec
    >>> value_text(Fraction(471, 500), Spec("rate", written_as="percent")).en
    '94.2%'
    """
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    shown = (
        message("{value:%}", "{value:%}", value=value)
        if spec.kind == "rate"
        else message("{value}", "{value}", value=value)
    )
    return shown.in_both()
