"""What is packed and what pages say about installing."""

import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_source_distribution_holds_everything_that_is_tracked() -> None:
    """Its own tests need all of it. What hatchling adds by itself: pyproject.toml, .gitignore."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode("utf-8")
    tops = {name.split("/")[0] for name in listed.split("\0") if name} - {
        "pyproject.toml",
        ".gitignore",
        ".gitattributes",
    }
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    include = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]

    assert (
        sorted(top for top in tops if not any(fnmatch(top, pattern) for pattern in include)) == []
    )


def test_nobody_is_sent_to_the_public_index() -> None:
    """lawcheck is installed from a checkout or from the file of its wheel; the name on the public index is another's."""
    found = []
    for folder in (
        "src",
        "docs",
        "checklists",
        "examples",
        "plugins",
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
    ):
        files = [ROOT / folder] if (ROOT / folder).is_file() else (ROOT / folder).rglob("*")
        for file in files:
            if file.suffix in (".md", ".py", ".txt", ".yaml", ".yml"):
                lines = file.read_text(encoding="utf-8").splitlines()
                found += [
                    f"{file.name}: {line}"
                    for line in lines
                    if "pip install" in line and _names_it(line)
                ]

    assert found == []


def _names_it(line: str) -> bool:
    """Whether pip is given a name that it looks up: lawcheck's own, or that of whatever plugin a message speaks of."""
    if "--no-index" in line:
        return False
    words = (
        line.split("pip install", 1)[1]
        .split("#")[0]
        .replace('"', " ")
        .replace("'", " ")
        .replace("`", " ")
        .split()
    )
    return any(word == "lawcheck" or word.startswith(("lawcheck[", "{name}")) for word in words)
