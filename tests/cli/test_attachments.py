"""Files that are attached to items: kept in the card with their hashes, and looked at again by `verify`."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CHECKLIST = """\
lawcheck: 1
id: visits
version: "1"
title: 走访（虚构）
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0, below: 6}]
not_applicable: {policy: redistribute, at_most: 100%}
registers:
  decisions: {label: 决策台账, columns: {name: text, archived: yes_no}}
indicators:
  - {id: archive, title: {zh: 归档, en: Archive}, points: 10, type: incidents, basis: [{kind: local}],
     menu: [{title: 未归档, count: {count: decisions, where: {archived: false}}, deduct: 3}]}
"""
UNIT = """\
lawcheck-evidence: 1
unit: {id: qs}
registers:
  decisions: [{name: 停车, archived: 否}]
attachments:
"""
SHA = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("照片", "扫描件")}


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., None]:
    """Writes the evidence with these lines of attachments, and two files to attach."""

    def written(*lines: str) -> None:
        (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
        folder = tmp_path / "visit"
        (folder / "附件").mkdir(parents=True, exist_ok=True)
        for name in SHA:
            (folder / "附件" / f"{name}.jpg").write_text(name, "utf-8")
        (folder / "unit.yaml").write_text(
            UNIT + "".join(f"  - {each}\n" for each in lines), "utf-8"
        )

    return written


def score(run: Run, *more: str) -> "subprocess.CompletedProcess[str]":
    return run("--lang", "zh", "score", "c.yaml", "visit", *more)


def verify(run: Run) -> "subprocess.CompletedProcess[str]":
    return run(
        "--lang", "zh", "verify", "card.json", "--checklist", "c.yaml", "--evidence", "visit"
    )


def test_they_are_kept_in_the_card(run: Run, put: Callable[..., None], tmp_path: Path) -> None:
    """With the hash of the file; a title names the item; of nothing in them does the score depend."""
    put(
        r"{indicator: 归档, file: 附件\照片.jpg, record: 停车}",
        f"{{indicator: archive, file: 附件/扫描件.jpg, sha256: {SHA['扫描件'].upper()}}}",
    )
    done = score(run, "--format", "json", "-o", "card.json")

    assert done.returncode == 0, done.stderr
    (unit,) = json.loads((tmp_path / "card.json").read_text("utf-8"))["units"]
    assert unit["score"] == "7.00"
    assert [{**each, "source": each["source"]["line"]} for each in unit["attachments"]] == [
        {"indicator": "archive", "attachment": "附件/照片.jpg", "sha256": SHA["照片"], "record": "停车", "source": "6"},
        {"indicator": "archive", "attachment": "附件/扫描件.jpg", "sha256": SHA["扫描件"], "source": "7"},
    ]  # fmt: skip
    page = score(run).stdout
    assert page[page.index("附件\n----") :].splitlines()[2:6] == [
        "· 归档：附件/照片.jpg；停车",
        f"    sha256 {SHA['照片'][:16]}",
        "    出处：visit/unit.yaml:6:5",
        "· 归档：附件/扫描件.jpg",
    ]


def test_verify_says_which_file_is_gone_and_which_is_another(
    run: Run, put: Callable[..., None], tmp_path: Path
) -> None:
    put(
        "{indicator: archive, file: 附件/照片.jpg}",
        f"{{indicator: archive, file: 附件/扫描件.jpg, sha256: {SHA['扫描件']}}}",
    )
    score(run, "--format", "json", "-o", "card.json")
    assert verify(run).returncode == 0

    (tmp_path / "visit" / "附件" / "扫描件.jpg").write_text("另一份", "utf-8")
    other = hashlib.sha256("另一份".encode()).hexdigest()
    changed = verify(run)
    assert changed.returncode == 6
    assert changed.stderr.splitlines()[0] == (
        f"card.json: visit/unit.yaml:7:5: 附件 附件/扫描件.jpg（指标 archive）的 SHA-256 是 {other[:16]}，"
        f"不是写明的 {SHA['扫描件'][:16]}；请换回原件"
    )
    (tmp_path / "visit" / "附件" / "扫描件.jpg").write_text("扫描件", "utf-8")
    (tmp_path / "visit" / "附件" / "照片.jpg").write_text("另一份", "utf-8")
    assert verify(run).stderr.splitlines()[1:] == [
        f'card.json: 单位 qs，指标 archive，附件 附件/照片.jpg，校验和：卡上 "{SHA["照片"][:59]}…，重算 "{other[:59]}…'
    ]
    (tmp_path / "visit" / "附件" / "照片.jpg").unlink()
    gone = verify(run)
    assert gone.returncode == 6
    assert gone.stderr.splitlines()[0] == (
        "card.json: visit/unit.yaml:6:5: 附件 附件/照片.jpg（指标 archive）不存在；请找回原件，或改正路径"
    )


def test_the_folder_may_be_moved(run: Run, put: Callable[..., None], tmp_path: Path) -> None:
    put("{indicator: archive, file: 附件/照片.jpg}")
    score(run, "--format", "json", "-o", "card.json")
    (tmp_path / "old").mkdir()
    (tmp_path / "visit").rename(tmp_path / "old" / "visit")

    done = run("verify", "card.json", "--checklist", "c.yaml", "--evidence", "old/visit")
    assert (done.returncode, done.stderr) == (0, "")


def test_all_faults_are_told_at_once(run: Run, put: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    put(
        "{indicator: archive, file: ../secret.txt}",
        "{indicator: archive, file: /etc/passwd}",
        r"{indicator: archive, file: C:\photos\1.jpg}",
        "{indicator: archive, file: 附件/照片.jpg, sha256: 1234}",
        "{indicator: archive, file: 附件/照片.jpg, record: 市场}",
        "{indicator: archiv, file: 附件/照片.jpg}",
        "{indicator: archive, file: 附件/没有.jpg}",
        "{indicator: archive}",
    )
    (tmp_path / "visit" / "附件" / "链接.jpg").symlink_to(tmp_path / "secret.txt")
    with (tmp_path / "visit" / "unit.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {indicator: archive, file: 附件/链接.jpg}\n")

    done = run("score", "c.yaml", "visit")
    outside = "lies outside the folder of the evidence; put it there, and write a relative path such as photos/1.jpg"
    at = "visit/unit.yaml"
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            f"{at}:6:17: the attachment ../secret.txt {outside}",
            f"{at}:7:17: the attachment /etc/passwd {outside}",
            f"{at}:8:17: the attachment C:/photos/1.jpg {outside}",
            f"{at}:9:17: 1234 is not a SHA-256, which has 64 hexadecimal digits; it may be left out, and lawcheck computes it",
            f"{at}:11:17: the checklist has no indicator archiv; did you mean archive (Archive)?",
            f"{at}:13:5: file missing; an attachment needs its item and its file",
            f"{at}:10:5: there is no record 市场; write what its first column says, or leave it empty",
            f"{at}:12:5: the attachment 附件/没有.jpg (of archive) is not there; find it, or correct the path",
            f"{at}:14:5: the attachment 附件/链接.jpg is a link out of the folder of the evidence; put the file itself there",
        ],
    )


def test_a_table_of_attachments(run: Run, put: Callable[..., None], tmp_path: Path) -> None:
    """In the folder of a unit, under its Chinese name."""
    put()
    unit = tmp_path / "visit" / "unit.yaml"
    unit.write_text(UNIT.replace("attachments:\n", ""), "utf-8")
    (tmp_path / "visit" / "附件.csv").write_text(
        "指标,文件,记录\n归档,附件/照片.jpg,停车\n", "utf-8"
    )

    done = score(run, "--format", "json", "-o", "card.json")
    assert done.returncode == 0, done.stderr
    (unit_card,) = json.loads((tmp_path / "card.json").read_text("utf-8"))["units"]
    assert [each["sha256"] for each in unit_card["attachments"]] == [SHA["照片"]]
    assert unit_card["rows"] == "2"
