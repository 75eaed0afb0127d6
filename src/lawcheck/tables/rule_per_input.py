"""An item scored once for each different input: the rule itself is run, whatever type it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NoReturn

from lawcheck.model.evidence import Evidence, Fact, Value

NEVER_CODE: Final = 2**31 - 1
"""The date that never came; days are counted from 1970."""


class NeedsFacts(BaseException):
    """A rule reads facts that it was not given.

    Attributes:
        names: of the facts.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        super().__init__(self.names)


class NeedsUnit(BaseException):
    """A rule reads more than facts and results of measures: single records, or who the unit is."""


class _Facts(dict[str, Fact]):
    """The facts that a rule is known to read; it is told when it reads another."""

    def __init__(self, facts: Mapping[str, Fact], others: frozenset[str]) -> None:
        super().__init__(facts)
        self._others = others

    def get(self, name: str, default: Any = None) -> Any:
        self._known(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Fact:
        self._known(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._known(name)
        return super().__contains__(name)

    def _known(self, name: object) -> None:
        if name in self._others:
            raise NeedsFacts((str(name),))

    def _all(self, *_: object) -> NoReturn:
        raise NeedsFacts(self._others) if self._others else NeedsUnit

    __iter__ = keys = values = items = __len__ = _all


class _Nobody:
    """Stands for whatever unit has these facts."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsUnit


class Nothing(Mapping[str, Any]):
    """Registers, or cells of a record, that a rule must not look into.

    Args:
        names: of them; all names if None.
    """

    def __init__(self, names: Iterable[str] | None = None) -> None:
        self._names = None if names is None else frozenset(names)

    def __getitem__(self, name: str) -> NoReturn:
        if self._names is None or name in self._names:
            raise NeedsUnit
        raise KeyError(name)

    def __iter__(self) -> NoReturn:
        raise NeedsUnit

    def __len__(self) -> NoReturn:
        raise NeedsUnit


NOTHING: Final = Nothing()
_NOBODY: Any = _Nobody()


def evidence_of(facts: Mapping[str, Value | None], known: frozenset[str]) -> Evidence:
    """What a rule is given: these facts, and a refusal of everything else.

    Args:
        facts: by name; None is missing.
        known: every fact that there is.
    """
    given = {name: Fact(name, value) for name, value in facts.items() if value is not None}
    return Evidence(_NOBODY, _Facts(given, known - frozenset(facts)), NOTHING)
