"""Texts that are nearly a word which a rule looks for: they count as something else, and that is told."""

import warnings
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import lawcheck
from lawcheck.evidence.near_words import near_word
from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Notice
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 60}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  level: {kind: text, label: 等级}
  place: {kind: text, choices: [城区, 郊区]}
registers:
  docs:
    label: 文件台账
    columns:
      number: text
      kind: {kind: text, label: 种类}
      result: {kind: text, choices: [合格, 不合格]}
      note: {kind: text, optional: true}
indicators:
  - {id: unlawful, title: 违法, points: 60, type: incidents, deduct: 20,
     count: {count: docs, where: {kind: {in: [违法, 越权]}, result: {not: 合格}, note: {contains: 撤销}}}}
  - {id: level, title: 等级, points: 40, type: tiers, otherwise: 0,
     tiers: [{title: 甲级, points: 40, when: {level: 甲级, place: 城区}}]}
"""
TELLS = "{0} is not {1}, which a rule looks for, so it counts as something else (cells: {2}); correct it if it means {1}"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("违法（已整改）", "违法"),
        ("违法行为", "违法"),
        ("“违法”", "违法"),
        ("违法、越权", "违法"),
        ("未越权", "越权"),
        ("Void", "void"),
        ("void (again)", "void"),
        ("无（说明附后）", "无"),
        ("无。", "无"),
        ("违法", None),
        ("违 法", None),
        ("ＶＯＩＤ", "void"),
        ("合法", None),
        ("违", None),
        ("avoid", None),
        ("无锡", None),
        ("", None),
    ],
)
def test_what_is_near(text: str, word: str | None) -> None:
    assert near_word(text, ["违法", "越权", "void", "无"]) == word


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    file = tmp_path_factory.mktemp("sheet") / "demo.yaml"
    file.write_text(SHEET, "utf-8")
    return Session.start(only=()).load(file)


FACTS = "unit,level,place\na,甲级,城区\nb,甲级（复核）,城区\nc,乙级,郊区\n"
DOCS = """\
unit,number,kind,result,note
a,1,违法（已整改）,不合格,撤销
a,2,违法,不合格,撤销
b,3,违法（已整改）,不合格,未撤销
c,4,合法,合格,
"""
SCORES = {"a": 80, "b": 60, "c": 60}
"""By hand: one of a's records counts, none of b's; the tier is reached by a alone."""


def test_they_are_told_once_for_each_text(
    sheet: Checklist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not where the words are listed, nor where a text need only contain the word."""
    monkeypatch.chdir(tmp_path)
    Path("f.csv").write_text(FACTS, "utf-8")
    Path("docs.csv").write_text(DOCS, "utf-8")
    session = Session.start(only=())
    intake = session.read(sheet, ["f.csv", "docs.csv"])

    assert [each.pick("en") for each in intake.notices] == [
        "f.csv:3:level: " + TELLS.format("甲级（复核）", "甲级", 1),
        "docs.csv:2:kind: " + TELLS.format("违法（已整改）", "违法", 2),
    ]
    assert intake.notices[1].pick("zh") == (
        "docs.csv:2:kind：“违法（已整改）”不是规则要找的“违法”，按别的内容计（2格）；意思相同的请改为“违法”"
    )
    cards = session.score(sheet, intake).scorecards
    assert {each.unit.id: each.score.low for each in cards} == SCORES


def test_many_of_them_are_counted(
    sheet: Checklist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"a,{at},违法{at % 25}类,不合格,撤销\n" for at in range(30))
    Path("f.csv").write_text(FACTS, "utf-8")
    Path("docs.csv").write_text(f"unit,number,kind,result,note\n{rows}", "utf-8")
    told = [
        each.pick("en")
        for each in Session.start(only=()).read(sheet, ["f.csv", "docs.csv"]).notices
    ]
    assert len(told) == 21
    assert told[1] == "docs.csv:2:kind: " + TELLS.format("违法0类", "违法", 2)
    assert told[-1] == "6 more notices of this kind"
    given = (
        pl.read_csv(Path(name), schema_overrides={"number": pl.String})
        for name in ("f.csv", "docs.csv")
    )
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", Notice)
        lawcheck.score_table(sheet, next(given), {"docs": next(given)})
    assert [str(each.message) for each in seen][20:] == ["6 more notices of this kind"]


def frames(_: Path) -> tuple[object, object]:
    return pl.read_csv(FACTS.encode()), pl.read_csv(
        DOCS.encode(), schema_overrides={"number": pl.String}
    )


def files(folder: Path) -> tuple[object, object]:
    (folder / "facts.csv").write_text(FACTS, "utf-8")
    (folder / "docs.csv").write_text(DOCS, "utf-8")
    return folder / "facts.csv", folder / "docs.csv"


@pytest.mark.parametrize("given", [frames, files])
def test_tables_tell_them_too(
    sheet: Checklist, given: Callable[[Path], tuple[object, object]], tmp_path: Path
) -> None:
    facts, docs = given(tmp_path)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", Notice)
        made = lawcheck.score_table(sheet, facts, {"docs": docs})

    assert [str(each.message).partition(": ")[2] for each in told] == [
        TELLS.format("甲级（复核）", "甲级", 1),
        TELLS.format("违法（已整改）", "违法", 2),
    ]
    assert dict(zip(made["unit"], made["score_low"], strict=True)) == SCORES


def test_lint_warns_of_columns_that_take_any_text(sheet: Checklist) -> None:
    says = (
        "conditions look for {0} in {1}, which has no `choices`; "
        "a text that says the same in other words is passed over: list the choices"
    )
    found = [(each.place.line, each.what.pick("en")) for each in sheet.warnings]

    assert [each for each in found if "choices" in each[1]] == [
        (19, says.format("违法, 越权", "kind")),
        (12, says.format("甲级", "level")),
    ]
