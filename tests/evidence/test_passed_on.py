"""Registers whose records are passed on as they are read, and not kept."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from lawcheck import Record, Unit
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session

Put = Callable[..., Path]

HEAD = "unit,case_no,heard_on,appeared,note\n"
REGISTERS = {
    "records of two units in turn": "a,1号,2023-03-01,true,\nb,1号,2023-03-01,false,\na,2号,,,请假\n",
    "blank rows, and lines in cells": 'a,"1\n号",2023-03-01,true,\n\n ,,,,\na,2号,2023-3-2,是,\n',
    "a nil report": "a,零报告,,,\nb,1号,2023-03-01,true,\n",
    "equal records": "a,1号,2023-03-01,true,\na,１号,2023-03-01,是,\nb,1号,2023-03-01,true,\n",
    "faults": "a,1号,2022-03-01,true,\na,无,,,\n合计,2,,,\na,3号,2023-03-01,x\na,零报告,,,\n",
    "faults in one row each": "a,1号,2022-03-01,true,\na,无,,,\n合计,2,,,\na,零报告,,,\n",
    "a quote without its pair": 'a,1号,2023-03-01,true,\na,"2号,2023-03-01,true,\n',
}


def passed(
    session: Session, checklist: Checklist, *paths: Path
) -> tuple[list[tuple[Unit, Record]], object]:
    """The records, and the notices or the problems."""
    taken: list[tuple[Unit, Record]] = []
    try:
        intake = session.pass_on(
            checklist, paths, "hearings", lambda unit, record: taken.append((unit, record))
        )
    except EvidenceError as error:
        return [], error.problems
    return taken, (intake.units, intake.without, intake.notices)


def kept(
    session: Session, checklist: Checklist, *paths: Path
) -> tuple[list[tuple[Unit, Record]], object]:
    """The same from evidence as a whole."""
    try:
        intake = session.read(checklist, paths)
    except EvidenceError as error:
        return [], error.problems
    records = [
        (each.unit, record) for each in intake.evidence for record in each.registers["hearings"]
    ]
    return records, (tuple(each.unit for each in intake.evidence), (), intake.notices)


@pytest.mark.parametrize("rows", REGISTERS.values(), ids=REGISTERS)
@pytest.mark.parametrize("columns", [(), ("case_no",)], ids=["all columns", "unique"])
def test_records_notices_and_problems_are_those_of_evidence(
    rows: str, columns: tuple[str, ...], session: Session, checklist: Checklist, put: Put
) -> None:
    path = put("hearings.csv", HEAD + rows)
    register = attrs.evolve(checklist.registers["hearings"], unique=columns)
    checklist = attrs.evolve(checklist, registers={"hearings": register})

    records, said = passed(session, checklist, path)
    expected, wanted = kept(session, checklist, path)

    assert said == wanted
    assert sorted(records, key=lambda each: (each[0].id, each[1].number)) == expected


def test_units_without_the_register_are_told_apart(
    session: Session, checklist: Checklist, put: Put
) -> None:
    _, said = passed(
        session,
        checklist,
        put("facts.csv", "unit,study\na,1\nb,2\n"),
        put("hearings.csv", "unit,case_no\nb,零报告\n"),
    )

    assert said == ((Unit("b"),), (Unit("a"),), ())


def test_a_record_more_takes_little_memory(
    session: Session, checklist: Checklist, put: Put
) -> None:
    """Its text, where it begins, and a hash: evidence takes two thousand bytes a record."""

    def peak(size: int) -> int:
        """Few texts and days, which caches hold; no two records are equal."""
        rows = "".join(
            f"a,{each % 50}号,2023-{each // 1400 + 1:02}-{each // 50 % 28 + 1:02},true,\n"
            for each in range(size)
        )
        path = put(f"{size}/hearings.csv", HEAD + rows)
        tracemalloc.start()
        try:
            session.pass_on(checklist, [path], "hearings", lambda *_: None)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(4200) - peak(1400) < 2800 * 250
