"""Recognize rows of a register that are no records: nil reports, totals, notes, footers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from lawcheck.evidence.suspicious import is_dated, is_footer, is_note, is_only_sum, is_sum_word
from lawcheck.model.declarations import Spec, Words
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, fold, message

_NOTHING: Final = (
    r"\W+|(本(年度?|季度?|月|期)|全年)?(暂|均|都)?(无|没有|未发生|未发现|未出现)(此|该|相关|任何|这|上述|以上)?类?"
    r"(情况|情形|事项|记录|案件|问题|事件|行为|内容|数据|发生)?|零(报告|报|发生|起|件|次)?|空|缺|不涉及|不适用|不存在"
    r"|none|nothing|null|na|n/a|no|nil report|not applicable"
)
_NIL_SENTENCE: Final = (
    r".{0,30}((未|没有?)(发生|发现|出现|收到|受理|接到)|(年|年度|季度|月|期|单位|均|暂|也)无)"
    r".{0,8}(情况|情形|事项|记录|案件|问题|事件|事故|行为|违法|投诉|举报|诉讼|复议|处罚)?"
    r"[。.]?"
)
"""A sentence that there was nothing: 经自查本单位全年未发生投诉.

Titles may look like it, too, so it counts only where a record lacks something.
"""
_LONGEST_WORD: Final = 8
_HAS_NUMBER: Final = r"[1-9]"
TELLING: Final = 3
"""A record that fills one of so many columns that may not be blank is none."""


def not_a_record(
    register: str, cells: Mapping[str, Cell], specs: Mapping[str, Spec], columns: Collection[str]
) -> Message | None:
    """Return what is wrong with a row that is empty or may mean "nothing to record".

    Such a row has a word or mark for nothing in every filled cell, or in all its texts; or it
    fills a single cell of a table of several columns, with a short word without a digit, with a
    note, or where three columns or more may not be blank.

    Args:
        register: name of the register.
        cells: cells of the row.
        specs: specs of the columns of the register.
        columns: the columns that the table has.

    Returns:
        The problem, or None for a record.
    """
    filled = {name: cell.text for name, cell in cells.items() if cell.text}
    if not filled:
        return message(
            "这一行除单位外都是空的；没有记录请写“零报告”",
            "this row holds nothing but the unit; write `nil` where there is nothing to record",
        )
    if any(name in specs and text in specs[name].choices for name, text in filled.items()):
        return None
    (name, text), *others = filled.items()
    is_alone = (
        not others
        and len(columns) > 1
        and name in specs
        and _says_little(text, specs[name], needed(specs, columns))
    )
    texts = _texts(filled, specs)
    if not is_alone and not _all_nothing(filled, texts):
        return None
    return message(
        "{register} 的这一行只有“{text}”；没有记录请写“零报告”，"
        "或在指标体系的 words 里写明这个词；是记录请补齐其他列，不是请删去这一行",
        "this row of {register} holds {text} alone; write `nil` where there is nothing to record, "
        "or declare the word under `words` in the checklist; "
        "fill in the other columns where it is a record, or remove the row",
        register=register,
        text=texts[0] if texts else text,
    )


def is_bare(
    cells: Mapping[str, Cell], specs: Mapping[str, Spec], columns: Collection[str]
) -> bool:
    """Check whether a record fills one cell, of two or more columns that may not be blank."""
    is_alone = sum(bool(cell.text) for cell in cells.values()) == 1
    return is_alone and len(needed(specs, columns)) > 1


def needed(specs: Mapping[str, Spec], columns: Collection[str]) -> list[str]:
    """Return the columns of a table that may not be blank."""
    return [name for name in columns if name in specs and not specs[name].optional]


def strange_cell(cells: Mapping[str, Cell], specs: Mapping[str, Spec]) -> Cell | None:
    """Return the cell that shows that a register's row is a total or a note, or None.

    Args:
        cells: cells of the row.
        specs: specs of the columns of the register.
    """
    filled = {name: cell for name, cell in cells.items() if cell.text}
    if not filled:
        return None
    first, *others = filled.values()
    names = needed(specs, specs)
    lacks = not set(names) <= filled.keys()
    if is_sum_word(first.text):
        # no total has all that a record needs, other than numbers
        is_record = not lacks and any(
            specs[name].kind.holds != "number" for name in names if filled[name] is not first
        )
        return None if is_record and not is_only_sum(first.text) else first
    # the last cells first: they are words that repeat, where the first is a name or a number
    is_strange = all(
        is_note(cell.text) or (lacks and is_dated(cell.text)) for cell in reversed(others)
    )
    return first if is_note(first.text) and is_strange else None


def says_nil(cells: Mapping[str, Cell], words: Words) -> bool | Message:
    """Check whether a register's row is a nil report; return what is wrong if it holds more."""
    first, *others = [cell.text for cell in cells.values() if cell.text] or [""]
    if not first or not words.says_nil(first):
        return False
    if all(map(words.says_nil, others)):
        return True
    return message(
        "零报告的一行不能再有别的内容；请核对",
        "a row that says `nil` holds nothing else; check it",
    )


def is_nothing(text: str) -> bool:
    """Check whether a text is a common word or mark for nothing: `无`, `无此情况`, `/`, `—`."""
    return re.fullmatch(_NOTHING, fold(text).casefold()) is not None


def _says_little(text: str, spec: Spec, wanted: Sequence[str]) -> bool:
    """Check whether the only cell of a row is no record, given the columns that it needs."""
    if len(wanted) >= TELLING:
        return True
    if spec.kind.holds != "text":
        return False
    is_odd = _is_nil_sentence(text) or is_dated(text) or text.isdigit() or "。" in text
    return _is_word(text) or is_footer(text) or (len(wanted) > 1 and is_odd)


def may_be_alone(text: str) -> bool:
    """Check whether a text says that there is nothing, or counts the rows above it."""
    return is_footer(text) or _is_nil_sentence(text)


def _is_nil_sentence(text: str) -> bool:
    return re.fullmatch(_NIL_SENTENCE, fold(text)) is not None


def _texts(filled: Mapping[str, str], specs: Mapping[str, Spec]) -> list[str]:
    return [
        text
        for name, text in filled.items()
        if name not in specs or specs[name].kind.holds == "text"
    ]


def _all_nothing(filled: Mapping[str, str], texts: Sequence[str]) -> bool:
    """Check whether all cells of a row say that there is nothing, or all its texts do so.

    A sentence alone may be what a record is about; beside a word for nothing it is none.
    """
    if len(texts) > 1 and any(map(is_nothing, texts)):
        return all(is_nothing(each) or _is_nil_sentence(each) for each in texts)
    return all(is_nothing(each) for each in filled.values())


def _is_word(text: str) -> bool:
    return len(fold(text)) <= _LONGEST_WORD and re.search(_HAS_NUMBER, fold(text)) is None
