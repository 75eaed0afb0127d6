"""Entry points of table scoring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Progress
from lawcheck.model.evidence import Evidence, Judgement, NotApplicable
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.scorecard import Scorecard
from lawcheck.tables.assembly import prepared, results_of
from lawcheck.tables.exact_fallback import cards_as_results, cards_of
from lawcheck.tables.inputs import TableInputs
from lawcheck.tables.peer_columns import with_statistics
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

    Overrides of people and rebuttals of units have no place in a table: for these, use `score`
    with the unit's own file.

    >>> import polars as pl
    >>> from lawcheck import load_checklist, score_table
    >>> checklist = load_checklist("street-visit")
    >>> facts = pl.DataFrame(
    ...     {"unit": ["s01", "s02"], "villages": [12, 9], "villages_with_helpers": [12, 6]}
    ... )
    >>> scores = score_table(checklist, facts)
    >>> [str(points) for points in scores["points.helpers"]]
    ['4.000000000', '2.000000000']
    >>> scores["state.appearance"].to_list()  # there is no table of hearings
    ['missing', 'missing']

    Args:
        checklist: the checklist.
        facts: table with one row per unit and columns named as the facts; `unit_name`,
            `unit_kind` and `unit_group` may be added. It is a frame of pandas, Polars, PyArrow,
            DuckDB or the like, or the path of a Parquet or CSV file. A blank is a missing fact.
        registers: tables of records by the register's name, with the column of unit ids. A unit
            without records has an empty register.
        unit: name of the column of unit ids.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.
        progress: shows how far the run is while units are scored one by one.
        encoding: encoding of the CSV files among the tables; detected if not given.

    Returns:
        A frame of the same kind as `facts` (Polars for files), with one row per unit in the same
        order. Its columns are

        - the columns that describe the units, the id first;
        - `score_low` and `score_high`, which are equal if no item is open, and null if the unit
          has no score;
        - `exact_low` and `exact_high`, the total before it is rounded. It is truncated, by at
          most a few 1e-9, if the points of an item are not a finite decimal (thirds);
        - `grade`, its position from 1 for the highest; null if open, or if there is no score;
        - `rank_best` and `rank_worst`, as in `lawcheck rank`; null if units are ranked within
          groups and the column of the groups is missing;
        - `full_by_rounding` and `near_cut`, the flags of the scorecard;
        - for each item `points.ID`, null if it is open or takes no part, and `state.ID`.

    Raises:
        EvidenceError: the tables have problems; lists all of them.
        LimitError: a CSV file is too large.
        UsageError: an argument is not a table.
    """
    given = TableInputs(
        facts, registers or {}, unit, not_applicable or {}, judgements or {}, encoding
    )
    source, results = scored(checklist, given, progress)
    identity = source.identity.columns

    def cards(rows: pl.Series) -> Sequence[Scorecard]:
        made = cards_of(checklist, source, rows)
        return tuple(made if progress is None else progress(made, len(rows)))

    return source.to_native(
        frame_of(checklist, identity, results, ranks_of(checklist, identity, results, cards))
    )


def scored(
    checklist: Checklist, given: TableInputs, progress: Progress | None = None
) -> tuple[Source, Results]:
    """Read the tables and score every unit; return the tables and the numbers.

    Raises:
        EvidenceError: the tables have problems; lists all of them.
        LimitError: a CSV file is too large.
        UsageError: an argument is not a table.
    """
    plan, measures = prepared(checklist)
    source = Source.read(checklist, given, measures)
    inputs = with_statistics(
        (*plan.leaves, *plan.bonus),
        source.inputs,
        source.identity,
        source.decided,
        _tailored(checklist),
    )

    def evidence(rows: pl.Series) -> Iterable[Evidence]:
        units = source.evidence(rows)
        return units if progress is None else progress(units, len(rows))

    return source, results_of(
        plan,
        inputs,
        source.is_special,
        partial(cards_as_results, checklist, source, progress),
        evidence,
    )


def _tailored(checklist: Checklist) -> frozenset[str]:
    """Return the items that an overlay changes or takes off."""
    plain = {each.id: each for each in checklist.indicators()}
    changed = set[str]()
    for overlay in checklist.overlays:
        own = {each.id: each for each in overlay.rules.indicators()}
        changed |= {name for name, each in plain.items() if own.get(name) != each}
    return frozenset(changed)


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
    """Return the full scorecards of some units of a table, with every deduction explained.

    They are equal to those that `score()` returns.

    >>> import polars as pl
    >>> from lawcheck import load_checklist, table_cards
    >>> checklist = load_checklist("street-visit")
    >>> facts = pl.DataFrame(
    ...     {"unit": ["s01", "s02"], "villages": [12, 9], "villages_with_helpers": [12, 6]}
    ... )
    >>> (card,) = table_cards(checklist, ["s02"], facts)
    >>> [each.reason.pick("en") for each in card.outcome("helpers").deductions]
    ['6/9 ≈ 66.6667%, below 100%: ≈33.3333 percentage points ÷ 10 percentage points → 4 × 0.5 = 2']

    Args:
        checklist: the checklist.
        units: ids of the units.
        facts: as for `score_table`.
        registers: as for `score_table`.
        unit: name of the column of unit ids.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.
        encoding: as for `score_table`.

    Raises:
        EvidenceError: the tables have problems; lists all of them.
        LimitError: a CSV file is too large.
        UsageError: an argument is not a table, or a unit is not in the table.
    """
    given = TableInputs(
        facts, registers or {}, unit, not_applicable or {}, judgements or {}, encoding
    )
    source = Source.read(checklist, given, prepared(checklist)[1])
    return tuple(cards_of(checklist, source, source.rows_of(tuple(units))))
