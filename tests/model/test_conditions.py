"""Conditions: true, false, or unknown."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from lawcheck.model.calendars import Calendar, OutsideCalendar
from lawcheck.model.conditions import (
    EVERYTHING,
    Comparison,
    IsMissing,
    Where,
    Within,
    all_of,
    any_of,
)
from lawcheck.model.evidence import NEVER
from lawcheck.model.text import Text

DAY = date(2023, 6, 1)


@pytest.mark.parametrize(
    ("truths", "every", "some"),
    [
        ([], True, False),
        ([True, True], True, True),
        ([True, False], False, True),
        ([True, None], None, True),
        ([None, False], False, None),
        ([False, False], False, False),
        ([None], None, None),
    ],
)
def test_truth_has_three_values(truths, every, some):
    """What decides, decides; what is unknown stays unknown unless it no longer matters."""
    assert every is all_of(iter(truths))
    assert some is any_of(iter(truths))


@pytest.mark.parametrize(
    ("word", "operand", "value", "expected"),
    [
        ("equals", True, True, True),
        ("equals", "决定", "通知", False),
        ("not", "决定", "通知", True),
        ("in", ("甲", "乙"), "乙", True),
        ("not_in", ("甲", "乙"), "乙", False),
        ("contains", "违法", "严重违法行为", True),
        ("contains", "Ａ 组", "(A 组) 一", True),
        ("contains", "违 法", "严重违　法行为", True),
        ("contains", "违法", "违章", False),
        ("contains", "a.c", "abc", False),
        ("at_least", Fraction(3), Fraction(3), True),
        ("more_than", Fraction(3), Fraction(3), False),
        ("at_most", Fraction(3), Fraction(3), True),
        ("less_than", Fraction(3), Fraction(3), False),
        ("before", DAY, DAY, False),
        ("after", DAY, DAY, False),
        ("on_or_before", DAY, DAY, True),
        ("on_or_after", DAY, DAY, True),
    ],
)
def test_words_compare_as_they_read(word, operand, value, expected):
    assert expected is Comparison("c", word, operand).holds({"c": value})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("before", False),
        ("on_or_before", False),
        ("after", True),
        ("on_or_after", True),
        ("at_least", True),
        ("less_than", False),
    ],
)
def test_what_never_happened_comes_after_every_date(word, expected):
    assert expected is Comparison("c", word, DAY).holds({"c": NEVER})


@pytest.mark.parametrize(
    ("word", "of_a_day", "of_never"),
    [
        ("before", True, False),
        ("on_or_before", True, True),
        ("after", False, False),
        ("at_least", False, True),
    ],
)
def test_a_day_is_before_the_one_that_never_came(word, of_a_day, of_never):
    assert of_a_day is Comparison("c", word, NEVER).holds({"c": DAY})
    assert of_never is Comparison("c", word, NEVER).holds({"c": NEVER})


@pytest.mark.parametrize("word", ["equals", "not", "in", "at_least"])
def test_a_blank_cell_is_unknown(word):
    """Neither true nor false, whatever is asked."""
    assert Comparison("c", word, ("x",)).holds({}) is None


@pytest.mark.parametrize(
    ("word", "expected"), [("equals", False), ("in", False), ("not", True), ("not_in", True)]
)
def test_a_blank_that_is_allowed_equals_nothing(word, expected):
    assert expected is Comparison("c", word, ("x",), optional=True).holds({})


@pytest.mark.parametrize("wanted", [True, False])
def test_whether_a_cell_is_blank_is_always_known(wanted):
    assert wanted is IsMissing("c", wanted).holds({})
    assert wanted is not IsMissing("c", wanted).holds({"c": "x"})


def test_within_counts_days_after_another_column():
    """The first day does not count: issued on 1 June, 30 days are over on 1 July."""
    within = Within("filed", 30, "issued")

    assert within.holds({"issued": DAY, "filed": date(2023, 7, 1)}) is True
    assert within.holds({"issued": DAY, "filed": date(2023, 7, 2)}) is False
    assert within.holds({"issued": DAY, "filed": date(2023, 5, 1)}) is True
    assert within.holds({"issued": DAY, "filed": NEVER}) is False
    assert within.holds({"issued": DAY}) is None
    assert within.holds({"filed": DAY}) is None


def test_within_counts_working_days():
    """Thursday to Monday are two working days, unless the Friday is off."""
    week = Calendar(
        date(2023, 1, 1), date(2023, 12, 31), ("saturday", "sunday"), frozenset({date(2023, 6, 9)})
    )
    values = {"issued": date(2023, 6, 1), "filed": date(2023, 6, 5)}

    assert Within("filed", 2, "issued", week).holds(values) is True
    assert Within("filed", 1, "issued", week).holds(values) is False
    assert (
        Within("filed", 1, "issued", week).holds(
            {"issued": date(2023, 6, 8), "filed": date(2023, 6, 12)}
        )
        is True
    )
    with pytest.raises(OutsideCalendar):
        Within("filed", 2, "issued", week).holds(
            {"issued": date(2023, 12, 29), "filed": date(2024, 1, 2)}
        )


def test_a_day_off_after_the_last_day_is_too_late():
    """As in the type `deadline`: issued on Thursday, one working day, so Friday is the last day; Saturday comes after it."""
    year = Calendar(date(2023, 1, 1), date(2023, 12, 31), ("saturday", "sunday"))
    issued = date(2023, 6, 1)

    assert (
        Within("filed", 1, "issued", year).holds({"issued": issued, "filed": date(2023, 6, 2)})
        is True
    )
    assert (
        Within("filed", 1, "issued", year).holds({"issued": issued, "filed": date(2023, 6, 3)})
        is False
    )


def test_lines_must_all_hold_and_one_of_each_group():
    where = Where(
        (Comparison("a", "equals", True),),
        (Where((Comparison("b", "equals", True),)), Where((Within("c", 3, "d"),))),
    )

    assert where.holds({"a": True, "b": True}) is True
    assert where.holds({"a": True, "b": False, "c": DAY, "d": DAY}) is True
    assert where.holds({"a": True, "b": False}) is None
    assert where.holds({"a": False}) is False
    assert where.holds({"b": True}) is None
    assert where.columns == ("a", "b", "c", "d")
    assert EVERYTHING.holds({}) is True


def test_conditions_in_words():
    """With the labels of the columns where they have one."""
    head, won = Text("负责人出庭", "head appeared"), Text("结果", "result")
    where = Where(
        (
            Comparison("head", "equals", False, label=head),
            Comparison("result", "in", ("胜诉", "败诉"), label=won),
        ),
        (Where((IsMissing("note", True),)), Where((Within("filed", 30, "issued"),))),
    )

    assert (
        where.title.pick("zh") == "负责人出庭=否、结果∈胜诉、败诉、note为空/filed在issued后30天内"
    )
    assert (
        where.title.pick("en")
        == "head appeared=no, result∈胜诉, 败诉, note blank / filed within 30 days of issued"
    )


def test_a_changed_condition_compares_with_its_own_operand():
    one = Comparison("kind", "in", ("Ａ", "B"))
    other = attrs.evolve(one, operand=("C",), column="sort")
    assert (one.holds({"kind": "A"}), one.holds({"kind": "C"})) == (True, False)
    assert (other.holds({"sort": "A"}), other.holds({"sort": "Ｃ"})) == (False, True)
    assert attrs.evolve(Where((one,)), tests=(other,)).columns == ("sort",)
