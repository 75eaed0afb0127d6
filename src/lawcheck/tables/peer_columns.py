"""Compute for all units how each stands among the others: by sorting once, not unit by unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import Final, assert_never

import attrs
import polars as pl

from lawcheck.model.evidence import Evidence
from lawcheck.model.rule import Peered
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.peers import peered_rules
from lawcheck.tables.compared_numbers import Numbers, numbers_of
from lawcheck.tables.compared_units import Compared, Statistic, statistic
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.rule_per_input import NeedsUnit
from lawcheck.tables.text_folding import folded_texts
from lawcheck.tables.typed_column import Column
from lawcheck.tables.units import Identity

_MAX_CODE: Final = 2**62


def with_statistics(
    leaves: Iterable[Leaf],
    inputs: Inputs,
    identity: Identity,
    decided: Mapping[str, Evidence],
    tailored: Collection[str],
) -> Inputs:
    """Add the statistics of all rules that compare units to the inputs.

    Args:
        leaves: the items.
        inputs: facts and results of measures.
        identity: the groups of the units.
        decided: decisions about units. One that an item does not apply to is not compared in it.
        tailored: the items that are others for some units, which are compared one by one.
    """
    columns, compared = dict(inputs.columns), dict[str, Compared | None]()
    for leaf in leaves:
        item = leaf.indicator
        out = [key for key, evidence in decided.items() if item.id in evidence.not_applicable]
        for key, rule in peered_rules(item.id, item.rule):
            try:
                if item.id in tailored:
                    raise NeedsUnit
                values = numbers_of(key, item, rule, inputs)
            except NeedsUnit:
                compared[key] = None
                continue
            groups = _groups(rule, identity, inputs.height)
            if out:
                groups = groups.set(identity.keys.is_in(out), None)
            statistics = _statistics(values, groups)
            constants = {of: each for of, each in statistics.items() if isinstance(each, Fraction)}
            compared[key] = Compared(rule, constants, "total" in statistics)
            columns |= {
                statistic(key, of): each
                for of, each in statistics.items()
                if isinstance(each, Column)
            }
    if not compared:
        return inputs
    names = inputs.names | (columns.keys() - inputs.columns.keys())
    return attrs.evolve(inputs, columns=columns, names=names, compared=compared)


def _groups(rule: Peered, identity: Identity, height: int) -> pl.Series:
    """Return the group of each unit; null if it has none."""
    match rule.within:
        case "all":
            return pl.Series([""]).new_from_index(0, height)
        case "group" | "kind":
            column = identity.columns.get(f"unit_{rule.within}")
            if column is None:
                return pl.Series([None], dtype=pl.String).new_from_index(0, height)
            groups = folded_texts(column)
            return groups.set(groups == "", None)
        case _:
            assert_never(rule.within)


def _statistics(values: Numbers, groups: pl.Series) -> Mapping[Statistic, Column | Fraction]:
    """Return the statistics of all units: a column, or the number that all have."""
    members = pl.lit(True) if values.is_member is None else pl.lit(values.is_member)
    units = pl.DataFrame({"group": groups, "order": values.order}).with_columns(
        is_member=members & pl.col("group").is_not_null()
    )
    known = units.filter("is_member", pl.col("order").is_not_null())
    counted = known.group_by("group", "order").len("count").sort("group", "order", descending=True)
    counted = counted.with_columns(
        pl.col("count").cast(pl.Int64),
        above=(pl.col("count").cum_sum() - pl.col("count")).over("group").cast(pl.Int64),
    )
    pools = (
        units.filter("is_member")
        .group_by("group")
        .agg(size=pl.len().cast(pl.Int64) - 1, unknown=pl.col("order").null_count().cast(pl.Int64))
    )
    totals = values.totals(counted)
    lowest, highest = values.ends(counted)
    placed = units.join(
        counted, on=["group", "order"], how="left", maintain_order="left"
    ).with_columns(
        pl.when("is_member").then("above"),
        equal=pl.when("is_member").then(pl.col("count") - 1),
    )
    made: dict[Statistic, Column | Fraction] = {
        "above": Column(placed["above"], "count"),
        "equal": Column(placed["equal"], "count"),
    }
    if pools.height == 1 and not groups.null_count():
        ((_, size, unknown),) = pools.iter_rows()
        made |= {"size": Fraction(size), "unknown": Fraction(unknown)}
        if totals is not None:
            made["total"] = totals.get(groups[0], Fraction(0))
        if lowest:
            made |= {"lowest": lowest[groups[0]], "highest": highest[groups[0]]}
        return made
    placed = units.select("group").join(pools, on="group", how="left", maintain_order="left")
    # a group of which no unit is compared has a size, too: only units without a group have none
    placed = placed.with_columns(
        pl.when(pl.col("group").is_not_null()).then(pl.col("size").fill_null(0))
    )
    made |= {
        "size": Column(placed["size"], "count"),
        "unknown": Column(placed["unknown"], "count"),
    }
    if not pools["unknown"].sum():
        made["unknown"] = Fraction(0)
    if totals is not None:
        made["total"] = _of_groups(totals, groups)
    if lowest:
        made |= {"lowest": _of_groups(lowest, groups), "highest": _of_groups(highest, groups)}
    return made


def _of_groups(totals: Mapping[str, Fraction], groups: pl.Series) -> Column:
    """Spread numbers of groups over the units: as codes, or as texts if they are too large."""
    common = lcm(*(each.denominator for each in totals.values()))
    codes = [int(each * common) for each in totals.values()]
    fits = common < _MAX_CODE and all(abs(code) < _MAX_CODE for code in codes)
    of_group = pl.DataFrame(
        {"group": totals.keys(), "code": codes if fits else range(len(codes))},
        schema={"group": pl.String, "code": pl.Int64},
    )
    spread = groups.to_frame("group").join(of_group, on="group", how="left", maintain_order="left")
    if fits:
        return Column(spread["code"], "amount", common)
    return Column(spread["code"], "text", texts=tuple(map(str, totals.values())))
