"""Read printed score sheets (评分表) in Word documents, for `lawcheck import-table`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from lawcheck.plugin import EvidenceError, Grid, GridRow, Message, Place, message, problem
from lawcheck_office.archive import DOCUMENT, open_archive
from lawcheck_office.word_tables import WordTable, tables_of

READ: Final = (".docx",)
REFUSED: Final = (".doc", ".wps", ".wpt", ".rtf", ".odt")
"""Other documents, which are refused with what to do."""


@attrs.frozen
class WordGrid:
    """Reads the tables of a `.docx` file that have as many columns as the largest one."""

    def accepts(self, path: Path) -> bool:
        """Check the ending of the file's name."""
        return path.suffix.lower() in (*READ, *REFUSED) and not path.is_dir()

    def read(self, path: Path) -> Grid:
        """Read the cells of the tables.

        Raises:
            EvidenceError: the file cannot be read, is of another format, or has no table.
            LimitError: it is too large.
        """
        file = str(path)
        if path.suffix.lower() in REFUSED:
            what = problem(
                Place(file),
                "不读取 {ending} 格式；请在 Word 或 WPS 里另存为“Word 文档（.docx）”",
                '{ending} is not read; save it as "Word Document (.docx)" in Word or WPS',
                ending=path.suffix,
            )
            raise EvidenceError([what])
        read = tables_of(open_archive(path, DOCUMENT))
        if not read.tables:
            what = problem(
                Place(file),
                "文档里没有表格；请给有评分表的文档",
                "the document has no table; give one with the score sheet",
            )
            raise EvidenceError([what])
        width = max(read.tables, key=lambda table: len(table.rows) * table.width).width
        taken = [table for table in read.tables if table.width == width]
        others = [table for table in read.tables if table.width != width]
        rows = [row for table in taken for row in table.rows]
        return Grid(
            file,
            tuple(GridRow(line, tuple(row)) for line, row in enumerate(rows, 1)),
            tuple(_notices(file, taken, others, read.deleted, read.numbered)),
        )


def _notices(
    file: str,
    taken: Sequence[WordTable],
    others: Sequence[WordTable],
    deleted: int,
    numbered: int,
) -> Iterator[Message]:
    if len(taken) > 1:
        yield message(
            "{file}：{n}张同样宽的表接成一张读取，行号连着数",
            "{file}: {n} tables of the same width are read as one, and their rows counted on",
            file=file,
            n=len(taken),
        )
    if others:
        yield message(
            "{file}：没有读取列数不同的表（{firsts}）",
            "{file}: tables of another width are not read ({firsts})",
            file=file,
            firsts=[table.first_text for table in others],
        )
    if deleted:
        yield message(
            "{file}：修订中删去的{n}处没有读取，插入的按已接受读取；请核对",
            "{file}: {n} tracked deletions are left out, and insertions are read as accepted; "
            "check them",
            file=file,
            n=deleted,
        )
    if numbered:
        yield message(
            "{file}：{n}段用了自动编号，编号本身没有读取",
            "{file}: {n} paragraphs are numbered by Word, and these numbers are not read",
            file=file,
            n=numbered,
        )
