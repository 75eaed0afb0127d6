"""Parse the JSON of a saved scorecard strictly, and show values in messages."""

from __future__ import annotations

import json
from typing import Any, Final

from lawcheck.model.errors import Place, UsageError, problem

_MAX_SHOWN: Final = 60
"""How many characters of a wrong value a message repeats."""


def fault(path: str, zh: str, en: str, /, **values: object) -> UsageError:
    """Return the error for the value at a path."""
    return UsageError([problem(Place(path), zh, en, **values)])


def shown(data: object) -> str:
    """Return a value as JSON for a message, shortened if it is long."""
    if isinstance(data, tuple):  # a number; see `bare_number`
        return str(data[0])[:_MAX_SHOWN]
    if isinstance(data, list | dict):
        return "[…]" if isinstance(data, list) else "{…}"
    text = json.dumps(data, ensure_ascii=False)
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"


def parse(text: str) -> Any:
    """Parse JSON, and refuse duplicate keys.

    Numbers become values that no field accepts, because a saved scorecard has its numbers as
    texts.

    Raises:
        UsageError: the text is not valid JSON, or has a duplicate key.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=unique_keys,
            parse_float=bare_number,
            parse_int=bare_number,
            parse_constant=bare_number,
        )
    except (ValueError, RecursionError) as error:
        raise fault("$", "不是 JSON：{why}", "this is not JSON: {why}", why=str(error)) from error


def bare_number(digits: str) -> tuple[str]:
    """Wrap a number in a tuple, which no field accepts and JSON never gives otherwise.

    The digits are kept for the message; converting them could fail or take long.
    """
    return (digits,)


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse duplicate keys: some programs would read the first value and others the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise fault(
            "$", "键 {key} 重复", "the key {key} appears twice in one object", key=shown(twice)
        )
    return found
