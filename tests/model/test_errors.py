"""One line a problem, whatever the input holds."""

import pytest

from lawcheck.model.errors import (
    ChecklistError,
    ExitCode,
    LawcheckError,
    LimitError,
    OutputError,
    Place,
    PluginError,
    problem,
)

pytestmark = pytest.mark.interpreter


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Place("f.csv", 3, "study"), "f.csv:3:study: bad 1"),
        (Place("f.yaml", 3, 14), "f.yaml:3:14: bad 1"),
        (Place("f.yaml", 3), "f.yaml:3: bad 1"),
        (Place("f.yaml"), "f.yaml: bad 1"),
        (Place("f.yaml", 0, 5), "f.yaml: bad 1"),
        (Place(), "bad 1"),
    ],
)
def test_where_stands_first(place: Place, line: str) -> None:
    assert problem(place, "错 {n}", "bad {n}", n=1).pick("en") == line


def test_what_commands_a_screen_is_written_out() -> None:
    """A key of a file may hold anything; the line that refuses it must stay one line, and colour nothing."""
    found = problem(
        Place("a\nb.yaml", 1, "\u202ex"), "没有 {key}", "no {key}", key="\x1b[31m\ud800"
    )

    assert found.pick("en") == r"a\nb.yaml:1:\u202ex: no \u001b[31m\ud800"
    assert found.pick("zh") == r"a\nb.yaml:1:\u202ex: 没有 \u001b[31m\ud800"


def test_all_problems_at_once_in_both_languages() -> None:
    error = ChecklistError([problem(Place("f", 1), "甲", "a"), problem(Place("f", 2), "乙", "b")])

    assert error.pick("zh") == "f:1: 甲\nf:2: 乙"
    assert str(error) == "f:1: a\nf:2: b"
    assert len(error.problems) == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LawcheckError, 2),
        (LimitError, 3),
        (PluginError, 4),
        (OutputError, 5),
        (ChecklistError, ExitCode.REFUSED),
    ],
)
def test_exit_codes(error: type[LawcheckError], code: int) -> None:
    assert error([]).exit_code == code
