"""Check quickly whether any plugin is installed at all.

Importing `importlib.metadata` takes about as long as everything else that lawcheck needs to start,
so the files of the installed distributions are searched directly.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def may_have_plugins() -> bool:
    """Return whether an installed distribution names the entry point group `lawcheck`.

    A folder that cannot be read counts as yes: the slow way then reports what is wrong with it.
    """
    try:
        return any(
            _names_group(entry) for folder in sys.path for entry in Path(folder).glob("*.*-info")
        )
    except OSError:
        return True


def _names_group(folder: Path) -> bool:
    listing = folder / "entry_points.txt"
    return listing.is_file() and b"[lawcheck]" in listing.read_bytes()
