"""Build objects of attrs classes from nodes, by the annotations of their fields.

The fields of an indicator type are its keys in the checklist. For example, this field reads the
key `target` as an exact number, which may be left out:

    target: Fraction | None = None

Only this module knows how an annotation is read. `schema` describes the same for editors, and
`registry.field_kinds` checks that the classes of plugins have no other annotations.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from lawcheck.checklists.conditions import read_calendar, read_column, read_where
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.measures import read_measure
from lawcheck.checklists.names import read_id
from lawcheck.checklists.scalars import (
    is_none,
    read_bilingual,
    read_date,
    read_number,
    read_text,
    read_truth,
    read_whole,
    shown,
)
from lawcheck.checklists.signs import check_signs, refuse_percentages
from lawcheck.documents.nodes import Node, Scalar, SequenceNode
from lawcheck.model.calendars import Calendar
from lawcheck.model.conditions import Where
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Fault, Rule
from lawcheck.model.rule_fields import Wants
from lawcheck.model.text import Message, Text, message
from lawcheck.registry.offers import Offer
from lawcheck.registry.type_answers import faults_found

_SIMPLE: Final[Mapping[Any, Callable[[Node, Context], Any]]] = {
    Fraction: read_number,
    int: read_whole,
    bool: read_truth,
    str: read_text,
    date: read_date,
    Text: read_bilingual,
    Calendar: read_calendar,
}


COLUMN_KINDS: Final[Mapping[str, set[str]]] = {
    "column": set(),
    "date column": {"date"},
    "number column": {"count", "amount"},
}
"""The kinds that a column may have, by what `Wants` says of it; an empty set allows any kind."""


@attrs.frozen
class Key:
    """A key in the checklist that is a field of a class.

    Attributes:
        name: the key as written in YAML. It is the name of the field unless the metadata of the
            field has a `key`, for words that Python reserves, such as `from`.
        field: name of the field.
        kind: the resolved annotation.
        is_required: whether the field has no default.
        wants: the kind of value that `Wants` in the annotation asks for; None without `Wants`.
        is_in_points: whether it holds points, and so no percentage.
    """

    name: str
    field: str
    kind: Any
    is_required: bool
    wants: str | None
    is_in_points: bool

    @property
    def may_be_none(self) -> bool:
        """Whether the key is required but may be `none`, which means no limit.

        A limit must not be forgotten silently, so leaving it out has to be written.
        """
        return self.is_required and _is_union(self.kind) and type(None) in get_args(self.kind)

    @property
    def names_register(self) -> bool:
        """Whether the value may name a register, whose columns the other keys then refer to."""
        return self.wants is not None and self.wants not in COLUMN_KINDS


@cache
def keys_of(cls: type) -> Mapping[str, Key]:
    """Return the keys of an attrs class by name, in the order of its fields."""
    hints = get_type_hints(cls, include_extras=True)
    keys = [
        Key(
            field.metadata.get("key", field.name),
            field.name,
            hints[field.name],
            field.default is attrs.NOTHING,
            _wants(hints[field.name]),
            "in_points" in field.metadata,
        )
        for field in attrs.fields(cls)
    ]
    return {key.name: key for key in keys}


def build(cls: type, node: Node, context: Context, leave: frozenset[str] = frozenset()) -> Any:
    """Build an object of an attrs class from a mapping.

    Args:
        cls: the class.
        node: the mapping.
        context: of the reading.
        leave: other known keys of the same mapping, which the caller reads.

    Returns:
        The object, or INVALID with the faults noted.
    """
    if _is_around_rule(cls):
        return _build_around_rule(cls, node, context)
    pairs = context.mapping(node, (*keys_of(cls), *leave))
    return INVALID if pairs is None else build_from(cls, node, pairs, context)


@cache
def _is_around_rule(cls: type) -> bool:
    return any(key.kind is Rule for key in keys_of(cls).values())


def _build_around_rule(cls: type, node: Node, context: Context) -> Any:
    """Build an object that has a rule in one of its fields, such as a part of `parts`.

    The keys of the rule are in the same mapping as those of the object:
    `{id: p1, points: 3, type: yes_no, value: plan}`.
    """
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    own = {name: key for name, key in keys_of(cls).items() if key.kind is not Rule}
    values = {
        key.field: _read_key(key, pairs[name], context)
        for name, key in own.items()
        if name in pairs
    }
    for name, key in own.items():
        if key.is_required and name not in pairs:
            values[key.field] = context.missing_key(node, name)
    points = values.get("points")
    rule_field = next(key.field for key in keys_of(cls).values() if key.kind is Rule)
    values[rule_field] = read_rule(
        node, context, frozenset(own), points if isinstance(points, Fraction) else None
    )
    return INVALID if INVALID in values.values() else cls(**values)


def build_from(cls: type, node: Node, pairs: Mapping[str, Node], context: Context) -> Any:
    """Build an object from pairs whose keys have been checked; keys of others are ignored."""
    before, outer = len(context.problems), context.scope
    values: dict[str, Any] = {}
    try:
        for key in _reading_order(cls):
            if key.name not in pairs:
                if key.is_required:
                    context.missing_key(node, key.name)
                continue
            value = _read_key(key, pairs[key.name], context)
            values[key.field] = value
            # What is read next may name columns: of this register, or of the register that this
            # measure counts.
            if key.names_register:
                context.scope = (
                    value.register
                    if isinstance(value, OverRecords)
                    else value
                    if isinstance(value, str)
                    else context.scope
                )
    finally:
        context.scope = outer
    return cls(**values) if len(context.problems) == before else INVALID


def _read_key(key: Key, node: Node, context: Context) -> Any:
    if key.name == "id" and key.kind is str:
        return read_id(node, context)
    if key.is_in_points:
        refuse_percentages(node, key.name, context)
    return None if key.may_be_none and is_none(node) else read(key.kind, node, context)


@cache
def _reading_order(cls: type) -> tuple[Key, ...]:
    """Return the keys of a class, those that name a register first.

    The conditions and column names in the other keys are looked up in this register.
    """
    return tuple(sorted(keys_of(cls).values(), key=lambda key: not key.names_register))


@cache
def _wants(kind: Any) -> str | None:
    if get_origin(kind) is Annotated:
        return next((each.kind for each in get_args(kind)[1:] if isinstance(each, Wants)), None)
    if _is_union(kind):
        return next((found for found in map(_wants, get_args(kind)) if found), None)
    return None


@cache
def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def read(kind: Any, node: Node, context: Context) -> Any:
    """Read a value as an annotation says; INVALID with the faults noted if it is not valid."""
    return _reader_of(kind)(node, context)


@cache
def _reader_of(kind: Any) -> Callable[[Node, Context], Any]:
    """Return what reads the values of an annotation."""
    wants = _wants(kind)
    if wants == "register":
        return _register
    if wants is not None and wants in COLUMN_KINDS:
        holds = COLUMN_KINDS[wants]
        return lambda node, context: read_column(node, context.columns, holds, context)
    if wants is not None:
        return lambda node, context: read_measure(node, wants, context)
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind is Where:
        return lambda node, context: read_where(node, context.scope, context)
    if kind is Rule:
        return read_rule
    origin, arguments = get_origin(kind), get_args(kind)
    if _is_union(kind):
        inner = [each for each in arguments if each is not type(None)]
        return _reader_of(inner[0])  # a field takes one kind of thing, or nothing
    if origin is Literal:
        return lambda node, context: _choice(node, arguments, context)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda node, context: _member(kind, node, context)
    if origin in (tuple, frozenset):
        return lambda node, context: _collected(origin, arguments[0], node, context)
    if origin is get_origin(Mapping[str, str]):
        return lambda node, context: _named(arguments[1], node, context)
    if attrs.has(kind):
        return lambda node, context: build(kind, node, context)
    raise TypeError(f"no reader for {kind!r}")


def _member(kind: type[Enum], node: Node, context: Context) -> Enum | Invalid:
    name = _choice(node, tuple(each.value for each in kind), context)
    return name if isinstance(name, Invalid) else kind(name)


def _collected(origin: Any, kind: Any, node: Node, context: Context) -> Any:
    many = _many(kind, node, context)
    return many if isinstance(many, Invalid) else origin(many)


def _register(node: Node, context: Context) -> str | Invalid:
    name = node.text if isinstance(node, Scalar) else ""
    if name not in context.registers:
        return context.unknown(
            node, message("台账", "register"), name or shown(node), context.registers
        )
    context.read_registers.add(name)
    return name


def _choice(node: Node, choices: tuple[Any, ...], context: Context) -> Any:
    if isinstance(node, Scalar) and node.text in choices:
        return node.text
    return context.unknown(
        node,
        message("取值", "value"),
        shown(node) if not isinstance(node, Scalar) else node.text,
        choices,
    )


def _many(kind: Any, node: Node, context: Context) -> Any:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    values = tuple(read(kind, item, context) for item in items)
    return INVALID if INVALID in values else values


def _named(kind: Any, node: Node, context: Context) -> Any:
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    values = {name: read(kind, value, context) for name, value in pairs.items()}
    return INVALID if INVALID in values.values() else values


def read_rule(
    node: Node,
    context: Context,
    leave: frozenset[str] = frozenset(),
    points: Fraction | None = None,
    goes_below_zero: bool = False,
) -> Any:
    """Read a rule, which is an indicator type with its parameters, from a mapping with `type`.

    Args:
        node: the mapping.
        context: of the reading.
        leave: keys of the same mapping that belong to the indicator.
        points: points of the item, for the checks of the type; None if it has none.
        goes_below_zero: whether the item may lose more than its points.
    """
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    if "type" not in pairs:
        return context.missing_key(node, "type")
    what = message("评分方式", "indicator type")
    offer = named_offer(pairs["type"], what, context.plugins.indicator_types, context)
    if isinstance(offer, Invalid):
        return offer
    with offer.blamed():
        rule = build(offer.load(), node, context, leave | {"type"})
    if not isinstance(rule, Invalid):
        for fault in faults_found(offer, rule, points):
            if goes_below_zero and fault.unless_below_zero:
                continue
            note_fault(fault, node, pairs, context)
        with offer.at_work():
            check_signs(rule, node, context)
    return rule


def named_offer(
    node: Node, what: Message, offers: Mapping[str, Offer], context: Context
) -> Offer | Invalid:
    """Read a name, and return what lawcheck or a plugin offers under it."""
    name = read_text(node, context)
    if isinstance(name, Invalid):
        return name
    return offers[name] if name in offers else context.unknown(node, what, name, offers)


def note_fault(fault: Fault, node: Node, pairs: Mapping[str, Node], context: Context) -> None:
    """Note a fault that an indicator type found in one of its rules, at the key that it names."""
    context.note(pairs.get(fault.key, node), fault.what)
