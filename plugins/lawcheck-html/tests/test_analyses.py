"""The page of an analysis: everything of its outline, intervals as bars, many numbers as shades."""

import re
from fractions import Fraction

import attrs
import pytest
from lawcheck_html.page import Html
from lawcheck_html.tables import shown

from lawcheck.plugin import (
    Entries,
    Entry,
    Heading,
    Language,
    Note,
    Outline,
    PageTable,
    Pairs,
    Span,
)


def share(low: str, high: str) -> Span:
    return Span(Fraction(low), Fraction(high))


RANKS = PageTable(
    ("名次", "单位", "得分"),
    (("1", "甲街道", "95.00"), ("2–3", "乙街道", "60~80"), ("—", "丙街道", "无得分")),
    frozenset({0, 2}),
    (
        (None, None, share("19/20", "19/20")),
        (None, None, share("3/5", "4/5")),
        (None, None, None),
    ),
)
HEAT = PageTable(
    ("单位", "甲", "乙"),
    (("东", "5", "0"), ("组", "", "")),
    frozenset({1, 2}),
    ((None, share("1", "1"), share("0", "1/2")), (None, None, None)),
)


@attrs.frozen
class Ranking:
    """Some pages, each with every kind of block."""

    names: tuple[str, ...]

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002
        return tuple(
            block
            for name in self.names
            for block in (
                Heading(name, 1),
                Pairs((("排名", "全部单位一起"),)),
                RANKS,
                Heading("各部分得分"),
                HEAT,
                Entries((Entry("一条", ("细节",)), Entry("另一条"))),
                Note("注"),
            )
        )

    def csv(self, language: Language) -> str:  # noqa: ARG002
        return ""

    def json(self, language: Language) -> str:  # noqa: ARG002
        return "[]"


@pytest.fixture(scope="module")
def page() -> str:
    return Html().write_analysis(Ranking(("名次表",)), "zh", 80)


def test_everything_is_on_the_page(page: str) -> None:
    texts = re.sub("<[^>]*>", "\n", page).split("\n")

    for text in (
        "名次表",
        "全部单位一起",
        "乙街道",
        "60~80",
        "各部分得分",
        "细节",
        "另一条",
        "注",
    ):
        assert text in texts
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert page.count("<h1>") == 1
    assert re.findall("<h([2-6])>", page) == ["2"]


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    assert re.search(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; "
        r"form-action 'none'",
        page.replace("&#39;", "'"),
    )
    assert not re.search(r"<(script|link|img|iframe)|style=|src=|\son\w+=|https?:", page)


def test_the_score_of_a_unit_is_a_bar_with_both_ends(page: str) -> None:
    """60 to 80 of 100: a bar of 600 of 1000, and a light part of 200; no bar without a score."""
    bars = re.findall(
        r'<rect class="low" width="(\d+)"[^>]*/>(?:<rect class="more" x="(\d+)" width="(\d+)")?',
        page,
    )

    assert bars == [("950", "", ""), ("600", "600", "200")]


def test_many_numbers_of_a_unit_are_shades_by_their_lowest_end() -> None:
    table = shown(HEAT)

    assert table.looks == "heat"
    assert [cell.looks for cell in table.rows[0].cells] == [
        "",
        "number shade-10",
        "number shade-0",
    ]
    assert [cell.bar for cell in table.rows[0].cells] == [None, None, None]
    assert [row.is_group for row in table.rows] == [False, True]


def test_a_table_of_many_columns_turns_its_heads() -> None:
    wide = PageTable(tuple(map(str, range(13))), (), frozenset())

    assert (shown(wide).looks, shown(attrs.evolve(wide, head=wide.head[1:])).looks) == ("many", "")


def test_the_name_of_a_row_is_its_head(page: str) -> None:
    """So that a screen reader says whose number it reads."""
    assert re.findall(r'<th scope="row">([^<]*)</th>', page) == [
        "甲街道",
        "乙街道",
        "丙街道",
        "东",
    ]


def test_several_units_have_contents_and_parts() -> None:
    page = Html().write_analysis(Ranking(("甲", "乙<b>")), "en", 80)

    assert re.findall(r'<a href="#(part-\d)">([^<]*)</a>', page) == [
        ("part-1", "甲"),
        ("part-2", "乙&lt;b&gt;"),
    ]
    assert re.findall(r'<section class="card" id="(part-\d)">', page) == ["part-1", "part-2"]
    assert re.findall("<h([1-6])>", page) == ["1", "2", "3", "2", "3"]
