"""What every output format owes its users, as tests to subclass. The built-in formats pass them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final, get_args

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.evidence.interpret import Intake
from lawcheck.model.scorecard import Report
from lawcheck.model.text import Language
from lawcheck.session import Session
from lawcheck.testing.surroundings import overheard, put_back
from lawcheck.testing.trying import failed
from lawcheck.testing.unhurried import UNHURRIED
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
"""Names that formats take for something else: separators, formulas, markup, fields, commands to a screen."""
_FLOAT: Final = re.compile(r"\d\.\d{16,}|\d\.\d+e[+-]\d|\bnan\b|\binf\b")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports of one unit, with its score, its gaps and its deductions."""
    checklist, evidence = draw(worlds())
    return Session.start(only=()).score(checklist, Intake((evidence,)))


def _renamed(report: Report, name: str) -> Report:
    """The same report of units with another name."""
    cards = (
        attrs.evolve(card, unit=attrs.evolve(card.unit, name=name)) for card in report.scorecards
    )
    return attrs.evolve(report, scorecards=tuple(cards))


class WriterSuite:
    """Subclass, name the class `Test...`, fill in `writer`.

    ::

        class TestLines(WriterSuite):
            writer = Lines()

    Attributes:
        writer: the output format.
    """

    writer: ClassVar[Any]

    def reports(self) -> st.SearchStrategy[Report]:
        """The reports that are written."""
        return reports()

    def write(self, report: Report, language: Language = "zh", width: int = 80) -> str:
        """What the writer makes of a report."""
        try:
            text = self.writer.write(report, language, width)
        except Exception as error:
            raise failed("write()", error, "every report can be written") from error
        assert isinstance(text, str), f"write() returned {type(text).__name__}; return the text"
        return text

    def _all(self, report: Report) -> Iterator[str]:
        for language in _LANGUAGES:
            for width in _WIDTHS:
                yield self.write(report, language, width)

    @UNHURRIED
    @given(data=st.data())
    def test_ends_in_a_newline_in_every_language_and_width(self, data: st.DataObject) -> None:
        """Text that ends in a line of its own, for readers of both languages, on narrow and wide screens."""
        for text in self._all(data.draw(self.reports())):
            assert text.endswith("\n"), "the text does not end in a newline"

    @UNHURRIED
    @given(data=st.data())
    def test_writes_every_unit(self, data: st.DataObject) -> None:
        """No unit is left out."""
        report = data.draw(self.reports())
        for text in self._all(report):
            for card in report.scorecards:
                assert card.unit.id in text, f"the unit {card.unit.id} is not in the text"

    @UNHURRIED
    @given(data=st.data())
    def test_same_report_gives_the_same_text(self, data: st.DataObject) -> None:
        """No clock, no chance, no memory: the same report gives the same bytes."""
        report = data.draw(self.reports())
        with put_back():
            first = self.write(report)
            with overheard() as asked:
                again = self.write(report)
        assert first == again, "the second text is another"
        clock = [each for each in asked.found if each.startswith(("the clock", "chance"))]
        assert not clock, f"the writer asks for {'; '.join(clock)}"

    @UNHURRIED
    @given(data=st.data())
    def test_takes_names_of_any_letters(self, data: st.DataObject) -> None:
        """Separators, formulas and markup in a name break nothing, and nothing in it commands a screen."""
        report = data.draw(self.reports())
        for name in _HOSTILE:
            text = self.write(_renamed(report, name))
            assert text.isascii() or text.encode("utf-8"), "the text cannot be written as UTF-8"
            assert "\x1b" not in text, (
                "a name's escape code stands in the text; pass it through "
                "lawcheck.model.text.visible"
            )

    @UNHURRIED
    @given(data=st.data())
    def test_prints_no_binary_floats(self, data: st.DataObject) -> None:
        """Numbers are printed as the checklist rounds them."""
        for text in self._all(data.draw(self.reports())):
            found = _FLOAT.search(text)
            assert found is None, (
                f"{found and found[0]} is a binary float; print with "
                "lawcheck.model.exact.fixed_text"
            )
