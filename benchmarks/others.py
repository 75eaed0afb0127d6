"""The rules of `tables.py`, rounded per item, in pandas, OpenFisca, the ZEN engine and a loop.

    python benchmarks/others.py [UNITS]

All of them compute in floats, with rules written by hand for this benchmark; OpenFisca's floats
have 32 bits. Slow ones are timed on the first units only. Beside the time per cell is the number
of units whose score differs from the exact one.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from tables import KINDS, by_hand, checklist_of, facts_of, median

from lawcheck.tables import score_table

ITEMS = 30
FEW = 20_000
"""The number of units for code that scores them one by one."""


def in_columns(i: int, column: Callable[[str], Any]) -> Any:
    """Return the points of an item for arrays or pandas series."""
    kind = list(KINDS)[i % 6]
    if kind in ("rate", "steps"):
        part, whole = column(f"n{i}"), column(f"d{i}")
        value = part / np.where(whole == 0, 1, whole)
        short = (0.95 - value) * 10 if kind == "rate" else 0.5 * np.ceil((0.9 - value) / 0.05)
        points = np.where(whole == 0, 5.0, np.clip(5 - np.maximum(short, 0), 0, 5))
    elif kind == "scale":
        points = np.clip((column(f"v{i}") - 0.6) / 0.35, 0, 1) * 5
    elif kind == "bands":
        v = column(f"v{i}")
        points = np.select([v >= 0.95, v >= 0.85, v >= 0.7], [5.0, 3.0, 1.0], 0.0)
    elif kind == "count":
        points = np.clip(5 - 0.5 * np.maximum(12 - column(f"c{i}"), 0), 0, 5)
    else:
        points = np.where(column(f"y{i}"), 5.0, 0.0)
    return np.round(points, 2)


def by_pandas(frame: pd.DataFrame) -> Any:
    """Return the scores by pandas."""
    items = pd.DataFrame({f"i{i}": in_columns(i, lambda name: frame[name]) for i in range(ITEMS)})
    return items.sum(axis=1).round(2)


def by_openfisca(frame: pd.DataFrame) -> Callable[[], Any]:
    """Return a function that scores with OpenFisca; its inputs are set beforehand."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    unit = build_entity(key="unit", plural="units", label="", is_person=True)
    system = TaxBenefitSystem([unit])

    def add(name: str, formula: Callable[..., Any] | None) -> None:
        parts: dict[str, Any] = {
            "value_type": float,
            "entity": unit,
            "definition_period": DateUnit.YEAR,
            "label": name,
        }
        system.add_variable(
            type(name, (Variable,), parts if formula is None else {**parts, "formula": formula})
        )

    def item(i: int) -> Callable[..., Any]:
        def formula(units: Any, period: Any) -> Any:
            return in_columns(i, lambda name: units(name, period))

        return formula

    def score(units: Any, period: Any) -> Any:
        return np.round(sum(units(f"i{i}", period) for i in range(ITEMS)), 2)

    names = [name for name in frame.columns if name != "unit"]
    for name in names:
        add(name, None)
    for i in range(ITEMS):
        add(f"i{i}", item(i))
    add("score", score)
    values = {name: frame[name].to_numpy(dtype=np.float32) for name in names}

    def run() -> Any:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(frame))
        for name, column in values.items():
            simulation.set_input(name, "2023", column)
        return simulation.calculate("score", "2023")

    return run


def of_row(row: Mapping[str, Any]) -> float:
    """Return the score of one unit, as plain Python computes it."""
    total = 0.0
    for i in range(ITEMS):
        kind = i % 6
        if kind in (0, 1):
            part, whole = row[f"n{i}"], row[f"d{i}"]
            value = part / whole if whole else 1.0
            short = (0.95 - value) * 10 if kind == 0 else 0.5 * math.ceil((0.9 - value) / 0.05)
            points = 5 - max(short, 0)
        elif kind == 2:
            points = (row[f"v{i}"] - 0.6) / 0.35 * 5
        elif kind == 3:
            v = row[f"v{i}"]
            points = 5.0 if v >= 0.95 else 3.0 if v >= 0.85 else 1.0 if v >= 0.7 else 0.0
        elif kind == 4:
            points = 5 - 0.5 * max(12 - row[f"c{i}"], 0)
        else:
            points = 5.0 if row[f"y{i}"] else 0.0
        total += round(min(max(points, 0), 5), 2)
    return round(total, 2)


def by_zen(rows: Sequence[Mapping[str, Any]]) -> Callable[[], list[float]]:
    """Return a function that scores with ZEN, all rules in one node, which is its fastest form."""
    import zen

    rules = [
        "d{i} == 0 ? 5 : min([5, max([0, 5 - max([0, (0.95 - n{i} / d{i}) * 10])])])",
        "d{i} == 0 ? 5 : min([5, max([0, 5 - 0.5 * max([0, ceil((0.9 - n{i} / d{i}) / 0.05)])])])",
        "min([1, max([0, (v{i} - 0.6) / 0.35])]) * 5",
        "v{i} >= 0.95 ? 5 : v{i} >= 0.85 ? 3 : v{i} >= 0.7 ? 1 : 0",
        "min([5, max([0, 5 - 0.5 * max([0, 12 - c{i}])])])",
        "y{i} ? 5 : 0",
    ]
    items = [
        {
            "id": f"i{i}",
            "key": f"i{i}",
            "value": f"round(({rules[i % 6].format(i=i)}) * 100) / 100",
        }
        for i in range(ITEMS)
    ]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "ex",
            "type": "expressionNode",
            "name": "ex",
            "position": {"x": 0, "y": 0},
            "content": {"expressions": items},
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
    ]
    edges = [
        {"id": a + b, "sourceId": a, "targetId": b, "type": "edge"}
        for a, b in (("in", "ex"), ("ex", "out"))
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def score(row: Mapping[str, Any]) -> float:
        result = decision.evaluate(row)["result"]
        return sum(result[f"i{i}"] for i in range(ITEMS))

    return lambda: [score(row) for row in rows]


def main() -> None:
    """Print the results."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    facts = facts_of(units)
    floats = facts.with_columns(pl.col("^v.*$").cast(pl.Float64))
    frame = floats.to_pandas()
    rows = floats.head(FEW).to_dicts()
    checklist = checklist_of("item")
    exact = np.array(
        [round(float(score), 2) for score in score_table(checklist, facts)["score_low"].to_list()]
    )
    ours = median(partial(score_table, checklist, facts)) / (units * ITEMS)
    print(
        f"{'lawcheck':12} {ours * 1e9:8.1f} ns a cell, exact, with states, grades, ranks and flags"
    )
    ways: dict[str, tuple[Callable[[], Any], int]] = {
        "Polars": (lambda: by_hand(floats, each=True)["score"].to_numpy(), units),
        "pandas": (partial(by_pandas, frame), units),
        "OpenFisca": (by_openfisca(frame), units),
        "plain loop": (lambda: [of_row(row) for row in rows], len(rows)),
        "ZEN": (by_zen(rows[:1_000]), len(rows[:1_000])),
    }
    for name, (run, count) in ways.items():
        scores = np.asarray(run(), dtype=np.float64)
        different = int((np.abs(scores - exact[:count]) > 0.005).sum())
        cell = median(run, 3) / (count * ITEMS)
        print(
            f"{name:12} {cell * 1e9:8.1f} ns a cell, {cell / ours:6.1f} times as long; "
            f"{different} of {count} scores differ"
        )


if __name__ == "__main__":
    main()
