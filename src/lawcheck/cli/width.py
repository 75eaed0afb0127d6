"""The width of the screen."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

PAGE: Final = 80
"""Columns of a page. Files and pipes get this width, so that they are the same everywhere."""
_WIDEST: Final = 120
_NARROWEST: Final = 60


def screen_width(output: Path | None = None) -> int:
    """Return the columns of the terminal, from 60 to 120; 80 if the output is not a terminal."""
    if output is not None or not sys.stdout.isatty():
        return PAGE
    return max(_NARROWEST, min(shutil.get_terminal_size((PAGE, 24)).columns, _WIDEST))
