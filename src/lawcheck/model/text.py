"""Text in Chinese and English, and messages that keep their numbers until somebody reads them.

The core never decides on a language: it hands out `Message` objects, and a writer asks for the words.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal

import attrs

from lawcheck.model.exact import HUNDRED, short_text

Language = Literal["zh", "en"]
"""What messages, pages and reports are written in."""


@attrs.frozen
class Text:
    """A text in Chinese and English.

    Attributes:
        zh: the Chinese text.
        en: the English text; where it is empty the Chinese one stands.
    """

    zh: str
    en: str = ""

    def pick(self, language: Language) -> str:
        """The text in this language, or in the one that exists."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


@attrs.frozen
class Message:
    """A sentence template in both languages with the values that it speaks of.

    Attributes:
        template: text with `{name}` fields; `{name:%}` prints a share as a percentage.
        values: the values, exact; they are formatted only when the message is read.
    """

    template: Text
    values: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    def pick(self, language: Language) -> str:
        """The whole sentence in one language."""
        template = self.template.pick(language)
        if not self.values:
            return template.replace("{{", "{").replace("}}", "}")
        # a rounded number brings its own sign of "about", which then stands for the sign of equality before it
        return _Formatter(language).vformat(template, (), self.values).replace("= ≈", "≈ ")


_template = lru_cache(maxsize=4096)(Text)
"""Templates are literals of the code, so the same few are asked for over and over."""


def message(zh: str, en: str, /, **values: Any) -> Message:
    """A message from its two templates and its values."""
    return Message(_template(zh, en), values)


@attrs.frozen
class LaterMessage(Message):
    """A message that is put together only when somebody reads it; most of what scoring says of a unit nobody ever does.

    Attributes:
        make: makes the message; a function of a module or a method of a frozen object, so that scorecards can be pickled.
        arguments: what it is given.
    """

    make: Callable[..., Message] = message
    arguments: tuple[Any, ...] = ()

    def pick(self, language: Language) -> str:
        """The whole sentence in one language."""
        return self.make(*self.arguments).pick(language)


_UNMADE: Final = Text("")


def later(make: Callable[..., Message], *arguments: Any) -> Message:
    """The message that `make(*arguments)` would be."""
    return LaterMessage(_UNMADE, _NOTHING, make, arguments)


_NOTHING: Final[Mapping[str, Any]] = {}


def literal(text: Text) -> Message:
    """A message that says exactly this text, braces included."""
    return Message(
        Text(*(part.replace("{", "{{").replace("}", "}}") for part in (text.zh, text.en)))
    )


def join(parts: Iterable[Text | Message]) -> Message:
    """Several sentences as one: `a；b` in Chinese, `a; b` in English."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    fields = [f"{{{name}}}" for name in values]
    return Message(Text("；".join(fields), "; ".join(fields)), values)


_TRUTH = {True: Text("是", "yes"), False: Text("否", "no")}


class _Formatter(string.Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Text | Message):
            return value.pick(self.language)
        if isinstance(value, bool):
            return _TRUTH[value].pick(self.language)
        if isinstance(value, Fraction):
            return short_text(value * HUNDRED) + "%" if format_spec == "%" else short_text(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Sequence) and not isinstance(value, str):
            joint = "、" if self.language == "zh" else ", "
            return joint.join(self.format_field(each, format_spec) for each in value)
        return format(value, format_spec)


_UNSEEN: Final = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Letters and marks without ink. Python calls some of them printable."""
_COMMANDS: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of Unicode: control, format (also those that turn the direction of writing), surrogate, line and paragraph end."""
_BASIC_PLANE: Final = 0xFFFF
_SHORT: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


_HAN: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")


def fold(text: str) -> str:
    """What makes two texts the same: ids of units, groups, kinds, words of conditions, values that are counted once.

    Width and other compatibility forms do not count (NFKC), nor do spaces around the text, the number of spaces in a row, or
    spaces between two Chinese characters, which are there to align names (`张　三`). Case counts: `a` and `A` differ.
    Whatever is compared goes through here; what is shown stays as it was written.
    """
    if text.isascii():
        return " ".join(text.split())
    return _BETWEEN_HAN.sub("", " ".join(unicodedata.normalize("NFKC", text).split()))


def visible(text: str) -> str:
    r"""The text with everything that has no ink or could command a screen written out: `\u202e`, `\u001b`, `\n`."""
    if text.isprintable() and not _UNSEEN.search(text):
        return text
    return "".join(map(_written, text))


def _written(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    if unicodedata.category(letter) in _COMMANDS or _UNSEEN.match(letter):
        return f"\\u{ord(letter):04x}" if ord(letter) <= _BASIC_PLANE else f"\\U{ord(letter):08x}"
    return letter
