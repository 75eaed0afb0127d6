"""What a rule that compares units finds in tables: counts and means that stand among the facts.

For each rule that compares units, `lawcheck.tables.peer_columns` computes a few columns, such as
how many units are above this one. The rule reads them through `case.peers`, like any other fact;
so it is run once per distinct input, or on whole columns, like any other rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, Literal, NoReturn

import attrs

from lawcheck.model.calendars import OutsideCalendar, Period
from lawcheck.model.case import BadEvidence, Case
from lawcheck.model.evidence import Evidence
from lawcheck.model.peers import Peers, Pool
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import Peered
from lawcheck.model.text import message
from lawcheck.tables.rule_per_input import NeedsUnit, SharedEvidence

Statistic = Literal["above", "equal", "size", "unknown", "total", "lowest", "highest"]
"""What is computed for a unit: how many of the others are above it, or equal to it; how many there
are, and how many of them are unknown; and the sum, the least and the greatest of all known values,
its own included."""

_NOBODY: Final = Pool(())
_STANDS_NOWHERE: Final = message("数值不明，无从比较", "without a value it cannot be compared")


def statistic(key: str, of: Statistic) -> str:
    """Return the name among the facts; names of a checklist's facts cannot begin like this."""
    return f"@{key}:{of}"


@attrs.frozen
class Compared:
    """A rule that compares units.

    Attributes:
        rule: the rule.
        constants: statistics that are the same for all units whose value is known; they have no
            column.
        has_total: whether the values have been added up.
    """

    rule: Peered
    constants: Mapping[Statistic, Fraction]
    has_total: bool


def with_peers(
    evidence: SharedEvidence, compared: Mapping[str, Compared | None], period: Period
) -> Evidence:
    """Add the other units to the evidence of any unit with some facts.

    Args:
        evidence: holds the facts.
        compared: by key, the rules that compare units; None for one without statistics.
        period: the period of the checklist.
    """
    if not compared:
        return evidence
    return evidence.with_others(peers=_PeersByRule(evidence, compared, period))


class _PeersByRule(Mapping[str, Peers]):
    def __init__(
        self, evidence: Evidence, compared: Mapping[str, Compared | None], period: Period
    ) -> None:
        self._evidence, self._compared, self._period = evidence, compared, period

    def __getitem__(self, key: str) -> Peers:
        compared = self._compared.get(key)
        if compared is None:
            raise NeedsUnit
        case = Case(key, None, self._evidence, self._period)
        peers = _PeersInFacts(_NOBODY, None, case, compared)
        if peers.found("size") is None:  # it has no group
            raise MissingEvidence((key,))
        peers.statistic("above")
        return peers

    def __iter__(self) -> Iterator[str]:
        return iter(self._compared)

    def __len__(self) -> int:
        return len(self._compared)


@attrs.frozen(eq=False)
class _PeersInFacts(Peers):
    """The other units, of which only the statistics are known.

    Attributes:
        case: of the unit.
        compared: the rule.
    """

    case: Case
    compared: Compared

    def found(self, of: Statistic) -> Any:
        """Return a statistic; None if it is missing."""
        constant = self.compared.constants.get(of)
        if constant is not None:
            return constant
        fact = self.case.evidence.facts.get(statistic(self.case.key, of))
        return None if fact is None else fact.value

    def statistic(self, of: Statistic) -> Any:
        """Return a statistic.

        Raises:
            BadEvidence: it is missing. A unit without a value stands nowhere, which rules find
                when they read the value; so these facts do not occur together, or the rule asks
                first. Such a unit is scored alone.
        """
        found = self.found(of)
        if found is None:
            raise BadEvidence(_STANDS_NOWHERE)
        return found

    @property
    def size(self) -> Any:
        """How many there are."""
        return self.statistic("size")

    @property
    def unknown(self) -> Any:
        """How many have values that are not known."""
        return self.statistic("unknown")

    @property
    def unknown_names(self) -> tuple[str, ...]:
        """The name of the rule, as for anything that is missing for all units."""
        return (self.case.key,)

    def above(self, value: Fraction) -> Any:
        """Count those with a greater value than the unit itself.

        Raises:
            NeedsUnit: the value is another one.
        """
        self._is_own(value)
        return self.statistic("above")

    def below(self, value: Fraction) -> Any:
        """Count those with a smaller value than the unit itself; see `above`."""
        self._is_own(value)
        others = self.size - self.unknown
        return others - self.statistic("above") - self.statistic("equal")

    def equal(self, value: Fraction) -> Any:
        """Count those with the value of the unit itself; see `above`."""
        self._is_own(value)
        return self.statistic("equal")

    def mean(self, own: Fraction | None = None) -> Any:
        """Return the mean of the known values, with or without that of the unit itself."""
        if not self.compared.has_total:
            raise NeedsUnit
        total = self._number("total")
        known = self.size - self.unknown
        if own is None:
            return (total - self._own_number()) / known
        self._is_own(own)
        return total / (known + 1)

    def ends(self, own: Fraction) -> tuple[Any, Any]:
        """Return the least and the greatest known value, that of the unit itself included."""
        self._is_own(own)
        return self._number("lowest"), self._number("highest")

    def _number(self, of: Statistic) -> Any:
        """Return a statistic that is a sum or a value."""
        found = self.statistic(of)
        # a text where it is too large for a column of numbers
        return Fraction(found) if isinstance(found, str) else found

    def _own_number(self) -> Fraction:
        try:
            return self.compared.rule.compared(self.case)
        except (MissingEvidence, DoesNotApply, BadEvidence, OutsideCalendar):
            raise NeedsUnit from None

    def _is_own(self, value: Fraction) -> None:
        if value != self._own_number():
            raise NeedsUnit

    def _refuse(self, *_: Any) -> NoReturn:
        raise NeedsUnit

    __len__ = __iter__ = __getitem__ = __contains__ = __reversed__ = _refuse
    __eq__ = __hash__ = index = count = _refuse
