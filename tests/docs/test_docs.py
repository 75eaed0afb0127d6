"""What the docs show is true: generated pages are fresh, checklists load, commands run."""

import importlib
import json
import os
import pkgutil
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from lawcheck import build_evidence, score
from lawcheck.checklists.annotations import keys_of
from lawcheck.cli.ui_language import Say
from lawcheck.model.errors import ChecklistError, ExitCode
from lawcheck.registry import command_entries, hookspecs
from lawcheck.session import Session
from lawcheck.testing import (
    AggregationSuite,
    DocumentationSuite,
    IndicatorTypeSuite,
    MeasureSuite,
    OperatorSuite,
    ReaderSuite,
    WriterSuite,
)

ROOT = Path(__file__).parents[2]
HEAD = """\
lawcheck: 1
id: page
version: "1"
title: 页
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: mean, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 高, from: 60}, {name: 低, from: -1000}]
not_applicable: {policy: redistribute, at_most: 50%}
"""


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


DECLARED, *RULES = blocks("docs/rules.md", "yaml")


def test_the_reference_is_fresh() -> None:
    """If this fails: python docs/make_reference.py."""
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["reference"]()

    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("language", "page"), [("en", "commands.md"), ("zh", "commands.zh-CN.md")]
)
def test_the_page_of_commands_is_fresh(language: str, page: str) -> None:
    """Every command and option, in the words of `--help`. If this fails: python docs/make_commands.py."""
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import runpy; print(runpy.run_path('docs/make_commands.py')['page']({language!r}), end='')",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout

    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made
    assert re.findall(r"^## `lawcheck ([\w-]+)`", made, re.M) == list(command_entries.COMMANDS)


def test_every_hook_has_its_example() -> None:
    """On the page that a test follows, with the code of an implementation."""
    page = (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")
    hooks = [name for name in vars(hookspecs) if name.startswith("lawcheck_")]

    assert set(re.findall(r"^## `(lawcheck_\w+)`$", page, re.M)) == set(hooks)
    assert [name for name in hooks if f"\n@hookimpl\ndef {name}(" not in page] == []
    listed = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    assert [name for name in hooks if f"`{name}(" not in listed] == []


@pytest.mark.parametrize(
    "suite",
    [
        IndicatorTypeSuite,
        DocumentationSuite,
        AggregationSuite,
        MeasureSuite,
        OperatorSuite,
        ReaderSuite,
        WriterSuite,
    ],
)
def test_every_promise_of_the_suites_is_listed(suite: type) -> None:
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")

    assert [
        name for name in dir(suite) if name.startswith("test_") and f"`{name}`" not in page
    ] == []


@pytest.mark.parametrize(
    "plugin", ["lawcheck-annual-report", "lawcheck-casefile", "lawcheck-survey"]
)
def test_what_our_plugins_offer_is_in_their_readme(plugin: str) -> None:
    """Their commands with every option, their types with every key."""
    page = (ROOT / "plugins" / plugin / "README.md").read_text(encoding="utf-8")
    module = importlib.import_module(plugin.replace("-", "_"))
    offered: set[str] = set()
    for name, target in getattr(module, "lawcheck_indicator_types", dict)().items():
        offered |= {name, *(key.name for key in keys_of(pkgutil.resolve_name(target)).values())}
    for name, entry in getattr(module, "lawcheck_commands", dict)().items():
        command = pkgutil.resolve_name(entry.target)(Say("en"))
        options = [each.opts for each in command.params if isinstance(each, click.Option)]
        offered |= {
            name,
            *(next((way for way in ways if way in page), ways[-1]) for ways in options),
        }

    assert offered
    assert {name for name in offered if name not in page} == set()


@pytest.mark.parametrize("rule", RULES, ids=[re.search(r"id: (\w+)", rule)[1] for rule in RULES])
def test_every_rule_of_the_page_is_read(rule: str, tmp_path: Path) -> None:
    """Facts that only other rules of the page read are no fault here."""
    path = tmp_path / "page.yaml"
    path.write_text(f"{HEAD}{DECLARED}indicators:\n{rule}", encoding="utf-8")
    try:
        Session.start(only=()).load(path)
    except ChecklistError as error:
        faults = [
            fault for fault in error.pick("en").split("\n") if "nothing reads the" not in fault
        ]

        assert faults == []


CHECKS = [
    {"rule": "a", "score": 1, "weight": 10},
    {"rule": "b", "score": 0, "weight": 5},
    {"rule": "c", "score": 1, "weight": 1},
]


@pytest.mark.parametrize(
    ("item", "given", "points"),
    [
        ("a40", {"registers": {"checks": CHECKS}}, "6.875"),
        ("a41", {"facts": {"accepted": 40, "closed": 36}}, "1"),
    ],
)
def test_numbers_that_the_page_works_out(
    item: str, given: dict[str, Any], points: str, tmp_path: Path
) -> None:
    rule = next(each for each in RULES if f"id: {item}," in each)
    declared = yaml.safe_load(DECLARED)
    read = {part: {name: declared[part][name] for name in names} for part, names in given.items()}
    path = tmp_path / "page.yaml"
    path.write_text(f"{HEAD}{json.dumps(read)[1:-1]}\nindicators:\n{rule}", encoding="utf-8")
    checklist = Session.start(only=()).load(path)

    outcome = score(checklist, build_evidence(checklist, "a", **given)).outcome(item)

    assert outcome.earned.low == outcome.earned.high == Fraction(points)


def test_every_built_in_type_has_its_place_on_the_page() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")

    assert {
        name
        for name in Session.start(only=()).plugins.indicator_types
        if f"type: {name}" not in page
    } == set()


@pytest.mark.parametrize("name", ["exit-codes.md", "exit-codes.zh-CN.md"])
def test_every_exit_code_is_documented(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert all(f"| {int(code)} |" in page for code in ExitCode)


COMMANDS = [
    (page, line)
    for page in (
        "README.md",
        "README.zh-CN.md",
        "docs/for-inspectors.md",
        "docs/for-checklist-authors.md",
        "docs/import-table.md",
        "docs/import-table.zh-CN.md",
        "examples/street-visit/README.md",
        "examples/streets-2023/README.md",
        "examples/municipal-2024/README.md",
        "examples/demonstration-2023/README.md",
        "examples/published/README.md",
    )
    for block in blocks(page, "sh")
    for line in block.splitlines()
    if line.startswith("lawcheck ")
]


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are written for a POSIX shell")
@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_commands_of_the_docs_run(page: str, command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = subprocess.run(
        [
            "bash",
            "-c",
            command.replace("lawcheck", f"{shlex.quote(sys.executable)} -m lawcheck", 1),
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode in (ExitCode.DONE, ExitCode.BELOW), done.stderr
    assert done.stdout or " -o " in command


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_scorecard_that_the_readme_shows_is_what_comes_out(page: str) -> None:
    shown = re.search(
        r"^```\n(2023年度.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "lawcheck",
            "--lang",
            "zh",
            "score",
            "district-annual",
            "examples/maojian-2023/maojian.yaml",
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert shown
    assert [
        line
        for line in shown[1].splitlines()
        if line != "..." and line not in done.stdout.splitlines()
    ] == []


def test_the_decisions_of_the_docs_are_read(tmp_path: Path) -> None:
    """The overlay, the overrides and the rebuttals of the page, applied to the visit that is an example."""
    overlay, overrides, rebuttals, _ = blocks("docs/overrides.md", "yaml")
    shutil.copytree(ROOT / "examples" / "street-visit", tmp_path / "visit")
    unit = tmp_path / "visit" / "unit.yaml"
    unit.write_text(unit.read_text(encoding="utf-8") + overrides + rebuttals, encoding="utf-8")
    (tmp_path / "overlay.yaml").write_text(overlay, encoding="utf-8")
    session = Session.start(only=())
    checklist = session.load("street-visit", overlays=[tmp_path / "overlay.yaml"])
    (card,) = session.score(checklist, session.read(checklist, [tmp_path / "visit"])).scorecards

    assert card.tailoring is not None
    assert [each.state for each in card.overrides] == ["applied", "applied"]
    assert [each.indicator for each in card.rebuttals] == ["decision_steps"]
