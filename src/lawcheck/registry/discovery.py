"""Whether any plugin is installed at all, told from the files of the installed distributions without importlib.metadata."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def may_have_plugins() -> bool:
    """Whether an installed distribution names the entry point group `lawcheck`; unreadable folders count as yes."""
    try:
        return any(
            _names_group(entry) for folder in sys.path for entry in Path(folder).glob("*.*-info")
        )
    except OSError:
        return True


def _names_group(folder: Path) -> bool:
    listing = folder / "entry_points.txt"
    return listing.is_file() and b"[lawcheck]" in listing.read_bytes()
