"""Suggestions for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most similar to this one; empty if none is similar."""
    # imported here because it is needed for errors only, and imports slow every command down
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")
