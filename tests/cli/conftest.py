import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs the real program in an empty folder, in English unless told otherwise."""

    def program(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "lawcheck", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "en_US.UTF-8", "LAWCHECK_PLUGINS": "", **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return program
