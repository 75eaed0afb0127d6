"""Random draws of files that anybody can repeat, on every system and with every version.

Each record gets a rank: the SHA-256 of the seed and of the record's content. The records with the
smallest ranks are drawn. The order of the register, the file format and the time do not matter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from heapq import heappush, heapreplace
from typing import Final

import attrs

from lawcheck.cli import sha256
from lawcheck.plugin import Never, Record, Unit, Value, fraction_text

METHOD: Final = "sha256-rank-1"
"""The name of this method; it is hashed into every rank, and another method needs another name."""


@attrs.frozen
class Stratum:
    """Records with the same value in the column by which the register is divided.

    Attributes:
        name: the value of the column; empty for a blank, or if the register is not divided.
        size: how many records it has.
        drawn: the records that were drawn, in the order of the register.
    """

    name: str
    size: int
    drawn: tuple[Record, ...]


@attrs.frozen
class Draw:
    """What was drawn from the register of one unit.

    Attributes:
        unit: the unit.
        planned: how many records were asked for.
        strata: in order of their names; a single one if the register is not divided.
    """

    unit: Unit
    planned: int
    strata: tuple[Stratum, ...]

    @property
    def size(self) -> int:
        """The number of records in the register."""
        return sum(stratum.size for stratum in self.strata)

    @property
    def drawn(self) -> int:
        """The number of drawn records; fewer than planned if the register has no more."""
        return sum(len(stratum.drawn) for stratum in self.strata)


class Drawing:
    """Draws from the register of one unit, while its records come one by one.

    Only records that may be drawn are kept; of every other its hash, to tell how many alike came
    before a record.

    Args:
        unit: id of the unit.
        register: the name of the register.
        size: how many to draw; at least one.
        seed: any text.
        by: the column that divides the register into strata.
    """

    def __init__(self, unit: str, register: str, size: int, seed: str, by: str = "") -> None:
        self._size = size
        self._by = by
        self._ranks = _Ranks((METHOD, seed, register, unit))
        self._sizes: dict[str, int] = {}
        # the smallest ranks of each stratum, the largest of them first in its heap
        self._first: dict[str, list[_Ranked]] = {}

    def take(self, record: Record) -> None:
        """Take the next record of the register."""
        name = _stratum_of(record, self._by)
        self._sizes[name] = self._sizes.get(name, 0) + 1
        rank = self._ranks.of(record)
        kept = self._first.setdefault(name, [])
        if len(kept) < self._size:
            heappush(kept, _Ranked(rank, record))
        elif rank < kept[0].rank:
            heapreplace(kept, _Ranked(rank, record))

    def done(self, unit: Unit) -> Draw:
        """Return what was drawn, once all records were taken."""
        names = sorted(self._sizes)
        sizes = [self._sizes[name] for name in names]
        strata = []
        for name, share in zip(names, allocate(sizes, min(self._size, sum(sizes))), strict=True):
            drawn = [each.record for each in sorted(self._first[name], reverse=True)[:share]]
            in_order = sorted(drawn, key=lambda record: record.number)
            strata.append(Stratum(name, self._sizes[name], tuple(in_order)))
        return Draw(unit, self._size, tuple(strata))


class Drawings:
    """Draws from the registers of any number of units, whose records come in any order.

    Args:
        register: the name of the register.
        size: how many to draw of each unit; at least one.
        seed: any text.
        by: the column that divides the registers into strata.
    """

    def __init__(self, register: str, size: int, seed: str, by: str = "") -> None:
        self._units: dict[str, Drawing] = {}
        self._begun = partial(Drawing, register=register, size=size, seed=seed, by=by)

    def take(self, unit: str, record: Record) -> None:
        """Take the next record of the register of a unit."""
        if unit not in self._units:
            self._units[unit] = self._begun(unit)
        self._units[unit].take(record)

    def done(self, unit: Unit) -> Draw:
        """Return what was drawn of a unit, once all records were taken."""
        return self._units.get(unit.id, self._begun(unit.id)).done(unit)


@attrs.frozen(eq=False)
class _Ranked:
    """A record and its rank; the one with the larger rank is the smaller one, as heaps want it."""

    rank: str
    record: Record

    def __lt__(self, other: _Ranked) -> bool:
        return self.rank > other.rank


def allocate(sizes: Sequence[int], size: int) -> tuple[int, ...]:
    """Return how many to draw from each stratum, in proportion to its size.

    Quotas are rounded by largest remainders; equal remainders go to the larger stratum, then to
    the earlier. If `size` allows, each stratum gets at least one: it takes that from the stratum
    that is furthest above its quota.

    Args:
        sizes: the sizes of the strata, none of them empty.
        size: how many to draw in all; at most the sum of the sizes.
    """
    total = sum(sizes)
    quotas = [Fraction(size * each, total) for each in sizes]
    shares = [quota.numerator // quota.denominator for quota in quotas]
    by_remainder = sorted(range(len(sizes)), key=lambda i: (shares[i] - quotas[i], -sizes[i], i))
    for i in by_remainder[: size - sum(shares)]:
        shares[i] += 1
    if size >= len(sizes):
        while 0 in shares:
            giver = max(
                (i for i in range(len(sizes)) if shares[i] > 1),
                key=lambda i: (shares[i] - quotas[i], sizes[i], -i),
            )
            shares[giver] -= 1
            shares[shares.index(0)] = 1
    return tuple(shares)


class _Ranks:
    """Ranks the records of one register.

    Records with the same content get different ranks: how many of them came before is hashed too.

    Args:
        about: what is hashed into every rank.
    """

    def __init__(self, about: Sequence[str]) -> None:
        # a rank is the hash of a JSON list; all ranks begin with the same part of it
        begun = json.dumps([*about], separators=(",", ":"), ensure_ascii=False)[:-1]
        self._begun = hashlib.sha256(begun.encode())
        self._seen: dict[bytes, int] = {}

    def of(self, record: Record) -> str:
        """Return the rank of the next record."""
        content = sha256({column: _plain(value) for column, value in record.values.items()})
        key = bytes.fromhex(content)
        count = self._seen[key] = self._seen.get(key, 0) + 1
        rank = self._begun.copy()
        rank.update(f',"{content}","{count}"]'.encode())
        return rank.hexdigest()


def _plain(value: Value) -> object:
    """Return a value with its kind, so that the text `12` differs from the number 12."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, Fraction):
        return {"number": fraction_text(value)}
    return {"date": value.isoformat() if isinstance(value, date) else value.value}


def _stratum_of(record: Record, by: str) -> str:
    value = record.values.get(by)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Never):
        return value.value
    return value.isoformat() if isinstance(value, date) else fraction_text(value)
