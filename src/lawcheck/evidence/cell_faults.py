"""Say why the text of a cell is not a number or a day, and what to write in its place.

What people write instead of a number must not lead to another number: whoever is told of `3万` to
write the number alone writes 3.
"""

from __future__ import annotations

import re
from typing import Final

from lawcheck.model.exact import MAX_DIGITS, MAX_PLACES
from lawcheck.model.text import Message, Text, message

_LONGEST: Final = 30
"""Characters of a wrong text that a message shows."""
_LOOKED_AT: Final = 200
"""Characters of a wrong text that are looked at: some patterns take time by the square of it."""
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_OVER: Final = r"[>≥＞]=?|超过?|大于|不少于|不低于|至少|多于"
_MORE: Final = r"[+＋]|[余多几]|(?:及|或)?以上"
_NO_VALUE: Final = r"[^\w%％]+|[暂均]?[无没未不缺空零][^0-9]{0,6}"
_WHY_NO_NUMBER: Final = (
    (
        _NO_VALUE,
        Text(
            "“{text}”不是数字；不知道请留空，是0请写0",
            "{text} is not a number; leave the cell empty where it is not known, "
            "write 0 where it is 0",
        ),
    ),
    (
        r"[+-]?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?",
        Text(
            "“{text}”有千位分隔符；请去掉逗号",
            "{text} has thousands separators; remove the commas",
        ),
    ),
    (
        rf"(?:{_OVER}) ?{_NUMBER}.*|{_NUMBER} ?[^0-9]{{0,2}}(?:{_MORE}).*",
        Text(
            "“{text}”只说了至少多少；"
            "请写准确的数，不知道请留空（佐证材料写成 YAML 时可用 at_least）",
            "{text} says only that it is at least so much; write the exact number, or leave the "
            "cell empty where it is not known (evidence in YAML can say `at_least`)",
        ),
    ),
    (
        rf"[约近<≤＜].*{_NUMBER}.*|大约.*|接近.*|{_NUMBER}.*(?:左右|上下|以下|以内)"
        rf"|{_NUMBER}[^0-9.]{{0,3}} ?[-~～—–至到] ?{_NUMBER}.*",
        Text(
            "“{text}”不是一个准确的数；请写准确的数，不知道请留空",
            "{text} is not one exact number; write it, or leave the cell empty where it is not "
            "known",
        ),
    ),
    (
        rf"[+-]?{_NUMBER} ?[十百千万亿].*",
        Text(
            "“{text}”用了万、千之类的字；请按这一列的单位写出整个数，如以元计的3万写30000",
            "{text} is written with a word such as 万; write the whole number in the unit of the "
            "column: 3万 is 30000",
        ),
    ),
    (
        r"[+-]?[0-9.]+ ?[%％]",
        Text(
            "“{text}”是百分数，这里应是数字；请写数字",
            "{text} is a percentage, and a number is expected here; write the number",
        ),
    ),
    (
        r"(?![0-9.]+[eE_])[+-]?[0-9.]+[^0-9.]+",
        Text("“{text}”带有单位；只写数字", "{text} has a unit; write the number alone"),
    ),
    (
        rf"[+-]?[0-9]{{{MAX_DIGITS + 1},}}(\.[0-9]+)?",
        Text("“{text}”超过15位；这是编号吗？", "{text} has more than 15 digits; is it a code?"),
    ),
    (
        rf"[+-]?[0-9]+\.[0-9]{{{MAX_PLACES + 1},}}",
        Text(
            "“{text}”的小数超过{most}位；请四舍五入后再写",
            "{text} has more than {most} decimal places; round it first",
        ),
    ),
    (
        r"[+-]?0[0-9]+(\.[0-9]+)?",
        Text("“{text}”以0开头；请去掉前面的0", "{text} begins with a zero; remove it"),
    ),
    (
        r".*",
        Text(
            "“{text}”不是数字；请写如 12 或 0.5", "{text} is not a number; write it like 12 or 0.5"
        ),
    ),
)
"""Patterns of texts that are no number, and why not; the first that fits is told."""
_DAY: Final = r"[0-9]{4}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.|年[0-9]{1,2}月)[0-9]{1,2}日?"
_DAY_WITH_TIME: Final = rf"{_DAY}[ T]*[0-9]{{1,2}}[:：时点].*"
_SERIAL: Final = r"[0-9]{5}"
_DAY_IN_DOUBT: Final = r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2}|[0-9]{4})(?: .*)?"


def why_no_number(text: str) -> Message:
    """Say why a text is not a number, as specifically as possible."""
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    head = text[:_LOOKED_AT]
    why = next(why for pattern, why in _WHY_NO_NUMBER if re.fullmatch(pattern, head, re.DOTALL))
    return Message(why, {"text": shown, "most": MAX_PLACES})


def why_no_day(text: str, *, may_be_never: bool) -> Message:
    """Say why a text is not a day, as specifically as possible.

    Args:
        text: of the cell.
        may_be_never: something may never have happened, and have no day.
    """
    if re.fullmatch(_SERIAL, text):
        return message(
            "“{text}”像是 Excel 的日期序号；请写如 2023-12-31",
            "{text} looks like a serial date of Excel; write it like 2023-12-31",
            text=text,
        )
    if re.fullmatch(_NO_VALUE, text) and may_be_never:
        return message(
            "“{text}”不是日期；从来没有请写“从未”，不知道请留空",
            "{text} is not a date; write `never` where it never happened, "
            "leave the cell empty where it is not known",
            text=text,
        )
    if re.fullmatch(_NO_VALUE, text):
        return message(
            "“{text}”不是日期；不知道请留空",
            "{text} is not a date; leave the cell empty where it is not known",
            text=text,
        )
    if re.fullmatch(_DAY_WITH_TIME, text):
        return message(
            "“{text}”带有时刻；请只写日期",
            "{text} has a time of day; write the day alone",
            text=text,
        )
    parts = re.fullmatch(_DAY_IN_DOUBT, text)
    if parts is not None and (len(parts[3]) <= 2 or max(int(parts[1]), int(parts[2])) <= 12):
        return message(
            "“{text}”可以读成不同的日子；请按年-月-日写，如 2023-12-31",
            "{text} can be read as different days; write year-month-day, 2023-12-31",
            text=text,
        )
    return message(
        "“{text}”不是日期；请按年-月-日写，如 2023-12-31",
        "{text} is not a date; write year-month-day, 2023-12-31",
        text=text,
    )
