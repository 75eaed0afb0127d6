"""Canonical forms and their SHA-256: the same content gives the same digest, whatever file, format or order it came in."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final, cast

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Judgement, NotApplicable, Override, Rebuttal, Source
from lawcheck.model.exact import fraction_text
from lawcheck.model.operations import Operation
from lawcheck.model.operators import Operator


def canonical(data: object) -> bytes:
    """JSON with sorted keys and no spaces; numbers are texts already, so that no JSON reader can change them."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8"
    )


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
    return sha256(
        sorted((_of_unit(each) for each in evidence), key=lambda unit: unit["unit"]["id"])
    )


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
        "registers": {
            name: [_plain(record.values) for record in records]
            for name, records in evidence.registers.items()
        },
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
    if isinstance(
        value, Operation | Operator
    ):  # told apart by their names, which no two of them share
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
"""Attributes that name a class in canonical forms: of indicator types, of methods, of all others."""


@cache
def _tag(cls: Any) -> dict[str, str]:
    """What tells an object from those of other classes that may stand in the same place.

    The class says it, so a class can be renamed. Where only one class may stand there is none.
    """
    names = (getattr(cls, name, None) for name in _TAGS)
    return next(({"class": name} for name in names if isinstance(name, str)), {})


@cache
def _content(cls: Any) -> tuple[tuple[str, Any], ...]:
    """The fields that are content, each with the default at which it is left out.

    A class can so be given another field with a default, and no digest changes. The default of a
    field must stay what it is: with another one, two contents would have the same digest. Fields
    that do not compare (places in files, the plugin that brought a type) are not content.
    """
    return tuple((field.name, _default(field.default)) for field in attrs.fields(cls) if field.eq)


def _default(default: Any) -> Any:
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return attrs.NOTHING if default.takes_self else default.factory()
