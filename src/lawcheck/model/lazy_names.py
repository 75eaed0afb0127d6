"""Import the names of a module when they are first used, so that importing it costs little."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def lazy_names(
    module: str, homes: Mapping[str, str], public: Iterable[str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and `__dir__` of a module that imports its names lazily.

    Such a module sets them behind `if not TYPE_CHECKING`, and imports the names for type checkers
    only. A type checker then knows every name, and refuses those that there are not.

    Args:
        module: the module's `__name__`.
        homes: names, and the modules that define them.
        public: the module's `__all__`.
    """

    def get(name: str) -> Any:
        if name in homes:
            return getattr(importlib.import_module(homes[name]), name)
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return get, lambda: sorted(public)
