"""Read text columns as the cells of files are read.

Texts are trimmed, blanks are missing values, and unusual notations of a value are noted.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Final

import attrs
import polars as pl

from lawcheck.evidence.cell_reading import Reading, one_line, read_cell
from lawcheck.evidence.cells import read_value
from lawcheck.evidence.notices import Readings
from lawcheck.evidence.written_forms import fullwidth_to_ascii
from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Spec, Words
from lawcheck.model.exact import ONE
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, fold, message
from lawcheck.tables.text_folding import PLAIN

_SUSPICIOUS: Final = (
    r"[^\x20-\x7e\x{3001}\x{3002}\x{3008}-\x{3011}\x{3014}\x{3015}\x{4e00}-\x{9fff}]|#|[eE]\+"
    r'|^[同仝].{0,2}$|^"{1,2}$'
)
"""Only texts that match can be damaged, stand for another cell, or hold invisible characters."""
_TEXT: Final = Spec("text")


@attrs.frozen
class Texts:
    """How the texts of a run's tables are read.

    Attributes:
        period: the period of the checklist; dates must lie in it.
        words: the words that stand for a blank.
        readings: collects unusual notations of values, to report them; None if there is nobody
            to report them to.
    """

    period: Period
    words: Words = Words()
    readings: Readings | None = None

    def clean(self, column: pl.Expr) -> pl.Expr:
        """Apply `cleaned` to a lazy column."""
        cleaned_texts = partial(cleaned, words=self.words)
        return column.cast(pl.String).map_batches(
            cleaned_texts, return_dtype=pl.String, is_elementwise=True
        )

    def read(self, text: str, spec: Spec) -> Reading:
        """Read a text as a value.

        A rate without a percent sign is a fraction of 1, as is usual in programs: "0.95" is 95%.
        """
        cell = Cell(text)
        if (
            spec.kind is not Kind.RATE
            or spec.written_as == "fraction"
            or fullwidth_to_ascii(text).endswith("%")
        ):
            return read_cell(cell, spec, self.period)
        as_fraction = attrs.evolve(spec, written_as="fraction")
        number = read_cell(cell, attrs.evolve(as_fraction, most=None), self.period).value
        if spec.written_as == "percent" and isinstance(number, Fraction) and number > ONE:
            what = message(
                "“{text}”：文本里的比率是小数（1 就是 100%）；是 {text}% 吗？请写出百分号",
                "{text}: texts write a rate as a fraction of 1; is it {text}%? "
                "write the percent sign",
                text=text,
            )
            return Reading(what)
        return read_cell(cell, as_fraction, self.period)


def cleaned(texts: pl.Series, words: Words) -> pl.Series:
    """Trim texts, and turn blanks into nulls.

    Texts of a plain form need nothing. The functions for files are called for the others, once
    for each distinct text.

    Args:
        texts: the column.
        words: the words that stand for a blank, beside the empty text.
    """
    is_odd = ~texts.str.contains(PLAIN) | (texts == "")
    if words.blank:
        # plain texts as long as such a word may be that word; comparing lengths is fast
        is_odd |= texts.str.len_chars().is_in([len(fold(word)) for word in words.blank])
    odd = texts.filter(is_odd).unique()
    if odd.is_empty():
        return texts
    trimmed = [one_line(text) for text in odd.to_list()]
    return texts.replace(
        odd,
        pl.Series([None if words.is_blank(each) else each for each in trimmed], dtype=pl.String),
    )


def refused_texts(texts: pl.Series) -> pl.Series:
    """Keep the texts that no file may hold, such as damaged codes and 同上; null for others."""
    seen = texts.filter(texts.str.contains(_SUSPICIOUS)).unique().drop_nulls()
    found = [each for each in seen.to_list() if isinstance(read_value(Cell(each), _TEXT), Message)]
    return (
        texts.set(~texts.is_in(found), None)
        if found
        else pl.Series(texts.name, [None] * len(texts), pl.String)
    )
