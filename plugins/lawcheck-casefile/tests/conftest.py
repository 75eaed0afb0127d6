"""Makes the plugin visible as pip would, and the program run with it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import lawcheck
from lawcheck.session import Session

SOURCE = Path(__file__).parents[1] / "src"
CORE = Path(lawcheck.__file__).parents[1]

Run = Callable[..., "subprocess.CompletedProcess[str]"]

if settings.default is not None and settings.default.deadline is not None:
    settings.register_profile("casefile", deadline=None)  # a busy machine is no failure
    settings.load_profile("casefile")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the distribution's metadata, where it is not installed."""
    folder = tmp_path_factory.mktemp("site")
    info = folder / "lawcheck_casefile-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lawcheck-casefile\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[lawcheck]\ncasefile = lawcheck_casefile\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def session(site: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session with this plugin and no other."""
    monkeypatch.syspath_prepend(SOURCE)
    monkeypatch.syspath_prepend(site)
    return Session.start(only=["casefile"])


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Run:
    """Runs the real program with this plugin in an empty folder, in English unless told otherwise."""

    def program(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
        path = os.pathsep.join(map(str, (site, SOURCE, CORE)))
        return subprocess.run(
            [sys.executable, "-m", "lawcheck", *map(str, arguments)],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": path,
                "PYTHONUTF8": "1",
                "LC_ALL": "en_US.UTF-8",
                "LAWCHECK_PLUGINS": "casefile",
                **environment,
            },
            capture_output=True,
            encoding="utf-8",
            timeout=1800,  # ends what hangs; a busy machine gets there
            check=False,
        )

    return program
