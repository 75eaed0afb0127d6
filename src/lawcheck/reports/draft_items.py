"""The items of a draft, each with what the sheet says and what it became, to tick off on paper."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.checklists.drafting import Draft
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import decimal_text
from lawcheck.model.outline import Entries, Entry
from lawcheck.model.text import Language, message
from lawcheck.reports.render_text import render_text


def items_page(draft: Draft, checklist: Checklist, language: Language, width: int) -> str:
    """Return the items of a draft as a list in lines of at most `width` columns.

    Args:
        draft: the draft.
        checklist: the checklist that it describes, whose rules say what they do.
        language: the language of the list.
        width: columns of the screen.
    """
    return render_text((Entries(tuple(_entries(draft, checklist, language))),), width)


def _entries(draft: Draft, checklist: Checklist, language: Language) -> Iterator[Entry]:
    bonus = () if checklist.bonus is None else checklist.bonus.indicators
    rules = {each.id: each.rule for each in (*checklist.root.indicators(), *bonus)}
    for each in draft.items:
        head = message(
            "[ ] {id} 第{line}行，{points}分",
            "[ ] {id}, line {line}, {points} points",
            id=each.id,
            line=each.item.line,
            points=decimal_text(each.item.points),
        )
        said = message("原文：{words}", "sheet: {words}", words=each.source or "—")
        made = (
            message("规则：{rule}", "rule: {rule}", rule=rules[each.id].describe())
            if each.why_judged is None
            else message("先由人评判：{why}", "left to a judge: {why}", why=each.why_judged)
        )
        yield Entry(head.pick(language), (said.pick(language), made.pick(language)))
