"""Tables with a row for each unit: what they show on a screen, and on a page that is as wide as it needs to be."""

from fractions import Fraction
from pathlib import Path

import pytest

from lawcheck.analysis.ranking import ranked
from lawcheck.model.outline import Heading, PageTable, Pairs
from lawcheck.model.spans import Span
from lawcheck.reports.unit_tables import by_parts, share_of
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: told
version: "1"
title: 说明
period: {from: 2024-01-01, to: 2024-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 4}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {report: yes_no, praised: yes_no, cited: yes_no}
scoring: {method: points, out_of: 10}
ranking: {within: all}
sections:
  - id: a
    title: {zh: 甲, en: A}
    indicators:
      - {id: a1, title: 甲一, points: 6, type: yes_no, value: report}
  - id: b
    title: {zh: 乙, en: B}
    indicators:
      - {id: b1, title: 乙一, points: 2, type: yes_no, value: praised}
      - {id: b2, title: 乙二, points: 2, type: yes_no, value: cited}
"""


@pytest.fixture
def blocks(tmp_path: Path):
    """Of a unit u to which b2 does not apply, and of v, which was not praised and of which b2 is open."""
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "u.yaml").write_text(
        "lawcheck-evidence: 1\nunit: {id: u}\nfacts: {report: true, praised: true}\n"
        "not_applicable:\n  - {indicator: b2, reason: 没有, authority: 市司法局}\n",
        "utf-8",
    )
    (tmp_path / "v.yaml").write_text(
        "lawcheck-evidence: 1\nunit: {id: v}\nfacts: {report: true, praised: false}\n", "utf-8"
    )
    session = Session.start(only=())
    checklist = session.load(tmp_path / "c.yaml")
    intake = session.read(checklist, [tmp_path / "u.yaml", tmp_path / "v.yaml"])
    standings = ranked(checklist, session.score(checklist, intake).scorecards)

    return lambda width: list(by_parts(standings, "zh", width))


def span(low: str, high: str | None = None) -> Span:
    return Span(Fraction(low), Fraction(high or low))


def test_a_wide_page_has_titles_and_what_each_item_earned(blocks) -> None:
    """u: 6 of 6 count as 7.5 of 7.5, 2 of 2 as 2.5 of 2.5 (4 of 4 on the scale of B). v: 6 of 6, 0 to 2 of 4, 0 of 2, 0 to 2 of 2."""
    part, parts, own, scales, item, items = blocks(None)

    assert [each.text for each in (part, own, item)] == [
        "各部分得分",
        "各部分得分（各按本部分满分）",
        "各项得分",
    ]
    assert (scales.head, scales.rows) == (
        ("单位", "甲（满分6）", "乙（满分4）"),
        (("u", "6", "4"), ("v", "6", "0~2")),
    )
    assert parts == PageTable(
        ("单位", "甲", "乙"),
        (("u", "7.5", "2.5"), ("v", "6", "0~2")),
        frozenset({1, 2}),
        ((None, span("1"), span("1")), (None, span("1"), span("0", "1/2"))),
    )
    assert items == PageTable(
        ("单位", "甲一", "乙一", "乙二"),
        (("u", "6", "2", "—"), ("v", "6", "0", "0~2")),
        frozenset({1, 2, 3}),
        (
            (None, span("1"), span("1"), None),
            (None, span("1"), span("0"), span("0", "1")),
        ),
    )


def test_a_narrow_one_numbers_its_columns_and_splits_its_tables(blocks) -> None:
    heading, names, first, second, *_ = blocks(8)
    one = blocks(40)[2]

    assert isinstance(heading, Heading)
    assert names == Pairs((("1", "甲"), ("2", "乙")))
    assert [table.head for table in (first, second)] == [("单位", "1"), ("单位", "2")]
    assert (one.head, one.rows) == (
        ("单位", "1", "2"),
        (("u", "7.5", "2.5"), ("v", "6", "0~2")),
    )
    assert "各项得分" not in [each.text for each in blocks(40) if isinstance(each, Heading)]


@pytest.mark.parametrize(
    ("points", "full", "share"),
    [
        (span("3", "5"), Fraction(10), span("3/10", "1/2")),
        (span("-1", "11"), Fraction(10), span("0", "1")),
        (None, Fraction(10), None),
        (span("1"), None, None),
        (span("1"), Fraction(0), None),
    ],
)
def test_a_share_is_between_nothing_and_all(points, full, share) -> None:
    assert share_of(points, full) == share
