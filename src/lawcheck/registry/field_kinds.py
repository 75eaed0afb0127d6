"""Check the annotations and defaults of the fields of plugin classes.

Each field is a key in the checklist, and its annotation says how the key is read. The list here
must agree with `checklists.annotations`, which does the reading.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs.exceptions import FrozenInstanceError

from lawcheck.model.calendars import Calendar
from lawcheck.model.conditions import Where
from lawcheck.model.operations import SHARED_KEYS
from lawcheck.model.rule import Rule
from lawcheck.model.rule_fields import Wants
from lawcheck.model.text import Text

SIMPLE: Final = frozenset({Fraction, int, bool, str, date, Text, Calendar})
"""Annotations that are read from a single value."""
WANTED: Final = frozenset(
    {
        "number",
        "number_or_per_period",
        "date",
        "yes_no",
        "yes_no_or_number",
        "any",
        "register",
        "column",
        "date column",
        "number column",
    }
)
"""Values that `Wants` may have."""
OWN_KEYS: Final = frozenset({int, Fraction, bool, str})
"""Annotations that the fields of an operation may have."""
MEASURE_WORDS: Final = SHARED_KEYS | {"where"}
"""Keys that any measure may have, so that no operation may use them for itself."""
HINT: Final = (
    "Number, Date, YesNo, Fraction, int, bool, str, date, Text, Literal, tuple[X, ...], "
    "Mapping[str, X], X | None"
)
"""The most common annotations, for messages."""


def is_frozen(cls: type) -> bool:
    """Return whether a class is a frozen attrs class.

    attrs gives frozen classes a `__setattr__` that raises, and others one that runs validators.
    """
    if not attrs.has(cls):
        return False
    try:
        cls.__setattr__(object.__new__(cls), "x", None)
    except FrozenInstanceError:
        return True
    except Exception:
        return False
    return False


def faults_of_fields(cls: type, inside: tuple[type, ...] = ()) -> Iterator[str]:
    """Yield what is wrong with the fields of a class, each with the name of the field.

    Refused are annotations that cannot be read from a checklist, and defaults that are not exact
    or that a run could change.

    Args:
        cls: the class.
        inside: the classes around it, where it is the annotation of a field. A class inside
            itself is checked only once.
    """
    try:
        hints = get_type_hints(cls, include_extras=True)
    except Exception as error:
        yield f"an annotation cannot be read ({type(error).__name__}: {error})"
        return
    for field in attrs.fields(cls):
        yield from (
            f"field {field.name}: {why}"
            for why in _faults_of(hints.get(field.name), (*inside, cls))
        )
        yield from (
            f"field {field.name}: {why}"
            for why in _faults_of_default(field.default, hints.get(field.name))
        )


def _faults_of_default(default: Any, hint: Any) -> Iterator[str]:
    """Yield what is wrong with a default.

    A plain mutable default is shared by all objects. A factory makes a new one for each, but the
    object could still be changed afterwards; a dict for a `Mapping` field is allowed, because
    the annotation permits no writing.
    """
    is_fresh = False
    # the stubs of attrs say that Factory is a function
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        if default.takes_self:
            return
        is_fresh, default = True, default.factory()
    if (
        isinstance(default, dict)
        and is_fresh
        and get_origin(hint) is get_origin(Mapping[str, str])
    ):
        return
    if isinstance(default, list | dict | set | bytearray):
        yield (
            f"its default is a {type(default).__name__}, which a run could change; "
            "use a tuple, a frozenset or None"
        )
    if isinstance(default, float):
        yield f"its default {default!r} is a float; use a Fraction"


def _faults_of(kind: Any, inside: tuple[type, ...]) -> Iterator[str]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        wants = [each.kind for each in arguments[1:] if isinstance(each, Wants)]
        if not wants:
            yield from _faults_of(arguments[0], inside)
        elif not all(each in WANTED for each in wants):
            yield f"Wants({wants[0]!r}) is unknown; there are: {', '.join(sorted(WANTED))}"
    elif origin in (Union, types.UnionType):
        kinds = [each for each in arguments if each is not type(None)]
        if len(kinds) == 1:
            yield from _faults_of(kinds[0], inside)
        else:
            yield f"{_shown(kind)} is more than one kind of value"
    elif origin is Literal:
        if not all(isinstance(each, str) for each in arguments):
            yield f"{_shown(kind)}: the choices of a Literal must be str"
    elif origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            yield from _faults_of(arguments[0], inside)
        else:
            yield f"{_shown(kind)} must be tuple[X, ...]"
    elif origin is frozenset:
        yield from _faults_of(arguments[0], inside)
    elif origin is get_origin(Mapping[str, str]):
        if arguments[0] is not str:
            yield f"{_shown(kind)} must have str keys"
        yield from _faults_of(arguments[1], inside)
    elif kind in (Where, Rule) or kind in SIMPLE:
        return
    elif isinstance(kind, type) and attrs.has(kind):
        if not is_frozen(kind):
            yield f"{kind.__name__} is not frozen; use @attrs.frozen"
        elif kind not in inside:
            yield from (f"{kind.__name__}: {each}" for each in faults_of_fields(kind, inside))
    else:
        yield f"{_shown(kind)} cannot be read from a checklist; use {HINT}"


def _shown(kind: Any) -> str:
    return (
        kind.__name__
        if isinstance(kind, type) and not get_args(kind)
        else str(kind).replace("typing.", "")
    )
