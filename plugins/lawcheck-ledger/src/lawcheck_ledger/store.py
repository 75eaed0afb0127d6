"""The file of a ledger: one SQLite database, to which events are added in transactions."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final, assert_never

import attrs

from lawcheck import Report, report_from_json, report_to_json
from lawcheck.plugin import OutputError, Place, Problem, Text, UsageError, problem
from lawcheck_ledger.entries import Answered, Entry, Event, Found, Gone

_OURS: Final = 0x6C61776C
"""`application_id` of the file: tells a ledger from other SQLite files."""
_WAIT: Final = 3.0
"""Seconds for which a transaction of somebody else is waited for."""
_STEPS: Final[Sequence[str]] = (
    """
    CREATE TABLE visit (
        number INTEGER PRIMARY KEY, day TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
        report BLOB NOT NULL
    );
    CREATE TABLE unit (id TEXT PRIMARY KEY, visit INTEGER NOT NULL REFERENCES visit);
    CREATE TABLE entry (
        id TEXT PRIMARY KEY, unit TEXT NOT NULL, unit_name TEXT NOT NULL, indicator TEXT NOT NULL,
        title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
        basis_zh TEXT NOT NULL, basis_en TEXT NOT NULL
    );
    CREATE TABLE event (
        number INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL REFERENCES entry,
        day TEXT NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL
    );
    CREATE INDEX event_of_entry ON event (entry);
    """,
)
"""What each version of the schema adds; the version of a file is how many steps it has had."""


@attrs.frozen
class Ledger:
    """An open ledger.

    Attributes:
        path: the file.
    """

    path: Path
    _database: sqlite3.Connection

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in the order of their units and ids."""
        events: dict[str, list[Event]] = {}
        for entry, day, kind, said in self._database.execute(
            "SELECT entry, day, kind, said FROM event ORDER BY number"
        ):
            event = _READERS[kind](date.fromisoformat(day), json.loads(said))
            events.setdefault(entry, []).append(event)
        rows = self._database.execute("SELECT * FROM entry ORDER BY unit, id")
        return tuple(
            Entry(
                each,
                unit,
                name,
                indicator,
                Text(title_zh, title_en),
                Text(basis_zh, basis_en),
                tuple(events[each]),
            )
            for each, unit, name, indicator, title_zh, title_en, basis_zh, basis_en in rows
        )

    def last_day(self, units: Sequence[str]) -> date | None:
        """Return the day of the latest visit to any of these units."""
        days = [day for day, _ in self._visits(units).values()]
        return max(days, default=None)

    def last_reports(self, units: Sequence[str]) -> Iterator[Report]:
        """Yield the reports of the last visits to these units, with their scorecards alone."""
        by_visit: dict[int, list[str]] = {}
        for unit, (_, visit) in self._visits(units).items():
            by_visit.setdefault(visit, []).append(unit)
        for visit, visited in by_visit.items():
            (packed,) = self._database.execute(
                "SELECT report FROM visit WHERE number = ?", (visit,)
            ).fetchone()
            report = report_from_json(zlib.decompress(packed).decode("utf-8"))
            cards = tuple(card for card in report.scorecards if card.unit.id in visited)
            yield attrs.evolve(report, scorecards=cards)

    def _visits(self, units: Sequence[str]) -> dict[str, tuple[date, int]]:
        rows = self._database.execute(
            "SELECT unit.id, visit.day, visit.number "
            "FROM unit JOIN visit ON visit.number = unit.visit"
        )
        wanted = set(units)
        return {
            unit: (date.fromisoformat(day), visit) for unit, day, visit in rows if unit in wanted
        }

    def day_of(self, report: Report) -> date | None:
        """Return the day of the visit that has this report; None if there is none."""
        row = self._database.execute(
            "SELECT day FROM visit WHERE digest = ?", (_digest(report_to_json(report)),)
        ).fetchone()
        return None if row is None else date.fromisoformat(row[0])

    def add_visit(self, report: Report, on: date) -> None:
        """Keep the report of a visit, to compare the next one with."""
        text = report_to_json(report)
        cursor = self._database.execute(
            "INSERT INTO visit (day, digest, report) VALUES (?, ?, ?)",
            (on.isoformat(), _digest(text), zlib.compress(text.encode("utf-8"))),
        )
        self._database.executemany(
            "INSERT OR REPLACE INTO unit (id, visit) VALUES (?, ?)",
            [(card.unit.id, cursor.lastrowid) for card in report.scorecards],
        )

    def add_entry(self, entry: Entry) -> None:
        """Add a new entry with its events."""
        self._database.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.id,
                entry.unit,
                entry.unit_name,
                entry.indicator,
                entry.title.zh,
                entry.title.en,
                entry.basis.zh,
                entry.basis.en,
            ),
        )
        for each in entry.events:
            self.add_event(entry.id, each)

    def add_event(self, entry: str, event: Event) -> None:
        """Add what happened to an entry."""
        kind, said = _written(event)
        self._database.execute(
            "INSERT INTO event (entry, day, kind, said) VALUES (?, ?, ?, ?)",
            (entry, event.on.isoformat(), kind, json.dumps(said, ensure_ascii=False)),
        )


@contextmanager
def reading(path: Path) -> Iterator[Ledger]:
    """Open a ledger to read it.

    Raises:
        UsageError: there is no such file, or it is not a ledger that this version can read.
    """
    if not path.is_file():
        what = (
            "没有这个整改台账；先用 lawcheck ledger add 登记一份计分卡",
            "there is no such ledger; begin one with `lawcheck ledger add`",
        )
        raise UsageError([problem(Place(str(path)), *what)])
    with _opened(path) as database:
        yield Ledger(path, database)


@contextmanager
def writing(path: Path) -> Iterator[Ledger]:
    """Open a ledger to add to it, all or nothing; a file that is not there is made.

    Raises:
        UsageError: the file is not a ledger, or somebody else is writing to it.
        OutputError: the file cannot be written.
    """
    with _opened(path) as database:
        database.execute("BEGIN IMMEDIATE")
        try:
            yield Ledger(path, database)
        except BaseException:
            database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    database: sqlite3.Connection | None = None
    try:
        database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        _bring_up_to_date(database, path)
        yield database
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    finally:
        if database is not None:
            database.close()


def _bring_up_to_date(database: sqlite3.Connection, path: Path) -> None:
    """Apply the steps of the schema that a file has not had, all or nothing."""
    (ours,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if ours != _OURS and tables:
        raise UsageError([_not_a_ledger(path)])
    if version > len(_STEPS):
        what = (
            "这个整改台账是更新版本的 lawcheck-ledger 写的；请升级后再用",
            "this ledger was written by a newer lawcheck-ledger; upgrade it",
        )
        raise UsageError([problem(Place(str(path)), *what)])
    if version == len(_STEPS):
        return
    steps = "".join(_STEPS[version:])
    database.executescript(
        f"BEGIN IMMEDIATE; {steps} PRAGMA application_id = {_OURS}; "
        f"PRAGMA user_version = {len(_STEPS)}; COMMIT;"
    )


def _translated(error: sqlite3.Error, path: Path) -> Exception:
    place = Place(str(path))
    if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        what = (
            "另有人正在写这个整改台账；请稍后再试，什么都没有写入",
            "somebody else is writing to this ledger; try again, nothing was written",
        )
        return UsageError([problem(place, *what)])
    if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return UsageError([_not_a_ledger(path)])
    return OutputError(
        [
            problem(
                place,
                "不能写入整改台账：{why}；请检查文件夹和磁盘",
                "the ledger cannot be written: {why}; check the folder and the disk",
                why=str(error),
            )
        ]
    )


def _digest(report: str) -> str:
    return hashlib.sha256(report.encode("utf-8")).hexdigest()


def _not_a_ledger(path: Path) -> Problem:
    return problem(
        Place(str(path)),
        "这不是整改台账文件；请换一个文件名",
        "this file is not a ledger; give another name",
    )


def _written(event: Event) -> tuple[str, dict[str, str]]:
    match event:
        case Found(name=name, points=points, reason=reason):
            said = {"name": name, "points": str(points), "zh": reason.zh, "en": reason.en}
            return "found", said
        case Answered():
            given = attrs.asdict(event, filter=lambda field, value: field.name != "on" and value)
            return "answered", {name: str(value) for name, value in given.items()}
        case Gone():
            return "gone", {}
        case _:
            assert_never(event)


def _answered(on: date, said: Mapping[str, str]) -> Answered:
    days = {name: date.fromisoformat(said[name]) for name in ("due", "done") if name in said}
    texts = {name: said.get(name, "") for name in ("measures", "person", "proof")}
    return Answered(on, due=days.get("due"), done=days.get("done"), **texts)


_READERS: Final[Mapping[str, Callable[[date, Mapping[str, str]], Event]]] = {
    "found": lambda on, said: Found(
        on, said["name"], Fraction(said["points"]), Text(said["zh"], said["en"])
    ),
    "answered": _answered,
    "gone": lambda on, _: Gone(on),
}
