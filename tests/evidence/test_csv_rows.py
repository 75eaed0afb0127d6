"""Rows of CSV files that are parsed again whenever they are asked for."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.evidence.cell_reading import one_line
from lawcheck.evidence.csv_rows import CsvRows
from lawcheck.evidence.csv_sheets import read_csv

TEXTS = st.text(st.sampled_from('ab甲,"\n\r \u2028'), max_size=40)


@given(TEXTS)
def test_they_are_the_rows_of_the_whole_text(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    path.write_bytes(text.encode("utf-8"))
    (sheet,) = read_csv(path, has_units=True).sheets

    expected = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for fields in reader:
            cells = tuple(map(one_line, fields))
            if any(cells):
                expected.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        assert [each.place.line for each in sheet.problems] == [line]
    else:
        assert not sheet.problems

    assert [(row.line, row.cells) for row in sheet.rows] == expected
    assert [
        (row.line, row.cells) for row in map(sheet.rows.__getitem__, range(len(expected)))
    ] == (expected)


def test_rows_longer_than_a_piece_of_the_text(tmp_path: Path) -> None:
    long = "\n".join(["x" * 50] * 2000)
    path = tmp_path / "rows.csv"
    path.write_text(f'unit,note\na,"{long}"\nb,1\n', "utf-8")
    (sheet,) = read_csv(path, has_units=True).sheets

    assert isinstance(sheet.rows, CsvRows)
    assert [row.line for row in sheet.rows] == [1, 2, 2002]
    assert sheet.rows[1].cells == ("a", long.replace("\n", " "))
    assert sheet.rows[-1].cells == ("b", "1")
    assert [row.line for row in sheet.rows[1:]] == [2, 2002]
