"""Cells are read as a person sees them in the sheet."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lawcheck_office.cell_text import text_of
from workbooks import Value, cells, notices, refusal, written
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (0.1 + 0.2, "0.3"),
        (1 - 0.05, "0.95"),
        (1234567.5, "1234567.5"),
        (123456789012345, "123456789012345"),
        (-0.0, "0"),
        (True, "TRUE"),
        (False, "FALSE"),
        (" 东桥 街道 ", "东桥 街道"),
        (date(2024, 1, 6), "2024-01-06"),
        ("0012", "0012"),
    ],
)
def test_a_value_is_read_as_it_is_shown(tmp_path: Path, value: Value, text: str) -> None:
    path = written(tmp_path / "a.xlsx", {"facts": [["unit", "x"], ["a", value]]})

    assert cells(path) == [("unit", "x"), ("a", text)]


def test_a_percentage_is_read_with_its_sign(tmp_path: Path) -> None:
    def add(book: Workbook, sheet: Worksheet) -> None:
        for row, style in enumerate(
            ("0%", "0.00%", '0.0"%"', r"0.0\%", "[Red]0.0%;0", '[=0]"-";0.0%', "General"), 1
        ):
            sheet.write_number(row, 1, 0.985, book.add_format({"num_format": style}))

    path = written(
        tmp_path / "a.xlsx",
        {"facts": [["unit", "rate"], ["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]]},
        add,
    )

    assert [row[1] for row in cells(path)] == [
        "rate", "98.5%", "98.5%", "0.985%", "0.985%", "98.5%", "98.5%", "0.985",
    ]  # fmt: skip


def test_a_month_is_no_day(tmp_path: Path) -> None:
    """Excel keeps the first of the month, which nobody typed; 15 as a date is a day of 1900."""

    def add(book: Workbook, sheet: Worksheet) -> None:
        for row, style in enumerate(('yyyy"年"m"月"', "mmm-yy", "yyyy-mm-dd", 'm"月"d"日"'), 1):
            sheet.write_datetime(
                row, 1, datetime(2024, 1, 1), book.add_format({"num_format": style})
            )

    path = written(
        tmp_path / "a.xlsx", {"facts": [["unit", "day"], ["a"], ["b"], ["c"], ["d"]]}, add
    )
    small = written(
        tmp_path / "b.xlsx",
        {"facts": [["unit", "day"], ["a"]]},
        lambda book, sheet: sheet.write_number(
            1, 1, 15, book.add_format({"num_format": "yyyy-mm-dd"})
        ),
    )

    assert [row[1] for row in cells(path)] == [
        "day",
        "2024年1月",
        "2024年1月",
        "2024-01-01",
        "2024-01-01",
    ]
    assert refusal(small) == [
        "b.xlsx[facts]:2:B: the cell shows 1900-01-15, as a number does in a cell with the format of a date; "
        "correct the format or the date"
    ]


def test_a_formula_that_was_left_to_excel(tmp_path: Path) -> None:
    """Programs that cannot compute write 0 as its result, and ask Excel to compute it when it opens the file."""

    def add(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(1, 1, "=5+5")
        sheet.write_formula(2, 1, "=5+6", value=11)

    path = written(tmp_path / "a.xlsx", {"facts": [["unit", "x"], ["a"], ["b"]]}, add)

    assert refusal(path) == [
        "a.xlsx[facts]:2:B: the formula of the cell has no saved result; open it with Excel or WPS, calculate and save"
    ]


def test_days_since_1904_are_the_same_days_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet("facts")
    sheet.write_row(0, 0, ["unit", "day"])
    sheet.write_string(1, 0, "a")
    sheet.write_datetime(1, 1, datetime(2024, 2, 29), book.add_format({"num_format": "yyyy/m/d"}))
    book.close()

    assert cells(path)[1] == ("a", "2024-02-29")
    assert notices(path) == [
        "a.xlsx: dates are counted from 1904 (old Excel for Mac), and were read so"
    ]


def test_a_number_that_excel_has_cut_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", {"facts": [["unit", "code"], ["a", 420302199001011234]]})

    assert refusal(path) == [
        "a.xlsx[facts]:2:B: the number has more than 15 digits, and Excel has made zeros of the others; "
        "write it as text (format the cell as text first)"
    ]


@settings(deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_a_number_of_15_digits_is_read_as_it_was_typed(digits: int, places: int) -> None:
    """What a person types, Excel stores as the nearest double; it comes back digit by digit."""
    typed = f"{digits // 10**places if digits >= 0 else -(-digits // 10**places)}"
    decimal = f"{typed}.{abs(digits) % 10**places:0{places}d}" if places else str(digits)

    text = text_of(float(decimal))

    assert isinstance(text, str)
    assert float(text) == float(decimal)
    assert text.lstrip("-") == (
        decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
    ).lstrip("-")
