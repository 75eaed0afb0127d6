"""How wide the screen is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

PAGE: Final = 80
"""Columns of a page: what files and pipes get, so that the same inputs give the same bytes everywhere."""
_WIDEST: Final = 120
_NARROWEST: Final = 60


def screen_width(output: Path | None = None) -> int:
    """Columns of the terminal, within reason; 80 for everything that is not a terminal."""
    if output is not None or not sys.stdout.isatty():
        return PAGE
    return max(_NARROWEST, min(shutil.get_terminal_size((PAGE, 24)).columns, _WIDEST))
