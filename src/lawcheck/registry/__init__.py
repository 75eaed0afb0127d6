"""Plugins: hooks, loading, checks of what plugins offer and return, and templates for new ones.

This is the only package that runs pluggy. `builtin` lists the built-in offers by dotted name;
`scaffold` writes a new plugin.

Imports `documents`, `model` and `version`.
"""

from __future__ import annotations

from lawcheck.registry.loading import Broken, Plugins, load_plugins, look_for_plugins
from lawcheck.registry.offers import BUILT_IN, Offer, Plugin

__all__ = ["BUILT_IN", "Broken", "Offer", "Plugin", "Plugins", "load_plugins", "look_for_plugins"]
