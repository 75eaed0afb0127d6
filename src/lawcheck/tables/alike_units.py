"""Tell of units of a table, and of their groups, that may be one, as in files."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from lawcheck.evidence.alike_units import alike
from lawcheck.model.evidence import Unit
from lawcheck.model.text import Message
from lawcheck.tables.text_folding import folded_texts
from lawcheck.tables.units import Identity


def alike_in_tables(identity: Identity) -> Iterator[Message]:
    """Iterate over notices about units, and groups of units, that may be one.

    Only rows that can be told of become units: those whose id is that of another but for case,
    those whose name is that of another, and the first one of each kind and group.

    Args:
        identity: of all units of the table.
    """
    rows = _alike_ids(identity.keys) | _alike_names(identity) | _first_of_group(identity)
    told = rows.arg_true()
    keys = identity.keys.gather(told).to_list()
    abouts = identity.about(told)
    yield from alike(Unit(key, *about) for key, about in zip(keys, abouts, strict=True))


def _alike_ids(keys: pl.Series) -> pl.Series:
    """Which ids are those of others but for case; ids of one case cannot be."""
    if not (keys.str.contains(r"\p{Lu}").any() and keys.str.contains(r"\p{Ll}").any()):
        return _none(keys)
    return keys.str.to_lowercase().is_duplicated()


def _alike_names(identity: Identity) -> pl.Series:
    if "unit_name" not in identity.columns:
        return _none(identity.keys)
    names = folded_texts(identity.columns["unit_name"])
    if names.n_unique() == len(names):  # takes a quarter of the time
        return _none(names)
    return names.is_duplicated() & names.is_not_null()


def _first_of_group(identity: Identity) -> pl.Series:
    given = (name for name in ("unit_kind", "unit_group") if name in identity.columns)
    columns = [identity.columns[name] for name in given]
    if not columns:
        return _none(identity.keys)
    return pl.DataFrame(columns).select(first=pl.struct(pl.all()).is_first_distinct())["first"]


def _none(keys: pl.Series) -> pl.Series:
    return pl.zeros(len(keys), dtype=pl.Boolean, eager=True)
