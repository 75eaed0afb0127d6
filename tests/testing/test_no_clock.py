"""No test of ours, and none that we ship, fails because a machine is busy."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[2]

HURRIED = """
import sys, time
sys.path.insert(0, "tests/testing")
from fractions import Fraction
from hypothesis import settings
settings.register_profile("hurried", deadline=1, max_examples=3, database=None)
settings.load_profile("hurried")

from wrong_types import Right
from lawcheck.plugin import Spec
from lawcheck.testing import DocumentationSuite, IndicatorTypeSuite
from lawcheck.indicators.yes_no import YesNo


LEFT_OUT = ("test_another_machine_says_the_same", "test_asks_nothing_of_the_machine")  # to sleep is to ask the clock


class Slow(Right):
    "One point off for each, slowly."

    def score(self, case):
        sum(range(1_000_000))
        return super().score(case)


class OfTheType(IndicatorTypeSuite):
    rule = Slow()
    facts = {"n": Spec("count")}


class OfThePage(DocumentationSuite):
    cls = YesNo
    declares = "facts: {has_yearly_plan: yes_no}"

    def evidence(self, checklist):
        time.sleep(0.01)
        return super().evidence(checklist)


for suite in (OfTheType(), OfThePage()):
    for name in dir(suite):
        if name.startswith("test_") and name not in LEFT_OUT:
            getattr(suite, name)()
print("done")
"""


def test_the_suites_know_no_deadline_whatever_the_profile() -> None:
    """A type that takes ten times what the user's profile allows passes."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(HURRIED)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.stdout, done.returncode) == ("done\n", 0), done.stderr


def test_our_own_tests_know_no_deadline() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None


FOLDERS = sorted(
    {
        file.parent
        for file in ROOT.glob("plugins/*/tests/test_*.py")
        if "@given" in file.read_text("utf-8")
    }
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_tests_of_plugins_take_the_deadline_off(folder: Path) -> None:
    """They run by themselves too, where the profile of our own tests is not loaded."""
    sources = {file.name: file.read_text("utf-8") for file in folder.glob("*.py")}
    apart = [
        name for name, text in sources.items() if "@given" in text and "deadline=None" not in text
    ]

    assert not apart or "deadline=None" in sources.get("conftest.py", "")


SHIPPED = sorted((ROOT / "src" / "lawcheck" / "testing").glob("*.py")) + sorted(
    (ROOT / "src/lawcheck/registry/scaffold/files").iterdir()
)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_is_shipped_takes_the_deadline_off_at_every_test(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    above = [
        lines[number - 1].strip()
        for number, line in enumerate(lines)
        if line.strip().startswith("@given(")
    ]

    assert [line for line in above if "NO_DEADLINE" not in line] == []
