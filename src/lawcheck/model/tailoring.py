"""Overlays and overrides that a unit was scored with, and its score without them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from lawcheck.model.evidence import Override
from lawcheck.model.saved import Sha256
from lawcheck.model.spans import PrintedSpan, Span
from lawcheck.model.text import Text


@attrs.frozen(kw_only=True)
class Overridden:
    """An override and whether it was applied.

    Attributes:
        title: of the item.
        state: applied, expired (its last day is over), or not_yet (it was decided later than the
            day that is scored).
        before: what the item earned without it.
        override: the override.
    """

    title: Text
    state: Literal["applied", "expired", "not_yet"]
    before: Span | None
    override: Override


@attrs.frozen(kw_only=True)
class Tailoring:
    """The overlay that a unit was scored with.

    Attributes:
        id: the overlay's id.
        title: the overlay's title.
        reason: why the checklist is tailored.
        authority: on whose authority.
        on: the day of the decision.
        sha256: hash of the overlay and of the rules that it makes.
        changed: ids of the items and sections that it changes.
        off: ids of the items that it removes.
    """

    id: str
    title: Text
    reason: str
    authority: str
    on: date
    sha256: Sha256
    changed: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@attrs.frozen
class Without:
    """Score and grade as they would be without tailoring and overrides.

    Attributes:
        score: the rounded total, lowest and highest; None where there is no score.
        grade: None where the ends disagree or there is no score.
    """

    score: PrintedSpan | None = attrs.field(metadata={"key": "interval"})
    grade: Text | None
