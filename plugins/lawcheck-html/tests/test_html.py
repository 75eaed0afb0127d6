"""The page says what the other formats say, loads nothing, and takes any name."""

import itertools
import re
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import attrs
import lawcheck_html
import pytest
from lawcheck_html.charts import heat_map, section_bars, unit_bars
from lawcheck_html.page import Html

from lawcheck import Report, Session
from lawcheck.plugin import Entries, Language, PageTable, Pairs, SectionScore, Span, card_outline
from lawcheck.testing import WriterSuite

EXAMPLES = Path(__file__).parents[3] / "examples"
VOID = {"meta", "rect", "br", "link", "img", "input"}


class TestHtml(WriterSuite):
    writer = Html()


@pytest.fixture(scope="module")
def report() -> Report:
    session = Session.start(only=(), plugins=[lawcheck_html])
    checklist = session.load("street-visit")
    return session.score(
        checklist, session.read(checklist, sorted((EXAMPLES / "streets-2023").glob("*.csv")))
    )


class Page(HTMLParser):
    """Reads a page; fails on a tag that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["style"], ["title"]) and data.strip():
            self.texts.append(data.strip())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_of_the_text_page_is_in_it(report: Report, language: Language) -> None:
    """Cells, deductions, sources: nothing that the text shows is left out."""
    shown = set(Page(Html().write(report, language, 80)).texts)

    for card in report.scorecards:
        for block in card_outline(card, language):
            match block:
                case Pairs():
                    assert {text for pair in block.pairs for text in pair} <= shown
                case PageTable():
                    assert {cell.strip() for row in block.rows for cell in row if cell} <= shown
                case Entries():
                    assert {each.text for each in block.entries} <= shown
                    assert {line for each in block.entries for line in each.details} <= shown
                case _:
                    assert block.text in shown


def test_the_page_loads_nothing_and_forbids_everything_but_its_style(report: Report) -> None:
    text = Html().write(report, "zh", 80)
    page = Page(text)

    policy = next(
        attributes["content"]
        for tag, attributes in page.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'",
        policy,
    )
    assert not {tag for tag, _ in page.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "form",
    }
    assert not [
        value
        for _, attributes in page.tags
        for name, value in attributes.items()
        if name in ("src", "style")
        or name.startswith("on")
        or (name == "href" and not str(value).startswith("#"))
    ]


def test_names_are_data_never_markup(report: Report) -> None:
    name = "<script>alert(1)</script>&\u202e"
    card = report.scorecards[0]
    hostile = attrs.evolve(
        report, scorecards=(attrs.evolve(card, unit=attrs.evolve(card.unit, name=name)),)
    )

    text = Html().write(hostile, "en", 80)

    assert "<script" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;\\u202e" in text


def test_bars_are_as_long_as_the_shares(report: Report) -> None:
    """s01 has 100 of 100; s02 68; s03 between 0 and 48.13, whose bar begins at its lowest score."""
    assert [
        (bar.name, bar.low, bar.more, bar.text) for bar in unit_bars(report.scorecards, "en")
    ] == [
        ("东桥街道（虚构）", 1000, 0, "100"),
        ("西岭街道（虚构）", 680, 0, "68"),
        ("北塘镇（虚构）", 0, 481, "0 to 48.13"),
    ]


def test_a_section_with_all_its_points_has_a_whole_bar(report: Report) -> None:
    """Items that do not apply are shared out: 4 of 4 on its own scale count as 2.5 of the total."""
    card = report.scorecards[0]
    first = card.sections[0]
    assert isinstance(first, SectionScore)
    section = attrs.evolve(
        first,
        out_of=Fraction(4),
        counted=Span(Fraction(5, 2), Fraction(5, 2)),
        subscore=Span(Fraction(4), Fraction(4)),
        scale=Fraction(4),
    )
    (bar,) = section_bars(attrs.evolve(card, sections=(section,)), "zh")

    assert (bar.low, bar.more, bar.text, bar.shade) == (1000, 0, "2.5", 10)


def test_the_bars_of_sections_are_in_the_heat_map(report: Report) -> None:
    head, rows = heat_map(report.scorecards, "zh")

    assert len(head) == len(report.scorecards[0].sections)
    assert [bars for _, bars in rows] == [section_bars(card, "zh") for card in report.scorecards]
    assert all(0 <= bar.shade <= 10 for _, bars in rows for bar in bars)


def test_the_page_of_one_unit_has_neither_contents_nor_overview(report: Report) -> None:
    one = attrs.evolve(report, scorecards=report.scorecards[:1])

    tags = [tag for tag, _ in Page(Html().write(one, "zh", 80)).tags]

    assert "nav" not in tags
    assert tags.count("section") == 1


def test_headings_do_not_skip_a_level(report: Report) -> None:
    levels = [
        int(tag[1])
        for tag, _ in Page(Html().write(report, "en", 80)).tags
        if re.fullmatch("h[1-6]", tag)
    ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
