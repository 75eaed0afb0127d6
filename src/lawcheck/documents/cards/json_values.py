"""The JSON of a card as it is read, before anything is believed of it."""

from __future__ import annotations

import json
from typing import Any, Final

from lawcheck.model.errors import Place, UsageError, problem

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
        UsageError: the text is not such JSON.
    """
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_float=_bare, parse_int=_bare, parse_constant=_bare
        )
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
        raise fault(
            "$", "键 {key} 重复", "the key {key} stands twice in one object", key=shown(twice)
        )
    return found
