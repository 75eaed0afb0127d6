"""Programs and plugins get along with four modules: ours show how."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FACES = ("lawcheck", "lawcheck.plugin", "lawcheck.cli", "lawcheck.testing")
IMPORT = re.compile(
    r"^[ \t>.]*(?:from (lawcheck[\w.]*) import|import (lawcheck[\w.]*))", re.MULTILINE
)
OF_TABLES = ROOT / "plugins" / "lawcheck-spark"
"""The engine for clusters is the other half of `lawcheck.tables`, and is released with it."""


def written_for_authors() -> Iterator[Path]:
    """Pages, examples, the scaffold of a new plugin, and our own plugins with their tests."""
    for folder, patterns in {
        "docs": ("*.md",),
        "examples": ("*.md", "*.py"),
        "plugins": ("*.md", "*.py"),
        "src/lawcheck/registry/scaffold/files": ("*.txt",),
    }.items():
        for pattern in patterns:
            yield from (
                file
                for file in (ROOT / folder).rglob(pattern)
                if file.name != "conftest.py"  # those stand in for pip
            )
    yield from ROOT.glob("README*.md")


def imported(text: str) -> list[str]:
    """The modules of lawcheck that a text imports."""
    return [first or second for first, second in IMPORT.findall(text)]


def test_imports_are_found() -> None:
    text = "from lawcheck import score\n    import lawcheck.plugin\n>>> from lawcheck.cli import Say\n"

    assert imported(text) == ["lawcheck", "lawcheck.plugin", "lawcheck.cli"]


@pytest.mark.parametrize(
    "file", sorted(written_for_authors()), ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_only_the_four_public_modules_are_imported(file: Path) -> None:
    private = {name for name in imported(file.read_text("utf-8")) if name not in FACES}
    if OF_TABLES in file.parents:
        private = {name for name in private if not name.startswith("lawcheck.tables")}

    assert not {name for name in private if name.split(".")[0] == "lawcheck"}
