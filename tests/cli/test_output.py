"""`-o` makes and replaces regular files, writes into everything else, and never over an input."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.documents.output import refuse_overwriting, replaces, write_whole
from lawcheck.model.errors import OutputError, UsageError

pytestmark = pytest.mark.interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


@pytest.fixture
def visit(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root / "examples" / "street-visit", tmp_path / "visit"))


# Not a regular file


@posix
def test_a_pipe_and_a_device_stay_what_they_are(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    write_whole(fifo, "分" * 100_000)
    reader.join()
    write_whole(Path(os.devnull), "x")

    assert got == [("分" * 100_000).encode()]
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    assert [each.name for each in tmp_path.iterdir()] == ["fifo"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device() -> None:
    with pytest.raises(OutputError) as caught:
        write_whole(Path("/dev/full"), "x")

    assert str(caught.value) == (
        "/dev/full: cannot write: No space left on device; nothing was written, check space and permissions"
    )
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "link"])
def test_the_screen_by_name_is_written_into_where_it_stands(
    name: str, root: Path, visit: Path, tmp_path: Path
) -> None:
    """A file that the shell opened keeps what others wrote before and after."""
    (tmp_path / "link").symlink_to("/dev/stdout")
    program = f'"{sys.executable}" -m lawcheck list -h >/dev/null; "{sys.executable}" -m lawcheck score street-visit visit'
    line = f"{{ echo head; {program} -o {name}; echo tail; }} > all.txt; {program} > plain.txt"
    subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True
    )

    plain = (tmp_path / "plain.txt").read_text("utf-8")
    assert (tmp_path / "all.txt").read_text("utf-8") == f"head\n{plain}tail\n"
    assert (tmp_path / "link").is_symlink()


# Links, permissions, owner


@posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/file")
    write_whole(tmp_path / "link", "one")
    write_whole(tmp_path / "link", "two")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_text("utf-8") == "two"
    assert [each.name for each in (tmp_path / "there").iterdir()] == ["file"]


@posix
def test_permissions_stay_and_a_new_file_gets_those_of_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("x", "utf-8")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_whole(old, "y")
        write_whole(new, "y")
    finally:
        os.umask(mask)

    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert old.read_text("utf-8") == "y"


@posix
def test_the_umask_is_never_another_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Setting it, if only to look at it, lets another thread make a file that everybody may write."""
    asked: list[int] = []
    monkeypatch.setattr(os, "umask", asked.append)
    write_whole(tmp_path / "new", "y")

    assert asked == []


@posix
def test_every_name_of_a_file_gets_the_new_content(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a long old content", "utf-8")
    os.link(one, other)
    write_whole(one, "new")

    assert one.samefile(other)
    assert other.read_text("utf-8") == "new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one", "other"]


@posix
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away"
)
def test_the_owner_stays(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    os.chown(file, 1234, 4321)
    file.chmod(0o604)
    write_whole(file, "y")

    status = file.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 4321, 0o604)


# What is left behind


@posix
def test_nothing_is_left_behind_after_a_termination(tmp_path: Path) -> None:
    """The process ends in the middle of writing; the old file is whole and stands alone."""
    (tmp_path / "file").write_text("old", "utf-8")
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom lawcheck.documents.output import write_whole\n"
        "sync = os.fsync\n"
        "def ended(number):\n    os.kill(os.getpid(), signal.SIGTERM)\n    sync(number)\n"
        "os.fsync = ended\n"
        "write_whole(Path('file'), 'new')\nprint('not reached')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGTERM, b"", b"")
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [
        ("file", "old")
    ]


@posix
def test_a_handler_of_somebody_else_is_kept(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    write_whole(tmp_path / "file", "x")

    assert signal.getsignal(signal.SIGTERM) is before


def test_a_folder_and_a_file_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", "utf-8")

    for target in (
        tmp_path / "folder",
        tmp_path / "file" / "inner",
        tmp_path / "no" / "inner",
        Path(),
    ):
        with pytest.raises(OutputError, match="nothing was written"):
            write_whole(target, "y")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder"]


def test_what_is_replaced(tmp_path: Path) -> None:
    assert replaces(tmp_path / "new")
    assert not replaces(Path(os.devnull))


# Inputs


def test_an_input_is_refused_by_every_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "facts.csv"
    file.write_text("x", "utf-8")
    os.link(file, tmp_path / "hard.csv")

    refuse_overwriting(tmp_path / "in" / "new.csv", [tmp_path / "in"])
    for output, given in [
        (file, file),
        (file, tmp_path / "in"),
        (tmp_path / "hard.csv", tmp_path / "in"),
    ]:
        with pytest.raises(UsageError) as caught:
            refuse_overwriting(output, [tmp_path / "none", given])
        assert str(caught.value) == (
            f"{output}: this run reads {file}, which must not be written over; choose another name"
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "c.yaml", "visit", "-o", "visit/unit.yaml"),
        ("score", "c.yaml", "visit", "-o", "c.yaml"),
        ("score", "c.yaml", "visit", "--overlay", "o.yaml", "-o", "o.yaml"),
        ("score", "c.yaml", "units.csv", "--engine", "tables", "-o", "units.csv"),
        ("rank", "c.yaml", "visit", "--format", "csv", "-o", "visit/study.csv"),
        ("rank", "c.yaml", "visit", "--format", "parquet", "-o", "visit/study.csv"),
        ("pool", "c.yaml", "visit", "--before", "o.yaml", "-o", "o.yaml"),
        ("pool", "c.yaml", "visit", "--overlay", "o.yaml", "-o", "o.yaml"),
        ("stability", "c.yaml", "visit", "-o", "c.yaml"),
        ("explain", "c.yaml", "visit", "-i", "study_total", "-o", "visit/unit.yaml"),
        ("gain", "c.yaml", "visit", "--overlay", "o.yaml", "-o", "o.yaml"),
        ("compare", "o.yaml", "units.csv", "-o", "units.csv"),
        ("import-table", "units.csv", "-o", "units.csv"),
    ],
)
def test_every_command_refuses_its_inputs(
    arguments: tuple[str, ...], run: Run, root: Path, visit: Path, tmp_path: Path
) -> None:
    shutil.copy(root / "checklists" / "street-visit.yaml", tmp_path / "c.yaml")
    for name in ("o.yaml", "units.csv"):
        (tmp_path / name).write_text("unit\n", "utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    done = run(*arguments)

    output = Path(arguments[-1])
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == f"{output}: this run reads {output}, which must not be written over; choose another name\n"
    )
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_evidence_in_json_that_was_just_read(run: Run, tmp_path: Path, root: Path) -> None:
    """The case that was lost: the card in place of the evidence."""
    evidence = {"lawcheck-evidence": 1, "unit": {"id": "u"}, "facts": {}}
    (tmp_path / "ev.json").write_text(json.dumps(evidence), "utf-8")
    done = run("score", "street-visit", "ev.json", "--format", "json", "-o", "./ev.json")

    assert done.returncode == 2
    assert json.loads((tmp_path / "ev.json").read_text("utf-8")) == evidence
