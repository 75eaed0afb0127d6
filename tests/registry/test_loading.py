"""Loading is strict: whatever is wrong with a plugin ends with 4 and the name of its distribution, never in silence."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.registry.samples import CHECKLIST, GOOD, HOOK, TYPE

pytestmark = pytest.mark.interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_type_from_outside(install: Callable[[str, str], None], run: Run) -> None:
    """3 is odd: 2 - 1 = 1 of 2; the report is shown to the plugin, and the card names it."""
    install("one", TYPE.replace("RETURN", GOOD))
    done = run("score", "odd.yaml", "a.yaml", "--format", "json")

    assert (done.returncode, done.stderr) == (0, "seen odd 1\n")
    assert '"score": "1"' in done.stdout
    assert '"distribution": "lawcheck-one"' in done.stdout


def test_plugins_lists_names_versions_hooks_and_types(
    install: Callable[[str, str], None], run: Run
) -> None:
    install("one", TYPE.replace("RETURN", GOOD))
    listed, without = run("plugins"), run("-p", "no:one", "plugins")

    assert all(
        each in listed.stdout
        for each in (
            "lawcheck-one",
            "1.2",
            "loaded",
            "odd",
            "lawcheck_indicator_types",
            "lawcheck_scored",
        )
    )
    assert "switched off" in without.stdout
    assert "odd" not in without.stdout


@pytest.mark.parametrize("ways", [("-p", "no:one"), ("-p", "no:lawcheck-one"), ()])
def test_a_required_plugin_that_is_switched_off(
    ways: tuple[str, ...], install: Callable[[str, str], None], run: Run
) -> None:
    install("one", TYPE.replace("RETURN", GOOD))
    done = run(*ways, "lint", "odd.yaml", **({} if ways else {"LAWCHECK_PLUGINS": ""}))

    assert done.returncode == 4
    assert (
        "odd.yaml:6:26: the plugin lawcheck-one is required, but not installed or not loaded"
        in done.stderr
    )


def test_a_required_plugin_of_another_version(
    install: Callable[[str, str], None], run: Run, tmp_path: Path
) -> None:
    install("one", TYPE.replace("RETURN", GOOD))
    (tmp_path / "odd.yaml").write_text(CHECKLIST.replace(">=1,<2", ">=2"), encoding="utf-8")
    done = run("lint", "odd.yaml")

    assert (done.returncode, done.stderr) == (
        4,
        "odd.yaml:6:26: the plugin lawcheck-one >=2 is required, 1.2 is installed; upgrade it\n",
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import nowhere\n", "ModuleNotFoundError: No module named 'nowhere'"),
        ("import sys\nsys.exit(0)\n", "SystemExit: 0"),
        ("1 / 0\n", "ZeroDivisionError"),
        (
            HOOK + "@hookimpl\ndef lawcheck_indicator_typez():\n    return {}\n",
            "lawcheck_indicator_typez",
        ),
        (
            HOOK + "def lawcheck_indicator_types():\n    return {}\n",
            "no such hook, or @hookimpl is missing",
        ),
        (HOOK + "@hookimpl\ndef lawcheck_indicator_types(colour):\n    return {}\n", "colour"),
        (
            HOOK + "@hookimpl\ndef lawcheck_indicator_types():\n    return ['x']\n",
            "must return {name: 'module:object'}, not list",
        ),
        (
            HOOK + "@hookimpl\ndef lawcheck_indicator_types():\n    return None\n",
            "must return {name: 'module:object'}, not NoneType",
        ),
        (
            HOOK + "@hookimpl\ndef lawcheck_readers():\n    raise ValueError('no')\n",
            "ValueError: no",
        ),
        (
            HOOK
            + "@hookimpl\ndef lawcheck_indicator_types():\n    return {'rate': 'PLUGIN:hookimpl'}\n",
            "both offer indicator_types rate",
        ),
        (
            HOOK + "@hookimpl\ndef lawcheck_writers():\n    return {'x': 'PLUGIN'}\n",
            "must return {name: 'module:object'}, not dict",
        ),
        (
            HOOK + "@hookimpl\ndef lawcheck_commands():\n    return {'x': 'PLUGIN:x'}\n",
            "must return {name: CommandEntry('module:function', zh, en)}, not dict",
        ),
        (
            HOOK + "@hookimpl\ndef lawcheck_checklists():\n    return 'folder'\n",
            "must return [Path, ...], not str",
        ),
    ],
)
def test_a_bad_plugin_is_named(
    code: str, words: str, install: Callable[[str, str], None], run: Run
) -> None:
    install("bad", code)
    done = run("show", "street-visit")

    assert (done.returncode, done.stdout) == (4, "")
    assert "lawcheck-bad 1.2" in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


LOST = HOOK + "@hookimpl\ndef lawcheck_indicator_types():\n    return {'odd': 'TARGET'}\n"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (
            "lawcheck_bad:Odd",
            "AttributeError: module 'lawcheck_bad' has no attribute 'Odd'",
        ),
        ("nowhere:Odd", "ModuleNotFoundError: No module named 'nowhere'"),
    ],
)
def test_a_dotted_name_that_leads_nowhere(
    target: str, why: str, install: Callable[[str, str], None], run: Run, tmp_path: Path
) -> None:
    """It stops what uses it, and the tools that try everything; nothing else."""
    install("bad", LOST.replace("TARGET", target))
    (tmp_path / "odd.yaml").write_text(CHECKLIST.replace("-one", "-bad"), encoding="utf-8")
    uses, lists, tests, other = (
        run("score", "odd.yaml", "a.yaml"),
        run("plugins"),
        run("selftest", "street-visit"),
        run("show", "street-visit"),
    )

    message = (
        f"plugin bad (lawcheck-bad 1.2): indicator_types odd is at {target}, which cannot be "
        f"imported ({why}); upgrade or remove it, or switch it off with -p no:bad\n"
    )
    assert (uses.returncode, uses.stdout, uses.stderr) == (4, "", message)
    assert (lists.returncode, lists.stderr) == (4, message)
    assert "broken" in lists.stdout
    assert (tests.returncode, tests.stdout, tests.stderr) == (4, "", message)
    assert (other.returncode, other.stderr) == (0, "")


def test_what_is_not_used_is_not_imported(
    install: Callable[[str, str], None], run: Run, tmp_path: Path
) -> None:
    """A command is listed by its line, and its module is imported when the command runs."""
    install(
        "two",
        "from lawcheck.plugin import CommandEntry, hookimpl\n\n"
        "@hookimpl\ndef lawcheck_commands():\n"
        "    return {'visit': CommandEntry('lawcheck_two_visit:command', '走访', 'go there')}\n\n"
        "@hookimpl\ndef lawcheck_writers():\n    return {'loud': 'lawcheck_two_visit:Loud'}\n",
    )
    (tmp_path / "site" / "lawcheck_two_visit.py").write_text(
        "import sys\nprint('imported', file=sys.stderr)\nimport nowhere\n", encoding="utf-8"
    )
    shown, listed, ran = run("--help"), run("list"), run("visit")

    assert (shown.returncode, "  visit         go there\n" in shown.stdout, shown.stderr) == (
        0,
        True,
        "",
    )
    assert (listed.returncode, listed.stderr) == (0, "")
    assert ran.returncode == 4
    assert ran.stderr.startswith("imported\nplugin two (lawcheck-two 1.2): commands visit is at ")


def test_all_bad_plugins_are_named_at_once(install: Callable[[str, str], None], run: Run) -> None:
    install("bad", "import nowhere\n")
    install("worse", "1 / 0\n")
    done = run("list")

    assert done.returncode == 4
    assert "lawcheck-bad 1.2" in done.stderr
    assert "lawcheck-worse 1.2" in done.stderr


@pytest.mark.parametrize(
    "returned",
    [
        "raise RuntimeError('broken')",
        "return None",
        "return Result((Deduction(0.1, self.describe()),))",
        "return Result((Deduction(Fraction(-1), self.describe()),))",
    ],
)
def test_a_type_that_fails_is_an_error_on_the_card_and_4(
    returned: str, install: Callable[[str, str], None], run: Run
) -> None:
    """The item is open, so the total is an interval; type, distribution and version are named; nothing is guessed."""
    install("one", TYPE.replace("RETURN", returned))
    done = run("score", "odd.yaml", "a.yaml")

    assert done.returncode == 4
    assert "indicator type odd (lawcheck-one 1.2) failed" in done.stdout
    assert "0 to 2" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_plugin_that_fails_on_the_report(install: Callable[[str, str], None], run: Run) -> None:
    install(
        "one",
        TYPE.replace("RETURN", GOOD).replace(
            'print("seen"', 'raise ValueError("full"); print("seen"'
        ),
    )
    done = run("score", "odd.yaml", "a.yaml")

    assert (done.returncode, done.stdout) == (4, "")
    assert "lawcheck-one 1.2" in done.stderr
