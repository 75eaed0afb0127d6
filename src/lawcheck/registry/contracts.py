"""What an offered class must be, by kind of offer; looked at once, when the plugin is loaded."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from lawcheck.registry.field_kinds import faults_of_fields, is_frozen
from lawcheck.registry.offers import Offer

_Faults = Iterator[str]


def faults_of(kind: str, offer: Offer, offered: Any) -> Iterator[str]:
    """What is wrong with an object that a plugin offers, each in one clause.

    Args:
        kind: which hook, without `lawcheck_`.
        offer: the offer.
        offered: what it loaded.
    """
    return _CONTRACTS[kind](offer.name, offered)


def _indicator_type(name: str, cls: Any) -> _Faults:
    yield from _attrs_class(name, cls, "type_name", {"describe": 0, "score": 1})


def _aggregation(name: str, cls: Any) -> _Faults:
    yield from _attrs_class(name, cls, "method_name", {"factors": 2})
    if isinstance(cls, type):
        for flag in ("is_flat", "counts_down", "needs_points", "needs_weight"):
            if not isinstance(getattr(cls, flag, None), bool):
                yield f"{cls.__name__}.{flag} must be True or False"
        fields = {field.name for field in getattr(cls, "__attrs_attrs__", ())}
        for number in ("out_of", "start", "floor", "points"):
            if number not in fields and not hasattr(cls, number):
                yield f"{cls.__name__} has no {number}"


def _attrs_class(name: str, cls: Any, names_itself: str, methods: Mapping[str, int]) -> _Faults:
    if not isinstance(cls, type):
        yield f"{name} is a {type(cls).__name__}, not a class"
        return
    if not is_frozen(cls):
        yield f"{cls.__name__} is not a frozen attrs class; use @attrs.frozen"
        return
    if getattr(cls, names_itself, None) != name:
        yield f"{cls.__name__}.{names_itself} is {getattr(cls, names_itself, None)!r}, but the hook calls it {name!r}"
    if not (cls.__doc__ or "").strip():
        yield f"{cls.__name__} has no docstring"
    yield from _methods(cls, methods)
    yield from (f"{cls.__name__}, {why}" for why in faults_of_fields(cls))


def _made_without_arguments(methods: Mapping[str, int]) -> Callable[[str, Any], _Faults]:
    def check(name: str, cls: Any) -> _Faults:
        if not callable(cls):
            yield f"{name} is a {type(cls).__name__}, not a class"
        elif isinstance(cls, type):
            yield from _methods(cls, methods)
            if not _takes(cls, 0):
                yield f"{cls.__name__}() must be made without arguments"

    return check


def _command(name: str, function: Any) -> _Faults:
    if not callable(function):
        yield f"{name} is a {type(function).__name__}, not a function"
    elif not _takes(function, 1):
        yield f"{name} must take one argument, the `lawcheck.cli.app.Say`"


def _methods(cls: type, methods: Mapping[str, int]) -> _Faults:
    for method, arguments in methods.items():
        found = inspect.getattr_static(cls, method, None)
        given = arguments if isinstance(found, staticmethod | classmethod) else arguments + 1
        if not callable(getattr(cls, method, None)):
            yield f"{cls.__name__} has no method {method}()"
        elif not _takes(getattr(cls, method), given):
            yield f"{cls.__name__}.{method}() must take {arguments} argument{'' if arguments == 1 else 's'} beside self"


def _takes(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    except ValueError:  # made in C, without a signature
        return True
    return True


_CONTRACTS: Final[Mapping[str, Callable[[str, Any], _Faults]]] = {
    "indicator_types": _indicator_type,
    "aggregations": _aggregation,
    "readers": _made_without_arguments({"accepts": 1, "read": 2}),
    "score_tables": _made_without_arguments({"accepts": 1, "read": 1}),
    "writers": _made_without_arguments({"write": 3}),
    "engines": _made_without_arguments({"run": 1}),
    "commands": _command,
}
