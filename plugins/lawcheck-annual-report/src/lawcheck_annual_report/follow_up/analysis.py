"""A follow-up as an analysis, which every format writes that writes analyses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lawcheck.plugin import (
    Block,
    Heading,
    Language,
    Message,
    Note,
    Outline,
    PageTable,
    Pairs,
    Place,
    Text,
)
from lawcheck_annual_report.follow_up.matches import Followed, FollowUp, Found, Mention
from lawcheck_annual_report.follow_up.report_pair import title_of_pair
from lawcheck_annual_report.follow_up.rows import (
    PART_NAMES,
    follow_up_csv,
    follow_up_json,
    found_text,
)

_TITLE: Final = Text("上年计划和不足的落实情况", "Follow-up of last year's plan")
_REPORTS: Final = (Text("上年报告", "last year"), Text("本年报告", "this year"))
_TO_JUDGE: Final = Text(
    "这里只列出两篇报告的原文，是否完成由人判断。“未找到”是没有找到用词相近的句子，不等于没有做。",
    "This lists the words of both reports; whether something was done is for a person to judge. "
    "Not found means that no sentence with similar words was found, not that nothing was done.",
)
_PASSED_OVER: Final = Text(
    "另有{count}句是套话、开头或结尾，没有列为事项；JSON 格式里有全部。",
    "{count} more sentences are introductions or set phrases and are no items; the format JSON "
    "has all of them.",
)
_HEADS: Final = (
    Text("序号", "no."),
    Text("事项（上年报告 行:字）", "item (line:column of last year's report)"),
    Text("本年报告", "this year's report"),
    Text("原文（行:字）和相同词语", "its words (line:column) and those in common"),
    Text("判断（由人填写）", "judgement (by a person)"),
)
_COPIED: Final = Text("；逐字相同", "; word by word")
_SHOWN: Final = 60
"""Characters of a sentence that a screen shows, around the words in common."""
_MOST_WORDS: Final = 3


@attrs.frozen
class FollowUpAnalysis:
    """What this year's report says about last year's plan and shortcomings.

    Attributes:
        follow: what was found.
        notices: what a person should know about the two reports.
    """

    follow: FollowUp
    notices: Sequence[Message] = ()

    def outline(self, language: Language, width: int | None = None) -> Outline:
        """Return how many items were found, and a table of the plan and one of the shortcomings.

        A page without a width has whole sentences, and a column to judge in.
        """
        return tuple(self._blocks(language, width))

    def csv(self, language: Language) -> str:
        """Return the register of the items, to be judged."""
        return follow_up_csv(self.follow, language)

    def json(self, language: Language) -> str:
        """Return everything that was found."""
        return follow_up_json(self.follow, language)

    def _blocks(self, language: Language, width: int | None) -> Iterator[Block]:
        follow = self.follow
        yield Heading(f"{_TITLE.pick(language)} · {title_of_pair(follow).pick(language)}", 1)
        files = zip(_REPORTS, (follow.last.file, follow.this.file), strict=True)
        yield Pairs(tuple((label.pick(language), file) for label, file in files))
        for notice in self.notices:
            yield Note(notice.pick(language))
        yield Note(_TO_JUDGE.pick(language))
        number = 1
        for part, name in PART_NAMES.items():
            items = [each for each in follow.items if each.promise.part is part]
            if items:
                yield Heading(name.pick(language))
                yield Note(_counts(items, language))
                yield self._table(items, number, language, width)
                number += len(items)
        if follow.promised.passed_over:
            count = len(follow.promised.passed_over)
            yield Note(_PASSED_OVER.pick(language).format(count=count))

    def _table(
        self, items: Sequence[Followed], first: int, language: Language, width: int | None
    ) -> PageTable:
        heads = _HEADS if width is None else _HEADS[:-1]
        rows = tuple(
            row
            for number, item in enumerate(items, first)
            for row in self._rows(item, number, language, width)
        )
        return PageTable(tuple(each.pick(language) for each in heads), rows, frozenset({0}))

    def _rows(
        self, item: Followed, number: int, language: Language, width: int | None
    ) -> Iterator[tuple[str, ...]]:
        """Yield a row for each mention; the item stands in the first."""
        to_judge = ("",) if width is None else ()
        said = f"{_place(self.follow.last.place(item.promise.start))} {_item(item, width)}"
        first = (str(number), said)
        for mention in item.mentions:
            found = found_text(item, mention.found, language)
            yield (*first, found, self._quoted(mention, language, width), *to_judge)
            first = ("", "")
        if not item.mentions:
            yield (*first, Found.NOT_FOUND.value.pick(language), "", *to_judge)

    def _quoted(self, mention: Mention, language: Language, width: int | None) -> str:
        place = _place(self.follow.this.place(mention.start))
        quote = mention.quote if width is None else _around(mention.quote, mention.words[0])
        words = Text("、", ", ").pick(language).join(mention.words[:_MOST_WORDS])
        copied = _COPIED.pick(language) if mention.is_copied else ""
        return f"{place} {quote} [{words}{copied}]"


def _counts(items: Sequence[Followed], language: Language) -> str:
    found = [each.found for each in items]
    told = (
        f"{found_text(items[0], kind, language)} {found.count(kind)}"
        for kind in Found
        if kind in found
    )
    whole = Text(f"共{len(items)}项：", f"{len(items)} items: ").pick(language)
    return whole + Text("，", ", ").pick(language).join(told)


def _place(place: Place) -> str:
    return f"{place.line}:{place.column}"


def _item(item: Followed, width: int | None) -> str:
    number, quote = item.promise.number, item.promise.quote
    shown = quote if width is None or len(quote) <= _SHOWN else f"{quote[: _SHOWN - 1]}…"
    return f"{number} {shown}" if number else shown


def _around(quote: str, words: str) -> str:
    """Return the part of a sentence around some words, if it is long."""
    if len(quote) <= _SHOWN:
        return quote
    # the words are without particles, so only their beginning is sure to stand there
    at = max(quote.find(words), quote.find(words[:2]), 0)
    start = max(0, min(at - _SHOWN // 3, len(quote) - _SHOWN))
    end = start + _SHOWN
    return f"{'…' if start else ''}{quote[start:end]}{'…' if end < len(quote) else ''}"
