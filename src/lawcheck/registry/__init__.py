"""Plugins: what they offer, how they are loaded, and how what they are and answer is checked."""

from __future__ import annotations

from lawcheck.registry.loading import Broken, Plugins, load_plugins, look_for_plugins
from lawcheck.registry.offers import BUILT_IN, Offer, Plugin

__all__ = ["BUILT_IN", "Broken", "Offer", "Plugin", "Plugins", "load_plugins", "look_for_plugins"]
