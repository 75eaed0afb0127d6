"""Find the tables of a Word document, with cells that are merged as blanks.

The XML is read here and not by python-docx, which leaves out tracked insertions, content controls
and text boxes without a word, and gives a merged cell several times.
"""

from __future__ import annotations

import attrs

from lawcheck_office.archive import Archive
from lawcheck_office.parts import local

_BODY = "word/document.xml"


@attrs.frozen
class WordTable:
    """One table.

    Attributes:
        rows: the texts of its rows, all of the same width.
    """

    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0])

    @property
    def first_text(self) -> str:
        """Its first text, by which a person finds it."""
        texts = (text for row in self.rows for text in row if text)
        return next(texts, "—").replace("\n", " ")[:20]


@attrs.frozen
class WordTables:
    """The tables of a document.

    Attributes:
        tables: the tables, in their order, without those inside cells.
        deleted: how many pieces of text were deleted with changes tracked.
        numbered: how many paragraphs in tables have a number that Word counts.
    """

    tables: tuple[WordTable, ...]
    deleted: int
    numbered: int


def tables_of(archive: Archive) -> WordTables:
    """Return the tables of a document.

    Raises:
        EvidenceError: the document is damaged, or declares a document type.
    """
    walker = _Walker()
    archive.walk(_BODY, walker.start, walker.text, walker.end)
    return WordTables(tuple(walker.tables), walker.deleted, walker.numbered)


@attrs.define
class _Cell:
    span: int = 1
    continues: bool = False
    pieces: list[str] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        lines = "".join(self.pieces).split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


class _Walker:
    """Takes the tags of a document, in their order.

    A table inside a cell adds its texts to the cell: `_depth` counts tables.
    """

    def __init__(self) -> None:
        self.tables: list[WordTable] = []
        self.deleted = 0
        self.numbered = 0
        self._depth = 0
        self._rows: list[list[_Cell]] = []
        self._is_text = False

    @property
    def _cell(self) -> _Cell | None:
        return self._rows[-1][-1] if self._depth and self._rows and self._rows[-1] else None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = next((v for k, v in attributes.items() if local(k) == "val"), "")
        tag = local(name)
        if tag == "tbl":
            self._depth += 1
            if self._depth == 1:
                self._rows = []
        elif self._depth == 1 and tag == "tr":
            self._rows.append([])
        elif self._depth == 1 and tag == "gridBefore":
            self._rows[-1].append(_Cell(span=_whole(value)))
        elif self._depth == 1 and tag == "tc":
            self._rows[-1].append(_Cell())
        cell = self._cell
        if cell is None:
            return
        match tag:
            case "gridSpan" if self._depth == 1:
                cell.span = _whole(value)
            case "vMerge" if self._depth == 1:
                cell.continues = value != "restart"
            case "t":
                self._is_text = True
            case "tab":
                cell.pieces.append(" ")
            case "br" | "cr":
                cell.pieces.append("\n")
            case "delText":
                self.deleted += 1
            case "numPr":
                self.numbered += 1

    def text(self, text: str) -> None:
        cell = self._cell
        if self._is_text and cell is not None:
            cell.pieces.append(text)

    def end(self, name: str) -> None:
        cell = self._cell
        match local(name):
            case "t":
                self._is_text = False
            case "p" if cell is not None:
                cell.pieces.append("\n")
            case "tbl":
                self._depth -= 1
                if not self._depth and any(self._rows):
                    self.tables.append(_table(self._rows))


def _whole(text: str) -> int:
    return min(int(text), 63) if text.isdecimal() else 1  # Word has 63 columns at most


def _table(rows: list[list[_Cell]]) -> WordTable:
    laid = [
        [
            text
            for cell in row
            for text in ("" if cell.continues else cell.text, *[""] * (cell.span - 1))
        ]
        for row in rows
    ]
    width = max(map(len, laid))
    return WordTable(tuple(tuple(row + [""] * (width - len(row))) for row in laid))
