"""Feedback to a unit (反馈意见): the result, the problems, score sheet and list of problems."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from lawcheck.plugin import Entries, Heading, Language, Scorecard, Text, card_outline
from lawcheck_office.official import Column, Official
from lawcheck_office.results.outline_document import joined, write_blocks
from lawcheck_office.results.problem_rows import problem_rows
from lawcheck_office.results.score_rows import (
    ScoreRow,
    has_conversion,
    item_notes,
    reason_of,
    score_rows,
)

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
    (Text("计入总分", "counts"), 29, True),
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


def feedback_document(card: Scorecard, language: Language) -> bytes:
    """Return a document with the feedback to one unit."""
    document = Official(card.checklist_title.pick(language), language)
    write_feedback(document, card, language)
    return document.content()


def write_feedback(document: Official, card: Scorecard, language: Language) -> None:
    """Write the feedback to a unit with its two annexes."""
    document.title(card.checklist_title.pick(language), _FEEDBACK.pick(language))
    colon = Text("：", ":").pick(language)
    document.text(f"{card.unit.name or card.unit.id}{colon}", is_indented=False)
    document.heading(_RESULT.pick(language), 1)
    _write_result(document, card)
    document.heading(_FOUND.pick(language), 1)
    write_findings(document, card, language)
    document.heading(_TO_DO.pick(language), 1)
    document.text(_FILL_IN.pick(language))
    document.text(_ANNEXES.pick(language))
    document.signed(_SEAL.pick(language), _DAY.pick(language))
    document.title(_SHEET.pick(language))
    write_score_sheet(document, card, language)
    document.title(_PROBLEMS.pick(language))
    write_problem_list(document, card, language)


def _write_result(document: Official, card: Scorecard) -> None:
    """Write what the scorecard says before its tables, without vetoes that do not apply."""
    _, *blocks = card_outline(card, document.language)
    write_blocks(document, [*takewhile(lambda each: not isinstance(each, Heading), blocks)], 1)
    said = next((each.entries for each in blocks if isinstance(each, Entries)), ())
    for veto, entry in zip(card.vetoes, said, strict=False):
        if veto.state != "not_applied":
            what = Text("一票否决　", "Veto: ").pick(document.language)
            document.text(what + joined(entry.text, entry.details, document.language))


def write_findings(document: Official, card: Scorecard, language: Language) -> None:
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


def write_score_sheet(document: Official, card: Scorecard, language: Language) -> None:
    """Write the items with their points and the reason of each."""
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


def write_problem_list(document: Official, card: Scorecard, language: Language) -> None:
    """Write the list of problems, with columns for the unit to fill in."""
    columns = [
        Column(head.pick(language), width, centred) for _, head, width, centred in _PROBLEM_COLUMNS
    ]
    keys = [key for key, *_ in _PROBLEM_COLUMNS]
    rows = [[row.get(key, "") for key in keys] for row in problem_rows([card], language)]
    if rows:
        document.table(columns, rows)
    else:
        document.text(_NO_PROBLEM.pick(language))
