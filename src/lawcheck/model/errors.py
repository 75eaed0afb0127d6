"""Errors, the problems they carry, and the exit code of each kind of error."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Iterable, Iterator

import attrs

from lawcheck.model.saved import OPTIONAL, Column
from lawcheck.model.shortening import MAX_REPORTED, kind_of, truncated
from lawcheck.model.text import Language, Message, message, visible


class ExitCode(enum.IntEnum):
    """The exit code of a command.

    1 is never used, because Python's own crashes and click's defaults end with it.

    >>> from lawcheck import ChecklistError, ExitCode
    >>> ChecklistError.exit_code is ExitCode.REFUSED
    True
    >>> int(ExitCode.LIMIT)
    3
    """

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


@attrs.frozen(weakref_slot=False)  # there are millions, and eight bytes less of each
class Place:
    """A place in an input.

    >>> from lawcheck.plugin import Place
    >>> str(Place("units.csv", 7, "visits"))
    'units.csv:7:visits'

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
    """One problem of one input: where it is, what is wrong, and what to do.

    Usually made by `problem`.

    >>> from lawcheck.plugin import Place, Problem, message
    >>> what = message("不是数；请写数字", "not a number; write digits")
    >>> Problem(Place("units.csv", 7, "visits"), what).pick("en")
    'units.csv:7:visits: not a number; write digits'

    Attributes:
        place: where it is.
        what: what is wrong and what to do.
    """

    place: Place
    what: Message

    def pick(self, language: Language) -> str:
        """Return the problem as one line, `FILE:LINE:COL: what is wrong; what to do`.

        Without the place if there is none. Long values are truncated, and control characters
        are escaped.
        """
        what = truncated(self.what).pick(language)
        return visible(f"{self.place}: {what}" if self.place.file else what)


_MAX_PLACES = 5
"""How many places of equal problems are listed beside the first."""


def reported(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Shorten a list of problems to those that are shown.

    Equal problems of one file become one with all their places. Of each kind (see `kind_of`) the
    first `MAX_REPORTED` are shown, followed by a line that counts the rest.
    """
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
            yield _merged(same)
        if len(groups) > MAX_REPORTED and same is groups[MAX_REPORTED - 1]:
            count = sum(map(len, groups[MAX_REPORTED:]))
            yield problem(
                Place(same[0].place.file),
                "还有{count}处同类问题",
                "{count} more problems of this kind",
                count=count,
            )


def _merged(same: list[Problem]) -> Problem:
    first, *others = same
    if not others:
        return first
    places = [str(attrs.evolve(each.place, file="")).lstrip(":") for each in others[:_MAX_PLACES]]
    more = len(others) - len(places)
    if more:
        zh = "{what}（还有 {places} 等共{all}处）"
        en = "{what} (also at {places} and {more} more)"
    else:
        zh, en = "{what}（还有 {places}）", "{what} (also at {places})"
    return problem(first.place, zh, en, what=first.what, places=places, more=more, all=len(same))


class LawcheckError(Exception):
    """The base of every error that lawcheck raises on purpose.

    An error carries all problems that were found, in input order.

    >>> import lawcheck
    >>> try:
    ...     lawcheck.load_checklist("no-such-checklist")
    ... except lawcheck.LawcheckError as error:
    ...     print(type(error).__name__, len(error.problems), int(error.exit_code))
    UsageError 1 2

    Attributes:
        problems: every problem, in input order.
        exit_code: how the command line ends on this error.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def pick(self, language: Language) -> str:
        """Return the problems as text, one line each.

        Equal problems share a line; of each kind the first are listed and the rest counted.
        """
        return "\n".join(each.pick(language) for each in reported(self.problems))

    def __str__(self) -> str:
        return self.pick("en")


class ChecklistError(LawcheckError):
    r"""The checklist has faults.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> _ = Path("mine.yaml").write_text("checklist: [\n", encoding="utf-8")
    >>> try:
    ...     lawcheck.load_checklist("mine.yaml")
    ... except lawcheck.ChecklistError as error:
    ...     print(error.problems[0].place)
    mine.yaml:2:1
    """


class EvidenceError(LawcheckError):
    """The evidence has faults.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> try:
    ...     lawcheck.build_evidence(checklist, unit="a", facts={"no_such_fact": 1})
    ... except lawcheck.EvidenceError as error:
    ...     print(len(error.problems))
    1
    """


class UsageError(LawcheckError):
    """What was asked for does not exist: a unit, an indicator, a format.

    >>> import lawcheck
    >>> try:
    ...     lawcheck.load_checklist("no-such-checklist")
    ... except lawcheck.UsageError as error:
    ...     print(error)
    no-such-checklist: ...
    """


class LimitError(LawcheckError):
    """An input is larger or deeper than lawcheck reads.

    >>> from lawcheck import ExitCode, LimitError
    >>> from lawcheck.plugin import Place, problem
    >>> error = LimitError([problem(Place("a.csv"), "文件太大", "the file is too large")])
    >>> print(error)
    a.csv: the file is too large
    >>> error.exit_code is ExitCode.LIMIT
    True
    """

    exit_code = ExitCode.LIMIT


class PluginError(LawcheckError):
    """A plugin failed, is missing, or clashes with another.

    >>> from types import SimpleNamespace
    >>> from lawcheck import PluginError, Session
    >>> try:
    ...     Session.start(plugins=[SimpleNamespace(__name__="empty")])
    ... except PluginError as error:
    ...     print(error)
    plugin empty (empty): the SimpleNamespace has no function that is marked with @hookimpl; ...
    """

    exit_code = ExitCode.PLUGIN


class OutputError(LawcheckError):
    """An output could not be written; nothing was changed.

    >>> from lawcheck.plugin import ExitCode, OutputError, Place, problem
    >>> error = OutputError([problem(Place("out.csv"), "磁盘已满", "the disk is full")])
    >>> print(error)
    out.csv: the disk is full
    >>> error.exit_code is ExitCode.NOT_WRITTEN
    True
    """

    exit_code = ExitCode.NOT_WRITTEN


def problem(place: Place, zh: str, en: str, /, **values: object) -> Problem:
    """Make a problem from its place and its sentence in both languages.

    >>> from lawcheck.plugin import Place, problem
    >>> late = problem(
    ...     Place("units.csv", 3),
    ...     "{day} 在考评期之外；请更正",
    ...     "{day} is outside the period; correct it",
    ...     day="2022-12-31",
    ... )
    >>> late.pick("en")
    'units.csv:3: 2022-12-31 is outside the period; correct it'

    Args:
        place: where it is.
        zh: the Chinese template; says what is wrong and what to do.
        en: the English template, with the same `{name}` fields.
        values: the values of the fields.
    """
    return Problem(place, message(zh, en, **values))
