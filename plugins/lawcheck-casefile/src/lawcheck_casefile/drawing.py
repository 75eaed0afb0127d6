"""Random draws of files that anybody can repeat, on every system and with every version.

Each record gets a rank: the SHA-256 of the seed and of the record's content. The records with the
smallest ranks are drawn. The order of the register, the file format and the time do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from heapq import heappush, heappushpop
from typing import Final

import attrs

from lawcheck.cli import digest_of_evidence, sha256
from lawcheck.plugin import Evidence, Never, Record, Unit, Value, fraction_text

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


def draw(evidence: Evidence, register: str, size: int, seed: str, by: str = "") -> Draw:
    """Draw records of a unit's register; all of them if it has no more than `size`.

    Args:
        evidence: the evidence of the unit; it has the register.
        register: the name of the register.
        size: how many to draw; at least one.
        seed: any text; another seed gives another draw.
        by: the column that divides the register into strata, which are drawn from in proportion.
    """
    records = evidence.registers[register]
    sizes: dict[str, int] = {}
    # the smallest ranks of each stratum, the largest of them first in its heap
    first: dict[str, list[_Ranked]] = {}
    for each in _ranked(records, (METHOD, seed, register, evidence.unit.id)):
        name = _stratum_of(each.record, by)
        sizes[name] = sizes.get(name, 0) + 1
        kept = first.setdefault(name, [])
        if len(kept) < size:
            heappush(kept, each)
        else:
            heappushpop(kept, each)
    names = sorted(sizes)
    shares = allocate([sizes[name] for name in names], min(size, len(records)))
    strata = []
    for name, share in zip(names, shares, strict=True):
        drawn = [each.record for each in sorted(first[name], reverse=True)[:share]]
        strata.append(
            Stratum(name, sizes[name], tuple(sorted(drawn, key=lambda record: record.number)))
        )
    return Draw(evidence.unit, size, tuple(strata))


@attrs.frozen(eq=False)
class _Ranked:
    """A record and its rank; the one with the larger rank is the smaller one, as heaps want it."""

    rank: str
    record: Record

    def __lt__(self, other: _Ranked) -> bool:
        return self.rank > other.rank


def digest_of_register(evidence: Iterable[Evidence], register: str) -> str:
    """Return the digest of everything that a draw depends on besides the seed.

    That is this register of all units.
    """
    return digest_of_evidence(
        Evidence(each.unit, registers={register: each.registers[register]}) for each in evidence
    )


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


def _ranked(records: Iterable[Record], about: tuple[str, ...]) -> Iterator[_Ranked]:
    """Yield each record with its rank.

    Records with the same content get different ranks: how many of them came before is hashed too.
    """
    seen: dict[bytes, int] = {}
    for record in records:
        content = sha256({column: _plain(value) for column, value in record.values.items()})
        key = bytes.fromhex(content)
        seen[key] = seen.get(key, 0) + 1
        yield _Ranked(sha256([*about, content, str(seen[key])]), record)


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
