"""Write values as YAML on one line.

Texts are quoted unless they cannot be mistaken for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from lawcheck.model.exact import HUNDRED, decimal_text

_SAFE: Final = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\w、，。；（）“”—…]*")
_KEY: Final = re.compile(r"[a-z][a-z_0-9]*")


class Name(str):
    """An id or a keyword of the checklist language, written without quotes."""

    __slots__ = ()


class Share(Fraction):
    """A share that is written as a percentage."""

    __slots__ = ()


def flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Share):
        return f"{decimal_text(value * HUNDRED)}%"
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = (
            f"{key if _KEY.fullmatch(key) else quoted(key)}: {flow(each)}"
            for key, each in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def quoted(text: str) -> str:
    """Return a text in YAML, without quotes if every YAML library reads it as this text."""
    return text if _SAFE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
