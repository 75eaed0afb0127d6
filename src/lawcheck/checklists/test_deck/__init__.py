"""Run a test deck against a checklist, like the one that elections run through counting machines.

The deck consists of made-up units, each of which loses a known number of points on every item. The
expected score is computed here a second time, directly from the points, weights and methods and
without the scoring engine. An office sees both results before the checklist is used.

The deck replaces the rules of all items, so it does not check how they score. The worked examples
of the checklist are for that.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lawcheck.checklists.test_deck.expected_scores import expected_score
from lawcheck.checklists.test_deck.fixed_rules import evidence_of, with_fixed_rules
from lawcheck.checklists.test_deck.made_up_units import deck_units
from lawcheck.model.checklist import Checklist
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text
from lawcheck.scoring import score_units


@attrs.frozen
class DeckResult:
    """The result for one unit of the deck.

    Attributes:
        what: what is special about the unit.
        expected: the expected score as printed, lowest and highest; None for no score.
        grade: the expected grade; None for no grade.
        card: the scorecard from the engine.
    """

    what: Message
    expected: Span | None
    grade: Text | None
    card: Scorecard

    @property
    def passed(self) -> bool:
        """Whether the engine arrived at the expected score and grade."""
        return self.card.score == self.expected and self.card.grade == self.grade


def run_deck(checklist: Checklist) -> Iterator[DeckResult]:
    """Score a deck of made-up units and compare with results computed without the engine.

    The units have full points, no points, points on one item only, missing evidence, items that do
    not apply, totals at and beside the start of each grade, vetoes, and bonuses.

    The totals of the built-in methods are computed a second time. A method of a plugin is asked
    for its factors, and only their sum is computed here; `lawcheck.testing.AggregationSuite`
    checks the factors.

    >>> from lawcheck import load_checklist
    >>> from lawcheck.testing import run_deck
    >>> verdicts = list(run_deck(load_checklist("street-visit")))
    >>> verdicts[0].what.pick("en"), str(verdicts[0].expected)
    ('every item full', '100')
    >>> all(verdict.passed for verdict in verdicts)
    True

    Args:
        checklist: the checklist.

    Yields:
        One verdict for each unit. It has `what`, which says what is special about the unit, the
        `expected` score and `grade`, the `card` from the engine, and `passed`.

    Raises:
        PluginError: a method of a plugin failed.
    """
    fixed = with_fixed_rules(checklist)
    deck = tuple(deck_units(fixed))
    units = [evidence_of(fixed, unit, number) for number, unit in enumerate(deck, 1)]
    for unit, card in zip(deck, score_units(fixed, units), strict=True):
        yield DeckResult(unit.what, *expected_score(fixed, unit), card)
