"""The attributes of every class that the column forms take into account.

A column form replaces a rule. If the rule gets a new option later, or a class is derived from it,
the form would silently ignore what is new, and a score would be wrong. So every form first asks
`is_known`, at run time: an object with any other attribute that is not at its default is left to
the rule itself. A test compares the table with the classes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import attrs

from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.conditions import Comparison, IsMissing, Where, Within
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import Constant, FactRef
from lawcheck.model.ranking import Ranking
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rounding import Rounding
from lawcheck.model.scoring_method import Aggregation, Proportional
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.vetoes import Veto
from lawcheck.scoring.factors import is_built_in
from lawcheck.tables.aggregated import Aggregated
from lawcheck.tables.rounding import COLUMN_ROUNDINGS

_OVER_RECORDS: Final = frozenset(
    (
        "operation",  # left to the rule if it has no form, or if its own keys are set
        "register", "label", "of", "where", "among", "by", "on_zero", "of_label", "provider",
        "weight",  # of operations that have no form
    )
)  # fmt: skip
KNOWN: Final[Mapping[type, frozenset[str]]] = {
    # how a total is made
    Checklist: frozenset(
        (
            "id", "version", "title", "period", "root", "rounding", "grade_on", "grades",
            "not_applicable_at_most", "facts", "registers", "calendars", "requires", "bonus",
            "vetoes", "examples", "sample_weights", "description", "rules_on", "changes",
            "warnings",  # of lint
            "sought",  # decides what is told
            "file",  # where it was loaded from
            "overlays", "once", "appeal_days", "ranking",
            "other_columns",  # left out before there are columns
            "words",  # turned into blanks and nil reports before there are columns
        )
    ),
    Section: frozenset(("id", "title", "children", "scoring", "points", "weight")),
    Indicator: frozenset(
        (
            "id", "title", "rule", "points", "weight", "basis", "evidence", "floor",
            "not_applicable", "not_applicable_when", "advisory", "cause", "provider",
            "falls_due",  # applied around the rule
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
    # values and conditions
    Constant: frozenset(("value",)),
    FactRef: frozenset(
        (
            "name", "label", "is_rate",
            "not_applicable_if_blank",  # decided where the value is read, also for columns
        )
    ),
    OverRecords: _OVER_RECORDS,
    Aggregated: _OVER_RECORDS | {"name", "spans"},
    Where: frozenset(("tests", "either")),
    Comparison: frozenset(
        (
            "column", "operand", "optional", "label", "provider", "is_rate",
            "operator",  # left to the rule if it has no form
        )
    ),
    IsMissing: frozenset(("column", "wanted", "label")),
    Within: frozenset(("column", "days", "of", "calendar", "label", "of_label")),
    # tables
    Register: frozenset(("label", "columns", "unique", "worth_adding")),
    Spec: frozenset(
        (
            "kind", "label", "unit", "written_as", "least", "most", "choices", "optional",
            "any_date", "may_be_never", "at_most", "equals_sum", "aliases", "can_be_put_right",
            "personal", "not_applicable_if_blank",
        )
    ),
}  # fmt: skip
"""The attributes of each class that the column forms apply, or that cannot change a score."""


def is_known(thing: Any) -> bool:
    """Whether the column forms take all of an object into account.

    True if its class is in `KNOWN` (a derived class is not), and all other attributes have their
    default value.
    """
    names = KNOWN.get(type(thing))
    return names is not None and not any(unknown(thing, names))


def unknown(thing: Any, names: Collection[str]) -> Iterator[str]:
    """Yield the attributes that are not among `names` and not at their default."""
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


def has_known_totals(checklist: Checklist) -> bool:
    """Whether the column forms cover totals, bonus, rounding and grades of a checklist."""
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
        and (method is None or is_known(method) or _is_proportional(method))
        and all(map(_is_known_below, parts))
    )


def _is_proportional(method: Aggregation) -> bool:
    """Whether a plugin's method leaves its factors to `Proportional`."""
    factors: Any = type(method).factors
    return not is_built_in(method) and factors is Proportional.factors
