"""How reports name the facts of a checklist: the file `CHECKLIST.wording.csv` beside it.

One line for each way in which a fact is named:

    fact,label,sentence,unit,without,part,subject
    study_sessions,会前学法|集体+学法,,次|场次,培训,,

`label` are words that stand beside the figure, `sentence` words in its sentence up to the next
comma, `unit` its measure words, `without` words beside it that mean another figure, `subject`
whose figures count beside those of the unit itself. `a|b+c` is a, or b and c. A yes-or-no fact has
no unit: it is named by words of one sentence, or by a part of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, assert_never

import attrs

from lawcheck.plugin import (
    Checklist,
    CsvGrid,
    EvidenceError,
    Grid,
    GridRow,
    Place,
    Problem,
    Spec,
    Text,
    UsageError,
    fold,
    problem,
)
from lawcheck_annual_report.facts.words import Counted, Words
from lawcheck_annual_report.figures.passages import Part

_COLUMNS: Final[Mapping[str, Text]] = {
    "fact": Text("数据", "fact"),
    "label": Text("标签", "label"),
    "sentence": Text("句子", "sentence"),
    "unit": Text("单位", "unit"),
    "without": Text("排除", "without"),
    "part": Text("部分", "part"),
    "subject": Text("主体", "subject"),
}
_MAY_BE_ABSENT: Final = frozenset(["subject"])
"""Columns without which a file says nothing wrong: their safe value is that of an empty cell."""
_PARTS: Final = {part.name.lower(): part for part in Part} | {part.value.zh: part for part in Part}
_ENDING: Final = ".wording.csv"


@attrs.frozen
class Wording:
    """One way in which reports name a fact.

    Attributes:
        fact: the name of the fact.
        label: words beside the figure.
        sentence: words in its sentence, up to the end of its clause.
        units: its measure words; empty for a yes-or-no fact.
        without: words of which none may stand beside the figure.
        part: the part of the report whose presence answers a yes-or-no fact.
        counted: whose figures count.
        place: where it is written.
    """

    fact: str
    label: Words
    sentence: Words
    units: frozenset[str]
    without: Words
    part: Part | None
    counted: Counted
    place: Place


def wording_of(checklist: Checklist) -> tuple[Wording, ...]:
    """Read the file beside that of a checklist.

    Args:
        checklist: a checklist that was loaded from a file.

    Raises:
        EvidenceError: with every problem of the file.
        LimitError: it is too large.
        UsageError: there is none.
    """
    return read_wording(CsvGrid().read(wording_file(checklist)), checklist)


def wording_file(checklist: Checklist) -> Path:
    """Return the path of the file beside that of a checklist.

    Raises:
        UsageError: there is none.
    """
    own = checklist.file or Path(checklist.id)
    file = own.with_name(f"{own.stem}{_ENDING}")
    if not file.exists():
        what = problem(
            Place(str(file)),
            "没有这个文件；请在里面写明报告怎样称呼这个指标体系的数据，"
            "格式见 lawcheck-annual-report 的说明",
            "there is no such file; write in it how reports name the facts of the checklist, as "
            "the page of lawcheck-annual-report says",
        )
        raise UsageError([what])
    return file


def read_wording(grid: Grid, checklist: Checklist) -> tuple[Wording, ...]:
    """Read the file of a checklist.

    Args:
        grid: the cells of the file.
        checklist: its facts.

    Raises:
        EvidenceError: with every problem of the file.
    """
    reading = _Reading(grid.file, checklist)
    wordings = tuple(reading.rows(grid.rows))
    if reading.problems:
        raise EvidenceError(reading.problems)
    return wordings


class _Reading:
    def __init__(self, file: str, checklist: Checklist) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._checklist = checklist

    def rows(self, rows: Sequence[GridRow]) -> Iterator[Wording]:
        if not rows:
            self._fail(
                1, "", "文件是空的；请写表头和各行", "the file is empty; write a header and rows"
            )
            return
        head, *others = rows
        columns = self._columns(head)
        if self.problems:
            return
        for row in others:
            cells = dict.fromkeys(_COLUMNS, "") | {
                name: row.cells[number].strip() if number < len(row.cells) else ""
                for name, number in columns.items()
            }
            if any(cells.values()):
                wording = self._wording(row.line, cells)
                if wording is not None:
                    yield wording

    def _columns(self, head: GridRow) -> dict[str, int]:
        names = {
            fold(text): name for name, label in _COLUMNS.items() for text in (label.zh, label.en)
        }
        found: dict[str, int] = {}
        for number, cell in enumerate(head.cells):
            name = names.get(fold(cell))
            if name is None or name in found:
                self._fail(
                    head.line,
                    cell,
                    "不认识这一列，或写了两次；可用：{known}",
                    "an unknown column, or one that is there twice; there are: {known}",
                    known=list(_COLUMNS.values()),
                )
            else:
                found[name] = number
        for name, label in _COLUMNS.items():
            if name not in found and name not in _MAY_BE_ABSENT and not self.problems:
                self._fail(
                    head.line,
                    "",
                    "没有列“{label}”；请加上",
                    "there is no column {label}; add it",
                    label=label,
                )
        return found

    def _wording(self, line: int, cells: Mapping[str, str]) -> Wording | None:
        before = len(self.problems)
        name = cells["fact"]
        spec = self._checklist.facts.get(name)
        if spec is None:
            self._fail(
                line,
                "fact",
                "指标体系没有数据 {name}；请核对名称",
                "the checklist has no fact {name}; check the name",
                name=name,
            )
            return None
        part = _PARTS.get(cells["part"].lower())
        if cells["part"] and part is None:
            self._fail(
                line,
                "part",
                "年度报告没有部分“{part}”；可写：{known}",
                "an annual report has no part {part}; there are: {known}",
                part=cells["part"],
                known=[each.name.lower() for each in Part],
            )
        self._check_kind(line, spec, cells)
        if len(self.problems) > before:
            return None
        units = frozenset(filter(None, cells["unit"].split("|")))
        words = {key: Words.read(cells[key]) for key in ("label", "sentence", "without")}
        return Wording(
            name,
            units=units,
            part=part,
            counted=Counted.read(cells["subject"]),
            place=Place(self._file, line),
            **words,
        )

    def _check_kind(self, line: int, spec: Spec, cells: Mapping[str, str]) -> None:
        match spec.kind.holds:
            case "number":
                self._check_number(line, cells)
            case "yes_no":
                self._check_yes_no(line, cells)
            case "date" | "text":
                self._fail(
                    line,
                    "fact",
                    "{kind}类数据不能从报告里提出；请删去这一行",
                    "facts of the kind {kind} are not read from reports; remove this line",
                    kind=spec.kind.label,
                )
            case _:
                assert_never(spec.kind.holds)

    def _check_number(self, line: int, cells: Mapping[str, str]) -> None:
        for key in ("label", "unit"):
            if not cells[key]:
                self._fail(
                    line,
                    key,
                    "数字要写{column}；请填上",
                    "a number needs its {column}; write it",
                    column=_COLUMNS[key],
                )
        if cells["part"]:
            self._fail(
                line,
                "part",
                "只有是否类数据能由报告的部分回答；请留空",
                "only a yes-or-no fact is answered by a part of the report; leave it empty",
            )

    def _check_yes_no(self, line: int, cells: Mapping[str, str]) -> None:
        if cells["unit"]:
            self._fail(
                line,
                "unit",
                "是否类数据没有单位；请留空",
                "a yes-or-no fact has no unit; leave it empty",
            )
        if bool(cells["label"]) == bool(cells["part"]):
            self._fail(
                line,
                "label",
                "是否类数据写标签或部分，只写一个",
                "a yes-or-no fact has a label or a part; write one of them",
            )

    def _fail(self, line: int, column: str, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self._file, line, column), zh, en, **values))
