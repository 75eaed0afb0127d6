"""The state of an entry follows from what happened to it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lawcheck_ledger.entries import Answered, Entry, Event, Found, Gone, State

from lawcheck.plugin import Text

JUNE, JULY, DECEMBER = date(2024, 6, 30), date(2024, 7, 31), date(2024, 12, 20)
FOUND = Found(JUNE, "publicity", Fraction(4), Text("少2次", "2 short"))
AGAIN = Found(DECEMBER, "publicity", Fraction(2), Text("少1次", "1 short"))
PLAN = Answered(date(2024, 7, 5), "补办两次", "王某（虚构）", due=JULY)
DONE = Answered(date(2024, 8, 2), "补办两次", "王某（虚构）", due=JULY, done=date(2024, 7, 30))
NEW_PLAN = Answered(DECEMBER, due=date(2025, 1, 31))


def entry(*events: Event) -> Entry:
    return Entry(
        "qs/publicity", "qs", "青石街道（虚构）", "publicity", Text("宣传"), Text(""), events
    )


@pytest.mark.parametrize(
    ("events", "on", "state", "times"),
    [
        ((FOUND,), JUNE, State.OPEN, 0),
        ((FOUND, PLAN), date(2024, 7, 23), State.OPEN, 0),
        ((FOUND, PLAN), date(2024, 7, 24), State.DUE, 0),
        ((FOUND, PLAN), JULY, State.DUE, 0),
        ((FOUND, PLAN), date(2024, 8, 1), State.OVERDUE, 0),
        ((FOUND, PLAN, DONE), date(2024, 8, 2), State.DONE, 0),
        ((FOUND, PLAN, DONE, Gone(DECEMBER)), DECEMBER, State.CONFIRMED, 0),
        ((FOUND, Gone(DECEMBER)), DECEMBER, State.CONFIRMED, 0),
        ((FOUND, PLAN, DONE, AGAIN), DECEMBER, State.REOPENED, 1),
        ((FOUND, Gone(JULY), AGAIN), DECEMBER, State.REOPENED, 1),
        ((FOUND, PLAN, AGAIN), DECEMBER, State.OVERDUE, 0),
        ((FOUND, DONE, AGAIN, NEW_PLAN), DECEMBER, State.REOPENED, 1),
        ((FOUND, DONE, AGAIN, NEW_PLAN), date(2025, 2, 1), State.OVERDUE, 1),
    ],
)
def test_states(events: tuple[Event, ...], on: date, state: State, times: int) -> None:
    made = entry(*events)

    assert (made.state(on), made.times) == (state, times)


def test_an_answer_ends_when_the_problem_comes_back() -> None:
    """The measures that did not help are not taken for new ones; a visit in between leaves a plan as it is."""
    assert entry(FOUND, PLAN, AGAIN).answer == PLAN
    assert entry(FOUND, PLAN, DONE, AGAIN).answer is None
    assert entry(FOUND, PLAN, Gone(JULY), AGAIN).answer is None
    assert entry(FOUND, PLAN, AGAIN).found == AGAIN


EVENTS = st.sampled_from([FOUND, AGAIN, PLAN, DONE, Gone(DECEMBER)])


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.lists(EVENTS, max_size=8), st.integers(-400, 400).map(lambda days: JUNE + timedelta(days))
)
def test_what_happened_last_decides(events: list[Event], on: date) -> None:
    """A problem that was just found is never settled, one that a visit no longer found always is."""
    settled = {State.DONE, State.CONFIRMED}

    assert entry(FOUND, *events, FOUND).state(on) not in settled
    assert entry(FOUND, *events, Gone(DECEMBER)).state(on) is State.CONFIRMED
    assert entry(FOUND, *events, DONE).state(on) is State.DONE
