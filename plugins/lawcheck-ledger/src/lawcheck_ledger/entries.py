"""Entries of a ledger: a finding, what happened to it, and the state that follows from that.

What happened is never changed; it is only added to. The state of a day is computed from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Final, assert_never

import attrs

from lawcheck.plugin import Text

SOON: Final = timedelta(days=7)
"""An entry is due within this time of its due date."""


class State(Enum):
    """What is known of an entry on a day."""

    OPEN = Text("未整改", "open")
    DUE = Text("将到期", "due")
    OVERDUE = Text("逾期", "overdue")
    DONE = Text("已整改待核", "done")
    CONFIRMED = Text("已销号", "confirmed")
    REOPENED = Text("反弹", "reopened")


@attrs.frozen
class Found:
    """A visit found the problem.

    Attributes:
        on: the day of the visit.
        name: what the finding is called in the report of the visit.
        points: what it cost.
        reason: why, in both languages.
    """

    on: date
    name: str
    points: Fraction
    reason: Text


@attrs.frozen
class Answered:
    """The unit returned the ledger with this line.

    Attributes:
        on: the day on which it was taken in.
        measures: what the unit will do or did (整改措施).
        person: who is responsible (责任人).
        due: until when (整改时限).
        done: since when it is put right (完成日期).
        proof: what shows it (佐证).
    """

    on: date
    measures: str = ""
    person: str = ""
    due: date | None = None
    done: date | None = None
    proof: str = ""


@attrs.frozen
class Gone:
    """A visit looked again and no longer found the problem.

    Attributes:
        on: the day of the visit.
    """

    on: date


Event = Found | Answered | Gone


@attrs.frozen
class Entry:
    """One finding and what happened to it.

    Attributes:
        id: the unit and the name under which it was found first.
        unit: id of the unit.
        unit_name: its name.
        indicator: id of the item.
        title: of the item.
        basis: law and local rules, for people.
        events: what happened, in order; the first is a `Found`.
    """

    id: str
    unit: str
    unit_name: str
    indicator: str
    title: Text
    basis: Text
    events: tuple[Event, ...]

    @property
    def found(self) -> Found:
        """The latest time that it was found."""
        return [each for each in self.events if isinstance(each, Found)][-1]

    @property
    def answer(self) -> Answered | None:
        """What the unit last said; None if nothing since the problem came back."""
        return _answer(self.events)

    @property
    def times(self) -> int:
        """How often the problem came back after it was done or confirmed."""
        return sum(
            _is_settled(self.events[:place])
            for place, each in enumerate(self.events)
            if isinstance(each, Found)
        )

    def state(self, on: date) -> State:
        """Return the state on a day."""
        answer = self.answer
        if isinstance(self.events[-1], Gone):
            return State.CONFIRMED
        if answer is not None and answer.done is not None:
            return State.DONE
        if answer is not None and answer.due is not None:
            if answer.due < on:
                return State.OVERDUE
            if answer.due <= on + SOON:
                return State.DUE
        return State.REOPENED if self.times else State.OPEN


def _answer(events: Sequence[Event]) -> Answered | None:
    """Return the last answer that holds: a problem that came back needs a new one."""
    answer: Answered | None = None
    settled = False
    for each in events:
        match each:
            case Answered():
                answer, settled = each, each.done is not None
            case Gone():
                settled = True
            case Found():
                answer = None if settled else answer
                settled = False
            case _:
                assert_never(each)
    return answer


def _is_settled(events: Sequence[Event]) -> bool:
    """Whether the problem was said to be put right, by the unit or by a visit."""
    answer = _answer(events)
    return bool(events) and (
        isinstance(events[-1], Gone) or (answer is not None and answer.done is not None)
    )
