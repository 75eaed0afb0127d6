"""The tools for finding a broken plugin work while it is broken; what plugins print, raise and hang on is kept apart."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.registry.samples import GOOD, HOOK, TYPE

pytestmark = pytest.mark.interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Install = Callable[[str, str], None]

BROKEN = "plugin bad (lawcheck-bad 1.2) failed: ValueError: no; upgrade or remove it, or switch it off with -p no:bad\n"


def test_plugins_are_listed_while_one_is_broken(install: Install, run: Run) -> None:
    install("bad", "raise ValueError('no')\n")
    install("one", TYPE.replace("RETURN", GOOD))
    done = run("plugins")

    assert done.returncode == 4
    assert {tuple(line.split()) for line in done.stdout.splitlines()} >= {
        ("bad", "lawcheck-bad", "1.2", "broken"),
        ("one", "lawcheck-one", "1.2", "loaded"),
        ("indicator", "type", "odd", "one"),
    }
    assert BROKEN in done.stdout
    assert done.stderr == BROKEN


def test_help_and_list_work_while_one_is_broken(install: Install, run: Run) -> None:
    """Help tells of it, since its commands are not there; what needs plugins is refused."""
    install("bad", "raise ValueError('no')\n")
    helped, listed, refused, gone = (
        run("--help"),
        run("list"),
        run("show", "street-visit"),
        run("its-command"),
    )

    assert (helped.returncode, "import-table" in helped.stdout, helped.stderr) == (0, True, BROKEN)
    assert (listed.returncode, "street-visit" in listed.stdout, listed.stderr) == (4, True, BROKEN)
    assert (refused.returncode, refused.stdout, refused.stderr) == (4, "", BROKEN)
    assert (gone.returncode, gone.stdout, gone.stderr) == (4, "", BROKEN)


def test_a_plugin_without_a_hook_offers_nothing(install: Install, run: Run) -> None:
    install("bad", "X = 1\n")
    done = run("lint", "odd.yaml")

    assert (done.returncode, done.stderr) == (
        4,
        "plugin bad (lawcheck-bad 1.2): the module has no function that is marked with @hookimpl; "
        "tell its author, or switch it off with -p no:bad\n",
    )


PRINTS = "import os, subprocess, sys\nprint('hello')\nos.write(1, b'raw')\nsubprocess.run(['echo', 'child'])\nsys.__stdout__.write('own')\n"


def test_what_plugins_print_is_no_result(install: Install, run: Run) -> None:
    """At import, in a hook, while scoring; also past Python."""
    loud = f"print('scored'); import os; os.write(1, b'raw2'); {GOOD}"
    code = PRINTS + TYPE.replace("RETURN", loud).replace(
        "    return {", "    print('hook')\n    return {"
    )
    install("one", code)
    done = run("score", "odd.yaml", "a.yaml", "--format", "json")

    assert done.returncode == 0
    assert len(json.loads(done.stdout)) > 1
    assert all(
        word in done.stderr for word in ("hello", "raw", "child", "own", "hook", "scored", "raw2")
    )


def test_a_command_prints_where_it_likes(install: Install, run: Run) -> None:
    code = (
        HOOK
        + "import click\nfrom lawcheck.plugin import CommandEntry\n\n@hookimpl\ndef lawcheck_commands():\n"
        + "    return {'bad': CommandEntry('PLUGIN:bad', '坏', 'bad')}\n\n"
    )
    install(
        "two", code + "\n@click.command()\ndef it(): print('out')\n\n\ndef bad(say): return it\n"
    )
    done = run("bad")

    assert (done.returncode, done.stdout, done.stderr) == (0, "out\n", "")


@pytest.mark.parametrize("arguments", [("--debug", "lint", "odd.yaml"), ("--debug", "plugins")])
def test_debug_shows_where_a_plugin_fails_to_load(
    arguments: tuple[str, ...], install: Install, run: Run
) -> None:
    install("bad", "def mine():\n    raise ValueError('no')\n\nmine()\n")
    done = run(*arguments)

    assert done.returncode == 4
    assert "lawcheck_bad.py\", line 2, in mine\n    raise ValueError('no')\n" in done.stderr
    assert done.stderr.endswith(BROKEN)


def test_debug_shows_where_a_type_fails(install: Install, run: Run) -> None:
    install("one", TYPE.replace("RETURN", "return Result(1 / 0)"))
    done, quiet = run("--debug", "score", "odd.yaml", "a.yaml"), run("score", "odd.yaml", "a.yaml")

    assert "in score\n    return Result(1 / 0)" in done.stderr
    assert "Traceback" not in quiet.stderr


def test_a_long_exception_is_cut(install: Install, run: Run) -> None:
    install("bad", "raise ValueError('x' * 1_000_000)\n")
    done = run("plugins")

    assert done.stderr == BROKEN.replace(
        "ValueError: no", f"ValueError: {'x' * 138}... (999862 more characters)"
    )


SLEEP = "import time\ntime.sleep(3600)\n"
STUBBORN = "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n"
NATIVE = "import ctypes\nctypes.CDLL(None).pause()\n"
HOLDS = "any(iter(int, 1))\n"
CATCHES = "import time\ntry:\n    time.sleep(3600)\nexcept BaseException:\n    pass\n"


@pytest.mark.parametrize(
    "code",
    [SLEEP, STUBBORN, NATIVE, HOLDS, CATCHES],
    ids=["sleep", "stubborn", "native", "holds", "catches"],
)
def test_whatever_hangs_is_ended(code: str, install: Install, run: Run) -> None:
    """Also what waits outside Python, or lets no other thread run, and what goes on after an interruption: its answer is worth nothing."""
    install("bad", code + HOOK)
    done = run("list", LAWCHECK_DEADLINE="3")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "plugin bad (lawcheck-bad 1.2) took more than 3 seconds; tell its author, or allow more with LAWCHECK_DEADLINE (seconds)\n"
    )


def test_a_type_that_catches_the_interruption_scores_nothing(
    install: Install, run: Run, tmp_path: Path
) -> None:
    """A rule that takes the interruption for an answer of its own would give full points."""
    install(
        "one",
        TYPE.replace(
            "RETURN",
            "try: import time; time.sleep(3600)\n        except BaseException: return Result()",
        ),
    )
    done = run(
        "score", "odd.yaml", "a.yaml", "--format", "json", "-o", "card.json", LAWCHECK_DEADLINE="1"
    )

    assert (done.returncode, done.stdout) == (4, "")
    assert "took more than 1 seconds" in done.stderr
    assert not (tmp_path / "card.json").exists()


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000, "31536001"])
def test_a_deadline_that_no_machine_can_wait_for(number: str, install: Install, run: Run) -> None:
    install("one", TYPE.replace("RETURN", GOOD))
    done = run("list", LAWCHECK_DEADLINE=number)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "Error: LAWCHECK_DEADLINE takes at most 31536000 seconds (a year); 0 sets no deadline\n"
    )
