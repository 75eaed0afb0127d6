"""Importing is quiet, quick and needs no company."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = [
    ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted(SOURCE.rglob("*.py"))
    if file.stem != "__main__"
]


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter, where a warning is an error."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("module", [each for each in MODULES if each.count(".") < 2])
def test_every_package_imports_alone(module):
    """In a fresh interpreter, with no word on either stream. That no modules import each other is tested in `test_layers.py`."""
    done = run(f"import {module}")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.interpreter
def test_all_modules_import_together():
    """Every module, in one interpreter."""
    done = run(f"import {', '.join(MODULES)}")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.interpreter
def test_import_lawcheck_reads_no_locale_and_loads_nothing_heavy():
    """A library must not depend on where it is imported; what a program does not use is not loaded."""
    done = run(
        "import sys; before = set(sys.modules); import lawcheck; new = set(sys.modules) - before; "
        "print(*sorted(new & {'locale', 'gettext', 'click', 'pluggy', 'yaml', 'tabulate', 'hypothesis', 'pytest', 'polars', 'narwhals'}))"
    )

    assert (0, "\n", "") == (done.returncode, done.stdout, done.stderr)


def test_scoring_loads_nothing_of_the_outer_floors():
    """No screen, no plugin manager, no file format and no language is behind a score."""
    done = run(
        "import sys, lawcheck.scoring; "
        "print(*sorted({'locale', 'gettext', 'click', 'pluggy', 'yaml', 'tabulate', 'lawcheck.registry', 'lawcheck.session'}"
        " & set(sys.modules)))"
    )

    assert (0, "\n", "") == (done.returncode, done.stdout, done.stderr)
