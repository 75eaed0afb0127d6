"""Canonical forms and their SHA-256: the same content gives the same digest, whatever file, format or order it came in."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, cast

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Judgement, NotApplicable, Override, Rebuttal, Source
from lawcheck.model.exact import fraction_text


def canonical(data: object) -> bytes:
    """JSON with sorted keys and no spaces; numbers are texts already, so that no JSON reader can change them."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def sha256(data: object) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(data)).hexdigest()


def digest_of_checklist(checklist: Checklist) -> str:
    """The digest of everything a checklist says, but for its worked examples, which decide nothing."""
    return sha256(_plain(checklist))


def digest_of_evidence(evidence: Iterable[Evidence]) -> str:
    """The digest of facts, registers and decisions; sources and the order of units are no part of it.

    A value is part of it by what it means, so the same facts give the same digest from YAML, JSON, CSV or a program.
    """
    return sha256(sorted((_of_unit(each) for each in evidence), key=lambda unit: unit["unit"]["id"]))


def _of_unit(evidence: Evidence) -> dict[str, Any]:
    decisions: tuple[NotApplicable | Judgement | Override | Rebuttal, ...] = (
        *evidence.not_applicable.values(),
        *evidence.judgements.values(),
        *evidence.overrides.values(),
        *evidence.rebuttals,
    )
    peers = {name: [_plain(peer) for peer in peers] for name, peers in evidence.peers.items()}
    return ({"peers": peers} if peers else {}) | {
        "unit": _plain(evidence.unit),
        "facts": {name: _plain(fact.value) for name, fact in evidence.facts.items()},
        "registers": {name: [_plain(record.values) for record in records] for name, records in evidence.registers.items()},
        "decisions": sorted(
            (_plain(attrs.evolve(each, source=Source())) for each in decisions),
            key=canonical,
        ),
    }


def _plain(value: Any) -> Any:
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
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(each) for each in value), key=canonical)
    if isinstance(value, Iterable):
        return [_plain(each) for each in value]
    plain = {
        name: _plain(getattr(value, name))
        for name, default in _content(cast("Hashable", type(value)))
        if default is attrs.NOTHING or getattr(value, name) != default
    }
    return {"class": type(value).__name__, **plain}


@cache
def _content(cls: Any) -> tuple[tuple[str, Any], ...]:
    """The fields that are content, and the value with which a field is none.

    Places in files and the plugin that brought a type do not compare and are none. A field that came later (`LATER`) is left out
    where it has its default, so that what says nothing new keeps its digest.
    """
    return tuple(
        (field.name, field.default if field.metadata.get("later") else attrs.NOTHING) for field in attrs.fields(cls) if field.eq
    )
