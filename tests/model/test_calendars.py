"""Days, working days and periods."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawcheck.model.calendars import Calendar, OutsideCalendar, Period, add_days, days_between

pytestmark = pytest.mark.interpreter

CHINA_2023 = Calendar(
    date(2023, 1, 1),
    date(2023, 12, 31),
    weekend=("saturday", "sunday"),
    holidays=frozenset(date(2023, 10, day) for day in range(1, 7)) | {date(2023, 9, 29)},
    workdays=frozenset({date(2023, 10, 7), date(2023, 10, 8)}),
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2023, 9, 28), True),
        (date(2023, 9, 29), False),  # Mid-Autumn, a Friday
        (date(2023, 9, 30), False),
        (date(2023, 10, 6), False),
        (date(2023, 10, 7), True),  # a Saturday that is worked (调休上班)
        (date(2023, 10, 9), True),
    ],
)
def test_weekends_move_around_holidays(day, worked):
    assert worked is CHINA_2023.is_worked(day)


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2024, 1, 1)])
def test_days_outside_are_unknown_not_worked(day):
    with pytest.raises(OutsideCalendar):
        CHINA_2023.is_worked(day)


def test_a_limit_of_working_days_ends_on_a_working_day():
    """From Thursday 28 September, one working day is Saturday 7 October."""
    assert add_days(date(2023, 9, 28), 1, CHINA_2023) == date(2023, 10, 7)
    assert add_days(date(2023, 9, 28), 1, None) == date(2023, 9, 29)
    assert add_days(date(2023, 9, 28), 0, CHINA_2023) == date(2023, 9, 28)


@given(
    st.dates(date(2023, 1, 1), date(2023, 6, 30)),
    st.integers(0, 60),
    st.sampled_from([None, CHINA_2023]),
)
def test_what_is_added_is_what_lies_between(start, days, calendar):
    end = add_days(start, days, calendar)

    assert days == days_between(start, end, calendar)
    assert days_between(end, start, calendar) == 0


def outcome(count, *arguments):
    """What it returns, or the day that the calendar does not cover."""
    try:
        return count(*arguments)
    except OutsideCalendar as error:
        return "outside", *error.args


def one_after_the_other(start, end, days=None):
    """Count day by day after the start; as far as the end, or as the day that completes the days."""
    day, worked = start, 0
    while day < end and worked != days:
        day += timedelta(days=1)
        worked += CHINA_2023.is_worked(day)
    return worked if days is None else day


NEAR = st.dates(date(2022, 12, 25), date(2024, 1, 8))


@given(NEAR, NEAR, st.integers(0, 300))
@example(date(2022, 12, 31), date(2023, 12, 31), 249)  # every day of the calendar
@example(date(2022, 12, 31), date(2024, 1, 1), 250)
@example(date(2022, 12, 30), date(2022, 12, 31), 0)
def test_it_is_as_if_the_days_were_counted_one_after_the_other(start, end, days):
    """Also which day is reported where the calendar does not cover one: the first that it lacks."""
    assert outcome(days_between, start, end, CHINA_2023) == outcome(
        one_after_the_other, start, end
    )
    assert outcome(add_days, start, days, CHINA_2023) == outcome(
        one_after_the_other, start, date.max, days
    )


def test_working_days_of_a_whole_calendar():
    """In 2023: 260 days from Monday to Friday, less 6 of them off, and 2 days of a weekend worked."""
    assert days_between(date(2022, 12, 31), date(2023, 12, 31), CHINA_2023) == 256
    assert add_days(date(2022, 12, 31), 256, CHINA_2023) == date(2023, 12, 29)
    with pytest.raises(OutsideCalendar) as caught:
        add_days(date(2022, 12, 31), 257, CHINA_2023)
    assert caught.value.args == (date(2024, 1, 1),)


def test_a_calendar_up_to_the_last_date_that_there_is():
    """From a Thursday, 30 December 9999, to a Friday: one working day, and none after it."""
    last = Calendar(date(9999, 12, 1), date.max, weekend=("saturday", "sunday"))

    assert days_between(date(9999, 12, 30), date.max, last) == 1
    assert add_days(date(9999, 12, 30), 1, last) == date.max
    for start, days in ((date(9999, 12, 30), 2), (date.max, 1)):
        with pytest.raises(OutsideCalendar):
            add_days(start, days, last)


@given(
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.integers(0, 900),
    st.sampled_from(["month", "quarter", "half_year", "year"]),
)
def test_a_period_is_split_without_gap_and_overlap(start, length, part):
    """Every day of the period lies in exactly one part; parts begin with calendar months, except the first."""
    period = Period(start, add_days(start, length, None))
    parts = period.split(part)

    assert parts[0].start == period.start
    assert parts[-1].end == period.end
    for one, following in pairwise(parts):
        assert following.start == add_days(one.end, 1, None)
        assert following.start.day == 1
    assert all(each.start in period and each.end in period for each in parts)


def test_a_year_has_four_quarters():
    quarters = Period(date(2023, 1, 1), date(2023, 12, 31)).split("quarter")

    assert [(quarter.start.month, quarter.end.month) for quarter in quarters] == [
        (1, 3),
        (4, 6),
        (7, 9),
        (10, 12),
    ]
