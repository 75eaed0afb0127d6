"""The report on a draft that was made from a score sheet: row counts, and what to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lawcheck.checklists.drafting import Draft
from lawcheck.model.text import Language, Message, Text, message, visible

_MOST_LINES: Final = 50
TYPES: Final[Mapping[str, Text]] = {
    "awards": Text("加分事项", "awards"),
    "bands": Text("分档", "bands"),
    "count_target": Text("达到数量", "count_target"),
    "deadline": Text("期限", "deadline"),
    "incidents": Text("逐件扣分", "incidents"),
    "judged": Text("酌情", "judged"),
    "parts": Text("几条规则", "parts"),
    "rate": Text("比率", "rate"),
    "tiers": Text("分等", "tiers"),
    "yes_no": Text("是否", "yes_no"),
}
"""What the types that a draft may have are called."""


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
    named = [
        message("{name}{count}项", "{name} {count}", name=TYPES[name], count=count)
        for name, count in types.most_common()
    ]
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
