"""Forms of single values in a saved scorecard: how to write, read and describe each type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Protocol

import attrs

from lawcheck.model.evidence import NEVER, Never, Value
from lawcheck.model.exact import fixed_text, fraction_text, parse_fraction
from lawcheck.model.saved import Decimals, Places, Sha256
from lawcheck.model.text import message

Schema = dict[str, Any]

_MAX_PLACES: Final = 12
"""The largest number of decimal places, so that no file can make us compute for ever."""
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""A lone surrogate, which JSON can escape but UTF-8 cannot encode."""
_SHA256: Final = "[0-9a-f]{64}"
_DECIMALS: Final = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"
_WHOLE: Final = "(0|[1-9][0-9]*)"


class Wrong(Exception):
    """A value does not have the form that it must have.

    While the exception passes through the lists and objects that enclose the value, each adds its
    step to the path.

    Attributes:
        what: what is wrong.
        path: path to the wrong value, such as `.units[0].out_of`.
    """

    def __init__(self, zh: str, en: str, path: str = "") -> None:
        self.what, self.path = message(zh, en), path
        super().__init__(self.what, path)

    def below(self, step: str) -> Wrong:
        """Put a step before the path, and return the exception to raise it again."""
        self.path = step + self.path
        return self


def must_be(zh: str, en: str) -> Wrong:
    """Return the exception for a value that must have another form."""
    return Wrong("应为" + zh, "must be " + en)


@attrs.define
class Context:
    """State of one pass of writing or reading.

    Attributes:
        places: decimal places of printed numbers; set by the field `places` of each scorecard,
            which comes before the first printed number.
        depth: how many objects of `_Either` enclose the value, such as sections in sections.
    """

    places: int = 0
    depth: int = 0


class Form(Protocol):
    """How values of one type are saved."""

    def write(self, value: Any, context: Context, /) -> Any:
        """Return a value as JSON data."""

    def read(self, data: Any, context: Context, /) -> Any:
        """Return the value from JSON data.

        Raises:
            Wrong: the data is not what `write` gives.
        """

    def schema(self, definitions: dict[str, Schema], /) -> Schema:
        """Return the JSON Schema; a named one is added to the definitions and referred to."""


@attrs.frozen
class Single:
    """The form of a single value.

    Attributes:
        write: returns the value as JSON data.
        read: returns the value from JSON data.
        described: the JSON Schema.
        name: name of its definition in the JSON Schema; empty to repeat the schema in each place.
    """

    write: Callable[[Any, Context], Any]
    read: Callable[[Any, Context], Any]
    described: Mapping[str, Any]
    name: str = ""

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Return the schema, or a reference to its definition."""
        if not self.name:
            return dict(self.described)
        definitions[self.name] = dict(self.described)
        return {"$ref": f"#/$defs/{self.name}"}


def _same(value: Any, _: Context) -> Any:
    return value


def _text(data: Any, _: Context) -> str:
    if not isinstance(data, str) or _LONE_SURROGATE.search(data):
        raise must_be("文字", "a text")
    return data


def _read_as(parse: Callable[[str], Any], zh: str, en: str) -> Callable[[Any, Context], Any]:
    """Return a reader of texts; `parse` raises ValueError for a text of another form."""

    def read(data: Any, context: Context) -> Any:
        try:
            return parse(_text(data, context))
        except ValueError:
            raise must_be(zh, en) from None

    return read


def _matching(pattern: str, parse: Callable[[str], Any] = str) -> Callable[[str], Any]:
    """Return a parser that raises ValueError unless the pattern matches the whole text."""
    fits = re.compile(pattern).fullmatch

    def parsed(text: str) -> Any:
        if not fits(text):
            raise ValueError(text)
        return parse(text)

    return parsed


def _flag(data: Any, _: Context) -> bool:
    if not isinstance(data, bool):
        raise must_be("true 或 false", "true or false")
    return data


_fraction = _read_as(
    lru_cache(maxsize=4096)(parse_fraction), "分数，如 37/20", "a fraction such as 37/20"
)
_whole = _read_as(_matching(_WHOLE, int), "整数", "a whole number")
_day = _read_as(date.fromisoformat, "日期", "a date")
_decimals = _read_as(_matching(_DECIMALS), "数字", "a number")
_fraction_of_decimals = _read_as(_matching(_DECIMALS, Fraction), "数字", "a number")


def _write_places(places: int, context: Context) -> str:
    context.places = places
    return str(places)


def _places(data: Any, context: Context) -> int:
    context.places = _whole(data, context)
    if context.places > _MAX_PLACES:
        raise must_be(f"0 到 {_MAX_PLACES}", f"from 0 to {_MAX_PLACES}")
    return context.places


def _rounded(data: Any, context: Context) -> Any:
    """Read a printed number, which must have as many decimal places as its scorecard says."""
    number = _fraction_of_decimals(data, context)
    if len(data.partition(".")[2]) != context.places:
        raise must_be(f"{context.places} 位小数", f"a number with {context.places} decimal places")
    return number


def check_keys(data: Any, required: Sequence[str], optional: Sequence[str] = ()) -> None:
    """Check that data is an object with all required keys and no unknown ones.

    Raises:
        Wrong: a key is missing or unknown.
    """
    if not isinstance(data, dict):
        raise must_be("对象", "an object")
    for key in required:
        if key not in data:
            raise Wrong("缺少", "is missing", f".{key}")
    if len(data) > len(required):
        for key in data:
            if key not in required and key not in optional:
                raise Wrong("多余", "does not belong here", f".{key}")


def read_key(data: Mapping[str, Any], key: str, form: Form, context: Context) -> Any:
    """Read the value of a required key.

    Raises:
        Wrong: the key is missing, or its value has another form.
    """
    if key not in data:
        raise Wrong("缺少", "is missing", f".{key}")
    try:
        return form.read(data[key], context)
    except Wrong as wrong:
        raise wrong.below(f".{key}") from None


def must_hold(data: Any, keys: Sequence[str]) -> Wrong:
    """Return the exception for an object that has none of the keys that tell its kind."""
    if not isinstance(data, dict):
        return must_be("对象", "an object")
    return Wrong(f"缺少键 {'、'.join(keys)} 之一", f"lacks one of the keys {', '.join(keys)}")


def object_schema(
    properties: Mapping[str, Schema], optional: Sequence[str] = (), together: Sequence[str] = ()
) -> Schema:
    """Return the schema of an object with these keys and no others.

    Args:
        properties: the schema of each key.
        optional: keys that may be left out.
        together: optional keys that must be present or absent together.
    """
    required = [key for key in properties if key not in optional]
    needs = {key: [other for other in together if other != key] for key in together}
    return {
        "type": "object",
        "properties": dict(properties),
        **({"required": required} if required else {}),
        **({"dependentRequired": needs} if needs else {}),
        "additionalProperties": False,
    }


def choice(words: Sequence[str]) -> Single:
    """Return the form of a text that is one of a few words."""
    wrong = "、".join(words), "one of " + ", ".join(words)

    def read(data: Any, _: Context) -> Any:
        if data not in words:
            raise must_be(*wrong)
        return data

    return Single(_same, read, {"enum": list(words)})


TEXT: Final = Single(_same, _text, {"type": "string"})
FRACTION: Final = Single(
    lambda value, _: fraction_text(value),
    _fraction,
    {
        "description": "An exact number: a whole number, or a fraction in lowest terms.",
        "type": "string",
        "pattern": "^-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?$",
    },
    "fraction",
)
ROUNDED: Final = Single(
    lambda value, context: fixed_text(value, context.places),
    _rounded,
    {
        "description": "A rounded score with all its decimal places.",
        "type": "string",
        "pattern": f"^{_DECIMALS}$",
    },
    "decimal",
)
WHOLE: Final = Single(
    lambda value, _: str(value), _whole, {"type": "string", "pattern": f"^{_WHOLE}$"}, "whole"
)
DAY: Final = Single(
    lambda value, _: value.isoformat(),
    _day,
    {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "day",
)
_PRINTED: Final = attrs.evolve(ROUNDED, write=_same, read=_decimals)
_SHA: Final = Single(
    _same,
    _read_as(_matching(_SHA256), "64 位十六进制 SHA-256", "a SHA-256 of 64 hexadecimal digits"),
    {"type": "string", "pattern": f"^{_SHA256}$"},
)
_FLAG: Final = Single(_same, _flag, {"type": "boolean"})
_PLACES: Final = attrs.evolve(WHOLE, write=_write_places, read=_places)
_YES_OR_NO: Final = choice(("yes", "no"))
_YES_NO: Final = Single(
    lambda value, _: "yes" if value else "no",
    lambda data, context: bool(_YES_OR_NO.read(data, context) == "yes"),
    _YES_OR_NO.described,
)
_DAY_OR_NEVER: Final = Single(
    lambda value, context: Never.NEVER.value if value is NEVER else DAY.write(value, context),
    lambda data, context: NEVER if data == Never.NEVER.value else _day(data, context),
    {"anyOf": [{"const": Never.NEVER.value}, {"$ref": "#/$defs/day"}]},
)
_KINDS: Final[tuple[tuple[str, type | tuple[type, ...], Single], ...]] = (
    ("number", Fraction, FRACTION),
    ("yes_no", bool, _YES_NO),
    ("date", (date, Never), _DAY_OR_NEVER),
    ("text", str, TEXT),
)
"""The kinds of values: the key that tells the kind, the types, and the form."""


def _write_value(value: Value, context: Context) -> dict[str, Any]:
    return next(
        {key: form.write(value, context)}
        for key, types, form in _KINDS
        if isinstance(value, types)
    )


def _read_value(data: Any, context: Context) -> Any:
    for key, _, form in _KINDS:
        if isinstance(data, dict) and key in data:
            check_keys(data, (key,))
            return read_key(data, key, form, context)
    raise must_hold(data, [key for key, _, _ in _KINDS])


_VALUE: Final = Single(
    _write_value,
    _read_value,
    {"anyOf": [object_schema({key: form.schema({})}) for key, _, form in _KINDS]},
    "value",
)

FORMS: Final[Mapping[Any, Form]] = {
    str: TEXT,
    bool: _FLAG,
    int: WHOLE,
    Fraction: FRACTION,
    date: DAY,
    Value: _VALUE,
    Sha256: _SHA,
    Decimals: _PRINTED,
    Places: _PLACES,
}
"""The forms of fields by type annotation; `objects.form_of` adds those of classes and lists."""
