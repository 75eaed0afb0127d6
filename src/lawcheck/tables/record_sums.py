"""Sums over the records of each unit, of numbers that a rule computes from one record.

The function of the rule (`Case.each_record`) is run on symbols that stand for the columns of the
register, as a rule is on those of the facts. It becomes expressions over all records; their sums
by unit are columns beside the facts. To the rule, the records of a unit are one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.model.conditions import Where
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Record
from lawcheck.model.exact import ZERO
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.record_lines import (
    NumbersOf,
    RecordLine,
    RecordLines,
    SumsOfRecords,
    numbers_of,
)
from lawcheck.tables.distinct_inputs import bounds_of
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.knowledge import Knowledge, Quotient
from lawcheck.tables.opaque import LeftToRule, refuse
from lawcheck.tables.paths import Entry, RunningPath, SymbolicFacts, TooManyPaths, Tree, explore
from lawcheck.tables.pieces import Pieces, as_piece, leaves_of
from lawcheck.tables.polynomials import NARROW, WIDE, Polynomial
from lawcheck.tables.rule_per_input import UNAVAILABLE, Unavailable
from lawcheck.tables.shapes import shape_of
from lawcheck.tables.symbols import number, quotient_of
from lawcheck.tables.typed_column import Column
from lawcheck.tables.unit_records import UnitRecords
from lawcheck.tables.written_shapes import Writer

_UNIT: Final = "row of the unit"


class NewSums(BaseException):
    """Sums were found that were not known when the run began: their columns are there now.

    It derives from `BaseException`, so that a rule with `except Exception` cannot swallow it.
    """


@attrs.frozen
class Sums:
    """Sums for all units, as columns.

    Attributes:
        state: name of the column that says whether evidence is missing; null where the rule
            itself must look at the records.
        numbers: name and denominator of the column of each sum.
    """

    state: str
    numbers: Sequence[tuple[str, int]]


@attrs.frozen(eq=False)
class RecordSums:
    """The sums that rules have asked for; equal functions have the same.

    Attributes:
        registers: the records of all units.
        columns: the columns of the sums, by name.
    """

    registers: Mapping[str, UnitRecords | None]
    columns: dict[str, Column] = attrs.field(factory=dict, init=False)
    _found: dict[tuple[str, NumbersOf, Where], Sums | None] = attrs.field(factory=dict, init=False)

    def of(self, register: str, numbers: NumbersOf, where: Where) -> Sums | None:
        """Return sums; None if columns cannot compute them.

        Raises:
            NewSums: they had not been computed.
        """
        key = register, numbers, where
        if key not in self._found:
            records = self.registers[register]
            made = None if records is None else _computed(records, numbers, where)
            if made is None:
                self._found[key] = None
            else:
                name = f"#sum {len(self._found)}"
                state, sums = made
                self.columns[name] = state
                names = [f"{name}:{place}" for place, _ in enumerate(sums)]
                self.columns.update(zip(names, sums, strict=True))
                self._found[key] = Sums(
                    name, [(each, self.columns[each].denominator) for each in names]
                )
            raise NewSums
        return self._found[key]


class SymbolicSums(Unavailable, SumsOfRecords):
    """The registers of all units at once: only sums over their records can be read.

    Args:
        path: the run that reads them.
        sums: the sums.
    """

    def __init__(self, path: RunningPath, sums: RecordSums) -> None:
        super().__init__(sums.registers)
        self._path, self._sums = path, sums

    def sums(self, register: str, numbers: NumbersOf, where: Where) -> RecordLines:
        """Return one line with the sums of the numbers of all records.

        Raises:
            MissingEvidence: the register is absent, or a record has a blank.
            LeftToRule: columns cannot compute the sums.
        """
        if register not in self._sums.registers:
            raise MissingEvidence((register,))
        found = self._sums.of(register, numbers, where)
        if found is None:
            raise LeftToRule
        is_missing = self._path.value(found.state, self._sums.columns[found.state])
        if is_missing is None:
            raise LeftToRule
        if is_missing:
            raise MissingEvidence((register,))
        if not found.numbers:
            return RecordLines((), _Untold(register))
        line = RecordLine(
            Record(register, 0, UNAVAILABLE),
            tuple(
                number(self._path, Polynomial.column(name), Polynomial.number(denominator))
                for name, denominator in found.numbers
            ),
        )
        return RecordLines((line,), _Untold(register))


class _Untold(Tally):
    """How many records were counted, which sums do not tell."""

    __slots__ = ()

    def __init__(self, register: str) -> None:
        object.__setattr__(self, "register", register)

    counted = records = property(refuse)


class _NewColumn(BaseException):
    """A column is read that was not known when the run began."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class _Cells(Mapping[str, Any]):
    """The cells of all records of a register at once."""

    def __init__(
        self, path: RunningPath, known: Mapping[str, Column], others: frozenset[str]
    ) -> None:
        self._facts, self._others = SymbolicFacts(path, known, frozenset()), others

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def __getitem__(self, name: str) -> Any:
        self._known(name)
        return self._facts[name].value

    def __contains__(self, name: object) -> bool:
        self._known(name)
        return name in self._facts

    def _known(self, name: object) -> None:
        if name in self._others:
            raise _NewColumn(str(name))

    def __iter__(self) -> Iterator[str]:
        raise LeftToRule

    def __len__(self) -> int:
        raise LeftToRule


class _AnyRecord(Record):
    """Any record of a register; a rule can only look at its cells."""

    __slots__ = ()

    def __init__(self, register: str, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "register", register)
        object.__setattr__(self, "values", values)

    number = source = label = title = property(refuse)
    key = refuse


@attrs.frozen
class _Numbers(Entry):
    """The numbers of a record; `low` and `high` say nothing."""

    numbers: tuple[Quotient, ...]


_MISSING: Final = 1


def _entry(missing: bool, numbers: Sequence[Fraction]) -> _Numbers:
    return _Numbers(int(missing), _NOTHING, _NOTHING, tuple(map(quotient_of, numbers)))


def _explored(
    records: UnitRecords, numbers: NumbersOf, where: Where
) -> tuple[Tree, Mapping[str, Column]]:
    """Run a function on every path; return also the columns of the register that it reads.

    Raises:
        TooManyPaths: there are too many.
    """
    known: dict[str, Column] = {}

    def run(path: RunningPath) -> Entry:
        cells = _Cells(path, known, frozenset(records.columns) - known.keys())
        try:
            found = numbers_of(_AnyRecord(records.table.name, cells), numbers, where)
        except MissingEvidence:
            return _entry(True, ())
        return _entry(False, found or ())

    while True:
        knowledge = Knowledge({name: column.bounds for name, column in known.items()})
        try:
            return explore(run, knowledge), known
        except _NewColumn as new:
            known[new.name] = records.column(new.name)


def _computed(
    records: UnitRecords, numbers: NumbersOf, where: Where
) -> tuple[Column, Sequence[Column]] | None:
    """Return the column of states, and those of the sums; None if columns cannot compute them."""
    try:
        tree, columns = _explored(records, numbers, where)
        return _by_unit(records, tree, columns)
    except (TooManyPaths, ArithmeticError):
        return None


def _by_unit(
    records: UnitRecords, tree: Tree, columns: Mapping[str, Column]
) -> tuple[Column, Sequence[Column]] | None:
    counts = {len(each.numbers) for each in _entries(tree) if each.numbers}
    if len(counts) > 1:
        return None
    count = counts.pop() if counts else 0
    size, values, denominators = 0, {}, []
    for place in range(count):

        def pick(entry: Entry, place: int = place) -> Quotient:
            assert isinstance(entry, _Numbers)  # noqa: S101 - `_explored` makes no other
            return entry.numbers[place] if entry.numbers else _NOTHING

        piece, shape = as_piece("", tree, pick), shape_of(tree, pick)
        if piece is None or shape is None:
            return None
        writer = Writer(PointScale(piece.denominator, None), Pieces())
        values[f"value {place}"] = writer.steps(shape).expression
        denominators.append(piece.denominator)
        size = max(size, writer.size)
    writer = Writer(PointScale(1, None), Pieces())
    fits, state = writer.truth(tree), writer.state(tree, lambda entry: entry.state)
    size = max(size, writer.size)
    if size >= WIDE:
        return None
    does_fit = (pl.lit(fits) if isinstance(fits, bool) else fits).fill_null(False)
    is_missing = pl.lit(state == _MISSING) if isinstance(state, int) else state == _MISSING
    frame = pl.LazyFrame(
        {_UNIT: records.rows, **{name: each.codes for name, each in columns.items()}}
    )
    by_unit = (
        (frame.with_columns(pl.col(*columns).cast(pl.Int128)) if size >= NARROW else frame)
        .select(
            _UNIT,
            fits=does_fit,
            missing=does_fit & is_missing,
            **{
                name: pl.when(does_fit).then(each).otherwise(0).cast(pl.Int128)
                for name, each in values.items()
            },
        )
        .group_by(_UNIT)
        .agg(pl.col("fits").all(), pl.col("missing").any(), pl.col(*values).sum())
        .collect(engine="streaming")
    )
    ends = [end for name in values for end in bounds_of(by_unit[name]) or ()]
    if any(abs(end) >= NARROW for end in ends):
        return None
    units = by_unit[_UNIT]
    missing = by_unit["missing"].cast(pl.Int8).set(~by_unit["fits"], None)
    states = records.none.cast(pl.Int8).scatter(units, missing).cast(pl.Boolean)
    if records.reported is not None:
        states = states.set(~records.reported, True)
    return Column(states, "yes_no"), [
        Column(
            records.none.cast(pl.Int64).scatter(units, by_unit[name].cast(pl.Int64)),
            "amount",
            denominator,
        )
        for name, denominator in zip(values, denominators, strict=True)
    ]


def _entries(tree: Tree) -> Iterator[_Numbers]:
    return (each.result for each in leaves_of(tree) if isinstance(each.result, _Numbers))


_NOTHING: Final = quotient_of(ZERO)
