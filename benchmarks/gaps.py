"""Blanks, items that do not apply, nested means and vetoes, against hand-written floats.

    python benchmarks/gaps.py [UNITS]

Thirty items of one cheap kind, so that the totals count and not the rules. Times are CPU seconds
of the process, the least of several runs, both programs in turn. The float expressions have the
lowest and the highest total where items are blank, as the table of scores does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial, reduce
from itertools import count as count_from
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.session import Session
from lawcheck.tables import score_table

ITEMS = 30
WEIGHTS = (3, 3, 4, 5, 2)
"""Tenths, of the five items of a section."""
HEAD = """\
lawcheck: 1
id: gaps
version: "1"
title: 三十项
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 135}, {name: 良, from: 120}, {name: 中, from: 90}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
"""
VETO = """\
vetoes:
  - id: veto
    title: 违法
    when: {bad: yes}
    effect: {total: 0}
    if_missing: open
    basis: [{law: 某办法（虚构）}]
"""


@attrs.frozen
class Sheet:
    """A checklist and how many hundredths of the cells and units have which gap.

    Attributes:
        is_nested: whether its totals are weighted means, three deep; else the sum of all items.
        absent: items that do not apply.
        blank: items that are open.
        struck: units to which a veto applies; None if there is no veto.
    """

    is_nested: bool = False
    absent: int = 0
    blank: int = 0
    struck: int | None = None

    def checklist(self) -> Checklist:
        """Return the checklist."""
        facts = [f"c{i}: count" for i in range(ITEMS)]
        facts += [f"here{i}: yes_no" for i in range(ITEMS) if self.absent]
        facts += ["bad: yes_no"] if self.struck is not None else []
        scoring = "weighted_mean" if self.is_nested else "points"
        text = f"{HEAD}scoring: {{method: {scoring}, out_of: 150}}\nfacts:\n"
        text += "".join(f"  {each}\n" for each in facts)
        text += VETO if self.struck is not None else ""
        text += self._sections() if self.is_nested else f"indicators:\n{self._items(0, ITEMS)}"
        with TemporaryDirectory() as folder:
            path = Path(folder) / "gaps.yaml"
            path.write_text(text, "utf-8")
            return Session.start(only=()).load(path)

    def _sections(self) -> str:
        text = "sections:\n"
        for place in range(6):
            if place % 2 == 0:
                text += f"""\
  - id: s{place}
    title: 节
    weight: 0.{WEIGHTS[place // 2]}
    scoring: {{method: weighted_mean, out_of: 50}}
    sections:
"""
            text += f"""\
      - id: t{place}
        title: 节
        weight: 0.{4 + 2 * (place % 2)}
        scoring: {{method: weighted_mean, out_of: 25}}
        indicators:
{self._items(5 * place, 5 * place + 5)}"""
        return text

    def _items(self, start: int, stop: int) -> str:
        return "".join(
            f"          - {{id: i{i}, title: 项, points: 5, type: count_target, value: c{i}, "
            "target: 12, deduct: {points: 0.5, per: 1}"
            + (f", weight: 0.{WEIGHTS[i % 5]}" if self.is_nested else "")
            + (f", not_applicable: {{when: {{here{i}: no}}}}" if self.absent else "")
            + "}\n"
            for i in range(start, stop)
        )

    def facts(self, units: int) -> pl.DataFrame:
        """Return invented facts."""
        seeds = count_from(1)
        some = pl.Series("i", range(units), dtype=pl.UInt64)

        def drawn(many: int) -> pl.Series:
            return (some.hash(next(seeds)) % many).cast(pl.Int64)

        columns = {"unit": some.cast(pl.String)}
        for i in range(ITEMS):
            both = pl.DataFrame({"value": drawn(21), "chance": drawn(100)})
            known = pl.when(pl.col("chance") >= self.blank).then("value")
            columns[f"c{i}"] = both.select(known).to_series() if self.blank else both["value"]
            if self.absent:
                columns[f"here{i}"] = drawn(100) >= self.absent
        if self.struck is not None:
            columns["bad"] = drawn(100) < self.struck
        return pl.DataFrame(columns)

    def by_hand(self, facts: pl.DataFrame) -> pl.DataFrame:
        """Compute the same in floats."""
        made = {}
        ends = {"low": 0.0, "high": 5.0} if self.blank else {"low": 0.0}
        for i in range(ITEMS):
            points = (5 - 0.5 * (12 - pl.col(f"c{i}")).clip(0)).clip(0, 5)
            for end, blank in ends.items():
                known = points.fill_null(blank) if self.blank else points
                made[f"{end}{i}"] = (
                    pl.when(f"here{i}").then(known).otherwise(0.0) if self.absent else known
                )
        query = facts.lazy().with_columns(**made)
        shares = [
            pl.when(f"here{i}").then(self._weight(i)).otherwise(0.0)
            if self.absent
            else pl.lit(self._weight(i))
            for i in range(ITEMS)
        ]
        for end in ends:
            total = self._total([pl.col(f"{end}{i}") for i in range(ITEMS)], shares)
            if self.struck is not None:
                total = pl.when("bad").then(0.0).otherwise(total)
            query = query.with_columns(total.round(2).alias(f"score {end}"))
            score = pl.col(f"score {end}")
            grade = pl.when(score >= 135).then(1).when(score >= 120).then(2)
            grade = grade.when(score >= 90).then(3)
            query = query.with_columns(grade.otherwise(4).alias(f"grade {end}"))
        return query.select(
            "unit",
            "^score .*$",
            "^grade .*$",
            *(f"{end}{i}" for end in ends for i in range(ITEMS)),
        ).collect()

    def _weight(self, item: int) -> float:
        return WEIGHTS[item % 5] / 10 if self.is_nested else 5.0

    def _total(self, points: list[pl.Expr], shares: list[pl.Expr]) -> pl.Expr:
        if not self.is_nested:
            return reduce(add, points) / reduce(add, shares) * 150
        weighted = [each * self._weight(i) for i, each in enumerate(points)]
        scores, there = [], []
        for start in range(0, ITEMS, 5):
            score, any_there = _mean(weighted[start : start + 5], shares[start : start + 5])
            scores.append(score * 5)
            there.append(any_there)
        for factors, group, times in (([0.4, 0.6] * 3, 2, 2), ([0.3, 0.3, 0.4], 3, 3)):
            parts = [
                pl.when(here).then(f).otherwise(0.0)
                for f, here in zip(factors, there, strict=True)
            ]
            sums = [
                pl.when(here).then(s * f).otherwise(0.0)
                for s, f, here in zip(scores, factors, there, strict=True)
            ]
            pairs = [
                _mean(sums[at : at + group], parts[at : at + group])
                for at in range(0, len(parts), group)
            ]
            scores, there = [score * times for score, _ in pairs], [here for _, here in pairs]
        return scores[0]


def _mean(sums: list[pl.Expr], shares: list[pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    whole = reduce(add, shares)
    return reduce(add, sums) / whole, whole > 0


SHEETS = {
    "no gaps": Sheet(),
    "3% not applicable": Sheet(absent=3),
    "5% blank": Sheet(blank=5),
    "both": Sheet(absent=3, blank=5),
    "a veto strikes 5%": Sheet(struck=5),
    "nested": Sheet(is_nested=True),
    "nested, 3% not applicable": Sheet(is_nested=True, absent=3),
    "nested, all of it": Sheet(is_nested=True, absent=3, blank=5, struck=5),
}


def least(runs: dict[str, Callable[[], object]], times: int = 4) -> dict[str, float]:
    """Return the least CPU seconds of each of several runs, made in turn."""
    taken = dict.fromkeys(runs, float("inf"))
    for _ in range(times):
        for name, run in runs.items():
            start = time.process_time()
            run()
            taken[name] = min(taken[name], time.process_time() - start)
    return taken


def main() -> None:
    """Print the results."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    for name, sheet in SHEETS.items():
        checklist, facts = sheet.checklist(), sheet.facts(units)
        ours, floats = score_table(checklist, facts), sheet.by_hand(facts)
        far = (ours["score_low"].cast(pl.Float64) - floats["score low"]).abs() > 0.011
        taken = least(
            {
                "ours": partial(score_table, checklist, facts),
                "hand": partial(sheet.by_hand, facts),
            }
        )
        print(
            f"{name}: {taken['ours'] / units * 1e6:.2f} µs of CPU a unit, floats by hand "
            f"{taken['hand'] / units * 1e6:.2f}, ratio {taken['ours'] / taken['hand']:.2f}; "
            f"{far.sum()} scores differ by more than a hundredth"
        )


if __name__ == "__main__":
    main()
