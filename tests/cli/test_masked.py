"""Personal data are masked on request in every format, and the scores stay those of what was reported."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck import load_report

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CHECKLIST = """\
lawcheck: 1
id: visits
version: "1"
title: 走访（虚构）
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 12}, {name: 不合格, from: 0, below: 12}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  head: {kind: text, label: 负责人, personal: name}
registers:
  cases:
    label: 信访台账
    columns:
      petitioner: {kind: text, label: 信访人, personal: name}
      card: {kind: text, label: 身份证号, personal: number}
      answered: {kind: yes_no, label: 答复}
indicators:
  - id: answers
    title: 答复
    points: 10
    type: incidents
    menu: [{title: 未答复, count: {count: cases, where: {answered: false}}, deduct: 2}]
  - id: people
    title: 不同的人
    points: 10
    type: count_target
    value: {distinct: cases, of: petitioner}
    target: 4
    deduct: {points: 1, per: 1}
vetoes:
  - {id: v, title: 没有负责人, when: {head: {in: [空缺]}}, effect: {total: 0}, if_missing: open, basis: [{kind: local}]}
"""
EVIDENCE = """\
lawcheck-evidence: 1
unit: {id: qs, name: 青石街道（虚构）}
documents: {list: {title: 张三丰来访登记, file: 张三丰.txt}}
facts:
  head: {value: 王五, source: {document: list, place: 第1页, quote: 负责人王五接待张三丰（电话13812345678）}}
registers:
  cases:
    - {petitioner: 张三丰, card: "420302199001011234", answered: 否}
    - {petitioner: 张三, card: "420302199001015678", answered: 是}
    - {petitioner: 欧阳锋, card: "13812345678", answered: 否}
judgements: []
rebuttals:
  - {indicator: answers, person: 赵六, text: 张三丰已电话答复, on: 2024-12-01}
"""
PERSONAL = ("张三", "王五", "欧阳锋", "420302199001011234", "420302199001015678", "13812345678")


@pytest.fixture
def files(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "e.yaml").write_text(EVIDENCE, "utf-8")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("name", ["text", "markdown", "json", "csv", "csv-sections", "html"])
def test_no_personal_value_is_written(run: Run, tmp_path: Path, name: str) -> None:
    """Two cases were not answered, 10 − 4; three different people, 10 − 1: 15 of 20."""
    arguments = ("--lang", "zh", "score", "c.yaml", "e.yaml", "--format", name)
    plain = run(*arguments, LAWCHECK_PLUGINS="html")
    masked = run(*arguments, "--mask", LAWCHECK_PLUGINS="html")

    assert (plain.returncode, masked.returncode) == (0, 0), masked.stderr
    written = masked.stdout + masked.stderr
    assert [each for each in PERSONAL if each in written] == []
    if name != "csv-sections":  # in which no record is named
        assert "欧阳锋" in plain.stdout
        assert "欧阳某" in masked.stdout
    assert "15" in masked.stdout


@pytest.mark.usefixtures("files")
def test_scores_and_digests_are_those_of_what_was_reported(run: Run, tmp_path: Path) -> None:
    for name, more in (("plain", ()), ("masked", ("--mask",))):
        run("score", "c.yaml", "e.yaml", "--format", "json", "-o", f"{name}.json", *more)
    plain, masked = (
        json.loads((tmp_path / f"{n}.json").read_text("utf-8")) for n in ("plain", "masked")
    )

    assert masked.pop("masked") is True
    assert "masked" not in plain
    assert masked["inputs"] == plain["inputs"]
    assert masked["rows"] == plain["rows"]
    points = [
        [(each.id, each.earned, [d.points for d in each.deductions]) for each in card.outcomes()]
        for n in ("plain", "masked")
        for card in load_report(tmp_path / f"{n}.json").scorecards
    ]
    assert points[0] == points[1]
    (card,) = load_report(tmp_path / "masked.json").scorecards
    reasons = [d.reason.pick("zh") for d in card.outcome("answers").deductions]
    assert reasons == ["未答复：张某", "未答复：欧阳某"]
    assert card.rebuttals[0].text == "张某已电话答复"


@pytest.mark.usefixtures("files")
def test_a_masked_card_is_verified_and_says_what_that_shows(run: Run, tmp_path: Path) -> None:
    run("score", "c.yaml", "e.yaml", "--format", "json", "-o", "card.json", "--mask")
    verify = (
        "--lang",
        "zh",
        "verify",
        "card.json",
        "--checklist",
        "c.yaml",
        "--evidence",
        "e.yaml",
    )
    right = run(*verify)

    assert (right.returncode, right.stderr) == (0, "")
    assert right.stdout.splitlines()[:2] == [
        "card.json：核对无误，逐项一致（单位 1 个）",
        "卡上的个人信息已遮盖：按佐证材料重算，同样遮盖后比对；遮住的字卡上没有，无法逐字核对，"
        "由卡上佐证材料的 SHA-256 保证",
    ]
    # another person with the same surname: the card reads the same, the digest of the evidence does not
    (tmp_path / "e.yaml").write_text(EVIDENCE.replace("欧阳锋", "欧阳克"), "utf-8")
    other = run(*verify)
    assert other.returncode == 6
    assert [line.split("：")[0] for line in other.stderr.splitlines()] == [
        "card.json: 输入·佐证材料校验和"
    ]


@pytest.mark.usefixtures("files")
def test_findings_of_masked_cards_are_not_compared(run: Run, tmp_path: Path) -> None:
    run("score", "c.yaml", "e.yaml", "--format", "json", "-o", "card.json", "--mask")

    assert run("compare", "card.json", "card.json").stderr.splitlines() == [
        "OLD: personal data are masked, so findings cannot be told apart; give the report without --mask",
        "NEW: personal data are masked, so findings cannot be told apart; give the report without --mask",
    ]
    assert run("ledger", "add", "card.json", LAWCHECK_PLUGINS="ledger").stderr == (
        "card.json: personal data are masked, so findings cannot be told apart; enter the report "
        "without --mask\n"
    )


@pytest.mark.usefixtures("files")
def test_a_checklist_that_says_nothing_of_personal_data_cannot_be_masked(
    run: Run, tmp_path: Path
) -> None:
    """Otherwise the page would say that it is masked, and show everything."""
    text = CHECKLIST.replace(", personal: name", "").replace(", personal: number", "")
    (tmp_path / "c.yaml").write_text(text, "utf-8")

    done = run("score", "c.yaml", "e.yaml", "--mask")
    assert (done.returncode, done.stderr) == (
        2,
        "the checklist visits does not say which data are personal, so nothing can be masked; "
        "write `personal: name` or `personal: number` for these columns\n",
    )
