"""Where a checklist leaves something out that matters, the score sheet and the ranks say what holds."""

import textwrap
from pathlib import Path

import pytest

import lawcheck
from lawcheck.analysis.ranking import ranked
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Unit
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.population import RankingAnalysis
from lawcheck.reports.show import show
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: assumed
version: "1"
title: {zh: 默认, en: assumed}
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: 60}, {name: 劣, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {a: {kind: count, label: {zh: 甲, en: a}}, q: {kind: count, label: {zh: 乙, en: q}}}
"""
MEAN = """\
scoring: {method: mean, out_of: 100}
calendars: {cn: {from: 2023-01-01, to: 2023-12-31, weekend: [saturday, sunday], holidays: [2023-01-02], workdays: [2023-01-28]}}
sections:
  - id: s
    title: {zh: 一, en: one}
    indicators:
      - {id: i, title: {zh: 项, en: item}, points: 15, type: count_target, value: a, target: 5, deduct: {points: 3, per: 1}}
      - id: j
        title: {zh: 另, en: other}
        points: 5
        type: count_target
        value: q
        target: 5
        deduct: {points: 1, per: 1}
        not_applicable: {when: {a: 0}}
"""
DOWN = """\
scoring: {method: deduct_from, start: 100, floor: 0, cause_caps: {late: 12}}
indicators:
  - {id: i, title: {zh: 项, en: item}, type: incidents, count: a, deduct: 5, cause: late}
  - {id: j, title: {zh: 另, en: other}, points: 10, type: incidents, count: q, deduct: 5}
"""
RANKING = (
    "ranking: {within: group, ties: [s], quotas: [{grade: 优, at_most: 30%, at_border: in}]}\n"
)


@pytest.fixture
def load(session: Session, tmp_path: Path):
    def loaded(text: str) -> Checklist:
        path = tmp_path / "c.yaml"
        path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
        return session.load(path)

    return loaded


def lines(text: str) -> set[str]:
    return {" ".join(line.split()) for line in text.splitlines()}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            MEAN,
            "en",
            {
                "one (100, mean of the parts)",
                "ranking all units together; equal scores share a rank",
                "calendar cn 2023-01-01 — 2023-12-31; Saturday, Sunday; 1 other days off, 1 worked",
                "not applicable where a=0",
            },
        ),
        (
            MEAN,
            "zh",
            {
                "一（100分，各项平均）",
                "排名 全部单位一起；同分同名次",
                "日历 cn 2023-01-01 — 2023-12-31；星期六、星期日；另有1天放假、1天上班",
                "甲=0的，不适用",
            },
        ),
        (
            DOWN,
            "en",
            {"cap for one cause late: at most 12 together", "no limit to what it can cost"},
        ),
        (DOWN, "zh", {"同一原因封顶 late合计至多扣12分", "扣分不设下限"}),
        (
            MEAN + RANKING,
            "en",
            {
                "ranking within groups; of equal scores, the one with more in one stands higher",
                "quota 优: at most 30%; units equal at the border are in",
            },
        ),
    ],
)
def test_the_score_sheet(load, text, language, expected) -> None:
    assert expected - lines(show(load(text), language, 120)) == set()


def test_only_the_item_without_points_has_no_limit(load) -> None:
    assert show(load(DOWN), "en", 120).count("no limit to what it can cost") == 1


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "ranking all units together; equal scores share a rank"),
        (
            RANKING,
            "ranking within groups; of equal scores, the one with more in one stands higher",
        ),
    ],
)
def test_the_ranks(load, more, expected) -> None:
    """A section without `scoring` under a mean is a mean: 15 - 3 x 3 = 6 of 15, and 1 of 5, are (40% + 20%) / 2 = 30%."""
    checklist = load(MEAN + more)
    card = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, Unit("u", group="g"), {"a": 2, "q": 1})
    )

    assert card.exact.low == 30
    ranking = RankingAnalysis(checklist, ranked(checklist, [card]))
    assert expected in lines(TextCard().write_analysis(ranking, "en", 120))
