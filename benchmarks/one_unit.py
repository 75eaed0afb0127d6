"""One unit against the same rules written by hand in Fractions, and the cost of its evidence.

    python benchmarks/one_unit.py

The rules by hand (`by_hand.py`) make the same points, reasons, workings, total and grade; all of
it is compared before anything is timed. The figures are processor time, the least of several
rounds in which each takes its turn. "Written out" is with every reason and working as text.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from by_hand import ITEMS, Card, by_hand, written
from worlds import VARIED, facts_of, mixed_checklist, records_of

import lawcheck

UNITS = 30
ROUNDS = 15


def difference(card: lawcheck.Scorecard, other: Card) -> str:
    """Return where a scorecard differs from the result by hand; empty where it does not."""
    ours = (card.exact, card.score, card.grade and card.grade.zh)
    if ours != (exactly(other.exact), exactly(other.score), other.grade):
        return f"{card.unit.id}: {ours} and {other[1:]}"
    for outcome, item in zip(card.outcomes(), other.items, strict=True):
        losses = [
            (each.points, each.reason.pick("en"), tuple(map(called, each.cites)))
            for each in outcome.deductions
        ]
        working = outcome.working and outcome.working.pick("en")
        here = (outcome.id, outcome.earned, working, losses)
        by_hand = [(each.points, written(each.reason), each.cites) for each in item.losses]
        there = (item.id, exactly(item.earned), written(item.working), by_hand)
        if here != there:
            return f"{card.unit.id}: {here} and {there}"
    return ""


def exactly(number: Fraction) -> lawcheck.Span:
    return lawcheck.Span(number, number)


def called(cited: Any) -> str:
    return cited.label if isinstance(cited, lawcheck.Record) else cited.name


def written_card(card: lawcheck.Scorecard) -> list[str]:
    texts = []
    for outcome in card.outcomes():
        if outcome.working is not None:
            texts.append(outcome.working.pick("en"))
        texts += [each.reason.pick("en") for each in outcome.deductions]
    return texts


def written_items(card: Card) -> list[str]:
    texts = []
    for item in card.items:
        texts.append(written(item.working))
        texts += [written(each.reason) for each in item.losses]
    return texts


def each_alone(work: Callable[[Any], object], units: Sequence[Any]) -> None:
    """Do the work for each unit, and keep nothing of it."""
    for unit in units:
        work(unit)


def timed(*works: Callable[[], object]) -> list[float]:
    """Return the least processor time of each, in seconds for one unit."""
    least = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            gc.collect()
            start = time.process_time()
            work()
            least[index] = min(least[index], (time.process_time() - start) / UNITS)
    return least


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.yaml")
        path.write_text(mixed_checklist(ITEMS, VARIED), encoding="utf-8")
        checklist = lawcheck.load_checklist(path)
    columns = {name: [*each.columns] for name, each in checklist.registers.items()}
    given = [
        (
            f"u{unit}",
            facts_of([*checklist.facts], unit),
            {name: records_of(of, unit) for name, of in columns.items()},
        )
        for unit in range(UNITS)
    ]
    evidence = [lawcheck.build_evidence(checklist, *each) for each in given]
    values = [
        (
            {name: fact.value for name, fact in each.facts.items()},
            {name: [row.values for row in rows] for name, rows in each.registers.items()},
        )
        for each in evidence
    ]
    for unit, (facts, registers) in zip(evidence, values, strict=True):
        fault = difference(lawcheck.score(checklist, unit), by_hand(facts, registers))
        if fault:
            raise SystemExit(f"the two are not the same: {fault}")
    ours, theirs, ours_written, theirs_written, building = timed(
        lambda: each_alone(lambda unit: lawcheck.score(checklist, unit), evidence),
        lambda: each_alone(lambda unit: by_hand(*unit), values),
        lambda: each_alone(lambda unit: written_card(lawcheck.score(checklist, unit)), evidence),
        lambda: each_alone(lambda unit: written_items(by_hand(*unit)), values),
        lambda: each_alone(lambda unit: lawcheck.build_evidence(checklist, *unit), given),
    )
    print(
        f"{ITEMS} mixed indicators of one unit, by hand in Fractions: {theirs * 1e6:.0f} us\n"
        f"lawcheck / by hand = {ours / theirs:.2f} ({ours * 1e6:.0f} us)\n"
        f"written out: {ours_written / theirs_written:.2f} ({ours_written * 1e6:.0f} us)\n"
        f"build_evidence / scoring = {building / ours:.2f} ({building * 1e6:.0f} us)"
    )


if __name__ == "__main__":
    main()
