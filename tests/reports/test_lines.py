"""Every line fits, and nothing in a text can command a screen, whatever a unit or a document is called."""

import csv
import io
import re
import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from lawcheck.documents.csv_output import safe
from lawcheck.model.evidence import Unit
from lawcheck.model.outline import Entries, Entry, Heading, Note, PageTable, Pairs
from lawcheck.model.text import Text, visible
from lawcheck.reports.explain import Explanation
from lawcheck.reports.formats.csv_items import CsvTable
from lawcheck.reports.formats.markdown import Markdown, escaped
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.render_text import render_text
from lawcheck.reports.show import show
from lawcheck.reports.text_width import columns_of, wrap

HOSTILE = [
    "a\u202eb\u2066c\u200bd\ufeffe\u00adf",
    "\x1b[31mred\x1b[0m\x07\x00\x9b2J",
    "one\ntwo\r\nthree\tfour\u2028five\u2029six\x85seven\x0beight",
    "\U000e0041\u3164\u115f\u034f\ufe0f\u2065",
    '=HYPERLINK("http://x")',
    "<img src=x> [a](b) `c` **d** | e & \\ $x$ www.example.org ~~f~~ ![g](h)",
    "很长的名称" * 40,
    "x" * 300,
    "，。；" * 60,
]
WIDTHS = st.integers(min_value=60, max_value=120)
TEXTS = st.one_of(
    st.text(max_size=150),
    st.text(alphabet="法治政府建设，。（）〔〕 abc12.5%≈−—\n\u202e\u200d", max_size=150),
    st.sampled_from(HOSTILE),
)


def unsafe(text):
    """Letters other than a line feed that a screen would obey or not show."""
    return [
        letter
        for letter in text
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") and letter != "\n"
    ]


def fits(text, width):
    return all(0 <= wcswidth(line) <= width for line in text.split("\n"))


def test_a_table_is_aligned_at_the_top_of_its_rows():
    """A cell that is broken into lines makes its row higher; numbers stand at the right."""
    table = PageTable(
        ("项目", "n"), (("甲乙丙丁" * 3 + " end", "9"), ("b", "10.5")), frozenset({1})
    )

    assert render_text([table], 20) == (
        "项目               n\n"
        "--------------  ----\n"
        "甲乙丙丁甲乙丙     9\n"
        "丁甲乙丙丁 end\n"
        "b               10.5\n"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", range(60, 121))
def test_every_line_fits(report, checklist, language, width):
    assert fits(TextCard().write(report, language, width), width)
    assert fits(show(checklist, language, width), width)
    for outcome in report.scorecards[0].outcomes():
        explanation = Explanation.of(checklist, report.scorecards[0], outcome.id)
        assert fits(TextCard().write_analysis(explanation, language, width), width)


@given(TEXTS, TEXTS, WIDTHS, st.lists(st.lists(TEXTS, min_size=6, max_size=6), max_size=3))
def test_every_line_of_any_outline_fits(one, two, width, cells):
    outline = (
        Heading(one, 1),
        Pairs((("得分", two), ("completeness", one))),
        Heading(two),
        PageTable(
            ("编号", "指标", "满分", "得分", "计入总分", "状态"),
            tuple(map(tuple, cells)),
            frozenset({2, 3, 4}),
        ),
        Entries((Entry(one, (two,)), Entry(two))),
        Note(two),
    )
    text = render_text(outline, width)

    assert fits(text, width)
    assert not unsafe(text)


@given(TEXTS, st.integers(min_value=2, max_value=120))
def test_wrapping_loses_no_ink(text, width):
    text = visible(text)
    lines = wrap(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns_of(line) <= width for line in lines)


def test_chinese_punctuation_does_not_begin_a_line():
    lines = wrap(
        "依据《中华人民共和国行政处罚法》（2021年修订）第四十二条，应当由具有资格的执法人员实施。",
        20,
    )

    assert not [line for line in lines if line[0] in "，。》）"]
    assert not [line for line in lines if line[-1] in "《（"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_commands_a_screen(report, name, language):
    card = report.scorecards[0]
    renamed = attrs.evolve(
        card, unit=Unit(name, name), checklist_title=Text(name), grade=Text(name)
    )
    hostile = attrs.evolve(report, scorecards=(renamed, *report.scorecards[1:]))
    text, markdown = (
        TextCard().write(hostile, language, 80),
        Markdown().write(hostile, language, 80),
    )

    assert fits(text, 80)
    assert not unsafe(text)
    assert not unsafe(markdown)
    assert not unsafe(
        CsvTable().write(hostile, language, 80).removeprefix("\ufeff").replace("\r\n", "\n")
    )
    assert len(markdown.split("\n")) == len(
        Markdown().write(report, language, 80).split("\n")
    )  # no line of their own


def test_what_has_no_ink_is_written_out():
    assert (
        visible("a\u202eb\x1b[0m\n\t\u200d\U000e0041") == r"a\u202eb\u001b[0m\n\t\u200d\U000e0041"
    )
    assert visible("青石街道　（A）\u00a0é") == "青石街道　（A）\u00a0é"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (r"\ ` * _ { } [ ] < > # | ~ & @ $", r"\\ \` \* \_ \{ \} \[ \] \< \> \# \| \~ \& \@ \$"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("+2  a", "+2  a"),
        ("1. a", r"1\. a"),
        ("    a", "a"),
        ("http://a www.a", r"http:\//a www\.a"),
        ("1.5", "1.5"),
        ("a\nb", r"a\\nb"),
    ],
)
def test_markdown_is_escaped(text, markdown):
    assert escaped(text) == markdown


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), TEXTS)
def test_no_cell_is_a_formula(sign, rest):
    assert safe(sign + rest).startswith("'")
    assert not re.match(r"[=+\-@\t\r]", safe(rest))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_csv_has_a_row_for_each_unit_and_indicator(report, language):
    text = CsvTable().write(report, language, 80)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    assert text.startswith("\ufeffunit,unit_name,section,indicator,")
    assert text.count("\r\n") == text.count("\n") == len(rows) + 1
    assert [(row["unit"], row["indicator"]) for row in rows] == [
        (card.unit.id, outcome.id) for card in report.scorecards for outcome in card.outcomes()
    ]
