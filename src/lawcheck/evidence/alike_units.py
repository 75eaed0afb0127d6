"""Tell of units, and groups of units, that may be one: their ids, names or groups nearly agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.evidence.near_words import bare
from lawcheck.model.evidence import Unit
from lawcheck.model.shortening import first_ids
from lawcheck.model.text import Message, fold, message


def alike(units: Iterable[Unit]) -> Iterator[Message]:
    """Iterate over notices about units, and groups of units, that may be one."""
    by_id: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    groups: dict[str, None] = {}
    for unit in units:
        groups |= dict.fromkeys((unit.group, unit.kind))
        by_id.setdefault(unit.id.casefold(), []).append(unit.id)
        if unit.name:
            by_name.setdefault(fold(unit.name), []).append(unit.id)
    for ids in by_id.values():
        if len(ids) > 1:
            yield message(
                "单位编号 {units} 只有大小写不同，按不同单位读取",
                "the unit ids {units} differ by case alone; they are read as different units",
                units=first_ids(ids),
            )
    for name, ids in by_name.items():
        if len(ids) > 1:
            yield message(
                "单位 {units} 的名称都是“{name}”，按不同单位读取",
                "the units {units} are all called {name}; they are read as different units",
                units=first_ids(ids),
                name=name,
            )
    near: dict[str, dict[str, str]] = {}
    for group in filter(None, groups):
        near.setdefault(bare(group), {}).setdefault(fold(group), group)
    for texts in near.values():
        if len(texts) > 1:
            yield message(
                "单位分组或类别 {groups} 写法相近，按不同的组读取",
                "the groups or kinds of units {groups} are nearly the same; they are read as "
                "different ones",
                groups=first_ids(list(texts.values())),
            )
