"""A saved report taken apart unit by unit says what it says as a whole."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents.cards import SavedText
from lawcheck.documents.cards.json_values import parse
from lawcheck.documents.digest import sha256
from lawcheck.model.errors import UsageError

JSON = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
REPORTS = st.builds(
    lambda head, units: dict([*head.items(), *units]),
    st.dictionaries(st.sampled_from(["a", "schema", "unit", "units", "zone"]), JSON),
    st.lists(st.tuples(st.just("units"), st.lists(JSON, max_size=4)), max_size=1),
)


def taken_apart(text: str) -> tuple[SavedText | None, list[Any]]:
    seen: list[Any] = []
    return SavedText.of(text, seen.append), seen


@given(REPORTS, st.sampled_from([None, 0, 3]), st.data())
def test_head_and_units_are_those_of_the_whole(
    report: dict[str, Any], indent: int | None, data: st.DataObject
) -> None:
    keys = data.draw(st.permutations(list(report)))
    report = {key: report[key] for key in keys}
    saved, seen = taken_apart(" " + json.dumps(report, indent=indent) + "\n")

    assert saved is not None
    has_units = isinstance(report.get("units"), list)
    assert dict(saved.head) == {k: v for k, v in report.items() if k != "units" or not has_units}
    assert list(saved.units()) == seen == (report["units"] if has_units else [])


@given(REPORTS, st.booleans())
def test_the_hash_is_that_of_the_whole(report: dict[str, Any], is_right: bool) -> None:
    try:
        right = sha256(report)
    except UnicodeEncodeError:
        right, is_right = "0" * 64, False
    saved, _ = taken_apart(json.dumps({"result_sha256": right if is_right else "0", **report}))

    assert saved is not None
    assert saved.hash_matches() is is_right


TEXT = '{"schema": "s", "units": [{"a": ["x", null]}, {"b": {}}], "z": true}'


@pytest.mark.parametrize(
    "text",
    [
        *(TEXT[:end] for end in range(len(TEXT))),
        TEXT + ",",
        TEXT.replace('"z"', '"units"'),
        TEXT.replace('"z"', '"schema"'),
        TEXT.replace('{"b": {}}', '{"b": 1, "b": 1}'),
        TEXT.replace('{"b": {}}', "[" * 100_000),
        TEXT.replace("}, {", "}, , {"),
        TEXT.replace("{}}]", "{}},]"),
        TEXT.replace("true", "True"),
        TEXT.replace('"schema"', "schema"),
        "\ufeff" + TEXT,
    ],
)
def test_what_is_wrong_with_a_text_is_told_as_of_the_whole(text: str) -> None:
    with pytest.raises(UsageError) as apart:
        taken_apart(text)
    with pytest.raises(UsageError) as whole:
        parse(text)

    assert str(apart.value) == str(whole.value)


@pytest.mark.parametrize("text", ["[]", '"x"', "null", "12"])
def test_what_is_no_object_is_no_report(text: str) -> None:
    assert taken_apart(text) == (None, [])


def test_numbers_are_kept_as_they_are_written() -> None:
    """No field of a card accepts them, and none is rounded on the way."""
    saved, _ = taken_apart('{"a": 1.10, "units": [{"b": 2}]}')

    assert saved is not None
    assert saved.head == {"a": ("1.10",)}
    assert list(saved.units()) == [{"b": ("2",)}]
