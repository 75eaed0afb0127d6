"""What a field gives to its object in a card: one key, two, or those of another object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

import attrs

from lawcheck.documents.cards.forms import (
    TEXT,
    WHOLE,
    Around,
    Form,
    Schema,
    Wrong,
    check_keys,
    choice,
    object_schema,
    read_key,
)


class Part:
    """What a field gives to an object."""

    keys: tuple[str, ...]
    """Its keys."""
    optional: tuple[str, ...] = ()
    """Those of them that may be left out."""
    together: tuple[str, ...] = ()
    """Those of them of which none stands without the others."""

    def write(self, data: dict[str, Any], owner: Any, around: Around) -> None:
        """Put its keys into the data of the object."""
        raise NotImplementedError

    def read(self, data: Mapping[str, Any], values: dict[str, Any], around: Around) -> None:
        """Put the value of its field, by name, into those that the owner is made from.

        Raises:
            Wrong: the data is not what `write` gives.
        """
        raise NotImplementedError

    def properties(self, definitions: dict[str, Schema]) -> Mapping[str, Schema]:
        """The schema of each of its keys."""
        raise NotImplementedError


class Members:
    """All parts of an object.

    Attributes:
        required: keys that it must have.
        optional: keys that it may have.
        together: optional keys of which none stands without the others.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.optional = tuple(key for part in parts for key in part.optional)
        self.required = tuple(
            key for part in parts for key in part.keys if key not in self.optional
        )
        self.together = tuple(key for part in parts for key in part.together)
        # most objects have plain keys only, which are written without a call for each
        plain = list(takewhile(lambda part: isinstance(part, Key) and not part.optional, parts))
        self.first = [(part.key, part.field, part.put) for part in plain if isinstance(part, Key)]
        self.others = parts[len(plain) :]

    def write(self, owner: Any, around: Around) -> dict[str, Any]:
        """The object as JSON data."""
        data = {key: put(getattr(owner, field), around) for key, field, put in self.first}
        for part in self.others:
            part.write(data, owner, around)
        return data

    def read(self, data: Any, around: Around) -> dict[str, Any]:
        """The values of its owner's fields, from an object with all its keys and no others."""
        check_keys(data, self.required, self.optional)
        return self.pick(data, around)

    def pick(self, data: Mapping[str, Any], around: Around) -> dict[str, Any]:
        """The same from an object that may hold other keys as well."""
        values: dict[str, Any] = {}
        for part in self.parts:
            part.read(data, values, around)
        return values

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """The schema of each key."""
        return {
            key: found
            for part in self.parts
            for key, found in part.properties(definitions).items()
        }

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """The schema of the object."""
        return object_schema(self.properties(definitions), self.optional, self.together)


class Key(Part):
    """One key for one field.

    Args:
        key: the key.
        field: the field.
        form: how its values are saved.
        says: what the documentation of the class says of it.
    """

    def __init__(self, key: str, field: attrs.Attribute[Any], form: Form, says: str) -> None:
        self.key, self.field, self.form, self.says = key, field.name, form, says
        self.is_made, self.put = not field.init, form.write
        self.default = field.default if field.metadata.get("optional") else attrs.NOTHING
        self.keys = (key,)
        self.optional = () if self.default is attrs.NOTHING else self.keys

    def write(self, data: dict[str, Any], owner: Any, around: Around) -> None:
        """The value, unless it is the default of an optional field."""
        value = getattr(owner, self.field)
        if not self.optional or value != self.default:
            data[self.key] = self.put(value, around)

    def read(self, data: Mapping[str, Any], values: dict[str, Any], around: Around) -> None:
        """The value, which is only looked at where the owner works it out from other fields."""
        if self.key in data or not self.optional:
            value = read_key(data, self.key, self.form, around)
            if not self.is_made:
                values[self.field] = value

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """The schema of the form, with what is said of the field."""
        return {
            self.key: ({"description": self.says} if self.says else {})
            | self.form.schema(definitions)
        }


class Group(Part):
    """A key for an object that holds several fields of the same owner."""

    def __init__(self, key: str, parts: Sequence[Part]) -> None:
        self.key, self.keys, self.members = key, (key,), Members(parts)

    def write(self, data: dict[str, Any], owner: Any, around: Around) -> None:
        """An object inside the object."""
        data[self.key] = self.members.write(owner, around)

    def read(self, data: Mapping[str, Any], values: dict[str, Any], around: Around) -> None:
        """The values of all its fields."""
        try:
            values.update(self.members.read(data[self.key], around))
        except Wrong as wrong:
            raise wrong.below(f".{self.key}") from None

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """The schema of the inner object."""
        return {self.key: self.members.schema(definitions)}


class Flat(Part):
    """The keys of the object in a field, beside those of the other fields.

    Args:
        field: name of the field.
        members: of the object.
        make: makes the object from the values of its fields.
    """

    def __init__(
        self, field: str, members: Members, make: Callable[[Mapping[str, Any]], Any]
    ) -> None:
        self.field, self.members, self.make = field, members, make
        self.keys = (*members.required, *members.optional)
        self.optional, self.together = members.optional, members.together

    def write(self, data: dict[str, Any], owner: Any, around: Around) -> None:
        """All keys of the object."""
        data.update(self.members.write(getattr(owner, self.field), around))

    def read(self, data: Mapping[str, Any], values: dict[str, Any], around: Around) -> None:
        """The object, made of its keys."""
        values[self.field] = self.make(self.members.pick(data, around))

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """The schema of each of its keys."""
        return self.members.properties(definitions)


class ColumnOfPlace(Part):
    """The column of a place, and whether it is a name or a number, which its text does not tell.

    Args:
        field: name of the field.
    """

    keys = optional = together = ("column", "column_is")

    def __init__(self, field: str) -> None:
        self.field = field

    def write(self, data: dict[str, Any], owner: Any, around: Around) -> None:  # noqa: ARG002 - needs nothing from around
        """Both keys, where there is a column."""
        column = getattr(owner, self.field)
        if column:
            data["column"] = str(column)
            data["column_is"] = "name" if isinstance(column, str) else "number"

    def read(self, data: Mapping[str, Any], values: dict[str, Any], around: Around) -> None:
        """The name or the number."""
        if "column" in data:
            is_number = read_key(data, "column_is", _NAME_OR_NUMBER, around) == "number"
            values[self.field] = read_key(data, "column", WHOLE if is_number else TEXT, around)

    def properties(self, definitions: dict[str, Schema]) -> dict[str, Schema]:
        """The schema of both."""
        says = "Whether `column` is the name of a table's column or a position from 1."
        kinds = {"description": says} | _NAME_OR_NUMBER.schema(definitions)
        return {"column": TEXT.schema(definitions), "column_is": kinds}


_NAME_OR_NUMBER: Final = choice(("name", "number"))
