"""Scores from a register of many hearings in Parquet, against a lazy Polars query.

    python benchmarks/registers.py [HEARINGS] [UNITS] [each]

The query is written by hand. Each run has a process of its own, so that the peak memory is its
own. Times are medians of three runs; of processor time, the least.

With `each`, the items are counts and sums of each quarter and month, and the query by hand
computes just these sums, not the points.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from lawcheck.session import Session
from lawcheck.tables import score_table

CHECKLIST = """\
lawcheck: 1
id: hearings
version: "1"
title: 应诉
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 30}
rounding: {places: 2, mode: half_up, at: item}
grade_on: rounded
grades: [{name: 好, from: 20}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
registers:
  hearings:
    label: 行政应诉
    columns: {case_no: text, heard_on: date, appeared: yes_no, lost: yes_no, days: count}
indicators:
  - id: appearance
    title: 出庭
    points: 10
    type: rate
    numerator: {count: hearings, where: {appeared: true}}
    denominator: {count: hearings}
    target: 100%
    deduct: {points: 0.1, per: 1%, partial: proportional}
    on_zero: full
  - id: won
    title: 胜诉
    points: 10
    type: rate
    numerator: {count: hearings, where: {lost: false}}
    denominator: {count: hearings}
    target: 95%
    deduct: {points: 0.5, per: 5%, partial: started}
    on_zero: full
  - id: prompt
    title: 用时
    points: 10
    type: scale
    value: {mean: hearings, of: days}
    zero_at: 60
    full_at: 20
"""

EACH = (
    CHECKLIST[: CHECKLIST.index("indicators:")].replace("out_of: 30", "out_of: 40")
    + """\
indicators:
  - id: held
    title: 每季度开庭
    points: 10
    type: count_target
    value: {count: hearings, by: heard_on}
    target: 12
    each: quarter
    deduct: {points: 0.5, per: 1}
  - id: appeared
    title: 每季度出庭
    points: 10
    type: count_target
    value: {count: hearings, where: {appeared: true}, by: heard_on}
    target: 11
    each: quarter
    deduct: {points: 0.5, per: 1}
  - id: days
    title: 每季度用时
    points: 10
    type: count_target
    value: {sum: hearings, of: days, by: heard_on}
    target: 500
    each: quarter
    deduct: {points: 0.1, per: 20, partial: whole}
  - id: monthly
    title: 每月开庭
    points: 10
    type: count_target
    value: {count: hearings, by: heard_on}
    target: 4
    each: month
    deduct: {points: 0.5, per: 1}
"""
)


def write(path: Path, hearings: int, units: int) -> None:
    """Write invented hearings, a million at a time."""
    parts = path / "hearings"
    parts.mkdir()
    size = 1_000_000
    for first in range(0, hearings, size):
        number = pl.Series("n", range(first, min(first + size, hearings)), dtype=pl.UInt64)
        frame = pl.DataFrame(
            {
                "unit": ("u" + (number.hash(1) % units).cast(pl.String)),
                "case_no": number.cast(pl.String),
                "heard_on": (number.hash(2) % 365).cast(pl.Int32)
                + (date(2023, 1, 1) - date(1970, 1, 1)).days,
                "appeared": number.hash(3) % 10 > 0,
                "lost": number.hash(4) % 20 == 0,
                "days": (number.hash(5) % 90).cast(pl.Int32),
            }
        )
        frame.with_columns(pl.col("heard_on").cast(pl.Date)).write_parquet(
            parts / f"{first:012}.parquet"
        )
    pl.DataFrame({"unit": [f"u{unit}" for unit in range(units)]}).write_parquet(
        path / "units.parquet"
    )
    (path / "ours.yaml").write_text(CHECKLIST, "utf-8")
    (path / "ours-each.yaml").write_text(EACH, "utf-8")


def ours(path: Path, sheet: str) -> pl.DataFrame:
    """Score by the checklist."""
    checklist = Session.start(only=()).load(path / f"{sheet}.yaml")
    hearings = pl.scan_parquet(path / "hearings")
    made: pl.DataFrame = score_table(checklist, path / "units.parquet", {"hearings": hearings})
    return made


def by_hand(path: Path) -> pl.DataFrame:
    """Compute the same in floats, as a person would write it."""
    sums = (
        pl.scan_parquet(path / "hearings")
        .group_by("unit")
        .agg(
            pl.len().alias("all"),
            pl.col("appeared").sum(),
            (~pl.col("lost")).sum().alias("won"),
            pl.col("days").mean(),
        )
    )
    rate = pl.col("appeared") / pl.col("all")
    won = pl.col("won") / pl.col("all")
    return (
        pl.scan_parquet(path / "units.parquet")
        .join(sums, on="unit", how="left")
        .select(
            "unit",
            (10 - ((1 - rate) * 100 * 0.1)).clip(0, 10).round(2).alias("appearance"),
            (10 - 0.5 * ((0.95 - won) / 0.05).ceil().clip(0)).clip(0, 10).round(2).alias("won"),
            (((60 - pl.col("days")) / 40).clip(0, 1) * 10).round(2).alias("prompt"),
        )
        .with_columns(pl.sum_horizontal("appearance", "won", "prompt").alias("score"))
        .collect(engine="streaming")
    )


def each_by_hand(path: Path) -> pl.DataFrame:
    """Compute the sums of each quarter and month."""
    day, sums = pl.col("heard_on"), []
    for months in (
        *((first, first + 3) for first in range(1, 13, 3)),
        *((m, m + 1) for m in range(1, 13)),
    ):
        start, end = (date(2023 + month // 13, (month - 1) % 12 + 1, 1) for month in months)
        inside = (day >= start) & (day < end)
        sums.append(inside.sum().alias(f"held {months}"))
        if months[1] - months[0] == 3:
            sums.append((inside & pl.col("appeared")).sum().alias(f"appeared {months}"))
            sums.append(pl.col("days").filter(inside).sum().alias(f"days {months}"))
    hearings = pl.scan_parquet(path / "hearings")
    return hearings.group_by("unit").agg(sums).collect(engine="streaming")


WAYS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "ours": partial(ours, sheet="ours"),
    "hand": by_hand,
    "ours-each": partial(ours, sheet="ours-each"),
    "hand-each": each_by_hand,
}


def peak() -> float:
    """Return the peak memory of this process in GiB; Linux only.

    `getrusage` is not used, because it also counts the process that this one was forked from.
    """
    status = Path("/proc/self/status").read_text("ascii", errors="replace")
    return int(status.partition("VmHWM:")[2].split()[0]) / 2**20


def main() -> None:
    """Write the hearings and print the results, or run one of the two ways."""
    if sys.argv[1:2] == ["run"]:
        start, spent = time.perf_counter(), time.process_time()
        WAYS[sys.argv[2]](Path(sys.argv[3]))
        print(time.perf_counter() - start, time.process_time() - spent, peak())
        return
    *numbers, kind = [*sys.argv[1:], ""] if "each" not in sys.argv else [*sys.argv[1:-1], "-each"]
    hearings, units = (*map(int, numbers), *(50_000_000, 100_000)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), hearings, units)
        figures: dict[str, list[tuple[float, ...]]] = {}
        for way in 3 * ("ours", "hand"):
            command = [sys.executable, __file__, "run", way + kind, folder]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            figures.setdefault(way, []).append(tuple(map(float, done.stdout.split())))
    seconds = {way: statistics.median(each[0] for each in runs) for way, runs in figures.items()}
    spent = {way: min(each[1] for each in runs) for way, runs in figures.items()}
    most = {way: max(each[2] for each in runs) for way, runs in figures.items()}
    print(
        f"{hearings} hearings, {units} units: {seconds['ours']:.1f} s and {most['ours']:.2f} "
        f"GiB, by hand {seconds['hand']:.1f} s and {most['hand']:.2f} GiB, ratio "
        f"{seconds['ours'] / seconds['hand']:.2f}, of processor time "
        f"{spent['ours'] / spent['hand']:.2f}"
    )


if __name__ == "__main__":
    main()
