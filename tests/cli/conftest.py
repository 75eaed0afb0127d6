"""Two ways to run the program: inside this process, which is quick, and as a process of its own."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.cli.app import main

ROOT = Path(__file__).parents[2]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def environment_of(changes: dict[str, str]) -> dict[str, str]:
    """English and without plugins unless told otherwise."""
    return {"PYTHONUTF8": "1", "LC_ALL": "en_US.UTF-8", "LAWCHECK_PLUGINS": "", **changes}


@pytest.fixture
def run(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the program's `main` in an empty folder, with streams that are files as those of a process are."""
    talk = tmp_path_factory.mktemp("streams")

    def program(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
        assert not any(name.startswith("PYTHON") for name in environment), (
            "only a process of its own heeds this"
        )
        given = [str(argument) for argument in arguments]
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.chdir(tmp_path),
            contextlib.ExitStack() as files,
        ):
            for name, value in environment_of(environment).items():
                patch.setenv(name, value)
            for name in ("stdout", "stderr"):
                stream = files.enter_context((talk / name).open("w", encoding="utf-8"))
                patch.setattr(sys, name, stream)
            patch.setenv("LANGUAGE", "")  # which main sets
            code = main(given)
        out, err = ((talk / name).read_text("utf-8") for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(["lawcheck", *given], code, out, err)

    return program


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Runs the real program in an empty folder: for what an interpreter, a signal or a stream can change."""

    def program(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "lawcheck", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, **environment_of(environment)},
            capture_output=True,
            encoding="utf-8",
            timeout=1800,  # ends what hangs; a busy machine gets there
            check=False,
        )

    return program
