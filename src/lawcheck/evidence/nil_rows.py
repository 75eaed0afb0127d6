"""Recognize nil reports: rows of a register that hold only a word such as 无 (none)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lawcheck.evidence.suspicious import is_note, is_sum_word
from lawcheck.model.declarations import Spec, Words
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, fold, message

_NOTHING: Final = (
    r"\W+|(本(年度?|季度?|月|期)|全年)?(暂|均|都)?(无|没有|未发生|未发现|未出现)(此|该|相关|任何|这|上述|以上)?类?"
    r"(情况|情形|事项|记录|案件|问题|事件|行为|内容|数据|发生)?|零(报告|报|发生|起|件|次)?|空|缺|不涉及|不适用|不存在"
    r"|none|nothing|null|na|n/a|no|nil report|not applicable"
)
_LONGEST_WORD: Final = 8
_HAS_NUMBER: Final = r"[1-9]"


def not_a_record(
    register: str, cells: Mapping[str, Cell], specs: Mapping[str, Spec], columns: int
) -> Message | None:
    """Return what is wrong with a row that is empty or may mean "nothing to record".

    Such a row has a word or mark for nothing in every filled cell, or a single short word
    without a digit in a table of several columns.

    Args:
        register: name of the register.
        cells: cells of the row.
        specs: specs of the columns of the register.
        columns: how many columns the table has.

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
        and columns > 1
        and name in specs
        and specs[name].kind.holds == "text"
        and _is_word(text)
    )
    if not is_alone and not all(is_nothing(each) for each in filled.values()):
        return None
    return message(
        "{register} 的这一行只有“{text}”；没有记录请写“零报告”，"
        "或在指标体系的 words 里写明这个词；是记录请补齐其他列",
        "this row of {register} holds {text} alone; write `nil` where there is nothing to record, "
        "or declare the word under `words` in the checklist; "
        "fill in the other columns where it is a record",
        register=register,
        text=text,
    )


def strange_cell(cells: Mapping[str, Cell]) -> Cell | None:
    """Return the cell that shows that a register's row is a total or a note, or None."""
    filled = [cell for cell in cells.values() if cell.text]
    # the last cells first: they are words that repeat, where the first is a name or a number
    is_strange = bool(filled) and (
        is_sum_word(filled[0].text) or all(is_note(cell.text) for cell in reversed(filled))
    )
    return filled[0] if is_strange else None


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


def _is_word(text: str) -> bool:
    return len(fold(text)) <= _LONGEST_WORD and re.search(_HAS_NUMBER, fold(text)) is None
