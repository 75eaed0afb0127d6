"""The version of lawcheck; the one place that states it."""

from typing import Final

VERSION: Final = "0.1.0"
"""The version, as in the package's metadata."""
