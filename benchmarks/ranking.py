"""Thirty units and 100 mixed indicators, from CSV files to ranks on the screen.

python benchmarks/ranking.py
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
from pathlib import Path

from starting import ROUNDS, seconds
from worlds import facts_of, mixed_checklist, records_of

import lawcheck

UNITS = 30
LAWCHECK = str(Path(sys.executable).with_name("lawcheck"))


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({key: str(value).lower() for key, value in row.items()} for row in rows)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sheet, facts = Path(folder, "bench.yaml"), Path(folder, "facts.csv")
        sheet.write_text(mixed_checklist(100), encoding="utf-8")
        checklist = lawcheck.load_checklist(sheet)
        units = range(UNITS)
        write(facts, [{"unit": f"u{unit}"} | facts_of([*checklist.facts], unit) for unit in units])
        registers = []
        for name, register in checklist.registers.items():
            registers.append(Path(folder, f"{name}.csv"))
            write(
                registers[-1],
                [
                    {"unit": f"u{u}"} | each
                    for u in units
                    for each in records_of([*register.columns], u)
                ],
            )
        command = [LAWCHECK, "rank", str(sheet), str(facts), *map(str, registers)]
        took = [seconds(command) for _ in range(ROUNDS)]
        print(f"30 units x 100 indicators, lawcheck rank: {statistics.median(took):.2f} s")


if __name__ == "__main__":
    main()
