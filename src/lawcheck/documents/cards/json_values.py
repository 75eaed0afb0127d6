"""The JSON of a card as it is read: each value with its path, and the forms that it may have."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, NoReturn, TypeVar

from lawcheck.model.errors import Place, UsageError, problem
from lawcheck.model.exact import parse_fraction

T = TypeVar("T")

_DECIMAL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which JSON can hold and nothing can write."""
_SHOWN: Final = 60
"""Letters of a wrong value that a message repeats."""


def fault(path: str, zh: str, en: str, /, **values: object) -> UsageError:
    """What is wrong with the value at a path."""
    return UsageError([problem(Place(path), zh, en, **values)])


def shown(data: object) -> str:
    """A value as JSON, for a message; the beginning of it where it is long."""
    if isinstance(data, tuple):  # what stands in for a bare number
        return str(data[0])[:_SHOWN]
    if isinstance(data, list | dict):
        return "[…]" if isinstance(data, list) else "{…}"
    text = json.dumps(data, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def parse(text: str) -> Any:
    """JSON in which every key stands once, and numbers are nothing that a field accepts.

    Raises:
        UsageError: it is no such JSON.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_float=_bare, parse_int=_bare, parse_constant=_bare)
    except (ValueError, RecursionError) as error:
        raise fault("$", "不是 JSON：{why}", "this is no JSON: {why}", why=str(error)) from error


def _bare(digits: str) -> tuple[str]:
    """A card holds its numbers as text; a bare one is kept as something that no field accepts, however many digits it has."""
    return (digits,)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a key that stands twice, one program reads the first and another the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise fault("$", "键 {key} 重复", "the key {key} stands twice in one object", key=shown(twice))
    return found


class Node:
    """A value with its path."""

    def __init__(self, data: Any, path: str) -> None:
        self.data = data
        self.path = path

    def wrong(self, zh: str, en: str) -> UsageError:
        """That it has another form."""
        return fault(self.path, "应为" + zh, "must be " + en)

    def holds(self, key: str) -> bool:
        """Whether it is an object with this key."""
        return isinstance(self.data, dict) and key in self.data

    def _object(self) -> Mapping[str, Any]:
        if not isinstance(self.data, dict):
            raise self.wrong("对象", "an object")
        return self.data

    def only(self, *keys: str) -> None:
        """Exactly these keys."""
        found = self._object()
        for key in (*keys, *found):
            if key not in found:
                raise fault(f"{self.path}.{key}", "缺少", "is missing")
            if key not in keys:
                self._surplus(key)

    def at_most(self, *keys: str) -> None:
        """No other keys than these."""
        for key in self._object():
            if key not in keys:
                self._surplus(key)

    def _surplus(self, key: str) -> NoReturn:
        raise fault(f"{self.path}.{key}", "多余", "does not belong here")

    def get(self, key: str) -> Node:
        """The value of a key that must be there."""
        found = self._object()
        if key not in found:
            raise fault(f"{self.path}.{key}", "缺少", "is missing")
        return Node(found[key], f"{self.path}.{key}")

    def maybe(self, key: str, read: Callable[[Node], T]) -> T | None:
        """The value of a key that may be null."""
        node = self.get(key)
        return None if node.data is None else read(node)

    def list(self, key: str) -> Sequence[Node]:
        """The members of a list."""
        node = self.get(key)
        if not isinstance(node.data, list):
            raise node.wrong("列表", "a list")
        return [Node(each, f"{node.path}[{index}]") for index, each in enumerate(node.data)]

    def text(self, key: str) -> str:
        """A text."""
        return self.get(key).as_text()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(each.as_text() for each in self.list(key))

    def digest(self, key: str) -> str:
        """A SHA-256."""
        node = self.get(key)
        if not _DIGEST.fullmatch(node.as_text()):
            raise node.wrong("64 位十六进制 SHA-256", "a SHA-256 of 64 hexadecimal digits")
        return node.as_text()

    def fraction(self, key: str) -> Fraction:
        """An exact number."""
        return self.get(key).as_fraction()

    def whole(self, key: str) -> int:
        """A whole number."""
        return self.get(key).as_whole()

    def flag(self, key: str) -> bool:
        """True or false."""
        node = self.get(key)
        if not isinstance(node.data, bool):
            raise node.wrong("true 或 false", "true or false")
        return node.data

    def one_of(self, key: str, *choices: str) -> Any:
        """One of a few words."""
        node = self.get(key)
        if node.data not in choices:
            raise node.wrong("、".join(choices), "one of " + ", ".join(choices))
        return node.data

    def as_text(self) -> str:
        """Itself as a text."""
        if not isinstance(self.data, str) or _HALF.search(self.data):
            raise self.wrong("文字", "a text")
        return self.data

    def as_whole(self) -> int:
        """Itself as a whole number."""
        number = self.as_fraction()
        if number.denominator != 1:
            raise self.wrong("整数", "a whole number")
        return number.numerator

    def as_fraction(self) -> Fraction:
        """Itself as an exact number."""
        try:
            return parse_fraction(self.as_text())
        except ValueError:
            raise self.wrong("分数，如 37/20", "a fraction such as 37/20") from None

    def as_decimal(self) -> Fraction:
        """Itself as a number with decimals."""
        try:
            if not _DECIMAL.fullmatch(self.as_text()):
                raise ValueError  # `Fraction` also takes `1e9999999`, and computes it
            return Fraction(self.as_text())
        except ValueError:
            raise self.wrong("数字", "a number") from None

    def as_day(self) -> date:
        """Itself as a day."""
        try:
            return date.fromisoformat(self.as_text())
        except ValueError:
            raise self.wrong("日期", "a date") from None
