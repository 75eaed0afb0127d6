"""Derive the forms of the classes of a scorecard from their fields (see `lawcheck.model.saved`).

For example, `form_of(SectionScore)` writes and reads sections and gives their JSON Schema.
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
    Context,
    Form,
    Schema,
    Wrong,
    choice,
    must_be,
    must_hold,
)
from lawcheck.documents.cards.parts import ColumnOfPlace, Flat, Group, Key, Members, Part
from lawcheck.model.saved import Column
from lawcheck.model.spans import PrintedSpan, Span
from lawcheck.model.text import Message, Text, literal

_MAX_DEPTH: Final = 34
"""The largest depth of nested sections.

Checklists nest less deeply, and every JSON reader can read this depth.
"""


@cache
def form_of(hint: Any) -> Form:
    """Return the form of a field by its type annotation.

    Raises:
        TypeError: values of this type cannot be saved.
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
    """The form of `X | None`: a value or null."""

    form: Form

    def write(self, value: Any, context: Context) -> Any:
        return None if value is None else self.form.write(value, context)

    def read(self, data: Any, context: Context) -> Any:
        return None if data is None else self.form.read(data, context)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        one = self.form.schema(definitions)
        return {"anyOf": [*one.get("anyOf", [one]), {"type": "null"}]}


@attrs.frozen
class _Many:
    """The form of `tuple[X, ...]`: a list."""

    form: Form

    def write(self, values: Any, context: Context) -> Any:
        write = self.form.write
        return [write(each, context) for each in values]

    def read(self, data: Any, context: Context) -> Any:
        if not isinstance(data, list):
            raise must_be("列表", "a list")
        found: list[Any] = []
        read = self.form.read
        try:
            for each in data:
                found.append(read(each, context))
        except Wrong as wrong:
            raise wrong.below(f"[{len(found)}]") from None
        return tuple(found)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "array", "items": self.form.schema(definitions)}


class _Either:
    """The form of a union of classes: the first key of each class tells which one it is."""

    def __init__(self, kinds: Sequence[type]) -> None:
        self.kinds = kinds

    @cached_property
    def forms(self) -> Mapping[str, tuple[type, Form]]:
        """Class and form by the key.

        Built on first use: a section may hold sections, whose form is being built.
        """
        found: dict[str, tuple[type, Form]] = {}
        for cls in self.kinds:
            form = form_of(cls)
            key = form.members.required[0] if isinstance(form, OfClass) else ""
            if not key or key in found:
                raise TypeError(f"{cls.__name__} has no first key that tells it from {found}")
            found[key] = cls, form
        return found

    def write(self, value: Any, context: Context) -> Any:
        return next(form for cls, form in self.forms.values() if isinstance(value, cls)).write(
            value, context
        )

    def read(self, data: Any, context: Context) -> Any:
        if context.depth > _MAX_DEPTH:
            raise Wrong("嵌套过深", "is nested too deeply")
        if isinstance(data, dict):
            for key, (_, form) in self.forms.items():
                if key in data:
                    context.depth += 1
                    found = form.read(data, context)
                    context.depth -= 1
                    return found
        raise must_hold(data, tuple(self.forms))

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"anyOf": [form.schema(definitions) for _, form in self.forms.values()]}


class _OfMessage:
    """The form of a message: its texts in both languages. It is read as a fixed text."""

    def write(self, value: Message, _: Context) -> Any:
        said = value.in_both()
        return {"zh": said.zh, "en": said.en}

    def read(self, data: Any, context: Context) -> Any:
        return literal(form_of(Text).read(data, context))

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return form_of(Text).schema(definitions)


class OfClass:
    """The form of an attrs class: an object.

    Attributes:
        cls: the class.
        numbers: the form of its numbers: exact or printed.
        members: the keys of the object; built on first use, because a section may hold sections.
        unsaved: the values that fields get on reading if they are not saved.
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
        """The keys of the object."""
        return Members(tuple(_parts(self.cls, self.numbers)))

    def make(self, values: Mapping[str, Any]) -> Any:
        """Return an instance of the class from the values of the saved fields."""
        return self.cls(**values, **self.unsaved)

    def write(self, value: Any, context: Context) -> Any:
        """Return an instance as JSON data."""
        return self.members.write(value, context)

    def read(self, data: Any, context: Context) -> Any:
        """Return an instance from an object with all its keys and no others."""
        return self.make(self.members.read(data, context))

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Return a reference to the schema of the class, which is added to the definitions."""
        name = re.sub("(?<=[a-z])(?=[A-Z])", "_", self.cls.__name__).lower()
        if self.numbers is not FRACTION:
            name = f"printed_{name}"
        if name not in definitions:
            # a section may hold sections: the empty entry ends the recursion
            definitions[name] = {}
            definitions[name] = {
                "description": _descriptions_of(cast("Hashable", self.cls))[""]
            } | self.members.schema(definitions)
        return {"$ref": f"#/$defs/{name}"}


def _parts(cls: type[Any], numbers: Form) -> Iterator[Part]:
    """Iterate over the parts of a class's object in the order of its fields.

    Fields whose key has a dot (`checklist.id`) share an object (`checklist`), which stands at the
    place of the first of them.
    """
    # a plain key is a group of one; its leading dot keeps it apart from the names of groups
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
        _descriptions_of(cls).get(field.name, ""),
    )


@cache
def _descriptions_of(cls: Any) -> Mapping[str, str]:
    """Read the descriptions of fields from the Attributes section of a class's docstring.

    Under the empty name is the first paragraph, which describes the class.
    """
    first, _, listed = (inspect.getdoc(cls) or "").partition("\nAttributes:\n")
    said, name = {"": first.partition("\n\n")[0].replace("\n", " ").strip()}, ""
    for line in listed.splitlines():
        start = re.fullmatch(r"    (\w+): (.*)", line)
        if start:
            name, said[start[1]] = start[1], start[2]
        elif name and line.strip():
            said[name] += " " + line.strip()
    return said
