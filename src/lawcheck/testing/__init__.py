"""Hypothesis strategies and conformance suites for tests of plugins.

Needs the extra `testing`: `pip install ".[testing]"` in a checkout.

A suite is a class to subclass in a test module; pytest then runs its checks against your class:
`IndicatorTypeSuite` and `DocumentationSuite` for an indicator type, `AggregationSuite`,
`MeasureSuite`, `OperatorSuite`, `ReaderSuite` and `WriterSuite` for the other parts.

Imports `checklists`, `documents`, `evidence`, `indicators`, `methods`, `model`, `registry`,
`scoring`, `session` and `tables`.
"""

from lawcheck.checklists.test_deck import run_deck
from lawcheck.checklists.worked_examples import run_examples
from lawcheck.testing.checklists import checklists
from lawcheck.testing.conformance import IndicatorTypeSuite
from lawcheck.testing.documented import DocumentationSuite
from lawcheck.testing.measures import MeasureSuite
from lawcheck.testing.methods import AggregationSuite, Node
from lawcheck.testing.operators import OperatorSuite
from lawcheck.testing.readers import ReaderSuite
from lawcheck.testing.rule_checks import one_item
from lawcheck.testing.strategies import evidence, exact, records, values
from lawcheck.testing.worlds import edge_worlds, scorecards, worlds
from lawcheck.testing.writers import WriterSuite

__all__ = [
    "AggregationSuite",
    "DocumentationSuite",
    "IndicatorTypeSuite",
    "MeasureSuite",
    "Node",
    "OperatorSuite",
    "ReaderSuite",
    "WriterSuite",
    "checklists",
    "edge_worlds",
    "evidence",
    "exact",
    "one_item",
    "records",
    "run_deck",
    "run_examples",
    "scorecards",
    "values",
    "worlds",
]
