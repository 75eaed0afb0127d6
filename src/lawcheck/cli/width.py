"""The width of the screen."""

from __future__ import annotations

import os
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
    return max(_NARROWEST, min(terminal_columns(), _WIDEST))


def terminal_columns() -> int:
    """Return the columns of the terminal as `shutil` would; importing that takes too long."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        own = sys.__stdout__
        return PAGE if own is None else os.get_terminal_size(own.fileno()).columns or PAGE
    except (ValueError, OSError):  # it is closed, or a file
        return PAGE
