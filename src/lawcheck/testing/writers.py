"""The conformance suite of output formats. The built-in formats pass it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final, get_args

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.evidence.interpret import Intake
from lawcheck.model.outline import Entries, Entry, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.report import Report
from lawcheck.model.text import Language, Text
from lawcheck.model.writer import AnalysisWriter
from lawcheck.session import Session
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.rule_checks import failed
from lawcheck.testing.surroundings import recorded_calls, restored_settings
from lawcheck.testing.worlds import worlds

_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_WIDTHS: Final = (20, 80, 200)
_HOSTILE: Final = (
    "a|b",
    '"引号",逗号;分号',
    "=SUM(A1)",
    "*粗*_体_`码`",
    "<script>",
    "{花}括号%",
    "\u202e反",
    "行\n行",
    "\x1b[31m红",
    "长" * 300,
    "😀",
)
"""Names with characters that are special in some format.

Among them: separators, spreadsheet formulas, markup, format fields, terminal escape codes.
"""
_FLOAT: Final = re.compile(r"\d\.\d{16,}|\d\.\d+e[+-]\d|\bnan\b|\binf\b")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Generate reports of one unit, with scores, gaps and deductions."""
    checklist, evidence = draw(worlds())
    return Session.start(only=()).score(checklist, Intake((evidence,)))


def _renamed(report: Report, name: str) -> Report:
    """Return the report with another name for each unit."""
    cards = (
        attrs.evolve(card, unit=attrs.evolve(card.unit, name=name)) for card in report.scorecards
    )
    return attrs.evolve(report, scorecards=tuple(cards))


@attrs.frozen
class _SampleAnalysis:
    """An analysis with every kind of block, about a unit of some name."""

    name: str

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - it is narrow
        head = Text("名次", "rank").pick(language), Text("单位", "unit").pick(language)
        return (
            Heading(f"u1 {self.name}", 1),
            Pairs(((head[1], self.name),)),
            Heading(self.name),
            PageTable(head, (("1", self.name), ("−0.5", "12345678901234567890")), frozenset({0})),
            Entries((Entry(self.name, (self.name, self.name)), Entry("u1"))),
            Note(self.name),
        )

    def csv(self, language: Language) -> str:  # noqa: ARG002 - data of no language
        return "unit\r\nu1\r\n"

    def json(self, language: Language) -> str:  # noqa: ARG002 - data of no language
        return '["u1"]\n'


class WriterSuite:
    r"""Checks of an output format; subclass it, name the class `Test...` and set `writer`.

    >>> from lawcheck.plugin import Report, visible
    >>> from lawcheck.testing import WriterSuite
    >>> class Lines:
    ...     '''One line for each unit.'''
    ...     def write(self, report: Report, language: str, width: int) -> str:
    ...         units = [card.unit for card in report.scorecards]
    ...         return "".join(visible(f"{unit.id} {unit.name}") + "\n" for unit in units)
    >>> class TestLines(WriterSuite):
    ...     writer = Lines()
    >>> TestLines().test_writes_every_unit()  # pytest runs this and the others

    A format that is not text overrides `text_of`, which returns what a reader of the file sees.

    Attributes:
        writer: the output format.
    """

    writer: ClassVar[Any]

    def reports(self) -> st.SearchStrategy[Report]:
        """Generate the reports that are written."""
        return reports()

    def text_of(self, content: bytes) -> str:
        """Return the text in a file of a format that is not text itself."""
        raise AssertionError(
            f"write() returned {type(content).__name__}; return the text, or override text_of() "
            "for a format that is not text"
        )

    def write(self, report: Report, language: Language = "zh", width: int = 80) -> str:
        """Return the text of a report; an exception in the writer fails the test."""
        try:
            content = self.writer.write(report, language, width)
        except Exception as error:
            raise failed("write()", error, "every report can be written") from error
        return self._text(content, "write()")

    def _text(self, content: object, called: str) -> str:
        if isinstance(content, bytes):
            return self.text_of(content)
        assert isinstance(content, str), f"{called} returned {type(content).__name__}, not text"
        assert content.endswith("\n"), "the text does not end in a newline"
        return content

    def _all(self, report: Report) -> Iterator[str]:
        for language in _LANGUAGES:
            for width in _WIDTHS:
                yield self.write(report, language, width)

    @NO_DEADLINE
    @given(data=st.data())
    def test_ends_in_a_newline_in_every_language_and_width(self, data: st.DataObject) -> None:
        """Text ends in a newline, in both languages, on narrow and wide screens."""
        for _ in self._all(data.draw(self.reports())):
            pass  # each was checked when it was written

    @NO_DEADLINE
    @given(data=st.data())
    def test_writes_every_unit(self, data: st.DataObject) -> None:
        """The text holds the id of every unit."""
        report = data.draw(self.reports())
        for text in self._all(report):
            for card in report.scorecards:
                assert card.unit.id in text, f"the unit {card.unit.id} is not in the text"

    @NO_DEADLINE
    @given(data=st.data())
    def test_same_report_gives_the_same_text(self, data: st.DataObject) -> None:
        """The text depends on the report alone: not on the time, chance or earlier calls."""
        report = data.draw(self.reports())
        with restored_settings():
            first = self.write(report)
            with recorded_calls() as calls:
                again = self.write(report)
        assert first == again, "the second text is another"
        clock = [each for each in calls.found if each.startswith(("the clock", "chance"))]
        assert not clock, f"the writer asks for {'; '.join(clock)}"

    @NO_DEADLINE
    @given(data=st.data())
    def test_takes_names_of_any_letters(self, data: st.DataObject) -> None:
        """A name may hold any characters, and no escape code in it reaches the terminal."""
        report = data.draw(self.reports())
        for name in _HOSTILE:
            text = self.write(_renamed(report, name))
            assert text.isascii() or text.encode("utf-8"), "the text cannot be written as UTF-8"
            assert "\x1b" not in text, (
                "a name's escape code stands in the text; pass it through "
                "lawcheck.model.text.visible"
            )

    @NO_DEADLINE
    @given(data=st.data())
    def test_prints_no_binary_floats(self, data: st.DataObject) -> None:
        """The text holds no binary float: numbers are printed as the checklist rounds them."""
        for text in self._all(data.draw(self.reports())):
            found = _FLOAT.search(text)
            assert found is None, (
                f"{found and found[0]} is a binary float; print with "
                "lawcheck.model.exact.fixed_text"
            )

    def test_writes_analyses(self) -> None:
        """A writer of analyses writes every kind of block, whatever a unit is called."""
        if not isinstance(self.writer, AnalysisWriter):
            return
        for name in _HOSTILE:
            for language in _LANGUAGES:
                for width in _WIDTHS:
                    text = self.write_analysis(name, language, width)
                    assert "u1" in text, "the unit u1 is not in the text"
                    assert "\x1b" not in text, (
                        "a name's escape code stands in the text; pass it through "
                        "lawcheck.model.text.visible"
                    )
                    assert text == self.write_analysis(name, language, width), (
                        "the second text is another"
                    )

    def write_analysis(self, name: str, language: Language, width: int) -> str:
        """Return the text of an analysis about a unit of this name."""
        try:
            content = self.writer.write_analysis(_SampleAnalysis(name), language, width)
        except Exception as error:
            raise failed("write_analysis()", error, "every outline can be written") from error
        return self._text(content, "write_analysis()")
