"""`lawcheck gain` as a unit asks before the year is over."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_way_to_the_next_grade(run: Run, root: Path) -> None:
    done = run(
        "gain",
        "street-visit",
        *sorted((root / "examples/streets-2023").glob("*.csv")),
        "--unit",
        "s02",
        "--on",
        "2023-10-01",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:13] == [
        "Points to gain · 西岭街道（虚构）",
        "=================================",
        "score       68.00",
        "grade       pass",
        "next grade  good, 12 points short",
        "",
        "The way to good",
        "---------------",
        "adds  what                                             items",
        "----  -----------------------------------------------  --------------",
        "  +5  （2023）乙02行初40号: head appeared becomes yes  appearance",
        "  +3  recognitions: 1 more, in order                   recognition",
        "  +2  yearly plan: make it yes                         first_person",
    ]


def test_after_the_year(run: Run, root: Path) -> None:
    """The day is today where none is given, and the Maojian report is of 2023."""
    done = run(
        "--lang", "zh", "gain", "district-annual", root / "examples/maojian-2023/maojian.yaml"
    )

    assert done.returncode == 0
    assert "考评期间已结束" in done.stdout
    assert "先补报的" in done.stdout
    assert "每做一件事加多少分" not in done.stdout


def test_wrong_use(run: Run, root: Path) -> None:
    no_unit = run("gain", "street-visit", root / "examples/street-visit", "--unit", "nobody")
    no_day = run("gain", "street-visit", root / "examples/street-visit", "--on", "2023-02-30")

    assert (no_unit.returncode, no_unit.stderr) == (
        2,
        "no unit nobody in the evidence; there are: qingshi\n",
    )
    assert no_day.returncode == 2
    assert "2023-02-30" in no_day.stderr
