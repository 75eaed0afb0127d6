"""Every type that reads facts has a formula, and it says what the rule says."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

import lawcheck
from lawcheck.scoring.item_outcome import outcome_of
from lawcheck.scoring.plan import Plan
from lawcheck.tables.assembly import prepared
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.formulas import formula_of
from lawcheck.tables.inputs import TableInputs
from lawcheck.tables.item_columns import EXCLUDED, entry_of
from lawcheck.tables.source import Source

HEAD = """\
lawcheck: 1
id: each-type
version: "1"
title: 各种评分方式
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: TOTAL}
rounding: {places: 2, mode: half_up, at: AT}
grade_on: rounded
grades: [{name: 合格, from: 1}, {name: 不合格, from: -3}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  part: {kind: count, label: 部分}
  cases: {kind: count, label: 全部}
  part2: {kind: count, label: 部分二}
  cases2: {kind: count, label: 全部二}
  share: {kind: rate, written_as: fraction, label: 比率}
  amount: {kind: amount, label: 数额}
  before: {kind: amount, label: 上年}
  sure: {kind: yes_no, label: 是否}
  other: {kind: yes_no, label: 另一}
  kind: {kind: text, label: 类别, choices: [甲, 乙, 丙]}
  done: {kind: date, may_be_never: true, any_date: true, label: 完成}
  start: {kind: date, any_date: true, label: 开始}
"""
RATE = "numerator: part, denominator: cases, deduct: {points: 0.1, per: 1%, partial: proportional}"
RULES = {
    "rate": f"type: rate, {RATE}, target: 95%, on_zero: full",
    "rate100": f"type: rate, {RATE}, target: 100%, on_zero: not_applicable",
    "started": "type: rate, numerator: part, denominator: cases, target: 90%, on_zero: zero, "
    "deduct: {points: 0.5, per: 5%, partial: started}",
    "whole": "type: rate, numerator: part, denominator: cases, target: 90%, on_zero: full, "
    "deduct: {points: 0.5, per: 5%, partial: whole, at_most: 3}",
    "once": "type: rate, numerator: part, denominator: cases, target: 90%, on_zero: full, "
    "deduct: {points: 2}",
    "na": f"type: rate, {RATE}, target: 90%, on_zero: full, "
    "not_applicable: {policy: redistribute, when: {sure: true}}",
    "zero": f"type: rate, {RATE}, target: 90%, on_zero: not_applicable, not_applicable: zero",
    "scale": "type: scale, value: share, zero_at: 60%, full_at: 95%",
    "bands": "type: bands, value: share, bands: [{from: 95%, points: 5}, {from: 85%, points: 3}, "
    "{from: 70%, points: 1}], otherwise: 0",
    "lower": "type: rate, numerator: part, denominator: cases, target: 10%, better: lower, on_zero: full, "
    "deduct: {points: 0.5, per: 5%, partial: started, at_most: 4}",
    "lower_value": "type: rate, value: share, target: 20%, better: lower, "
    "deduct: {points: 0.1, per: 1%, partial: proportional}",
    "upper_ends": "type: bands, value: share, bands: [{to: 10%, points: 5}, {to: 50%, points: 2, other_end: 4}, "
    "{to: 80%, points: 1}], otherwise: 0",
    "between": "type: bands, value: share, bands: [{from: 95%, points: 5}, {from: 60%, points: 1, other_end: 5}], "
    "otherwise: 0",
    "both_ways": "type: change, value: amount, before: before, better: higher, measured: difference, base: 3, "
    "earn: {points: 0.5, per: 20, partial: whole}, deduct: {points: 1, per: 50, partial: proportional}",
    "both_percent": "type: change, value: amount, before: before, better: lower, measured: percent, base: 2, "
    "earn: {points: 0.5, per: 10%, partial: started}, deduct: {points: 1, per: 10%, partial: whole}, on_zero: zero",
    "constant": f"type: rate, {RATE}, target: 90%, on_zero: not_applicable, not_applicable: {{points: 2.5}}",
    "mean": "type: bands, value: {mean: [amount, before]}, bands: [{from: 300, points: 5}, "
    "{from: 200, points: 3}], otherwise: 0",
    "median": "type: bands, value: {median: [amount, before, part]}, bands: "
    "[{from: 300, points: 5}, {from: 200, points: 3}], otherwise: 0",
    "less": "type: change, value: {difference: [amount, before]}, before: part, better: higher, "
    "measured: difference, deduct: {points: 1, per: 50, partial: proportional}",
    "times": "type: bands, value: {product: [amount, share]}, bands: "
    "[{from: 300, points: 5}, {from: 200, points: 1, other_end: 5}], otherwise: 0",
    "count": "type: count_target, value: part, target: 12, deduct: {points: 0.5, per: 1}",
    "sum": "type: count_target, value: {sum: [part, part2]}, target: 300, "
    "deduct: {points: 0.5, per: 10, partial: started}",
    "answer": "type: yes_no, value: sure",
    "percent": "type: change, value: amount, before: before, better: lower, measured: percent, "
    "on_zero: full, deduct: {points: 1, per: 10%, partial: proportional}",
    "difference": "type: change, value: amount, before: before, better: higher, "
    "measured: difference, deduct: {points: 1, per: 10, partial: started, at_most: 4}",
    "composite": "type: composite, parts: [{title: 甲, value: amount, out_of: 500, weight: 20%}, "
    "{title: 乙, value: before, out_of: 500, weight: 80%}]",
    "partly": "type: all_of, items: [{title: 甲, value: sure}, {title: 乙, value: share}, "
    "{title: 丙, value: other}], partly: 2",
    "missing": "type: all_of, items: [{title: 甲, value: sure}, {title: 乙, value: share}], "
    "each_missing: 1",
    "parts": f"type: parts, parts: [{{id: one, title: 一, points: 2, type: rate, {RATE}, "
    "target: 90%, on_zero: full}, {id: two, title: 二, points: 3, type: rate, numerator: part2, "
    "denominator: cases2, target: 95%, on_zero: full, "
    "deduct: {points: 0.5, per: 5%, partial: started}}]",
    "tiers": "type: tiers, tiers: [{title: 好, points: 5, when: {part: {at_least: 300}, "
    "sure: true}}, {title: 中, points: 3, when: {part: {at_least: 100}}}], otherwise: 0",
    "words": "type: tiers, tiers: [{title: 好, points: 5, when: {kind: 甲}}, {title: 中, points: 3, "
    "when: {any: [{kind: 乙}, {amount: {more_than: 60}}]}}], otherwise: 0",
    "due": "type: deadline, done: done, due: 2023-06-30, never: 5, "
    "late: {points: 0.1, per: 1, partial: started}",
    "after": "type: deadline, done: done, after: start, days: 15, never: 5, "
    "late: {points: 0.1, per: 7, partial: whole}",
    "incidents": "type: incidents, menu: [{title: 事, count: part, deduct: [0.3, 0.5], "
    "at_most: 3}, {title: 件, count: part2, deduct: 0.01}]",
    "low": f"floor: -3, type: rate, {RATE}, target: 95%, on_zero: full",
    "bonus": "type: stepped_bonus, value: amount, from: 100, first: 1, "
    "further: {points: 0.5, per: 50, partial: whole}",
}


def table(units):
    """Return invented facts of units; every twentieth is blank."""
    draw = random.Random(5)  # noqa: S311 - made-up data

    def some(value):
        return None if draw.random() < 0.05 else value

    rows = []
    for number in range(units):
        cases, cases2 = draw.choice([0, 1, 20, draw.randrange(400)]), draw.randrange(400)
        rows.append(
            {
                "unit": f"u{number}",
                "part": some(draw.randint(0, cases)),
                "cases": some(cases),
                "part2": some(draw.randint(0, cases2)),
                "cases2": some(cases2),
                "share": some(Decimal(draw.randrange(1001)).scaleb(-3)),
                "amount": some(Decimal(draw.choice([0, 10000, draw.randrange(50001)])).scaleb(-2)),
                "before": some(Decimal(draw.choice([0, 10000, draw.randrange(50001)])).scaleb(-2)),
                "sure": some(draw.random() < 0.7),
                "other": some(draw.random() < 0.7),
                "kind": some(draw.choice("甲乙丙")),
                "done": draw.choice(["从未", None, *[str(day(draw)) for _ in range(8)]]),
                "start": some(day(draw)),
            }
        )
    return pl.DataFrame(rows, infer_schema_length=None)


def day(draw):
    return date(2023, 1, 1) + timedelta(days=draw.randrange(365))


@pytest.fixture(scope="module", params=["item", "total"])
def sheet(request, tmp_path_factory):
    """Return the items as tables score them and as units are scored, the inputs, the scale, and the units' evidence."""
    items = [
        f"  - {{id: {name}, title: {name}, points: 5, {rule}}}\n" for name, rule in RULES.items()
    ]
    text = HEAD.replace("TOTAL", str(5 * (len(RULES) - 1))).replace("AT", request.param)
    text += f"indicators:\n{''.join(items[:-1])}"
    text += f"bonus:\n  at_most: 5\n  total_at_most: 500\n  indicators:\n  {items[-1]}"
    path = tmp_path_factory.mktemp("sheet") / "each-type.yaml"
    path.write_text(text, encoding="utf-8")
    checklist = lawcheck.load_checklist(path)
    plan, measures = prepared(checklist)
    source = Source.read(checklist, TableInputs(table(300)), measures)
    alone = Plan.of(checklist)
    evidence = list(source.evidence(pl.Series(range(300), dtype=pl.UInt32)))
    return (
        {each.indicator.id: each for each in (*plan.leaves, *plan.bonus)},
        {each.indicator.id: each for each in (*alone.leaves, *alone.bonus)},
        source.inputs,
        PointScale.of(checklist),
        evidence,
    )


@pytest.mark.parametrize("name", RULES)
def test_formula(sheet, name):
    leaves, alone, inputs, scale, evidence = sheet

    formula = formula_of(leaves[name], inputs, scale)

    assert formula is not None
    if formula.fits is not None:  # contradictions are reported by the rule; here are none
        fits = inputs.lazy().select(formula.fits).collect().to_series()
        assert fits.fill_null(False).all(), "the rule is needed for some units"
    high = formula.low if formula.high is None else formula.high
    code = formula.state
    frame = inputs.lazy() if not formula.is_wide else inputs.lazy().cast(pl.Int128)
    made = frame.select(
        state=code if isinstance(code, pl.Expr) else pl.lit(code, dtype=pl.Int8),
        low=formula.low.expression,
        high=high.expression,
        of_all=pl.len(),
    ).collect()
    for row, unit in zip(made.to_dicts(), evidence, strict=True):
        state, low, most = entry_of(outcome_of(alone[name], unit, inputs.period))
        assert row["state"] == state
        if state < EXCLUDED:
            assert (row["low"], row["high"]) == (scale.to_steps(low), scale.to_steps(most))
            assert formula.low.bounds[0] <= row["low"] <= formula.low.bounds[1]
