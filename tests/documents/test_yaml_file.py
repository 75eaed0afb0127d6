"""YAML is read by its events: what makes a file mean more than a reader sees is refused, with its place."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents import yaml_file
from lawcheck.documents.nodes import MappingNode, Scalar, SequenceNode, plain_data, walk
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.errors import EvidenceError, LawcheckError, Problem

pytestmark = pytest.mark.interpreter

Lines = Callable[[str | bytes], tuple[list[str], int]]

SYNTAX = "; check indentation, colons and quotes"

CASES = [
    ("anchor", "a: &x 1\n", ["f.yaml:1:4: the anchor &x is not accepted; write the content out"], 3),
    ("anchor on a list", "a: &x [1]\n", ["f.yaml:1:4: the anchor &x is not accepted; write the content out"], 3),
    (
        "alias",
        "a: &x 1\nb: *x\n",
        [
            "f.yaml:1:4: the anchor &x is not accepted; write the content out",
            "f.yaml:2:4: the alias *x is not accepted; write the content out",
        ],
        3,
    ),
    ("alias as key", "*x : 1\n", ["f.yaml:1:1: the alias *x is not accepted; write the content out"], 3),
    ("alias alone", "*x\n", ["f.yaml:1:1: the alias *x is not accepted; write the content out"], 3),
    ("merge key", "a: 1\n<<: {b: 2}\n", ["f.yaml:2:1: the merge key << is not accepted; write the content out"], 2),
    ("tag", "a: !!int 1\n", ["f.yaml:1:4: the tag tag:yaml.org,2002:int is not accepted; remove it"], 2),
    ("tag of a program", "!!python/name:os.system {}\n", ["f.yaml:1:1: the tag tag:yaml.org,2002:python/name:os.system is not accepted; remove it"], 2),
    ("directive", "%YAML 1.1\n---\na: 1\n", ["f.yaml:1:1: directives (%) are not accepted; remove them"], 2),
    ("tag directive", "%TAG ! !x\n---\na: 1\n", ["f.yaml:1:1: directives (%) are not accepted; remove them"], 2),
    ("second document", "a: 1\n---\nb: 1\n", ["f.yaml:2:1: one document a file; remove the second ---"], 2),
    ("two more documents", "a\n---\nb\n---\nc\n", ["f.yaml:2:1: one document a file; remove the second ---"], 2),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", ["f.yaml:3:1: the key a appears twice, first on line 1; remove one"], 2),
    ("three times", "{a: 1, a: 2, a: 3}\n", ["f.yaml:1:8: the key a appears twice, first on line 1; remove one", "f.yaml:1:14: the key a appears twice, first on line 1; remove one"], 2),
    ("quoted or not, the same key", 'a: 1\n"a": 2\n', ["f.yaml:2:1: the key a appears twice, first on line 1; remove one"], 2),
    ("list as key", "? [a, b]\n: 1\n", ["f.yaml:1:3: a key must be a word, not a list or mapping"], 2),
    ("mapping as key", "{{a: 1}: 2}\n", ["f.yaml:1:2: a key must be a word, not a list or mapping"], 2),
    ("depth", "[" * 33, ["f.yaml:1:33: nested deeper than 32 levels"], 3),
    ("much depth", "[" * 200_000, ["f.yaml:1:33: nested deeper than 32 levels"], 3),
    ("depth after an anchor", "&x [" + "[" * 33, ["f.yaml:1:1: the anchor &x is not accepted; write the content out", "f.yaml:1:36: nested deeper than 32 levels"], 3),
    ("depth of mappings", "{a: " * 40, ["f.yaml:1:129: nested deeper than 32 levels"], 3),
    ("no end", "a: [1, 2\n", [f"f.yaml:2:1: this is not valid YAML: did not find expected ',' or ']'{SYNTAX}"], 2),
    ("indentation", "a: 1\n  b: 2\n", [f"f.yaml:2:4: this is not valid YAML: mapping values are not allowed in this context{SYNTAX}"], 2),
    ("unclosed quote", 'a: "x\nb: 1\n', [f"f.yaml:3:1: this is not valid YAML: found unexpected end of stream{SYNTAX}"], 2),
    ("fault before the syntax error", "a: 1\na: 2\nb: ]\n", ["f.yaml:2:1: the key a appears twice, first on line 1; remove one", f"f.yaml:3:4: this is not valid YAML: did not find expected node content{SYNTAX}"], 2),
    ("control character", "a: 1\nb: \x07\n", ["f.yaml:2: a character that YAML does not allow (U+0007); remove it"], 2),
    ("control character after Chinese", "甲: 乙\n丙: \x1b[31m\n丁: 戊\n己: 庚\n", ["f.yaml:2: a character that YAML does not allow (U+001B); remove it"], 2),
    ("empty", "", ["f.yaml: the file is empty"], 2),
    ("spaces and comments", "\n  \n# nothing\n", ["f.yaml: the file is empty"], 2),
    ("GBK", "a: 1\nb: 甲乙\n".encode("gbk"), ["f.yaml:2: looks like GB18030 (GBK); save it as UTF-8"], 2),
    ("no text", b"a: \x81\xff\n", ["f.yaml:1: not UTF-8 text; save it as UTF-8"], 2),
    ("half a letter of UTF-16", b"\xff\xfea\0b", ["f.yaml:1: not UTF-8 text; save it as UTF-8"], 2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines", "code"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_refused(text: str | bytes, lines: list[str], code: int, yaml_lines: Lines) -> None:
    assert yaml_lines(text) == (lines, code)


def test_in_chinese() -> None:
    with pytest.raises(LawcheckError) as error:
        parse_yaml("甲: &x 1\n".encode(), "f.yaml", EvidenceError, [])

    assert error.value.pick("zh") == "f.yaml:1:4: 不接受锚点 &x；请把内容写全"


def test_places_of_every_node(yaml: Callable[[str | bytes], Any]) -> None:
    root = yaml("甲: [乙, 'no']\n丙:\n  丁: |\n    戊\n  己:\n")

    assert [(type(node).__name__, node.line, node.column) for node in walk(root)] == [
        ("MappingNode", 1, 1),
        ("SequenceNode", 1, 4),
        ("Scalar", 1, 5),
        ("Scalar", 1, 8),
        ("MappingNode", 3, 3),
        ("Scalar", 3, 6),
        ("Scalar", 5, 5),
    ]
    assert plain_data(root) == {"甲": ["乙", "no"], "丙": {"丁": "戊\n", "己": ""}}
    assert isinstance(root.get("丙"), MappingNode)
    assert root.get("no such") is None


def test_words_stay_words_and_quotes_are_remembered(yaml: Callable[[str | bytes], Any]) -> None:
    """Nobody decides here whether `no` is a truth and `012` a number."""
    words = yaml("[no, 012, 1:30, ~, '', \"no\", .nan, 1e5, 2023-01-01]")

    assert isinstance(words, SequenceNode)
    assert [(each.text, each.is_plain) for each in words.items if isinstance(each, Scalar)] == [
        ("no", True),
        ("012", True),
        ("1:30", True),
        ("~", True),
        ("", False),
        ("no", False),
        (".nan", True),
        ("1e5", True),
        ("2023-01-01", True),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks(encoding: str, yaml: Callable[[str | bytes], Any]) -> None:
    root = yaml("甲: 1\n".encode(encoding))

    assert plain_data(root) == {"甲": "1"}
    assert (root.line, root.column) == (1, 1)


def test_both_kinds_of_utf_16(yaml: Callable[[str | bytes], Any]) -> None:
    assert plain_data(yaml(b"\xff\xfe" + "甲: 1".encode("utf-16-le"))) == {"甲": "1"}
    assert plain_data(yaml(b"\xfe\xff" + "甲: 1".encode("utf-16-be"))) == {"甲": "1"}


def test_32_levels_are_read(yaml: Callable[[str | bytes], Any]) -> None:
    assert len(list(walk(yaml("[" * 32 + "]" * 32)))) == 32


def test_the_number_of_nodes_is_limited(
    yaml_lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_file, "MAX_NODES", 5)

    assert yaml_lines("[1, 2, 3, 4]") == ([], 0)
    assert yaml_lines("[1, 2, 3, 4, 5]") == (["f.yaml:1:14: more than 5 nodes"], 3)


@given(
    data=st.binary(max_size=100)
    | st.text(alphabet="{}[],:\"'-&*!#|>%@`?<. \n\ta1是\x00\x85\ufeff", max_size=60).map(
        str.encode
    )
)
def test_any_bytes_are_nodes_or_named_faults(data: bytes) -> None:
    problems: list[Problem] = []
    try:
        node = parse_yaml(data, "f.yaml", EvidenceError, problems)
    except LawcheckError as error:
        assert error.pick("zh").startswith("f.yaml:")
    else:
        last = (
            len(
                data.decode(
                    "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
                ).splitlines()
            )
            + 1
        )
        assert all(1 <= each.line <= last and each.column >= 1 for each in walk(node))
