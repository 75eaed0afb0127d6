"""The checklist `case-file`, its worked examples, the example folder, and the commands that the READMEs show."""

import inspect
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from lawcheck_casefile.case_files import CaseFiles

from lawcheck import ChecklistError, Session, report_to_json
from lawcheck.testing import run_examples

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "case-file-review"
READMES = [EXAMPLE / "README.md", Path(__file__).parents[1] / "README.md"]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


def test_the_worked_examples_come_out(session: Session) -> None:
    results = list(run_examples(session.load("case-file")))

    assert len(results) >= 12
    assert [
        (each.name, [difference.pick("en") for difference in each.differences])
        for each in results
        if not each.passed
    ] == []


def test_a_target_without_a_percent_sign_is_refused(session: Session, tmp_path: Path) -> None:
    """It is compared with the share of qualified files."""
    text = session.find("case-file").read_text(encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(
        text.replace("by: share\n        target: 100%", "by: share\n        target: 1"),
        encoding="utf-8",
    )
    with pytest.raises(ChecklistError) as refused:
        session.load(file)

    assert [each.what.pick("en") for each in refused.value.problems] == [
        "`target` is compared with a rate; is 1 meant as 1% or as 100%? write the percent sign"
    ]


def test_the_example_scores_what_its_readme_says(session: Session) -> None:
    """Files: 100 89 90 80 100 90 85 0 100 35, mean 76.9 of 100: 35 x 0.769 = 26.915; 9 of 10 without a fatal fault: 18."""
    checklist = session.load("case-file")
    report = session.score(checklist, session.read(checklist, [EXAMPLE]))
    (card,) = report.scorecards
    earned = {each.id: each.earned.low for each in card.outcomes() if each.earned}

    assert earned["penalty_quality"] == Fraction(26915, 1000)
    assert earned["penalty_legality"] == 18
    assert earned["licence_quality"] == 15
    assert card.score is not None
    assert card.grade is not None
    shown = f"It scores {json.loads(report_to_json(report))['units'][0]['score']} of 100, {card.grade.zh}"
    assert shown in READMES[0].read_text(encoding="utf-8")


def test_the_files_that_were_reviewed_are_those_that_the_readme_draws(
    session: Session, run: Run, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (command,) = {
        line
        for line in blocks(READMES[0], "sh")[0].splitlines()
        if "sample" in line and "--by" in line
    }
    done = run(*shlex.split(command)[1:], "-o", "draw.json")
    (unit,) = json.loads((tmp_path / "draw.json").read_text(encoding="utf-8"))["units"]
    checklist = session.load("case-file")
    (evidence,) = session.read(checklist, [EXAMPLE]).evidence

    assert done.returncode == 0
    assert {each["label"] for stratum in unit["strata"] for each in stratum["drawn"]} == {
        record.label for record in evidence.registers["penalty_files"]
    }


COMMANDS = [
    line for page in READMES for block in blocks(page, "sh") for line in block.splitlines()
]


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are written for a POSIX shell")
@pytest.mark.parametrize(
    "command", dict.fromkeys(each for each in COMMANDS if each.startswith("lawcheck "))
)
def test_commands_of_the_readmes_run(command: str, run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = run(*shlex.split(command)[1:])

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_yaml_of_the_readme_and_of_the_docstring_loads(session: Session, tmp_path: Path) -> None:
    """Under a head that declares what they name."""
    readme = "".join(blocks(READMES[1], "yaml"))
    examples = re.findall(r"```yaml\n(.*?)```", inspect.getdoc(CaseFiles) or "", re.S)
    head = """\
lawcheck: 1
id: page
version: "1"
title: 页
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: mean, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 高, from: 60}, {name: 低, from: 0, below: 60}]
not_applicable: {policy: redistribute, at_most: 50%}
registers:
  penalty_files: {columns: {number: text, badly_bound: yes_no, form_errors: count, no_power: yes_no}}
  licence_files: {columns: {number: text, missing_papers: count}}
indicators:
"""
    (tmp_path / "page.yaml").write_text(head + "".join(examples), encoding="utf-8")
    (tmp_path / "readme.yaml").write_text(
        head.partition("registers:")[0] + readme, encoding="utf-8"
    )

    assert len(examples) == 2
    assert sum(1 for _ in session.load(tmp_path / "page.yaml").indicators()) == 2
    assert sum(1 for _ in session.load(tmp_path / "readme.yaml").indicators()) == 1


def test_bad_use_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    source = (
        Path(__file__).parents[1] / "src" / "lawcheck_casefile" / "checklists" / "case-file.yaml"
    )
    text = source.read_text(encoding="utf-8")
    for old, new in (
        ("column: no_opening", "column: no_openings"),
        ("target: 100%", "target: 100%\n        deduct: 3"),
        ("parts: {外在质量: 20, 内在质量: 80}", "parts: {外在质量: 20, 内在质量: 70}"),
        ("on: point", "on: points"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    done = run("lint", "bad.yaml")
    faults = [
        line for line in done.stderr.splitlines() if not line.startswith("    ")
    ]  # below each: its line, and a mark
    told = [re.sub(r":\d+:\d+:", ":", line) for line in faults]

    assert done.returncode == 2
    assert all(re.match(r"bad\.yaml:\d+:\d+: ", line) for line in faults)
    assert "bad.yaml: unknown column `no_openings`; did you mean `no_opening`?" in told
    assert "bad.yaml: unknown value `points`; did you mean `point`?" in told


def test_evidence_that_only_the_rule_can_refuse_ends_with_its_place(
    run: Run, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "review")
    source = (
        Path(__file__).parents[1] / "src" / "lawcheck_casefile" / "checklists" / "case-file.yaml"
    )
    text = source.read_text(encoding="utf-8").replace(
        "untidy: {kind: count,", "untidy: {kind: amount,"
    )
    (tmp_path / "case.yaml").write_text(text.partition("\ntests:")[0], encoding="utf-8")
    files = tmp_path / "review" / "penalty_files.csv"
    files.write_text(
        files.read_text(encoding="utf-8").replace("否,是,3,", "否,是,2.5,"), encoding="utf-8"
    )
    done = run("score", "case.yaml", "review")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{Path('review', 'penalty_files.csv')}:3: unit qinglan, indicator penalty_quality: the column untidy must say whether "
        "the fault was found, or how many times; check the original data\n"
    )
