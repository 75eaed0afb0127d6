"""Turn the facts that a report proposes into evidence that nobody has checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from lawcheck.plugin import (
    FACTS,
    Cell,
    Checklist,
    Encoding,
    Message,
    Place,
    Row,
    Table,
    Tables,
    message,
)
from lawcheck_annual_report.facts.proposals import Mention, Proposal, proposals, value_text
from lawcheck_annual_report.facts.wording import wording_of
from lawcheck_annual_report.figures.annual_report import AnnualReport, read_figures
from lawcheck_annual_report.figures.passages import title_of
from lawcheck_annual_report.texts.report_text import read_report_text


def evidence_in(path: Path, checklist: Checklist, encoding: Encoding | None) -> Tables:
    """Return the facts that a report gives for a checklist; the unit goes by the file's name.

    Args:
        path: the report.
        checklist: says which facts are asked for.
        encoding: of a text file, if the user named it.

    Raises:
        EvidenceError: the report or the wording of the checklist cannot be read.
        LimitError: one of them is too large.
        UsageError: the checklist has no wording.
    """
    wordings = wording_of(checklist)
    text = read_report_text(path, encoding)
    report = read_figures(text)
    found = proposals(report, checklist, wordings)
    notices = (*text.notices, *_notices(report, found))
    return attrs.evolve(proposed_tables(report, found), notices=notices)


def proposed_tables(report: AnnualReport, found: Sequence[Proposal]) -> Tables:
    """Return the facts that are proposed as evidence that nobody has checked.

    Args:
        report: the report; the unit goes by the name of its file.
        found: what it says.
    """
    taken = [(each, each.taken) for each in found]
    cells = {each.fact: _cell(report, each, mention) for each, mention in taken if mention}
    unit = {"id": Cell(Path(report.file).stem, Place(report.file, 1))}
    if report.unit:
        unit["name"] = Cell(report.unit, Place(report.file, 1))
    row = Row(None, cells, Place(report.file))
    table = Table(FACTS, tuple(Cell(name) for name in cells), (row,))
    return Tables((unit,), (table,), unreviewed=True)


def _cell(report: AnnualReport, each: Proposal, mention: Mention) -> Cell:
    place = report.place(mention.start)
    return Cell(
        value_text(mention.value, each.spec).zh,
        place,
        document=title_of(report.text),
        where=f"{place.line}:{place.column}",
        quote=mention.quote,
        at_least=mention.at_least,
    )


def _notices(report: AnnualReport, found: Sequence[Proposal]) -> Iterator[Message]:
    """Yield what was taken from the report, and what a person must decide first."""
    still_open = [each for each in found if each.taken is None]
    yield message(
        "{file}：从报告提出{count}项数据，没有人核对；用 lawcheck extract 逐条核对",
        "{file}: {count} facts were taken from the report, and nobody has checked them; "
        "`lawcheck extract` shows each with its words",
        file=report.file,
        count=len(found) - len(still_open),
    )
    if still_open:
        yield message(
            "{file}：待定，没有计入：{names}",
            "{file}: to be decided, and not counted: {names}",
            file=report.file,
            names=[each.spec.label if each.spec.label.zh else each.fact for each in still_open],
        )
