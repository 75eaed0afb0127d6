"""A table of many units against hand-written float expressions of Polars for the same rules.

    python benchmarks/tables.py [UNITS]

It has thirty items of six kinds. Times are medians of runs in one process. The float expressions
are what a person would write by hand: they round each item or only the total, and have no states,
exact numbers or checks.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count as count_from
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.session import Session
from lawcheck.tables import score_table

HEAD = """\
lawcheck: 1
id: many
version: "1"
title: 三十项
period: {{from: 2023-01-01, to: 2023-12-31}}
scoring: {{method: points, out_of: 150}}
rounding: {{places: 2, mode: half_up, at: {at}}}
grade_on: rounded
grades:
  - {{name: 优, from: 135}}
  - {{name: 良, from: 120}}
  - {{name: 中, from: 90}}
  - {{name: 差, from: 0}}
not_applicable: {{policy: redistribute, at_most: 20%}}
"""
KINDS = {
    "rate": "type: rate, numerator: n{i}, denominator: d{i}, target: 95%, "
    "deduct: {{points: 0.1, per: 1%, partial: proportional}}, on_zero: full",
    "steps": "type: rate, numerator: n{i}, denominator: d{i}, target: 90%, deduct: "
    "{{points: 0.5, per: 5%, partial: started}}, on_zero: full",
    "scale": "type: scale, value: v{i}, zero_at: 60%, full_at: 95%",
    "bands": "type: bands, value: v{i}, bands: [{{from: 95%, points: 5}}, "
    "{{from: 85%, points: 3}}, {{from: 70%, points: 1}}], otherwise: 0",
    "count": "type: count_target, value: c{i}, target: 12, deduct: {{points: 0.5, per: 1}}",
    "yes": "type: yes_no, value: y{i}",
}


def checklist_of(at: str, count: int = 30) -> Checklist:
    """Return a checklist of `count` items, of six kinds in turn."""
    facts, items = [], []
    for i in range(count):
        kind = list(KINDS)[i % 6]
        facts += {
            "rate": [f"n{i}: count", f"d{i}: count"],
            "steps": [f"n{i}: count", f"d{i}: count"],
            "scale": [f"v{i}: {{kind: rate, written_as: fraction}}"],
            "bands": [f"v{i}: {{kind: rate, written_as: fraction}}"],
            "count": [f"c{i}: count"],
            "yes": [f"y{i}: yes_no"],
        }[kind]
        items.append(f"  - {{id: i{i}, title: 第{i}项, points: 5, {KINDS[kind].format(i=i)}}}")
    head = (
        HEAD.replace("150", str(5 * count))
        .replace("135", str(9 * count // 2))
        .replace("120", str(4 * count))
    )
    head = head.replace("90", str(3 * count))
    text = (
        head.format(at=at)
        + "facts:\n"
        + "".join(f"  {fact}\n" for fact in facts)
        + "indicators:\n"
        + "\n".join(items)
        + "\n"
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.yaml"
        path.write_text(text, "utf-8")
        return Session.start(only=()).load(path)


def facts_of(units: int, seed: int = 1, count: int = 30) -> pl.DataFrame:
    """Return invented exact facts: whole numbers, decimals of four places, yes or no."""
    seeds = count_from(1000 * seed)
    some = pl.Series("i", range(units), dtype=pl.UInt64)
    columns = {"unit": some.cast(pl.String)}

    def drawn(most: int) -> pl.Series:
        return (some.hash(next(seeds)) % (most + 1)).cast(pl.Int64)

    for i in range(count):
        kind = list(KINDS)[i % 6]
        if kind in ("rate", "steps"):
            columns[f"d{i}"] = drawn(2000)
            columns[f"n{i}"] = columns[f"d{i}"] - (columns[f"d{i}"] * drawn(400)) // 2000
        elif kind in ("scale", "bands"):
            hundredths = pl.DataFrame({"x": 5000 + drawn(5000)})
            columns[f"v{i}"] = hundredths.select(
                pl.col("x").cast(pl.Decimal(18, 0)) * pl.lit("0.0001").cast(pl.Decimal(18, 4))
            )["x"]
        elif kind == "count":
            columns[f"c{i}"] = drawn(20)
        else:
            columns[f"y{i}"] = drawn(1) == 1
    return pl.DataFrame(columns)


def by_hand(frame: pl.DataFrame, each: bool) -> pl.DataFrame:
    """Compute the same rules in floats."""
    items = []
    for i in range(30):
        kind = list(KINDS)[i % 6]
        if kind == "rate":
            value = pl.col(f"n{i}") / pl.col(f"d{i}")
            points = 5 - pl.max_horizontal(0.0, (0.95 - value) * 100 * 0.1)
            item = pl.when(pl.col(f"d{i}") == 0).then(5.0).otherwise(points).clip(0, 5)
        elif kind == "steps":
            value = pl.col(f"n{i}") / pl.col(f"d{i}")
            item = (
                pl.when(pl.col(f"d{i}") == 0)
                .then(5.0)
                .otherwise(5 - 0.5 * ((0.9 - value) / 0.05).ceil().clip(0))
                .clip(0, 5)
            )
        elif kind == "scale":
            item = ((pl.col(f"v{i}") - 0.6) / 0.35).clip(0, 1) * 5
        elif kind == "bands":
            v = pl.col(f"v{i}")
            item = (
                pl.when(v >= 0.95)
                .then(5.0)
                .when(v >= 0.85)
                .then(3.0)
                .when(v >= 0.7)
                .then(1.0)
                .otherwise(0.0)
            )
        elif kind == "count":
            item = (5 - 0.5 * (12 - pl.col(f"c{i}")).clip(0)).clip(0, 5)
        else:
            item = pl.when(pl.col(f"y{i}")).then(5.0).otherwise(0.0)
        items.append((item.round(2) if each else item).alias(f"i{i}"))
    scored = (
        frame.lazy()
        .select("unit", *items)
        .with_columns(pl.sum_horizontal(pl.exclude("unit")).round(2).alias("score"))
    )
    grade = (
        pl.when(pl.col("score") >= 135)
        .then(1)
        .when(pl.col("score") >= 120)
        .then(2)
        .when(pl.col("score") >= 90)
        .then(3)
    )
    return scored.with_columns(grade.otherwise(4).alias("grade")).collect()


def median(run: Callable[[], object], times: int = 5) -> float:
    """Return the median seconds of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the results."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    frame = facts_of(units)
    floats = frame.with_columns(pl.col("^v.*$").cast(pl.Float64))
    for at in ("item", "total"):
        checklist = checklist_of(at)
        by_hand(floats, at == "item"), score_table(checklist, frame)
        hand = median(partial(by_hand, floats, at == "item"))
        ours = median(partial(score_table, checklist, frame))
        print(
            f"rounded at {at}: {units} units x 30 items: {ours:.2f} s, floats by hand {hand:.2f} "
            f"s, ratio {ours / hand:.2f}"
        )


if __name__ == "__main__":
    main()
