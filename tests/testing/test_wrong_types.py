"""The conformance suite is worth having only if it fails: each wrong type, and the check that says so."""

from fractions import Fraction
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from tests.testing.test_rash_types import WRONG as RASH
from tests.testing.wrong_types import (
    AddsFacts,
    AsksForTheClass,
    Chance,
    ChangesFacts,
    Clock,
    CountsLines,
    DecimalSettings,
    Faulty,
    FaultyExample,
    FirstRecord,
    Float,
    FloatOfError,
    HigherIsNotBetter,
    JustPoints,
    KeyOfFacts,
    LastRecord,
    Locale,
    Memory,
    MissingIsFailure,
    MissingIsRefused,
    MissingIsZero,
    Mute,
    Negative,
    NegativeGain,
    NoJson,
    NoRegisterIsNoRecord,
    NoSentence,
    NotANumber,
    Nothing,
    OneLanguage,
    OnlyBetter,
    OnlyWorse,
    OrderOfASet,
    Plain,
    Raises,
    ReadsEverything,
    Right,
    Sampling,
    SilentReason,
    Thawed,
    TimeZone,
    Undocumented,
    WholeNumber,
)

from lawcheck.model.declarations import Register, Spec
from lawcheck.model.text import Text
from lawcheck.testing import IndicatorTypeSuite

WITHIN = "test_stays_within_its_points"
SAME = "test_same_evidence_gives_the_same_outcome"
MISSING = "test_missing_is_never_a_value"
UNKNOWN = "test_nothing_known_scores_nothing"
FORM = "test_is_a_frozen_attrs_class_with_its_documentation"
REASONS = "test_gives_reasons_in_both_languages"
ELSEWHERE = "test_another_machine_says_the_same"
ORDER = "test_order_of_records_does_not_matter"
SAMPLE = "test_tells_its_sampling_error"

WRONG: list[tuple[Any, str]] = [
    (Float, WITHIN),
    (WholeNumber, WITHIN),
    (NotANumber, WITHIN),
    (Negative, WITHIN),
    (NegativeGain, WITHIN),
    (Nothing, WITHIN),
    (JustPoints, WITHIN),
    (Raises, WITHIN),
    (OnlyWorse, SAMPLE),
    (OnlyBetter, SAMPLE),
    (FloatOfError, SAMPLE),
    (KeyOfFacts, UNKNOWN),
    (MissingIsZero, UNKNOWN),
    (MissingIsZero, MISSING),
    (NoRegisterIsNoRecord, MISSING),
    (MissingIsFailure, UNKNOWN),
    (MissingIsRefused, UNKNOWN),
    (Chance, SAME),
    (Clock, SAME),
    (Memory, SAME),
    (ChangesFacts, SAME),
    (AddsFacts, SAME),
    (DecimalSettings, SAME),
    (ReadsEverything, "test_reads_nothing_that_it_does_not_declare"),
    (LastRecord, ORDER),
    (FirstRecord, ORDER),
    (CountsLines, "test_sums_stand_for_records"),
    (NoRegisterIsNoRecord, UNKNOWN),
    (SilentReason, REASONS),
    (OneLanguage, "test_describes_itself_in_both_languages"),
    (NoSentence, "test_describes_itself_in_both_languages"),
    (FaultyExample, "test_finds_no_fault_in_its_rules"),
    (Faulty, "test_finds_no_fault_in_its_rules"),
    (HigherIsNotBetter, "test_better_values_never_cost_points"),
    (AsksForTheClass, "test_columns_agree"),
    (OrderOfASet, ELSEWHERE),
    (Locale, ELSEWHERE),
    (TimeZone, ELSEWHERE),
    (NoJson, "test_cards_are_kept_as_json"),
    (Undocumented, FORM),
    (Thawed, FORM),
    (Plain, FORM),
    (Mute, FORM),
]
OVER_RECORDS = (LastRecord, FirstRecord, CountsLines, NoRegisterIsNoRecord)


def suite_of(wrong: Any) -> IndicatorTypeSuite:
    class Suite(IndicatorTypeSuite):
        rule = wrong()
        facts: ClassVar = {} if wrong in OVER_RECORDS else {"n": Spec("count")}
        registers: ClassVar = (
            {"cases": Register(Text("案件"), {"bad": Spec("yes_no")})}
            if wrong in OVER_RECORDS
            else {}
        )
        better: ClassVar = {"n": "higher"} if wrong is HigherIsNotBetter else {}

        def rules(self) -> st.SearchStrategy[Any]:
            return (
                st.builds(Faulty, price=st.sampled_from([Fraction(1), Fraction(3)]))
                if wrong is Faulty
                else super().rules()
            )

    return Suite()


CHECKS = [name for name in dir(IndicatorTypeSuite) if name.startswith("test_")]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("right", [Right, Sampling])
def test_the_right_ones_pass_every_check(check: str, right: Any) -> None:
    getattr(suite_of(right), check)()


@pytest.mark.parametrize(
    ("wrong", "check"), WRONG, ids=[f"{wrong.__name__}-{check}" for wrong, check in WRONG]
)
def test_a_wrong_type_fails_the_check_that_names_its_fault(wrong: Any, check: str) -> None:
    """It fails with an assertion that says what was promised, not because the suite itself breaks."""
    with pytest.raises(AssertionError):
        getattr(suite_of(wrong), check)()


def test_every_check_catches_something() -> None:
    assert {check for _, check in WRONG} | {check for _, check, _ in RASH} == set(CHECKS)


def test_there_are_enough() -> None:
    assert len({wrong for wrong, _ in WRONG}) >= 25
