"""Distributions that are put where Python finds them, and the real program beside them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.registry.samples import CHECKLIST, EVIDENCE

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def install(tmp_path: Path) -> Callable[[str, str], None]:
    """Puts a distribution `lawcheck-NAME` with one module where Python finds it, as pip would."""
    site = tmp_path / "site"

    def put(name: str, code: str) -> None:
        module = f"lawcheck_{name}"
        info = site / f"{module}-1.2.dist-info"
        info.mkdir(parents=True)
        (site / f"{module}.py").write_text(code.replace("PLUGIN", module), encoding="utf-8")
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: lawcheck-{name}\nVersion: 1.2\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            f"[lawcheck]\n{name} = {module}\n", encoding="utf-8"
        )

    return put


@pytest.fixture
def run(tmp_path: Path) -> Run:
    source = Path(__file__).parents[2] / "src"
    (tmp_path / "odd.yaml").write_text(CHECKLIST, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(EVIDENCE, encoding="utf-8")

    def program(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        path = os.pathsep.join((str(tmp_path / "site"), str(source)))
        kept = {name: value for name, value in os.environ.items() if name != "LAWCHECK_PLUGINS"}
        return subprocess.run(
            [sys.executable, "-m", "lawcheck", *arguments],
            cwd=tmp_path,
            env={
                **kept,
                "PYTHONPATH": path,
                "PYTHONUTF8": "1",
                "LC_ALL": "en_US.UTF-8",
                **environment,
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return program
