"""The rows of a follow-up: one for each item, as a register for a checklist and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from lawcheck.cli import csv_table, exact_text
from lawcheck.plugin import Language, Text
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.passages import Part
from lawcheck_annual_report.follow_up.matches import Followed, FollowUp, Found, Mention

PART_NAMES: Final = {
    Part.PLAN: Text("计划", "plan"),
    Part.SHORTCOMINGS: Text("不足", "shortcoming"),
}
"""What the two parts are called in a register."""
_AGAIN: Final = Text("又{}", "{} again")
_COPIED: Final = Text("（逐字相同）", " (word by word)")


@attrs.frozen
class Column:
    """A column of the register.

    Attributes:
        key: its name in JSON, and in a checklist.
        label: its name for people.
        cell: returns what it holds for an item.
    """

    key: str
    label: Text
    cell: Callable[[FollowUp, Followed, Language], str]


def place_text(report: AnnualReport, offset: int, language: Language) -> str:
    """Return a place in words; `12:5` alone would become a time in a spreadsheet."""
    place = report.place(offset)
    said = Text(f"第{place.line}行第{place.column}字", f"line {place.line}, column {place.column}")
    return said.pick(language)


def found_text(item: Followed, found: Found, language: Language) -> str:
    """Return what is said about an item; `又` is for what is said of it a second time."""
    told = found.value.pick(language)
    return _AGAIN.pick(language).format(told) if item.is_again(found) else told


def mention_text(item: Followed, mention: Mention, language: Language) -> str:
    """Return what a mention says, and whether in the same words."""
    copied = _COPIED.pick(language) if mention.is_copied else ""
    return found_text(item, mention.found, language) + copied


def _part(_follow: FollowUp, item: Followed, language: Language) -> str:
    return PART_NAMES[item.promise.part].pick(language)


def _under(_follow: FollowUp, item: Followed, _language: Language) -> str:
    return item.promise.number + item.promise.heading


def _item(_follow: FollowUp, item: Followed, _language: Language) -> str:
    return item.promise.quote


def _place(follow: FollowUp, item: Followed, language: Language) -> str:
    return place_text(follow.last, item.promise.start, language)


def _found(_follow: FollowUp, item: Followed, language: Language) -> str:
    return found_text(item, item.found, language)


def _quote(_follow: FollowUp, item: Followed, _language: Language) -> str:
    return item.mentions[0].quote if item.mentions else ""


def _quote_place(follow: FollowUp, item: Followed, language: Language) -> str:
    return place_text(follow.this, item.mentions[0].start, language) if item.mentions else ""


def _words(_follow: FollowUp, item: Followed, language: Language) -> str:
    joint = Text("、", ", ").pick(language)
    return joint.join(item.mentions[0].words) if item.mentions else ""


def _repeated(follow: FollowUp, item: Followed, language: Language) -> str:
    told = (
        f"{mention_text(item, each, language)} {place_text(follow.this, each.start, language)}"
        for each in item.mentions
        if each.found in (Found.PLANNED, Found.LACKING) or each.is_copied
    )
    return Text("；", "; ").pick(language).join(told)


def _for_a_person(_follow: FollowUp, _item: Followed, _language: Language) -> str:
    return ""


COLUMNS: Final[Sequence[Column]] = (
    Column("item", Text("事项", "item"), _item),
    Column("part", Text("来源", "part"), _part),
    Column("under", Text("标题", "under"), _under),
    Column("place", Text("上年位置", "place last year"), _place),
    Column("found", Text("本年报告", "in this year's report"), _found),
    Column("quote", Text("本年原文", "words of this year"), _quote),
    Column("quote_place", Text("本年位置", "place this year"), _quote_place),
    Column("words", Text("相同词语", "words in common"), _words),
    Column("repeated", Text("重复情况", "repeated"), _repeated),
    Column("judgement", Text("判断", "judgement"), _for_a_person),
    Column("reason", Text("理由", "reason"), _for_a_person),
)
"""The columns; the last two are for the person who judges."""


def follow_up_csv(follow: FollowUp, language: Language) -> str:
    """Return the register as CSV: one row for each item, with empty columns for the judgement."""
    head = [column.label.pick(language) for column in COLUMNS]
    rows = ([column.cell(follow, item, language) for column in COLUMNS] for item in follow.items)
    return csv_table(head, rows)


def follow_up_json(follow: FollowUp, language: Language) -> str:
    """Return everything that was found as JSON; offsets are those of the text that was read."""
    whole = {
        "last": _report(follow.last),
        "this": _report(follow.this),
        "items": [_one(follow, item, language) for item in follow.items],
        "passed_over": [
            {"place": str(follow.last.place(start)), "offset": start, "quote": quote}
            for start, quote in follow.promised.passed_over
        ],
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _report(report: AnnualReport) -> dict[str, Any]:
    return {"file": report.file, "unit": report.unit, "year": report.year}


def _one(follow: FollowUp, item: Followed, language: Language) -> dict[str, Any]:
    promise = item.promise
    return {
        "part": PART_NAMES[promise.part].pick(language),
        "number": promise.number,
        "heading": promise.heading,
        "item": promise.quote,
        "place": str(follow.last.place(promise.start)),
        "offset": promise.start,
        "found": found_text(item, item.found, language),
        "mentions": [
            {
                "found": found_text(item, each.found, language),
                "quote": each.quote,
                "place": str(follow.this.place(each.start)),
                "offset": each.start,
                "words": list(each.words),
                "share": exact_text(each.share),
                "word_by_word": each.is_copied,
            }
            for each in item.mentions
        ],
    }
