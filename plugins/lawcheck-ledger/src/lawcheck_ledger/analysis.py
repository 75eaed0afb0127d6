"""The ledger as an analysis, which every format writes that writes analyses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from lawcheck.cli import csv_table
from lawcheck.plugin import Block, Heading, Language, Note, Outline, PageTable, Pairs, Text
from lawcheck_ledger.columns import COLUMNS, heads, row
from lawcheck_ledger.entries import Entry, State

_TITLE: Final = Text("整改台账", "Rectification ledger")
_NOTHING: Final = Text("没有问题。", "No findings.")
_SHOWN: Final = (
    "item", "problem", "points", "basis", "measures", "person", "due", "done", "state",
)  # fmt: skip
"""The columns of the page; those of a unit stand below its name."""


@attrs.frozen
class LedgerAnalysis:
    """The entries of a ledger as of a day.

    Attributes:
        entries: the entries.
        on: the day.
    """

    entries: Sequence[Entry]
    on: date

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - no table is split
        """Return how many findings there are of each state, and a table for each unit."""
        return tuple(self._blocks(language))

    def csv(self, language: Language) -> str:
        """Return the entries as CSV, as the unit fills it in."""
        return csv_table(heads(language), (row(each, self.on, language) for each in self.entries))

    def json(self, language: Language) -> str:
        """Return the entries as JSON, with the keys of the columns."""
        keys = [column.key for column in COLUMNS]
        rows = [
            dict(zip(keys, row(each, self.on, language), strict=True)) for each in self.entries
        ]
        return json.dumps(rows, ensure_ascii=False) + "\n"

    def _blocks(self, language: Language) -> Iterator[Block]:
        yield Heading(f"{_TITLE.pick(language)} · {self.on}", 1)
        if not self.entries:
            yield Note(_NOTHING.pick(language))
            return
        states = [each.state(self.on) for each in self.entries]
        yield Pairs(
            tuple(
                (state.value.pick(language), str(states.count(state)))
                for state in State
                if state in states
            )
        )
        units = dict.fromkeys((each.unit, each.unit_name) for each in self.entries)
        for unit, name in units:
            yield Heading(name or unit)
            yield self._table([each for each in self.entries if each.unit == unit], language)

    def _table(self, entries: Sequence[Entry], language: Language) -> PageTable:
        shown = [at for at, column in enumerate(COLUMNS) if column.key in _SHOWN]
        names = heads(language)
        cells = [row(each, self.on, language) for each in entries]
        return PageTable(
            tuple(names[at] for at in shown),
            tuple(tuple(each[at] for at in shown) for each in cells),
            frozenset({_SHOWN.index("points")}),
        )
