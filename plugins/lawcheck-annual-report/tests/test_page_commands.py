"""The commands of the README run in its order, and print what it shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(sh|text)\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_commands_of_the_page(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("qingshi-2023.txt"), tmp_path / "report.txt")
    shutil.copytree(ROOT / "examples" / "maojian-2023", tmp_path / "examples" / "maojian-2023")
    for year in ("2023.txt", "2024.txt"):
        shutil.copy(ROOT / "examples" / "plan-follow-up" / year, tmp_path / year)
    environment = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    printed = ""
    names = set()
    for language, body in BLOCKS:
        if language == "text":
            shown = [line for line in body.splitlines() if line != "..."]
            lines = printed.splitlines()
            start = lines.index(shown[0])
            assert lines[start : start + len(shown)] == shown
            continue
        for line in body.splitlines():
            if line.startswith("lawcheck "):
                arguments = shlex.split(line)[1:]
                done = subprocess.run(
                    [sys.executable, "-m", "lawcheck", *arguments],
                    cwd=tmp_path,
                    env=environment,
                    capture_output=True,
                    encoding="utf-8",
                    check=False,
                )
                assert done.returncode == 0, done.stderr
                printed = done.stdout
                names.add(arguments[0])

    assert names == {"extract", "audit", "follow-up", "score", "crosscheck"}
