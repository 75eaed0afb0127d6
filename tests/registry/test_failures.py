"""Plugins that fail while they work: one line that names distribution, version, indicator and unit, and the documented code."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.registry.samples import CHECKLIST, EVIDENCE, GOOD, HOOK, TYPE

pytestmark = pytest.mark.interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Install = Callable[[str, str], None]

NAMED = "unit a, indicator odd: indicator type odd (lawcheck-one 1.2)"
LOOP = "while True: pass"
STUBBORN = """
        while True:
            try:
                while True: pass
            except BaseException:
                pass
"""


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("raise RuntimeError('broken')", "RuntimeError: broken"),
        ("import sys; sys.exit(0)", "SystemExit: 0"),
        ("return None", "BadResult: score() returned NoneType, not a Result"),
        (
            "return Result((Deduction(0.1, self.describe()),))",
            "BadResult: 0.1 is not an exact number of points, zero or more",
        ),
        (
            "return Result((Deduction(float('nan'), self.describe()),))",
            "BadResult: nan is not an exact number of points, zero or more",
        ),
        (
            "return Result((Deduction(Fraction(-1), self.describe()),))",
            "BadResult: Fraction(-1, 1) is not an exact number of points, zero or more",
        ),
    ],
)
def test_a_type_that_fails(
    body: str, why: str, install: Install, run: Run, tmp_path: Path
) -> None:
    """The other unit is scored, the file is whole, and the exit code says that a plugin failed."""
    fails = f"if case.evidence.unit.id == 'b':\n            {GOOD}\n        {body}"
    install("one", TYPE.replace("RETURN", fails))
    (tmp_path / "b.yaml").write_text(EVIDENCE.replace("id: a", "id: b"), encoding="utf-8")
    done = run("score", "odd.yaml", "a.yaml", "b.yaml", "--format", "json", "-o", "card.json")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == f"seen odd 2\n{NAMED} failed: {why}\n"
    assert '"score": "1"' in (tmp_path / "card.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("body", [LOOP, STUBBORN], ids=["plain", "stubborn"])
def test_a_type_that_never_comes_back(
    body: str, install: Install, run: Run, tmp_path: Path
) -> None:
    """Also one that swallows every interruption; nothing is written.

    On a busy machine it takes more than a second to import the plugin, which has the same deadline.
    """
    install("one", TYPE.replace("RETURN", body))
    done = run(
        "score", "odd.yaml", "a.yaml", "--format", "json", "-o", "card.json", LAWCHECK_DEADLINE="4"
    )

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.strip() == (
        f"{NAMED} took more than 4 seconds; tell its author, or allow more with LAWCHECK_DEADLINE (seconds)"
    )
    assert not (tmp_path / "card.json").exists()


def test_many_items_may_take_longer_than_one(install: Install, run: Run, tmp_path: Path) -> None:
    """The deadline is for one item of one unit: four units that each take less than it are not an endless loop."""
    install("one", TYPE.replace("RETURN", f"import time; time.sleep(2.5); {GOOD}"))
    names = "abcd"
    for name in names:
        (tmp_path / f"{name}.yaml").write_text(
            EVIDENCE.replace("id: a", f"id: {name}"), encoding="utf-8"
        )
    done = run("score", "odd.yaml", *(f"{name}.yaml" for name in names), LAWCHECK_DEADLINE="8")

    assert (done.returncode, done.stderr) == (0, "seen odd 4\n")


def test_a_deadline_that_is_no_number(install: Install, run: Run) -> None:
    install("one", TYPE.replace("RETURN", GOOD))
    done = run("list", LAWCHECK_DEADLINE="soon")

    assert done.returncode == 2
    assert "LAWCHECK_DEADLINE takes whole seconds, not soon" in done.stderr


@pytest.mark.parametrize(
    "code",
    [f"{LOOP}\n", f"{HOOK}@hookimpl\ndef lawcheck_readers():\n    {LOOP}\n"],
    ids=["at import", "in a hook"],
)
def test_a_plugin_that_never_finishes_loading(code: str, install: Install, run: Run) -> None:
    install("bad", code)
    done = run("list", LAWCHECK_DEADLINE="1")

    assert (done.returncode, done.stdout) == (4, "")
    assert "plugin bad (lawcheck-bad 1.2) took more than 1 seconds" in done.stderr


OFFERS = HOOK + "@hookimpl\ndef lawcheck_KIND():\n    return {'NAME': 'PLUGIN:Bad'}\n\n\n"
READER = (
    OFFERS.replace("KIND", "readers").replace("NAME", "bad")
    + """
class Bad:
    def accepts(self, path):
        return path.suffix == ".bad"

    def read(self, path, registers):
        raise KeyError("sheet")
"""
)
WRITER = (
    OFFERS.replace("KIND", "writers").replace("NAME", "bad")
    + """
class Bad:
    def write(self, report, language, width):
        raise KeyError("colour")
"""
)
NO_TEXT = WRITER.replace('raise KeyError("colour")', "return None")
COMMAND = (
    HOOK
    + """
from lawcheck.plugin import CommandEntry

@hookimpl
def lawcheck_commands():
    return {'bad': CommandEntry('PLUGIN:Bad', '坏', 'bad')}

import click

def Bad(say):
    @click.command()
    def bad():
        raise KeyError("door")
    return bad
"""
)
NO_COMMAND = COMMAND.replace("    @click.command()\n", '    raise KeyError("built")\n')
TABLES = READER.replace("readers", "score_tables").replace("path, registers", "path")


@pytest.mark.parametrize(
    ("code", "arguments", "why"),
    [
        (READER, ("score", "street-visit", "a.bad"), " failed: KeyError: 'sheet'"),
        (
            WRITER,
            ("score", "street-visit", "visit", "--format", "bad"),
            " failed: KeyError: 'colour'",
        ),
        (
            NO_TEXT,
            ("score", "street-visit", "visit", "--format", "bad"),
            ": bad: write() returned NoneType, not str",
        ),
        (COMMAND, ("bad",), " failed: KeyError: 'door'"),
        (NO_COMMAND, ("bad",), " failed: KeyError: 'built'"),
        (TABLES, ("import-table", "a.bad"), " failed: KeyError: 'sheet'"),
    ],
    ids=["reader", "writer", "no text", "command", "no command", "score table"],
)
def test_other_parts_that_fail(
    code: str, arguments: tuple[str, ...], why: str, install: Install, run: Run, tmp_path: Path
) -> None:
    install("two", code)
    (tmp_path / "a.bad").write_text("", encoding="utf-8")
    visit = Path(__file__).parents[2] / "examples" / "street-visit"
    done = run(*(str(visit) if each == "visit" else each for each in arguments))

    assert (done.returncode, done.stdout) == (4, "")
    assert f"plugin two (lawcheck-two 1.2){why}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_may_end_as_click_has_it(install: Install, run: Run) -> None:
    """A wrong argument and `ctx.exit` are no failure of the plugin."""
    install(
        "two", COMMAND.replace('raise KeyError("door")', 'raise click.UsageError("which door?")')
    )
    wrong = run("bad")
    install(
        "three",
        COMMAND.replace("'bad'", "'fine'").replace(
            'raise KeyError("door")', "click.get_current_context().exit(7)"
        ),
    )
    ended = run("fine")

    assert (wrong.returncode, "which door?" in wrong.stderr) == (2, True)
    assert ended.returncode == 7


def test_two_plugins_with_one_type(install: Install, run: Run) -> None:
    install("one", TYPE.replace("RETURN", GOOD))
    install("two", TYPE.replace("RETURN", GOOD))
    done = run("score", "odd.yaml", "a.yaml")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "one (lawcheck-one 1.2) and two (lawcheck-two 1.2) both offer indicator_types odd; switch one off with -p no:...\n"
    )


def test_a_type_that_takes_more_than_the_item_has(install: Install, run: Run) -> None:
    """It ends at zero, as every item does; the card says what was cut."""
    install(
        "one", TYPE.replace("RETURN", "return Result((Deduction(Fraction(99), self.describe()),))")
    )
    done = run("score", "odd.yaml", "a.yaml")

    assert done.returncode == 0
    assert "no more than the item is worth" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the plugin is found by its path")
def test_a_checklist_that_needs_a_plugin_that_is_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(CHECKLIST, encoding="utf-8")
    done = run("score", "odd.yaml", "a.yaml")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines()[0] == (
        "odd.yaml:6:26: the plugin lawcheck-one is required, but not installed or not loaded; "
        "install it from a checkout or from the wheel you were given"
    )
