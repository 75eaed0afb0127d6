"""The format `xlsx`: score sheets, problems and analyses as workbooks for Excel and WPS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lawcheck.plugin import (
    Analysis,
    Heading,
    Language,
    Pairs,
    Report,
    Scorecard,
    Text,
    accounts_outline,
    card_outline,
    overview_outline,
)
from lawcheck_office.results.outline_sheets import write_blocks, write_outline
from lawcheck_office.results.problem_rows import COLUMNS, problem_rows
from lawcheck_office.results.score_rows import (
    Kind,
    ScoreRow,
    has_conversion,
    item_notes,
    score_rows,
)
from lawcheck_office.results.sheets import HEAD_FILL, Book, Cell, Sheet

_OPEN_FILL: Final = "#FFF8E1"
"""The colour of cells to fill in."""
_TOTAL_FILL: Final = "#DCE6F1"
_MORE: Final = Text("……其余{count}条见“问题清单”", "… {count} more: see the list of problems")
_SHEET: Final = Text("评分表", "Score sheet")
_PROBLEMS: Final = Text("问题清单", "Problems")
_CARDS: Final = Text("计分卡", "Scorecards")
_NOTHING: Final = Text("没有扣分。", "No points were taken off.")
_HEADS: Final = (
    (Text("序号", "no."), 6),
    (Text("指标", "item"), 30),
    (Text("满分", "out of"), 10),
    (Text("得分", "earned"), 15),
    (Text("计入总分", "counts"), 19),
    (Text("扣分", "off"), 9),
    (Text("扣分理由", "reasons"), 44),
    (Text("出处", "sources"), 30),
    (Text("依据", "basis"), 36),
)
"""The columns of the score sheet, and their widths in characters."""
_COUNTS: Final = 4
"""The column for points that are converted; left out where none are."""
_REASONS: Final = 6
_NUMBERS: Final = frozenset({0, 2, 3, 4, 5})
_ALIGNED: Final = {0: "center", 2: "right", 3: "right", 4: "right", 5: "right"}
_SAID: Final = 3
"""How many lines of the summary of a scorecard head its rows: unit, score and grade."""
_LOOKS: Final[Mapping[Kind, tuple[str, bool]]] = {
    "section": (HEAD_FILL, True),
    "item": ("", False),
    "step": ("", False),
    "total": (_TOTAL_FILL, True),
}
"""The colour of the rows of a kind, and whether they are bold."""


class ExcelResults:
    """Results as a workbook for Excel and WPS.

    Of scorecards it has the score sheet with the reason of every point, the list of problems to be
    put right, the whole scorecards, and the accounts of what was read.
    """

    def write(self, report: Report, language: Language, width: int) -> bytes:  # noqa: ARG002 - sheets have widths of their own
        """Return the workbook of some scorecards."""
        titles = dict.fromkeys(card.checklist_title.pick(language) for card in report.scorecards)
        book = Book(next(iter(titles), _SHEET.pick(language)), language)
        _write_overview(book, report, language)
        _write_score_sheet(book, report.scorecards, language)
        _write_problems(book, report.scorecards, language)
        cards = [block for card in report.scorecards for block in card_outline(card, language)]
        write_blocks(book, _CARDS.pick(language), cards)
        accounts = [*accounts_outline(report, language)]
        names = [each.text for each in accounts if isinstance(each, Heading)]
        write_blocks(book, names[0], accounts)
        return book.content()

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> bytes:  # noqa: ARG002 - sheets have widths of their own
        """Return the workbook of an analysis, with a sheet for each of its parts."""
        outline = analysis.outline(language)
        titles = [each.text for each in outline if isinstance(each, Heading)]
        book = Book(titles[0], language)
        write_outline(book, outline)
        return book.content()


def _write_overview(book: Book, report: Report, language: Language) -> None:
    """Write a table of all units; nothing if there is one unit only."""
    blocks = [*overview_outline(report, language)]
    names = [each.text for each in blocks if isinstance(each, Heading)]
    if names:
        write_blocks(book, names[0], blocks)


def _write_score_sheet(book: Book, cards: Sequence[Scorecard], language: Language) -> None:
    """Write the items of every unit, each unit on a page of its own."""
    columns = [at for at in range(len(_HEADS)) if at != _COUNTS or any(map(has_conversion, cards))]
    sheet = book.sheet(_SHEET.pick(language), [_HEADS[at][1] for at in columns])
    sheet.heading(f"{book.title}　{_SHEET.pick(language)}", is_title=True)
    sheet.header([_HEADS[at][0].pick(language) for at in columns], is_frozen=True)
    for number, card in enumerate(cards):
        if number:
            sheet.break_page()
        sheet.heading(_headed(card, language))
        for row in score_rows(card, language):
            cells = _cells(row, sheet, columns.index(_REASONS), language)
            sheet.line([cells[at] for at in columns])
        for note in item_notes(card, language) if card.score is not None else ():
            sheet.note(note)


def _headed(card: Scorecard, language: Language) -> str:
    """Return unit, score and grade, as the scorecard says them."""
    pairs = next(each for each in card_outline(card, language) if isinstance(each, Pairs))
    return "　".join(f"{label} {text}" for label, text in pairs.pairs[:_SAID])


def _cells(row: ScoreRow, sheet: Sheet, reasons: int, language: Language) -> list[Cell]:
    fill, is_bold = _LOOKS[row.kind]
    joint = Text("；", "; ").pick(language)
    texts = (
        row.number,
        "　" * row.depth + row.title,
        row.full,
        row.got,
        row.counts,
        row.off,
        sheet.lines_that_fit(row.reasons, reasons, _MORE, language),
        sheet.lines_that_fit(row.sources, reasons + 1, _MORE, language),
        joint.join(row.basis),
    )
    return [
        Cell(text, _ALIGNED.get(at, "left"), fill, is_number=at in _NUMBERS, is_bold=is_bold)
        for at, text in enumerate(texts)
    ]


def _write_problems(book: Book, cards: Sequence[Scorecard], language: Language) -> None:
    """Write a row for each deduction, with columns for the unit to fill in."""
    sheet = book.sheet(_PROBLEMS.pick(language), [each.width for each in COLUMNS])
    sheet.heading(f"{book.title}　{_PROBLEMS.pick(language)}", is_title=True)
    head = sheet.row
    sheet.header([each.label.pick(language) for each in COLUMNS], is_frozen=True)
    for row in problem_rows(cards, language):
        sheet.line(
            [
                Cell(
                    row.get(column.key, ""),
                    "center" if column.key in ("number", "points") else "left",
                    _OPEN_FILL if column.is_open else "",
                    is_number=column.key in ("number", "points"),
                )
                for column in COLUMNS
            ]
        )
    if sheet.row == head + 1:
        sheet.note(_NOTHING.pick(language))
    else:
        sheet.filter(head, sheet.row - 1)
