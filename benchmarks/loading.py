"""Seconds to load a checklist of 1,000 indicators. Run: python benchmarks/loading.py."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from worlds import mixed_checklist

import lawcheck


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.yaml")
        path.write_text(mixed_checklist(1000), encoding="utf-8")
        session = lawcheck.Session.start()
        seconds = []
        for _ in range(5):
            start = time.perf_counter()
            session.load(path)
            seconds.append(time.perf_counter() - start)
    print(f"1,000 indicators: {statistics.median(seconds):.2f} s")


if __name__ == "__main__":
    main()
