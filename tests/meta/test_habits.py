"""Settings of the repository that no tool checks: hooks fetch nothing, and CI tries every Python that we promise."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
CI = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def promised() -> list[str]:
    found = (
        re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", each)
        for each in PROJECT["classifiers"]
    )
    return [match[1] for match in found if match]


def test_hooks_fetch_nothing() -> None:
    assert [each["repo"] for each in HOOKS["repos"]] == ["local"]


@pytest.mark.parametrize(
    ("message", "is_good"),
    [
        ("tables: refuse a count below zero\n\nA longer text.\n", True),
        ("evidence, tables: one limit of reported problems\n", True),
        ("Merge branch 'main'\n", True),
        (f"docs: {'x' * 65}\n", True),
        (f"docs: {'x' * 66}\n", False),
        ("Refuse a count below zero\n", False),
        ("\ntables: refuse a count below zero\n", False),
    ],
)
def test_subjects_of_commits(message: str, is_good: bool) -> None:
    """As the hook looks for it: in the whole message, and where it is not found the commit is refused."""
    (hook,) = (each for each in HOOKS["repos"][0]["hooks"] if each["id"] == "commit-subject")

    assert hook["args"] == ["--multiline", "--negate"]
    assert (
        bool(re.search(hook["entry"].encode(), message.encode(), re.MULTILINE | re.DOTALL))
        is is_good
    )


def test_ci_tries_every_python_that_is_promised() -> None:
    linux, others = CI["jobs"]["everything"], CI["jobs"]["tests"]
    installed = next(
        each["with"]["python-version"]
        for each in linux["steps"]
        if "setup-python" in each.get("uses", "")
    )

    assert installed.split() == promised()
    assert others["strategy"]["matrix"]["python"] == promised()


@pytest.mark.parametrize(
    "form",
    sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml")),
    ids=lambda each: each.stem,
)
def test_forms_are_in_both_languages(form: Path) -> None:
    """A name, and the label of every field that is not a command."""
    read = yaml.safe_load(form.read_text("utf-8"))
    labels = [
        each["attributes"]["label"] for each in read["body"] if "label" in each["attributes"]
    ]

    assert {"name", "description", "body"} <= set(read)
    assert [
        each
        for each in [read["name"], *labels]
        if not each.startswith("`lawcheck") and " · " not in each
    ] == []
