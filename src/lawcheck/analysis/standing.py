"""Where a unit stands among others."""

from __future__ import annotations

import attrs

from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Text


def is_settled(card: Scorecard) -> bool:
    """Whether a unit has a score, and no item of it is open."""
    return card.exact is not None and card.exact.is_exact


@attrs.frozen
class Standing:
    """Where a unit stands.

    Attributes:
        among: the group or kind that it is ranked within; empty where all units are.
        best: the best rank that it can have, from 1.
        worst: the worst one; the same where its score and those of the others are known. Both are None where it has no score.
        of: how many units are ranked with it.
        grade: that of its card, or a lower one where the quotas of the checklist leave no room; None where it is not known.
    """

    card: Scorecard
    among: str
    best: int | None
    worst: int | None
    of: int
    grade: Text | None
