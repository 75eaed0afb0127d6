"""The mark of fields that hold points, in which a checklist writes no percentage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

IN_POINTS: Final[Mapping[str, Any]] = {"in_points": True}
"""Metadata of such a field: `deduct: 5%` would take off 0.05, not a twentieth of the points."""
