"""Leave out the columns of a table of a program that the checklist allows and does not know."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.evidence.other_columns import columns_left_out, sort_out
from lawcheck.model.caller_notices import tell_caller
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, Place, Problem


def known_columns(
    checklist: Checklist, table: str, names: Sequence[str], besides: Sequence[str], at: str
) -> list[str]:
    """Return the columns that are read, or refused as unknown; give notice of the others.

    Args:
        checklist: says which columns may be left out.
        table: `facts` or the name of a register.
        names: the columns of the table.
        besides: names of the columns that describe units.
        at: name of the table, for messages.

    Raises:
        EvidenceError: a column may be a misspelt one that the table lacks.
    """
    sorted_out = sort_out(checklist, table, names, besides)
    if sorted_out.doubtful:
        raise EvidenceError(
            Problem(Place(at, 0, name), why) for name, why in sorted_out.doubtful.items()
        )
    if sorted_out.left_out:
        tell_caller([columns_left_out(at, sorted_out.left_out)])
    return list(sorted_out.kept)
