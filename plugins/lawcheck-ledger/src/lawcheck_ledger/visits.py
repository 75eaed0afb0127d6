"""Enter the report of a visit: new findings are added, old ones confirmed or reopened."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from lawcheck import Report, compare, deductions
from lawcheck.plugin import Message, Place, Text, UsageError, problem
from lawcheck_ledger.entries import Entry, Found, Gone, State
from lawcheck_ledger.store import Ledger


@attrs.frozen
class Visited:
    """What a visit changed, as ids of entries.

    Attributes:
        new: problems that were not in the ledger.
        again: problems that came back, or were not put right though the unit said so.
        still: problems that are still there.
        confirmed: problems that are gone.
        unjudged: problems whose item was not scored this time; they stay as they are.
    """

    new: tuple[str, ...]
    again: tuple[str, ...]
    still: tuple[str, ...]
    confirmed: tuple[str, ...]
    unjudged: tuple[str, ...]


def enter(ledger: Ledger, report: Report, on: date, place: Place) -> Visited:
    """Enter the report of a visit.

    Which finding is an old one is decided as `lawcheck compare` decides it.

    Args:
        ledger: the ledger, open for writing.
        report: the report; each unit is compared with its last visit.
        on: the day of the visit.
        place: the file of the report, for messages.

    Raises:
        UsageError: the report was entered before, an entered visit is later, or the report is
            masked.
    """
    if report.masked:
        what = (
            "个人信息已遮盖，分不清是不是同一条问题；请登记没有遮盖的计分卡",
            "personal data are masked, so findings cannot be told apart; enter the report "
            "without --mask",
        )
        raise UsageError([problem(place, *what)])
    units = [card.unit.id for card in report.scorecards]
    _check_order(ledger, report, on, place)
    entries = {each.id: each for each in ledger.entries()}
    called = {(each.unit, each.found.name): each.id for each in entries.values()}
    before = _names_last_time(ledger, report, units)
    found: dict[str, State | None] = {}
    for row in deductions(report):
        unit, now = row["unit"], row["finding"]
        name = called.get((unit, before.get((unit, now), now)), f"{unit}/{now}")
        event = Found(on, now, row["points"], _both(row["reason"]))
        if name in entries:
            found[name] = entries[name].state(on)
            ledger.add_event(name, event)
        else:
            found[name] = None
            ledger.add_entry(_new(name, row, event))
    scored = {
        (card.unit.id, outcome.id)
        for card in report.scorecards
        for outcome in card.outcomes()
        if outcome.state == "scored"
    }
    looked_for = [
        each
        for each in entries.values()
        if each.unit in units and each.id not in found and each.state(on) is not State.CONFIRMED
    ]
    confirmed = [each.id for each in looked_for if (each.unit, each.indicator) in scored]
    for name in confirmed:
        ledger.add_event(name, Gone(on))
    ledger.add_visit(report, on)
    came_back = {State.DONE, State.CONFIRMED}
    return Visited(
        new=tuple(name for name, state in found.items() if state is None),
        again=tuple(name for name, state in found.items() if state in came_back),
        still=tuple(
            name for name, state in found.items() if state is not None and state not in came_back
        ),
        confirmed=tuple(confirmed),
        unjudged=tuple(each.id for each in looked_for if each.id not in confirmed),
    )


def _check_order(ledger: Ledger, report: Report, on: date, place: Place) -> None:
    entered = ledger.day_of(report)
    if entered is not None:
        what = (
            "这份计分卡 {day} 已经登记过；每次检查请用 --as-of 评分，以便区分",
            "this report was entered already, on {day}; score each visit with --as-of, which "
            "tells them apart",
        )
        raise UsageError([problem(place, *what, day=entered)])
    last = ledger.last_day([card.unit.id for card in report.scorecards])
    if last is not None and on < last:
        what = (
            "{last} 已登记过其中单位更晚的检查；请按先后登记，或用 --on 写明检查日期",
            "a later visit to one of its units is entered, of {last}; enter visits in order, "
            "or say with --on when this one was",
        )
        raise UsageError([problem(place, *what, last=last)])


def _names_last_time(
    ledger: Ledger, report: Report, units: list[str]
) -> dict[tuple[str, str], str]:
    """Return what findings of this report were called in the last report of their unit."""
    cards = {card.unit.id: card for card in report.scorecards}
    return {
        (unit.new.unit.id, each.name): each.was
        for old in ledger.last_reports(units)
        for unit in compare(
            old,
            attrs.evolve(report, scorecards=tuple(cards[each.unit.id] for each in old.scorecards)),
            unlike=True,
        ).units
        for each in unit.still_open
    }


def _new(name: str, row: dict[str, Any], found: Found) -> Entry:
    return Entry(
        name,
        row["unit"],
        row["unit_name"],
        row["indicator"],
        row["title"],
        _basis(row),
        (found,),
    )


def _basis(row: dict[str, Any]) -> Text:
    local: tuple[Text, ...] = row["local_rules"]
    return Text(
        "；".join((*row["basis"], *(each.zh for each in local))),
        "; ".join((*row["basis"], *(each.pick("en") for each in local))),
    )


def _both(reason: Message) -> Text:
    return Text(reason.pick("zh"), reason.pick("en"))
