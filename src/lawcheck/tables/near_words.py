"""Tell texts of tables that are nearly a word which a rule looks for, as in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lawcheck.evidence.near_words import near_word, not_sought
from lawcheck.model.errors import Place
from lawcheck.model.text import Message
from lawcheck.tables.caller_tables import table_errors
from lawcheck.tables.register_tables import RegisterTable
from lawcheck.tables.typed_column import Column

Sought = Mapping[str, Sequence[str]]
"""By column, the words that rules look for (see `Checklist.sought`)."""


def near_in_facts(columns: Mapping[str, Column], sought: Sought, table: str) -> Iterator[Message]:
    """Yield a notice for each text of the facts that is nearly a word.

    Args:
        columns: of the table of units.
        sought: the words.
        table: its name.
    """
    for name, words in sought.items():
        if name in columns:
            column = columns[name]
            counts = ((column.codes == at).sum() for at, _ in enumerate(column.texts))
            texts = zip(column.texts, map(int, counts), strict=True)
            yield from _told(texts, words, Place(table, 0, name))


def near_in_records(table: RegisterTable, sought: Sought) -> Iterator[Message]:
    """Yield a notice for each text of a register that is nearly a word.

    Args:
        table: the register.
        sought: the words.
    """
    for name, words in sought.items():
        with table_errors(table.at):
            texts = table.lazy.group_by(name).len().drop_nulls().sort(name).collect()
        yield from _told(texts.iter_rows(), words, Place(table.at, 0, name))


def _told(
    texts: Iterable[tuple[str, int]], words: Sequence[str], place: Place
) -> Iterator[Message]:
    for text, count in texts:
        if (word := near_word(text, words)) is not None:
            yield not_sought(place, text, word, count)
