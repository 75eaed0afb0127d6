"""Scoring of tables, which have one row a unit: the same numbers as `score()`, column by column.

Nothing is a float. A rule is run once for each different input; where there are too many of them, a formula of whole numbers
stands for it. Units that whole numbers of a fixed size cannot decide are scored by themselves with exact fractions.

The only package that uses Polars and Narwhals.

Imports `analysis`, `documents`, `evidence`, `indicators`, `methods`, `model` and `scoring`.
"""

from __future__ import annotations

from lawcheck.tables.score_table import score_table, table_cards

__all__ = ["score_table", "table_cards"]
