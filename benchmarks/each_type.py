"""What each indicator type costs in tables, for a unit and item, and whether `score()` agrees.

    python benchmarks/each_type.py            measure, and print the table
    python benchmarks/each_type.py --write    measure, and put the table into docs/scale.md

The cost of an item is the time that a sheet takes with eleven copies of it, less that of a sheet
with one, divided by ten and by the number of units: so what a table costs anyway is left out.
Times are processor times, the least of three runs. The evidence is invented; 5 % of the facts are
blank.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import polars as pl

import lawcheck

COPIES = 10
RUNS = 3
CHECKED = 100
LEAST = 0.01
"""A difference below this many microseconds is noise."""
DOC = Path(__file__).parents[1] / "docs" / "scale.md"
MARK = "<!-- cost of each type: python benchmarks/each_type.py --write -->"
FACTS = 100_000
RECORDS = 5_000
"""How many units a sheet over facts has, and one over records."""

HEAD = """\
lawcheck: 1
id: types
version: "1"
title: 各种评分方式
period: {{from: 2023-01-01, to: 2023-12-31}}
scoring: {{method: points, out_of: {out_of}}}
rounding: {{places: 2, mode: half_up, at: total}}
grade_on: rounded
grades: [{{name: 合格, from: 1}}, {{name: 不合格, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 100%}}
"""
FACT_KINDS = {
    "part": "kind: count",
    "cases": "kind: count",
    "part2": "kind: count",
    "cases2": "kind: count",
    "ratio": "kind: rate, written_as: fraction",
    "amount": "kind: amount",
    "before": "kind: amount",
    "sure": "kind: yes_no",
    "other": "kind: yes_no",
    "done": "kind: date, may_be_never: true, any_date: true",
    "start": "kind: date, any_date: true",
}
REGISTER = """\
registers:
  docs:
    label: 文件
    columns:
      no: {kind: text, label: 编号, optional: true}
      level: {kind: text, label: 级别, choices: [国家级, 省级, 市级]}
      matter: {kind: text, label: 事项}
      on: {kind: date, label: 日期}
      filed: {kind: date, label: 报备日期, may_be_never: true, any_date: true}
      reviewed: {kind: yes_no, label: 审查}
      marks: {kind: amount, label: 分数}
      wrong: {kind: count, label: 错误}
      good: {kind: count, label: 满意}
      fair: {kind: count, label: 一般}
      bad: {kind: count, label: 不满意}
      taken: {kind: amount, label: 扣分}
"""
CALENDAR = """\
calendars:
  work:
    from: 2022-01-01
    to: 2025-12-31
    weekend: [saturday, sunday]
    holidays: [2023-10-02, 2023-10-03]
"""
STEPS = "{points: 0.1, per: 1%, partial: proportional}"
RATE = f"numerator: part, denominator: cases, target: 95%, deduct: {STEPS}, on_zero: full"
OVER_FACTS = {
    "rate": f"type: rate, {RATE}",
    "rate, started steps": "type: rate, numerator: part, denominator: cases, target: 90%, "
    "deduct: {points: 0.5, per: 5%, partial: started, at_most: 3}, on_zero: not_applicable",
    "rate, n/a by a fact": f"type: rate, {RATE}, "
    "not_applicable: {policy: redistribute, when: {sure: true}}",
    "count_target": "type: count_target, value: part, target: 12, deduct: {points: 0.5, per: 1}",
    "count_target, a sum": "type: count_target, value: {sum: [part, part2]}, target: 300, "
    "deduct: {points: 0.5, per: 10, partial: started}",
    "scale": "type: scale, value: ratio, zero_at: 60%, full_at: 95%",
    "bands": "type: bands, value: ratio, bands: [{from: 95%, points: 5}, {from: 85%, points: 3}], "
    "otherwise: 0",
    "bands, a mean": "type: bands, value: {mean: [amount, before]}, "
    "bands: [{from: 95, points: 5}, {from: 85, points: 3}], otherwise: 0",
    "tiers": "type: tiers, tiers: [{title: 好, points: 5, when: {part: {at_least: 300}, "
    "sure: true}}, {title: 中, points: 3, when: {part: {at_least: 100}}}], otherwise: 0",
    "yes_no": "type: yes_no, value: sure",
    "all_of": "type: all_of, items: [{title: 甲, value: sure}, {title: 乙, value: ratio}, "
    "{title: 丙, value: other}], partly: 2",
    "change": "type: change, value: amount, before: before, better: lower, measured: percent, "
    "on_zero: full, deduct: {points: 1, per: 10%, partial: proportional}",
    "composite": "type: composite, parts: [{title: 甲, value: amount, out_of: 500, weight: 20%}, "
    "{title: 乙, value: before, out_of: 500, weight: 80%}]",
    "parts": f"type: parts, parts: [{{id: one, title: 一, points: 2, type: rate, {RATE}}}, "
    "{id: two, title: 二, points: 3, type: rate, numerator: part2, denominator: cases2, "
    "target: 90%, deduct: {points: 0.5, per: 5%, partial: started}, on_zero: full}]",
    "incidents": "type: incidents, menu: [{title: 事, count: part, deduct: [0.3, 0.5], "
    "at_most: 3}, {title: 件, count: part2, deduct: 0.01}]",
    "deadline": "type: deadline, done: done, due: 2023-06-30, "
    "late: {points: 0.1, per: 1, partial: started}, never: 5",
    "deadline, two dates": "type: deadline, done: done, after: start, days: 15, "
    "late: {points: 0.1, per: 1, partial: started}, never: 5",
    "deadline, working days": "type: deadline, done: done, after: start, days: 15, "
    "calendar: work, "
    "late: {points: 0.1, per: 1, partial: started}, never: 5",
    "stepped_bonus": "type: stepped_bonus, value: amount, from: 100, first: 1, "
    "further: {points: 0.5, per: 50, partial: whole}",
    "rank_points": "type: rank_points, value: amount, better: higher, within: all, "
    "places: [5, 4, 3], otherwise: 1, ties: mean, alone: not_applicable",
    "peer_average": "type: peer_average, value: amount, better: lower, within: all, "
    "average_of: all, measured: percent, deduct: {points: 1, per: 10%, partial: whole}",
    "peer_scale": "type: peer_scale, value: amount, better: higher, within: all, by: min_max, "
    "all_equal: full",
}
OVER_RECORDS = {
    "rate": "type: rate, numerator: {count: docs, where: {reviewed: true}}, "
    f"denominator: {{count: docs}}, target: 95%, deduct: {STEPS}, on_zero: full",
    "rate, a share": "type: rate, value: {share: docs, where: {reviewed: true}, on_zero: 100%}, "
    f"target: 95%, deduct: {STEPS}",
    "bands, a mean": "type: bands, value: {mean: docs, of: marks}, "
    "bands: [{from: 95, points: 5}, {from: 85, points: 3}], otherwise: 0",
    "bands, a median": "type: bands, value: {median: docs, of: marks}, "
    "bands: [{from: 95, points: 5}, {from: 85, points: 3}], otherwise: 0",
    "bands, a mean without the ends": "type: bands, value: {mean: docs, of: marks, drop: 1}, "
    "bands: [{from: 95, points: 5}, {from: 85, points: 3}], otherwise: 0",
    "count_target, each quarter": "type: count_target, value: {count: docs, by: on}, "
    "each: quarter, target: 2, deduct: {points: 0.5, per: 1}",
    "incidents": "type: incidents, menu: [{title: 事, count: {count: docs, "
    "where: {reviewed: false}}, deduct: 0.5, at_most: 2}]",
    "incidents, multiplied": "type: incidents, menu: [{title: 事, count: {count: docs}, "
    "deduct: 0.2, multiply: [{where: {reviewed: false}, by: 2}]}]",
    "deadline": "type: deadline, records: {register: docs, done: filed, after: on}, days: 30, "
    "late: {points: 0.1, per: 1, at_most: 2}, never: 3",
    "judged": "type: judged, records: {register: docs, deduct: taken, where: {reviewed: false}}, "
    "from: 0.5, to: 2",
    "awards": "type: awards, register: docs, level: level, "
    "levels: {国家级: 4, 省级: 2, 市级: 1}, matter: matter, duplicates: highest",
    "awards, a cap a quarter": "type: awards, register: docs, level: level, "
    "levels: {国家级: 4, 省级: 2, 市级: 1}, matter: matter, duplicates: highest, "
    "cap: {points: 4, per: quarter, by: on}",
    "case_files": "type: case_files, register: docs, file_points: 100, "
    "faults: [{title: 缺, column: wrong, deduct: 15}], qualified_from: 60, on_zero: full, "
    "by: share, target: 90%, on: point",
    "case_files, a lower bound": "type: case_files, register: docs, file_points: 100, "
    "faults: [{title: 缺, column: wrong, deduct: 15}], qualified_from: 60, on_zero: full, "
    "by: share, target: 90%, on: lower_bound, bound: wilson",
    "survey": "type: survey, register: docs, "
    "answers: {good: 100%, fair: 60%, bad: 0%}, zero_at: 60%, full_at: 90%, at_least: 3",
}
BONUS = ("stepped_bonus", "awards")
"""Types that add points; the others take them off."""


@attrs.frozen
class Cost:
    """What an item costs: in a table, and by `score()`, both in microseconds a unit."""

    name: str
    table: float
    card: float
    wrong: int


def facts(units: int) -> pl.DataFrame:
    """Return the facts of units."""
    draw = random.Random(7)  # noqa: S311 - invented data, the same in each run; no secret

    def column(value: object) -> object:
        return None if draw.random() < 0.05 else value

    def row(number: int) -> dict[str, object]:
        whole, whole2 = draw.randrange(400), draw.randrange(400)
        return {
            "unit": f"u{number}",
            "part": column(draw.randint(0, whole)),
            "cases": column(whole),
            "part2": column(draw.randint(0, whole2)),
            "cases2": column(whole2),
            "ratio": column(Decimal(draw.randrange(1001)).scaleb(-3)),
            "amount": column(Decimal(draw.randrange(50001)).scaleb(-2)),
            "before": column(Decimal(draw.randrange(50001)).scaleb(-2)),
            "sure": column(draw.random() < 0.7),
            "other": column(draw.random() < 0.7),
            "done": "从未" if draw.random() < 0.1 else str(day(draw)),
            "start": column(day(draw)),
        }

    return pl.DataFrame([row(number) for number in range(units)], infer_schema_length=None)


def day(draw: random.Random) -> date:
    """Return a day of the year."""
    return date(2023, 1, 1) + timedelta(days=draw.randrange(365))


def records(units: int) -> pl.DataFrame:
    """Return five records for each unit."""
    draw = random.Random(8)  # noqa: S311 - invented data, the same in each run; no secret
    return pl.DataFrame(
        {
            "unit": f"u{number // 5}",
            "no": str(number),
            "level": draw.choice(["国家级", "省级", "市级"]),
            "matter": f"事项{draw.randrange(4)}",
            "on": day(draw),
            "filed": "从未" if draw.random() < 0.05 else str(day(draw)),
            "reviewed": draw.random() < 0.7,
            "marks": Decimal(draw.randrange(70, 101)),
            "wrong": draw.randrange(3),
            "good": draw.randrange(4),
            "fair": draw.randrange(3),
            "bad": draw.randrange(2),
            "taken": Decimal(draw.randrange(5, 21)).scaleb(-1),
        }
        for number in range(5 * units)
    )


def checklist_of(rule: str, copies: int, over_records: bool, folder: Path) -> lawcheck.Checklist:
    """Return a sheet of so many copies of an item."""
    is_bonus = any(f"type: {name}" in rule for name in BONUS)
    lines = [
        f"  - {{id: i{number}, title: 项{number}, points: 5, {rule}}}" for number in range(copies)
    ]
    text = HEAD.format(out_of=5 if is_bonus else 5 * copies)
    read = set() if over_records else _words(rule)
    names = {name: kind for name, kind in FACT_KINDS.items() if name in read}
    if is_bonus:
        names["sure"] = FACT_KINDS["sure"]
    if names:
        text += "facts:\n" + "".join(
            f"  {name}: {{{kind}, label: {name}}}\n" for name, kind in names.items()
        )
    if over_records:
        text += REGISTER
    if "calendar:" in rule:
        text += CALENDAR
    if is_bonus:
        text += "indicators:\n  - {id: base, title: 基础, points: 5, type: yes_no, value: sure}\n"
        text += "bonus:\n  at_most: 5\n  total_at_most: 10\n  indicators:\n"
        text += "".join(f"  {line}\n" for line in lines)
    else:
        text += "indicators:\n" + "\n".join(lines) + "\n"
    path = folder / "types.yaml"
    path.write_text(text, encoding="utf-8")
    return lawcheck.load_checklist(path)


def _words(rule: str) -> set[str]:
    return set("".join(each if each.isalnum() or each == "_" else " " for each in rule).split())


def seconds(
    checklist: lawcheck.Checklist, table: pl.DataFrame, docs: pl.DataFrame | None
) -> float:
    """Return the least processor time of some runs."""
    registers = {} if docs is None else {"docs": docs}
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        lawcheck.score_table(checklist, table, registers)
        found.append(time.process_time() - start)
    return min(found)


def card_seconds(
    checklist: lawcheck.Checklist, table: pl.DataFrame, registers: dict[str, pl.DataFrame]
) -> float:
    """Return the least processor time that the scorecards of a table take."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        lawcheck.table_cards(checklist, table["unit"].to_list(), table, registers)
        found.append(time.process_time() - start)
    return min(found)


def measure(rules: dict[str, str], over_records: bool, folder: Path) -> Iterator[Cost]:
    """Measure each of some rules."""
    units = RECORDS if over_records else FACTS
    table, docs = facts(units), records(units) if over_records else None
    for name, rule in rules.items():
        one, many = (
            checklist_of(rule, copies, over_records, folder) for copies in (1, 1 + COPIES)
        )
        used = table.select("unit", *(each for each in FACT_KINDS if each in one.facts))
        cost = (seconds(many, used, docs) - seconds(one, used, docs)) / COPIES / units
        yield Cost(name, cost * 1e6, *compared(one, many, used, docs))


def compared(
    one: lawcheck.Checklist,
    many: lawcheck.Checklist,
    table: pl.DataFrame,
    docs: pl.DataFrame | None,
) -> tuple[float, int]:
    """Score some units by themselves; return the time of an item, and how many units differ."""
    some = table.head(CHECKED)
    names = some["unit"].to_list()
    registers = {} if docs is None else {"docs": docs.filter(pl.col("unit").is_in(names))}
    times = [card_seconds(checklist, some, registers) for checklist in (one, many)]
    # Of so few units a table makes no formula, and peers are all units: so all are scored.
    every = {} if docs is None else {"docs": docs}
    made = lawcheck.score_table(many, table, every).head(CHECKED).select("state.i1", "points.i1")
    cards = lawcheck.table_cards(many, names, table, every)
    wrong = 0
    for card, (state, points) in zip(cards, made.iter_rows(), strict=True):
        outcome = card.outcome("i1")
        span = outcome.earned if outcome.state != "not_applicable" else None
        if span is None or not span.is_exact:
            same = points is None
        else:
            exact = Decimal(span.low.numerator) / Decimal(span.low.denominator)
            same = abs(points - exact) < Decimal("1e-8")
        wrong += outcome.state != state or not same
    return (times[1] - times[0]) / COPIES / CHECKED * 1e6, wrong


def lines_of(found: dict[str, list[Cost]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| over | type | µs a unit and item | against `score()` |"
    yield "|---|---|---|---|"
    for over, costs in found.items():
        for cost in costs:
            table = max(cost.table, LEAST)
            times = cost.card / table
            ratio = f"{times:,.0f} times faster" if times >= 2 else "about the same"
            yield f"| {over} | {cost.name} | {table:.3f} | {ratio} |"


def main() -> None:
    """Print the table, or write it into the page."""
    with TemporaryDirectory() as folder:
        found = {
            "facts": list(measure(OVER_FACTS, False, Path(folder))),
            "five records": list(measure(OVER_RECORDS, True, Path(folder))),
        }
    table = "\n".join(lines_of(found))
    print(table)
    wrong = sum(cost.wrong for costs in found.values() for cost in costs)
    print(f"units that differ from score(): {wrong}")
    if "--write" in sys.argv:
        before, _, rest = DOC.read_text(encoding="utf-8").partition(MARK)
        _, _, after = rest.partition(MARK)
        text = f"{before}{MARK}\n\n{table}\n\n{MARK}{after}"
        DOC.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
