"""The format `docx`: feedback to units, score sheets and analyses as official documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from lawcheck.plugin import (
    Analysis,
    Block,
    Entries,
    Heading,
    Language,
    Note,
    PageTable,
    Pairs,
    Report,
    Scorecard,
    Text,
    accounts_outline,
    card_outline,
    overview_outline,
)
from lawcheck_office.official import Column, Official
from lawcheck_office.results.column_widths import fitting
from lawcheck_office.results.problem_rows import problem_rows
from lawcheck_office.results.score_rows import (
    ScoreRow,
    has_conversion,
    item_notes,
    reason_of,
    score_rows,
)

_COLUMNS: Final = 80
"""How many characters of tables stand beside each other."""
_FEEDBACK: Final = Text("评分结果反馈意见", "Feedback on the result")
_RESULT: Final = Text("评分结果", "Result")
_FOUND: Final = Text("存在问题", "Problems found")
_NO_PROBLEM: Final = Text("没有扣分。", "No points were taken off.")
_TO_DO: Final = Text("整改", "Putting right")
_FILL_IN: Final = Text(
    "问题清单见附件2，责任单位、整改措施和整改时限由你单位填写。",
    "The list of problems is annex 2; responsible unit, measures and due dates are yours to fill "
    "in.",
)
_ANNEXES: Final = Text("附件：1. 评分表　2. 问题清单", "Annexes: 1. Score sheet  2. Problems")
_SHEET: Final = Text("附件1　评分表", "Annex 1  Score sheet")
_PROBLEMS: Final = Text("附件2　问题清单", "Annex 2  Problems")
_SEAL: Final = Text("（盖章）", "(seal)")
_DAY: Final = Text("　　　　年　　月　　日", "Date:            ")
_SCORE_COLUMNS: Final = (
    (Text("序号", "no."), 13, True),
    (Text("指标", "item"), 32, False),
    (Text("满分", "out of"), 13, True),
    (Text("得分", "earned"), 17, True),
    (Text("计入总分", "counts"), 24, True),
    (Text("扣分理由", "reasons"), 46, False),
    (Text("依据", "basis"), 37, False),
)
_COUNTS: Final = 4
_PROBLEM_COLUMNS: Final = (
    ("number", Text("序号", "no."), 13, True),
    ("item", Text("指标", "item"), 20, False),
    ("problem", Text("问题", "problem"), 34, False),
    ("points", Text("扣分", "off"), 12, True),
    ("basis", Text("依据", "basis"), 34, False),
    ("responsible", Text("责任单位", "unit"), 15, False),
    ("measures", Text("整改措施", "measures"), 16, False),
    ("due", Text("整改时限", "due"), 14, False),
)


class WordResults:
    """Results as Word documents in the layout of official documents (GB/T 9704-2012).

    Each unit gets its feedback: the result, the problems, and as annexes the score sheet and the
    list of problems, in which what is to be filled in is left blank.
    """

    def write(self, report: Report, language: Language, width: int) -> bytes:  # noqa: ARG002 - a page has a width of its own
        """Return the feedback to every unit, each beginning on a page of its own."""
        titles = dict.fromkeys(card.checklist_title.pick(language) for card in report.scorecards)
        title = next(iter(titles), _FEEDBACK.pick(language))
        document = Official(title, language)
        write_blocks(document, [*overview_outline(report, language)])
        for card in report.scorecards:
            write_feedback(document, card, language)
        accounts = [*accounts_outline(report, language)]
        names = [each.text for each in accounts if isinstance(each, Heading)]
        document.title(*names)
        write_blocks(document, [each for each in accounts if not isinstance(each, Heading)])
        return document.content()

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> bytes:  # noqa: ARG002 - a page has a width of its own
        """Return an analysis; its title and headings are those of its page."""
        outline = analysis.outline(language, _COLUMNS)
        titles = [each.text for each in outline if isinstance(each, Heading)]
        document = Official(titles[0], language)
        write_blocks(document, outline)
        return document.content()


def write_feedback(document: Official, card: Scorecard, language: Language) -> None:
    """Write the feedback to a unit with its two annexes."""
    document.title(card.checklist_title.pick(language), _FEEDBACK.pick(language))
    colon = Text("：", ":").pick(language)
    document.text(f"{card.unit.name or card.unit.id}{colon}", is_indented=False)
    document.heading(_RESULT.pick(language), 1)
    _write_result(document, card)
    document.heading(_FOUND.pick(language), 1)
    _write_problems(document, card, language)
    document.heading(_TO_DO.pick(language), 1)
    document.text(_FILL_IN.pick(language))
    document.text(_ANNEXES.pick(language))
    document.signed(_SEAL.pick(language), _DAY.pick(language))
    document.title(_SHEET.pick(language))
    _write_score_sheet(document, card, language)
    document.title(_PROBLEMS.pick(language))
    _write_list(document, card, language)


def _write_result(document: Official, card: Scorecard) -> None:
    """Write what the scorecard says before its tables, without vetoes that do not apply."""
    _, *blocks = card_outline(card, document.language)
    write_blocks(document, [*takewhile(lambda each: not isinstance(each, Heading), blocks)], 1)
    said = next((each.entries for each in blocks if isinstance(each, Entries)), ())
    for veto, entry in zip(card.vetoes, said, strict=False):
        if veto.state != "not_applied":
            what = Text("一票否决　", "Veto: ").pick(document.language)
            document.text(what + _joined(entry.text, entry.details, document.language))


def _write_problems(document: Official, card: Scorecard, language: Language) -> None:
    """Write the items in which points were taken off, below the titles of their sections."""
    bonus = {each.id for each in card.bonus}
    above = ""
    is_any = False
    for outcome in card.outcomes():
        if not outcome.deductions or outcome.id in bonus:
            continue
        is_any = True
        path = " / ".join(each.title.pick(language) for each in card.sections_of(outcome.id))
        if path and path != above:
            document.heading(path, 2)
            above = path
        document.heading(outcome.title.pick(language), 3)
        for deduction in outcome.deductions:
            document.text(reason_of(deduction, language) + Text("。", ".").pick(language))
    if not is_any:
        document.text(_NO_PROBLEM.pick(language))


def _write_score_sheet(document: Official, card: Scorecard, language: Language) -> None:
    shown = [at for at in range(len(_SCORE_COLUMNS)) if at != _COUNTS or has_conversion(card)]
    columns = [
        Column(head.pick(language), width, centred)
        for head, width, centred in (_SCORE_COLUMNS[at] for at in shown)
    ]
    rows = [*score_rows(card, language)]
    cells = [_cells(row, language) for row in rows]
    heads = [at for at, row in enumerate(rows) if row.kind in ("section", "total")]
    document.table(columns, [[each[at] for at in shown] for each in cells], heads)
    for note in item_notes(card, language) if card.score is not None else ():
        document.text(note)


def _cells(row: ScoreRow, language: Language) -> tuple[str, ...]:
    joint = Text("；", "; ").pick(language)
    return (
        row.number,
        row.title,
        row.full,
        row.got,
        row.counts,
        "\n".join(row.reasons),
        joint.join(row.basis),
    )


def _write_list(document: Official, card: Scorecard, language: Language) -> None:
    columns = [
        Column(head.pick(language), width, centred) for _, head, width, centred in _PROBLEM_COLUMNS
    ]
    keys = [key for key, *_ in _PROBLEM_COLUMNS]
    rows = [[row.get(key, "") for key in keys] for row in problem_rows([card], language)]
    if rows:
        document.table(columns, rows)
    else:
        document.text(_NO_PROBLEM.pick(language))


def write_blocks(document: Official, blocks: Sequence[Block], below: int = 0) -> None:
    """Write the blocks of an outline.

    Args:
        document: the document.
        blocks: the blocks; a heading of level 1 is a title.
        below: the level of the heading that they stand below; 0 where they have their own title.
    """
    colon = Text("：", ": ").pick(document.language)
    for block in blocks:
        match block:
            case Heading(text=text, level=1) if not below:
                document.title(text)
            case Heading(text=text, level=level):
                document.heading(text, level - 1 + below)
            case Note(text=text):
                document.text(text)
            case Pairs(pairs=pairs):
                for label, text in pairs:
                    document.text(f"{label}{colon}{text}")
            case Entries(entries=entries):
                for entry in entries:
                    document.text(_joined(entry.text, entry.details, document.language))
            case PageTable():
                _write_table(document, block)


def _joined(text: str, details: Sequence[str], language: Language) -> str:
    if not details:
        return text
    aside = Text("{text}（{details}）", "{text} ({details})").pick(language)
    return aside.format(text=text, details=Text("；", "; ").pick(language).join(details))


def _write_table(document: Official, table: PageTable) -> None:
    widths = fitting(table)
    columns = [
        Column(head, width, at in table.right)
        for at, (head, width) in enumerate(zip(table.head, widths, strict=True))
    ]
    document.table(columns, table.rows)
