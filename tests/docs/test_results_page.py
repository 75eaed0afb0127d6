"""Every command that writes results to a file does what its page says, in the order of the page."""

import contextlib
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from lawcheck.cli.app import main

ROOT = Path(__file__).parents[2]
PAGES = {
    "docs/results.md": "",
    "plugins/lawcheck-html/README.md": "examples/",
    "plugins/lawcheck-office/README.md": "examples/",
}
"""Pages, and what a command names that needs nothing but the examples."""


def commands(page: str, names: str) -> list[tuple[list[str], int]]:
    """The arguments of each command, and the exit code that the page says."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        (shlex.split(line, comments=True)[1:], int(code or 0))
        for code, body in re.findall(r"^```sh(?: exit=(\d))?\n(.*?)^```$", text, re.M | re.S)
        for line in body.splitlines()
        if line.startswith("lawcheck ") and names in line
    ]


def spread(argument: str) -> list[str]:
    return sorted(map(str, Path().glob(argument))) if "*" in argument else [argument]


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_write_results(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("LAWCHECK_PLUGINS", "office,html" if "plugins" in page else "")
    found = commands(page, PAGES[page])

    assert found
    with contextlib.chdir(tmp_path), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        monkeypatch.setattr("sys.stdout", nowhere)
        monkeypatch.setattr("sys.stderr", nowhere)
        for arguments, code in found:
            given = [each for argument in arguments for each in spread(argument)]
            assert main(given) == code, shlex.join(arguments)
            output = Path(given[given.index("-o") + 1])
            assert output.exists() is (code == 0), shlex.join(arguments)
