"""Write proposed facts as an evidence file with their words as sources, to be reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from lawcheck.plugin import Language, Text, visible
from lawcheck_annual_report.annual_report import AnnualReport
from lawcheck_annual_report.facts import Mention, Proposal, value_text
from lawcheck_annual_report.passages import title_of

_HEAD = Text(
    "# 从 {file} 提出的数据，没有核对：每条附原文，请逐条核对后使用。\n"
    "# 加了 # 的不参加评分：写明了原因；确认后改好，去掉 #。报告没有写的一律没有。\n"
    "# at_least 是“至少”，达到要求的才计分。全部核对后，删去 reviewed 这一行。\n",
    "# Proposed from {file} and not reviewed: each has its words; check them one by one.\n"
    "# What is behind a # takes no part, for the reason that is given; correct it and remove\n"
    "# the #. What the report does not say is not here. `at_least` counts where it is enough.\n"
    "# When all is checked, remove the line `reviewed`.\n",
)


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
    lines = [
        _HEAD.pick(language).format(file=visible(report.file)),
        "lawcheck-evidence: 1\n",
        "reviewed: no\n",
        f"unit: {{id: {_quoted(unit)}{_name(report)}}}\n",
        f"documents:\n  report: {{title: {_quoted(title_of(report.text))}}}\n",
        "facts:\n" if any(each.taken for each in found) else "facts: {}\n",
        *(line for each in found for line in _fact(report, each, language)),
    ]
    return "".join(lines)


def _name(report: AnnualReport) -> str:
    """Return the name of the unit, which its title begins with; empty if it does not."""
    return f", name: {_quoted(report.unit)}" if report.unit else ""


def _fact(report: AnnualReport, each: Proposal, language: Language) -> Iterator[str]:
    taken = each.taken
    if taken is not None:
        yield f"  {_entry(report, each, taken)}\n"
    for mention in each.mentions:
        if mention is taken or (taken is not None and mention.value == taken.value):
            continue
        yield f"  # {_entry(report, each, mention)}  # {reason(mention, language)}\n"


def reason(mention: Mention, language: Language) -> str:
    """Return why a mention is not taken."""
    if mention.why_not is not None:
        return mention.why_not.pick(language)
    return Text("报告里还有别的数", "the report also says another number").pick(language)


def _entry(report: AnnualReport, each: Proposal, mention: Mention) -> str:
    place = report.place(mention.start)
    value = value_text(mention.value, each.spec).zh
    key = "at_least" if mention.at_least else "value"
    return (
        f"{each.fact}: {{{key}: {value}, source: {{document: report, "
        f"place: {_quoted(f'{place.line}:{place.column}')}, quote: {_quoted(mention.quote)}}}}}"
    )


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever is in it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted)
