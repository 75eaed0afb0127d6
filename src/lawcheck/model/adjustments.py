"""The steps from the sum of the sections to the total, and the vetoes behind some of them."""

from __future__ import annotations

from typing import Literal

import attrs

from lawcheck.model.deductions import Cited, Tally
from lawcheck.model.saved import OPTIONAL
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text

AdjustmentKind = Literal["start", "floor", "bonus", "bonus_cap", "gate", "ceiling", "veto"]
"""The kind of a step from the sum of the sections to the total."""


@attrs.frozen
class Adjustment:
    """A step from the sum of the sections to the total.

    Attributes:
        kind: start score, floor, bonus, its cap, gate and ceiling, or veto.
        change: what it adds to the total, lowest and highest; negative where it takes off.
        reason: why.
    """

    kind: AdjustmentKind
    change: Span
    reason: Message


@attrs.frozen(kw_only=True)
class VetoOutcome:
    """Whether a veto applies to the unit.

    Attributes:
        id: the veto's id.
        title: the veto's title.
        state: applied, not_applied, open (not known yet), or presumed (not known; the checklist
            presumes it absent).
        effect: what it does, in words.
        basis: its legal basis, as text.
        cites: the facts or records that decided.
        about: the register that was read, and how many of its records trigger the veto.
        why: what is not known, where it is open or presumed; else the scores of items that it
            looked at.
        local_rules: the local rules behind it, as text.
    """

    id: str
    title: Text
    state: Literal["applied", "not_applied", "open", "presumed"]
    effect: Message
    basis: tuple[str, ...]
    cites: tuple[Cited, ...] = ()
    about: tuple[Tally, ...] = ()
    why: Message | None = None
    local_rules: tuple[Text, ...] = attrs.field(default=(), metadata=OPTIONAL)
