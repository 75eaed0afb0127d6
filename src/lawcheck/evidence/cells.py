"""Convert the text of a cell to a value of the kind that the checklist declares.

Kinds are count, amount, rate, date, yes/no and text. A text that could mean two things is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

from lawcheck.evidence.cell_faults import why_no_day, why_no_number
from lawcheck.evidence.suspicious import damaged
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import NEVER, Value
from lawcheck.model.exact import (
    HUNDRED,
    MAX_DIGITS,
    ONE,
    ZERO,
    parse_number,
    reaches,
)
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, fold, message, visible

TOO_LARGE: Final = 10**MAX_DIGITS
"""The smallest number with too many digits."""
_YES: Final = frozenset({"true", "yes", "是"})
_NO: Final = frozenset({"false", "no", "否"})
_NO_ANSWER: Final = r"\W+"
"""Marks such as `/` and `—`."""
_NEVER: Final = frozenset({"never", "从未"})
_DATES: Final = (
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})",
    r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})",
    r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日",
)
_AMBIGUOUS_WORDS: Final = frozenset(
    {"yes", "no", "on", "off", "true", "false", "null", "~", ".nan", ".inf", "-.inf"}
)
_AMBIGUOUS_NUMBERS: Final = (
    r"(?i)[+-]?(0[0-9]+|0[xob][0-9a-f]+|[0-9][0-9_]*:[0-5]?[0-9](:.*)?|[0-9][0-9.]*e[+-]?[0-9]+"
    r"|[0-9]+_[0-9_]+)"
)
_STARTS_OF_NUMBERS: Final = frozenset("+-0123456789")


def no_number(name: str) -> Message:
    """Return what is wrong with a lowest value of a fact that is no number."""
    return message(
        "{name} 不是数，不能写 at_least",
        "{name} is no number, so it cannot be at least something",
        name=name,
    )


def read_value(cell: Cell, spec: Spec) -> Value | Message:
    """Return the value of a cell that is not blank, or what is wrong with it.

    Digits must be ASCII; `lawcheck.evidence.written_forms` converts full-width digits before.
    """
    fault = forbidden_character(cell.text)
    return fault if fault is not None else _READERS[spec.kind](cell, spec)


def forbidden_character(text: str) -> Message | None:
    """Check a text for invisible characters, which could make it look like another text."""
    if visible(text) == text:
        return None
    code = next(f"{ord(letter):04X}" for letter in text if visible(letter) != letter)
    return message(
        "含有不可见字符 U+{code}；请删去",
        "holds the invisible character U+{code}; remove it",
        code=code,
    )


def plain_text_fault(text: str, is_plain: bool) -> Message | None:
    """Check for an unquoted word that YAML readers disagree on, and for invisible characters."""
    return (_ambiguous(text) if is_plain else None) or forbidden_character(text)


def _ambiguous(text: str) -> Message | None:
    starts_as_number = text[:1] in _STARTS_OF_NUMBERS  # spares most texts the slow match
    if text.lower() in _AMBIGUOUS_WORDS or (
        starts_as_number and re.fullmatch(_AMBIGUOUS_NUMBERS, text)
    ):
        return message(
            "“{text}”在不同的 YAML 程序里意思不同；请加引号",
            "YAML readers disagree on what {text} means; put it in quotes",
            text=text,
        )
    return None


_parsed: Final = lru_cache(maxsize=4096)(parse_number)
"""`parse_number`, cached: columns repeat a few numbers, which then are in memory once."""


def _number(text: str) -> Fraction | Message:
    try:
        return _parsed(text)
    except ValueError:
        return why_no_number(text)


def bounded(number: Fraction, spec: Spec) -> Fraction | Message:
    """Return the number if the kind and bounds of its spec allow it, or what is wrong with it.

    Args:
        number: the number; a rate as a fraction of 1.
        spec: what it may be.
    """
    numerator, denominator = number.numerator, number.denominator
    if spec.kind is Kind.COUNT and (denominator != 1 or numerator < 0):
        return message(
            "{number} 应是不小于0的整数",
            "{number} must be a whole number, zero or more",
            number=number,
        )
    if spec.kind is Kind.RATE and numerator < 0:
        return message("比率不能为负", "a rate cannot be negative")
    if abs(numerator) >= TOO_LARGE * denominator:
        return message(
            "“{number}”超过15位；这是编号吗？",
            "{number} has more than 15 digits; is it a code?",
            number=str(int(number)),
        )
    if spec.least is not None and not reaches(number, spec.least):
        form = spec.kind.form
        return message(
            f"{{number{form}}} 小于下限 {{least{form}}}",
            f"{{number{form}}} is below the least allowed, {{least{form}}}",
            number=number,
            least=spec.least,
        )
    if spec.most is not None and not reaches(spec.most, number):
        form = spec.kind.form
        return message(
            f"{{number{form}}} 大于上限 {{most{form}}}",
            f"{{number{form}}} is above the most allowed, {{most{form}}}",
            number=number,
            most=spec.most,
        )
    return number


def _plain_number(cell: Cell, spec: Spec) -> Value | Message:
    number = _number(cell.text)
    return number if isinstance(number, Message) else bounded(number, spec)


def _rate(cell: Cell, spec: Spec) -> Value | Message:
    has_sign = cell.text.endswith("%")
    if has_sign and spec.written_as == "fraction":
        return message(
            "“{text}”带百分号，但声明为小数；请写如 0.95",
            "{text} has a percent sign, but a fraction is declared; write it like 0.95",
            text=cell.text,
        )
    number = _number(cell.text.removesuffix("%"))
    if isinstance(number, Message):
        return number
    if spec.written_as == "fraction":
        return bounded(number, spec)
    if not has_sign and ZERO < number <= ONE:
        return message(
            "“{text}”：声明为百分数，是 {text}% 还是小数？请写出百分号",
            "{text}: percent is declared; is it {text}% or a fraction? write the percent sign",
            text=cell.text,
        )
    return bounded(number / HUNDRED, spec)


def _date(cell: Cell, spec: Spec) -> Value | Message:
    if cell.text.lower() in _NEVER:
        if spec.may_be_never:
            return NEVER
        return message("这一列不能写“从未”", "`never` is not allowed here")
    for pattern in _DATES:
        match = re.fullmatch(pattern, cell.text)
        if match is not None:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                return message(
                    "没有 {text} 这一天", "there is no such day as {text}", text=cell.text
                )
    return why_no_day(cell.text, may_be_never=spec.may_be_never)


def _yes_no(cell: Cell, spec: Spec) -> Value | Message:  # noqa: ARG001 - one signature for all kinds
    word = cell.text.lower()
    if word in _YES or word in _NO:
        return word in _YES
    if re.fullmatch(_NO_ANSWER, cell.text):
        return message(
            "“{text}”应是 是 或 否；不知道请留空",
            "{text} must be yes or no (是/否); leave the cell empty where it is not known",
            text=cell.text,
        )
    return message("“{text}”应是 是 或 否", "{text} must be yes or no (是/否)", text=cell.text)


def _text(cell: Cell, spec: Spec) -> Value | Message:
    fault = damaged(cell.text) or (_ambiguous(cell.text) if cell.is_plain else None)
    if fault is not None:
        return fault
    if (
        spec.choices
        and cell.text not in spec.choices
        and fold(cell.text) not in map(fold, spec.choices)
    ):
        return message(
            "“{text}”不在可选值中：{choices}",
            "{text} is none of the choices: {choices}",
            text=cell.text,
            choices=list(spec.choices),
        )
    return cell.text


_READERS: Final[dict[Kind, Callable[[Cell, Spec], Value | Message]]] = {
    Kind.COUNT: _plain_number,
    Kind.AMOUNT: _plain_number,
    Kind.RATE: _rate,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.TEXT: _text,
}
