"""The known name that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one, or nothing where none is like it."""
    from difflib import (
        get_close_matches,
    )  # only where something is wrong: imports count in a command that lives a moment

    return next(iter(get_close_matches(name, list(known), 1)), "")
