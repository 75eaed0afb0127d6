"""Time of commands as multiples of starting Python; lawcheck must be installed.

python benchmarks/starting.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
EXAMPLE = Path(__file__).parents[1] / "examples" / "maojian-2023" / "maojian.yaml"
LAWCHECK = str(Path(sys.executable).with_name("lawcheck"))
COMMANDS = {
    "lawcheck --help": [LAWCHECK, "--help"],
    "lawcheck score (Maojian)": [LAWCHECK, "score", "district-annual", str(EXAMPLE)],
}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    bare = [sys.executable, "-c", "pass"]
    for name, command in COMMANDS.items():
        ratios = [seconds(command) / seconds(bare) for _ in range(ROUNDS)]
        print(f"{name}: {statistics.median(ratios):.1f} times `python -c pass`")


if __name__ == "__main__":
    main()
