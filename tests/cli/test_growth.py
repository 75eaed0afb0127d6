"""Twice as much input is about twice as much work: counted in calls, which no busy machine changes.

Where twice as much was four times as much, sizes that offices have took minutes.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 90}, {name: 合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
ranking: {within: all, quotas: [{grade: 优秀, at_most: 40%, at_border: out}]}
facts: {n: count, report: yes_no}
indicators:
  - {id: a1, title: x, points: 60, type: count_target, value: n, target: 10, deduct: {points: 6, per: 1}}
  - {id: a2, title: y, points: 40, type: yes_no, value: report}
"""


def calls(run: Run, *arguments: str) -> int:
    """How many functions a run of the program calls, those of Python's own included."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        done = run(*arguments)
    finally:
        sys.setprofile(before)
    assert done.returncode == 0, done.stderr
    return count


def put(folder: Path, size: int) -> None:
    """Units that share the first rank, and a printed sheet of so many items."""
    (folder / "c.yaml").write_text(CHECKLIST, "utf-8")
    units = "".join(f"u{at},10,是\n" for at in range(size))
    (folder / "f.csv").write_text(f"unit,n,report\n{units}", "utf-8")
    items = "".join(f"甲{at},学法,1,未制定的不得分\n" for at in range(size))
    (folder / "sheet.csv").write_text(f"项目,内容,分值,评分标准\n{items}", "utf-8")


@pytest.mark.parametrize(
    "command",
    [
        "rank c.yaml f.csv",
        "pool c.yaml f.csv",
        "score c.yaml f.csv --format csv",
        "compare card.json card.json",
        "verify card.json --checklist c.yaml --evidence f.csv",
        "import-table sheet.csv --year 2024 -o draft.yaml",
    ],
)
def test_twice_as_much_is_twice_the_work(command: str, run: Run, tmp_path: Path) -> None:
    """What 100 units more cost is twice what 50 units more cost; the square of it would be four times."""
    counts = []
    for size in (50, 50, 100, 200):
        put(tmp_path, size)
        (tmp_path / "draft.yaml").unlink(missing_ok=True)
        run("score", "c.yaml", "f.csv", "--format", "json", "-o", "card.json")
        counts.append(calls(run, *command.split()))
    _warmed_up, few, more, most = counts

    assert most - more <= 2.1 * (more - few)


def test_a_line_of_more_columns_than_the_limit(run: Run, tmp_path: Path) -> None:
    put(tmp_path, 1)
    header = ",".join(["unit", *(f"c{at}" for at in range(2000))])
    (tmp_path / "f.csv").write_text(f"{header}\n", "utf-8")
    done = run("score", "c.yaml", "f.csv")

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "f.csv:1: this line has 2001 cells, more than the limit of 2000\n"


def test_one_unit_on_every_row_is_one_line(run: Run, tmp_path: Path) -> None:
    put(tmp_path, 1)
    (tmp_path / "f.csv").write_text("unit,n,report\n" + "u,10,是\n" * 2000, "utf-8")
    done = run("score", "c.yaml", "f.csv")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "f.csv:3:unit: the unit u appears twice, first at f.csv:2:unit; merge the two "
        "(also at 4:unit, 5:unit, 6:unit, 7:unit, 8:unit and 1993 more)\n"
    )


@pytest.mark.parametrize(
    ("rule", "became"),
    [
        (f"未制定{'专' * 593}的扣1分", "1 items became rules (yes_no 1), 0 are left to a judge"),
        (f"未制定{'专' * 594}的扣1分", "0 items became rules (), 1 are left to a judge"),
    ],
)
def test_a_rule_of_more_than_600_characters_is_left_to_a_judge(
    rule: str, became: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "sheet.csv").write_text(f'项目,内容,分值,评分标准\n甲,学法,1,"{rule}"\n', "utf-8")
    done = run("import-table", "sheet.csv", "--year", "2024", "-o", "draft.yaml")

    assert done.returncode == 0, done.stderr
    assert became in done.stderr.splitlines()


def test_points_of_too_many_digits_are_refused_in_short(run: Run, tmp_path: Path) -> None:
    digits = "1" * 100_000
    (tmp_path / "sheet.csv").write_text(
        f"项目,内容,分值,评分标准\n甲,学法,{digits},未制定的不得分\n", "utf-8"
    )
    done = run("import-table", "sheet.csv", "--year", "2024", "-o", "draft.yaml")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"sheet.csv:2: “{'1' * 39}…” is not a number of points above 0\n"
