"""`lawcheck gain` as a unit asks before the year is over."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_way_to_the_next_grade(run: Run, root: Path) -> None:
    street = root / "examples/half-year"
    done = run("gain", street / "checklist.yaml", street / "june.yaml", "--as-of", "2024-06-30")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:23] == [
        "Points to gain · 青石街道（虚构示例）",
        "=====================================",
        "score       32.00 to 58.00",
        "grade       fail",
        "next grade  pass, 28 points short",
        "Scored for the whole period. What is dated before 2024-06-30 has happened;",
        "listed is what can still be done until 2024-12-31.",
        "",
        "To be reported first",
        "--------------------",
        "at most  what                                                       items",
        "-------  ---------------------------------------------------------  ------------",
        "    +16  Annual report published: missing: annual report published  report",
        "         (report_published)",
        "    +10  Public satisfaction: missing: public satisfaction          satisfaction",
        "         (satisfaction)",
        "",
        "The way to pass",
        "---------------",
        "adds  what                                             items",
        "----  -----------------------------------------------  ---------",
        "  +5  study sessions: 1 more, in order                 study",
        "  +5  study sessions: 1 more, in order                 study",
    ]


def test_evidence_of_a_later_day_is_refused(run: Run, root: Path) -> None:
    street = root / "examples/half-year"
    done = run(
        "gain", street / "checklist.yaml", street / "december.yaml", "--as-of", "2024-06-30"
    )

    assert done.returncode == 2
    assert "2024-11-12 is after 2024-06-30, the day as of which is scored" in done.stderr


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
    no_day = run("gain", "street-visit", root / "examples/street-visit", "--as-of", "2023-02-30")

    assert (no_unit.returncode, no_unit.stderr) == (
        2,
        "no unit nobody in the evidence; there are: qingshi\n",
    )
    assert no_day.returncode == 2
    assert "2023-02-30" in no_day.stderr
