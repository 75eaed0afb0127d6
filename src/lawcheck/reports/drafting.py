"""The report on a draft that was made from a score sheet: row counts, and what to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lawcheck.checklists.drafting import Draft
from lawcheck.model.text import Language, Message, message, visible

_MOST_LINES: Final = 50


def drafting_page(draft: Draft, language: Language) -> str:
    """Return the report on a draft, one line for each message."""
    return "\n".join(visible(what.pick(language)) for what in _lines(draft))


def _lines(draft: Draft) -> Iterator[Message]:
    sheet = draft.sheet
    yield from sheet.notices
    yield message(
        "读入{rows}行 = {items}项 + {merged}行续写 + {heading}行标题 + {totals}行合计 + "
        "{remarks}行说明 + {blank}行空白",
        "{rows} rows = {items} items + {merged} continued + {heading} heads + {totals} sums + "
        "{remarks} remarks + {blank} blank",
        rows=sheet.rows,
        items=len(sheet.items),
        merged=sheet.merged,
        heading=sheet.heading,
        totals=sheet.totals,
        remarks=len(sheet.remarks),
        blank=sheet.blank,
    )
    types = Counter(str(each.rule.keys["type"]) for each in draft.items if each.rule)
    named = [f"{name} {count}" for name, count in types.most_common()]
    yield message(
        "写成规则的{known}项（{types}），由人评判的{judged}项",
        "{known} items became rules ({types}), {judged} are left to a judge",
        known=sum(types.values()),
        types=named,
        judged=len(draft.judged),
    )
    to_confirm = list(draft.to_confirm)
    for what in to_confirm[:_MOST_LINES]:
        yield message("请核对：{what}", "check: {what}", what=what)
    if len(to_confirm) > _MOST_LINES:
        yield message(
            "请核对：还有{more}条，都在草稿开头",
            "check: {more} more, all at the top of the draft",
            more=len(to_confirm) - _MOST_LINES,
        )
    for line, words in sheet.remarks:
        yield message(
            "没有转换：第{line}行 {words}",
            "not converted: line {line}, {words}",
            line=line,
            words=words,
        )
