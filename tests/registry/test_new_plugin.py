"""`lawcheck new-plugin`: what it writes installs, is listed, and its tests pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawcheck.model.errors import UsageError
from lawcheck.registry.scaffold import write_plugin


def run(
    *arguments: object, cwd: Path, site: Path | str | None = None
) -> "subprocess.CompletedProcess[str]":
    own = {
        name: value for name, value in os.environ.items() if not name.startswith("PIP_")
    }  # settings of who runs the tests
    paths = (
        [os.environ.get("PYTHONPATH", "")]
        if site is None
        else [str(site), os.environ.get("PYTHONPATH", "")]
    )
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={
            **own,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "PYTHONUTF8": "1",
            "LC_ALL": "en_US.UTF-8",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=3600,  # ends what hangs; a busy machine gets there
        check=False,
    )


FEW = Path(__file__).parents[1] / "few"


@pytest.mark.parametrize("kind", ["type", "reader", "writer", "checklist"])
def test_it_installs_and_its_tests_pass(kind: str, tmp_path: Path) -> None:
    """Installed by pip, as its author would, into a folder of its own."""
    written = run("-m", "lawcheck", "new-plugin", "odd-days", f"--{kind}", cwd=tmp_path)
    folder, site = tmp_path / "lawcheck-odd-days", tmp_path / "site"
    installed = run(
        "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", site, folder, cwd=tmp_path
    )  # fmt: skip
    options = ("-q", "-p", "no:cacheprovider", "-p", "few_examples")
    tests = run("-m", "pytest", *options, cwd=folder, site=f"{site}{os.pathsep}{FEW}")
    listed = run("-m", "lawcheck", "plugins", cwd=tmp_path, site=site)

    assert (written.returncode, installed.returncode) == (0, 0), written.stderr + installed.stderr
    assert (
        written.stdout.splitlines()[-1]
        == "next: cd lawcheck-odd-days && pip install -e .[test] && pytest"
    )
    assert tests.returncode == 0, tests.stdout
    assert "lawcheck-odd-days" in listed.stdout


@pytest.mark.one_python
def test_what_it_writes_is_in_order(tmp_path: Path) -> None:
    """Types and style as strict as our own; one run for all, since reading our own types is what takes time."""
    kinds = ("type", "reader", "writer")
    for kind in kinds:
        write_plugin(f"lawcheck-odd-{kind}", kind, tmp_path / kind)  # type: ignore[arg-type]
    typed = run(
        "-m",
        "mypy",
        "--strict",
        "--no-incremental",
        *(f"{kind}/src" for kind in kinds),
        cwd=tmp_path,
    )

    assert typed.returncode == 0, typed.stdout
    assert typed.stdout == "Success: no issues found in 6 source files\n"
    assert "$" not in "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.py"))


@pytest.mark.parametrize("name", ["", "Odd", "odd_days", "odd--days", "-odd", "奇数", "../odd"])
def test_a_name_that_no_distribution_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match="a name is lower case letters, digits and dashes, such as odd-days"
    ):
        write_plugin(name, "type", tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageError, match="this is not an empty folder; choose another"):
        write_plugin("odd", "type", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("rate", "--type", "rate is the name of an indicator type already"),
        ("yes-no", "--type", "yes_no is the name of an indicator type already"),
        ("lawcheck-points", "--type", "points is the name of a scoring method already"),
        ("json", "--writer", "json is the name of a format already"),
        ("csv", "--reader", "csv is the name of a format already"),
        ("score", "--type", "score is the name of a command already"),
        ("street-visit", "--checklist", "street_visit is the name of a checklist already"),
        ("class", "--type", "class means something else in Python or in a plugin's code"),
        ("none", "--type", "None means something else in Python or in a plugin's code"),
        ("case", "--type", "Case means something else in Python or in a plugin's code"),
        ("tables", "--reader", "tables is the name of an engine already"),
    ],
)
def test_a_name_that_would_break_the_plugin(
    name: str, kind: str, why: str, tmp_path: Path
) -> None:
    done = run("-m", "lawcheck", "new-plugin", name, kind, cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"{name}: {why}; choose another{' name' * ('means' in why)}\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="says it in other words")
@pytest.mark.parametrize("options", [("x" * 300,), ("odd-days", "--folder", "x" * 300)])
def test_a_name_that_no_folder_can_have(options: tuple[str, ...], tmp_path: Path) -> None:
    done = run("-m", "lawcheck", "new-plugin", options[0], "--type", *options[1:], cwd=tmp_path)

    assert (done.returncode, done.stdout) == (5, "")
    assert "cannot write: File name too long; nothing was written" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("-m", "lawcheck", "new-plugin", "odd-days", "--folder", "file/x", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (5, "")
    assert (
        done.stderr
        == "file/x: cannot write: Not a directory; nothing was written, check space and permissions\n"
    )
