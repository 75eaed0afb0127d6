"""Canonical forms and their SHA-256 digests.

The same content has the same digest, whatever file, format or order it was read from.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final, cast

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import (
    Attachment,
    Evidence,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Source,
    Unit,
    Value,
)
from lawcheck.model.exact import fraction_text
from lawcheck.model.operations import Operation
from lawcheck.model.operators import Operator
from lawcheck.model.peers import Peers, Pool
from lawcheck.model.so_far import PeriodSoFar


def canonical(data: object) -> bytes:
    """Return canonical JSON: sorted keys, no spaces, UTF-8.

    Numbers must be texts already, because JSON readers differ in how they round numbers.
    """
    return _as_json(data).encode("utf-8")


_as_json: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode
"""Made once, because `json.dumps` makes an encoder at every call."""


def sha256(data: object) -> str:
    """Return the SHA-256 of data in canonical form, as 64 hexadecimal digits.

    The canonical form is JSON with sorted keys and without spaces, so the order of keys does not
    matter:

    >>> from lawcheck.cli import sha256
    >>> sha256({"unit": "qingshi", "seed": "7"}) == sha256({"seed": "7", "unit": "qingshi"})
    True
    >>> sha256([])
    '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945'

    Args:
        data: what JSON can hold. Write numbers as texts, so that no reader of JSON can change
            them.
    """
    return hashlib.sha256(canonical(data)).hexdigest()


def digest_of_checklist(checklist: Checklist) -> str:
    """Return the digest of a checklist without its worked examples, which do not affect scores."""
    return sha256(_plain(checklist))


def digest_of_declarations(checklist: Checklist) -> str:
    """Return the digest of the facts and registers that a checklist declares.

    A form asks for these. Rules, points and other names of columns are not part of it, so that
    they can be corrected without new forms.

    >>> import lawcheck
    >>> from lawcheck.cli import digest_of_declarations
    >>> one, other = map(lawcheck.load_checklist, ("street-visit", "district-annual"))
    >>> digest_of_declarations(one) == digest_of_declarations(other)
    False

    Args:
        checklist: the checklist.
    """
    return sha256({"facts": _plain(checklist.facts), "registers": _plain(checklist.registers)})


def digest_of_evidence(evidence: Iterable[Evidence]) -> str:
    """Return the digest of facts, registers and decisions, as 64 hexadecimal digits.

    It covers what values mean, not how they are written, so the same facts have the same digest
    from YAML, JSON, CSV or a program. Sources and the order of units are not part of it.

    >>> import lawcheck
    >>> from lawcheck.cli import digest_of_evidence
    >>> checklist = lawcheck.load_checklist("district-annual")
    >>> one = lawcheck.build_evidence(checklist, "a", facts={"publicity_events": 11})
    >>> same = lawcheck.build_evidence(checklist, "a", facts={"publicity_events": "11"})
    >>> other = lawcheck.build_evidence(checklist, "b")
    >>> digest_of_evidence([one, other]) == digest_of_evidence([other, same])
    True
    >>> digest_of_evidence([one]) == digest_of_evidence([other])
    False

    Args:
        evidence: of any number of units.
    """
    digest, joint, pools = hashlib.sha256(b"["), b"", dict[int, str]()
    for each in sorted(evidence, key=lambda each: each.unit.id):
        digest.update(joint)
        for piece in _of_unit(each, pools):
            digest.update(piece)
        joint = b","
    digest.update(b"]")
    return digest.hexdigest()


def _of_unit(evidence: Evidence, pools: dict[int, str]) -> Iterator[bytes]:
    """Yield the canonical form of a unit's evidence; a register may be too long for one piece.

    The units that an item compares stand in it as one digest for all that are compared with each
    other: written out for each of them, their number would add squared.

    Args:
        evidence: of the unit.
        pools: digests of pools by identity; computed when first needed.
    """
    decisions: tuple[NotApplicable | Judgement | Override | Rebuttal | Attachment, ...] = (
        *evidence.not_applicable.values(),
        *(each for judged in evidence.judgements.values() for each in judged),
        *evidence.overrides.values(),
        *evidence.rebuttals,
        *evidence.attachments,
    )
    plain = (_plain(attrs.evolve(each, source=Source())) for each in decisions)
    facts = {name: _plain(fact.value) for name, fact in evidence.facts.items()}
    yield b"{"
    if evidence.at_least:
        lowest = {name: _plain(fact.value) for name, fact in evidence.at_least.items()}
        yield b'"at_least":' + canonical(lowest) + b","
    yield b'"decisions":' + canonical(sorted(plain, key=canonical))
    yield b',"facts":' + canonical(facts)
    if evidence.peers:
        peers = {
            name: _of_pool(peers.pool, pools) if isinstance(peers, Peers) else _plain(peers)
            for name, peers in evidence.peers.items()
        }
        yield b',"peers":' + canonical(peers)
    registers = {
        name: (canonical_record(record.values) for record in records)
        for name, records in evidence.registers.items()
    }
    yield from end_of_unit(registers, evidence.unit)
    if evidence.unreviewed:
        yield b',"unreviewed":true'


def end_of_unit(registers: Mapping[str, Iterable[bytes]], unit: Unit) -> Iterator[bytes]:
    """Yield the end of the canonical form of a unit's evidence: its registers, and who it is.

    Args:
        registers: by name, the canonical forms of their records in order.
        unit: the unit.
    """
    yield b',"registers":{'
    joint = b""
    for name in sorted(registers):
        yield joint + canonical(name) + b":["
        joint = b","
        for number, record in enumerate(registers[name]):
            yield b"," + record if number else record
        yield b"]"
    yield b'},"unit":' + canonical(_plain(unit)) + b"}"


def canonical_record(values: Mapping[str, Value]) -> bytes:
    """Return the canonical form of the values of a record."""
    return canonical({name: _plain(value) for name, value in values.items()})


def _of_pool(pool: Pool, pools: dict[int, str]) -> str:
    if id(pool) not in pools:
        peers = sorted(pool.peers, key=lambda peer: peer.unit)
        pools[id(pool)] = sha256(_plain(peers))
    return pools[id(pool)]


def _plain(value: Any) -> Any:
    """Return a value as JSON data: `Fraction(1, 2)` becomes `{"number": "1/2"}`."""
    if type(value) is str:  # most cells of registers
        return value
    if isinstance(value, PeriodSoFar):
        # the day as of which is scored is not part of the checklist
        value = value.whole
    if isinstance(value, Fraction):
        return {"number": fraction_text(value)}
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, enum.Enum):
        return {"enum": value.value}
    # their names are unique, so the name stands for the class; an object without further
    # fields is its name alone
    if isinstance(value, Operation | Operator):
        own = ((field, getattr(value, field.name)) for field in attrs.fields(type(value)))
        keys = {field.name: _plain(said) for field, said in own if said != field.default}
        return {"name": value.name, **keys} if keys else value.name
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(each) for each in value), key=canonical)
    if isinstance(value, Iterable):
        return [_plain(each) for each in value]
    return _tag(cast("Hashable", type(value))) | {
        name: _plain(content)
        for name, default in _content(cast("Hashable", type(value)))
        if (content := getattr(value, name)) != default
    }


_TAGS: Final = ("type_name", "method_name", "tag")
"""Attributes with the tag of a class: of indicator types, of methods, of all other classes."""


@cache
def _tag(cls: Any) -> dict[str, str]:
    """Return the tag that tells a class from others that may stand in the same place.

    The tag is an attribute, not the name of the class, so that renaming a class changes no digest.
    It is empty for classes that never share a place with another.
    """
    names = (getattr(cls, name, None) for name in _TAGS)
    return next(({"class": name} for name in names if isinstance(name, str)), {})


@cache
def _content(cls: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields that the digest covers, each with its default.

    A field at its default is left out, so a class can get a new field without changing any
    digest. Never change the default of a field: two different contents would then have the same
    digest. Fields that do not compare (`eq=False`: places in files, the plugin that registered a
    type) are not covered.
    """
    return tuple((field.name, _default(field.default)) for field in attrs.fields(cls) if field.eq)


def _default(default: Any) -> Any:
    # the stubs of attrs say that Factory is a function
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return attrs.NOTHING if default.takes_self else default.factory()
