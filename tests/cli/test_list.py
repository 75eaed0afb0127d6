"""`lawcheck list` reads the first lines of each checklist, and all of one that is written unusually."""

from pathlib import Path
from typing import Any

import pytest

from lawcheck.cli.commands.list import _version_and_title
from lawcheck.cli.ui_language import Say
from lawcheck.model.errors import LawcheckError
from lawcheck.session import Session

REST = """\
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 2}
rounding: {places: 0, mode: half_up, at: total}
grade_on: exact
grades: [{name: 合格, from: 1}, {name: 不合格, from: 0}]
not_applicable: {policy: forbid, at_most: 0}
facts: {n: count}
indicators: [{id: n, title: 数, points: 2, type: count_target, value: n, target: 1, deduct: {points: 2, per: 1}}]
"""


def listed(folder: Path, head: str, rest: str = REST, language: Any = "en") -> tuple[str, str]:
    file = folder / "a.yaml"
    file.write_text(f"{head}{rest}", encoding="utf-8")
    return _version_and_title(file, Session.start(only=()).plugins, Say(language))


@pytest.mark.parametrize(
    "head",
    [
        'lawcheck: 1\nid: a\nversion: "3"\ntitle: {zh: 甲, en: A}\n',
        'lawcheck: 1\nid: a\ndescription: {zh: [x], en: b}\nversion: "3"\ntitle:\n  zh: 甲\n  en: A\n',
    ],
)
def test_the_head_is_enough(head: str, tmp_path: Path) -> None:
    """What comes after it is not read: here it is no YAML."""
    assert listed(tmp_path, head, "x: [") == ("3", "A")
    assert listed(tmp_path, head, "x: [", "zh") == ("3", "甲")


def test_one_title_for_both_languages(tmp_path: Path) -> None:
    assert listed(tmp_path, 'lawcheck: 1\nid: a\nversion: "3"\ntitle: 甲\n') == ("3", "甲")


def test_a_head_that_is_wrong_is_refused_as_by_every_command(tmp_path: Path) -> None:
    """A tag, an anchor, no title: the loader says what is wrong, or reads what is only unusual."""
    for head in (
        'lawcheck: 1\nid: a\nversion: "3"\ntitle: !x 甲\n',
        'lawcheck: 1\nid: a\nversion: &v "3"\ntitle: 甲\n',
        'lawcheck: 1\nid: a\nversion: "3"\n',
    ):
        with pytest.raises(LawcheckError):
            listed(tmp_path, head)
