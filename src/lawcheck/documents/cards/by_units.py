"""The JSON text of a report unit by unit, so that its units need not be in memory together."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from lawcheck.documents.cards.json_values import bare_number, parse, unique_keys
from lawcheck.documents.digest import canonical, sha256

UNITS: Final = "units"
"""The key of the units in a report."""
HASH: Final = "result_sha256"
"""The key of the hash of everything else."""
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=unique_keys,
    parse_float=bare_number,
    parse_int=bare_number,
    parse_constant=bare_number,
)
_AGAIN: Final = json.JSONDecoder(
    parse_float=bare_number, parse_int=bare_number, parse_constant=bare_number
)
"""For texts in which `_DECODER` has found no duplicate key."""


@attrs.frozen
class SavedText:
    """The JSON text of a report, whose units are parsed again whenever they are asked for.

    Attributes:
        text: the text.
        head: everything but a list of units.
        spans: where each unit begins and ends in the text; None without a list of units.
    """

    text: str
    head: Mapping[str, Any] = attrs.field(hash=False)
    spans: tuple[tuple[int, int], ...] | None

    @classmethod
    def of(cls, text: str, see: Callable[[Any], None]) -> SavedText | None:
        """Take a text apart; return None if it is not the text of an object.

        Args:
            text: the text.
            see: called with the data of each unit.

        Raises:
            UsageError: the text is not valid JSON, or has a duplicate key.
        """
        try:
            return cls(text, *_taken_apart(text, see))
        except (ValueError, IndexError, RecursionError):
            parse(text)  # says what is wrong, and where
            return None

    def units(self) -> Iterator[Any]:
        """Yield the data of each unit."""
        for start, end in self.spans or ():
            yield _AGAIN.decode(self.text[start:end])

    def hash_matches(self) -> bool:
        """Check whether the hash in the text is the hash of the rest.

        This finds accidental changes only: anyone can compute the hash again.
        """
        head = {key: value for key, value in self.head.items() if key != HASH}
        try:
            if self.spans is None:
                return self.head.get(HASH) == sha256(head)
            digest = UnitsDigest(head)
            for unit in self.units():
                digest.add(unit)
        except (
            UnicodeEncodeError
        ):  # a lone surrogate, which JSON can escape but UTF-8 cannot encode
            return False
        return self.head.get(HASH) == digest.hexdigest()


def _taken_apart(
    text: str, see: Callable[[Any], None]
) -> tuple[dict[str, Any], tuple[tuple[int, int], ...] | None]:
    """Return the members of an object but for a list of units, and where those are.

    Raises:
        ValueError, IndexError: the text is not that of an object.
    """
    head: dict[str, Any] = {}
    spans: list[tuple[int, int]] | None = None
    seen: set[str] = set()
    scanner = _Scanner(text)
    for _ in scanner.each("{", "}"):
        key = scanner.value()
        if not isinstance(key, str) or key in seen:
            raise ValueError(key)
        seen.add(key)
        scanner.take(":")
        if key == UNITS and scanner.sign() == "[":
            spans = []
            for _ in scanner.each("[", "]"):
                start = scanner.at
                see(scanner.value())
                spans.append((start, scanner.at))
        else:
            head[key] = scanner.value()
    scanner.end()
    return head, None if spans is None else tuple(spans)


class _Scanner:
    """Goes through a JSON text from value to value.

    Its methods raise ValueError or IndexError where the text goes on otherwise.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def sign(self) -> str:
        """Go past spaces, and return the sign there."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.text[self.at]

    def take(self, wanted: str) -> None:
        """Go past one sign."""
        if self.sign() != wanted:
            raise ValueError(wanted)
        self.at += 1

    def each(self, opening: str, closing: str) -> Iterator[None]:
        """Stop at each element of a list or object, which is to be taken before the next."""
        self.take(opening)
        more = self.sign() != closing
        while more:
            self.sign()
            yield
            more = self.sign() == ","
            if more:
                self.take(",")
        self.take(closing)

    def value(self) -> Any:
        """Take a value."""
        self.sign()
        value, self.at = _DECODER.raw_decode(self.text, self.at)
        return value

    def end(self) -> None:
        """Check that nothing follows."""
        if _SPACE.fullmatch(self.text, self.at) is None:
            raise ValueError(self.at)


class UnitsDigest:
    """The SHA-256 of a report in canonical form, which is given its units one by one.

    >>> from lawcheck.documents.digest import sha256
    >>> digest = UnitsDigest({"schema": "s", "zone": []})
    >>> digest.add({"unit": "a"})
    >>> digest.hexdigest() == sha256({"schema": "s", "units": [{"unit": "a"}], "zone": []})
    True

    Args:
        head: everything but the units.
    """

    def __init__(self, head: Mapping[str, Any]) -> None:
        def members(keys: list[str]) -> bytes:
            return b",".join(canonical(key) + b":" + canonical(head[key]) for key in keys)

        before = members(sorted(key for key in head if key < UNITS))
        after = members(sorted(key for key in head if key > UNITS))
        start = b"{" + before + (b"," if before else b"") + canonical(UNITS) + b":["
        self._digest = hashlib.sha256(start)
        self._end = b"]" + (b"," if after else b"") + after + b"}"
        self._joint = b""

    def add(self, unit: Any) -> None:
        """Add a unit.

        Raises:
            UnicodeEncodeError: a text in it has a lone surrogate, which UTF-8 cannot encode.
        """
        self._digest.update(self._joint + canonical(unit))
        self._joint = b","

    def hexdigest(self) -> str:
        """Return the digest of the report with the units that were added."""
        digest = self._digest.copy()
        digest.update(self._end)
        return digest.hexdigest()
