"""Units per second, and the time on 30 rate rules against the GoRules ZEN engine (Rust).

python benchmarks/scoring.py
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from worlds import facts_of, mixed_checklist, rates_checklist, records_of

import lawcheck

UNITS = 300
ROUNDS = 5


def build(text: str, units: int) -> tuple[lawcheck.Checklist, list[lawcheck.Evidence]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.yaml")
        path.write_text(text, encoding="utf-8")
        checklist = lawcheck.load_checklist(path)
    registers = {name: [*each.columns] for name, each in checklist.registers.items()}
    evidence = [
        lawcheck.build_evidence(
            checklist,
            f"u{unit}",
            facts_of([*checklist.facts], unit),
            {name: records_of(columns, unit) for name, columns in registers.items()},
        )
        for unit in range(units)
    ]
    return checklist, evidence


def zen_rates(count: int) -> Callable[[dict[str, object]], object]:
    """Return one ZEN expression node with the same rates, in floats, without explanations."""
    import zen

    expressions = [
        {
            "id": f"e{n}",
            "key": f"score{n}",
            "value": f"num{n} / den{n} >= 0.95 ? 1 : max([0, 1 - (0.95 - num{n} / den{n}) * 100 "
            "* 0.1])",
        }
        for n in range(count)
    ]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "ex",
            "type": "expressionNode",
            "name": "ex",
            "position": {"x": 0, "y": 0},
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "ex", "type": "edge"},
        {"id": "b", "sourceId": "ex", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return decision.evaluate


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    checklist, evidence = build(mixed_checklist(100), UNITS)
    seconds = statistics.median(
        timed(lambda: list(lawcheck.score_units(checklist, evidence))) for _ in range(ROUNDS)
    )
    print(f"100 mixed indicators: {UNITS / seconds:.0f} units a second, full scorecards")

    rates, units = build(rates_checklist(30), UNITS)
    facts = [{name: int(fact.value) for name, fact in unit.facts.items()} for unit in units]
    evaluate = zen_rates(30)
    scores = [float(card.exact.low) for card in lawcheck.score_units(rates, units)]
    other = [
        sum(value for key, value in evaluate(each)["result"].items() if key.startswith("score"))
        for each in facts
    ]
    if not all(abs(a - b) < 1e-9 for a, b in zip(scores, other, strict=True)):
        raise SystemExit("the two engines compute different rules")
    ratios = []
    for _ in range(ROUNDS):
        ours = timed(lambda: list(lawcheck.score_units(rates, units)))
        theirs = timed(lambda: [evaluate(each) for each in facts])
        ratios.append(ours / theirs)
    print(
        f"30 rates: lawcheck / zen = {statistics.median(ratios):.2f} (lawcheck "
        f"{ours / UNITS * 1e6:.0f} us a unit)"
    )


if __name__ == "__main__":
    main()
