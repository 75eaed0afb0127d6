"""Random sheets of all types, with blanks, n/a, vetoes and nested means: Spark says what one machine says."""

import random
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from lawcheck_spark.engine import SparkEngine
from local_spark import running_spark  # noqa: F401 - a fixture

import lawcheck
from lawcheck import Session
from lawcheck.plugin import Checklist, TableRun

pytestmark = [
    pytest.mark.usefixtures("spark"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),  # of PySpark on pandas
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets of py4j
]

HEAD = """\
lawcheck: 1
id: random-sheet
version: "1"
title: 随机（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: weighted_mean, out_of: 100}
rounding: {places: 2, mode: MODE, at: AT}
grade_on: rounded
grades: [{name: 优, from: 60}, {name: 中, from: 40}, {name: 差, from: -1000}]
not_applicable: {policy: redistribute, at_most: 100%}
calendars:
  work: {from: 2023-01-01, to: 2023-12-31, weekend: [saturday, sunday], holidays: [2023-10-02]}
"""
FACTS = {
    "part": "count",
    "whole": "count",
    "share": "{kind: rate, written_as: fraction}",
    "amount": "amount",
    "before": "amount",
    "sure": "yes_no",
    "kind": "{kind: text, choices: [甲, 乙, 丙]}",
    "finished": "{kind: date, may_be_never: true, any_date: true}",
    "begun": "date",
}
REGISTER = """\
registers:
  docs:
    label: 文件
    columns:
      no: text
      level: {kind: text, choices: [国家级, 市级]}
      on: date
      filed: {kind: date, may_be_never: true, any_date: true, optional: true}
      bad: yes_no
      marks: {kind: amount, optional: true}
      wrong: count
"""
RATE = "numerator: part, denominator: whole, deduct: {points: 0.1, per: 1%, partial: proportional}"
RULES = {
    "rate": f"type: rate, {RATE}, target: 95%, on_zero: not_applicable",
    "rate_when": f"type: rate, {RATE}, target: 90%, on_zero: full, not_applicable: "
    "{policy: redistribute, when: {sure: true}}",
    "scale": "type: scale, value: share, zero_at: 60%, full_at: 95%",
    "bands": "type: bands, value: {mean: [amount, before]}, bands: [{from: 300, points: 5}, "
    "{from: 200, points: 3}], otherwise: 0",
    "count_target": "type: count_target, value: part, target: 12, deduct: {points: 0.5, per: 1}",
    "yes_no": "type: yes_no, value: sure",
    "change": "type: change, value: amount, before: before, better: lower, measured: percent, "
    "on_zero: full, deduct: {points: 1, per: 10%, partial: started}",
    "composite": "type: composite, parts: [{title: 一, value: amount, out_of: 500, weight: 20%}, "
    "{title: 二, value: before, out_of: 500, weight: 80%}]",
    "all_of": "type: all_of, items: [{title: 一, value: sure}, {title: 二, value: share}], partly: 2",
    "parts": f"type: parts, parts: [{{id: one, title: 一, points: 2, type: rate, {RATE}, target: 90%, "
    "on_zero: full}, {id: two, title: 二, points: 3, type: yes_no, value: sure}]",
    "tiers": "type: tiers, tiers: [{title: 好, points: 5, when: {kind: 甲}}, {title: 中, points: 3, "
    "when: {any: [{kind: 乙}, {amount: {more_than: 60}}]}}], otherwise: 0",
    "deadline": "type: deadline, done: finished, after: begun, days: 3, calendar: work, never: 5, "
    "late: {points: 0.1, per: 1, partial: started}",
    "incidents": "type: incidents, menu: [{title: 事, count: part, deduct: [0.3, 0.5], at_most: 3}]",
    "of_records": "type: count_target, value: {count: docs, where: {bad: false}}, target: 2, "
    "deduct: {points: 1.5, per: 1}",
    "median": "type: bands, value: {median: docs, of: marks}, bands: [{from: 90, points: 5}, "
    "{from: 60, points: 2}], otherwise: 0",
    "quarters": "type: count_target, value: {count: docs, by: on}, each: quarter, target: 1, "
    "deduct: {points: 2, per: 1}",
    "filing": "type: deadline, records: {register: docs, done: filed, after: on}, days: 2, "
    "calendar: work, late: {points: 0.3, per: 1, at_most: 2}, never: 3",
    "multiplied": "type: incidents, menu: [{title: 错, count: {count: docs, where: {bad: true}}, "
    "deduct: 1, multiply: [{where: {level: 国家级}, by: 0.3}]}]",
}
VETOES = {
    "fact": "when: {sure: true, kind: 丙}",
    "records": "records: {count: docs, where: {bad: true, level: 国家级}}",
    "working_days": "records: {count: docs, where: {filed: {within: 1, of: on, calendar: work}}}",
}
UNITS = 150


def sheet(dice: random.Random) -> str:
    """Three sections of a weighted mean: one that adds up, one of weights, one with a mean in it."""
    names = dice.sample(sorted(RULES), 9)
    text = HEAD.replace("MODE", dice.choice(["half_up", "half_even", "down", "up"]))
    text = text.replace("AT", dice.choice(["item", "total"]))
    body = "sections:\n"
    for number, method in enumerate(["points", "weighted_mean", "mean"], 1):
        body += f"  - id: s{number}\n    title: 第{number}\n    weight: {number}\n"
        body += f"    scoring: {{method: {method}, out_of: 15}}\n    indicators:\n"
        for name in names[3 * number - 3 : 3 * number]:
            weight = f", weight: {dice.randint(1, 3)}" if method == "weighted_mean" else ""
            body += f"      - {{id: {name}, title: {name}, points: 5{weight}, {RULES[name]}}}\n"
    body += "vetoes:\n"
    for name in dice.sample(sorted(VETOES), 2):
        effect = dice.choice(["total: 0", "score: none", "grade_at_most: 差"])
        body += (
            f"  - {{id: veto_{name}, title: 否决, effect: {{{effect}}}, {VETOES[name]}, "
            f"if_missing: {dice.choice(['open', 'not_applied'])}, basis: [{{law: 某规定（虚构）}}]}}\n"
        )
    text += "facts:\n"
    read = set(re.findall(r"\w+", body))
    text += "".join(f"  {name}: {kind}\n" for name, kind in FACTS.items() if name in read)
    return text + (REGISTER if "docs" in body else "") + body


def day(dice: random.Random) -> date:
    return dice.choice([date(2023, 9, 28), date(2023, 1, 1) + timedelta(dice.randrange(300))])


def facts(checklist: Checklist, dice: random.Random) -> pl.DataFrame:
    """One cell in twenty is blank."""
    rows = []
    for number in range(UNITS):
        row: dict[str, object] = {"unit": f"u{number:03}"}
        whole = dice.choice([0, 1, 20, dice.randrange(400)])
        made = {
            "part": dice.randint(0, whole),
            "whole": whole,
            "share": Decimal(dice.randrange(1001)).scaleb(-3),
            "amount": Decimal(dice.choice([0, 10000, dice.randrange(50001)])).scaleb(-2),
            "before": Decimal(dice.choice([0, 10000, dice.randrange(50001)])).scaleb(-2),
            "sure": dice.random() < 0.7,
            "kind": dice.choice("甲乙丙"),
            "finished": dice.choice(["从未", str(day(dice)), str(day(dice))]),
            "begun": str(day(dice)),
        }
        row |= {
            name: value if dice.random() > 0.05 else None
            for name, value in made.items()
            if name in checklist.facts
        }
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


def docs(dice: random.Random) -> pl.DataFrame:
    """Two records for a unit on average, some for none."""
    rows = [
        {
            "unit": f"u{dice.randrange(UNITS):03}",
            "no": str(number),
            "level": dice.choice(["国家级", "市级"]),
            "on": day(dice),
            "filed": dice.choice([None, day(dice), day(dice) + timedelta(3)]),
            "bad": dice.random() < 0.4,
            "marks": dice.choice([None, Decimal(60), Decimal("89.5"), Decimal(95)]),
            "wrong": dice.randrange(3),
        }
        for number in range(2 * UNITS)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.mark.parametrize("seed", range(4))
def test_spark_says_what_one_machine_says(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - invented units
    (tmp_path / "sheet.yaml").write_text(sheet(dice), "utf-8")
    checklist = Session.start(only=()).load(tmp_path / "sheet.yaml")
    tables = {
        "units": facts(checklist, dice),
        **{name: docs(dice) for name in checklist.registers},
    }
    for name, table in tables.items():
        table.write_parquet(tmp_path / f"{name}.parquet")
    registers = {name: tmp_path / f"{name}.parquet" for name in checklist.registers}
    output = tmp_path / "scores.parquet"
    SparkEngine().run(TableRun(checklist, tmp_path / "units.parquet", registers, output))

    made = pl.read_parquet(output / "*.parquet").sort("unit")
    right = lawcheck.score_table(checklist, tmp_path / "units.parquet", registers).sort("unit")
    right = right.with_columns(pl.col(pl.Enum).cast(pl.String))
    assert made.columns == right.columns
    for name in made.columns:
        assert made[name].to_list() == right[name].to_list(), name
    assert made["score_low"].n_unique() > UNITS // 4  # the sheet tells units apart
