"""What the column forms know of every class that they read. Whatever else a thing says is left to the rule itself.

A form that stands for a rule must not outlive it: an option that is added to a rule later, or a class that is derived from it,
would be ignored without a word. So every form asks here first, at run time, and a test compares the table with the classes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import attrs

from lawcheck.indicators.bands import Band, Bands
from lawcheck.indicators.blocks.steps import Partial, Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.checklist import (
    Bonus,
    Checklist,
    Grade,
    Indicator,
    Register,
    Rounding,
    Section,
    Spec,
    Veto,
)
from lawcheck.model.conditions import Comparison, IsMissing, Where, Within
from lawcheck.model.measures import Constant, FactRef, OverRecords
from lawcheck.model.ranking import Ranking
from lawcheck.tables.aggregated import Aggregated
from lawcheck.tables.rounding import COLUMN_ROUNDINGS

_OVER_RECORDS: Final = frozenset(
    (
        "operation",  # one without a form is left to the rule, and so is one whose own keys are set
        "register", "label", "of", "where", "among", "by", "on_zero", "of_label", "provider",
    )
)  # fmt: skip
KNOWN: Final[Mapping[type, frozenset[str]]] = {
    # how a total is made
    Checklist: frozenset(
        (
            "id", "version", "title", "period", "root", "rounding", "grade_on", "grades", "not_applicable_at_most", "facts",
            "registers", "calendars", "requires", "bonus", "vetoes", "examples", "sample_weights", "description", "rules_on",
            "changes", "overlays", "once", "appeal_days", "ranking",
            "words",  # of files, whose reader has turned them into blanks and reports of nothing before there are columns
        )
    ),
    Section: frozenset(("id", "title", "children", "scoring", "points", "weight")),
    Indicator: frozenset(
        (
            "id", "title", "rule", "points", "weight", "basis", "evidence", "floor", "not_applicable", "not_applicable_when",
            "advisory", "cause", "provider",
        )
    ),
    Points: frozenset(("out_of", "sheet")),
    Mean: frozenset(("out_of",)),
    WeightedMean: frozenset(("out_of",)),
    DeductFrom: frozenset(("start", "floor", "cause_caps")),
    Rounding: frozenset(("places", "mode", "at")),
    Grade: frozenset(("name", "start")),
    Bonus: frozenset(("indicators", "at_most", "only_from", "total_at_most")),
    Veto: frozenset(("id", "title", "effect", "basis", "if_missing", "when", "measure")),
    Ranking: frozenset(("within", "ties", "quotas")),
    # rules that have a formula
    Rate: frozenset(("target", "deduct", "value", "numerator", "denominator", "on_zero", "may_exceed")),
    CountTarget: frozenset(("value", "target", "deduct", "each", "at_none")),
    Scale: frozenset(("value", "zero_at", "full_at")),
    Bands: frozenset(("value", "bands", "otherwise")),
    Band: frozenset(("start", "points")),
    Steps: frozenset(("points", "per", "partial", "at_most")),
    # values and conditions
    Constant: frozenset(("value",)),
    FactRef: frozenset(("name", "label", "is_rate")),
    OverRecords: _OVER_RECORDS,
    Aggregated: _OVER_RECORDS | {"name", "spans"},
    Where: frozenset(("tests", "either")),
    Comparison: frozenset(
        (
            "column", "operand", "optional", "label", "provider",
            "operator",  # one without a form is left to the rule
        )
    ),
    IsMissing: frozenset(("column", "wanted", "label")),
    Within: frozenset(("column", "days", "of", "calendar", "label", "of_label")),
    # tables
    Register: frozenset(("label", "columns", "unique")),
    Spec: frozenset(
        (
            "kind", "label", "unit", "written_as", "least", "most", "choices", "optional", "any_date", "may_be_never", "at_most",
            "equals_sum", "aliases",
        )
    ),
}  # fmt: skip
"""The attributes of each class that the column forms heed, or that cannot change a score."""
PARTIALS: Final[frozenset[Partial | None]] = frozenset((None, "proportional", "whole", "started"))
"""What a part of a step may cost in a formula."""


def is_known(thing: Any) -> bool:
    """Whether a thing is of a class of the table, not of one derived from it, and says nothing that the table does not have."""
    names = KNOWN.get(type(thing))
    return names is not None and not any(unknown(thing, names))


def unknown(thing: Any, names: Collection[str]) -> Iterator[str]:
    """The attributes beside these in which a thing says something: those that do not stand at their default."""
    for field in attrs.fields(type(thing)):
        if field.name not in names and not _is_default(thing, field):
            yield field.name


def _is_default(thing: Any, field: attrs.Attribute[Any]) -> bool:
    default: Any = field.default
    if default is attrs.NOTHING:
        return False
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory(thing) if default.takes_self else default.factory()
    return bool(getattr(thing, field.name) == default)


def ends_as_known(checklist: Checklist) -> bool:
    """Whether totals, bonus, rounding and grades of a checklist say nothing that is not worked out here."""
    rounding, bonus = checklist.rounding, checklist.bonus
    return (
        all(map(is_known, (checklist, rounding, *checklist.grades, *([bonus] if bonus else ()))))
        and rounding.mode in COLUMN_ROUNDINGS
        and rounding.at in ("total", "item")
        and checklist.grade_on in ("rounded", "exact")
        and all(map(is_known, checklist.indicators()))
        and _is_known_below(checklist.root)
    )


def _is_known_below(section: Section) -> bool:
    method = section.scoring
    parts = [each for each in section.children if isinstance(each, Section)]
    return (
        is_known(section)
        and (method is None or is_known(method))
        and all(map(_is_known_below, parts))
    )
