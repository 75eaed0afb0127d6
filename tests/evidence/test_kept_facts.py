"""Facts that are kept as values: what they are made into, what is kept beside them, and how little room they take."""

import gc
import tracemalloc
from fractions import Fraction
from pathlib import Path

from lawcheck import Session
from lawcheck.model.errors import Place
from lawcheck.model.evidence import Fact, Source

SHEET = """\
lawcheck: 1
id: kept
version: "1"
title: 街道（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 全部, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts:
FACTS
indicators:
  - {id: only, title: 宣传, points: 10, type: count_target, value: {sum: [READ]}, target: 4, deduct: {points: 2, per: 1}}
"""


def sheet_of(folder: Path, facts: int) -> Path:
    path = folder / "sheet.yaml"
    declared = "\n".join(f"  fact{number}: count" for number in range(facts))
    read = ", ".join(f"fact{number}" for number in range(facts))
    path.write_text(SHEET.replace("FACTS", declared).replace("READ", read), encoding="utf-8")
    return path


def test_a_row_becomes_facts_with_their_places(tmp_path: Path, session: Session) -> None:
    table = tmp_path / "facts.csv"
    table.write_text("单位,fact1,fact0\n甲镇,3,\n乙镇,,2\n", encoding="utf-8")
    checklist = session.load(sheet_of(tmp_path, 2))
    first, second = (each.facts for each in session.read(checklist, [table]).evidence)

    assert dict(first) == {
        "fact1": Fact("fact1", Fraction(3), Source(Place(str(table), 2, "fact1")))
    }
    assert list(second) == ["fact0"]
    assert len(second) == 1
    assert second["fact0"].source.place == Place(str(table), 3, "fact0")
    assert [name in first for name in ("fact1", "fact0", "nothing")] == [True, False, False]
    assert first.get("fact0") is None
    assert first == dict(first)
    assert first != second


def test_a_file_that_names_documents_keeps_them(tmp_path: Path, session: Session) -> None:
    table, unit = tmp_path / "facts.csv", tmp_path / "b.yaml"
    table.write_text("unit,fact0\na,3\n", encoding="utf-8")
    unit.write_text(
        "lawcheck-evidence: 1\nunit: {id: b}\ndocuments: {report: {title: 年报}}\n"
        "facts:\n  fact0: {value: 1, source: {document: report, place: 第3页}}\n  fact1: 2\n",
        encoding="utf-8",
    )
    checklist = session.load(sheet_of(tmp_path, 2))
    first, second = (each.facts for each in session.read(checklist, [table, unit]).evidence)

    assert [(name, each.value) for name, each in first.items()] == [("fact0", 3)]
    assert [(name, each.value) for name, each in second.items()] == [("fact0", 1), ("fact1", 2)]
    assert (second["fact0"].source.document, second["fact0"].source.where) == ("年报", "第3页")


def test_a_unit_takes_little_room(tmp_path: Path, session: Session) -> None:
    """Twenty-six facts of a unit took 9 kB as objects; a table of 100,000 units has to fit beside its scores."""
    names = [f"fact{number}" for number in range(26)]
    rows = [
        ",".join([f"u{unit}", *[str(unit % 90 + at) for at in range(26)]]) for unit in range(400)
    ]
    table = tmp_path / "facts.csv"
    table.write_text("\n".join([",".join(["unit", *names]), *rows]) + "\n", encoding="utf-8")
    checklist = session.load(sheet_of(tmp_path, 26))
    session.read(checklist, [table])  # what is imported or cached at first is not counted
    gc.collect()
    tracemalloc.start()
    read = session.read(checklist, [table])
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(read.evidence) == 400
    assert kept / 400 < 4000
