"""Signs that a Chinese keyboard or a web page puts into YAML where ASCII is meant."""

from collections.abc import Callable

import pytest

COLON = "this is a full-width colon (U+FF1A); write `:` and a space after a key"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("facts:\n  study：12\n", f"f.yaml:2:8: {COLON}"),
        ("facts:\n  plan: 1\n  study：12\n", f"f.yaml:3:8: {COLON}"),
        ("facts:\n  study：12\n  plan: 1\n", f"f.yaml:2:8: {COLON}"),
        (
            "study\u00a0: 12\n",
            "f.yaml:1:1: the key study holds the special space U+00A0; remove it",
        ),
        (
            "study\u3000: 12\n",
            "f.yaml:1:1: the key study holds the special space U+3000; remove it",
        ),
    ],
)
def test_the_sign_is_named(
    text: str, first: str, yaml_lines: Callable[[str], tuple[list[str], int]]
) -> None:
    lines, code = yaml_lines(text)

    assert (lines[0], code) == (first, 2)


def test_texts_may_hold_them(yaml: Callable[[str], object]) -> None:
    yaml("reason: 注：略\nlong:\n  说明：略\n")
