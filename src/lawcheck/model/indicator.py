"""The indicator (三级指标): one scored item, with its points, rule and legal basis."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from lawcheck.model.basis import Basis
from lawcheck.model.conditions import Where
from lawcheck.model.exact import ZERO
from lawcheck.model.rule import Rule
from lawcheck.model.so_far import FallsDue
from lawcheck.model.text import Text

NotApplicablePolicy = Literal["redistribute", "full", "zero", "forbid"]
"""How the points of an item that does not apply are treated."""


@attrs.frozen
class Indicator:
    """One scored item (三级指标).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> item = next(checklist.indicators())
    >>> item.id, item.points, item.rule.type_name
    ('first_person', Fraction(6, 1), 'all_of')

    Attributes:
        id: unique in the checklist.
        title: what people call it.
        rule: the indicator type with its parameters.
        points: the full score. None where the method lets an item cost any number of points.
        weight: for weighted means.
        basis: the laws and documents behind it.
        evidence: what an inspector asks to see.
        floor: the lowest points; below zero only where the checklist says so. None for no limit.
        not_applicable: policy of this item, or the points that it then has.
        not_applicable_when: conditions on facts under which it does not apply by rule.
        advisory: shown, never counted.
        cause: cause of all its deductions, for caps across items.
        provider: distribution and version that provides the type, for messages; not compared.
        falls_due: when it falls due, and how it counts before; None where the checklist does not
            say.
    """

    tag: ClassVar[str] = "indicator"

    id: str
    title: Text
    rule: Rule
    points: Fraction | None
    weight: Fraction = ZERO
    basis: tuple[Basis, ...] = ()
    evidence: Text = Text("")
    floor: Fraction | None = ZERO
    not_applicable: NotApplicablePolicy | Fraction = "redistribute"
    not_applicable_when: Where | None = None
    advisory: bool = False
    cause: str = ""
    provider: str = attrs.field(default="", eq=False)
    falls_due: FallsDue | None = None
