"""Search for changes of a unit's evidence that bring points, and for a way to a grade.

The way is looked for twice. First the change that brings most for one thing is made, again and
again. Where that ends too early (two things are needed together, or one costs points before the
other brings them), whatever can be changed is tried, the most promising evidence first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from operator import is_
from typing import Any, Final

import attrs

from lawcheck.analysis.gain_changes import EvidenceChange, changes, small_changes
from lawcheck.analysis.rescoring import Rescorer
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message

MOST_STEPS: Final = 500
"""How many changes the way to the next grade may have."""
MOST_TRIED: Final = 2_000
"""How many changes are scored, where the straight way leads nowhere, before the search stops."""

_UNTRIED: Final = Fraction(10**20)
"""More than any change brings."""


@attrs.frozen
class PossibleGain:
    """A change that would bring points.

    Attributes:
        what: what to do, or what to report.
        points: what it adds to the total on its own; in a way, what it adds after the changes
            before it: 0 or less where it only makes room for those after it.
        times: how many of it, for instance 2 for two more sessions.
        items: ids of the indicators that gain.
    """

    what: Message
    points: Fraction
    times: int = 1
    items: tuple[str, ...] = ()


@attrs.frozen
class State:
    """Evidence, its scorecard, and the changes that led there."""

    evidence: Evidence
    card: Scorecard
    steps: tuple[Step, ...] = ()

    @property
    def total(self) -> Fraction:
        """The lowest exact total."""
        assert self.card.exact is not None  # noqa: S101 - states have a score
        return self.card.exact.low

    @property
    def earned(self) -> Fraction:
        """What all items earn, at the lowest, before anything caps or spreads it."""
        spans = (each.earned for each in self.card.outcomes() if not each.advisory)
        return sum((span.low for span in spans if span is not None), ZERO)


@attrs.frozen
class Step:
    """A change, and what it brings."""

    ask: PossibleGain
    change: EvidenceChange
    evidence: Evidence
    card: Scorecard


class _Stopped(Exception):
    """As many changes were tried as may be."""


class Search:
    """A search for one unit.

    Args:
        checklist: the rules for the unit.
        day: the day on which new records are dated.

    Attributes:
        has_stopped: a search for a way ended at its limit.
    """

    def __init__(self, checklist: Checklist, day: date) -> None:
        self._checklist: Final = checklist
        self._day: Final = day
        self._rescorer: Final = Rescorer(checklist)
        self._known: dict[str, tuple[tuple[Any, ...], dict[str, EvidenceChange]]] = {}
        self.has_stopped = False

    def best(self, state: State) -> list[Step]:
        """Return every change that brings points, the most for one thing first."""
        found = (self._step(each, state) for each in self._changes(state).values())
        steps = [each for each in found if each is not None and each.ask.points > ZERO]
        return sorted(steps, key=lambda each: (-each.ask.points / each.ask.times, each.ask.times))

    def way(self, start: State, arrives: Callable[[Scorecard], bool]) -> tuple[PossibleGain, ...]:
        """Find changes that lead to a scorecard; empty where none do, or the search stopped.

        Changes that turn out not to be needed are left out, the smallest first.
        """
        self.has_stopped = False
        best = self._rescorer.best_case(start.evidence)
        if best is not None and not arrives(best):
            return ()
        try:
            steps = self._straight(start, arrives) or self._anywhere(start, arrives)
        except _Stopped:
            self.has_stopped = True
            return ()
        for step in sorted(steps, key=lambda each: each.ask.points):
            rest = [each.change for each in steps if each.change is not step.change]
            shorter = self._replayed(start, rest, arrives)
            steps = steps if shorter is None else shorter
        return tuple(step.ask for step in steps)

    def _straight(
        self, start: State, arrives: Callable[[Scorecard], bool]
    ) -> tuple[Step, ...] | None:
        """Make the change that brings most for one thing until it arrives; None if none is left.

        Where no change brings points to the total, one that brings points to an item is made.
        """
        state, before = start, dict[str, Fraction]()
        while not arrives(state.card):
            best = self._next_best(state, before) or self._flat(state)
            if best is None:
                return None
            if len(state.steps) == MOST_STEPS:
                raise _Stopped
            state = State(best.evidence, best.card, (*state.steps, best))
        return state.steps

    def _next_best(self, state: State, before: dict[str, Fraction]) -> Step | None:
        """Return the change that brings most for one thing, or None.

        A change that brought less before than another brings now is not tried again.

        Args:
            state: the state.
            before: what one thing of each change brought when it was last tried; it is kept up.
        """
        options = self._changes(state)
        found: tuple[Fraction, int, int, Step] | None = None
        order = sorted(
            enumerate(options.items()), key=lambda each: -before.get(each[1][0], _UNTRIED)
        )
        for place, (text, change) in order:
            if found is not None and before.get(text, _UNTRIED) < -found[0]:
                break
            step = self._step(change, state)
            each = ZERO if step is None else step.ask.points / change.times
            before[text] = each
            if step is not None and each > ZERO:
                this = (-each, change.times, place, step)
                found = this if found is None else min(found, this)
        return None if found is None else found[-1]

    def _flat(self, state: State) -> Step | None:
        """Return the change that brings most to the items and takes nothing off the total."""
        found = []
        for place, change in enumerate(self._changes(state).values()):
            step = self._step(change, state)
            if step is not None and step.ask.points == ZERO:
                more = State(step.evidence, step.card).earned - state.earned
                if more > ZERO:
                    found.append((-more / change.times, place, step))
        return min(found)[2] if found else None

    def _anywhere(self, start: State, arrives: Callable[[Scorecard], bool]) -> tuple[Step, ...]:
        """Try whatever can be changed, from the state with the highest total on."""
        order, tried = count(), 0
        seen = {_key(start)}
        waiting = [(-start.total, -start.earned, 0, next(order), start)]
        while waiting:
            *_, state = heappop(waiting)
            options = {**self._changes(state), **self._small_changes(state)}
            for change in options.values():
                if (tried := tried + 1) > MOST_TRIED:
                    raise _Stopped
                step = self._step(change, state)
                if step is None:
                    continue
                after = State(step.evidence, step.card, (*state.steps, step))
                if arrives(after.card):
                    return after.steps
                if _key(after) not in seen:
                    seen.add(_key(after))
                    rank = (-after.total, -after.earned, len(after.steps), next(order), after)
                    heappush(waiting, rank)
        return ()

    def _replayed(
        self, start: State, some: Sequence[EvidenceChange], arrives: Callable[[Scorecard], bool]
    ) -> tuple[Step, ...] | None:
        """Make changes from the start; return None if they do not arrive."""
        evidence = start.evidence
        for change in some:
            evidence = change.made(evidence)
        card = self._rescorer.card(evidence)
        if card is None or card.exact is None or not arrives(card):
            return None
        state = start
        for change in some:
            step = self._step(change, state)
            if step is None:
                return None
            state = State(step.evidence, step.card, (*state.steps, step))
        return state.steps

    def _changes(self, state: State) -> dict[str, EvidenceChange]:
        """Return the changes that might bring an item points, by their English text."""
        found: dict[str, EvidenceChange] = {}
        for outcome in state.card.outcomes():
            behind = self._rescorer.behind(outcome.id, state.evidence)
            known = self._known.get(outcome.id)
            if known is None or not _are_same(known[0], behind):
                made = changes(self._checklist, self._rescorer, state.evidence, outcome, self._day)
                options = {change.what.pick("en"): change for change in reversed(tuple(made))}
                behind = self._rescorer.behind(outcome.id, state.evidence)
                known = self._known[outcome.id] = (behind, dict(reversed(options.items())))
            for text, change in known[1].items():
                found.setdefault(text, change)
        return found

    def _small_changes(self, state: State) -> dict[str, EvidenceChange]:
        return {
            change.what.pick("en"): change
            for outcome in state.card.outcomes()
            for change in small_changes(self._checklist, outcome)
        }

    def _step(self, change: EvidenceChange, state: State) -> Step | None:
        """Score a change; return None if the evidence contradicts itself or has no score then."""
        evidence = change.made(state.evidence)
        card = self._rescorer.card(evidence)
        if card is None or card.exact is None:
            return None
        ask = PossibleGain(
            change.what,
            card.exact.low - state.total,
            change.times,
            tuple(_gaining(state.card, card)),
        )
        return Step(ask, change, evidence, card)


def _gaining(before: Scorecard, after: Scorecard) -> Iterator[str]:
    for one, other in zip(before.outcomes(), after.outcomes(), strict=True):
        if (
            one.earned is not None
            and other.earned is not None
            and other.earned.low > one.earned.low
        ):
            yield one.id


def _are_same(some: Sequence[Any], others: Sequence[Any]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _key(state: State) -> object:
    """Return what tells evidence from other evidence of the unit."""
    return (
        frozenset((name, fact.value) for name, fact in state.evidence.facts.items()),
        frozenset(
            (name, number, tuple(record.values.items()))
            for name, records in state.evidence.registers.items()
            for number, record in enumerate(records)
        ),
    )
