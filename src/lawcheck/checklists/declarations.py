"""Read the declarations of a checklist: calendars, facts and registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

import attrs

from lawcheck.checklists.annotations import build, keys_of, read
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.names import Named, check_names, keys_in
from lawcheck.checklists.scalars import expected, read_bilingual
from lawcheck.documents.nodes import Node, Scalar, SequenceNode
from lawcheck.indicators.blocks.checks import check_unique
from lawcheck.model.calendars import Calendar
from lawcheck.model.declarations import OtherColumns, Register, Spec
from lawcheck.model.exact import ONE
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import FACTS
from lawcheck.model.text import Text, message

_MONTH: Final = timedelta(days=31)


def declare(pairs: Mapping[str, Node], context: Context) -> None:
    """Read the calendars, facts and registers, which the rest of the file refers to by name."""
    for part, named in _DECLARED.items():
        check_names(keys_in(pairs.get(part)), named, context)
    for name, node in context.pairs(pairs.get("calendars")).items():
        calendar = build(Calendar, node, context)
        if isinstance(calendar, Calendar):
            _check_days(node, calendar, context)
            context.calendars[name] = calendar
    for name, node in context.pairs(pairs.get("facts")).items():
        spec = _spec(node, context, of_column=False)
        if spec is not None:
            context.facts[name] = spec
    for name, node in context.pairs(pairs.get("registers")).items():
        register = _register(node, context)
        if register is not None:
            context.registers[name] = register


def _check_days(node: Node, calendar: Calendar, context: Context) -> None:
    """Note holidays and workdays outside the calendar, and days that are both."""
    for day in sorted(calendar.holidays | calendar.workdays):
        # a list of the holidays of a year may begin with the last days of the year before
        if not calendar.start - _MONTH <= day <= calendar.end + _MONTH:
            context.fail(
                node,
                "{day} 不在日历 {start} 至 {end} 内；请检查年份",
                "{day} lies outside the calendar, {start} to {end}; check the year",
                day=day,
                start=calendar.start,
                end=calendar.end,
            )
        elif day in calendar.holidays and day in calendar.workdays:
            context.fail(
                node,
                "{day} 既是假日又是调休上班日；请删去一处",
                "{day} is both a holiday and a workday; remove one of the two",
                day=day,
            )


def _spec(node: Node, context: Context, of_column: bool) -> Spec | None:
    if isinstance(node, Scalar):
        kind = read(keys_of(Spec)["kind"].kind, node, context)
        spec = INVALID if isinstance(kind, Invalid) else Spec(kind)
    else:
        spec = build(Spec, node, context)
    if not isinstance(spec, Spec):
        return None
    for key, belongs in (
        ("optional", of_column),
        ("at_most", not of_column),
        ("equals_sum", not of_column),
        ("not_applicable_if_blank", not of_column),
    ):
        if getattr(spec, key) and not belongs:
            context.fail(node, "{key} 不能写在这里", "`{key}` does not belong here", key=key)
    if (spec.kind is Kind.RATE) != (spec.written_as is not None):
        context.fail(
            node,
            "比率(rate)要写 written_as：percent（95 或 95%）或 fraction（0.95）；其他类型不写",
            "a rate needs `written_as: percent` (95 or 95%) or `fraction` (0.95); "
            "other kinds have none",
        )
    if spec.personal is not None and spec.kind is not Kind.TEXT:
        context.fail(
            node,
            "personal 只用于文字(text)：姓名、证件号、电话都按文字填写",
            "`personal` is for texts: names, numbers of identity cards and telephones are texts",
        )
    for fault in check_unique(spec.choices, "choices"):
        context.note(node, fault.what)
    if spec.kind is Kind.RATE and spec.most is None:
        spec = attrs.evolve(spec, most=ONE)
    if spec.least is not None and spec.most is not None and spec.least > spec.most:
        form = spec.kind.form
        context.fail(
            node,
            f"least {{least{form}}} 大于 most {{most{form}}}，没有允许的值；请改正",
            f"`least` {{least{form}}} is above `most` {{most{form}}}, so no value is allowed; "
            "correct them",
            least=spec.least,
            most=spec.most,
        )
    return spec


def _register(node: Node, context: Context) -> Register | None:
    pairs = context.mapping(node, ("label", "columns", "unique", "worth_adding"))
    if pairs is None:
        return None
    if "columns" not in pairs:
        context.missing_key(node, "columns")
        return None
    label = read_bilingual(pairs["label"], context) if "label" in pairs else Text("")
    check_names(keys_in(pairs["columns"]), "column", context)
    columns = {
        name: _spec(each, context, of_column=True)
        for name, each in context.pairs(pairs.get("columns")).items()
    }
    if not columns:
        context.fail(pairs["columns"], "台账至少要有一列", "a register needs at least one column")
    known = {name: spec for name, spec in columns.items() if spec is not None}
    unique = _unique(pairs["unique"], columns, context) if "unique" in pairs else ()
    worth = read(bool, pairs["worth_adding"], context) if "worth_adding" in pairs else False
    if isinstance(label, Invalid) or isinstance(worth, Invalid) or not known:
        return None
    return Register(label, known, unique, worth)


def _unique(node: Node, columns: Iterable[str], context: Context) -> tuple[str, ...]:
    names = read(tuple[str, ...], node, context)
    if isinstance(names, Invalid):
        return ()
    if not names:
        context.fail(
            node, "unique 是空的；请至少写一列", "`unique` is empty; write at least one column"
        )
    for name in names:
        if name not in columns:
            context.unknown(node, message("列", "column"), name, columns)
        elif names.count(name) > 1:
            context.fail(node, "{name} 写了两次", "{name} appears twice", name=name)
    return tuple(names)


def read_other_columns(node: Node | None, context: Context) -> dict[str, OtherColumns]:
    """Read which columns the tables may have besides the declared ones, by the name of the table.

    The facts and registers must have been read.
    """
    tables = {FACTS: context.facts} | {
        name: register.columns for name, register in context.registers.items()
    }
    keys, others = keys_in(node), {}
    for name, each in context.pairs(node).items():
        if name in tables:
            others[name] = _others(each, tables[name], context)
        else:
            context.unknown(keys[name], message("表", "table"), name, tables)
    return others


def _others(node: Node, declared: Iterable[str], context: Context) -> OtherColumns:
    if isinstance(node, Scalar) and node.text == "ignore":
        return OtherColumns(are_any=True)
    if not isinstance(node, SequenceNode) or not node.items:
        expected("ignore 或列名的列表", "`ignore` or a list of column names", node, context)
        return OtherColumns()
    names = read(tuple[str, ...], node, context)
    if isinstance(names, Invalid):
        return OtherColumns()
    for name in names:
        if name in declared:
            context.fail(
                node,
                "{name} 已经是这张表的列；请从 other_columns 里删去",
                "{name} is declared as a column already; remove it from `other_columns`",
                name=name,
            )
    for fault in check_unique(names, "other_columns"):
        context.note(node, fault.what)
    return OtherColumns(names)


_DECLARED: Final[Mapping[str, Named]] = {
    "calendars": "calendar",
    "facts": "fact",
    "registers": "register",
}
