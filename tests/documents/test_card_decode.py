"""A card that is not exactly what lawcheck writes is refused, with the path of what is wrong."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents.cards import SavedText, report_from_json, report_to_json
from lawcheck.model.errors import UsageError
from lawcheck.session import Session

ROOT = Path(__file__).parents[2]


def make_card() -> str:
    session = Session.start(only=())
    checklist = session.load("street-visit")
    tables = sorted((ROOT / "examples" / "streets-2023").glob("*.csv"))
    return session.write(session.score(checklist, session.read(checklist, tables)), "json", "zh")


CARD = make_card()
DATA = json.loads(CARD)


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict):
        return [each for key, value in data.items() for each in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [each for index, value in enumerate(data) for each in leaves(value, (*path, index))]
    return [path]


LEAVES = leaves(DATA)


def hash_matches(data: Any) -> bool:
    saved = SavedText.of(json.dumps(data), lambda unit: None)
    return saved is not None and saved.hash_matches()


def test_round_trip_byte_for_byte() -> None:
    assert report_to_json(report_from_json(CARD)) == CARD


def test_no_float_is_in_it() -> None:
    json.loads(CARD, parse_float=lambda text: pytest.fail(f"the number {text} is not a text"))


@given(st.sampled_from(LEAVES))
def test_any_changed_leaf_breaks_the_hash(path: tuple[Any, ...]) -> None:
    data = copy.deepcopy(DATA)
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = "changed" if inside[path[-1]] != "changed" else "again"

    assert hash_matches(DATA)
    assert not hash_matches(data)


def no_unit_name(data: Any) -> None:
    del data["units"][0]["unit"]["name"]


def extra(data: Any) -> None:
    data["units"][0]["colour"] = "red"


def number(data: Any) -> None:
    data["units"][0]["out_of"] = 100


def state(data: Any) -> None:
    data["units"][0]["sections"][0]["children"][0]["state"] = "lost"


def fraction(data: Any) -> None:
    data["units"][0]["known"] = "1/0"


def rows(data: Any) -> None:
    data["rows"]["scored"] = "1/2"


def flag(data: Any) -> None:
    data["units"][0]["sample_weights"] = "yes"


def plugins(data: Any) -> None:
    data["engine"]["plugins"] = {}


def schema(data: Any) -> None:
    data["schema"] = "lawcheck-scorecard/2"


def interval(data: Any) -> None:
    data["units"][0]["interval"]["low"] = "many"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (no_unit_name, "$.units[0].unit.name: is missing"),
        (extra, "$.units[0].colour: does not belong here"),
        (number, "$.units[0].out_of: must be a text"),
        (
            state,
            "$.units[0].sections[0].children[0].state: must be one of scored, not_applicable, missing, awaiting, error, not_due, pending",
        ),
        (fraction, "$.units[0].known: must be a fraction such as 37/20"),
        (rows, "$.rows.scored: must be a whole number"),
        (flag, "$.units[0].sample_weights: must be true or false"),
        (plugins, "$.engine.plugins: must be a list"),
        (
            schema,
            '$.schema: must be lawcheck-scorecard/1, not "lawcheck-scorecard/2"; this is not a scorecard that this version reads',
        ),
        (interval, "$.units[0].interval.low: must be a number"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_refused_with_its_path(change: Callable[[Any], None], line: str) -> None:
    data = copy.deepcopy(DATA)
    change(data)
    with pytest.raises(UsageError) as error:
        report_from_json(json.dumps(data))

    assert str(error.value) == line


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '{"schema": 1}', "[" * 100_000])
def test_what_is_no_card_at_all(text: str) -> None:
    with pytest.raises(UsageError):
        report_from_json(text)
