"""Commands on files of many units: CPU time and peak memory, and how both grow.

python benchmarks/commands.py
python benchmarks/commands.py 1000 5000

Each command runs in a process of its own, at two numbers of units, twice; the smaller time counts.
`growth` is the cost of a unit at the larger number against that at the smaller; 1 is linear. What
starting the program takes is measured and taken off first. Peak memory is not known on Windows,
where 0 is printed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ranking import LAWCHECK, write
from worlds import facts_of, mixed_checklist, records_of

import lawcheck

ITEMS = 20
GAIN_ITEMS = 100
RECORDS = 20
"""How many records the register has for each unit of the other commands."""

CHILD = """\
import json, os, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
try:
    import resource
except ModuleNotFoundError:  # Windows
    used = os.times()
    cpu, peak = used.children_user + used.children_system, 0
else:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([done, cpu, peak]))
"""
"""Runs one command: the peak memory of children is that of the largest of them."""


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Return the CPU seconds of a program with its arguments, and its peak memory in MB."""
    found = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", CHILD, *command],
            stdout=subprocess.PIPE,
            check=True,
        )
        code, cpu, peak = json.loads(done.stdout)
        if code != 0:
            raise SystemExit(f"{command} ended with {code}")
        found.append((cpu, peak / 1e6))
    return min(cpu for cpu, _ in found), max(peak for _, peak in found)


def make(folder: Path, items: int, units: int, cut: str) -> list[str]:
    """Write a checklist and evidence, and return the names of the evidence files."""
    folder.mkdir()
    sheet = folder / "bench.yaml"
    text = mixed_checklist(items).replace("from: 20}", f"from: {cut}}}")
    sheet.write_text(text, encoding="utf-8")
    checklist = lawcheck.load_checklist(sheet)
    rows = ({"unit": f"u{unit}"} | facts_of([*checklist.facts], unit) for unit in range(units))
    write(folder / "facts.csv", list(rows))
    files = ["facts.csv"]
    for name, register in checklist.registers.items():
        files.append(f"{name}.csv")
        columns = [*register.columns]
        write(
            folder / files[-1],
            [{"unit": f"u{u}"} | each for u in range(units) for each in records_of(columns, u)],
        )
    return [str(folder / each) for each in files]


def commands(folder: Path, units: int) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the name of each command, how many units it looks at, and its arguments."""
    files = make(folder / "many", ITEMS, units, "20")
    sheet = str(folder / "many" / "bench.yaml")
    old, new = str(folder / "old.json"), str(folder / "new.json")
    score = ["score", sheet, *files, "--format"]
    yield "score to CSV", units, [*score, "csv", "-o", str(folder / "out.csv")]
    yield "score to JSON", units, [*score, "json", "-o", old]
    evidence = [each for file in files for each in ("--evidence", file)]
    yield "verify", units, ["verify", old, "--checklist", sheet, *evidence]
    facts = Path(files[0])
    facts.write_text(facts.read_text("utf-8").replace(",12,", ",11,"), "utf-8")
    subprocess.run([LAWCHECK, *score, "json", "-o", new], check=True)
    yield "compare", units, ["compare", old, new]
    few = units // 100
    near = make(folder / "few", GAIN_ITEMS, few, "95")
    sheet = str(folder / "few" / "bench.yaml")
    yield f"gain, {GAIN_ITEMS} items", few, ["gain", sheet, *near, "--on", "2023-12-01"]
    register, records = folder / "penalties.csv", units * RECORDS
    write(register, [{"unit": "a", "number": f"{each:07}"} for each in range(records)])
    draw = ["--checklist", "case-file", "--register", "penalties", "--size", "30", "--seed", "A7"]
    yield "sample (records for units)", records, ["sample", str(register), *draw]


def main() -> None:
    """Print the table."""
    sizes = [int(each) for each in sys.argv[1:]] or [200, 800]
    os.environ["LC_ALL"] = "C.UTF-8"
    idle, _ = cost([LAWCHECK, "list"])
    costs: dict[str, list[tuple[int, float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            where = Path(folder, str(size))
            where.mkdir()
            for name, units, arguments in commands(where, size):
                cpu, peak = cost([LAWCHECK, *arguments])
                costs.setdefault(name, []).append((units, max(cpu - idle, 0.001), peak))
    print(f"starting: {idle:.2f} s; the rest without it")
    print(f"{'command':<36}{'units':>8}{'CPU s':>9}{'ms a unit':>11}{'MB':>7}{'growth':>8}")
    for name, rows in costs.items():
        first = rows[0][1] / rows[0][0]
        for units, cpu, peak in rows:
            each = cpu / units
            line = f"{name:<36}{units:>8}{cpu:>9.2f}{each * 1000:>11.2f}"
            print(f"{line}{peak:>7.0f}{each / first:>8.2f}")


if __name__ == "__main__":
    main()
