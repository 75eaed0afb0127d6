"""The protocol of engines, which score large tables in files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.text import Message

T = TypeVar("T")


class Progress(Protocol):
    """Shows how far an iteration over units is.

    >>> from lawcheck.plugin import Progress
    >>> def quiet(units, count, /):
    ...     return units
    >>> progress: Progress = quiet
    >>> list(progress(iter("ab"), 2))
    ['a', 'b']
    """

    def __call__(self, units: Iterator[T], count: int, /) -> Iterable[T]:
        """Pass through an iterator of so many things, one for each unit."""


def is_address(text: str) -> bool:
    """Return whether a text is an address such as `hdfs://host/folder`, not the path of a file.

    >>> from lawcheck.plugin import is_address
    >>> is_address("hdfs://host/folder"), is_address("C:/folder/units.csv")
    (True, False)
    """
    return re.match("[A-Za-z][A-Za-z0-9+.-]*://", text) is not None


def _texts(paths: Mapping[str, str | Path]) -> Mapping[str, str]:
    return {name: str(path) for name, path in paths.items()}


@attrs.frozen
class TableRun:
    """The inputs, output and options of one run of an engine.

    >>> import lawcheck
    >>> from lawcheck.plugin import TableRun
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> run = TableRun(checklist, "units.csv", {"study": "study.csv"}, "scores.csv")
    >>> run.registers["study"]
    'study.csv'

    Attributes:
        checklist: the checklist.
        facts: the table of units: the path of a file, or of a folder of Parquet files; an address
            such as `hdfs://host/folder` for an engine that `takes_addresses`.
        registers: tables of records by the register's name, given likewise.
        output: the table of scores to write, given likewise; it is written whole, or not at all.
        master: the address of the machines that do the work; empty if the user gave none.
        progress: shows the progress if units are scored one by one; None to show nothing.
        encoding: of the CSV files among the tables; None if the user named none.
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
    """The counts of units of a run.

    >>> from lawcheck.plugin import TableSummary
    >>> summary = TableSummary(units=3, open=1, without=0, failed=0)
    >>> summary.units - summary.open
    2

    Attributes:
        units: all units.
        open: units whose score is an interval because evidence is missing.
        without: units without a score.
        failed: units with an item whose type failed.
    """

    units: int
    open: int
    without: int
    failed: int


class Notice(UserWarning):
    """Something that a person should know about how a table was read.

    It is a Python warning, so programs can filter it or turn it into an error.

    Attributes:
        what: the notice in both languages.
    """

    def __init__(self, what: Message) -> None:
        super().__init__(what.pick("en"))
        self.what = what


class Engine(Protocol):
    """Scores tables. Plugins may add engines.

    The table that it writes has the columns of `lawcheck.score_table`. An engine that can read and
    write more than files of this machine has an attribute `takes_addresses` that is true; others
    do not get addresses.

    >>> from lawcheck.plugin import TableSummary
    >>> class Elsewhere:
    ...     takes_addresses = True
    ...
    ...     def run(self, run):
    ...         ...  # read run.facts and run.registers, write run.output
    ...         return TableSummary(units=2, open=0, without=0, failed=0)
    """

    def run(self, run: TableRun) -> TableSummary:
        """Score every unit and write one row for each.

        Raises:
            EvidenceError: with the problems of all tables.
            OutputError: the output cannot be written.
            UsageError: this engine cannot do the run.
        """
