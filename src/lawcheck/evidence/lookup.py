"""Look up what a person names by its id or title; a title that several things share is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.shortening import first_ids
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, Text, fold, message

ITEM: Final = Text("指标", "indicator")
"""The default kind of thing in messages of `meant`."""
SECTION: Final = Text("部分", "section")
"""The kind of thing in messages about sections."""
_OFFERED: Final = 3
"""How many similar titles a message suggests."""


def matching_ids(text: str, named: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return the ids of the things that a text can mean.

    The exact id comes first, then the id without regard to case and width, then other names.

    Args:
        text: what was written.
        named: the id of each thing, and its other names.
    """
    key = fold(text)
    if not key:
        return []
    return (
        [id_ for id_, _ in named if id_ == text]
        or [id_ for id_, _ in named if fold(id_) == key]
        or [id_ for id_, names in named if any(fold(name) == key for name in names)]
    )


def meant(text: str, titles: Mapping[str, Text], what: Text | Message = ITEM) -> str | Message:
    """Return the id of the thing that a text means, or a message that says why there is none.

    >>> from lawcheck.cli import meant
    >>> from lawcheck.plugin import Text
    >>> titles = {"reply": Text("按期答复", "Reply in time"), "files": Text("案卷", "Case files")}
    >>> meant("按期答复", titles)
    'reply'
    >>> print(meant("repli", titles).pick("en"))
    the checklist has no indicator repli; did you mean reply (Reply in time)?

    Args:
        text: an id or a title, in either language.
        titles: titles of all things by id; an empty text where one has none.
        what: the kind of thing, for the message.
    """
    found = matching_ids(text, [(id_, (title.zh, title.en)) for id_, title in titles.items()])
    if len(found) == 1:
        return found[0]
    if found:
        return message(
            "叫 {text} 的{what}不止一个；请写编号：{ids}",
            "more than one {what} is called {text}; write the id: {ids}",
            text=text,
            what=what,
            ids=first_ids(found),
        )
    near = [_shown(id_, titles[id_]) for id_ in _near(fold(text), titles)]
    advice = (
        message("是不是 {near}？", "did you mean {near}?", near=near)
        if near
        else message("有：{known}", "there are: {known}", known=first_ids(tuple(titles)) or ["—"])
    )
    return message(
        "指标体系里没有{what} {text}；{advice}",
        "the checklist has no {what} {text}; {advice}",
        what=what,
        text=text,
        advice=advice,
    )


def section_meant(checklist: Checklist, text: str) -> str:
    """Return the id of the section that a text means.

    Raises:
        UsageError: the checklist has no such section, or more than one with this title.
    """
    found = meant(text, dict(checklist.section_titles()), SECTION)
    if isinstance(found, str):
        return found
    raise UsageError([Problem(Place(), found)])


def _near(key: str, titles: Mapping[str, Text]) -> list[str]:
    """Return the ids of things with the text in their titles, else the most similar one."""
    words = {
        fold(word): id_
        for id_, title in titles.items()
        for word in (title.en, title.zh, id_)
        if word
    }
    holding = [
        id_
        for id_, title in titles.items()
        if key and (key in fold(title.zh) or key in fold(title.en))
    ]
    near = nearest(key, words)
    return holding[:_OFFERED] or ([words[near]] if near else [])


def _shown(id_: str, title: Text) -> Message:
    if not title.pick("zh") or id_ in (title.zh, title.en):
        return message("{id_}", "{id_}", id_=id_)
    return message("{id_}（{title}）", "{id_} ({title})", id_=id_, title=title)
