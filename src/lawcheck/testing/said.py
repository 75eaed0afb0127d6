"""Messages as the suites look at them: readable in both languages, in the right one, and without binary floats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

import attrs

from lawcheck.model.evidence import Unit
from lawcheck.model.text import Language, LaterMessage, Message, Text

_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_FIELD: Final = re.compile(r"\{[a-z_]+(?::[^{}]*)?\}")
"""A field of a message that nothing was put into."""
_ANY_FIELD: Final = re.compile(r"\{[^{}]*\}")
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD: Final = re.compile("[A-Za-z]{3,}")


def said(what: Message | None) -> str:
    """A message in every language, to see that it exists and that each can be made.

    Raises:
        AssertionError: it cannot.
    """
    assert what is not None, "no reason was given; give one with message(zh, en)"
    try:
        told = " / ".join(what.pick(language) for language in _LANGUAGES)
    except (LookupError, ValueError, TypeError, AttributeError) as fault:
        raise AssertionError(f"a message cannot be read in every language: {fault!r}") from fault
    unfilled = _FIELD.search(told)
    assert unfilled is None, f"the field {unfilled and unfilled[0]} of a message has no value"
    return told


def in_its_language(what: Message, data: frozenset[str]) -> None:
    """That what an author wrote for Chinese readers is Chinese, and for English readers English.

    Args:
        what: the message, with all messages inside it.
        data: texts of the checklist and the evidence, which stand as they are.

    Raises:
        AssertionError: it is not.
    """
    for template in _templates(what):
        zh, en = (_ANY_FIELD.sub("", text) for text in (template.zh, template.en))
        if {template.zh, template.en} & data or not (
            _WORD.search(zh + en) or _HAN.search(zh + en)
        ):
            continue
        assert _HAN.search(zh) or not _WORD.search(zh), (
            f"the Chinese text {template.zh!r} is not Chinese; write it in Chinese first"
        )
        assert not _HAN.search(en), (
            f"the English text {template.en!r} holds Chinese; write it in English"
        )
        assert template.en.strip() or not zh.strip(), (
            f"{template.zh!r} has no English text; message(zh, en) takes both"
        )
        assert template.zh.strip() or not en.strip(), (
            f"{template.en!r} has no Chinese text; message(zh, en) takes both"
        )


def _templates(what: Any) -> Iterator[Text]:
    for each in _parts(what):
        if isinstance(each, Message):
            yield each.template


def floats_in(what: Any) -> tuple[Any, ...]:
    """The binary floats among the values of a message, also of those inside it."""
    return tuple(each for each in _parts(what) if isinstance(each, float | complex))


def _parts(what: Any) -> Iterator[Any]:
    """A message and all that its values hold; one that is put together later is put together."""
    if isinstance(what, LaterMessage):
        yield from _parts(what.make(*what.arguments))
        return
    yield what
    if isinstance(what, Message):
        for value in what.values.values():
            yield from _parts(value)
    elif isinstance(what, tuple | list | set | frozenset):
        for value in what:
            yield from _parts(value)


def texts_in(thing: Any) -> Iterator[str]:
    """Every text that a rule, a checklist or evidence holds: names of facts and columns, labels, words of conditions."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for name, value in thing.items():
            yield from texts_in(name)
            yield from texts_in(value)
    elif isinstance(thing, tuple | list | set | frozenset):
        for each in thing:
            yield from texts_in(each)
    elif attrs.has(type(thing)) and not isinstance(thing, Unit):
        for field in attrs.fields(type(thing)):
            yield from texts_in(getattr(thing, field.name))
