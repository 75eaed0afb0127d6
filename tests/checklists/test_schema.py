"""The JSON Schema for editors agrees with the reader: it takes what ships, and marks a key that does not exist."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lawcheck.checklists.schema import checklist_schema
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.errors import ChecklistError
from lawcheck.session import Session
from lawcheck.testing.documented import as_json

CHECKLISTS = sorted((Path(__file__).parents[2] / "checklists").glob("*.yaml"))


def load(path: Path) -> Any:
    return as_json(parse_yaml(path.read_bytes(), path.name, ChecklistError, []))


@pytest.fixture(scope="module")
def schema(session: Session) -> dict[str, Any]:
    return checklist_schema(session.plugins)


def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_it_takes_the_checklists_that_ship(path: Path, schema: dict[str, Any]) -> None:
    jsonschema.validate(load(path), schema)


@pytest.mark.parametrize("place", ["top", "section", "indicator"])
def test_it_marks_a_key_that_does_not_exist(place: str, schema: dict[str, Any]) -> None:
    data = load(next(path for path in CHECKLISTS if path.stem == "street-visit"))
    at = {
        "top": data,
        "section": data["sections"][0],
        "indicator": data["sections"][0]["indicators"][0],
    }[place]
    at["colour"] = "red"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_every_type_and_method_is_in_it(session: Session, schema: dict[str, Any]) -> None:
    types = {each["properties"]["type"]["const"] for each in schema["$defs"]["indicator"]["anyOf"]}
    methods = {
        each["properties"]["method"]["const"] for each in schema["$defs"]["scoring"]["anyOf"]
    }

    assert types == set(session.plugins.indicator_types)
    assert methods == set(session.plugins.aggregations)


@pytest.mark.parametrize(
    ("effect", "is_taken"),
    [
        ({"total": 0}, True),
        ({"total": "0"}, True),
        ({"total": 5}, False),
        ({"zero": ["a"]}, True),
        ({"grade_at_most": "合格"}, True),
        ({"grade_at_most": {"zh": "合格", "en": "pass"}}, True),
        ({"score": "none"}, True),
        ({"score": 0}, False),
        ({"total": 0, "score": "none"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_what_a_veto_may_do(
    effect: dict[str, Any], is_taken: bool, schema: dict[str, Any]
) -> None:
    """As the reader: one key, with a value of its own."""
    vetoes = schema["properties"]["vetoes"]["items"]["properties"]["effect"]
    validator = jsonschema.Draft202012Validator({**vetoes, "$defs": schema["$defs"]})

    assert validator.is_valid(effect) is is_taken
