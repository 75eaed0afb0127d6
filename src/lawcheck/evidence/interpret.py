"""Interpret the tables of all inputs as evidence, and report every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from lawcheck.evidence.reading import Reading
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Problem
from lawcheck.model.evidence import Evidence, Record, Unit
from lawcheck.model.raw_tables import Tables
from lawcheck.model.shortening import first_of_each_kind
from lawcheck.model.text import Message


@attrs.frozen
class Intake:
    """The result of reading evidence.

    >>> import lawcheck
    >>> from lawcheck.plugin import FACTS, Cell, Intake, Place, Row, Table, Tables
    >>> row = Row(Cell("a"), {"publicity_events": Cell("11")}, Place("a.lines", 1))
    >>> table = Table(FACTS, (Cell("publicity_events"),), (row,))
    >>> session = lawcheck.Session.start()
    >>> intake = session.read_tables(session.load("street-visit"), [Tables((), (table,))])
    >>> isinstance(intake, Intake), [each.unit.id for each in intake.evidence]
    (True, ['a'])

    Attributes:
        evidence: the evidence of every unit, in the order read.
        blank: how many rows were blank.
        skipped: place and name of each row of totals that was skipped on request.
        notices: what a person should know about the reading.
        lost: by unit, what is wrong with files that are attached, where that is no problem yet.
    """

    evidence: tuple[Evidence, ...]
    blank: int = 0
    skipped: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()
    lost: Mapping[str, tuple[Problem, ...]] = attrs.field(factory=dict, hash=False)


@attrs.frozen
class RegisterIntake:
    """The result of reading evidence for one register, whose records were passed on.

    Attributes:
        units: the units that have the register, in the order read; it may be empty.
        without: the units that do not have it.
        notices: what a person should know about the reading.
    """

    units: tuple[Unit, ...]
    without: tuple[Unit, ...]
    notices: tuple[Message, ...]


def interpret(
    checklist: Checklist,
    inputs: Sequence[Tables],
    skip_total_rows: bool = False,
    *,
    may_be_lost: bool = False,
) -> Intake:
    """Interpret the tables of all inputs as the evidence of units.

    Args:
        checklist: the checklist, which declares what each fact and column holds.
        inputs: the inputs in the order given.
        skip_total_rows: whether rows of totals are skipped and listed; else they are problems.
        may_be_lost: whether attachments that are not there, or are others, are no problems.

    Raises:
        EvidenceError: with every problem of all inputs.
    """
    reading = Reading(checklist, skip_total_rows, may_be_lost=may_be_lost)
    reading.read(inputs)
    return Intake(
        reading.evidence(),
        reading.blank,
        tuple(reading.units.skipped),
        first_of_each_kind(reading.notices),
        reading.lost,
    )


def pass_on(
    checklist: Checklist,
    inputs: Sequence[Tables],
    register: str,
    take: Callable[[Unit, Record], None],
) -> RegisterIntake:
    """Interpret the tables of all inputs, and pass the records of one register on.

    The inputs are checked as `interpret` checks them, but records of this register are not kept.

    Args:
        checklist: the checklist.
        inputs: the inputs in the order given.
        register: the name of the register.
        take: takes each record and its unit, also in inputs that are refused in the end.

    Raises:
        EvidenceError: with every problem of all inputs.
    """
    reading = Reading(checklist, take={register: take})
    reading.read(inputs)
    evidence = reading.evidence()
    return RegisterIntake(
        tuple(each.unit for each in evidence if register in each.registers),
        tuple(each.unit for each in evidence if register not in each.registers),
        first_of_each_kind(reading.notices),
    )
