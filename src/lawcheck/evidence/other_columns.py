"""Leave out the columns of a table that the checklist allows and does not know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Problem
from lawcheck.model.raw_tables import FACTS, Table, Tables
from lawcheck.model.text import Message, message


def without_others(checklist: Checklist, tables: Tables) -> tuple[Tables, list[Problem]]:
    """Return an input without the columns that are left out, with a notice for each table.

    Sheets have become tables without such columns already; the tables of other readers have not.

    Returns:
        The input, and a problem for each column that may be a misspelt one.
    """
    if not checklist.other_columns:
        return tables, []
    kept, notices, problems = [], list[Message](), list[Problem]()
    for table in tables.tables:
        places = {column.text: column.place for column in table.columns}
        sorted_out = sort_out(checklist, table.name, places)
        problems += [Problem(places[name], why) for name, why in sorted_out.doubtful.items()]
        if sorted_out.left_out:
            file = table.columns[0].place.file
            notices.append(columns_left_out(file or table.name, sorted_out.left_out))
        kept.append(_only(table, sorted_out.kept))
    made = attrs.evolve(tables, tables=tuple(kept), notices=(*tables.notices, *notices))
    return made, problems


@attrs.frozen
class SortedOut:
    """The columns of a table.

    Attributes:
        kept: those that are read, or refused as unknown.
        left_out: those that are left out.
        doubtful: those that may be a misspelt column that the table lacks, and why.
    """

    kept: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    doubtful: Mapping[str, Message] = attrs.field(factory=dict)


def sort_out(
    checklist: Checklist, table: str, names: Collection[str], besides: Iterable[str] = ()
) -> SortedOut:
    """Sort the columns of a table by what the checklist says of columns that it does not know.

    Args:
        checklist: the checklist.
        table: `facts` or the name of a register.
        names: the columns of the table.
        besides: names of columns that are known without being declared.
    """
    others = checklist.others_in(table)
    declared = _declared(checklist, table)
    unknown = [name for name in names if name not in declared and name not in {*besides}]
    lacking = [name for name in (*declared, *besides) if name not in names]
    said = {name: others.leave_out(name, lacking) for name in unknown}
    doubtful = {name: why for name, why in said.items() if isinstance(why, Message)}
    left_out = tuple(name for name, is_left_out in said.items() if is_left_out is True)
    gone = {*left_out, *doubtful}
    return SortedOut(tuple(name for name in names if name not in gone), left_out, doubtful)


def columns_left_out(table: str, columns: Collection[str]) -> Message:
    """Return the notice that columns were left out."""
    return message(
        "{table}：不读取指标体系没有的列 {columns}",
        "{table}: columns left out, which the checklist does not know: {columns}",
        table=table,
        columns=list(columns),
    )


def _declared(checklist: Checklist, table: str) -> Collection[str]:
    if table == FACTS:
        return checklist.facts
    return checklist.registers[table].columns if table in checklist.registers else ()


def _only(table: Table, columns: Collection[str]) -> Table:
    if len(columns) == len(table.columns):
        return table
    rows = tuple(
        attrs.evolve(row, cells={name: row.cells[name] for name in columns if name in row.cells})
        for row in table.rows
    )
    return attrs.evolve(
        table, columns=tuple(each for each in table.columns if each.text in columns), rows=rows
    )
