"""`lawcheck selftest` before a checklist counts."""

import subprocess
from collections.abc import Callable

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_checklist_that_ships(run: Run) -> None:
    done = run("--lang", "zh", "selftest", "street-visit")

    assert (done.returncode, done.stderr) == (0, "")
    assert "“优秀”低一个取整单位" in done.stdout
    assert "64个测试单位，结果全部一致。" in done.stdout


def test_no_such_checklist(run: Run) -> None:
    done = run("selftest", "nothing")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("nothing: no such file, and no checklist ships under this id")
