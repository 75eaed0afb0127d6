"""`lawcheck diff` on the two editions of an example."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_two_editions(run: Run, root: Path) -> None:
    folder = root / "examples" / "two-years"
    done = run("--lang", "zh", "diff", folder / "checklist-2022.yaml", folder / "checklist-2023.yaml")

    assert (done.returncode, done.stderr) == (0, "")
    assert "+ document_review 规范性文件合法性审核：新增，4分" in done.stdout
    assert "~ decision_steps 重大决策程序：分值：20 → 16" in done.stdout


def test_the_same_twice_and_a_wrong_name(run: Run) -> None:
    assert run("diff", "street-visit", "street-visit").stdout.endswith("Nothing changed.\n")
    assert run("diff", "street-visit", "nothing").returncode == 2
