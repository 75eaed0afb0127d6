"""What an exception of somebody else's code says, in one short line of visible letters."""

from __future__ import annotations

from string import Formatter
from typing import Final

from lawcheck.model.errors import Place, PluginError, problem
from lawcheck.model.text import Language, Message, Text, message, visible

_MOST: Final = 150
"""How many characters of an exception's text are shown."""


def what_failed(error: BaseException) -> Message:
    """Name and text of an exception; a long text is cut, and an exception that cannot even be printed is named."""
    name = type(error).__name__
    try:
        text = str(error)
    except Exception as second:
        text = f"(str() raises {type(second).__name__})"
    whole = f"{name}: {text}"
    shown = visible(whole[:_MOST])
    if len(whole) <= _MOST:
        return message("{what}", "{what}", what=shown)
    return message(
        "{what}……（还有{more}个字符）",
        "{what}... ({more} more characters)",
        what=shown,
        more=len(whole) - _MOST,
    )


def part_called(name: str, provider: str) -> Message:
    """A measure or operator of a plugin, for messages."""
    return message("{name}（{provider}）", "{name} ({provider})", name=name, provider=provider)


def part_failed(name: str, provider: str, what: Message | str) -> PluginError:
    """The error of a measure or operator of a plugin that failed, or answered wrongly."""
    return PluginError(
        [
            problem(
                Place(),
                "{who}出错：{what}；请联系插件作者",
                "{who} failed: {what}; tell the author of the plugin",
                who=part_called(name, provider),
                what=what,
            )
        ]
    )


def fault_of_message(said: object) -> str:
    """Why this is not a message that can be read in both languages; empty for one that can."""
    if not isinstance(said, Message):
        return f"{type(said).__name__}, not a Message"
    if not isinstance(said.template, Text):
        return f"a Message made of {type(said.template).__name__}, not of a Text"
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        try:
            text = said.pick(language)
            unfilled = (
                []
                if said.values
                else [
                    name
                    for _, name, _, _ in Formatter().parse(said.template.pick(language))
                    if name
                ]
            )
            if unfilled:
                raise KeyError(unfilled[0])
        except Exception as error:
            return f"a Message that cannot be read in {language} ({what_failed(error).pick('en')})"
        if not text.strip():
            return f"a Message without words in {language}"
    return ""
