"""The forms of the classes of a scorecard, made from their fields (see `lawcheck.model.saved`).

`form_of(SectionScore)`, for one, writes and reads sections and gives their JSON Schema.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

import attrs

from lawcheck.documents.cards.forms import (
    FORMS,
    FRACTION,
    ROUNDED,
    Around,
    Form,
    Schema,
    Wrong,
    choice,
    must_be,
    must_hold,
)
from lawcheck.documents.cards.parts import ColumnOfPlace, Flat, Group, Key, Members, Part
from lawcheck.model.saved import Column
from lawcheck.model.scorecard import PrintedSpan, Span
from lawcheck.model.text import Message, Text, literal

_DEEPEST: Final = 34
"""Sections inside sections: more than a checklist has, few enough for any reader of JSON."""


@cache
def form_of(hint: Any) -> Form:
    """The form of a field, by its annotation.

    Raises:
        TypeError: nothing of this kind can be saved.
    """
    if hint in FORMS:
        return FORMS[hint]
    if hint == PrintedSpan:
        return OfClass(Span, numbers=ROUNDED)
    if hint is Message:
        return _OfMessage()
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return choice(inner)
    if origin is tuple and inner[1:] == (...,):
        return _Many(form_of(inner[0]))
    if origin in (Union, types.UnionType):
        kinds = tuple(each for each in inner if each is not type(None))
        form = form_of(kinds[0]) if len(kinds) == 1 else _Either(kinds)
        return form if len(kinds) == len(inner) else _Maybe(form)
    if isinstance(hint, type) and attrs.has(hint):
        return OfClass(hint)
    raise TypeError(f"{hint} cannot be saved in a scorecard")


@attrs.frozen
class _Maybe:
    """A value, or null."""

    form: Form

    def write(self, value: Any, around: Around) -> Any:
        return None if value is None else self.form.write(value, around)

    def read(self, data: Any, around: Around) -> Any:
        return None if data is None else self.form.read(data, around)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        one = self.form.schema(definitions)
        return {"anyOf": [*one.get("anyOf", [one]), {"type": "null"}]}


@attrs.frozen
class _Many:
    """A list."""

    form: Form

    def write(self, values: Any, around: Around) -> Any:
        write = self.form.write
        return [write(each, around) for each in values]

    def read(self, data: Any, around: Around) -> Any:
        if not isinstance(data, list):
            raise must_be("列表", "a list")
        found: list[Any] = []
        read = self.form.read
        try:
            for each in data:
                found.append(read(each, around))
        except Wrong as wrong:
            raise wrong.below(f"[{len(found)}]") from None
        return tuple(found)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "array", "items": self.form.schema(definitions)}


class _Either:
    """An object of one of several classes, known by the first key of each."""

    def __init__(self, kinds: Sequence[type]) -> None:
        self.kinds = kinds

    @cached_property
    def forms(self) -> Mapping[str, tuple[type, Form]]:
        """Class and form, by the key."""
        found: dict[str, tuple[type, Form]] = {}
        for cls in self.kinds:
            form = form_of(cls)
            key = form.members.required[0] if isinstance(form, OfClass) else ""
            if not key or key in found:
                raise TypeError(f"{cls.__name__} has no first key that tells it from {found}")
            found[key] = cls, form
        return found

    def write(self, value: Any, around: Around) -> Any:
        return next(form for cls, form in self.forms.values() if isinstance(value, cls)).write(
            value, around
        )

    def read(self, data: Any, around: Around) -> Any:
        if around.depth > _DEEPEST:
            raise Wrong("嵌套过深", "is nested too deeply")
        if isinstance(data, dict):
            for key, (_, form) in self.forms.items():
                if key in data:
                    around.depth += 1
                    found = form.read(data, around)
                    around.depth -= 1
                    return found
        raise must_hold(data, tuple(self.forms))

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"anyOf": [form.schema(definitions) for _, form in self.forms.values()]}


class _OfMessage:
    """A message, which is a fixed text once it is saved."""

    def write(self, value: Message, _: Around) -> Any:
        return {"zh": value.pick("zh"), "en": value.pick("en")}

    def read(self, data: Any, around: Around) -> Any:
        return literal(form_of(Text).read(data, around))

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return form_of(Text).schema(definitions)


class OfClass:
    """An object of an attrs class.

    Attributes:
        cls: the class.
        numbers: the form of its numbers.
        members: its keys; made when first asked for, since a section may hold sections.
        unsaved: what stands in the place of fields that are not saved.
    """

    def __init__(self, cls: type[Any], numbers: Form = FRACTION) -> None:
        self.cls = cls
        self.numbers = numbers
        self.unsaved = {
            field.name: field.metadata["unsaved"]
            for field in attrs.fields(cls)
            if "unsaved" in field.metadata
        }

    @cached_property
    def members(self) -> Members:
        """What stands in the object."""
        return Members(tuple(_parts(self.cls, self.numbers)))

    def make(self, values: Mapping[str, Any]) -> Any:
        """The object of the class, from the values of the fields that are saved."""
        return self.cls(**values, **self.unsaved)

    def write(self, value: Any, around: Around) -> Any:
        """The object, key by key."""
        return self.members.write(value, around)

    def read(self, data: Any, around: Around) -> Any:
        """The object of the class, from all its keys and no others."""
        return self.make(self.members.read(data, around))

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """A reference to the schema of the class."""
        name = re.sub("(?<=[a-z])(?=[A-Z])", "_", self.cls.__name__).lower()
        if self.numbers is not FRACTION:
            name = f"printed_{name}"
        if name not in definitions:
            definitions[name] = {}  # in the meantime: a section may hold sections
            definitions[name] = {
                "description": _said_of(cast("Hashable", self.cls))[""]
            } | self.members.schema(definitions)
        return {"$ref": f"#/$defs/{name}"}


def _parts(cls: type[Any], numbers: Form) -> Iterator[Part]:
    """The parts that the fields of a class give, in order; a group stands at its first field."""
    groups: dict[str, list[Part]] = {}
    for field in attrs.fields(cls):
        group, _, key = field.metadata.get("key", field.name).rpartition(".")
        if "unsaved" not in field.metadata:
            groups.setdefault(group or f".{key}", []).append(_part(cls, field, key, numbers))
    for group, parts in groups.items():
        yield parts[0] if group.startswith(".") else Group(group, parts)


def _part(cls: Any, field: attrs.Attribute[Any], key: str, numbers: Form) -> Part:
    hint = get_type_hints(cls, include_extras=True)[field.name]
    if field.metadata.get("flat"):
        inner = OfClass(hint)
        return Flat(field.name, inner.members, inner.make)
    if hint == Column:
        return ColumnOfPlace(field.name)
    return Key(
        key,
        field,
        numbers if hint is Fraction else form_of(hint),
        _said_of(cls).get(field.name, ""),
    )


@cache
def _said_of(cls: Any) -> Mapping[str, str]:
    """What a docstring says of each field; under the empty name, what it says of the class."""
    first, _, listed = (inspect.getdoc(cls) or "").partition("\nAttributes:\n")
    said, name = {"": first.partition("\n\n")[0].replace("\n", " ").strip()}, ""
    for line in listed.splitlines():
        start = re.fullmatch(r"    (\w+): (.*)", line)
        if start:
            name, said[start[1]] = start[1], start[2]
        elif name and line.strip():
            said[name] += " " + line.strip()
    return said
