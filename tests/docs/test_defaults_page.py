"""The page on missing keys names every key that may be left out, and no other."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

from lawcheck.checklists import overlay
from lawcheck.checklists.annotations import keys_of
from lawcheck.checklists.schema import checklist_schema
from lawcheck.registry.loading import load_plugins

PAGE = Path(__file__).parents[2] / "docs" / "defaults.md"
PLUGINS = ("lawcheck_survey", "lawcheck_casefile")
Places = dict[str, set[str]]
ANSWERS = ("required otherwise", "reported", "no other meaning", "no score")


def optional(cls: type) -> set[str]:
    return {key.name for key in keys_of(cls).values() if not key.is_required}


def classes_in(kind: Any) -> Iterator[type]:
    """Classes with keys of their own that a key takes."""
    if (
        isinstance(kind, type)
        and attrs.has(kind)
        and kind.__module__.split(".")[-1] not in ("text", "conditions")
    ):
        yield kind
    for each in get_args(kind):
        yield from classes_in(each)


def of_types() -> Places:
    """Types and methods, and by the names of the keys they stand under, what stands inside."""
    installed = load_plugins(only=())
    classes = {
        name: offer.load()
        for name, offer in (*installed.indicator_types.items(), *installed.aggregations.items())
    }
    for plugin in PLUGINS:
        offered = importlib.import_module(plugin).lawcheck_indicator_types()
        classes |= {name: pkgutil.resolve_name(target) for name, target in offered.items()}
    inner: dict[type, set[str]] = {}
    queue = list(classes.values())
    for cls in queue:
        for key in keys_of(cls).values():
            for found in () if key.wants or key.name == "calendar" else classes_in(key.kind):
                inner.setdefault(found, set()).add(key.name)
                queue.append(found)
    places = {name: optional(cls) for name, cls in classes.items()}
    for cls, names in inner.items():
        # several types have an object under a key of the same name
        place = ", ".join(sorted(names))
        places[place] = places.get(place, set()) | optional(cls)
    return {name: keys for name, keys in places.items() if keys}


def of_the_file() -> Places:
    """What stands around the items, as the schema for editors has it."""
    schema = checklist_schema(load_plugins(only=()))
    parts, defs = schema["properties"], schema["$defs"]
    yes_no = next(
        each
        for each in defs["indicator"]["anyOf"]
        if each["properties"]["type"]["const"] == "yes_no"
    )
    item = yes_no["properties"]
    objects: Mapping[str, Any] = {
        "checklist": schema,
        "grades": parts["grades"]["items"],
        "ranking": parts["ranking"],
        "words": parts["words"],
        "calendars": parts["calendars"]["additionalProperties"],
        "facts, columns": parts["facts"]["additionalProperties"]["anyOf"][1],
        "registers": parts["registers"]["additionalProperties"],
        "section": defs["section"],
        "bonus": parts["bonus"],
        "vetoes": parts["vetoes"]["items"],
        "not_applicable": item["not_applicable"]["anyOf"][1],
        "in_force": yes_no["properties"]["in_force"],
    }
    places = {
        name: set(each["properties"]) - set(each.get("required", ()))
        for name, each in objects.items()
    }
    places["item"] = set(item) - {"id", "title", "type", "value", "want", "in_force"}
    places["basis"] = set(item["basis"]["items"]["properties"]) - {"in_force"}
    places["measure"] = {"of", "weight", "by", "where", "among", "on_zero", "drop"}
    places["condition"] = {"of", "calendar"}
    places["overlay"] = set(overlay.KEYS) - set(overlay.NEEDED) - {"lawcheck-overlay"}
    places["for"] = set(overlay.FOR)
    forms = [each.get("properties", ()) for each in defs["measure"]["anyOf"]]
    assert places["measure"] < {key for each in forms for key in each}
    return {name: keys for name, keys in places.items() if keys}


def on_the_page() -> Places:
    places: Places = {}
    for part in re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.M)[1:]:
        heading, _, text = part.partition("\n")
        name = heading.replace("`", "")
        rows = re.findall(r"^\| `(\w+)` \|", text, re.M)
        assert name not in places
        assert len(rows) == len(set(rows)), name
        places[name] = set(rows)
    return places


def test_every_key_that_may_be_left_out_is_on_it() -> None:
    expected = of_the_file() | of_types()

    assert on_the_page() == expected


def test_places_have_names_of_their_own() -> None:
    assert not set(of_the_file()) & set(of_types())


@pytest.mark.parametrize("row", re.findall(r"^\| `\w+` \|.*", PAGE.read_text("utf-8"), re.M))
def test_every_row_gives_one_of_the_answers(row: str) -> None:
    _, without, why = row.strip("| ").split(" | ")

    assert without
    assert why.startswith(ANSWERS)
