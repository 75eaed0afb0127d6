"""The files of forms: named after units, and never written over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lawcheck.cli import not_written
from lawcheck.plugin import Checklist, OutputError, Place, Unit, problem

_FORBIDDEN: Final = '\\/:*?"<>|'
"""Characters that names of files may not have on Windows."""
_LONGEST: Final = 80
_RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))}
)


def file_names(checklist: Checklist, units: Sequence[Unit | None], ending: str) -> Iterator[str]:
    """Yield the name of each unit's file: the unit's name, with its id where two are alike.

    Args:
        checklist: names the file of a form without a unit.
        units: the units.
        ending: of the names.
    """
    names = [_clean(checklist.id if unit is None else unit.name or unit.id) for unit in units]
    folded = [name.casefold() for name in names]
    taken: set[str] = set()
    for unit, name in zip(units, names, strict=True):
        if unit is not None and folded.count(name.casefold()) > 1:
            name = _clean(f"{name} {unit.id}")
        while name.casefold() in taken:
            name += "_"  # ids that differ in forbidden characters alone
        taken.add(name.casefold())
        yield f"{name}{ending}"


def _clean(text: str) -> str:
    name = "".join("_" if each in _FORBIDDEN or not each.isprintable() else each for each in text)
    name = name.strip(" .")[:_LONGEST] or "_"
    return f"{name}_" if name.upper() in _RESERVED else name


def refuse_existing(files: Sequence[Path]) -> None:
    """Refuse to write over forms, which may be filled in.

    Raises:
        OutputError: names each file that exists.
    """
    found = [
        problem(
            Place(str(file)),
            "已有这个文件，可能已经填写，不覆盖；请换一个文件夹，或先移走它",
            "this file exists and may be filled in, so it is not written over; "
            "choose another folder, or move it away",
        )
        for file in files
        if file.exists() or file.is_symlink()
    ]
    if found:
        raise OutputError(found)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(str(folder), error) from error
