"""Columns of text as they are compared: `lawcheck.model.text.fold` for a whole column."""

from __future__ import annotations

from typing import Final

import polars as pl

from lawcheck.model.text import fold

PLAIN: Final = r"^[!-~\x{3001}\x{3002}\x{3008}-\x{3011}\x{3014}\x{3015}\x{4e00}-\x{9fff}]*$"
"""Texts that are folded already: ASCII without spaces, common Chinese characters, and the marks that stand between these."""


def folded(column: pl.Expr) -> pl.Expr:
    """A column of texts, folded; null stays null."""
    return column.map_batches(folded_texts, return_dtype=pl.String, is_elementwise=True)


def folded_texts(texts: pl.Series) -> pl.Series:
    """The same of a series; the function itself is asked, once for each different text that is not plain, so nothing differs."""
    written = texts.filter(~texts.str.contains(PLAIN)).unique()
    return (
        texts
        if written.is_empty()
        else texts.replace(written, pl.Series([fold(text) for text in written], dtype=pl.String))
    )
