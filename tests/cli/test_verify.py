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
    run(
        "score",
        "district-annual",
        root / "examples/maojian-2023/maojian.yaml",
        "--format",
        "json",
        "-o",
        path,
    )
    return path


def read(root: Path, card: Path) -> list[str]:
    """What `verify` says that it has read."""
    inputs = json.loads(card.read_text("utf-8"))["inputs"]
    return [
        f"checklist read: {root / 'checklists/district-annual.yaml'} (SHA-256 {inputs['checklist_sha256']})",
        f"evidence read: {root / 'examples/maojian-2023/maojian.yaml'} (SHA-256 {inputs['evidence_sha256']})",
    ]


def test_a_card_that_is_right(run: Run, root: Path, card: Path) -> None:
    done = run("verify", "card.json", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "card.json: right in every value (units: 1)",
        *read(root, card),
    ]


def test_an_edited_card(run: Run, root: Path, card: Path) -> None:
    data = json.loads(card.read_text("utf-8"))
    data["units"][0]["interval"]["low"] = "99.99"
    card.write_text(json.dumps(data), "utf-8")
    done = run("verify", "card.json", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert done.returncode == 6
    assert done.stdout.splitlines() == read(root, card)
    assert done.stderr.splitlines() == [
        'card.json: unit maojian, interval.low: "99.99" in the card, "83.53" computed',
        "card.json: the card was changed after it was written: its hash does not fit its content",
    ]


def test_a_fact_that_is_another_now(run: Run, root: Path, card: Path, tmp_path: Path) -> None:
    text = (root / "examples/maojian-2023/maojian.yaml").read_text("utf-8")
    (tmp_path / "maojian.yaml").write_text(
        text.replace("study_sessions: {value: 12,", "study_sessions: {value: 9,"), "utf-8"
    )
    done = run("--lang", "zh", "verify", "card.json", "--evidence", "maojian.yaml")

    assert done.returncode == 6
    first, second = done.stderr.splitlines()
    assert first.startswith("card.json: 输入·佐证材料校验和：卡上 ")
    assert second == 'card.json: 单位 maojian，得分区间·最低：卡上 "83.53"，重算 "82.78"'


def test_a_card_of_another_checklist(run: Run, root: Path, card: Path) -> None:
    done = run(
        "verify",
        "card.json",
        "--checklist",
        "street-visit",
        "--evidence",
        root / "examples/maojian-2023/maojian.yaml",
    )

    assert done.returncode == 6
    assert (
        done.stderr
        == "card.json: the card was made with the checklist district-annual, not with street-visit\n"
    )


def test_a_card_that_names_no_checklist(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text('{"schema": "lawcheck-scorecard/1"}', "utf-8")
    done = run("verify", "card.json", "--evidence", root / "examples/street-visit")

    assert done.returncode == 2
    assert (
        done.stderr.splitlines()[-1]
        == "Error: the card names no checklist; say which with --checklist"
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "card.json: there is no such file; check the path"),
        (b"", "card.json: $: this is not JSON"),
        (b"\xff", "card.json: not UTF-8 text; this is not a scorecard"),
        (
            b"{}",
            "card.json: $.schema: must be lawcheck-scorecard/1, not null; this is not a scorecard that this version reads",
        ),
    ],
)
def test_what_is_no_card(
    content: bytes | None, line: str, run: Run, root: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "card.json").write_bytes(content)
    done = run("verify", "card.json", "--evidence", root / "examples/maojian-2023/maojian.yaml")

    assert done.returncode == 2
    assert done.stderr.startswith(line)
    assert "Traceback" not in done.stderr


def doctored(root: Path) -> str:
    """The shipped checklist with one rule that costs half as much."""
    text = (root / "checklists/street-visit.yaml").read_text("utf-8")
    assert text.count("        target: 12\n") == 1
    return text.replace("        target: 12\n", "        target: 2\n")


def test_a_file_called_like_a_shipped_checklist_is_refused_for_both(
    run: Run, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "street-visit").write_text(doctored(root), "utf-8")
    line = (
        "street-visit: this is a file in the current folder, and the id of a checklist that ships; write ./street-visit for "
        "the file, or rename it for the one that ships\n"
    )
    run(
        "score",
        root / "checklists/street-visit.yaml",
        root / "examples/street-visit",
        "--format",
        "json",
        "-o",
        "card.json",
    )
    card = ("verify", "card.json", "--evidence", root / "examples/street-visit")

    for command in (
        ("score", "street-visit", root / "examples/street-visit"),
        (*card, "--checklist", "street-visit"),
    ):
        done = run(*command)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)
    assert run("score", "./street-visit", root / "examples/street-visit").returncode == 0


def test_the_id_of_a_card_means_what_ships_and_no_file(
    run: Run, root: Path, tmp_path: Path
) -> None:
    """A doctored copy lies where the card is verified; the card that was made with it is found out."""
    evidence = root / "examples/street-visit"
    (tmp_path / "street-visit").write_text(doctored(root), "utf-8")
    run("score", "./street-visit", evidence, "--format", "json", "-o", "false.json")
    run(
        "score",
        root / "checklists/street-visit.yaml",
        evidence,
        "--format",
        "json",
        "-o",
        "true.json",
    )

    wrong, right = (
        run("verify", name, "--evidence", evidence) for name in ("false.json", "true.json")
    )
    assert wrong.returncode == 6
    assert wrong.stderr.startswith("false.json: inputs.checklist_sha256: ")
    assert right.returncode == 0
    assert right.stdout.splitlines()[1].startswith(
        f"checklist read: {root / 'checklists/street-visit.yaml'} (SHA-256 "
    )


@pytest.mark.parametrize(
    "name", ["./doctored.yaml", "doctored.yaml", "../x/doctored.yaml", "doctored"]
)
def test_a_card_does_not_say_which_file_is_opened(
    name: str, run: Run, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "doctored.yaml").write_text(doctored(root), "utf-8")
    (tmp_path / "doctored").write_text(doctored(root), "utf-8")
    run(
        "score",
        "street-visit",
        root / "examples/street-visit",
        "--format",
        "json",
        "-o",
        "card.json",
    )
    data = json.loads((tmp_path / "card.json").read_text("utf-8"))
    data["units"][0]["checklist"]["id"] = name
    (tmp_path / "card.json").write_text(json.dumps(data), "utf-8")
    done = run("verify", "card.json", "--evidence", root / "examples/street-visit")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == (
        f"Error: the card was made with the checklist {name}, which does not ship; give its file with --checklist"
    )


def test_a_comment_that_was_added_to_the_evidence(
    run: Run, root: Path, card: Path, tmp_path: Path
) -> None:
    """Every line has another number; every value is the same."""
    text = (root / "examples/maojian-2023/maojian.yaml").read_text("utf-8")
    (tmp_path / "maojian.yaml").write_text("# 已核对\n\n" + text, "utf-8")
    done = run("verify", "card.json", "--evidence", "maojian.yaml")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("card.json: right in every value (units: 1)\n")
