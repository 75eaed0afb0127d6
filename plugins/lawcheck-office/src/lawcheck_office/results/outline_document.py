"""Outlines in documents: titles, numbered headings, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.plugin import Block, Entries, Heading, Language, Note, PageTable, Pairs, Text
from lawcheck_office.official import Column, Official
from lawcheck_office.results.column_widths import fitting


def write_blocks(document: Official, blocks: Sequence[Block], below: int = 0) -> None:
    """Write the blocks of an outline.

    Args:
        document: the document.
        blocks: the blocks; a heading of level 1 is a title.
        below: the level of the heading that they stand below; 0 where they have their own title.
    """
    colon = Text("：", ": ").pick(document.language)
    for block in blocks:
        match block:
            case Heading(text=text, level=1) if not below:
                document.title(text)
            case Heading(text=text, level=level):
                document.heading(text, level - 1 + below)
            case Note(text=text):
                document.text(text)
            case Pairs(pairs=pairs):
                for label, text in pairs:
                    document.text(f"{label}{colon}{text}")
            case Entries(entries=entries):
                for entry in entries:
                    document.text(joined(entry.text, entry.details, document.language))
            case PageTable():
                _write_table(document, block)


def joined(text: str, details: Sequence[str], language: Language) -> str:
    """Return an entry of a list in one paragraph."""
    if not details:
        return text
    aside = Text("{text}（{details}）", "{text} ({details})").pick(language)
    return aside.format(text=text, details=Text("；", "; ").pick(language).join(details))


def _write_table(document: Official, table: PageTable) -> None:
    widths = fitting(table)
    columns = [
        Column(head, width, at in table.right)
        for at, (head, width) in enumerate(zip(table.head, widths, strict=True))
    ]
    document.table(columns, table.rows)
