"""Names of sheets that Excel takes, and that no other sheet of the workbook has."""

from __future__ import annotations

from typing import Final

_FORBIDDEN: Final = "[]:*?/\\'"
_LONGEST: Final = 28
"""Three less than Excel allows, which leaves room for a number."""


class SheetNames:
    """Gives out the names of the sheets of one workbook."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, title: str) -> str:
        """Return a name for a sheet that no other has.

        >>> names = SheetNames()
        >>> names.free("得分/等次"), names.free("得分:等次")
        ('得分_等次', '得分_等次 2')
        """
        shown = ("_" if each in _FORBIDDEN or not each.isprintable() else each for each in title)
        clean = "".join(shown).strip()[:_LONGEST] or "_"
        name, number = clean, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{clean} {number}"
        self._taken.add(name.casefold())
        return name
