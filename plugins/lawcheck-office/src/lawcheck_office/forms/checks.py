"""What may be typed into a cell of a form: drop-downs and checks of input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, assert_never

from xlsxwriter.utility import xl_rowcol_to_cell

from lawcheck.plugin import Kind, Language, Period, Spec, Text, fixed_text
from lawcheck_office.forms.styles import DATE, TEXT
from lawcheck_office.forms.words import NEVER_WORD

YES_NO: Final = (Text("是", "yes"), Text("否", "no"))
_PLACES: Final = 12
_WRONG: Final = Text("填得不对", "Not possible here")


def number_format(spec: Spec) -> str:
    """Return how Excel shows what is typed into a cell."""
    match spec.kind.holds:
        case "number":
            return "0.##%" if spec.written_as == "percent" else "General"
        case "date":
            return DATE
        case "yes_no" | "text":
            return TEXT
        case _:
            assert_never(spec.kind.holds)


def how_to_fill(spec: Spec, period: Period) -> Text:
    """Return what is typed into a cell, in a few words."""
    match spec.kind.holds:
        case "number":
            return _numbers(spec)
        case "date" if spec.any_date:
            day = Text("日期，如", "date such as ")
        case "date":
            day = Text("考评期间内的日期，如", "date in the period, such as ")
        case "yes_no":
            return Text("是 / 否", "yes / no")
        case "text" if spec.choices:
            return Text(" / ".join(spec.choices))
        case "text":
            return Text("文字", "text")
        case _:
            assert_never(spec.kind.holds)
    sample = period.end.isoformat()
    never = (
        Text(f"；没有发生写“{NEVER_WORD.zh}”", f"; {NEVER_WORD.en} where it never happened")
        if spec.may_be_never
        else Text("")
    )
    return Text(f"{day.zh}{sample}{never.zh}", f"{day.en}{sample}{never.en}")


def _numbers(spec: Spec) -> Text:
    match spec.kind:
        case Kind.COUNT:
            return Text("整数", "whole number")
        case Kind.RATE if spec.written_as == "percent":
            return Text("百分数，如95%", "percentage, such as 95%")
        case Kind.RATE:
            return Text("小数，如0.95", "decimal, such as 0.95")
        case _:
            return Text("数字", "number")


class Lists:
    """The texts of drop-downs, which stand in a hidden sheet.

    Excel takes no more than 255 characters of them in the cell itself, and none with a comma.

    Args:
        sheet: the name of the hidden sheet.
    """

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._found: dict[tuple[str, ...], int] = {}

    def reference(self, texts: Sequence[str]) -> str:
        """Return the formula of the cells that hold these texts."""
        row = self._found.setdefault(tuple(texts), len(self._found))
        begin = xl_rowcol_to_cell(row, 0, row_abs=True, col_abs=True)
        end = xl_rowcol_to_cell(row, len(texts) - 1, row_abs=True, col_abs=True)
        return f"='{self._sheet}'!{begin}:{end}"

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the hidden sheet."""
        yield from self._found


def check(
    spec: Spec,
    period: Period,
    cell: str,
    lists: Lists,
    language: Language,
    words: Sequence[Text] = (),
) -> dict[str, Any] | None:
    """Return the check of a cell as XlsxWriter takes it; None if anything may be typed.

    Args:
        spec: what the cell holds.
        period: the period in which dates must be.
        cell: the address of the first cell, relative, for the formula.
        lists: takes the texts of drop-downs.
        language: the language of the texts.
        words: words that may be typed in place of a value.
    """
    others = [each.pick(language) for each in words]
    if spec.may_be_never:
        others.append(NEVER_WORD.pick(language))
    told = {
        "error_title": _WRONG.pick(language),
        "error_message": _message(spec, period, others, language),
    }
    match spec.kind.holds:
        case "yes_no":
            choices = [*(each.pick(language) for each in YES_NO), *others]
            return {"validate": "list", "source": lists.reference(choices), **told}
        case "text" if spec.choices:
            choices = [*spec.choices, *others]
            return {"validate": "list", "source": lists.reference(choices), **told}
        case "text":
            return None
        case "number":
            rule = _number_rule(spec, cell)
        case "date":
            rule = _date_rule(spec, period, cell)
        case _:
            assert_never(spec.kind.holds)
    spoken = "".join(f',{cell}="{each}"' for each in others)
    return {"validate": "custom", "value": f"=OR(AND({rule}){spoken})", **told}


def _number_rule(spec: Spec, cell: str) -> str:
    # where a cell holds text, AND of a comparison is an error in some programs: N() makes it 0
    parts = [f"ISNUMBER({cell})"]
    least = spec.kind.least if spec.least is None else spec.least
    if least is not None:
        parts.append(f"N({cell})>={number_text(least)}")
    if spec.most is not None:
        parts.append(f"N({cell})<={number_text(spec.most)}")
    if spec.kind is Kind.COUNT:
        parts.append(f"N({cell})=INT(N({cell}))")
    return ",".join(parts)


def _date_rule(spec: Spec, period: Period, cell: str) -> str:
    parts = [f"ISNUMBER({cell})"]
    if spec.any_date:
        parts.append(f"N({cell})>={_day(date(1949, 10, 1))}")
    else:
        parts += [f"N({cell})>={_day(period.start)}", f"N({cell})<={_day(period.end)}"]
    return ",".join(parts)


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def number_text(number: Fraction) -> str:
    """Return a number as people write it.

    >>> from fractions import Fraction
    >>> number_text(Fraction(5, 2)), number_text(Fraction(6))
    ('2.5', '6')
    """
    text = fixed_text(number, _PLACES)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _message(spec: Spec, period: Period, others: Sequence[str], language: Language) -> str:
    """Return what Excel says of a wrong value: at most 255 characters."""
    what = how_to_fill(spec, period).pick(language)
    hint = Text(
        f"应填：{what}。不知道的请留空。", f"Type: {what}. Leave it empty if not known."
    ).pick(language)
    if others:
        joint = "、" if language == "zh" else ", "
        hint += Text(f"也可以写：{joint.join(others)}", f" Or: {joint.join(others)}").pick(
            language
        )
    return hint if len(hint) <= 255 else hint[:254] + "…"
