"""Tests are found from the names of packages, and `tests/README.md` names what there is."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
README = (TESTS / "README.md").read_text("utf-8")


def folders(of: Path) -> set[str]:
    return {path.name for path in of.iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_every_package_has_a_folder_of_tests_and_the_others_are_named():
    packages = {
        path.parent.name for path in (TESTS.parent / "src" / "lawcheck").glob("*/__init__.py")
    }
    others = {
        match.partition("/")[0] for match in re.findall(r"^\| `([\w/]+)` \|", README, re.MULTILINE)
    }

    assert folders(TESTS) == packages | others


def test_the_guide_names_modules_that_there_are():
    """Those of its table of what is written where."""
    source = TESTS.parent / "src" / "lawcheck"
    table = [
        line
        for line in (TESTS.parent / "CONTRIBUTING.md").read_text("utf-8").splitlines()
        if line.startswith("| a")
    ]
    named = set(re.findall(r"`((?:[a-z_]+/)+(?:\w+\.py)?)`", "\n".join(table)))

    assert named
    assert [name for name in sorted(named) if not (source / name).exists()] == []


def test_the_readme_names_files_that_there_are():
    named = set(re.findall(r"`((?:[a-z]\w*/)+\w+\.py)`", README))

    assert named
    assert [name for name in sorted(named) if not (TESTS / name).exists()] == []
