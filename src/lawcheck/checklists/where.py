"""Reading columns and the conditions on them: data, never expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.scalars import read_text, read_truth, read_whole, shown
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.evidence.cells import read_value
from lawcheck.model.calendars import Calendar
from lawcheck.model.checklist import Spec
from lawcheck.model.conditions import COMPARISONS, Comparison, IsMissing, Where, Within
from lawcheck.model.evidence import Value as KnownValue
from lawcheck.model.evidence import compared
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, message

COLUMN: Final = message("列", "column")
FACT: Final = message("指标数据", "fact")


def read_column(node: Node, columns: Mapping[str, Spec], kinds: set[str], context: Context) -> str | Invalid:
    """The name of a column of one of these kinds; any kind if none is named."""
    name = node.text if isinstance(node, Scalar) else ""
    if name not in columns:
        return context.unknown(node, COLUMN, name or shown(node), columns)
    if kinds and columns[name].kind not in kinds:
        return context.fail(
            node,
            "列 {name} 是 {kind}，这里需要 {wanted}",
            "column {name} is of kind {kind}; {wanted} is expected here",
            name=name,
            kind=columns[name].kind,
            wanted=sorted(kinds),
        )
    return name


def read_where(node: Node, register: str, context: Context) -> Where | Invalid:
    """Conditions on the columns of a register, or on facts where the register is empty."""
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    if not pairs:
        return _no_condition(node, context)
    columns = context.registers[register].columns if register else context.facts
    faults = len(context.problems)
    tests: list[Comparison | IsMissing | Within] = []
    either: list[Where] = []
    keys = {key.text: key for key, _ in node.pairs} if isinstance(node, MappingNode) else {}
    for name, condition in pairs.items():
        if name == "any" and "any" not in columns:
            groups = condition.items if isinstance(condition, SequenceNode) else (condition,)
            if not groups:
                _no_condition(condition, context)
            either += [group for group in (read_where(each, register, context) for each in groups) if isinstance(group, Where)]
        elif name not in columns:
            context.unknown(keys[name], COLUMN if register else FACT, name, columns)
        else:
            if not register:
                context.read_facts.add(name)
            tests += _tests(condition, name, columns, context)
    if len(context.problems) > faults:
        return INVALID
    if not register:
        context.read_facts.update(test.of for test in tests if isinstance(test, Within))
    return Where(tuple(tests), tuple(either))


def _no_condition(node: Node, context: Context) -> Invalid:
    """Nothing always holds: it would strike every unit, or count every record, though somebody meant to write more."""
    return context.fail(
        node,
        "这里没有写条件，等于总是成立；请写条件，或删去这个键",
        "no condition stands here, so it would always hold; write one, or remove the key",
    )


def _tests(node: Node, column: str, columns: Mapping[str, Spec], context: Context) -> list[Comparison | IsMissing | Within]:
    spec = columns[column]
    if not isinstance(node, MappingNode):
        operand = _operand(node, spec, context)
        return [] if isinstance(operand, Invalid) else [Comparison(column, "equals", operand, spec.optional, spec.label)]
    pairs = context.mapping(node, (*COMPARISONS, "within", "of", "calendar", "is_missing"))
    tests: list[Comparison | IsMissing | Within] = []
    if pairs is None:
        return tests
    if not pairs:
        _no_condition(node, context)
    if "within" in pairs:
        test = _within(node, column, columns, pairs, context)
        tests += [] if isinstance(test, Invalid) else [test]
    elif "of" in pairs or "calendar" in pairs:
        context.fail(node, "of 和 calendar 要与 within 一起写", "`of` and `calendar` belong to `within`")
    for word, operand_node in pairs.items():
        if word == "is_missing":
            wanted = read_truth(operand_node, context)
            if columns is context.facts:
                context.fail(
                    operand_node,
                    "is_missing 只用于台账的列；指标数据缺了就是未定，请删去这个条件",
                    "`is_missing` is for columns of registers; a missing fact leaves the item open: remove the condition",
                )
            elif not spec.optional:
                context.fail(
                    operand_node,
                    "列 {name} 不是 optional，空白就是缺数据；请在列上写 optional: true",
                    "column {name} is not optional, so a blank is missing evidence; declare the column optional",
                    name=column,
                )
            elif not isinstance(wanted, Invalid):
                tests.append(IsMissing(column, wanted, spec.label))
        elif word in ("in", "not_in"):
            items = operand_node.items if isinstance(operand_node, SequenceNode) else (operand_node,)
            operands = [_operand(item, spec, context) for item in items]
            if not items:
                _no_condition(operand_node, context)
            _refuse_repeated(items, operands, context)
            tests.append(Comparison(column, word, tuple(operands), spec.optional, spec.label))
        elif word in COMPARISONS:
            operand = _operand(operand_node, spec, context)
            if word not in ("equals", "not") and spec.kind in ("text", "yes_no"):
                context.fail(
                    operand_node,
                    "{kind} 不能比大小",
                    "a value of kind {kind} has no order; use equals, not, in or not_in",
                    kind=spec.kind,
                )
            elif not isinstance(operand, Invalid):
                tests.append(Comparison(column, word, operand, spec.optional, spec.label))
    return tests


def _within(
    node: Node, column: str, columns: Mapping[str, Spec], pairs: Mapping[str, Node], context: Context
) -> Within | Invalid:
    if "of" not in pairs:
        return context.missing_key(node, "of")
    days = read_whole(pairs["within"], context)
    start = read_column(pairs["of"], columns, {"date"}, context)
    calendar = read_calendar(pairs["calendar"], context) if "calendar" in pairs else None
    if isinstance(days, Invalid) or isinstance(start, Invalid) or isinstance(calendar, Invalid):
        return INVALID
    return Within(column, days, start, calendar, columns[column].label, columns[start].label)


def read_calendar(node: Node, context: Context) -> Calendar | Invalid:
    """A calendar by its name."""
    name = read_text(node, context)
    if isinstance(name, Invalid):
        return name
    if name not in context.calendars:
        return context.unknown(node, message("日历", "calendar"), name, context.calendars)
    return context.calendars[name]


def _refuse_repeated(items: Sequence[Node], operands: Sequence[KnownValue | Invalid], context: Context) -> None:
    """A value that is in a list already, in another width or spacing: it changes nothing, so something else was meant."""
    seen: set[KnownValue] = set()
    for item, value in zip(items, operands, strict=True):
        if isinstance(value, Invalid):
            continue
        key = compared(value)
        if key in seen:
            context.fail(
                item,
                "“{value}”已经写过（全角半角、空格不算区别）；请删去一个",
                "{value} stands here already (width and spaces make no difference); remove one",
                value=value,
            )
        seen.add(key)


def _operand(node: Node, spec: Spec, context: Context) -> KnownValue | Invalid:
    if not isinstance(node, Scalar):
        return context.fail(node, "这里应当是一个值，实际是 {got}", "a single value is expected here, not {got}", got=shown(node))
    any_time = attrs.evolve(spec, any_date=True)
    read = read_value(Cell(node.text, context.place(node), node.is_plain), any_time)
    return context.note(node, read) if isinstance(read, Message) else read
