"""Reading values, measures and conditions: names and data, never expressions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.scalars import read_number, read_whole, shown
from lawcheck.checklists.where import FACT, read_column, read_where
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.model.exact import parse_number
from lawcheck.model.indicator import Value
from lawcheck.model.kinds import Kind
from lawcheck.model.measures import Constant, FactRef, Operation, OverFacts, OverRecords
from lawcheck.model.text import Text, message

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
_NUMERIC: Final = frozenset(kind for kind in Kind if kind.holds == "number")
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
_REGISTER: Final = message("台账", "register")


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
    return context.unknown(node, FACT, node.text, context.facts)


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
    return FactRef(node.text, spec.label, spec.kind is Kind.RATE)


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
        else context.unknown(item, FACT, shown(item) if not isinstance(item, Scalar) else item.text, context.facts)
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
