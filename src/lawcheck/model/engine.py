"""Engines: they score tables in files, for more units and records than anybody would score one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message

Progress = Callable[[Iterator[Scorecard], int], Iterable[Scorecard]]
"""Passes so many scorecards through while it shows how far the run is."""


def is_address(text: str) -> bool:
    """Whether a text is an address such as `hdfs://host/folder`, and not the path of a file."""
    return re.match("[A-Za-z][A-Za-z0-9+.-]*://", text) is not None


def _texts(paths: Mapping[str, str | Path]) -> Mapping[str, str]:
    return {name: str(path) for name, path in paths.items()}


@attrs.frozen
class TableRun:
    """What an engine is to do.

    Attributes:
        checklist: the checklist.
        facts: the table of units: the path of a file, or of a folder of Parquet files; an address such as `hdfs://host/folder`
            for an engine that `takes_addresses`.
        registers: tables of records by the register's name, given likewise.
        output: where the table of scores goes, given likewise; it is there whole, or not at all.
        master: the address of the machines that do the work; empty where the user gave none.
        progress: shows how far the run is where units are scored one by one; None for nothing.
        encoding: of the CSV files among the tables, where the user said it.
    """

    checklist: Checklist
    facts: str = attrs.field(converter=str)
    registers: Mapping[str, str] = attrs.field(converter=_texts)
    output: str = attrs.field(converter=str)
    master: str = ""
    progress: Progress | None = None
    encoding: Encoding | None = None


@attrs.frozen
class TableSummary:
    """What became of the units of a run.

    Attributes:
        units: how many there are.
        open: how many of them have a score that is not known to the last digit yet.
        without: how many have no score.
        failed: how many have an item whose type failed.
    """

    units: int
    open: int
    without: int
    failed: int


class Notice(UserWarning):
    """What a person should know about how a table was read; a Python warning, so that programs choose what becomes of it.

    Attributes:
        what: in both languages.
    """

    def __init__(self, what: Message) -> None:
        super().__init__(what.pick("en"))
        self.what = what


class Engine(Protocol):
    """Scores tables; a plugin may bring one. The columns it writes are those of `lawcheck.score_table`.

    One that reads and writes more than files of this machine has an attribute `takes_addresses` that is true; others are not
    given addresses.
    """

    def run(self, run: TableRun) -> TableSummary:
        """Score every unit and write one row for each.

        Raises:
            EvidenceError: with the faults of all tables.
            OutputError: the output cannot be written.
            UsageError: the run is not one for this engine.
        """
