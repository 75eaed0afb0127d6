"""Make the JSON Schema of checklists, for completion and checks in editors.

`_of` describes each annotation that `annotations.read` reads.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import attrs

from lawcheck.checklists.annotations import COLUMN_KINDS, Key, keys_of
from lawcheck.checklists.conditions import SCORES
from lawcheck.checklists.falls_due import BEFORE, END
from lawcheck.checklists.sections import INDICATOR_KEYS
from lawcheck.checklists.vetoes import EFFECT_OF_KEY
from lawcheck.model.basis import Basis
from lawcheck.model.calendars import Calendar, Period
from lawcheck.model.conditions import Where
from lawcheck.model.declarations import Spec
from lawcheck.model.kinds import Kind
from lawcheck.model.operations import Operation
from lawcheck.model.ranking import Ranking
from lawcheck.model.rounding import Rounding, SectionRounding
from lawcheck.model.rule import Rule
from lawcheck.model.rule_fields import Wants
from lawcheck.model.text import Text
from lawcheck.registry.loading import Plugins
from lawcheck.registry.offers import Offer

Schema = dict[str, Any]

_DATE: Final[Schema] = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_IN_FORCE: Final[Schema] = {
    "type": "object",
    "properties": {"from": _DATE, "to": _DATE},
    "additionalProperties": False,
}
_ONE_NUMBER: Final[Schema] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?%?$"},
    ]
}
_NUMBER: Final[Schema] = {
    "anyOf": [
        *_ONE_NUMBER["anyOf"],
        {
            "type": "object",
            "properties": {
                "in_force": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"from": _DATE, "to": _DATE, "value": _ONE_NUMBER},
                        "required": ["value"],
                        "additionalProperties": False,
                    },
                    "minItems": 1,
                }
            },
            "required": ["in_force"],
            "additionalProperties": False,
        },
    ]
}
_SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
_TEXT: Final[Schema] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "required": ["zh"],
            "additionalProperties": False,
        },
    ]
}
_SIMPLE: Final[Mapping[Any, Schema]] = {
    Fraction: _NUMBER,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    str: {"type": "string"},
    date: _DATE,
    Text: {"$ref": "#/$defs/text"},
    Calendar: {"type": "string"},
    Where: {"$ref": "#/$defs/where"},
    Rule: {"type": "object", "required": ["type"]},
}
_MEASURE_KEYS: Final[Mapping[str, Schema]] = {
    "of": {"type": "string"},
    "weight": {"type": "string"},
    "by": {"type": "string"},
    "where": {"$ref": "#/$defs/where"},
    "among": {"$ref": "#/$defs/where"},
    "on_zero": {"anyOf": [{"const": "not_applicable"}, _NUMBER]},
}
_MANY_TEXTS: Final[Schema] = {"type": ["array", "string"], "items": {"type": "string"}}


def checklist_schema(plugins: Plugins) -> Schema:
    """Return the schema (JSON Schema 2020-12) of checklists.

    It has the indicator types, scoring methods, measures and operators of the given plugins.
    """
    indicator = {"anyOf": [_indicator(offer) for offer in plugins.indicator_types.values()]}
    scoring = {"anyOf": [_tagged(offer, "method") for offer in plugins.aggregations.values()]}
    spec = {"anyOf": [_of(Kind), _of_class(Spec)]}
    items = {"type": "array", "items": {"$ref": "#/$defs/indicator"}, "minItems": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lawcheck checklist",
        "type": "object",
        "properties": {
            "lawcheck": {"const": 1},
            "id": {"type": "string"},
            "version": {"type": ["string", "number"]},
            "title": {"$ref": "#/$defs/text"},
            "description": {"$ref": "#/$defs/text"},
            "sample_weights": {"type": "boolean"},
            "period": _of_class(Period),
            "requires": {"type": "object", "additionalProperties": {"type": "string"}},
            "scoring": {"$ref": "#/$defs/scoring"},
            "rounding": _of_class(Rounding),
            "grade_on": {"enum": ["rounded", "exact"]},
            "grades": {
                "type": "array",
                "items": _object(
                    {"name": {"$ref": "#/$defs/text"}, "from": _NUMBER, "below": _NUMBER},
                    ["name", "from"],
                ),
            },
            "not_applicable": _object(
                {"policy": _POLICY, "at_most": _NUMBER}, ["policy", "at_most"]
            ),
            "calendars": {"type": "object", "additionalProperties": _of_class(Calendar)},
            "facts": {"type": "object", "additionalProperties": spec},
            "registers": {
                "type": "object",
                "additionalProperties": _object(
                    {
                        "label": {"$ref": "#/$defs/text"},
                        "columns": {"type": "object", "additionalProperties": spec},
                        "unique": _MANY_TEXTS,
                        "worth_adding": {"type": "boolean"},
                    },
                    ["columns"],
                ),
            },
            "other_columns": {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [
                        {"const": "ignore"},
                        {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    ]
                },
            },
            "words": _object({"nil": _MANY_TEXTS, "blank": _MANY_TEXTS}, []),
            "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}, "minItems": 1},
            "indicators": items,
            "bonus": _object(
                {
                    "at_most": _NUMBER,
                    "only_from": _NUMBER,
                    "total_at_most": {"anyOf": [{"const": "none"}, _NUMBER]},
                    "indicators": items,
                },
                ["at_most", "total_at_most", "indicators"],
            ),
            "vetoes": {"type": "array", "items": _VETO},
            "once": {
                "type": "array",
                "items": {"type": "array", "items": {"type": "string"}, "minItems": 2},
                "minItems": 1,
            },
            "appeal_days": {"type": "integer", "minimum": 1},
            "ranking": _of_class(Ranking),
            "tests": {
                "type": "array",
                "items": {"type": "object", "required": ["name", "expect"]},
            },
        },
        "required": [
            "lawcheck",
            "id",
            "version",
            "title",
            "period",
            "scoring",
            "rounding",
            "grade_on",
            "grades",
            "not_applicable",
        ],
        "additionalProperties": False,
        "$defs": {
            "text": _TEXT,
            "where": _where(plugins),
            "measure": _measure(plugins),
            "scoring": scoring,
            "indicator": indicator,
            "section": _object(
                {
                    "id": {"type": "string"},
                    "title": {"$ref": "#/$defs/text"},
                    "points": _NUMBER,
                    "weight": _NUMBER,
                    "scoring": {"$ref": "#/$defs/scoring"},
                    "rounding": _of_class(SectionRounding),
                    "sections": {
                        "type": "array",
                        "items": {"$ref": "#/$defs/section"},
                        "minItems": 1,
                    },
                    "indicators": items,
                },
                ["id", "title"],
            ),
        },
    }


_POLICY: Final[Schema] = {"enum": ["redistribute", "full", "zero", "forbid"]}


def _where(plugins: Plugins) -> Schema:
    operators = [offer.load() for offer in plugins.operators.values()]
    words: Schema = {
        each.name: {**_OPERANDS[each.takes], "description": inspect.getdoc(each)}
        for each in operators
    }
    others: Schema = {
        "within": {"type": "integer"},
        "of": {"type": "string"},
        "calendar": {"type": "string"},
        "is_missing": {"type": "boolean"},
    }
    condition = {"anyOf": [_SCALAR, {"type": "array"}, _object(words | others, [])]}
    scores = {"type": "object", "additionalProperties": condition}
    return {
        "type": "object",
        "properties": {SCORES: scores},
        "additionalProperties": condition,
    }


_OPERANDS: Final[Mapping[str, Schema]] = {
    "value": _SCALAR,
    "values": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
    "text": _SCALAR,
}


def _measure(plugins: Plugins) -> Schema:
    operations = [_operation(offer.load()) for offer in plugins.measures.values()]
    return {"anyOf": [{"type": ["string", "number"]}, *operations]}


def _operation(operation: type[Operation]) -> Schema:
    """Return the schema of measures with this operation.

    They are over a register, a list of facts or both, as the operation allows.
    """
    own = _of_class(operation)
    for field in attrs.fields(operation):
        if "least" in field.metadata:
            own["properties"][field.name] = {
                **own["properties"][field.name],
                "minimum": field.metadata["least"],
            }
    keys = {"where", *operation.keys} if operation.takes_records else set[str]()
    shared = {name: schema for name, schema in _MEASURE_KEYS.items() if name in keys}
    target: Schema = {
        "type": [
            *(["string"] if operation.takes_records else []),
            *(["array"] if operation.takes_facts else []),
        ]
    }
    required = [name for name in ("weight", "on_zero") if name in keys]
    schema = _object(
        {operation.name: target, **shared, **own["properties"]},
        [operation.name, *required, *own["required"]],
    )
    return {**schema, "description": (inspect.getdoc(operation) or "").split("\n\n")[0]}


def _object(properties: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _of_class(cls: type) -> Schema:
    keys = keys_of(cls)
    if any(key.kind is Rule for key in keys.values()):
        properties = {name: _of(key.kind) for name, key in keys.items() if key.kind is not Rule}
        return {
            "type": "object",
            "properties": properties,
            "required": [*(n for n in properties if keys[n].is_required), "type"],
        }
    return _object(
        {name: _of_key(key) for name, key in keys.items()},
        [name for name, key in keys.items() if key.is_required],
    )


def _of_key(key: Key) -> Schema:
    return {"anyOf": [{"const": "none"}, _of(key.kind)]} if key.may_be_none else _of(key.kind)


def _of(kind: Any) -> Schema:
    if get_origin(kind) is Annotated:
        wants = next((each.kind for each in get_args(kind)[1:] if isinstance(each, Wants)), "")
        return (
            {"type": "string"}
            if wants in ("register", *COLUMN_KINDS)
            else {"$ref": "#/$defs/measure"}
        )
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = [each for each in arguments if each is not type(None)]
        return _of(inner[0]) if len(inner) == 1 else {"$ref": "#/$defs/measure"}
    if origin is Literal:
        # A choice such as "1" may be written without quotes, and is then a number to an editor.
        return {"enum": [*arguments, *(int(each) for each in arguments if each.isdigit())]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    if origin in (tuple, frozenset):
        item = _of(arguments[0])
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if attrs.has(kind):
        return _of_class(kind)
    return {"type": "object", "additionalProperties": _of(arguments[1])}


def _tagged(offer: Offer, tag: str) -> Schema:
    schema = _of_class(offer.load())
    schema["properties"] = {tag: {"const": offer.name}, **schema["properties"]}
    schema["required"] = [tag, *schema["required"]]
    return schema


def _dated(schema: Schema) -> Schema:
    """Return the schema of an entry that may also have `in_force`."""
    return {**schema, "properties": {**schema["properties"], "in_force": _IN_FORCE}}


def _indicator(offer: Offer) -> Schema:
    schema = _tagged(offer, "type")
    common: Schema = {
        "id": {"type": "string"},
        "title": {"$ref": "#/$defs/text"},
        "points": _NUMBER,
        "weight": _NUMBER,
        "basis": {"type": "array", "items": _dated(_of_class(Basis))},
        "evidence": {"$ref": "#/$defs/text"},
        "floor": _NUMBER,
        "not_applicable": {
            "anyOf": [
                _POLICY,
                _object(
                    {"policy": _POLICY, "points": _NUMBER, "when": {"$ref": "#/$defs/where"}}, []
                ),
            ]
        },
        "advisory": {"type": "boolean"},
        "cause": {"type": "string"},
        "falls_due": _object(
            {"by": {"anyOf": [{"const": END}, _DATE]}, "before": {"enum": [*BEFORE]}},
            ["by", "before"],
        ),
    }
    schema["properties"] = {
        **{name: common[name] for name in sorted(INDICATOR_KEYS)},
        **schema["properties"],
    }
    schema = _dated(schema)
    schema["required"] = ["id", "title", *schema["required"]]
    schema["description"] = (inspect.getdoc(offer.load()) or "").split("\n\n")[0]
    return schema


_VETO: Final[Schema] = _object(
    {
        "id": {"type": "string"},
        "title": {"$ref": "#/$defs/text"},
        "basis": {"type": "array", "items": _dated(_of_class(Basis)), "minItems": 1},
        "in_force": _IN_FORCE,
        "if_missing": {"enum": ["open", "not_applied"]},
        "when": {"$ref": "#/$defs/where"},
        "records": {"$ref": "#/$defs/measure"},
        "effect": {
            "anyOf": [
                _object({key: _of_key(keys_of(effect)[key])}, [key])
                for key, effect in EFFECT_OF_KEY.items()
            ]
        },
    },
    ["id", "title", "basis", "if_missing", "effect"],
)
