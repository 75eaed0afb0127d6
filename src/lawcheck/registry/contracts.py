"""Check what a plugin offers against the contract of its hook.

Each check runs when the object is first used, and yields what is wrong as English clauses for the
author of the plugin.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, get_type_hints

import attrs

from lawcheck.model.conditions import IsMissing, Within
from lawcheck.model.foreign_errors import fault_of_message
from lawcheck.model.operations import ANY_KIND, SHARED_KEYS, Operation
from lawcheck.model.operators import Operator
from lawcheck.model.text import Message, Text
from lawcheck.registry.field_kinds import MEASURE_WORDS, OWN_KEYS, faults_of_fields, is_frozen

_Faults = Iterator[str]


def faults_of(kind: str, name: str, offered: Any) -> Iterator[str]:
    """Yield what is wrong with an object that a plugin offers, each in one English clause.

    Args:
        kind: name of the hook without `lawcheck_`, such as `indicator_types`.
        name: the name under which the hook returns it.
        offered: the object.
    """
    return _CONTRACTS[kind](name, offered)


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
        yield (
            f"{cls.__name__}.{names_itself} is {getattr(cls, names_itself, None)!r}, "
            f"but the hook calls it {name!r}"
        )
    if not (cls.__doc__ or "").strip():
        yield f"{cls.__name__} has no docstring"
    yield from _methods(cls, methods)
    yield from (f"{cls.__name__}, {why}" for why in faults_of_fields(cls))


def _measure(name: str, cls: Any) -> _Faults:
    yield from _derived(name, cls, Operation, {"fewest": 0, "combine": 1}, "combine")
    if not isinstance(cls, type) or not issubclass(cls, Operation) or not is_frozen(cls):
        return
    called = cls.__name__
    if name in MEASURE_WORDS:
        yield f"{name} is a key of measures; choose another name"
    if cls.gives not in ("number", "date"):
        yield f"{called}.gives is {cls.gives!r}, not number or date"
    if not _is_some_of(cls.kinds, ANY_KIND):
        yield f"{called}.kinds must be a frozenset of some of: {', '.join(sorted(ANY_KIND))}"
    if not isinstance(cls.keys, frozenset) or not cls.keys <= SHARED_KEYS:
        yield f"{called}.keys must be a frozenset of: {', '.join(sorted(SHARED_KEYS))}"
    elif "weight" in cls.keys and ("of" not in cls.keys or cls.takes_facts):
        yield f"{called}.keys has `weight`: it needs `of`, and takes_facts must be False"
    elif cls.takes_records and "of" not in cls.keys and cls.kinds != {"yes_no"}:
        yield (
            f"{called} takes no column (`of`), so its kinds must be yes_no: "
            "whether each record counts"
        )
    if not cls.takes_records and not cls.takes_facts:
        yield f"{called} takes neither records nor facts"
    for flag in ("takes_records", "takes_facts", "is_share", "keeps_rates"):
        if not isinstance(getattr(cls, flag), bool):
            yield f"{called}.{flag} must be True or False"
    yield from _faults_of_title(cls, {"of": "x"})
    hints = get_type_hints(cls)
    for field in attrs.fields(cls):
        if field.name in MEASURE_WORDS:
            yield f"{called}, field {field.name}: it is a key of all measures; choose another name"
        if hints[field.name] not in OWN_KEYS:
            yield (
                f"{called}, field {field.name}: "
                "the own key of a measure is int, Fraction, bool or str"
            )


def _operator(name: str, cls: Any) -> _Faults:
    yield from _derived(name, cls, Operator, {"holds": 2, "example": 1}, "holds")
    if not isinstance(cls, type) or not issubclass(cls, Operator) or not is_frozen(cls):
        return
    called = cls.__name__
    if name in (*Within.keys, *IsMissing.keys):
        yield f"{name} is a key of conditions; choose another name"
    if not _is_some_of(cls.kinds, ANY_KIND):
        yield f"{called}.kinds must be a frozenset of some of: {', '.join(sorted(ANY_KIND))}"
    if cls.takes not in ("value", "values", "text"):
        yield f"{called}.takes is {cls.takes!r}, not value, values or text"
    if not isinstance(cls.of_blank, bool):
        yield f"{called}.of_blank must be True or False"
    if not isinstance(cls.settled, bool | None):
        yield f"{called}.settled must be True, False or None"
    if attrs.fields(cls):
        yield f"{called} has fields; an operator has none beside what it is given"
    yield from _faults_of_title(cls, {"column": "x", "operand": "y"})


def _derived(name: str, cls: Any, base: type, methods: Mapping[str, int], own: str) -> _Faults:
    yield from _attrs_class(name, cls, "name", methods)
    if isinstance(cls, type):
        if not issubclass(cls, base):
            yield f"{cls.__name__} is not derived from {base.__module__}.{base.__name__}"
        elif getattr(cls, own) is getattr(base, own):
            yield f"{cls.__name__} has no method {own}() of its own"


def _is_some_of(found: object, known: frozenset[str]) -> bool:
    return isinstance(found, frozenset) and bool(found) and found <= known


def _faults_of_title(cls: type, values: Mapping[str, str]) -> _Faults:
    title = getattr(cls, "title", None)
    if not isinstance(title, Text):
        yield f"{cls.__name__}.title is {type(title).__name__}, not a Text"
    elif fault := fault_of_message(Message(title, values)):
        yield f"{cls.__name__}.title is {fault}"
    else:
        for field in values:
            if not all(f"{{{field}}}" in each for each in (title.zh, title.en or title.zh)):
                yield f"{cls.__name__}.title must name {{{field}}} in both languages"


def _made_without_arguments(methods: Mapping[str, int]) -> Callable[[str, Any], _Faults]:
    """Return a check for classes that take no arguments and have these methods.

    Args:
        methods: how many arguments each method takes beside self, by its name.
    """

    def check(name: str, cls: Any) -> _Faults:
        if not callable(cls):
            yield f"{name} is a {type(cls).__name__}, not a class"
        elif isinstance(cls, type):
            yield from _methods(cls, methods)
            if not _takes(cls, 0):
                yield f"{cls.__name__}() must be made without arguments"

    return check


def _writer(name: str, cls: Any) -> _Faults:
    """Check a writer; a method for analyses is checked where it has one."""
    optional = {"write_analysis": 3} if hasattr(cls, "write_analysis") else {}
    yield from _made_without_arguments({"write": 3, **optional})(name, cls)


def _command(name: str, function: Any) -> _Faults:
    if not callable(function):
        yield f"{name} is a {type(function).__name__}, not a function"
    elif not _takes(function, 1):
        yield f"{name} must take one argument, the `lawcheck.cli.Say`"


def _methods(cls: type, methods: Mapping[str, int]) -> _Faults:
    for method, arguments in methods.items():
        # `getattr` on the class binds static and class methods, but leaves others with `self`.
        found = inspect.getattr_static(cls, method, None)
        given = arguments if isinstance(found, staticmethod | classmethod) else arguments + 1
        if not callable(getattr(cls, method, None)):
            yield f"{cls.__name__} has no method {method}()"
        elif not _takes(getattr(cls, method), given):
            many = f"{arguments} argument{'' if arguments == 1 else 's'}"
            yield f"{cls.__name__}.{method}() must take {many} beside self"


def _takes(function: Callable[..., Any], count: int) -> bool:
    """Return whether a function can be called with so many positional arguments."""
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    except ValueError:  # written in C, without a signature to check
        return True
    return True


_CONTRACTS: Final[Mapping[str, Callable[[str, Any], _Faults]]] = {
    "indicator_types": _indicator_type,
    "aggregations": _aggregation,
    "measures": _measure,
    "operators": _operator,
    "readers": _made_without_arguments({"accepts": 1, "read": 2}),
    "score_tables": _made_without_arguments({"accepts": 1, "read": 1}),
    "writers": _writer,
    "engines": _made_without_arguments({"run": 1}),
    "commands": _command,
}
