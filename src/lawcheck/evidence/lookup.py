"""What a person means by a text: an id first, a title second, and never a title that two things have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, Text, fold, message

ITEM: Final = Text("指标", "indicator")
"""What is looked for where an item is named."""
_OFFERED: Final = 3
_SHOWN: Final = 20
"""How many a message names where none is near."""


def ids_meant(text: str, named: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """The ids of the things that a text can mean.

    Args:
        text: what was written.
        named: the id of each thing, and what else it is called.
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
    """The id of the thing that a text means, or why there is none.

    Args:
        text: an id or a title, in either language.
        titles: of all things, by id; empty where one has none.
        what: kind of thing, for the message.
    """
    found = ids_meant(text, [(id_, (title.zh, title.en)) for id_, title in titles.items()])
    if len(found) == 1:
        return found[0]
    if found:
        return message(
            "叫 {text} 的{what}不止一个；请写编号：{ids}",
            "more than one {what} is called {text}; write the id: {ids}",
            text=text,
            what=what,
            ids=_some(found),
        )
    near = [_shown(id_, titles[id_]) for id_ in _near(fold(text), titles)]
    advice = (
        message("是不是 {near}？", "did you mean {near}?", near=near)
        if near
        else message("有：{known}", "there are: {known}", known=_some(titles) or ["—"])
    )
    return message(
        "指标体系里没有{what} {text}；{advice}",
        "the checklist has no {what} {text}; {advice}",
        what=what,
        text=text,
        advice=advice,
    )


def _near(key: str, titles: Mapping[str, Text]) -> list[str]:
    """The ids of what has the text in its title, else of what is spelt most like it."""
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


def _some(ids: Iterable[str]) -> list[str]:
    every = list(ids)
    return [*every[:_SHOWN], *(["…"] if len(every) > _SHOWN else [])]
