"""Run a rule once per distinct input row, whatever type of rule it is.

The rule gets evidence that only holds the facts it is known to read. If it reads anything else,
an exception says what it needs: another fact (`NeedsFacts`), upon which it is run again with
that fact, or more than facts (`NeedsUnit`), upon which units are scored one by one. So the inputs
of a rule are discovered by running it, and cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NoReturn

from lawcheck.model.evidence import Evidence, Fact, Value

NEVER_CODE: Final = 2**31 - 1
"""Code of the date "never"; other dates are days since 1970-01-01, and below it."""


class NeedsFacts(BaseException):
    """A rule has read facts that it was not given.

    It derives from `BaseException`, so that a rule with `except Exception` cannot swallow it.

    Attributes:
        names: names of the facts.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        super().__init__(self.names)


class NeedsUnit(BaseException):
    """A rule has read more than facts and results of measures: single records, or the unit.

    It derives from `BaseException`, so that a rule with `except Exception` cannot swallow it.

    Attributes:
        is_from_rule: whether the rule has read it, or else the code that reports its failure.
    """

    is_from_rule = False


class _Facts(dict[str, Fact]):
    """The facts that a rule is known to read; raises `NeedsFacts` if it reads another."""

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

    def _all(self, *_: object) -> NoReturn:  # the rule looks at all facts that there are
        raise NeedsFacts(self._others) if self._others else NeedsUnit

    __iter__ = keys = values = items = __len__ = _all


class _AnyUnit:
    """Stands for any unit with these facts; raises `NeedsUnit` if a rule looks at it."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsUnit


class Unavailable(Mapping[str, Any]):
    """Registers, or cells of a record, that raise `NeedsUnit` if a rule looks at them.

    Args:
        names: names of the registers that exist; None if any name may.
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


UNAVAILABLE: Final = Unavailable()


class SharedEvidence(Evidence):
    """Evidence of any unit with these facts and records."""

    __slots__ = ()

    def __init__(self, **given: Mapping[str, Any]) -> None:
        for name, value in (_OF_ANY_UNIT | given).items():
            object.__setattr__(self, name, value)

    def with_others(self, **given: Mapping[str, Any]) -> Evidence:
        """Return the same evidence with other attributes."""
        kept = {name: getattr(self, name) for name in ("facts", *_OF_ANY_UNIT)}
        return SharedEvidence(**kept | given)

    @property
    def rows(self) -> NoReturn:
        """How many rows of the inputs the unit has, which all of its registers decide."""
        raise NeedsUnit


_OF_ANY_UNIT: Final[dict[str, Any]] = {
    "unit": _AnyUnit(),
    "registers": UNAVAILABLE,
    "not_applicable": {},
    "judgements": {},
    "overrides": {},
    "rebuttals": (),
    "attachments": (),
    "peers": {},
    "at_least": {},  # columns hold exact values
    "unreviewed": False,
    "scores": {},  # checklists with conditions on scores are scored unit by unit
}


def evidence_of(
    facts: Mapping[str, Value | None],
    known: frozenset[str],
    **others: Mapping[str, Any],
) -> SharedEvidence:
    """Return evidence that holds these facts, and raises an exception for anything else.

    Args:
        facts: values by name; None is missing.
        known: names of all facts that exist.
        others: other attributes of the evidence, such as registers; they raise the exception
            themselves.
    """
    given = {name: Fact(name, value) for name, value in facts.items() if value is not None}
    return SharedEvidence(facts=_Facts(given, known - frozenset(facts)), **others)


def evidence_with(facts: Mapping[str, Fact], **others: Mapping[str, Any]) -> SharedEvidence:
    """Return evidence that holds these facts, and raises `NeedsUnit` for records or the unit.

    Args:
        facts: the facts.
        others: other attributes of the evidence.
    """
    return SharedEvidence(facts=facts, **others)
