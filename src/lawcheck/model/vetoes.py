"""The veto (一票否决), which takes away the total, some items, or the higher grades."""

from __future__ import annotations

from typing import Literal

import attrs

from lawcheck.model.basis import Basis
from lawcheck.model.conditions import Where
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text
from lawcheck.model.veto_effects import VetoEffect


@attrs.frozen
class Veto:
    """A veto (一票否决): takes away the total, some items, or the higher grades.

    The score without it stays visible. A veto has either `when` or `measure`.

    Attributes:
        id: unique in the checklist.
        title: what people call it.
        effect: what it does to a unit to which it applies.
        basis: the laws and documents behind it.
        if_missing: `open` (the score is an interval until it is known) or `not_applied` (presumed
            absent).
        when: conditions on facts under which it applies.
        measure: a measure over a register; the veto applies if it is above zero.
    """

    id: str
    title: Text
    effect: VetoEffect
    basis: tuple[Basis, ...]
    if_missing: Literal["open", "not_applied"]
    when: Where | None = None
    measure: OverRecords | None = None
