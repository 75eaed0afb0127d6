"""Texts in Chinese and English, and messages that are formatted only when they are read.

The core never decides on a language: it returns `Message` objects, and a writer calls
`Message.pick` with the language it writes.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal, Protocol, runtime_checkable

import attrs

from lawcheck.model.exact import HUNDRED, short_text

Language = Literal["zh", "en"]
"""The language of messages, pages and reports."""


@attrs.frozen
class Text:
    """A text in Chinese and English.

    >>> from lawcheck.plugin import Text
    >>> Text("学法", "study").pick("en")
    'study'
    >>> Text("学法").pick("en")
    '学法'

    Attributes:
        zh: the Chinese text.
        en: the English text; if it is empty, the Chinese text is used.
    """

    zh: str
    en: str = ""

    def pick(self, language: Language) -> str:
        """Return the text in this language, or in the other one if it is empty."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


@attrs.frozen
class Message:
    """A sentence template in both languages, with the values of its fields.

    Usually made by `message`.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Message, Text
    >>> late = Message(Text("{share:%}超期", "{share:%} late"), {"share": Fraction(1, 8)})
    >>> late.pick("en")
    '12.5% late'
    >>> late.pick("zh")
    '12.5%超期'

    Attributes:
        template: text with `{name}` fields; `{name:%}` prints a share as a percentage, and
            `{name:pp}` a difference of two shares in percentage points.
        values: the values, exact; they are formatted only when the message is read.
    """

    template: Text
    values: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    def pick(self, language: Language) -> str:
        """Return the whole sentence in one language."""
        template = self.template.pick(language)
        if not self.values:
            return template.replace("{{", "{").replace("}}", "}")
        # `short_text` prints a rounded number as "≈0.3333"; "= ≈0.3333" reads better as "≈ 0.3333"
        return _filled(template, self.values, language).replace("= ≈", "≈ ")

    def in_both(self) -> Text:
        """Return the whole sentence in both languages."""
        return Text(self.pick("zh"), self.pick("en"))


def written(value: object, *, is_rate: bool) -> Message:
    """Return a value as people write it: a rate with a percent sign.

    >>> from fractions import Fraction
    >>> written(Fraction(19, 20), is_rate=True).pick("en")
    '95%'

    Args:
        value: a value of a fact or a column, or several.
        is_rate: it is a rate.
    """
    return (
        message("{value:%}", "{value:%}", value=value)
        if is_rate
        else message("{value}", "{value}", value=value)
    )


_template = lru_cache(maxsize=4096)(Text)
"""Make a `Text`; cached, since templates are literals in code and recur for every unit."""


def message(zh: str, en: str, /, **values: Any) -> Message:
    """Make a message from its two templates and its values.

    >>> from lawcheck.plugin import message
    >>> message("少{count}次", "{count} short", count=3).pick("en")
    '3 short'

    Args:
        zh: the Chinese template, with `{name}` fields.
        en: the English template, with the same fields.
        values: the value of each field: a number, text, date, message, or a sequence of those.
    """
    return Message(_template(zh, en), values)


@attrs.frozen
class LaterMessage(Message):
    """A lazily built message.

    Scoring makes many messages (the working of every item of every unit) of which few are ever
    read, so building them is left until `pick` is called.

    Attributes:
        make: builds the message; a function of a module or a method of a frozen object, so that
            scorecards can be pickled.
        arguments: the positional arguments of `make`.
    """

    make: Callable[..., Message] = message
    arguments: tuple[Any, ...] = ()

    def pick(self, language: Language) -> str:
        """Build the message and return the whole sentence in one language."""
        return self.make(*self.arguments).pick(language)


_UNMADE: Final = Text("")


def later(make: Callable[..., Message], *arguments: Any) -> Message:
    """Return a message that calls `make(*arguments)` when it is read.

    >>> from lawcheck.plugin import later, message
    >>> def working(count):
    ...     return message("{count}件", "{count} cases", count=count)
    >>> later(working, 3).pick("en")
    '3 cases'

    Args:
        make: builds the message; a function of a module or a method of a frozen object, so that
            scorecards can be pickled.
        arguments: its positional arguments.
    """
    return LaterMessage(_UNMADE, _NOTHING, make, arguments)


_NOTHING: Final[Mapping[str, Any]] = {}


def literal(text: Text) -> Message:
    """Make a message that says exactly this text, braces included.

    >>> from lawcheck.plugin import Text, literal
    >>> literal(Text("{原文}", "{as written}")).pick("en")
    '{as written}'
    """
    return Message(
        Text(*(part.replace("{", "{{").replace("}", "}}") for part in (text.zh, text.en)))
    )


def join(parts: Iterable[Text | Message]) -> Message:
    """Join several sentences into one: `a；b` in Chinese, `a; b` in English.

    >>> from lawcheck.plugin import Text, join, message
    >>> join([Text("迟报", "late"), message("缺{n}页", "{n} pages missing", n=2)]).pick("en")
    'late; 2 pages missing'
    """
    values = {f"part{number}": part for number, part in enumerate(parts)}
    fields = [f"{{{name}}}" for name in values]
    return Message(Text("；".join(fields), "; ".join(fields)), values)


_TRUTH = {True: Text("是", "yes"), False: Text("否", "no")}


def _percentage_points(number: Fraction) -> Text:
    unit = "percentage point" if number == 1 else "percentage points"
    return Text(f"{short_text(number)}个百分点", f"{short_text(number)} {unit}")


def _filled(template: str, values: Mapping[str, Any], language: Language) -> str:
    return "".join(
        [
            text if name is None else text + _shown(values[name], form, language)
            for text, name, form in _parsed(template)
        ]
    )


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Split a template at its fields: each text with the name and format of the field after it.

    Cached, since templates are literals in code and recur for every item of every unit.
    """
    parts = tuple(string.Formatter().parse(template))
    if any(conversion for _, _, _, conversion in parts):
        raise ValueError(f"{template}: a field is a name and a format, without !r or !s")
    return tuple((text, name, form or "") for text, name, form, _ in parts)


@runtime_checkable
class Named(Protocol):
    """What has a name in both languages, such as `NEVER`."""

    def pick(self, language: Language) -> str:
        """Return the name in one language."""


def _shown(value: Any, form: str, language: Language) -> str:
    """Return a value as text, in the format of its field."""
    if isinstance(value, str):
        return format(value, form)
    if isinstance(value, (Text, Message)):
        return value.pick(language)
    if isinstance(value, bool):
        return _TRUTH[value].pick(language)
    if isinstance(value, Fraction):
        if form == "pp":
            return _percentage_points(value * HUNDRED).pick(language)
        return short_text(value * HUNDRED) + "%" if form == "%" else short_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence):
        joint = "、" if language == "zh" else ", "
        return joint.join(_shown(each, form, language) for each in value)
    return value.pick(language) if isinstance(value, Named) else format(value, form)


_INVISIBLE: Final = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164"
    r"\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Letters and marks that print nothing. `str.isprintable` accepts some of them."""
_CONTROL: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode categories: control, format (text direction among them), surrogate, line and
paragraph separator."""
_BASIC_PLANE: Final = 0xFFFF
_SHORT: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


_HAN: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LOOSE_SPACE: Final = rf"(?<=[{_HAN}()]) | (?=[{_HAN}()])"
"""Compiled when it is first used: ranges beyond 16 bits are slow to compile."""
_BRACKETS: Final = str.maketrans("[]〔〕【】〖〗", "()()()()")
"""The number of a document is typed with any of them: 国办发〔2019〕26号, [2019], (2019)."""


def fold(text: str) -> str:
    """Normalize a text for comparison; two texts are the same if they fold to the same.

    Used for ids of units, groups, kinds, words in conditions, and distinct values. Full-width and
    other compatibility forms are unified (NFKC), and so are square and round brackets. Spaces
    around the text are removed, and runs of spaces become one. If the text is not all ASCII after
    that, spaces beside a Chinese character or a bracket, which only align (`张　三`), are removed.
    Case is kept: `a` and `A` differ. Text that is shown is not folded.

    >>> from lawcheck.plugin import fold
    >>> fold(" Ａ１  区 ")
    'A1区'
    >>> fold("张　三") == fold("张三")
    True
    >>> fold("厅字〔2019〕 28号") == fold("厅字[2019]28号") == fold("厅字（2019）28 号")
    True
    """
    return _folded(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """`fold`, cached: each cell is looked at several times, and tables repeat a few words."""
    if text.isascii():
        return " ".join(text.split()).translate(_BRACKETS)
    folded = " ".join(unicodedata.normalize("NFKC", text).split()).translate(_BRACKETS)
    is_loose = " " in folded and not folded.isascii()
    return re.sub(_LOOSE_SPACE, "", folded) if is_loose else folded


def visible(text: str) -> str:
    r"""Return the text with invisible and control characters escaped.

    >>> from lawcheck.plugin import visible
    >>> print(visible("red \x1b[31m\n"))
    red \u001b[31m\n
    """
    if text.isprintable() and not _INVISIBLE.search(text):
        return text
    return "".join(map(_escaped, text))


def _escaped(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    if unicodedata.category(letter) in _CONTROL or _INVISIBLE.match(letter):
        return f"\\u{ord(letter):04x}" if ord(letter) <= _BASIC_PLANE else f"\\U{ord(letter):08x}"
    return letter
