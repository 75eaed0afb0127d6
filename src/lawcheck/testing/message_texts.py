"""Checks of messages: complete and readable in each language, and without binary floats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

import attrs

from lawcheck.model.evidence import Unit
from lawcheck.model.text import Language, LaterMessage, Message, Text

_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_FIELD: Final = re.compile(r"\{[a-z_]+(?::[^{}]*)?\}")
"""A field of a template that was not filled in."""
_ANY_FIELD: Final = re.compile(r"\{[^{}]*\}")
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD: Final = re.compile("[A-Za-z]{3,}")


def in_all_languages(what: Message | None) -> str:
    """Return a message in all languages, to check that it exists and can be formatted in each.

    Raises:
        AssertionError: there is no message, or it cannot be formatted.
    """
    assert what is not None, "no reason was given; give one with message(zh, en)"
    try:
        text = " / ".join(what.pick(language) for language in _LANGUAGES)
    except (LookupError, ValueError, TypeError, AttributeError) as fault:
        raise AssertionError(f"a message cannot be read in every language: {fault!r}") from fault
    unfilled = _FIELD.search(text)
    assert unfilled is None, f"the field {unfilled and unfilled[0]} of a message has no value"
    return text


def in_its_language(what: Message, data: frozenset[str]) -> None:
    """Check that the author's Chinese texts are Chinese and the English texts are English.

    Args:
        what: the message; all messages inside it are checked too.
        data: texts of the checklist and the evidence, which appear in both languages as they are.

    Raises:
        AssertionError: a text is in the wrong language, or one of the two is empty.
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
    """Return the binary floats among the values of a message and of the messages inside it."""
    return tuple(each for each in _parts(what) if isinstance(each, float | complex))


def _parts(what: Any) -> Iterator[Any]:
    """Yield a message and everything in its values; lazily built messages are built."""
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
    """Yield every text in a rule, a checklist or evidence.

    For example names of facts and columns, labels, and words that conditions compare with.
    """
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
