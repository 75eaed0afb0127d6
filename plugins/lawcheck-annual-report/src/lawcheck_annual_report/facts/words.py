"""Words of a wording: those that a text must have, and whose figures count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from lawcheck.plugin import fold
from lawcheck_annual_report.figures.subjects import Subject, Who

_COUNTED: Final[Mapping[str, frozenset[Who]]] = {
    "own": frozenset(),
    "本级": frozenset(),
    "all": frozenset([Who.ALL_DEPARTMENTS]),
    "合计": frozenset([Who.ALL_DEPARTMENTS]),
    "any": frozenset([Who.ALL_DEPARTMENTS, Who.DEPARTMENT, Who.OTHER_BODY]),
    "不限": frozenset([Who.ALL_DEPARTMENTS, Who.DEPARTMENT, Who.OTHER_BODY]),
}
"""Words of the column `subject` that are no names, and whose figures count then."""


@attrs.frozen
class Words:
    """Words that a text must have: one of several alternatives, with all its parts.

    >>> words = Words.read("会前学法|集体+学法")
    >>> words.stand_in("开展集体学法"), words.stand_in("集体讨论")
    (True, False)

    Attributes:
        alternatives: the parts of each alternative; none if nothing is asked for.
    """

    alternatives: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> Words:
        """Read `a|b+c`."""
        each = (part for part in fold(text).replace(" ", "").split("|") if part)
        return cls(tuple(tuple(filter(None, part.split("+"))) for part in each))

    def stand_in(self, text: str) -> bool:
        """Return whether a text has them; every text has none."""
        return not self.alternatives or self.found_in(text) is not None

    def found_in(self, text: str) -> tuple[str, ...] | None:
        """Return the parts of the first alternative that a text has, or None."""
        for parts in self.alternatives:
            if all(part in text for part in parts):
                return parts
        return None


@attrs.frozen
class Counted:
    """Whose figures count: those of the unit itself, and of whom the column `subject` names.

    >>> counted = Counted.read("all|司法局")
    >>> counted.holds(Subject(Who.DEPARTMENT, "区司法局"))
    True
    >>> counted.holds(Subject(Who.DEPARTMENT, "区公安局"))
    False

    Attributes:
        who: the kinds that count.
        names: words in the names of departments and bodies that count.
    """

    who: frozenset[Who]
    names: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Counted:
        """Read `all|司法局`; empty is the unit alone."""
        words = [word for each in text.split("|") if (word := each.strip())]
        kinds = [_COUNTED[word.lower()] for word in words if word.lower() in _COUNTED]
        names = tuple(word for word in words if word.lower() not in _COUNTED)
        return cls(frozenset([Who.OWN]).union(*kinds), names)

    def holds(self, subject: Subject) -> bool:
        """Return whether figures of a subject count; those of a larger area never do."""
        is_named = any(name in subject.said for name in self.names)
        return subject.who in self.who or (is_named and subject.who is not Who.LARGER_AREA)
