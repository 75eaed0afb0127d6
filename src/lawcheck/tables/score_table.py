"""Tables in, tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Progress
from lawcheck.model.evidence import Judgement, NotApplicable
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.scorecard import Scorecard
from lawcheck.tables.assembly import prepared, results_of
from lawcheck.tables.exact_fallback import cards_as_results, cards_of
from lawcheck.tables.inputs import Given
from lawcheck.tables.ranks import ranks_of
from lawcheck.tables.results import Results, frame_of
from lawcheck.tables.source import Source


def score_table(
    checklist: Checklist,
    facts: Any,
    registers: Mapping[str, Any] | None = None,
    *,
    unit: str = "unit",
    not_applicable: Mapping[str, Sequence[NotApplicable]] | None = None,
    judgements: Mapping[str, Sequence[Judgement]] | None = None,
    progress: Progress | None = None,
    encoding: Encoding | None = None,
) -> Any:
    """Score every unit of a table.

    Args:
        checklist: the checklist.
        facts: one row a unit, columns named as the facts, beside them `unit_name`, `unit_kind` and `unit_group` where wanted; a
            frame of pandas, Polars, PyArrow, DuckDB or the like, or the path of a Parquet or CSV file. A blank is missing.
        registers: tables of records by the register's name, with the column of the unit; a unit without records has none.
        unit: the column that holds the unit's id.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.
        progress: shows how far the run is where units are scored one by one.
        encoding: of the CSV files among the tables; detected where it is not said.

    What people override and what units object is in no table: for these, use `score` with the unit's own file.

    Returns:
        A frame of the same kind as `facts` (Polars for files), one row a unit in the same order. Columns:
        `score_low` and `score_high`, equal where nothing is open, null without a score; `exact_low` and `exact_high`, the total
        before it is rounded, at most a few thousand-millionths too low where the points of an item do not end (thirds); `grade`,
        its place from the highest, from 1, null where there is none; `rank_best` and `rank_worst`, as `lawcheck rank` has them,
        null where the column of the groups is not there; `full_by_rounding` and `near_cut`; and for each item
        `points.ID`, null where it is open or takes no part, and `state.ID`.

    Raises:
        EvidenceError: with the faults of all tables.
        LimitError: a CSV file is too large.
        UsageError: something is no table.
    """
    given = Given(facts, registers or {}, unit, not_applicable or {}, judgements or {}, encoding)
    source, results = scored(checklist, given, progress)
    identity = source.identity.columns

    def cards(rows: pl.Series) -> Sequence[Scorecard]:
        made = cards_of(checklist, source, rows)
        return tuple(made if progress is None else progress(made, len(rows)))

    return source.back(
        frame_of(checklist, identity, results, ranks_of(checklist, identity, results, cards))
    )


def scored(
    checklist: Checklist, given: Given, progress: Progress | None = None
) -> tuple[Source, Results]:
    """What was read, and the numbers of every unit.

    Raises:
        EvidenceError: with the faults of all tables.
        LimitError: a CSV file is too large.
        UsageError: something is no table.
    """
    plan, measures = prepared(checklist)
    source = Source.read(checklist, given, measures)
    return source, results_of(
        plan,
        source.inputs,
        source.is_special,
        partial(cards_as_results, checklist, source, progress),
    )


def table_cards(
    checklist: Checklist,
    units: Sequence[str],
    facts: Any,
    registers: Mapping[str, Any] | None = None,
    *,
    unit: str = "unit",
    not_applicable: Mapping[str, Sequence[NotApplicable]] | None = None,
    judgements: Mapping[str, Sequence[Judgement]] | None = None,
    encoding: Encoding | None = None,
) -> tuple[Scorecard, ...]:
    """Full scorecards of some units of a table, with every deduction explained; equal to what `score()` gives.

    Args:
        checklist: the checklist.
        units: their ids.
        facts: as for `score_table`.
        registers: as for `score_table`.
        unit: the column that holds the unit's id.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.
        encoding: as for `score_table`.

    Raises:
        EvidenceError: with the faults of all tables.
        LimitError: a CSV file is too large.
        UsageError: something is no table, or a unit is not there.
    """
    given = Given(facts, registers or {}, unit, not_applicable or {}, judgements or {}, encoding)
    source = Source.read(checklist, given, prepared(checklist)[1])
    return tuple(cards_of(checklist, source, source.rows_of(units)))
