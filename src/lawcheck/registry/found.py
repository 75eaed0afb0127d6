"""A plugin that was found: its name, its distribution, and how it is imported."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from lawcheck.model.text import Language

BUILT_IN: Final = "lawcheck"
"""Name of the plugin that offers the built-in parts."""


class Plugin(NamedTuple):
    """One plugin that was found.

    Attributes:
        name: name of its entry point; the NAME of `-p no:NAME`.
        distribution: name of the installed distribution; for an object that a program registered,
            the same as `name`.
        version: version of the distribution; empty if it has none.
        target: `module`, or `module:object`, as the entry point has it; empty for such an object.
        hooks: names of the hooks that it implements.
        is_loaded: False until it is loaded, and if it was switched off or is broken.
    """

    name: str
    distribution: str
    version: str
    target: str = ""
    hooks: tuple[str, ...] = ()
    is_loaded: bool = False

    def load(self) -> Any:
        """Import what the entry point names."""
        module, _, attributes = self.target.partition(":")
        found: Any = importlib.import_module(module)
        for each in filter(None, attributes.split(".")):
            found = getattr(found, each)
        return found

    @property
    def source(self) -> str:
        """Distribution and version, as messages show them."""
        return f"{self.distribution} {self.version}".rstrip()

    def pick(self, language: Language) -> str:
        """Return the plugin as a sentence names it."""
        return f"插件 {self}" if language == "zh" else f"plugin {self}"

    def __str__(self) -> str:
        return f"{self.name} ({self.source})"
