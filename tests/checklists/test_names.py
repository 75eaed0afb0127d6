"""One rule for every name of a checklist."""

from collections.abc import Callable

import pytest

RULE = "begin with a letter or a digit and use only letters, digits, _ and -, 80 at most"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "id: demo",
            "id: ../../../../evil",
            f"c.yaml:2:5: “../../../../evil” is not a valid id; {RULE}",
        ),
        (
            "id: demo",
            "id: con",
            "c.yaml:2:5: “con” has a meaning of its own and is not a valid id; choose another",
        ),
        ("- id: appearance", "- id: a.b", f"c.yaml:32:13: “a.b” is not a valid id; {RULE}"),
        (
            "- id: appearance",
            "- id: total",
            "c.yaml:32:13: “total” has a meaning of its own and is not a valid id; choose another",
        ),
        (
            "- id: appearance",
            "- id: Ａ1",
            "c.yaml:32:13: “Ａ1” is not a valid id: it holds wide or special forms of characters; write A1",
        ),
        ("- id: all", "- id: a/b", f"c.yaml:21:9: “a/b” is not a valid id; {RULE}"),
        ("- id: veto", "- id: a b", f"c.yaml:42:9: “a b” is not a valid id; {RULE}"),
        (
            "hearings",
            "overrides",
            "c.yaml:18:3: “overrides” has a meaning of its own and is not a valid name of a register; choose another",
        ),
        (
            "hearings",
            "facts",
            "c.yaml:18:3: “facts” has a meaning of its own and is not a valid name of a register; choose another",
        ),
        ("hearings", "x.y", f"c.yaml:18:3: “x.y” is not a valid name of a register; {RULE}"),
        (
            "bad",
            "unit",
            "c.yaml:16:3: “unit” has a meaning of its own and is not a valid name of a fact; choose another",
        ),
        (
            "bad",
            "unit_group",
            "c.yaml:16:3: “unit_group” has a meaning of its own and is not a valid name of a fact; choose another",
        ),
        ("bad", "b.d", f"c.yaml:16:3: “b.d” is not a valid name of a fact; {RULE}"),
        (
            "case_no: text",
            "unit_name: text",
            "c.yaml:19:15: “unit_name” has a meaning of its own and is not a valid name of a column; choose another",
        ),
        (
            "case_no: text",
            "source: text",
            "c.yaml:19:15: “source” has a meaning of its own and is not a valid name of a column; choose another",
        ),
        (
            "case_no: text",
            "a/b: text",
            f"c.yaml:19:15: “a/b” is not a valid name of a column; {RULE}",
        ),
        (
            "facts:\n",
            "calendars:\n  a.b: {}\nfacts:\n",
            f"c.yaml:15:3: “a.b” is not a valid name of a calendar; {RULE}",
        ),
        (
            "        type: count_target\n        value: study\n        target: 12\n        deduct: {points: 0.5, per: 1}\n",
            "        type: parts\n        parts:\n          - {id: a.b, title: x, points: 5, type: count_target, "
            "value: study, target: 12, deduct: {points: 0.5, per: 1}}\n",
            f"c.yaml:30:18: “a.b” is not a valid id; {RULE}",
        ),
    ],
)
def test_a_name_that_is_refused(
    base: str, faults_of: Callable[[str], tuple[list[str], int]], old: str, new: str, line: str
) -> None:
    lines, code = faults_of(base.replace(old, new))

    assert (line in lines, code) == (True, 2), lines


@pytest.mark.parametrize("name", ["1", "案件-2023", "a_b", "A1", "x" * 80])
def test_a_name_that_is_fine(
    base: str, faults_of: Callable[[str], tuple[list[str], int]], name: str
) -> None:
    assert faults_of(base.replace("- id: appearance", f"- id: {name}").replace("bad", name)) == (
        [],
        0,
    )
