"""The first sheet of a form: what it is for, how it is filled in, and who filled it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from lawcheck.plugin import FACTS, Checklist, Language, Text, Unit
from lawcheck_office.forms.about import Asked, Part
from lawcheck_office.forms.styles import DATE, TEXT, Styles, height_of, set_up_page
from lawcheck_office.forms.words import ADDED_RECORD, FALSE_RECORD, REJECTED, TRUE_RECORD

NAME: Final = Text("填表说明", "read first")
"""The name of the sheet."""
_WIDTHS: Final = (18, 32, 18, 32)
_ALL: Final = sum(_WIDTHS)
_HEAD: Final = Text("填报表", "form")
_NO_UNIT: Final = Text("（请填写单位名称）", "(write the name of the unit)")


def write_cover(
    sheet: Worksheet,
    checklist: Checklist,
    unit: Unit | None,
    parts: Sequence[Part],
    styles: Styles,
    language: Language,
    footer: str,
) -> tuple[Asked, ...]:
    """Write the cover, and return its cells that people fill in.

    Args:
        sheet: the sheet, which has nothing yet.
        checklist: the checklist.
        unit: the unit that the form is for; None where it writes its own name.
        parts: the other sheets.
        styles: the formats of the form.
        language: the language of the form.
        footer: what stands at the foot of the page.
    """
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    title = f"{checklist.title.pick(language)} {_HEAD.pick(language)}"
    sheet.merge_range(0, 0, 0, 3, title, styles.title())
    sheet.set_row(0, height_of((title, _ALL / 1.7)) + 16)
    asked = _who(sheet, checklist, unit, styles, language)
    row = _paragraphs(sheet, 6, styles, language)
    _list_of_sheets(sheet, row + 1, parts, styles, language)
    set_up_page(sheet, footer, language, is_wide=False)
    sheet.protect()
    return asked


def _who(
    sheet: Worksheet, checklist: Checklist, unit: Unit | None, styles: Styles, language: Language
) -> tuple[Asked, ...]:
    period = f"{checklist.period.start} — {checklist.period.end}"
    name = Text("被考核单位", "unit").pick(language)
    rows = (
        (name, "" if unit is None else unit.name or unit.id),
        (Text("考评期间", "period").pick(language), period),
    )
    for at, (label, text) in enumerate(rows, 1):
        sheet.set_row(at, 32)
        sheet.write_string(at, 0, label, styles.header())
        sheet.merge_range(at, 1, at, 3, text, styles.label())
    asked = []
    if unit is None:
        shape = styles.input(TEXT)
        sheet.write_blank(1, 1, None, shape)
        for at in (2, 3):
            sheet.write_blank(1, at, None, shape)
        told = {"validate": "any", "input_title": name, "input_message": _NO_UNIT.pick(language)}
        sheet.data_validation(1, 1, 1, 1, told)
        asked.append(Asked("unit", 2, 1))
    signed = (
        (Text("填报人", "filled in by"), Text("填报日期", "on"), False),
        (Text("核查人", "checked by"), Text("核查日期", "on"), True),
    )
    for at, (who, when, is_checked) in enumerate(signed, 3):
        sheet.set_row(at, 32)
        sheet.write_string(at, 0, who.pick(language), styles.header())
        sheet.write_blank(at, 1, None, styles.input(TEXT, is_checked=is_checked))
        sheet.write_string(at, 2, when.pick(language), styles.header())
        sheet.write_blank(at, 3, None, styles.input(DATE, is_checked=is_checked))
    asked.append(Asked("inspector", 5, 1))
    return tuple(asked)


def _paragraphs(sheet: Worksheet, row: int, styles: Styles, language: Language) -> int:
    """Write how the form is filled in; return the row below."""
    heading = Text("怎样填写", "How to fill it in").pick(language)
    sheet.merge_range(row, 0, row, 3, heading, styles.heading())
    sheet.set_row(row, 32)
    for number, text in enumerate(_rules(), 1):
        row += 1
        line = f"{number}. {text.pick(language)}"
        sheet.merge_range(row, 0, row, 3, line, styles.note())
        sheet.set_row(row, height_of((line, _ALL)))
    return row + 1


def _rules() -> Iterator[Text]:
    yield Text(
        "浅黄色的格由被考核单位填写，浅绿色的格由核查人填写；其他格是锁定的，不用填。",
        "The unit fills in the yellow cells, the inspector the green ones; the others are locked.",
    )
    yield Text(
        "不知道的留空，不要填0，也不要画“/”；确实是0的才填0。留空按缺数据处理，不按0计。",
        "Leave a cell empty where the value is not known; write 0 only where it is 0. An empty "
        "cell is missing, not 0.",
    )
    yield Text(
        "核查值填了的，以核查值为准；核查值留空的，按自评值计分，并在计分卡上注明。"
        f"自评值没有依据、又查不清的，核查值选填“{REJECTED.zh}”，按缺数据处理。",
        "A checked value counts where there is one; elsewhere the unit's own value does, and the "
        f"scorecard says so. Write “{REJECTED.en}” where the unit's value has no proof and the "
        "right one is not known: it is then missing.",
    )
    yield Text(
        f"台账一页一本、一行一条。“核查”一栏由核查人填：{TRUE_RECORD.zh}、{FALSE_RECORD.zh}"
        f"（这一条不算）、{ADDED_RECORD.zh}（单位漏记，核查人补上的）。要更正一条的，"
        f"原来那条填“{FALSE_RECORD.zh}”，另起一行填“{ADDED_RECORD.zh}”。",
        "One sheet a register, one row a record. The inspector's column says: "
        f"{TRUE_RECORD.en}; {FALSE_RECORD.en} (the record does not count); {ADDED_RECORD.en} "
        "(the unit left it out). To correct a record, mark it "
        f"“{FALSE_RECORD.en}” and write the right one in a new row, marked “{ADDED_RECORD.en}”.",
    )
    yield Text(
        "日期按年-月-日填，如2023-06-30。比率填百分数，如95%。",
        "Write dates as year-month-day, 2023-06-30, and rates as percentages, 95%.",
    )
    yield Text(
        "请不要改动工作表的名称和标题行，不要加合计行。填好后保存为 .xlsx。",
        "Do not change the names of sheets or their headers, and add no row of totals. Save as "
        ".xlsx.",
    )


def _list_of_sheets(
    sheet: Worksheet, row: int, parts: Sequence[Part], styles: Styles, language: Language
) -> None:
    heading = Text("各页", "The sheets").pick(language)
    sheet.merge_range(row, 0, row, 3, heading, styles.heading())
    sheet.set_row(row, 32)
    for part in parts:
        row += 1
        sheet.set_row(row, 26)
        for at in (0, 1):
            sheet.write_blank(row, at, None, styles.link())
        sheet.merge_range(row, 0, row, 1, "", styles.link())
        sheet.write_url(row, 0, f"internal:'{part.sheet}'!A1", styles.link(), part.sheet)
        sheet.merge_range(row, 2, row, 3, _who_fills(part).pick(language), styles.label())


def _who_fills(part: Part) -> Text:
    match part.table:
        case "judgements":
            return Text("核查人", "the inspector")
        case "not_applicable":
            return Text("有权决定的机关", "the authority that decides")
        case "attachments":
            return Text("单位和核查人", "the unit and the inspector")
        case table if table == FACTS:
            return Text("单位自评，核查人核查", "the unit, then the inspector")
        case _:
            return Text("单位登记，核查人核查", "the unit, then the inspector")
