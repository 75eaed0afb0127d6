"""Checklists and evidence for the benchmarks.

They are made by rule, without random numbers, so that every run measures the same.
"""

from __future__ import annotations

from collections.abc import Sequence

HEAD = """lawcheck: 1
id: bench
version: "1"
title: {zh: 基准, en: benchmark}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: OUT_OF}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 20}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
"""

RATE = """
    - id: rate{n}
      title: {{zh: 比率{n}}}
      points: 1
      type: rate
      numerator: num{n}
      denominator: den{n}
      target: 95%
      deduct: {{points: 0.1, per: 1%, partial: proportional}}
      on_zero: not_applicable"""
COUNT = """
    - id: count{n}
      title: {{zh: 次数{n}}}
      points: 1
      type: count_target
      value: count{n}
      target: 12
      deduct: {{points: 0.1, per: 1}}"""
YES = """
    - {{id: yes{n}, title: 是否{n}, points: 1, type: yes_no, value: yes{n}}}"""
BANDS = """
    - id: bands{n}
      title: {{zh: 分档{n}}}
      points: 1
      type: bands
      value: band{n}
      bands: [{{from: 90, points: 1}}, {{from: 60, points: 0.5}}]
      otherwise: 0"""
ALL_OF = """
    - id: all{n}
      title: {{zh: 齐全{n}}}
      points: 1
      type: all_of
      items: [{{title: 甲, value: yes{n}}}, {{title: 乙, value: other{n}}}]
      each_missing: 0.5"""
INCIDENTS = """
    - id: incidents{n}
      title: {{zh: 问题{n}}}
      points: 1
      type: incidents
      menu: [{{title: 未审查, count: {{count: docs, where: {{step{n}: false}}}}, deduct: 0.3}}]"""
SCALE = """
    - id: scale{n}
      title: 评价{n}
      points: 1
      type: scale
      value: band{n}
      zero_at: 0
      full_at: 100"""
DEADLINE = """
    - id: late{n}
      title: {{zh: 时限{n}}}
      points: 1
      type: deadline
      done: day{n}
      due: 2023-06-30
      late: {{points: 0.1, per: 1, partial: started}}
      never: 1"""
TIERS = """
    - id: tiers{n}
      title: {{zh: 档次{n}}}
      points: 1
      type: tiers
      tiers:
        - {{title: 专职, when: {{yes{n}: true, band{n}: {{at_least: 95}}}}, points: 1}}
        - {{title: 兼职, when: {{yes{n}: true}}, points: 0.6}}
      otherwise: 0"""
CHANGE = """
    - id: change{n}
      title: {{zh: 同比{n}}}
      points: 1
      type: change
      value: now{n}
      before: before{n}
      better: lower
      measured: percent
      deduct: {{points: 0.2, per: 10%, partial: whole}}
      on_zero: zero"""
COMPOSITE = """
    - id: composite{n}
      title: {{zh: 综合{n}}}
      points: 1
      type: composite
      parts:
        - {{title: 平时, value: daily{n}, out_of: 50, weight: 20%}}
        - {{title: 年终, value: yearly{n}, out_of: 100, weight: 80%}}"""

MIXED = (RATE, RATE, RATE, COUNT, COUNT, YES, BANDS, ALL_OF, INCIDENTS, SCALE, DEADLINE)
VARIED = (*MIXED, TIERS, CHANGE, COMPOSITE)


def mixed_checklist(indicators: int, of: Sequence[str] = MIXED) -> str:
    """Return a checklist of `indicators` indicators, of eight types (or those of `of`) in turn."""
    kinds = [of[n % len(of)] for n in range(indicators)]
    facts: dict[str, str] = {}
    for n, kind in enumerate(kinds):
        for name, spec in _facts(kind, n):
            facts[name] = spec
    steps = [n for n, kind in enumerate(kinds) if kind is INCIDENTS]
    lines = [HEAD.replace("OUT_OF", str(indicators)), "facts:"]
    lines += [f"  {name}: {spec}" for name, spec in facts.items()]
    if steps:
        lines += [
            "registers:",
            "  docs:",
            "    columns:",
            "      name: text",
            *(f"      step{n}: yes_no" for n in steps),
        ]
    lines += ["sections:", "  - id: all", "    title: 全部", "    indicators:"]
    return "\n".join(lines) + "".join(kind.format(n=n) for n, kind in enumerate(kinds)) + "\n"


def rates_checklist(indicators: int) -> str:
    """Return a checklist of rates only."""
    facts = [f"  {name}: {spec}" for n in range(indicators) for name, spec in _facts(RATE, n)]
    lines = [
        HEAD.replace("OUT_OF", str(indicators)),
        "facts:",
        *facts,
        "sections:",
        "  - id: all",
        "    title: 全部",
        "    indicators:",
    ]
    return "\n".join(lines) + "".join(RATE.format(n=n) for n in range(indicators)) + "\n"


def _facts(kind: str, n: int) -> Sequence[tuple[str, str]]:
    if kind is RATE:
        return (f"num{n}", "count"), (f"den{n}", "count")
    if kind is COUNT:
        return ((f"count{n}", "count"),)
    if kind in (BANDS, SCALE):
        return ((f"band{n}", "amount"),)
    if kind is YES:
        return ((f"yes{n}", "yes_no"),)
    if kind is ALL_OF:
        return (f"yes{n}", "yes_no"), (f"other{n}", "yes_no")
    if kind is DEADLINE:
        return ((f"day{n}", "date"),)
    if kind is TIERS:
        return (f"yes{n}", "yes_no"), (f"band{n}", "amount")
    if kind is CHANGE:
        return (f"now{n}", "count"), (f"before{n}", "count")
    if kind is COMPOSITE:
        return (f"daily{n}", "amount"), (f"yearly{n}", "amount")
    return ()


def facts_of(names: Sequence[str], unit: int) -> dict[str, object]:
    """Return the facts of one unit; about a third of the items lose something."""
    facts: dict[str, object] = {}
    for name in names:
        n = int("".join(filter(str.isdigit, name)))
        step = (unit * 7 + n * 3) % 10
        if name.startswith("num"):
            facts[name] = 200 - (step if step > 5 else 0) * 3
        elif name.startswith("den"):
            facts[name] = 200
        elif name.startswith("count"):
            facts[name] = 12 - (step > 6) * 2
        elif name.startswith("band"):
            facts[name] = 100 - step * 2
        elif name.startswith("now"):
            facts[name] = 40 + (step if step > 6 else -step)
        elif name.startswith("before"):
            facts[name] = 40
        elif name.startswith("daily"):
            facts[name] = 50 - (step > 7) * 3
        elif name.startswith("yearly"):
            facts[name] = 100 - (step > 5) * step
        elif name.startswith("day"):
            facts[name] = f"2023-06-{20 + step:02d}" if step < 8 else "2023-07-03"
        else:
            facts[name] = step < 8
    return facts


def records_of(columns: Sequence[str], unit: int) -> list[dict[str, object]]:
    """Return five documents, one of which missed a step in every third column."""
    return [
        {
            "name": f"d{k}",
            **{
                column: not (k == unit % 5 and i % 3 == 0)
                for i, column in enumerate(columns)
                if column != "name"
            },
        }
        for k in range(5)
    ]
