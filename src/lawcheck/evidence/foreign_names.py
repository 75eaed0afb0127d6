"""Notice evidence that seems to be for another checklist: most of its names are not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, Problem, problem

_FEW: Final = 3
"""With fewer unknown names than this, somebody may have mistyped them."""


@attrs.define
class Names:
    """The names of columns and registers in the evidence, each once however many units have it.

    Attributes:
        checklist: the checklist that should know them.
        known: those that it knows.
        unknown: those that it does not, and that are near none that it knows.
    """

    checklist: Checklist
    known: set[str] = attrs.field(factory=set)
    unknown: set[str] = attrs.field(factory=set)

    def problems(self) -> Iterator[Problem]:
        """Say so if most names are unknown, ahead of the problems of each."""
        known, unknown = len(self.known), len(self.unknown)
        if unknown >= _FEW and unknown > known:
            yield problem(
                Place(),
                "佐证材料的 {all} 个列名和台账名里，有 {unknown} 个不在指标体系 {id} 里；"
                "请核对是不是给错了指标体系",
                "{unknown} of the {all} names of columns and registers in the evidence are not "
                "in the checklist {id}; is it meant for another one?",
                unknown=unknown,
                all=known + unknown,
                id=self.checklist.id,
            )
