"""Work over two seconds tells on a terminal that it goes on, and how far it is; nothing of it gets into pipes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.registry.samples import CHECKLIST, GOOD, TYPE

pty = pytest.importorskip("pty")  # a terminal that is none; not on Windows

UNITS = 70
SLOW = TYPE.replace("RETURN", f"import time; time.sleep(0.05); case.unit.id; {GOOD}")
"""A type that takes 3.5 seconds for all units: more than two on any machine. It asks who the unit is, so it runs for each."""
WAIT = "reading and scoring; large tables take a while"


@pytest.fixture
def arguments(tmp_path, install):
    """Scores a table whose units are scored one by one."""
    install("one", SLOW)
    (tmp_path / "odd.yaml").write_text(CHECKLIST, "utf-8")
    rows = "".join(f"u{number},3\n" for number in range(UNITS))
    (tmp_path / "units.csv").write_text(f"unit,n\n{rows}", "utf-8")
    return ["score", "odd.yaml", "units.csv", "--engine", "tables", "-o", "scores.parquet"]


def on_a_terminal(folder: Path, arguments: list[str]) -> str:
    """What the real program shows there on standard error."""
    ours, its = pty.openpty()
    path = os.pathsep.join((str(folder / "site"), str(Path(__file__).parents[2] / "src")))
    kept = {name: value for name, value in os.environ.items() if name != "LAWCHECK_PLUGINS"}
    environment = {
        **kept,
        "PYTHONPATH": path,
        "LC_ALL": "en_US.UTF-8",
        "TERM": "xterm",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "lawcheck", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=its
    ) as program:
        os.close(its)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # Linux: the other end is closed
            pass
        assert program.wait(60) == 0, shown
    os.close(ours)
    return shown.decode("utf-8")


def test_an_engine_tells_on_a_terminal_that_it_works_and_how_far_it_is(tmp_path, arguments):
    shown = on_a_terminal(tmp_path, arguments)

    assert shown.startswith(WAIT)
    assert "scoring  [" in shown
    assert "100%" in shown


def test_cards_tell_on_a_terminal_how_far_they_are(tmp_path, arguments):
    shown = on_a_terminal(tmp_path, arguments[:3])

    assert WAIT not in shown
    assert "scoring  [" in shown
    assert "100%" in shown


def test_a_second_computation_tells_how_far_it_is(tmp_path, arguments):
    on_a_terminal(tmp_path, [*arguments[:3], "--format", "json", "-o", "card.json"])
    verify = ["verify", "card.json", "--checklist", "odd.yaml", "--evidence", "units.csv"]
    shown = on_a_terminal(tmp_path, verify)

    assert "scoring  [" in shown
    assert "100%" in shown


def test_nothing_of_it_gets_into_pipes(run, arguments):
    done = run(*arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == f"{UNITS} units: {UNITS} scored, 0 with a score that is still open, 0 without one; written to scores.parquet\n"
    )
