"""How time and memory grow with units, items and records: four sizes of each, every run in a process of its own.

python benchmarks/growth.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import registers
from tables import checklist_of, facts_of

from lawcheck.columns import score_table

SIZES = {
    "units": [10_000, 100_000, 1_000_000, 3_000_000],
    "items": [10, 30, 100, 300],
    "records": [1_000_000, 5_000_000, 20_000_000, 80_000_000],
}


def one(what: str, size: int, folder: str) -> None:
    """One run: seconds, and gibibytes at the peak."""
    import resource

    if what == "records":
        start = time.perf_counter()
        registers.ours(Path(folder))
    else:
        units, items = (size, 30) if what == "units" else (100_000, size)
        checklist, facts = checklist_of("total", items), facts_of(units, count=items)
        start = time.perf_counter()
        score_table(checklist, facts)
    taken = time.perf_counter() - start
    print(f"{taken:.2f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


def main() -> None:
    """Print the figures."""
    if len(sys.argv) == 4:
        one(sys.argv[1], int(sys.argv[2]), sys.argv[3])
        return
    for what, sizes in SIZES.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                if what == "records":
                    registers.write(Path(folder), size, 100_000)
                command = [sys.executable, __file__, what, str(size), folder]
                done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            print(f"{size:>11,} {what}: {done.stdout.strip()}")


if __name__ == "__main__":
    main()
