"""Records of all units as integers: units with equal records have equal codes.

Equal means: as many records, with equal values in some columns, in the same order if that may
matter. The records of a unit have the code 0 if there are none, and are null if the unit did not
hand in the register.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs
import polars as pl

from lawcheck.model.evidence import Value
from lawcheck.tables.distinct_inputs import distinct
from lawcheck.tables.register_problems import value_of
from lawcheck.tables.register_tables import RegisterTable
from lawcheck.tables.shared_records import KEY_OF
from lawcheck.tables.text_folding import folded_texts
from lawcheck.tables.typed_column import Column

_UNIT = "row of the unit"
_KIND = "kind of the record"


@attrs.frozen(eq=False)
class Groups:
    """Units by their records.

    Attributes:
        codes: the code of each unit's records.
        kinds: for each code above 0, the kinds of the records, in order.
        cells: for each kind of record, its values by column; a blank is absent.
    """

    codes: pl.Series
    kinds: Mapping[int, Sequence[int]]
    cells: Sequence[Mapping[str, Value]]


@attrs.frozen(eq=False)
class UnitRecords:
    """The records of all units in one register, read column by column as rules ask for them.

    Attributes:
        table: the register.
        units: keys of all units.
        reported: which units handed in the register; None for all.
    """

    table: RegisterTable
    units: pl.Series
    reported: pl.Series | None = None
    _columns: dict[str, Column] = attrs.field(factory=dict, init=False)
    _known: dict[tuple[bool, tuple[str, ...]], Groups] = attrs.field(factory=dict, init=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns of the register, in order."""
        return tuple(self.table.register.columns)

    @property
    def readable(self) -> tuple[str, ...]:
        """Names of all that a rule can read of a record: the columns, and their keys."""
        return (*self.columns, *(KEY_OF + name for name in self.columns))

    @cached_property
    def rows(self) -> pl.Series:
        """The row of the unit of each record."""
        return self._rows_of(self.table.read(())[self.table.unit])

    @property
    def none(self) -> pl.Series:
        """The number 0 for each unit."""
        return pl.zeros(len(self.units), dtype=pl.UInt32, eager=True)

    def column(self, name: str) -> Column:
        """Return the values of a column in all records.

        Raises:
            EvidenceError: a record has a value that is refused.
        """
        if name not in self._columns:
            values = self.table.read((name,))[name]
            kind = self.table.register.columns[name].kind
            if values.dtype == pl.String:
                texts = values.drop_nulls().unique(maintain_order=True)
                codes = values.cast(pl.Enum(texts)).to_physical()
                self._columns[name] = Column(codes, kind, 1, tuple(texts))
            else:
                denominator = self.table.known.denominators[name]
                self._columns[name] = Column(values, kind, denominator)
        return self._columns[name]

    def groups(self, names: Collection[str], *, in_order: bool) -> Groups:
        """Group the units by their records.

        Args:
            names: the columns that must be equal.
            in_order: whether the order of the records may matter.

        Raises:
            EvidenceError: a record has a value that is refused in one of them.
        """
        wanted = in_order, tuple(name for name in self.readable if name in names)
        if wanted not in self._known:
            self._known[wanted] = self._grouped(*wanted)
        return self._known[wanted]

    def _grouped(self, in_order: bool, names: Sequence[str]) -> Groups:
        keys = [name.removeprefix(KEY_OF) for name in names if name.startswith(KEY_OF)]
        own = [name for name in names if not name.startswith(KEY_OF)]
        frame = self.table.read(list(dict.fromkeys((*own, *keys))))
        rows = self._rows_of(frame[self.table.unit])
        frame = frame.with_columns(_keys(frame[name], rows).alias(KEY_OF + name) for name in keys)
        texts = {
            name: frame[name].drop_nulls().unique(maintain_order=True)
            for name in names
            if frame.schema[name] == pl.String
        }
        columns = [
            frame[name].cast(pl.Enum(texts[name])).to_physical() if name in texts else frame[name]
            for name in names
        ]
        kinds = distinct([each.cast(pl.Int64) for each in columns], frame.height)
        made = [
            {
                name: self._value(name, code, texts)
                for name, code in zip(names, codes, strict=True)
                if code is not None
            }
            for codes in (zip(*kinds.codes, strict=True) if names else [()])
        ]
        of_record = (
            pl.zeros(frame.height, dtype=pl.UInt32, eager=True)
            if kinds.of_row is None
            else kinds.of_row.cast(pl.UInt32)
        )
        records = pl.DataFrame({_UNIT: rows, _KIND: of_record})
        of_unit = (
            (records if in_order else records.sort(_UNIT, _KIND))
            .group_by(_UNIT, maintain_order=True)
            .agg(_KIND)
        )
        ranks = of_unit[_KIND].rank("dense").cast(pl.UInt32)
        first = ranks.arg_unique()
        codes = self.none.scatter(of_unit[_UNIT], ranks)
        if self.reported is not None:
            codes = codes.set(~self.reported, None)
        listed = zip(
            ranks.gather(first).to_list(), of_unit[_KIND].gather(first).to_list(), strict=True
        )
        return Groups(codes, dict(listed), made)

    def _rows_of(self, ids: pl.Series) -> pl.Series:
        """Return the row of the unit of each record."""
        # the records of a unit often follow each other: then few ids are looked up
        runs = ids.rle().struct.unnest()
        units = pl.DataFrame({"key": self.units}).with_row_index(_UNIT)
        return (
            pl.DataFrame({"key": folded_texts(runs["value"]), "len": runs["len"]})
            .join(units, on="key", how="left", maintain_order="left")
            .select(pl.col(_UNIT).repeat_by("len").explode())
            .to_series()
        )

    def _value(self, name: str, code: int, texts: Mapping[str, pl.Series]) -> Value:
        if name.startswith(KEY_OF):
            return Fraction(code)
        if name in texts:
            return str(texts[name][code])
        spec, denominator = (
            self.table.register.columns[name],
            self.table.known.denominators[name],
        )
        value = value_of(code, spec, denominator)
        assert value is not None  # noqa: S101 - blanks are left out
        return value


def _keys(values: pl.Series, rows: pl.Series) -> pl.Series:
    """Number the values that several records of a unit have, from 1; 0 for any other."""
    folded = folded_texts(values) if values.dtype == pl.String else values.cast(pl.Int64)
    frame = pl.DataFrame({_UNIT: rows, _KIND: folded})
    several = frame.is_duplicated() & folded.is_not_null()
    if not several.any():
        return pl.select(pl.when(pl.lit(folded).is_not_null()).then(0)).to_series()
    number = pl.col(_KIND).rank("dense").over(_UNIT)
    found = frame.select(pl.when(pl.lit(several)).then(number).otherwise(0)).to_series()
    return found.cast(pl.Int64).set(folded.is_null(), None)
