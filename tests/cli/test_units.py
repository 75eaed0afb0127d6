"""`--unit` by id first and name second; `--fail-under` judges the unit that is shown."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
sample_weights: true
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 90}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: count, report: yes_no}
indicators:
  - {id: a1, title: x, points: 60, type: count_target, value: n, target: 10, deduct: {points: 6, per: 1}}
  - {id: a2, title: y, points: 40, type: yes_no, value: report}
"""


@pytest.fixture
def demo(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")


def units(tmp_path: Path, *rows: str) -> None:
    (tmp_path / "units.csv").write_text(
        "\n".join(["unit,unit_name,n,report", *rows]) + "\n", "utf-8"
    )


def shown(text: str) -> list[str]:
    return [each["unit"]["id"] for each in json.loads(text)["units"]]


@pytest.mark.usefixtures("demo")
def test_an_id_goes_before_the_name_of_another_unit(run: Run, tmp_path: Path) -> None:
    """Unit 1 scores 100, the unit that is called 1 scores 30."""
    units(tmp_path, "1,二,10,是", "2,1,5,否")

    for text, unit, code in [("1", "1", 0), ("二", "1", 0), ("2", "2", 7)]:
        done = run(
            "score",
            "c.yaml",
            "units.csv",
            "--unit",
            text,
            "--fail-under",
            "90",
            "--format",
            "json",
        )
        assert (done.returncode, shown(done.stdout)) == (code, [unit])


@pytest.mark.usefixtures("demo")
def test_a_name_of_two_units_is_refused_with_their_ids(run: Run, tmp_path: Path) -> None:
    units(tmp_path, "1,城关镇,10,是", "2,城关镇,5,否", "3,东乡,5,否")
    line = "more than one unit is called 城关镇; write the id: 1, 2\n"

    for command in (("score",), ("explain", "-i", "a1"), ("gain", "--as-of", "2024-06-30")):
        done = run(*command, "c.yaml", "units.csv", "--unit", "城关镇")
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)
    assert run("--lang", "zh", "score", "c.yaml", "units.csv", "--unit", "城关镇").stderr == (
        "叫 城关镇 的单位不止一个；请写编号：1、2\n"
    )


@pytest.mark.usefixtures("demo")
def test_a_name_is_found_however_wide_its_letters_are(run: Run, tmp_path: Path) -> None:
    units(tmp_path, "1,Ａ组（东）,10,是", "2,张　三,5,否")

    assert shown(
        run("score", "c.yaml", "units.csv", "--unit", "A组(东)", "--format", "json").stdout
    ) == ["1"]
    assert shown(
        run("score", "c.yaml", "units.csv", "--unit", "张三", "--format", "json").stdout
    ) == ["2"]


@pytest.mark.usefixtures("demo")
def test_every_text_that_is_no_unit_is_named(run: Run, tmp_path: Path) -> None:
    units(tmp_path, "1,,10,是", "2,,5,否")
    done = run("score", "c.yaml", "units.csv", "--unit", "x", "--unit", "")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "no unit x in the evidence; there are: 1, 2",
        "no unit  in the evidence; there are: 1, 2",
    ]


@pytest.mark.usefixtures("demo")
def test_an_empty_unit_is_not_every_unit(run: Run, tmp_path: Path) -> None:
    units(tmp_path, "1,,10,是", "2,,5,否")
    done = run("explain", "c.yaml", "units.csv", "-i", "a1", "--unit", "")

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "no unit  in the evidence; there are: 1, 2\n",
    )
