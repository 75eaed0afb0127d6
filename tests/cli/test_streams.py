"""What goes to the screen is written whole, or the run says how much of it stands there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.interpreter

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell and its devices")
FULL = "stdout: cannot write: No space left on device; nothing was written, check space and permissions\n"
CLOSED = (
    "stdout: cannot write: Bad file descriptor; nothing was written, check space and permissions\n"
)


@pytest.fixture
def streets(root: Path) -> list[str]:
    return [str(file) for file in sorted((root / "examples" / "streets-2023").glob("*.csv"))]


@pytest.fixture
def whole(streets: list[str], shell) -> bytes:
    """The bytes that every way of writing has to give."""
    done: subprocess.CompletedProcess[bytes] = shell(
        "lawcheck score street-visit", *streets, "--format json"
    )
    return done.stdout


@pytest.fixture
def shell(tmp_path: Path):
    """Runs a line of bash in an empty folder, with `lawcheck` in it.

    Not measured: coverage.py writes a file of its own at the end, which the limits and closed streams of these tests forbid.
    """
    unmeasured = {
        name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")
    }

    def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        line = " ".join(words).replace("lawcheck ", f'"{sys.executable}" -m lawcheck ', 1)
        return subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env={**unmeasured, "LC_ALL": "C.UTF-8", "LAWCHECK_PLUGINS": "", **environment},
            capture_output=True,
            timeout=1800,  # ends what hangs; a busy machine gets there
            check=False,
        )

    return run


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_file_that_may_not_grow_says_how_much_stands_there(
    unbuffered: str, shell, streets, whole, tmp_path: Path
) -> None:
    """`ulimit -f 60` allows 61,440 bytes."""
    line = ["ulimit -f 60; lawcheck score street-visit", *streets, "--format json > o.json"]
    done = shell(*line, PYTHONUNBUFFERED=unbuffered)

    assert len(whole) > 61_440
    assert done.returncode == 5
    assert done.stderr.decode() == (
        f"stdout: cannot write: File too large; 61440 of {len(whole)} bytes were written, so the output is not whole; "
        "check space and permissions\n"
    )
    assert (tmp_path / "o.json").read_bytes() == whole[:61_440]


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_does_not_block_gets_every_byte(
    unbuffered: str, streets, whole, tmp_path: Path
) -> None:
    """The reader begins when the pipe is full."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    program = subprocess.Popen(
        [sys.executable, "-m", "lawcheck", "score", "street-visit", *streets, "--format", "json"],
        stdout=writing,
        cwd=tmp_path,
        env={
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "LAWCHECK_PLUGINS": "",
            "PYTHONUNBUFFERED": unbuffered,
        },
    )
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        received = pipe.read()

    assert (program.wait(), len(received)) == (0, len(whole))
    assert received == whole


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", ["list", "--help", "score --help", "--version", "show street-visit"]
)
@pytest.mark.parametrize(("where", "line"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_whatever_cannot_be_printed_ends_with_5(
    where: str, line: str, words: str, unbuffered: str, shell
) -> None:
    done = shell(f"lawcheck {words} {where}", PYTHONUNBUFFERED=unbuffered)

    assert (done.returncode, done.stderr.decode()) == (5, line)


@posix
def test_a_closed_screen_does_not_matter_where_a_file_is_written(
    shell, streets, whole, tmp_path: Path
) -> None:
    done = shell("lawcheck score street-visit", *streets, "--format json -o o.json >&-")

    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "o.json").read_bytes() == whole


@posix
def test_a_closed_standard_error(shell, streets, whole, tmp_path: Path) -> None:
    """What would be said there is not said, above all not in a file that is open."""
    assert shell("lawcheck score street-visit", *streets, "--format json 2>&-").stdout == whole
    assert shell("lawcheck score street-visit", *streets, "--fail-under 1000 2>&-").returncode == 7
    assert shell("lawcheck score street-visit no.csv 2>&- >&- <&-").returncode == 2
    assert shell("lawcheck nonsense 2>&-").returncode == 2
    assert [each.name for each in tmp_path.iterdir()] == []


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems take names in UTF-8 only")
def test_a_name_that_is_not_utf_8(shell, root: Path, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(root / "examples" / "street-visit")
    (tmp_path / os.fsdecode(b"b\xff")).symlink_to("a")
    for form in ("text", "json", "csv", "csv-sections", "markdown"):
        assert (
            shell(f"lawcheck score street-visit $'b\\xff' --format {form} -o o.{form}").returncode
            == 0
        )
    card = json.loads((tmp_path / "o.json").read_text("utf-8"))

    assert "b\\udcff/unit.yaml" in json.dumps(card, ensure_ascii=False).replace("\\\\", "\\")
    assert shell("lawcheck verify o.json --evidence $'b\\xff'").returncode == 0
