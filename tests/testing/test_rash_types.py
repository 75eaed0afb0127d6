"""Each of these types is caught by the check that names its fault; the right one passes all of them."""

import re
from typing import Any, ClassVar

import pytest
from tests.testing import rash_types as rash
from tests.testing.wrong_types import Raises, Right

from lawcheck.model.declarations import Register, Spec
from lawcheck.model.text import Text
from lawcheck.testing import IndicatorTypeSuite

WORTH = "test_works_whatever_the_item_is_worth"
UNIT = "test_does_not_ask_who_the_unit_is"
PLACE = "test_does_not_ask_where_values_stand"
ASKS = "test_asks_nothing_of_the_machine"
LEAVES = "test_leaves_the_machine_as_it_was"
LINES = "test_every_line_takes_or_gives_points"
WORDS = "test_writes_each_language_in_that_language"
CITES = "test_cites_only_what_it_read"

WRONG: list[tuple[Any, str, str]] = [
    (
        rash.FivePoints,
        "test_takes_no_points_that_stand_in_its_code",
        "5 points are lost whatever the item is worth",
    ),
    (rash.NeedsPoints, WORTH, "failed with TypeError"),
    (rash.FreeWithoutPoints, WORTH, "refuse such items in check()"),
    (rash.ThisYear, "test_scores_every_year_alike", "no year belongs into the code"),
    (rash.UnitName, UNIT, "the rule reads the unit's name"),
    (rash.UnitKind, UNIT, "the rule reads the unit's kind"),
    (rash.FactPlace, PLACE, "from another place of another file"),
    (rash.RecordNumber, PLACE, "from another place of another file"),
    (rash.Today, ASKS, "the rule asks for the clock"),
    (
        rash.Undeclared,
        "test_reads_nothing_that_it_does_not_declare",
        "reads the fact hidden, which no key of it names",
    ),
    (rash.Tenths, "test_computes_without_binary_floats", "come from a binary float"),
    (
        rash.FloatInReason,
        "test_says_no_binary_floats",
        "holds the binary float 0.30000000000000004",
    ),
    (rash.CitesNothing, "test_cites_what_it_takes_points_for", "for nothing that is cited"),
    (rash.CitesAnother, CITES, "is cited, but is not what the rule read"),
    (rash.EnglishOnly, WORDS, "the Chinese text 'too many complaints' is not Chinese"),
    (rash.ChineseOnly, WORDS, "the English text '投诉过多' holds Chinese"),
    (
        rash.SharedList,
        "test_has_no_default_that_can_change",
        "the default of score(seen) can be changed",
    ),
    (rash.Precise, LEAVES, "the rule changed the decimal context"),
    (rash.Deeper, LEAVES, "the rule changed the recursion limit"),
    (rash.Threads, ASKS, "the rule asks for threads"),
    (rash.Cancels, LINES, "a line of -1 points"),
    (rash.ZeroLine, LINES, "a line of 0 points"),
    (rash.Recursive, "test_takes_long_registers", "failed with RecursionError"),
    (rash.FarWorse, "test_better_values_never_cost_points", "n is better lower"),
    (Raises, "test_stays_within_its_points", "raise ZeroDivisionError"),
]
OVER_RECORDS = (rash.RecordNumber, rash.Recursive)


def suite_of(wrong: Any) -> IndicatorTypeSuite:
    class Suite(IndicatorTypeSuite):
        rule = wrong()
        facts: ClassVar = {} if wrong in OVER_RECORDS else {"n": Spec("count")}
        registers: ClassVar = (
            {"cases": Register(Text("案件"), {"bad": Spec("yes_no")})}
            if wrong in OVER_RECORDS
            else {}
        )
        better: ClassVar = {} if wrong in OVER_RECORDS else {"n": "lower"}

    return Suite()


@pytest.mark.parametrize(
    ("wrong", "check", "told"),
    WRONG,
    ids=[f"{wrong.__name__}-{check}" for wrong, check, _ in WRONG],
)
def test_the_check_that_names_the_fault_tells_what_broke(
    wrong: Any, check: str, told: str
) -> None:
    with pytest.raises(AssertionError, match=re.escape(told)):
        getattr(suite_of(wrong), check)()


@pytest.mark.parametrize("check", sorted({check for _, check, _ in WRONG}))
def test_the_right_one_passes(check: str) -> None:
    getattr(suite_of(Right), check)()


def test_the_authors_line_is_told() -> None:
    """Where a type fails, its own exception is the cause, and its own line stands in the message."""
    with pytest.raises(AssertionError) as caught:
        suite_of(Raises).test_stays_within_its_points()

    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert "wrong_types.py:" in str(caught.value)
