"""Strict JSON: equal keys, NaN and what follows the value are refused; numbers stay as written."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents import json_file
from lawcheck.documents.json_file import parse_json
from lawcheck.documents.nodes import MappingNode, Scalar, SequenceNode, plain_data, walk
from lawcheck.model.errors import EvidenceError, LawcheckError, Problem

pytestmark = pytest.mark.interpreter

Lines = Callable[[str | bytes], tuple[list[str], int]]
Parse = Callable[[str | bytes], Any]

EXPECTED = "this is not valid JSON: {} is expected here"

CASES = [
    ("duplicate key", '{"a": 1,\n "a": 2}', ["f.json:2:2: the key a appears twice, first on line 1; remove one"]),
    ("duplicate key by escape", r'{"a": 1, "\u0061": 2}', ["f.json:1:10: the key a appears twice, first on line 1; remove one"]),
    ("duplicate, then broken", '{"a": 1, "a": 2', ["f.json:1:10: the key a appears twice, first on line 1; remove one", "f.json:1:16: " + EXPECTED.format(", or }")]),
    ("NaN", '{"a": NaN}', ["f.json:1:7: " + EXPECTED.format("a value")]),
    ("Infinity", "[-Infinity]", ["f.json:1:2: " + EXPECTED.format("a value")]),
    ("word", "[truth]", ["f.json:1:2: " + EXPECTED.format("a value")]),
    ("word with a tail", "[nullx]", ["f.json:1:6: " + EXPECTED.format(", or ]")]),
    ("zero before a number", "[012]", ["f.json:1:3: " + EXPECTED.format(", or ]")]),
    ("plus", "[+1]", ["f.json:1:2: " + EXPECTED.format("a value")]),
    ("no digit after the point", "[1.]", ["f.json:1:3: " + EXPECTED.format(", or ]")]),
    ("comma at the end of a list", "[1,]", ["f.json:1:4: " + EXPECTED.format("a value")]),
    ("comma at the end of a mapping", '{"a": 1,}', ["f.json:1:9: " + EXPECTED.format("a key in quotes")]),
    ("key without quotes", "{a: 1}", ["f.json:1:2: " + EXPECTED.format("a key in quotes")]),
    ("single quotes", "['a']", ["f.json:1:2: " + EXPECTED.format("a value")]),
    ("no colon", '{"a" 1}', ["f.json:1:6: " + EXPECTED.format("a colon")]),
    ("comment", "// x\n[]", ["f.json:1:1: " + EXPECTED.format("a value")]),
    ("more after the end", "{}\n {}", ["f.json:2:2: " + EXPECTED.format("the end of the file")]),
    ("string without end", '{"甲": "x', ["f.json:1:7: " + EXPECTED.format("a complete string")]),
    ("line break in a string", '["a\nb"]', ["f.json:1:4: " + EXPECTED.format("a complete string")]),
    ("bad escape", r'["\x41"]', ["f.json:1:3: " + EXPECTED.format("a complete string")]),
    ("empty", "", ["f.json:1:1: " + EXPECTED.format("a value")]),
    ("spaces", " \n ", ["f.json:2:2: " + EXPECTED.format("a value")]),
    ("GBK", '[1,\n"甲"]'.encode("gbk"), ["f.json:2: not UTF-8 text; save it as UTF-8"]),
    ("UTF-16", '{"a": 1}'.encode("utf-16"), ["f.json:1: not UTF-8 text; save it as UTF-8"]),
    ("space of another kind", "[\u00a01]", ["f.json:1:2: " + EXPECTED.format("a value")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_refused(text: str | bytes, lines: list[str], json_lines: Lines) -> None:
    assert json_lines(text) == (lines, 2)


def test_in_chinese() -> None:
    with pytest.raises(LawcheckError) as error:
        parse_json(b"[1 2]", "f.json", EvidenceError, [])

    assert error.value.pick("zh") == "f.json:1:4: JSON 语法错误：这里应当是 , 或 ]"


@pytest.mark.parametrize("text", ["[" * 34, "[" * 200_000, '{"a":' * 200_000])
def test_depth(text: str, json_lines: Lines) -> None:
    lines, code = json_lines(text)

    assert lines[0].endswith("nested deeper than 32 levels, or more than 1000000 nodes")
    assert code == 3


def test_32_levels_are_read(json_node: Parse) -> None:
    assert len(list(walk(json_node("[" * 32 + "]" * 32)))) == 32


def test_the_number_of_nodes(json_lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MAX_NODES", 5)

    assert json_lines("[1, 2, 3, 4]") == ([], 0)
    assert json_lines("[1, 2, 3, 4, 5]") == (
        ["f.json:1:14: nested deeper than 32 levels, or more than 5 nodes"],
        3,
    )


def test_places_and_numbers_as_written(json_node: Parse) -> None:
    root = json_node(
        '{\n  "甲": [1.50, 1E5, -0],\n  "乙": {"丙": "", "丁": null, "戊": true, "己": "true"}\n}\n'
    )

    assert [(type(node).__name__, node.line, node.column) for node in walk(root)] == [
        ("MappingNode", 1, 1),
        ("SequenceNode", 2, 8),
        ("Scalar", 2, 9),
        ("Scalar", 2, 15),
        ("Scalar", 2, 20),
        ("MappingNode", 3, 8),
        ("Scalar", 3, 14),
        ("Scalar", 3, 23),
        ("Scalar", 3, 34),
        ("Scalar", 3, 45),
    ]
    assert plain_data(root) == {
        "甲": ["1.50", "1E5", "-0"],
        "乙": {"丙": "", "丁": "", "戊": "true", "己": "true"},
    }
    assert [node.is_plain for node in walk(root) if isinstance(node, Scalar)] == [
        True,
        True,
        True,
        False,
        True,
        True,
        False,
    ]


def test_escapes_pairs_and_a_byte_order_mark(json_node: Parse) -> None:
    root = json_node('\ufeff["\\u7532", "\\ud842\\udfb7", "\\n\\"\\\\\\/", {}, []]')

    assert [node.text for node in walk(root) if isinstance(node, Scalar)] == ["甲", "𠮷", '\n"\\/']
    assert (root.line, root.column) == (1, 1)


def test_half_a_pair_is_kept_for_whoever_reads_the_text(json_node: Parse) -> None:
    assert plain_data(json_node(r'["\ud842"]')) == ["\ud842"]


def test_one_long_line_is_read_once(json_node: Parse) -> None:
    """A file without line breaks of 200,000 values: each place is counted on from the one before."""
    text = "[" + ",".join(["1234567890"] * 200_000) + "]"
    start = time.process_time()
    root = json_node(text)

    assert root.items[-1].column == 11 * 199_999 + 2
    assert time.process_time() - start < 20


JSON = st.recursive(
    st.text(max_size=5) | st.booleans() | st.none() | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(value=JSON, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_what_json_writes_is_read_back(value: Any, indent: int | None, ascii_only: bool) -> None:
    def texts(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: texts(each) for key, each in data.items()}
        if isinstance(data, list):
            return [texts(each) for each in data]
        return data if isinstance(data, str) else "" if data is None else json.dumps(data)

    problems: list[Problem] = []
    node = parse_json(
        json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode(),
        "f.json",
        EvidenceError,
        problems,
    )

    assert plain_data(node) == texts(value)
    assert problems == []


@given(
    data=st.binary(max_size=60)
    | st.text(alphabet='{}[]:,"\\u0d8ntrue -.eE\n\ufeff', max_size=60).map(str.encode)
)
def test_any_bytes_are_nodes_or_named_faults(data: bytes) -> None:
    """What is read is what Python's own reader takes; what that refuses is refused."""
    problems: list[Problem] = []
    try:
        node = parse_json(data, "f.json", EvidenceError, problems)
    except LawcheckError as error:
        assert error.pick("zh").startswith("f.json:")
        with pytest.raises(ValueError, match=r"."):
            json.loads(data.decode("utf-8-sig"), parse_constant=int)
    else:
        json.loads(data.decode("utf-8-sig"))
        assert isinstance(node, Scalar | SequenceNode | MappingNode)
