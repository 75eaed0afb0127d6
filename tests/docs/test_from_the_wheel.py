"""The tutorial that begins with nothing but the built wheel: every command is run as it stands, in a fresh environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.test_tutorials import FEW, TUTORIALS, Block, Reader, blocks

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the commands are run by a POSIX shell"
)


class Newcomer(Reader):
    """Somebody who has Python, the wheel and the page; nothing is stood in for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "en")
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("PYTHONPATH", "LAWCHECK_PLUGINS")
        }
        pins = {
            name: str(ROOT / "constraints.txt")
            for name in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT")
        }
        programs = folder / "programs"
        (programs / "lawcheck").unlink()
        (programs / "python").write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8"
        )
        path = f"{programs}{os.pathsep}{kept['PATH']}"
        self.environment = {
            **kept,
            **pins,
            "PATH": path,
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(FEW),
            "PYTEST_ADDOPTS": "-p few_examples",
        }

    def install(self, project: Path) -> None:
        raise AssertionError("the page has pip do it")

    def run(self, block: Block) -> None:
        if "publish" in block.info:
            return
        super().run(block)
        if ". .venv/bin/activate" in block.body:  # holds for the blocks below too
            self.environment["PATH"] = (
                f"{self.folder / '.venv' / 'bin'}{os.pathsep}{self.environment['PATH']}"
            )


def test_the_survey_plugin_from_nothing_to_a_wheel(tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            newcomer.folder,
            ROOT,
        ],
        check=True,
    )

    newcomer.follow(
        "survey-plugin.md", (TUTORIALS / "survey-plugin.md").read_text(encoding="utf-8")
    )


def test_only_publishing_is_left_out() -> None:
    """Every other command of the page is run."""
    page = (TUTORIALS / "survey-plugin.md").read_text(encoding="utf-8")
    left_out = [
        each.body
        for each in blocks("survey-plugin.md", page)
        if each.info.keys() & {"publish", "no-run"}
    ]

    assert left_out == ["pip install twine\ntwine upload dist/*\n"]
