"""For tests of plugins: Hypothesis strategies and a conformance suite. Needs `pip install lawcheck[testing]`."""

from lawcheck.testing.conformance import IndicatorTypeSuite, one_item
from lawcheck.testing.strategies import checklists, edge_worlds, evidence, exact, values, worlds

__all__ = ["IndicatorTypeSuite", "checklists", "edge_worlds", "evidence", "exact", "one_item", "values", "worlds"]
