"""Reading values, measures and conditions: names and data, never expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from lawcheck.calendars import Calendar
from lawcheck.checklist import Spec
from lawcheck.conditions import COMPARISONS, EVERYTHING, Comparison, IsMissing, Where, Within
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.evidence import Value as KnownValue
from lawcheck.evidence import compared
from lawcheck.exact import parse_number
from lawcheck.indicator import Value
from lawcheck.kinds import read_value
from lawcheck.language.context import INVALID, Context, Invalid
from lawcheck.language.scalars import read_number, read_text, read_truth, read_whole, shown
from lawcheck.measures import Constant, FactRef, Operation, OverFacts, OverRecords
from lawcheck.tables import Cell
from lawcheck.text import Message, Text, message

_OPERATIONS: Final[tuple[Operation, ...]] = (
    "count",
    "sum",
    "mean",
    "highest",
    "lowest",
    "share",
    "distinct",
    "earliest",
    "latest",
)
_NUMERIC: Final = frozenset({"count", "amount", "rate"})
_ACCEPTS: Final[Mapping[str, frozenset[str]]] = {
    "number": _NUMERIC,
    "number_or_per_period": _NUMERIC,
    "date": frozenset({"date"}),
    "yes_no": frozenset({"yes_no"}),
    "yes_no_or_number": _NUMERIC | {"yes_no"},
    "any": _NUMERIC | {"date", "yes_no", "text"},
}
_KIND_NAMES: Final[Mapping[str, Text]] = {
    "number": Text("数值", "number"),
    "number_or_per_period": Text("数值", "number"),
    "date": Text("日期", "date"),
    "yes_no": Text("是/否", "yes/no"),
    "yes_no_or_number": Text("是/否或数值", "yes/no or number"),
    "any": Text("值", "value"),
}
_OF_FACTS: Final[Mapping[str, str]] = {"count": "yes_no", "earliest": "date", "latest": "date", "distinct": "any"}
_FACT: Final = message("指标数据", "fact")
_REGISTER: Final = message("台账", "register")
_COLUMN: Final = message("列", "column")
_WORD: Final = message("条件", "condition")


def read_measure(node: Node, wants: str, context: Context) -> Value | Invalid:
    """A fact name, a number, or a measure, of the kind that is wanted."""
    if isinstance(node, MappingNode):
        return _measure(node, wants, context)
    if not isinstance(node, Scalar):
        return context.fail(node, "这里应当是一个值，实际是 {got}", "a value is expected here, not {got}", got=shown(node))
    if node.text in context.facts:
        return _fact(node, wants, context)
    if "number" in wants and node.is_plain and _looks_like_number(node.text):
        number = read_number(node, context)
        return number if isinstance(number, Invalid) else Constant(number)
    return context.unknown(node, _FACT, node.text, context.facts)


def _looks_like_number(text: str) -> bool:
    try:
        parse_number(text.removesuffix("%"))
    except ValueError:
        return False
    return True


def _fact(node: Scalar, wants: str, context: Context) -> FactRef | Invalid:
    spec = context.facts[node.text]
    context.read_facts.add(node.text)
    if spec.kind not in _ACCEPTS[wants]:
        return context.fail(
            node,
            "{name} 是 {kind}，这里需要{wanted}",
            "{name} is of kind {kind}; a {wanted} is expected here",
            name=node.text,
            kind=spec.kind,
            wanted=_KIND_NAMES[wants],
        )
    return FactRef(node.text, spec.label, spec.kind == "rate")


def _measure(node: MappingNode, wants: str, context: Context) -> Value | Invalid:
    named = [key for key, _ in node.pairs if key.text in _OPERATIONS]
    if len(named) != 1:
        keys = [key for key, _ in node.pairs if key.text not in ("of", "where", "among", "by", "on_zero", "drop")]
        if len(named) == 0 and len(keys) == 1:
            return context.unknown(keys[0], message("量值", "measure"), keys[0].text, _OPERATIONS)
        return context.fail(node, "量值只能写一种：{all}", "a measure has exactly one of: {all}", all=list(_OPERATIONS))
    operation = next(each for each in _OPERATIONS if each == named[0].text)
    yields = "date" if operation in ("earliest", "latest") else "number"
    if yields not in wants.replace("_or_per_period", "").split("_or_") and wants != "any":
        context.fail(
            named[0],
            "{operation} 得到{kind}，这里需要{wanted}",
            "{operation} gives a {kind}; a {wanted} is expected here",
            operation=operation,
            kind=_KIND_NAMES[yields],
            wanted=_KIND_NAMES[wants],
        )
    target = {key.text: value for key, value in node.pairs}[operation]
    if isinstance(target, SequenceNode):
        return _over_facts(node, operation, target, context)
    return _over_records(node, operation, target, context)


def _over_facts(node: MappingNode, operation: Operation, target: SequenceNode, context: Context) -> OverFacts | Invalid:
    pairs = context.mapping(node, (operation, "drop"))
    facts = [
        _fact(item, _OF_FACTS.get(operation, "number"), context)
        if isinstance(item, Scalar) and item.text in context.facts
        else context.unknown(item, _FACT, shown(item) if not isinstance(item, Scalar) else item.text, context.facts)
        for item in target.items
    ]
    if operation == "share":
        return context.fail(node, "share 只用于台账", "`share` is for registers")
    drop = read_whole(pairs["drop"], context) if pairs and "drop" in pairs else 0
    good = tuple(fact for fact in facts if isinstance(fact, FactRef))
    if isinstance(drop, Invalid) or len(good) < len(facts) or not facts:
        return INVALID if facts else context.fail(target, "请列出指标数据的名称", "list names of facts here")
    if len(good) <= 2 * drop:
        return context.fail(node, "drop 去掉了全部数据", "`drop` leaves nothing to take the mean of")
    return OverFacts(operation, good, drop)


def _over_records(node: MappingNode, operation: Operation, target: Node, context: Context) -> OverRecords | Invalid:
    name = target.text if isinstance(target, Scalar) else ""
    if name not in context.registers:
        if name in context.facts:
            return context.fail(
                target,
                "{name} 是指标数据，直接写名称即可；{operation} 用于台账或 [a, b] 形式的一组数据",
                "{name} is a fact: write its name alone; {operation} is for a register or a list of facts",
                name=name,
                operation=operation,
            )
        return context.unknown(target, _REGISTER, name or shown(target), context.registers)
    context.read_registers.add(name)
    allowed = {operation, "where"}
    allowed |= {"count": {"by"}, "sum": {"of", "by"}, "share": {"among", "on_zero"}, "mean": {"of", "drop"}}.get(
        operation, {"of"}
    )
    pairs = context.mapping(node, allowed)
    if pairs is None:
        return INVALID
    columns = context.registers[name].columns
    faults = len(context.problems)
    found: dict[str, Any] = {"operation": operation, "register": name, "label": context.registers[name].label}
    if "of" in allowed:
        kinds = {"earliest": {"date"}, "latest": {"date"}, "distinct": {"text", "date", *_NUMERIC, "yes_no"}}.get(
            operation, set(_NUMERIC)
        )
        if "of" not in pairs:
            context.missing_key(node, "of")
        else:
            found["of"] = name_of = read_column(pairs["of"], columns, kinds, context)
            found["of_label"] = columns[name_of].label if isinstance(name_of, str) else Text("")
    if "by" in pairs:
        found["by"] = read_column(pairs["by"], columns, {"date"}, context)
        if found["by"] in columns and columns[found["by"]].any_date:
            context.fail(
                pairs["by"],
                "按期计数的日期列不能写 any_date：期间以外的记录哪一期都不算",
                "a date column that counts by period cannot be `any_date`: a record outside the period would count nowhere",
            )
    for key in ("where", "among"):
        if key in pairs:
            found[key] = read_where(pairs[key], name, context)
    if operation == "share":
        if "on_zero" not in pairs:
            context.fail(node, "请写 on_zero：没有记录时怎么算", "say what 0 of 0 means: add `on_zero`")
        elif not (isinstance(pairs["on_zero"], Scalar) and pairs["on_zero"].text == "not_applicable"):
            found["on_zero"] = read_number(pairs["on_zero"], context)
    if "drop" in pairs:
        found["drop"] = read_whole(pairs["drop"], context)
    return OverRecords(**found) if len(context.problems) == faults else INVALID


def read_column(node: Node, columns: Mapping[str, Spec], kinds: set[str], context: Context) -> str | Invalid:
    """The name of a column of one of these kinds; any kind if none is named."""
    name = node.text if isinstance(node, Scalar) else ""
    if name not in columns:
        return context.unknown(node, _COLUMN, name or shown(node), columns)
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
    columns = context.registers[register].columns if register else context.facts
    faults = len(context.problems)
    tests: list[Comparison | IsMissing | Within] = []
    either: list[Where] = []
    keys = {key.text: key for key, _ in node.pairs} if isinstance(node, MappingNode) else {}
    for name, condition in pairs.items():
        if name == "any" and "any" not in columns:
            groups = condition.items if isinstance(condition, SequenceNode) else (condition,)
            either += [group for group in (read_where(each, register, context) for each in groups) if isinstance(group, Where)]
        elif name not in columns:
            context.unknown(keys[name], _COLUMN if register else _FACT, name, columns)
        else:
            if not register:
                context.read_facts.add(name)
            tests += _tests(condition, name, columns, context)
    if len(context.problems) > faults:
        return INVALID
    if not register:
        context.read_facts.update(test.of for test in tests if isinstance(test, Within))
    return Where(tuple(tests), tuple(either)) if tests or either else EVERYTHING


def _tests(node: Node, column: str, columns: Mapping[str, Spec], context: Context) -> list[Comparison | IsMissing | Within]:
    spec = columns[column]
    if not isinstance(node, MappingNode):
        operand = _operand(node, spec, context)
        return [] if isinstance(operand, Invalid) else [Comparison(column, "equals", operand, spec.optional, spec.label)]
    pairs = context.mapping(node, (*COMPARISONS, "within", "of", "calendar", "is_missing"))
    tests: list[Comparison | IsMissing | Within] = []
    if pairs is None:
        return tests
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
