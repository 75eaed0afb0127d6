"""Reconcile the forms of two inspectors of the same units, by a declared rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck import Evidence, Unit
from lawcheck.cli import listing, paragraph
from lawcheck.plugin import (
    FACTS,
    Checklist,
    Language,
    Message,
    Place,
    Row,
    Table,
    Tables,
    Text,
    message,
    problem,
)
from lawcheck_office.forms.opinions import Opinion, Rejected, opinions

Rule = Literal["open", "first"]
"""What becomes of a value on which two inspectors disagree: left open, or as the first says."""
RULES: Final[Mapping[Rule, Text]] = {
    "open": Text(
        "两人不一致的，按缺数据处理，待定", "where they disagree, the value is left open"
    ),
    "first": Text(
        "两人不一致的，以第一人为准", "where they disagree, the first one's value counts"
    ),
}
_HEAD: Final = (
    Text("数据", "value"),
    Text("第一人", "first"),
    Text("第二人", "second"),
)
_NONE: Final = Text("—")


@attrs.frozen
class Agreement:
    """How far two inspectors of one unit agree.

    Attributes:
        unit: the unit.
        opinions: everything that at least one of them says.
    """

    unit: Unit
    opinions: tuple[Opinion, ...]

    @property
    def compared(self) -> tuple[Opinion, ...]:
        """What both say something of."""
        return tuple(each for each in self.opinions if each.is_of_both)

    @property
    def disputed(self) -> tuple[Opinion, ...]:
        """What they disagree on."""
        return tuple(each for each in self.compared if not each.is_same)

    @property
    def rate(self) -> Fraction | None:
        """The share of what both say something of on which they agree; None for nothing."""
        both = len(self.compared)
        return Fraction(both - len(self.disputed), both) if both else None


def agreement(
    checklist: Checklist, first: Evidence, second: Evidence, rejected: Rejected
) -> Agreement:
    """Compare what two inspectors found in one unit."""
    return Agreement(first.unit, tuple(opinions(checklist, first, second, rejected)))


def rejected_in(own: Tables, checked: Tables) -> frozenset[str]:
    """Return the facts whose own value an inspector does not accept.

    Args:
        own: a form with the unit's own values.
        checked: the same form with the values that count.
    """
    return _facts_of(own) - _facts_of(checked)


def _facts_of(tables: Tables) -> frozenset[str]:
    return frozenset(
        name
        for table in tables.tables
        if table.name == FACTS
        for row in table.rows
        for name in row.cells
    )


def reconciled(first: Tables, second: Tables, found: Agreement, rule: Rule) -> Tables:
    """Return the form of the first inspector with what both found, and the rule for the rest.

    Args:
        first: the form of the first inspector, with the values that count.
        second: the values of the second one alone.
        found: what they say.
        rule: the declared rule. Whether an item applies cannot be left open, since an item that
            applies is scored by what is known: there the two have to agree.
    """
    disputed = {each.name for each in found.disputed}
    only_second = {each.name for each in found.opinions if each.first is None}
    match rule:
        case "open":
            dropped = disputed
        case "first":
            dropped = set()
    own = {table.name: table for table in first.tables}
    other = {table.name: table for table in second.tables}
    tables = [
        _merged(own.get(name), other.get(name), dropped, only_second)
        for name in dict.fromkeys((*own, *other))
    ]
    problems = [
        problem(
            Place(table.rows[0].place.file),
            "{item}：一人认为不适用，一人认为适用；请先商定",
            "{item}: not applicable for one, and applies for the other; agree on it first",
            item=each.label,
        )
        for each in found.disputed
        if rule == "open" and each.is_about_applying
        for table in (own.get("not_applicable") or other["not_applicable"],)
    ]
    return attrs.evolve(
        first,
        tables=tuple(table for table in tables if table is not None),
        problems=(*first.problems, *problems),
    )


def _merged(
    own: Table | None, other: Table | None, dropped: set[str], only_second: set[str]
) -> Table | None:
    """Return a table of the first form, with what only the second one has."""
    table = own or other
    assert table is not None  # noqa: S101 - one of the two forms has it
    match table.name:
        case "judgements":
            rows = [
                row
                for each in (own, other)
                if each is not None
                for row in each.rows
                if row.cells["indicator"].text not in dropped
                and (each is own or row.cells["indicator"].text in only_second)
            ]
            return _of(table, rows)
        case "not_applicable":
            return own
        case "attachments":
            return _of(table, [row for each in (own, other) if each for row in each.rows])
        case name if name == FACTS:
            return _facts(table, own, other, dropped, only_second)
        case _:
            return None if table.name in dropped else table


def _facts(
    table: Table, own: Table | None, other: Table | None, dropped: set[str], only_second: set[str]
) -> Table | None:
    cells = {
        name: cell
        for each in (own, other)
        if each is not None
        for row in each.rows
        for name, cell in row.cells.items()
        if name not in dropped and (each is own or name in only_second)
    }
    return _of(table, [attrs.evolve(table.rows[0], cells=cells)])


def _of(table: Table, rows: Sequence[Row]) -> Table | None:
    if not rows:
        return None
    names = dict.fromkeys(name for row in rows for name in row.cells)
    heads = {cell.text: cell for cell in table.columns}
    place = table.columns[0] if table.columns else None
    columns = tuple(
        heads.get(name) or attrs.evolve(place, text=name) for name in names if place is not None
    )
    return attrs.evolve(table, rows=tuple(rows), columns=columns)


def notice(found: Agreement, rule: Rule) -> Message:
    """Return what the card says of how two inspectors were reconciled."""
    return message(
        "{unit}：两名核查人{both}项都有意见，一致{same}项（一致率{rate}）；{rule}：{disputed}",
        "{unit}: both inspectors say something of {both}, and agree on {same} ({rate}); "
        "{rule}: {disputed}",
        unit=found.unit.name or found.unit.id,
        both=len(found.compared),
        same=len(found.compared) - len(found.disputed),
        rate=_NONE if found.rate is None else message("{r:%}", "{r:%}", r=found.rate),
        rule=RULES[rule],
        disputed=[each.label for each in found.disputed] or _NONE,
    )


def as_text(agreements: Iterable[Agreement], rule: Rule, language: Language) -> str:
    """Return the agreement of each unit for people."""
    pages = []
    for found in agreements:
        lines = [paragraph(notice(found, rule).pick(language))]
        rows = [*_rows(found, language)]
        if rows:
            lines += ["", listing([text.pick(language) for text in _HEAD], rows).rstrip("\n")]
        pages.append("\n".join(lines))
    return "\n\n".join(pages) + "\n"


def _rows(found: Agreement, language: Language) -> Iterator[list[str]]:
    for each in found.opinions:
        if not each.is_same:
            shown = (each.first or _NONE, each.second or _NONE)
            yield [each.label.pick(language), *(text.pick(language) for text in shown)]
