"""A made-up unit of a test deck."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from lawcheck.model.text import Message


@attrs.frozen
class DeckUnit:
    """A made-up unit.

    Attributes:
        what: what is special about it.
        lost: points lost by item; None where evidence is missing. Other items lose nothing.
        left_out: items that do not apply.
        vetoes: ids of the vetoes that apply.
        bonus: whether every bonus item earns its full points.
        zeroed: items whose points a veto takes away; filled in while computing what is expected.
    """

    what: Message
    lost: Mapping[str, Fraction | None] = attrs.field(factory=dict)
    left_out: frozenset[str] = frozenset()
    vetoes: frozenset[str] = frozenset()
    bonus: bool = False
    zeroed: frozenset[str] = frozenset()
