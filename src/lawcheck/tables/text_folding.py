"""Fold whole text columns for comparison, with `lawcheck.model.text.fold`."""

from __future__ import annotations

from typing import Final

import polars as pl

from lawcheck.model.text import fold

PLAIN: Final = r"^[!-Z\\^-~\x{3001}\x{3002}\x{3008}-\x{300f}\x{4e00}-\x{9fff}]*$"
"""Texts that `fold` leaves unchanged: common Chinese letters and marks, and ASCII without spaces
and square brackets."""


def folded(column: pl.Expr) -> pl.Expr:
    """Fold a lazy text column; null stays null."""
    return column.map_batches(folded_texts, return_dtype=pl.String, is_elementwise=True)


def folded_texts(texts: pl.Series) -> pl.Series:
    """Fold a text column.

    `fold` itself is called, once for each distinct text that is not plain, so the result cannot
    differ from that for single texts.
    """
    written = texts.filter(~texts.str.contains(PLAIN)).unique()
    return (
        texts
        if written.is_empty()
        else texts.replace(written, pl.Series([fold(text) for text in written], dtype=pl.String))
    )
