"""Scoring of tables with one row per unit: the same numbers as `score()`, column by column.

No number is ever a float:

- A rule is run on symbols that stand for columns (`symbols`, `paths`), and becomes an integer
  formula (`formulas`). So its code stays its only definition.
- Where that is not possible, it is run once per distinct input row (`item_columns`,
  `rule_per_input`).
- A unit whose result fixed-width integers cannot decide is scored alone, with exact fractions
  (`exact_fallback`).

This is the only package that uses Polars and Narwhals.

Imports `analysis`, `documents`, `evidence`, `methods`, `model` and `scoring`.
"""

from __future__ import annotations

from lawcheck.tables.score_table import score_table, table_cards

__all__ = ["score_table", "table_cards"]
