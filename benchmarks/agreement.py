"""Compare table scoring with `score()` on 20,000 units, and near boundaries in a million.

    python benchmarks/agreement.py

Prints how many units differ in score or grade (there should be none), and how many of the million
had to be scored with exact fractions.
"""

from __future__ import annotations

from fractions import Fraction
from unittest.mock import patch

import polars as pl
from tables import checklist_of, facts_of

from lawcheck.model.checklist import Checklist
from lawcheck.tables import score_table, table_cards
from lawcheck.tables import score_table as tables

MANY = 1_000_000


def differing(checklist: Checklist, facts: pl.DataFrame, scored: pl.DataFrame) -> int:
    """Return the number of units whose row differs from their scorecard."""
    cards = table_cards(checklist, scored["unit"].to_list(), facts)
    names = [grade.name for grade in checklist.grades]
    rows = scored.select("score_low", "grade").iter_rows()
    return sum(
        card.score is None
        or card.grade is None
        or Fraction(score) != card.score.low
        or grade != names.index(card.grade) + 1
        for card, (score, grade) in zip(cards, rows, strict=True)
    )


def main() -> None:
    """Print the results."""
    for at in ("item", "total"):
        checklist = checklist_of(at)
        some = facts_of(20_000, seed=7)
        wrong = differing(checklist, some, score_table(checklist, some))
        many = facts_of(MANY)
        with patch.object(
            tables, "cards_as_results", wraps=tables.cards_as_results
        ) as by_themselves:
            scored = score_table(checklist, many)
        alone = sum(len(call.args[-1]) for call in by_themselves.call_args_list)
        near = scored.filter(pl.col("near_cut"))
        wrong_near = differing(checklist, many, near)
        print(
            f"rounded at {at}: 20000 units, {wrong} differ; of {MANY}, {len(near)} near a cut, "
            f"{wrong_near} differ"
        )
        print(f"  scored by themselves: {alone} of {MANY}")


if __name__ == "__main__":
    main()
