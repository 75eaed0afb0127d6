"""Write proposed facts as an evidence file with their words as sources, to be reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.cli import exact_text
from lawcheck.plugin import HUNDRED, Language, Spec, Text, visible
from lawcheck_annual_report.facts.proposals import Mention, Proposal
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.passages import title_of
from lawcheck_annual_report.figures.subjects import Who

_HEAD: Final = Text(
    "# 从 {file} 提出的数据，没有核对：每条附原文，请逐条核对后使用。\n"
    "# 加了 # 的不参加评分：写明了原因；确认后改好，去掉 #。报告没有写的一律没有。\n"
    "# at_least 是“至少”，达到要求的才计分。全部核对后，删去 reviewed 这一行。\n",
    "# Proposed from {file} and not reviewed: each has its words; check them one by one.\n"
    "# What is behind a # takes no part, for the reason that is given; correct it and remove\n"
    "# the #. What the report does not say is not here. `at_least` counts where it is enough.\n"
    "# When all is checked, remove the line `reviewed`.\n",
)
_REVIEWED_HEAD: Final = Text(
    "# 从 {file} 提出的数据，由人在核对页面上逐条决定：没有加 # 的是接受的，附原文。\n"
    "# 加了 # 的没有接受或没有核对，不参加评分：写明了原因。报告没有写的一律没有。\n"
    "# at_least 是“至少”，达到要求的才计分。\n",
    "# Proposed from {file}; a person decided on each of them on the page of the review. What is\n"
    "# behind a # was not accepted, or not reviewed, and takes no part, for the reason that is\n"
    "# given. What the report does not say is not here. `at_least` counts where it is enough.\n",
)


@attrs.frozen
class Entry:
    """The entry of one mention in an evidence file, cut around its value.

    Attributes:
        before: up to the key of the value.
        key: `value`, or `at_least` where the report gives no more than the lowest.
        value: the value.
        after: from the value to the end.
    """

    before: str
    key: str
    value: str
    after: str

    @property
    def text(self) -> str:
        """The whole entry."""
        return f"{self.before}{self.key}: {self.value}{self.after}"


def evidence_text(
    report: AnnualReport,
    found: Sequence[Proposal],
    unit: str,
    language: Language,
) -> str:
    """Return the text of an evidence file.

    Args:
        report: the report.
        found: what it says.
        unit: the id of the unit.
        language: of the comments.
    """
    taken = any(each.taken for each in found)
    return (
        _above(_HEAD, "reviewed: no\n", report, unit, language)
        + facts_line(has_facts=taken)
        + "".join(line for each in found for line in _fact(report, each, language))
    )


def reviewed_head(report: AnnualReport, unit: str, language: Language) -> str:
    """Return what stands above the facts of a file that a person reviewed.

    Args:
        report: the report.
        unit: the id of the unit.
        language: of the comments.
    """
    return _above(_REVIEWED_HEAD, "", report, unit, language)


def facts_line(*, has_facts: bool) -> str:
    """Return the line above the facts; comments may follow where there are none."""
    return "facts:\n" if has_facts else "facts: {}\n"


def _above(comment: Text, review: str, report: AnnualReport, unit: str, language: Language) -> str:
    return (
        comment.pick(language).format(file=visible(report.file))
        + "lawcheck-evidence: 1\n"
        + review
        + f"unit: {{id: {_quoted(unit)}{_name(report)}}}\n"
        + f"documents:\n  report: {{title: {_quoted(title_of(report.text))}}}\n"
    )


def _name(report: AnnualReport) -> str:
    """Return the name of the unit, which its title begins with; empty if it does not."""
    return f", name: {_quoted(report.unit)}" if report.unit else ""


def _fact(report: AnnualReport, each: Proposal, language: Language) -> Iterator[str]:
    taken = each.taken
    if taken is not None:
        entry = entry_of(report, each, taken).text
        yield f"  {entry}{_of_whom(taken, language)}\n"
    for mention in each.mentions:
        if mention is taken or (taken is not None and mention.value == taken.value):
            continue
        entry = entry_of(report, each, mention).text
        yield f"  # {entry}  # {reason(mention, language)}\n"


def _of_whom(mention: Mention, language: Language) -> str:
    """Return a comment where a figure that counts is not told of the unit itself."""
    subject = mention.subject
    if subject.who is Who.OWN:
        return ""
    return f"  # {subject.who.value.pick(language)}: {visible(subject.said)}"


def reason(mention: Mention, language: Language) -> str:
    """Return why a mention is not taken."""
    if mention.why_not is not None:
        return mention.why_not.pick(language)
    return Text("报告里还有别的数", "the report also says another number").pick(language)


def entry_of(report: AnnualReport, each: Proposal, mention: Mention) -> Entry:
    """Return the entry of a mention, with its place and words as the source."""
    place = report.place(mention.start)
    return Entry(
        f"{each.fact}: {{",
        "at_least" if mention.at_least else "value",
        written_value(mention.value, each.spec),
        f", source: {{document: report, place: {_quoted(f'{place.line}:{place.column}')}, "
        f"quote: {_quoted(mention.quote)}}}}}",
    )


def written_value(value: Fraction | bool, spec: Spec) -> str:
    """Return a value as an evidence file has it: exact, a rate as the checklist writes it.

    >>> written_value(Fraction(471, 500), Spec("rate", written_as="percent"))
    '94.2%'
    >>> written_value(Fraction(471, 500), Spec("rate", written_as="fraction"))
    '0.942'
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if spec.written_as == "percent":
        return f"{exact_text(value * HUNDRED)}%"
    return exact_text(value)


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever is in it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted)
