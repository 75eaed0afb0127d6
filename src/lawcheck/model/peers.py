"""The other units that a unit is compared with.

All units that are compared with each other share one `Pool`, so their number adds to the memory
only once, and a rank or a mean is looked up instead of being counted anew for every unit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final, overload

import attrs

from lawcheck.model.exact import ZERO

OTHER_UNITS: Final = "@"
"""Prefix of the id of another unit whose value is missing; alone, it means all other units."""


@attrs.frozen
class Peer:
    """Another unit that an item is compared with.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Peer
    >>> peers = (Peer("b", Fraction(4)), Peer("c", None))
    >>> [peer.unit for peer in peers if peer.value is None]
    ['c']

    Attributes:
        unit: its id.
        value: the compared number; None if it is not known.
    """

    unit: str
    value: Fraction | None


@attrs.frozen
class Pool:
    """Units that are compared with each other.

    Attributes:
        peers: all of them, in the order of the evidence.
    """

    peers: tuple[Peer, ...]

    @cached_property
    def values(self) -> list[Fraction]:
        """The known values in ascending order."""
        return sorted(peer.value for peer in self.peers if peer.value is not None)

    def around(self, value: Fraction) -> tuple[int, int]:
        """Count the known values below a value, and those up to it."""
        found = self._ends.get(value)
        return found or (bisect_left(self.values, value), bisect_right(self.values, value))

    @cached_property
    def _ends(self) -> dict[Fraction, tuple[int, int]]:
        """The results of `around` for the values that occur."""
        first = {value: place for place, value in reversed([*enumerate(self.values)])}
        last = {value: place + 1 for place, value in enumerate(self.values)}
        return {value: (place, last[value]) for value, place in first.items()}

    @cached_property
    def unknown(self) -> tuple[Peer, ...]:
        """The units whose values are not known."""
        return tuple(peer for peer in self.peers if peer.value is None)

    @cached_property
    def unknown_names(self) -> tuple[str, ...]:
        """The names of their values, as `MissingEvidence` takes them."""
        return tuple(f"{OTHER_UNITS}{peer.unit}" for peer in self.unknown)

    @cached_property
    def total(self) -> Fraction:
        """The sum of the known values."""
        return _total(self.values)

    @cached_property
    def mean(self) -> Fraction:
        """The mean of the known values."""
        return self.total / len(self.values)


@attrs.frozen(eq=False)
class Peers(Sequence[Peer]):
    """The units of a pool except one: a sequence of `Peer`, with counts and means of their values.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Peer, Peers
    >>> peers = Peers.of([Peer("b", Fraction(4)), Peer("c", Fraction(6)), Peer("d", None)])
    >>> len(peers), peers[0].unit
    (3, 'b')
    >>> peers.above(Fraction(5)), peers.equal(Fraction(4)), peers.below(Fraction(5))
    (1, 1, 1)
    >>> peers.mean(), peers.mean(own=Fraction(8)), peers.unknown_names
    (Fraction(5, 1), Fraction(6, 1), ('@d',))

    Attributes:
        pool: all units of the pool.
        own: position of the unit itself, which is left out; None if it is not in the pool.
    """

    pool: Pool
    own: int | None

    @classmethod
    def of(cls, others: Iterable[Peer]) -> Peers:
        """Make it from the other units themselves."""
        return cls(Pool(tuple(others)), None)

    @property
    def unknown_names(self) -> tuple[str, ...]:
        """Names for `MissingEvidence`: those whose values are not known."""
        names = self.pool.unknown_names
        if self.own is None or self.pool.peers[self.own].value is not None:
            return names
        itself = self.pool.unknown.index(self.pool.peers[self.own])
        return (*names[:itself], *names[itself + 1 :])

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.pool.peers) - (self.own is not None)

    @property
    def unknown(self) -> int:
        """How many have values that are not known."""
        is_unknown = self.own is not None and self.pool.peers[self.own].value is None
        return len(self.pool.unknown) - is_unknown

    def above(self, value: Fraction) -> int:
        """Count those with a greater value."""
        own = self._own_value
        at_most = self.pool.around(value)[1]
        return len(self.pool.values) - at_most - (own is not None and own > value)

    def below(self, value: Fraction) -> int:
        """Count those with a smaller value."""
        own = self._own_value
        return self.pool.around(value)[0] - (own is not None and own < value)

    def equal(self, value: Fraction) -> int:
        """Count those with this value."""
        below, at_most = self.pool.around(value)
        return at_most - below - (self._own_value == value)

    def ends(self, own: Fraction) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest known value, that of the unit itself included.

        Args:
            own: the value of the unit itself.
        """
        values = self.pool.values
        return (min(own, values[0]), max(own, values[-1])) if values else (own, own)

    def mean(self, own: Fraction | None = None) -> Fraction:
        """Return the mean of the known values.

        Args:
            own: the value of the unit itself, if it counts too.

        Raises:
            ZeroDivisionError: no value is known.
        """
        left_out = self._own_value
        if own is not None and own == left_out:
            return self.pool.mean  # one for all units, so that it is computed and kept only once
        total, count = self.pool.total - (left_out or ZERO), self.size - self.unknown
        return total / count if own is None else (total + own) / (count + 1)

    @property
    def _own_value(self) -> Fraction | None:
        return None if self.own is None else self.pool.peers[self.own].value

    def __len__(self) -> int:
        """Return the number of other units."""
        return self.size

    def __bool__(self) -> bool:
        """Return whether there are other units."""
        return self.size > 0

    def __iter__(self) -> Iterator[Peer]:
        """Yield the other units, in the order of the evidence."""
        return (peer for place, peer in enumerate(self.pool.peers) if place != self.own)

    @overload
    def __getitem__(self, place: int) -> Peer: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Peer, ...]: ...

    def __getitem__(self, place: int | slice) -> Peer | tuple[Peer, ...]:
        """Return the other unit at a place, or those at several."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Return whether it holds the same units as another sequence."""
        if not isinstance(other, Peers | tuple):
            return NotImplemented
        if isinstance(other, Peers) and (self.pool is other.pool and self.own == other.own):
            return True
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return a hash that is equal for equal sequences."""
        return hash(tuple(self))


def _total(values: Sequence[Fraction]) -> Fraction:
    """Sum fractions: first those of one denominator, then by pairs, so that few sums are long."""
    numerators: dict[int, int] = {}
    for value in values:
        numerators[value.denominator] = numerators.get(value.denominator, 0) + value.numerator
    sums = [Fraction(number, below) for below, number in sorted(numerators.items())]
    while len(sums) > 1:
        sums = [one + other for one, other in zip(sums[::2], [*sums[1::2], ZERO], strict=False)]
    return sums[0] if sums else ZERO
