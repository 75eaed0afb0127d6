"""Items that compare units: ranks and means among many, as scorecards and as a table.

    python benchmarks/peers.py [UNITS]

Scorecards are made of a tenth of the units. Processor time, the least of three runs; the cost of
an item in the table is that of a sheet with it less that of a sheet without.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import polars as pl

import lawcheck
from lawcheck.model.checklist import Checklist
from lawcheck.scoring import score_units
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: peers
version: "1"
title: 比较
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: item}
grade_on: rounded
grades: [{name: 好, from: 10}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts: {count: count, amount: amount}
indicators:
  - id: other
    title: 其他
    points: 10
    type: count_target
    value: {sum: [count, amount]}
    target: 30
    deduct: {points: 0.2, per: 1, partial: whole}
  - {id: item, title: 本项, points: 10, type: """
RANK = "rank_points, places: [10, 8, 6], otherwise: 4, better: higher, alone: full"
MEAN = "peer_average, better: lower"
STEPS = "deduct: {points: 1, per: 10%, partial: "
ITEMS = {
    "without": "scale, value: amount, zero_at: 0, full_at: 50000",
    "rank of a count": f"{RANK}, value: count, within: all, ties: mean",
    "rank of an amount": f"{RANK}, value: amount, within: all, ties: best",
    "rank in groups": f"{RANK}, value: amount, within: group, ties: mean",
    "mean of an amount": f"{MEAN}, value: amount, within: all, average_of: all, "
    f"measured: percent, {STEPS}whole}}",
    "mean of the others in groups": f"{MEAN}, value: amount, within: group, average_of: others, "
    f"measured: percent, {STEPS}proportional}}",
}


def least(run: Callable[[], object]) -> float:
    """Return the least processor time of three runs."""
    found = []
    for _ in range(3):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def checklists(folder: Path) -> dict[str, Checklist]:
    """One sheet for each item."""
    made = {}
    for name, item in ITEMS.items():
        path = folder / f"{len(made)}.yaml"
        path.write_text(f"{HEAD}{item}}}\n", "utf-8")
        made[name] = Session.start(only=()).load(path)
    return made


def table_of(units: int) -> pl.DataFrame:
    """Invented units in a hundred groups, nearly all with amounts of their own."""
    number = pl.Series("n", range(units), dtype=pl.UInt64)
    return pl.DataFrame(
        {
            "unit": "u" + number.cast(pl.String),
            "unit_group": "g" + (number.hash(1) % 100).cast(pl.String),
            "count": (number.hash(2) % 60).cast(pl.Int64),
            "amount": (number.hash(3) % 10_000_000).cast(pl.Decimal(18, 2)),
        }
    ).with_columns((pl.col("amount") / 100).cast(pl.Decimal(18, 2)))


def cards(checklist: Checklist, facts: pl.DataFrame) -> None:
    """Make the scorecards of all units."""
    units = [
        lawcheck.build_evidence(
            checklist,
            lawcheck.Unit(row["unit"], group=row["unit_group"]),
            {"count": row["count"], "amount": Fraction(row["amount"])},
        )
        for row in facts.iter_rows(named=True)
    ]
    for _ in score_units(checklist, among_peers(checklist, units)):
        pass


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    facts = table_of(units)
    few, fewer = facts.head(units // 10), facts.head(units // 20)
    with tempfile.TemporaryDirectory() as folder:
        made = checklists(Path(folder))
    without = least(lambda: lawcheck.score_table(made["without"], facts))
    for name, checklist in made.items():
        if name == "without":
            continue
        took = least(lambda checklist=checklist: lawcheck.score_table(checklist, facts))
        print(f"{units} units as a table, {name}: {(took - without) / units * 1e6:.2f} us a unit")
    for name in ("rank of an amount", "mean of an amount"):
        many, half = (
            least(lambda each=each, name=name: cards(made[name], each)) for each in (few, fewer)
        )
        print(
            f"{few.height} scorecards, {name}: {many:.1f} s, {many / half:.1f} times half as many"
        )


if __name__ == "__main__":
    main()
