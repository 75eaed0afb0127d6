"""`lawcheck compare` on two visits to one street."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import lawcheck

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def cards(run: Run, root: Path, tmp_path: Path) -> None:
    """The street as it was, and with a yearly plan."""
    run(
        "score",
        "street-visit",
        root / "examples/street-visit",
        "--format",
        "json",
        "-o",
        "old.json",
    )
    (tmp_path / "visit").mkdir()
    for file in (root / "examples/street-visit").iterdir():
        text = file.read_text("utf-8-sig")
        (tmp_path / "visit" / file.name).write_text(
            text.replace("yearly_plan: 否", "yearly_plan: 是"), "utf-8"
        )
    run("score", "street-visit", "visit", "--format", "json", "-o", "new.json")


@pytest.mark.usefixtures("cards")
def test_two_visits(run: Run) -> None:
    done = run("compare", "old.json", "new.json")

    assert (done.returncode, done.stderr) == (0, "")
    assert "change of the total  +2" in done.stdout
    assert "evidence        +2" in done.stdout
    closed = done.stdout[done.stdout.index("Findings closed") :].splitlines()
    assert closed[2] == "· −2  Duties of the first responsible person: yearly plan no"


@pytest.mark.usefixtures("cards")
def test_an_edited_card_is_refused(run: Run, tmp_path: Path) -> None:
    data = json.loads((tmp_path / "new.json").read_text("utf-8"))
    data["units"][0]["rows"] = "9"
    (tmp_path / "new.json").write_text(json.dumps(data), "utf-8")
    done = run("compare", "old.json", "new.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "new.json: $: the card was changed after it was written: its hash does not fit its content\n"
    )


@pytest.mark.usefixtures("cards")
def test_inputs_belong_together(run: Run) -> None:
    done = run("compare", "old.json", "new.json", "--old-checklist", "street-visit")

    assert done.returncode == 2
    assert "--old-checklist, --old-evidence and --new-checklist belong together" in done.stderr


@pytest.mark.usefixtures("cards")
def test_an_overlay_of_no_checklist(run: Run) -> None:
    """It was read by nobody, and its changes were not there."""
    done = run("compare", "old.json", "new.json", "--old-overlay", "nonsense.yaml")

    assert done.returncode == 2
    assert "and overlays go with them" in done.stderr


@pytest.mark.usefixtures("cards")
def test_one_checklist_alone_says_nothing_of_the_change(tmp_path: Path) -> None:
    report = lawcheck.load_report(tmp_path / "old.json")
    with pytest.raises(lawcheck.UsageError, match="belong together; give all"):
        lawcheck.compare(report, report, old_checklist=lawcheck.load_checklist("street-visit"))


def test_no_such_card(run: Run) -> None:
    done = run("compare", "a.json", "b.json")

    assert (done.returncode, done.stderr) == (2, "a.json: there is no such file; check the path\n")


def test_units_of_one_report_only_are_listed_and_the_run_ends_with_7(
    run: Run, root: Path, tmp_path: Path
) -> None:
    streets = sorted((root / "examples/streets-2023").glob("*.csv"))
    run("score", "street-visit", *streets, "--format", "json", "-o", "old.json")
    run("score", "street-visit", *streets, "--unit", "s02", "--format", "json", "-o", "new.json")
    units = [
        each["unit"] for each in json.loads((tmp_path / "old.json").read_text("utf-8"))["units"]
    ]
    done = run("compare", "old.json", "new.json", "--unlike")

    gone = [f"{each['id']} {each['name']}" for each in units if each["id"] != "s02"]
    listed = " ".join(done.stdout[done.stdout.rindex("compared") :].split())
    assert (done.returncode, done.stderr) == (7, "")
    assert listed == f"compared 1 in the old report only {len(gone)}: {', '.join(gone)}"
