"""The Python of every page runs from top to bottom, and prints what stands right below it.

The tutorials and the page of the hooks have files and commands between their Python: `test_tutorials` follows them.
"""

import contextlib
import io
import re
import shutil
import sys
from pathlib import Path

import pytest
from tests.docs.test_tutorials import FOLLOWED

pytestmark = pytest.mark.interpreter

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "plugins", "examples", "checklists", "benchmarks")
BLOCK = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```$", re.M | re.S)
ELSEWHERE = {f"docs/{page}" for page in (*FOLLOWED, "tutorials/survey-plugin.md")}


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


def pages() -> list[str]:
    """Every page with Python on it that no other test follows."""
    files = [
        *ROOT.glob("*.md"),
        *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.md")),
    ]
    named = {file.relative_to(ROOT).as_posix() for file in files}
    return sorted(
        page
        for page in named - ELSEWHERE
        if any(language == "python" for language, _ in blocks(page))
    )


def follow(page: str, found: list[tuple[str, str]]) -> int:
    """Run the Python of a page as one program; how often it shows what is printed."""
    names: dict[str, object] = {"__name__": "page"}
    printed: str | None = None
    shown = 0
    for language, body in found:
        if language == "python":
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(body, page, "exec"), names)  # noqa: S102 - our own page
            printed = output.getvalue()
            continue
        if language == "text" and printed is not None:
            assert printed == body
            shown += 1
        printed = None
    return shown


CHECKLIST = """\
lawcheck: 1
id: odd
version: "1"
title: 单数
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 1}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 高, from: 1}, {name: 低, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {n: count}
indicators: [{id: n, title: 单数, points: 1, type: odd, value: n, deduct: 1}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here stands what the pages speak of: the plugin of the page as a module, a checklist that uses it, a unit."""
    plugin = next(
        body
        for language, body in blocks("docs/plugins.md")
        if language == "python" and "class Odd" in body
    )
    files = {
        "lawcheck_odd.py": plugin,
        "my.yaml": CHECKLIST,
        "unit.yaml": "lawcheck-evidence: 1\nunit: {id: u}\nfacts: {n: 3}\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    shutil.copytree(ROOT / "examples/half-year", tmp_path / "examples/half-year")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lawcheck_odd", raising=False)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", pages())
def test_a_page_prints_what_it_shows(page: str) -> None:
    assert follow(page, blocks(page)) > 0


@pytest.mark.parametrize(
    "found",
    [
        [("python", "print('a')\n"), ("text", "b\n")],
        [("python", "n = 1\n"), ("python", "print(n)\n"), ("text", "2\n")],
        [("python", "n = 1\n"), ("text", "1\n")],
    ],
)
def test_a_page_that_is_not_true_is_found(found: list[tuple[str, str]]) -> None:
    with pytest.raises(AssertionError):
        follow("page.md", found)


def test_what_a_command_prints_is_not_compared() -> None:
    assert (
        follow("page.md", [("python", "print('a')\n"), ("sh", "lawcheck list\n"), ("text", "b\n")])
        == 0
    )
