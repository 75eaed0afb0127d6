"""How time and memory grow with units, items and records, in four sizes of each.

Every run has a process of its own. Beside a million units is what the float expressions of
`tables.py` take for them.

    python benchmarks/growth.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import registers
from tables import by_hand, checklist_of, facts_of

from lawcheck.tables import score_table

SIZES = {
    "units": [10_000, 100_000, 1_000_000, 3_000_000],
    "units in floats": [1_000_000],
    "items": [10, 30, 100, 300],
    "records": [1_000_000, 5_000_000, 20_000_000, 80_000_000],
}


def written(what: str, size: int, folder: Path) -> None:
    """Write the tables of a run."""
    if what == "records":
        registers.write(folder, size, 100_000)
        return
    facts = facts_of(100_000, count=size) if what == "items" else facts_of(size)
    if what == "units in floats":
        facts = facts.with_columns(pl.col("^v.*$").cast(pl.Float64))
    facts.write_parquet(folder / "facts.parquet")


def one(what: str, size: int, folder: Path) -> None:
    """Run once, and print wall seconds, CPU seconds in user mode, and the peak memory in GiB."""
    if what == "records":
        start, computed = time.perf_counter(), os.times().user
        registers.ours(folder)
    else:
        facts = pl.read_parquet(folder / "facts.parquet")
        checklist = checklist_of("total", size if what == "items" else 30)
        start, computed = time.perf_counter(), os.times().user
        if what == "units in floats":
            by_hand(facts, each=False)
        else:
            score_table(checklist, facts)
    taken = time.perf_counter() - start
    print(
        f"{taken:.2f} s, {os.times().user - computed:.2f} s computed, {registers.peak():.2f} GiB"
    )


def main() -> None:
    """Print the results."""
    if len(sys.argv) == 4:
        one(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
        return
    for what, sizes in SIZES.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                written(what, size, Path(folder))
                command = [sys.executable, __file__, what, str(size), folder]
                done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            print(f"{size:>11,} {what}: {done.stdout.strip()}")


if __name__ == "__main__":
    main()
