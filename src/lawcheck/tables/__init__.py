"""Scoring of tables with one row per unit: the same numbers as `score()`, column by column.

No number is ever a float. A run goes through these modules:

1. Read the tables and check them: `source`, which uses `units`, `cell_checks`, `csv_files`,
   `sum_rows`; values become integer codes (`typed_column`).
2. Compute the measures over registers: `register_tables` and `register_measures`, with a form for
   each operation and operator (`operation_forms`, `operator_forms`).
3. Score each item (`all_items`). Its rule is run on symbols that stand for columns (`symbols`,
   `symbolic_days`; what they refuse: `opaque`), once for every way it can take (`paths`,
   `knowledge`), and becomes an integer expression (`shapes`, `written_shapes`, `formulas`). So its
   code stays its only definition. Sums over records of what a rule computes from each are columns
   like facts (`record_sums`).
   What columns cannot do is run once per distinct input (`rule_runs`): facts, decisions, and
   records if it reads any (`shared_records`). How units stand among others is a number like any
   other (`compared_units`, `peer_columns`).
4. Add up: sections (`section_sums`, `node_columns`), `totals`, `vetoes`, `final_scores`.
5. Score the units that integers cannot decide alone, with fractions (`exact_fallback`).
6. Rank (`ranks`), and make the frame that the caller gets (`results`).

`assembly` joins steps 3 to 5; `batches` does them for a part of the units.

This is the only package that uses Polars and Narwhals.

Imports `analysis`, `documents`, `evidence`, `methods`, `model` and `scoring`.
"""

from __future__ import annotations

from lawcheck.tables.score_table import score_table, table_cards

__all__ = ["score_table", "table_cards"]
