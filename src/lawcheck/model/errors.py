"""What can go wrong, and the exit code that each kind of failure ends a command with."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Iterable, Iterator

import attrs

from lawcheck.model.saved import OPTIONAL, Column
from lawcheck.model.shortening import MAX_REPORTED, cut, kind_of
from lawcheck.model.text import Language, Message, message, visible


class ExitCode(enum.IntEnum):
    """How a command ended. 1 is never used: Python's own crashes and click's defaults end with it."""

    DONE = 0
    """Done."""
    REFUSED = 2
    """Wrong use, or an input refused."""
    LIMIT = 3
    """An input over a stated limit (size, depth, count)."""
    PLUGIN = 4
    """A plugin failed, is missing, or clashes with another."""
    NOT_WRITTEN = 5
    """An output could not be written."""
    MISMATCH = 6
    """A scorecard does not match what it says it was made from."""
    BELOW = 7
    """Done, but below `--fail-under`, or some units could not be scored or compared."""
    BUG = 70
    """A bug in lawcheck."""


@attrs.frozen
class Place:
    """Where in the input something stands.

    Attributes:
        file: the file's name as the user gave it; empty for values passed in by a program.
        line: line number from 1; 0 where there is none.
        column: column from 1 in a text file, or the name of a table's column.
    """

    file: str = attrs.field(default="", metadata=OPTIONAL)
    line: int = attrs.field(default=0, metadata=OPTIONAL)
    column: Column = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
        if self.column and (self.line or isinstance(self.column, str)):
            parts.append(str(self.column))
        return ":".join(parts)


@attrs.frozen
class Problem:
    """One fault of one input: where, what is wrong, and what to do."""

    place: Place
    what: Message

    def pick(self, language: Language) -> str:
        """`FILE:LINE:COL: what is wrong; what to do`, in one line of visible letters; without the place where there is none."""
        what = cut(self.what).pick(language)
        return visible(f"{self.place}: {what}" if self.place.file else what)


_MOST_PLACES = 5
"""How many places of equal problems are told beside the first."""


def told(problems: Iterable[Problem]) -> Iterator[Problem]:
    """What is shown of many problems: equal ones of a file as one, and the first of each kind, then how many there are more."""
    equal: dict[Hashable, list[Problem]] = {}
    for number, each in enumerate(problems):
        has_line = each.place.line > 0
        key: Hashable = (
            (each.place.file, each.what.pick("en"), kind_of(each.what)) if has_line else number
        )
        same = equal.setdefault(key, [])
        if not same or same[-1].place != each.place:
            same.append(each)
    kinds: dict[Hashable, list[list[Problem]]] = {}
    for same in equal.values():
        kinds.setdefault(kind_of(same[0].what), []).append(same)
    shown = {id(same) for groups in kinds.values() for same in groups[:MAX_REPORTED]}
    for same in equal.values():
        groups = kinds[kind_of(same[0].what)]
        if id(same) in shown:
            yield _as_one(same)
        if len(groups) > MAX_REPORTED and same is groups[MAX_REPORTED - 1]:
            count = sum(map(len, groups[MAX_REPORTED:]))
            yield problem(
                Place(same[0].place.file),
                "还有{count}处同类问题",
                "{count} more problems of this kind",
                count=count,
            )


def _as_one(same: list[Problem]) -> Problem:
    first, *others = same
    if not others:
        return first
    places = [str(attrs.evolve(each.place, file="")).lstrip(":") for each in others[:_MOST_PLACES]]
    more = len(others) - len(places)
    zh, en = ("{what}（还有 {places} 等共{all}处）", "{what} (also at {places} and {more} more)") if more else (
        "{what}（还有 {places}）", "{what} (also at {places})"
    )  # fmt: skip
    return problem(first.place, zh, en, what=first.what, places=places, more=more, all=len(same))


class LawcheckError(Exception):
    """The base of every error that lawcheck raises on purpose; carries all problems at once, in input order."""

    exit_code = ExitCode.REFUSED

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def pick(self, language: Language) -> str:
        """One line a problem; equal ones share a line, and of each kind the first are told, then how many there are more."""
        return "\n".join(each.pick(language) for each in told(self.problems))

    def __str__(self) -> str:
        return self.pick("en")


class ChecklistError(LawcheckError):
    """The checklist has faults."""


class EvidenceError(LawcheckError):
    """The evidence has faults."""


class UsageError(LawcheckError):
    """What was asked for does not exist: a unit, an indicator, a format."""


class LimitError(LawcheckError):
    """An input is larger or deeper than lawcheck reads."""

    exit_code = ExitCode.LIMIT


class PluginError(LawcheckError):
    """A plugin failed, is missing, or clashes."""

    exit_code = ExitCode.PLUGIN


class OutputError(LawcheckError):
    """An output could not be written; nothing was changed."""

    exit_code = ExitCode.NOT_WRITTEN


def problem(place: Place, zh: str, en: str, /, **values: object) -> Problem:
    """A problem from its place and its sentence in both languages."""
    return Problem(place, message(zh, en, **values))
