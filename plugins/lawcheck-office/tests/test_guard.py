"""What would score wrongly without a word, or is not safe to open, is refused with sheet and cell."""

import zipfile
from pathlib import Path

import pytest
from workbooks import FIRST_SHEET, Value, cells, notices, refusal, spoiled, written
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

ROWS: list[list[Value]] = [["unit", "cases"], ["a", 12], ["b", 7]]
SAVE_AGAIN = "save it as .xlsx with Excel or WPS"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return written(tmp_path / "a.xlsx", {"facts": ROWS})


def test_a_sound_workbook_is_read(sound: Path) -> None:
    assert refusal(sound) == []
    assert notices(sound) == []


def test_every_error_cell_is_named(tmp_path: Path) -> None:
    def add(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 1, "=VLOOKUP(1,A:B,2)", None, "#N/A")

    path = written(tmp_path / "a.xlsx", {"facts": [["unit", "cases"], ["a"], ["b"]]}, add)

    what = "the cell is an error, such as #DIV/0! or #N/A; mend the formula or write the value"
    assert refusal(path) == [f"a.xlsx[facts]:2:B: {what}", f"a.xlsx[facts]:3:B: {what}"]


@pytest.mark.parametrize("value", ["<v></v>", "<v/>", ""])
def test_a_formula_that_was_never_calculated_is_refused(sound: Path, value: str) -> None:
    path = spoiled(sound, FIRST_SHEET, "<v>12</v>", f"<f>5+7</f>{value}")

    assert refusal(path) == [
        "a.xlsx[facts]:2:B: the formula of the cell has no saved result; open it with Excel or WPS, calculate and save"
    ]


def test_a_formula_whose_result_is_saved_is_read(tmp_path: Path) -> None:
    def add(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(1, 1, "=5+7", None, 12)

    path = written(tmp_path / "a.xlsx", {"facts": [["unit", "cases"], ["a"], ["b"]]}, add)

    assert cells(path) == [("unit", "cases"), ("a", "12"), ("b", "")]


def test_a_formula_may_give_an_empty_text(sound: Path) -> None:
    path = spoiled(sound, FIRST_SHEET, '<c r="B2"><v>12</v>', '<c r="B2" t="str"><f>""</f><v></v>')

    assert cells(path)[1] == ("a", "")


def test_a_row_that_is_written_twice_is_refused(sound: Path) -> None:
    path = spoiled(sound, FIRST_SHEET, '<row r="3"', '<row r="2"')

    assert refusal(path)[0] == f"a.xlsx[facts]:2: row 2 is written after row 2; {SAVE_AGAIN}"


def test_rows_out_of_order_are_refused(sound: Path) -> None:
    path = spoiled(sound, FIRST_SHEET, '<row r="2"', '<row r="9"')

    assert f"a.xlsx[facts]:3: row 3 is written after row 9; {SAVE_AGAIN}" in refusal(path)


def test_a_cell_that_is_written_twice_is_refused(sound: Path) -> None:
    path = spoiled(sound, FIRST_SHEET, 'r="B2"', 'r="A2"')

    assert refusal(path) == [
        f"a.xlsx[facts]:2:A: A2 is written twice or is out of place; {SAVE_AGAIN}"
    ]


def test_a_cell_far_away_is_refused_before_memory_is_taken(sound: Path) -> None:
    path = spoiled(
        sound,
        FIRST_SHEET,
        "</sheetData>",
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    )

    assert refusal(path) == [
        "a.xlsx[facts]:1048576:XFD: XFD1048576 is too far away (at most 2000 columns); delete the cell",
        "a.xlsx[facts]:1048576: the last row is 1048576 and the widest has 16384 columns, more than 20000000 cells; "
        "delete what stands far away",
    ]


def test_a_wrong_dimension_loses_no_row(sound: Path) -> None:
    path = spoiled(sound, FIRST_SHEET, '<dimension ref="A1:B3"/>', '<dimension ref="A1:A2"/>')

    assert cells(path) == [("unit", "cases"), ("a", "12"), ("b", "7")]


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    def hide(_book: Workbook, sheet: Worksheet) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    path = written(tmp_path / "a.xlsx", {"facts": ROWS}, hide)

    assert notices(path) == [
        "a.xlsx[facts]: hidden rows (3) are read too; check whether they should count",
        "a.xlsx[facts]: hidden columns (B:B) are read too; check whether they should count",
    ]


def test_a_hidden_sheet_is_left_out_and_said(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xlsx",
        {"facts": ROWS, "list": [["yes"], ["no"]]},
        lambda _, sheet: sheet.hide(),
    )

    assert notices(path) == ["a.xlsx[list]: a hidden sheet is not read; unhide it if it should be"]


def test_a_text_merged_over_rows_counts_in_each(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xlsx",
        {"facts": [["unit", "cases"], [None, 1], [None, 2]]},
        lambda _, sheet: sheet.merge_range("A2:A3", "a"),
    )

    assert cells(path) == [("unit", "cases"), ("a", "1"), ("a", "2")]
    assert notices(path) == [
        "a.xlsx[facts]: each row of the merged cells A2:A3 is read with the same content"
    ]


def test_a_number_merged_over_rows_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xlsx",
        {"facts": [["unit", "cases"], ["a"], ["b"]]},
        lambda _, sheet: sheet.merge_range("B2:B3", 12),
    )

    assert refusal(path) == [
        "a.xlsx[facts]:2:B: B2:B3 is merged, so the number may be that of each row or of all together; "
        "unmerge it and write it in each row"
    ]


def test_a_document_type_is_refused(sound: Path) -> None:
    doctype = '?>\n<!DOCTYPE x [<!ENTITY e "12">]>'
    for part in (FIRST_SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"):
        path = spoiled(written(sound, {"facts": ROWS}), part, "?>", doctype)

        assert refusal(path) == [
            f"a.xlsx: the file declares a document type, which Excel never writes; {SAVE_AGAIN}"
        ]


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(FIRST_SHEET, b" " * 50_000_000)

    (problem,) = refusal(path)
    assert problem.startswith("a.xlsx: xl/worksheets/sheet1.xml is 1")
    assert problem.endswith(f" times as large when unpacked, unlike a real workbook; {SAVE_AGAIN}")


@pytest.mark.parametrize("name", ["old.xls", "old.et", "old.ods", "old.xlsb"])
def test_other_formats_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 anything")

    assert refusal(tmp_path / name) == [
        f'{name}: {Path(name).suffix} is not read; save it as "Excel Workbook (.xlsx)" in Excel or WPS'
    ]


def test_a_workbook_with_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert refusal(tmp_path / "a.xlsx") == [
        "a.xlsx: this is a file of the old format (.xls, .et) or has a password; "
        'remove the password and save it as "Excel Workbook (.xlsx)"'
    ]


def test_a_half_file_is_refused(sound: Path) -> None:
    sound.write_bytes(sound.read_bytes()[:-200])

    (problem,) = refusal(sound)
    assert problem.startswith("a.xlsx: not an intact .xlsx workbook (")


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet()

    assert refusal(tmp_path / "a.xlsx") == ["a.xlsx: the workbook is empty; fill it in"]
