"""Exceptions and wrong answers of plugin code, as short messages."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Any, Final

from lawcheck.model.errors import Place, PluginError, problem
from lawcheck.model.foreign_calls import calling
from lawcheck.model.text import Language, Message, Text, message, visible

_MAX_SHOWN: Final = 150
"""How many characters of an exception's text are shown."""


def what_failed(error: BaseException) -> Message:
    """Return name and text of an exception in one line; a long text is truncated.

    If `str(error)` raises itself, the message names both exceptions.
    """
    name = type(error).__name__
    try:
        text = str(error)
    except Exception as second:
        text = f"(str() raises {type(second).__name__})"
    whole = f"{name}: {text}"
    shown = visible(whole[:_MAX_SHOWN])
    if len(whole) <= _MAX_SHOWN:
        return message("{what}", "{what}", what=shown)
    return message(
        "{what}……（还有{more}个字符）",
        "{what}... ({more} more characters)",
        what=shown,
        more=len(whole) - _MAX_SHOWN,
    )


def part_called(name: str, provider: str) -> Message:
    """Return the name of a measure or operator and its plugin, for messages."""
    return message("{name}（{provider}）", "{name} ({provider})", name=name, provider=provider)


def part_failed(name: str, provider: str, what: Message | str) -> PluginError:
    """Make the error for a measure or operator of a plugin that failed or answered wrongly."""
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


def answer_of_part(name: str, provider: str, call: Callable[..., Any], *given: Any) -> Any:
    """Call a method of a measure or operator that a plugin provides, and return its answer.

    Raises:
        PluginError: it failed.
    """
    try:
        with calling(part_called, name, provider):
            return call(*given)
    except (Exception, SystemExit) as error:
        raise part_failed(name, provider, what_failed(error)) from error


def fault_of_message(said: object) -> str:
    """Return why this is not a message that can be read in both languages; empty if it is one."""
    if not isinstance(said, Message):
        return f"{type(said).__name__}, not a Message"
    if not isinstance(said.template, Text):
        return f"a Message made of {type(said.template).__name__}, not of a Text"
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        try:
            text = said.pick(language)
            # without values `pick` prints fields as they are, so a forgotten value raises nothing
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
