"""For tests of plugins: Hypothesis strategies and conformance suites.

Needs the extra `testing`: `pip install ".[testing]"` in a checkout.
"""

from lawcheck.testing.checklists import checklists
from lawcheck.testing.conformance import IndicatorTypeSuite
from lawcheck.testing.documented import DocumentationSuite
from lawcheck.testing.strategies import evidence, exact, records, values
from lawcheck.testing.trying import one_item
from lawcheck.testing.worlds import edge_worlds, scorecards, worlds

__all__ = [
    "DocumentationSuite",
    "IndicatorTypeSuite",
    "checklists",
    "edge_worlds",
    "evidence",
    "exact",
    "one_item",
    "records",
    "scorecards",
    "values",
    "worlds",
]
