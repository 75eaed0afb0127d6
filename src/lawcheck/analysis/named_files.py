"""Match the files that a saved scorecard names with those that were read now.

People move their files to other folders, and lines in them move.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Final

import attrs

_PLACE: Final = "\0{}\0"
"""Stands for a file and line in texts that are compared; no text of a scorecard contains NUL."""


@attrs.define(slots=False)
class NamedFiles:
    """Names of files in a scorecard, matched with those that are read now.

    They are matched by the sources, where a scorecard gives a file on its own. The folder may be
    another, but must be the same one wherever the file is named. Line and column numbers are not
    compared: a comment that was added to a file moves them and changes no value.

    Attributes:
        there: the name in the scorecard of each file, by its name now.
    """

    there: Mapping[str, str]

    def are_same_texts(self, there: str, here: str) -> bool:
        """Return whether two texts differ only in the folders and lines of files they name."""
        return there == here or self._there.masked(there) == self._here.masked(here)

    def is_same_file(self, there: Any, here: Any) -> bool:
        """Return whether the scorecard names this file as it does everywhere else."""
        return bool(there == self.there.get(here, here))

    @cached_property
    def _here(self) -> _Mask:
        return _Mask({file: number for number, file in enumerate(self.there)})

    @cached_property
    def _there(self) -> _Mask:
        return _Mask({name: number for number, name in enumerate(self.there.values())})


class FilesSeen:
    """Learns from unit after unit which file is which."""

    def __init__(self) -> None:
        self._there: dict[str, str] = {}

    def see(self, card: Any, here: Any) -> None:
        """Match the files that a unit of a scorecard names.

        Args:
            card: data of the unit in the saved scorecard.
            here: data of the unit that was computed again.
        """
        found: _Pairs = []
        _find_sources(card, here, found)
        for one, other in found:
            name, file = one.get("file"), other.get("file")
            if isinstance(name, str) and isinstance(file, str) and _base(name) == _base(file):
                self._there.setdefault(file, name)

    def named(self, files: Iterable[str]) -> NamedFiles:
        """Return the names.

        Args:
            files: every file that was read; one that no source names is taken to be in the same
                folder as its neighbours.
        """
        there = dict(self._there)
        folders: dict[str, set[str]] = {}
        for file, name in there.items():
            folders.setdefault(_folder(file), set()).add(_folder(name))
        for file in files:
            found = folders.get(_folder(file), set())
            if file not in there and len(found) == 1:
                there[file] = next(iter(found)) + _base(file)
        return NamedFiles(there)


@attrs.frozen(slots=False)
class _Mask:
    """Replaces names of files and numbers of lines in texts by placeholders.

    For example, `old/a.csv:3: blank` and `new/a.csv:4: blank` become the same text.
    """

    numbers: Mapping[str, int] = attrs.field(hash=False)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self.numbers, key=len, reverse=True)))
        return re.compile(rf"(?<![\w/\\.-])({names})(?::\d+)*" if names else r"(?!)")

    def masked(self, text: str) -> str:
        return self._pattern.sub(lambda found: _PLACE.format(self.numbers[found[1]]), text)


def is_number_of_place(key: str, there: Any, here: Mapping[str, Any]) -> bool:
    """Return whether a value of a source only says which line or numbered column it is in."""
    counts = key == "line" or (key == "column" and here.get("column_is") == "number")
    return counts and isinstance(there, str) and there.isascii() and there.isdecimal()


_Pairs = list[tuple[Mapping[str, Any], Mapping[str, Any]]]


def _find_sources(there: Any, here: Any, found: _Pairs) -> None:
    """Add the pairs of sources that two scorecards have at the same place."""
    if isinstance(there, dict) and isinstance(here, dict):
        for key, inner in here.items():
            if inner and isinstance(inner, dict | list):
                other = there.get(key)
                if key == "source" and isinstance(inner, dict) and isinstance(other, dict):
                    found.append((other, inner))
                else:
                    _find_sources(other, inner, found)
    elif isinstance(there, list) and isinstance(here, list):
        for one, other in zip(there, here, strict=False):
            _find_sources(one, other, found)


@lru_cache(maxsize=4096)
def _base(file: str) -> str:
    return re.split(r"[/\\]", file)[-1]


def _folder(file: str) -> str:
    return file[: len(file) - len(_base(file))]
