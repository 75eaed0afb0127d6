"""The built-in output formats pass their suite; each wrong one is caught by the check that names its fault."""

import re
import time
from typing import Any, ClassVar

import pytest

from lawcheck.model.analysis import Analysis
from lawcheck.model.outline import Note
from lawcheck.model.report import Report
from lawcheck.model.text import Language
from lawcheck.registry.builtin import lawcheck_writers
from lawcheck.reports.formats.csv_items import CsvTable
from lawcheck.reports.formats.csv_sections import CsvSections
from lawcheck.reports.formats.json_report import JsonCard
from lawcheck.reports.formats.markdown import Markdown
from lawcheck.reports.formats.text import TextCard
from lawcheck.testing import WriterSuite

RIGHT = (CsvSections, CsvTable, JsonCard, Markdown, TextCard)
CHECKS = [name for name in dir(WriterSuite) if name.startswith("test_")]


class Ids:
    """The units, one a line."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return "".join(f"{card.unit.id}\n" for card in report.scorecards)


class OpenEnd(Ids):
    """No newline at the end."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return super().write(report, language, width).rstrip()


class Bytes(Ids):
    """Bytes are not text."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return b"u1\n"  # type: ignore[return-value]


class Nothing(Ids):
    """Prints instead of returning."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return None


class ChineseOnly(Ids):
    """Fails for readers of English."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return {"zh": "u1\n"}[language]


class NoUnit(Ids):
    """Leaves units out."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return "-\n"


class Clock(Ids):
    """Writes down when it wrote; in whole days, so that two runs agree."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return f"{int(time.time()) // 86400}\n{super().write(report, language, width)}"


class Memory(Ids):
    """Counts its calls."""

    seen: ClassVar[list[int]] = []

    def write(self, report: Report, language: Language, width: int) -> str:
        self.seen.append(1)
        return f"{len(self.seen)}\n{super().write(report, language, width)}"


class Raw(Ids):
    """Writes names as they are."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return "".join(f"{card.unit.id} {card.unit.name}\n" for card in report.scorecards)


class Floats(Ids):
    """Prints binary floats."""

    def write(self, report: Report, language: Language, width: int) -> str:
        return f"u1 {0.1 + 0.2}\n"


class RawAnalysis(Ids):
    """Writes what is in an outline as it is."""

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:
        note = analysis.outline(language, width)[-1]
        return f"u1 {note.text}\n" if isinstance(note, Note) else "-\n"


class ForgetfulAnalysis(Ids):
    """Leaves out what matters."""

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:
        return "-\n"


class OpenEndAnalysis(Ids):
    """No newline at the end."""

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:
        return "u1"


class FailingAnalysis(Ids):
    """Fails on small screens."""

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:
        raise ValueError("too narrow")


END = "test_ends_in_a_newline_in_every_language_and_width"
ANALYSES = "test_writes_analyses"
SAME = "test_same_report_gives_the_same_text"
WRONG: list[tuple[Any, str, str]] = [
    (OpenEnd, END, "the text does not end in a newline"),
    (Bytes, END, "write() returned bytes; return the text, or override text_of()"),
    (Nothing, END, "write() returned NoneType, not text"),
    (RawAnalysis, ANALYSES, "pass it through lawcheck.model.text.visible"),
    (ForgetfulAnalysis, ANALYSES, "the unit u1 is not in the text"),
    (OpenEndAnalysis, ANALYSES, "the text does not end in a newline"),
    (FailingAnalysis, ANALYSES, "write_analysis() failed with ValueError: too narrow"),
    (ChineseOnly, END, "write() failed with KeyError: 'en'"),
    (NoUnit, "test_writes_every_unit", "the unit u1 is not in the text"),
    (Clock, SAME, "the writer asks for the clock"),
    (Memory, SAME, "the second text is another"),
    (Raw, "test_takes_names_of_any_letters", "pass it through lawcheck.model.text.visible"),
    (Floats, "test_prints_no_binary_floats", "0.30000000000000004 is a binary float"),
]


def suite_of(of: Any) -> WriterSuite:
    class Suite(WriterSuite):
        writer = of()

    return Suite()


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("right", RIGHT)
def test_built_in_formats_pass_every_check(check: str, right: Any) -> None:
    getattr(suite_of(right), check)()


@pytest.mark.parametrize(
    ("wrong", "check", "told"), WRONG, ids=[wrong.__name__ for wrong, _, _ in WRONG]
)
def test_the_check_that_names_the_fault_tells_what_broke(
    wrong: Any, check: str, told: str
) -> None:
    with pytest.raises(AssertionError, match=re.escape(told)):
        getattr(suite_of(wrong), check)()


def test_every_check_catches_something_and_every_format_is_here() -> None:
    assert {check for _, check, _ in WRONG} == set(CHECKS)
    assert {f"{each.__module__}:{each.__name__}" for each in RIGHT} == set(
        lawcheck_writers().values()
    )
