"""Titles of items over the columns of facts: where an item reads one fact and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 15}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 2}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts:
  n1: {kind: count, label: 学法次数}
  n2: yes_no
  n3: count
  n4: count
  n5: count
  n6: yes_no
  n7: count
  n8: {kind: count, label: 公开数}
  n9: {kind: count, label: 信访}
  n10: count
  ok: yes_no
registers:
  cases: {columns: {number: text}}
indicators:
  - {id: a, title: {zh: 集体学法, en: Study}, points: 1, type: count_target, value: n1, target: 4, deduct: {points: 0.1, per: 1}}
  - {id: b, title: 年度计划, points: 1, type: yes_no, value: n2}
  - {id: c, title: 会议, points: 1, type: count_target, value: n3, target: 1, deduct: {points: 1, per: 1}}
  - {id: d, title: 会议, points: 1, type: count_target, value: n4, target: 1, deduct: {points: 1, per: 1}}
  - {id: e, title: 出庭率, points: 1, type: rate, numerator: {count: cases}, denominator: n5, target: 100%, on_zero: full,
     may_exceed: true, deduct: {points: 1}}
  - {id: f, title: 无败诉, points: 1, type: yes_no, value: n6, want: false}
  - id: g
    title: 培训
    points: 2
    type: parts
    parts:
      - {id: times, title: 次数, points: 1, type: count_target, value: n7, target: 1, deduct: {points: 1, per: 1}}
      - {id: good, title: 质量, points: 1, type: judged, from: 0, to: 1}
  - {id: h, title: 公开, points: 1, type: count_target, value: {sum: [n7, n8]}, target: 1, deduct: {points: 1, per: 1}}
  - {id: i, title: 公开, points: 1, type: count_target, value: n8, target: 1, deduct: {points: 1, per: 1}}
  - {id: j, title: 信访, points: 1, type: count_target, value: n10, target: 1, deduct: {points: 1, per: 1}}
  - {id: k, title: 信访办理, points: 1, type: count_target, value: n9, target: 1, deduct: {points: 1, per: 1}}
  - {id: l, title: 核查, points: 1, type: count_target, value: n10, target: 1, deduct: {points: 1, per: 1}, not_applicable: {when: {ok: false}}}
  - {id: m, title: 案件, points: 1, type: incidents, count: {count: cases}, deduct: 0.5}
  - {id: o, title: n1, points: 1, type: count_target, value: n3, target: 1, deduct: {points: 1, per: 1}}
"""


@pytest.fixture(scope="module")
def checklist(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path = tmp_path_factory.mktemp("checklist") / "demo.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return session.load(path)


@pytest.mark.parametrize(
    ("header", "cell", "fact", "value"),
    [
        ("集体学法", "3", "n1", 3),
        ("Study", "3", "n1", 3),
        ("集体 学法", "3", "n1", 3),
        ("年度计划", "否", "n2", False),
        ("信访办理", "2", "n9", 2),
    ],
)
def test_a_title_names_the_only_fact(
    header: str,
    cell: str,
    fact: str,
    value: object,
    put: Callable[..., Path],
    read: Callable[..., Intake],
) -> None:
    intake = read(put("f.csv", f"unit,{header}\na,{cell}\n"))

    assert {name: each.value for name, each in intake.evidence[0].facts.items()} == {fact: value}
    assert [(each.pick("zh"), each.pick("en")) for each in intake.notices] == [
        (
            f"f.csv：指标名称作列名，按该指标的数据读取 {header} = {fact}；列里若是得分，请删去",
            f"f.csv: titles of items read as the columns of their facts: {header} = {fact}; remove such a column if it holds points",
        )
    ]


def test_names_and_labels_go_on_as_before(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """The name of a fact is that fact, also where an item of another fact is called so; labels have a notice of their own."""
    intake = read(put("f.csv", "unit,n1,公开数,年度计划\na,3,2,是\n"))

    assert {name: each.value for name, each in intake.evidence[0].facts.items()} == {
        "n1": 3,
        "n8": 2,
        "n2": True,
    }
    assert [each.pick("en") for each in intake.notices] == [
        "f.csv: columns read as 公开数 = n8",
        "f.csv: titles of items read as the columns of their facts: 年度计划 = n2; remove such a column if it holds points",
    ]


@pytest.mark.parametrize(
    ("header", "zh", "en"),
    [
        (
            "会议",
            "列名 会议 可以指 n3、n4；请写明是哪一个",
            "the column 会议 may be n3, n4; write the one that is meant",
        ),
        (
            "信访",
            "列名 信访 可以指 n10、n9；请写明是哪一个",
            "the column 信访 may be n10, n9; write the one that is meant",
        ),
        (
            "出庭率",
            "指标体系里没有列 出庭率；请删去或改名",
            "the checklist has no column 出庭率; remove or rename it",
        ),
        (
            "无败诉",
            "指标体系里没有列 无败诉；请删去或改名",
            "the checklist has no column 无败诉; remove or rename it",
        ),
        (
            "培训",
            "指标体系里没有列 培训；请删去或改名",
            "the checklist has no column 培训; remove or rename it",
        ),
        (
            "公开",
            "指标体系里没有列 公开；请删去或改名",
            "the checklist has no column 公开; remove or rename it",
        ),
        (
            "核查",
            "指标体系里没有列 核查；请删去或改名",
            "the checklist has no column 核查; remove or rename it",
        ),
        (
            "案件",
            "指标体系里没有列 案件；请删去或改名",
            "the checklist has no column 案件; remove or rename it",
        ),
    ],
)
def test_titles_that_name_no_column_or_two(
    header: str, zh: str, en: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """Of several items, of records or judgements too, of the opposite, or beside the label of another fact."""
    file = put("f.csv", f"unit,{header}\na,1\n")
    with pytest.raises(EvidenceError) as caught:
        read(file)

    assert [each.pick("zh") for each in caught.value.problems] == [f"f.csv:1:{header}: {zh}"]
    assert [each.pick("en") for each in caught.value.problems] == [f"f.csv:1:{header}: {en}"]


def test_a_title_beside_the_name(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("f.csv", "unit,n1,集体学法\na,3,3\n")) == [
        "f.csv:1:集体学法: the columns n1, 集体学法 are all n1; keep one, or rename them"
    ]


def test_no_title_names_a_column_of_a_register(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("f.csv", "unit,n1\na,3\n"), put("cases.csv", "unit,集体学法\na,3\n")) == [
        "cases.csv:1:集体学法: the checklist has no column 集体学法; remove or rename it"
    ]
