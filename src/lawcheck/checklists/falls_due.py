"""Read when an item falls due, and how it counts before."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, get_args

from lawcheck.checklists.annotations import note_fault, read
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.scalars import read_date
from lawcheck.documents.nodes import Node, Scalar
from lawcheck.model.rule import ProRated, Rule
from lawcheck.model.so_far import BeforeDue, FallsDue

END: Final = "end_of_period"
"""What a checklist writes for the last day of the period."""
BEFORE: Final = get_args(BeforeDue)
"""The ways in which an item may count before it falls due."""


def read_falls_due(
    node: Node, rule: Any, start: date | None, context: Context
) -> FallsDue | Invalid:
    """Read `falls_due: {by: 2024-12-31, before: left_out}`.

    Args:
        node: the mapping.
        rule: the rule of the item, or INVALID.
        start: the first day of the period, if it is known.
        context: of the reading.
    """
    pairs = context.mapping(node, ("by", "before"))
    if pairs is None:
        return INVALID
    for key in ("by", "before"):
        if key not in pairs:
            context.missing_key(node, key)
    if len(pairs) < 2:
        return INVALID
    by = _day(pairs["by"], context)
    before: Any = read(BeforeDue, pairs["before"], context)
    if isinstance(by, Invalid) or isinstance(before, Invalid):
        return INVALID
    if by is not None and start is not None and by < start:
        context.fail(
            pairs["by"],
            "{by} 早于考评期间的第一天 {start}，一开始就到期了；请改日期，或删去 falls_due",
            "{by} is before the period begins on {start}, so the item is always due; "
            "change the day, or remove `falls_due`",
            by=by,
            start=start,
        )
    if before == "pro_rata" and isinstance(rule, Rule):
        _check_pro_rata(pairs["before"], rule, context)
    return FallsDue(by, before)


def _day(node: Node, context: Context) -> date | Invalid | None:
    if isinstance(node, Scalar) and node.text == END:
        return None
    return read_date(node, context)


def _check_pro_rata(at: Node, rule: Rule, context: Context) -> None:
    if not isinstance(rule, ProRated):
        context.fail(
            at,
            "{type} 没有可以按时间折算的目标；before 请写 left_out 或 open",
            "{type} has no target that time could scale; write `before: left_out` or `open`",
            type=rule.type_name,
        )
        return
    with context.plugins.indicator_types[rule.type_name].at_work():
        faults = tuple(rule.pro_rata_faults())
    for fault in faults:
        note_fault(fault, at, {}, context)
