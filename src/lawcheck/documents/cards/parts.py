"""Parts of an object in a saved scorecard: how each field becomes one or more keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

import attrs

from lawcheck.documents.cards.forms import (
    TEXT,
    WHOLE,
    Context,
    Form,
    Schema,
    Wrong,
    check_keys,
    choice,
    object_schema,
    read_key,
)


class Part:
    """The keys that a field adds to its object."""

    keys: tuple[str, ...]
    """All its keys."""
    optional: tuple[str, ...] = ()
    """The keys that may be left out."""
    together: tuple[str, ...] = ()
    """The optional keys that must be present or absent together."""

    def write(self, data: dict[str, Any], owner: Any, context: Context) -> None:
        """Add its keys to the data of the object."""
        raise NotImplementedError

    def read(self, data: Mapping[str, Any], values: dict[str, Any], context: Context) -> None:
        """Read the value of its field into the arguments that the owner is made with.

        Raises:
            Wrong: the data is not what `write` gives.
        """
        raise NotImplementedError

    def properties(self, definitions: dict[str, Schema]) -> Mapping[str, Schema]:
        """Return the schema of each of its keys."""
        raise NotImplementedError


class Members:
    """All parts of an object.

    Attributes:
        required: keys that it must have.
        optional: keys that it may have.
        together: optional keys that must be present or absent together.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.optional = tuple(key for part in parts for key in part.optional)
        self.required = tuple(
            key for part in parts for key in part.keys if key not in self.optional
        )
        self.together = tuple(key for part in parts for key in part.together)
        # most objects have plain keys only: a loop in `write` is faster than a call for each part
        plain = list(takewhile(lambda part: isinstance(part, Key) and not part.optional, parts))
        self.first = [(part.key, part.field, part.put) for part in plain if isinstance(part, Key)]
        self.others = parts[len(plain) :]

    def write(self, owner: Any, context: Context) -> dict[str, Any]:
        """Return the object as JSON data."""
        data = {key: put(getattr(owner, field), context) for key, field, put in self.first}
        for part in self.others:
            part.write(data, owner, context)
        return data

    def read(self, data: Any, context: Context) -> dict[str, Any]:
        """Read the values of the owner's fields from an object with all keys and no others."""
        check_keys(data, self.required, self.optional)
        return self.pick(data, context)

    def pick(self, data: Mapping[str, Any], context: Context) -> dict[str, Any]:
        """Read the values of the owner's fields from an object that may have other keys."""
        values: dict[str, Any] = {}
        for part in self.parts:
            part.read(data, values, context)
        return values

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """Return the schema of each key."""
        return {
            key: found
            for part in self.parts
            for key, found in part.properties(definitions).items()
        }

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Return the schema of the object."""
        return object_schema(self.properties(definitions), self.optional, self.together)


class Key(Part):
    """One key for one field.

    Args:
        key: the key.
        field: the field.
        form: how its values are saved.
        says: description of the field in the docstring of the class.
    """

    def __init__(self, key: str, field: attrs.Attribute[Any], form: Form, says: str) -> None:
        self.key, self.field, self.form, self.says = key, field.name, form, says
        self.is_made, self.put = not field.init, form.write
        self.default = field.default if field.metadata.get("optional") else attrs.NOTHING
        self.keys = (key,)
        self.optional = () if self.default is attrs.NOTHING else self.keys

    def write(self, data: dict[str, Any], owner: Any, context: Context) -> None:
        """Add the value, unless it is the default of an optional field."""
        value = getattr(owner, self.field)
        if not self.optional or value != self.default:
            data[self.key] = self.put(value, context)

    def read(self, data: Mapping[str, Any], values: dict[str, Any], context: Context) -> None:
        """Read the value; only check it if the owner computes the field (`init=False`)."""
        if self.key in data or not self.optional:
            value = read_key(data, self.key, self.form, context)
            if not self.is_made:
                values[self.field] = value

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """Return the schema of the form with the description of the field."""
        return {
            self.key: ({"description": self.says} if self.says else {})
            | self.form.schema(definitions)
        }


class Group(Part):
    """One key whose value is an object with several fields of the owner."""

    def __init__(self, key: str, parts: Sequence[Part]) -> None:
        self.key, self.keys, self.members = key, (key,), Members(parts)

    def write(self, data: dict[str, Any], owner: Any, context: Context) -> None:
        """Add the inner object."""
        data[self.key] = self.members.write(owner, context)

    def read(self, data: Mapping[str, Any], values: dict[str, Any], context: Context) -> None:
        """Read the values of all its fields."""
        try:
            values.update(self.members.read(data[self.key], context))
        except Wrong as wrong:
            raise wrong.below(f".{self.key}") from None

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """Return the schema of the inner object."""
        return {self.key: self.members.schema(definitions)}


class Flat(Part):
    """The keys of the object in a field, on the same level as those of the other fields.

    Args:
        field: name of the field.
        members: the parts of the object.
        make: makes the object from the values of its fields.
    """

    def __init__(
        self, field: str, members: Members, make: Callable[[Mapping[str, Any]], Any]
    ) -> None:
        self.field, self.members, self.make = field, members, make
        self.keys = (*members.required, *members.optional)
        self.optional, self.together = members.optional, members.together

    def write(self, data: dict[str, Any], owner: Any, context: Context) -> None:
        """Add all keys of the object."""
        data.update(self.members.write(getattr(owner, self.field), context))

    def read(self, data: Mapping[str, Any], values: dict[str, Any], context: Context) -> None:
        """Read the object from its keys."""
        values[self.field] = self.make(self.members.pick(data, context))

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """Return the schema of each of its keys."""
        return self.members.properties(definitions)


class ColumnOfPlace(Part):
    """Two keys for the column of a place: its text, and whether it is a name or a number.

    A column can be called `3`, so the text alone does not tell.

    Args:
        field: name of the field.
    """

    keys = optional = together = ("column", "column_is")

    def __init__(self, field: str) -> None:
        self.field = field

    def write(self, data: dict[str, Any], owner: Any, context: Context) -> None:  # noqa: ARG002 - needs nothing from context
        """Add both keys if there is a column."""
        column = getattr(owner, self.field)
        if column:
            data["column"] = str(column)
            data["column_is"] = "name" if isinstance(column, str) else "number"

    def read(self, data: Mapping[str, Any], values: dict[str, Any], context: Context) -> None:
        """Read the name or the number."""
        if "column" in data:
            is_number = read_key(data, "column_is", _NAME_OR_NUMBER, context) == "number"
            values[self.field] = read_key(data, "column", WHOLE if is_number else TEXT, context)

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """Return the schema of both keys."""
        says = "Whether `column` is the name of a table's column or a position from 1."
        kinds = {"description": says} | _NAME_OR_NUMBER.schema(definitions)
        return {"column": TEXT.schema(definitions), "column_is": kinds}


_NAME_OR_NUMBER: Final = choice(("name", "number"))
