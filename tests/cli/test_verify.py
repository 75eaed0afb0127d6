"""`lawcheck verify` as an office runs it a year later."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def card(run: Run, root: Path, tmp_path: Path) -> Path:
    """The card of the Maojian example, kept as JSON."""
    path = tmp_path / "card.json"
    run("score", "district-annual", root / "examples/maojian-2023/maojian.yaml", "--format", "json", "-o", path)
    return path


def test_a_card_that_is_right(run: Run, root: Path, card: Path) -> None:
    done = run("verify", "card.json", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert (done.returncode, done.stdout, done.stderr) == (0, "card.json: right in every value (units: 1)\n", "")


def test_an_edited_card(run: Run, root: Path, card: Path) -> None:
    data = json.loads(card.read_text("utf-8"))
    data["units"][0]["interval"]["low"] = "99.99"
    card.write_text(json.dumps(data), "utf-8")
    done = run("verify", "card.json", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert done.returncode == 6
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        'card.json: unit maojian, interval.low: "99.99" in the card, "93.52" computed',
        "card.json: the card was changed after it was written: its hash does not fit its content",
    ]


def test_a_fact_that_is_another_now(run: Run, root: Path, card: Path, tmp_path: Path) -> None:
    text = (root / "examples/maojian-2023/maojian.yaml").read_text("utf-8")
    (tmp_path / "maojian.yaml").write_text(text.replace("study_sessions: {value: 12,", "study_sessions: {value: 9,"), "utf-8")
    done = run("--lang", "zh", "verify", "card.json", "--evidence", "maojian.yaml")

    assert done.returncode == 6
    first, second = done.stderr.splitlines()
    assert first.startswith("card.json: inputs.evidence_sha256：卡上 ")
    assert second == 'card.json: 单位 maojian，interval.low：卡上 "93.52"，重算 "92.77"'


def test_a_card_of_another_checklist(run: Run, root: Path, card: Path) -> None:
    done = run("verify", "card.json", "--checklist", "street-visit", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert done.returncode == 6
    assert done.stderr == "card.json: the card was made with the checklist district-annual, not with street-visit\n"


def test_a_card_that_names_no_checklist(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text('{"schema": "lawcheck-scorecard/1"}', "utf-8")
    done = run("verify", "card.json", "--evidence", root / "examples/street-visit")

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "Error: the card names no checklist; say which with --checklist"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "card.json: there is no such file; check the path"),
        (b"", "card.json: $: this is no JSON"),
        (b"\xff", "card.json: not UTF-8 text; this is no scorecard"),
        (b"{}", "card.json: $.schema: must be lawcheck-scorecard/1, not null; this is no scorecard"),
    ],
)
def test_what_is_no_card(content: bytes | None, line: str, run: Run, root: Path, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "card.json").write_bytes(content)
    done = run("verify", "card.json", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert done.returncode == 2
    assert done.stderr.startswith(line)
    assert "Traceback" not in done.stderr
