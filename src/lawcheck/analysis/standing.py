"""The rank of a unit among others."""

from __future__ import annotations

import attrs

from lawcheck.model.outcomes import SectionScore
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Text


def is_settled(card: Scorecard) -> bool:
    """Return whether the total of a unit is known, whatever open items turn out to be."""
    return card.exact is not None and card.exact.is_exact


@attrs.frozen
class Standing:
    """The rank and grade of a unit.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> report = lawcheck.make_report(
    ...     checklist, [lawcheck.build_evidence(checklist, unit=name) for name in "ab"]
    ... )
    >>> for standing in lawcheck.rank(checklist, report):
    ...     print(standing.card.unit.id, standing.best, standing.worst, standing.of)
    a 1 2 2
    b 1 2 2

    Attributes:
        card: its scorecard.
        among: the group or kind that it is ranked within; empty where all units are ranked
            together.
        best: the best rank that it can have, from 1; None where it has no score.
        worst: the worst rank that it can have, equal to `best` where all scores that matter are
            known; None where it has no score.
        of: how many units are ranked with it.
        grade: that of its scorecard, or a lower one where the quotas of the checklist leave no
            place; None where it is not known.
        section: the section that units are ranked by; None where they are ranked by the total.
    """

    card: Scorecard
    among: str
    best: int | None
    worst: int | None
    of: int
    grade: Text | None
    section: SectionScore | None = None
