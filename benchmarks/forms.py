"""Filled forms and a large workbook: CPU time and peak memory, and how they grow.

    python benchmarks/forms.py [FORMS] [ROWS]

A form of street-visit, in which every fact and twenty records of each register are typed, is
copied for each unit; one run of `lawcheck score` reads and scores all of them. `growth` is the
cost of a form in all of them against that in a quarter; 1 is linear. Then a workbook with a
register of ROWS rows and six columns is scored. Both are compared with calamine, which reads the
cells alone, without a look at errors, formulas, percentages and hidden rows. Starting is measured
and taken off first.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from datetime import date, timedelta
from pathlib import Path

from commands import cost
from lawcheck_office.forms.book import form
from openpyxl import load_workbook
from ranking import LAWCHECK
from xlsxwriter import Workbook

import lawcheck
from lawcheck.plugin import Kind, Spec

FORMS, ROWS, RECORDS = 200, 100_000, 20
UNIT = "unit-0000"
CALAMINE = """\
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)
"""


def value_of(spec: Spec, number: int) -> object:
    """Return an invented value, as a person types it."""
    match spec.kind:
        case Kind.YES_NO:
            return "否" if number % 7 == 6 else "是"
        case Kind.COUNT | Kind.AMOUNT:
            return 12
        case Kind.RATE:
            return 0.9
        case Kind.DATE:
            return date(2023, 1, 1) + timedelta(number * 17 % 360)
        case Kind.TEXT:
            return spec.choices[0] if spec.choices else f"第{number}号"


def write_forms(folder: Path, count: int) -> None:
    """Write filled forms of invented units."""
    checklist = lawcheck.load_checklist("street-visit")
    blank = form(checklist, lawcheck.Unit(UNIT, UNIT), "zh")
    book = load_workbook(io.BytesIO(blank))
    labels = {spec.label.zh: spec for spec in checklist.facts.values()}
    for row in book["指标数据"].iter_rows(min_row=3):
        row[4].value = row[5].value = value_of(labels[row[1].value], row[4].row)
    for register in checklist.registers.values():
        for number in range(RECORDS):
            for at, spec in enumerate(register.columns.values(), 1):
                book[register.label.zh].cell(5 + number, at).value = value_of(spec, number)
            book[register.label.zh].cell(5 + number, at + 1).value = "属实"
    filled = io.BytesIO()
    book.save(filled)
    with zipfile.ZipFile(filled) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for number in range(count):
        unit = f"unit-{number:04}".encode()
        with zipfile.ZipFile(folder / f"{number:04}.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in parts.items():
                packed.writestr(name, data.replace(UNIT.encode(), unit))


def write_register(path: Path, rows: int) -> None:
    """Write a workbook with a register of court hearings of a hundred invented units."""
    book = Workbook(path, {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("hearings")
    columns = ["unit", "case_no", "heard_on", "head_appeared", "excused", "result"]
    sheet.write_row(0, 0, columns)
    for number in range(1, rows + 1):
        sheet.write_row(number, 0, [f"u{number % 100}", f"（2023）{number}号"])
        sheet.write_datetime(number, 2, date(2023, 1, 1) + timedelta(number % 360), day)
        sheet.write_row(number, 3, ["是" if number % 9 else "否", "否", "胜诉"])
    book.close()


def score(files: Path, form_name: str, out: Path) -> tuple[float, float]:
    """Return the CPU seconds and the peak memory in MB of scoring files."""
    output = ["--format", form_name, "-o", str(out)]
    return cost([LAWCHECK, "score", "street-visit", str(files), *output])


def alone(folder: Path) -> float:
    """Return the CPU seconds in which calamine reads the cells of all workbooks of a folder."""
    (python, _), (reading, _) = (
        cost([sys.executable, "-c", code, str(folder)]) for code in ("import zipfile", CALAMINE)
    )
    return reading - python


def row(name: str, count: int, cpu: float, peak: float, alone: float, growth: float) -> None:
    """Print a line of the table."""
    each = f"{cpu:>9.2f}{cpu / count * 1000:>10.2f}{peak:>7.0f}"
    print(f"{name:<24}{count:>8}{each}{cpu / alone:>12.1f}{growth:>8.2f}")


def main() -> None:
    """Print the table."""
    forms, rows = ([int(each) for each in sys.argv[1:]] + [FORMS, ROWS][len(sys.argv) - 1 :])[:2]
    idle, _ = cost([LAWCHECK, "list"])
    print(f"starting: {idle:.2f} s; the rest without it")
    print(
        f"{'':<24}{'count':>8}{'CPU s':>9}{'ms each':>10}{'MB':>7}{'x calamine':>12}{'growth':>8}"
    )
    with tempfile.TemporaryDirectory() as work:
        per_form = []
        for count in (forms // 4, forms):
            folder = Path(work, str(count))
            folder.mkdir()
            write_forms(folder, count)
            cpu, peak = score(folder, "json", Path(work, "forms.json"))
            per_form.append((cpu - idle) / count)
            growth = per_form[-1] / per_form[0]
            row("forms", count, cpu - idle, peak, alone(folder), growth)
        folder = Path(work, "register")
        folder.mkdir()
        write_register(folder / "hearings.xlsx", rows)
        cpu, peak = score(folder / "hearings.xlsx", "csv", Path(work, "hearings.csv"))
        row("rows of six columns", rows, cpu - idle, peak, alone(folder), 1)


if __name__ == "__main__":
    main()
