"""Plugins: the hooks, finding and loading them, checks of what they offer and answer, and the start of a new one (`scaffold`).

The only package that runs pluggy. Built-in offers are listed in `builtin`, by dotted name.

Imports `documents`, `model` and `version`.
"""

from __future__ import annotations

from lawcheck.registry.loading import Broken, Plugins, load_plugins, look_for_plugins
from lawcheck.registry.offers import BUILT_IN, Offer, Plugin

__all__ = ["BUILT_IN", "Broken", "Offer", "Plugin", "Plugins", "load_plugins", "look_for_plugins"]
