"""Records that stand for the equal records of many units, and notice what a rule reads of them.

A rule is run once for all units whose records are equal in the columns that it reads. Its records
hold these columns only. If it reads another cell, `NeedsColumns` names the column, and it is run
again with it; if it reads what differs between any two records (where they were written), it
raises `NeedsUnit`.

A label is the text of the first column, often a number of a case, by which all records differ.
Rules put it into messages, which tables do not show. So a message that is read after the rule has
returned gets a label that stands for any; the rule itself only sees the true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn

from lawcheck.model.case import Case, Result
from lawcheck.model.evidence import Record, Source, Value
from lawcheck.model.rule import Rule
from lawcheck.model.text import Language, Text
from lawcheck.tables.rule_per_input import NeedsUnit


class NeedsColumns(NeedsUnit):
    """A rule has read columns of a register that it was not given.

    Attributes:
        register: name of the register.
        names: names of the columns; none if it only asks for the records.
    """

    def __init__(self, register: str, names: Iterable[str] = ()) -> None:
        self.register = register
        self.names = frozenset(names)
        super().__init__(self.register, self.names)


class Run:
    """One rule, run again and again; knows whether it is the rule that reads a record just now."""

    def __init__(self, rule: Rule) -> None:
        self.rule: Any = _Observed(rule, self)
        self.is_in_rule = False


class _Observed:
    """A rule that tells its `Run` while it is scoring."""

    def __init__(self, rule: Rule, run: Run) -> None:
        self._rule = rule
        self._run = run

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)

    def score(self, case: Case) -> Result:
        """Score as the rule does."""
        self._run.is_in_rule = True
        try:
            return self._rule.score(case)
        except NeedsUnit as error:
            error.is_from_rule = True
            raise
        finally:
            self._run.is_in_rule = False


class SharedCells(dict[str, Value]):
    """The cells of a record in the columns that a rule reads, and `NeedsColumns` for all others.

    Args:
        values: the cells; a blank one is absent.
        register: name of the register.
        unread: the columns that are not among the values.
    """

    def __init__(
        self, values: Mapping[str, Value], register: str, unread: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(values)
        self._register = register
        self._unread = unread

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, if it is among those that are known to be read."""
        if name in self._unread:
            raise NeedsColumns(self._register, (name,))
        return super().get(name, default)

    def __missing__(self, name: str) -> NoReturn:
        if name in self._unread:
            raise NeedsColumns(self._register, (name,))
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        if name in self._unread:
            raise NeedsColumns(self._register, (str(name),))
        return super().__contains__(name)

    def _whole(self) -> None:  # the rule looks at all cells that there are
        if self._unread:
            raise NeedsColumns(self._register, self._unread)

    def __iter__(self) -> Iterator[str]:
        self._whole()
        return super().__iter__()

    def __len__(self) -> int:
        self._whole()
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        self._whole()
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        self._whole()
        return super().__ne__(other)

    def __repr__(self) -> str:
        self._whole()
        return super().__repr__()

    __hash__ = None

    def _any(self, *_: Any) -> NoReturn:
        raise NeedsUnit

    # a rule has a `Mapping`, so nothing but the methods of one
    __or__ = __ror__ = __reversed__ = copy = _any

    def keys(self) -> Any:
        """Return the names of all cells."""
        self._whole()
        return super().keys()

    def values(self) -> Any:
        """Return the values of all cells."""
        self._whole()
        return super().values()

    def items(self) -> Any:
        """Return all cells."""
        self._whole()
        return super().items()


KEY_OF: Final = "key of "
"""Prefix of the name of a column that says which records of a unit have equal values.

It has a space, so no column of a register has such a name.
"""


class SharedRecord(Record):
    """A record that stands for the equal records of many units.

    Args:
        register: name of the register.
        number: position in the register of a unit, from 1.
        values: the cells.
        keys: the keys of columns, under `KEY_OF` and the name of the column.
        first: name of the first column, which gives the label.
        run: the rule that reads the record.
    """

    __slots__ = ("_first", "_keys", "_run")
    _first: str
    _keys: SharedCells
    _run: Run

    def __init__(
        self,
        register: str,
        number: int,
        values: SharedCells,
        keys: SharedCells,
        first: str,
        run: Run,
    ) -> None:
        for name, value in {
            "register": register,
            "number": number,
            "values": values,
            "_keys": keys,
            "_first": first,
            "_run": run,
        }.items():
            object.__setattr__(self, name, value)

    @property
    def source(self) -> Source:
        """Where the row came from, for the places in a message; no rule can know it."""
        if self._run.is_in_rule:
            raise NeedsUnit
        return Source()

    @property
    def label(self) -> str:
        """The value of the first column."""
        return str(self.values.get(self._first, ""))

    def key(self, column: str) -> object:
        """Return a key that is equal for records of the unit with equal values in a column."""
        group = self._keys.get(KEY_OF + column)
        # 0 stands for a value that no other record of the unit has
        return (self.number,) if group == 0 else group

    @property
    def title(self) -> Text:
        """The name of the record in messages; its text is looked up when it is read."""
        return _Title(self)


class _Title(Text):
    """The title of a record that stands for many."""

    __slots__ = ("_record",)
    _record: SharedRecord

    def __init__(self, record: SharedRecord) -> None:
        object.__setattr__(self, "_record", record)

    @property
    def _text(self) -> Text:
        label = self._record.label
        return Text(label) if label else self._number

    @property
    def _number(self) -> Text:
        return Text(f"第{self._record.number}条", f"record {self._record.number}")

    @property
    def zh(self) -> str:
        return self._text.zh

    @property
    def en(self) -> str:
        return self._text.en

    def pick(self, language: Language) -> str:
        """Return the title; in a message that nobody sees, only the position."""
        text = self._text if self._record._run.is_in_rule else self._number
        return text.pick(language)


class SharedRegisters(dict[str, tuple[Record, ...]]):
    """The registers that a rule is known to read; raises `NeedsColumns` if it reads another.

    Args:
        registers: the records by the register's name; a register that is missing is absent.
        unread: names of the other registers.
    """

    def __init__(
        self, registers: Mapping[str, tuple[Record, ...]], unread: frozenset[str]
    ) -> None:
        super().__init__(registers)
        self._unread = unread

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, if it is among those that are known to be read."""
        if name in self._unread:
            raise NeedsColumns(name)
        return super().get(name, default)

    def __missing__(self, name: str) -> NoReturn:
        if name in self._unread:
            raise NeedsColumns(name)
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        if name in self._unread:
            raise NeedsColumns(str(name))
        return super().__contains__(name)

    def _any(self, *_: Any) -> NoReturn:  # the rule looks at all registers that there are
        raise NeedsUnit

    __iter__ = keys = values = items = __len__ = __or__ = __ror__ = __reversed__ = copy = _any
    __eq__ = __ne__ = _any
    __hash__ = None
