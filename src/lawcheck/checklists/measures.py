"""Read values and measures.

A value is a number, the name of a fact, or a measure such as `{count: letters, where: ...}`. There
are not expressions to evaluate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, get_type_hints

import attrs

from lawcheck.checklists.conditions import FACT, read_column, read_where
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.scalars import (
    expected,
    read_number,
    read_text,
    read_truth,
    read_whole,
    shown,
)
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.model.declarations import Spec
from lawcheck.model.exact import ZERO, parse_number
from lawcheck.model.kinds import Kind
from lawcheck.model.measures import Constant, FactRef, OverFacts
from lawcheck.model.operations import ANY_KIND, NUMBERS, Operation, Product
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule_fields import Value
from lawcheck.model.text import Text, message
from lawcheck.registry.field_kinds import MEASURE_WORDS
from lawcheck.registry.offers import Offer
from lawcheck.registry.type_answers import fewest_of

_ACCEPTS: Final[Mapping[str, frozenset[str]]] = {
    "number": NUMBERS,
    "number_or_per_period": NUMBERS,
    "date": frozenset({"date"}),
    "yes_no": frozenset({"yes_no"}),
    "yes_no_or_number": NUMBERS | {"yes_no"},
    "any": ANY_KIND,
}
_OF_FACTS: Final[Mapping[str, frozenset[str]]] = {
    "yes_no_or_number": frozenset({"yes_no", "rate", "count"})
}
"""Where facts of fewer kinds are accepted: a requirement is met by 1, which no amount means."""
_KIND_NAMES: Final[Mapping[frozenset[str], Text]] = {
    NUMBERS: Text("数值", "number"),
    frozenset({"date"}): Text("日期", "date"),
    frozenset({"yes_no"}): Text("是/否", "yes/no"),
    NUMBERS | {"yes_no"}: Text("是/否或数值", "yes/no or number"),
    ANY_KIND: Text("值", "value"),
}
_GIVES: Final[Mapping[str, frozenset[str]]] = {"number": NUMBERS, "date": frozenset({"date"})}
_OWN_KEYS: Final[Mapping[Any, Callable[[Node, Context], Any]]] = {
    int: read_whole,
    Fraction: read_number,
    bool: read_truth,
    str: read_text,
}
"""Readers for the keys of an operation, by the annotation of its field."""
_REGISTER: Final = message("台账", "register")


def read_measure(node: Node, wants: str, context: Context) -> Value | Invalid:
    """Read the name of a fact, a number, or a measure.

    Args:
        node: the node.
        wants: the kind of value that is expected; see `Wants`.
        context: of the reading.
    """
    if isinstance(node, MappingNode):
        return _measure(node, wants, context)
    if not isinstance(node, Scalar):
        return expected("一个值", "a value", node, context)
    if node.text in context.facts:
        return _fact(node, _OF_FACTS.get(wants, _ACCEPTS[wants]), context)
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


def _fact(node: Scalar, kinds: frozenset[str], context: Context) -> FactRef | Invalid:
    spec = context.facts[node.text]
    context.read_facts.add(node.text)
    if spec.kind not in kinds:
        return context.fail(
            node,
            "{name} 是 {kind}，这里需要{wanted}",
            "{name} is of kind {kind}; a {wanted} is expected here",
            name=node.text,
            kind=spec.kind,
            wanted=_KIND_NAMES.get(kinds, sorted(kinds)),
        )
    return FactRef(node.text, spec.label, spec.kind is Kind.RATE, spec.not_applicable_if_blank)


def _measure(node: MappingNode, wants: str, context: Context) -> Value | Invalid:
    offers = context.plugins.measures
    named = [key for key, _ in node.pairs if key.text in offers]
    if len(named) != 1:
        others = MEASURE_WORDS.union(*(own_keys(each.load()) for each in offers.values()))
        keys = [key for key, _ in node.pairs if key.text not in others]
        if len(named) == 0 and len(keys) == 1:
            return context.unknown(keys[0], message("量值", "measure"), keys[0].text, offers)
        return context.fail(
            node, "量值只能写一种：{all}", "a measure has exactly one of: {all}", all=list(offers)
        )
    offer = offers[named[0].text]
    operation: type[Operation] = offer.load()
    if not _GIVES[operation.gives] <= _ACCEPTS[wants]:
        context.fail(
            named[0],
            "{operation} 得到{kind}，这里需要{wanted}",
            "{operation} gives a {kind}; a {wanted} is expected here",
            operation=operation.name,
            kind=_KIND_NAMES[_GIVES[operation.gives]],
            wanted=_KIND_NAMES[_ACCEPTS[wants]],
        )
    target = {key.text: value for key, value in node.pairs}[operation.name]
    if isinstance(target, SequenceNode):
        return _over_facts(node, offer, target, context)
    return _over_records(node, offer, target, context)


def own_keys(operation: type[Operation]) -> Mapping[str, attrs.Attribute[Any]]:
    """Return the keys that only this operation has: its fields."""
    return {field.name: field for field in attrs.fields(operation)}


def _operation(
    offer: Offer, node: Node, pairs: Mapping[str, Node], context: Context
) -> Operation | Invalid:
    """Make the operation of a measure, from its own keys in the mapping."""
    operation: type[Operation] = offer.load()
    before = len(context.problems)
    values: dict[str, Any] = {}
    for name, field in own_keys(operation).items():
        if name in pairs:
            kind = get_type_hints(operation)[name]
            values[name] = value = _OWN_KEYS[kind](pairs[name], context)
            least = field.metadata.get("least")
            if least is not None and not isinstance(value, Invalid) and value < least:
                context.fail(
                    pairs[name],
                    "{name} 不能小于{least}",
                    "{name} cannot be below {least}",
                    name=name,
                    least=least,
                )
        elif field.default is attrs.NOTHING:
            context.missing_key(node, name)
    if len(context.problems) > before:
        return INVALID
    with offer.at_work():
        made = operation(**values)
    fewest_of(offer, made)  # raises if a plugin returns anything but a number
    return made


def _over_facts(
    node: MappingNode, offer: Offer, target: SequenceNode, context: Context
) -> OverFacts | Invalid:
    operation: type[Operation] = offer.load()
    pairs = context.pairs(node, (operation.name, *own_keys(operation)))
    facts = [
        _fact(item, operation.kinds, context)
        if isinstance(item, Scalar) and item.text in context.facts
        else context.unknown(
            item, FACT, shown(item) if not isinstance(item, Scalar) else item.text, context.facts
        )
        for item in target.items
    ]
    if not operation.takes_facts:
        return context.fail(
            node,
            "{operation} 只用于台账",
            "`{operation}` is for registers",
            operation=operation.name,
        )
    made = _operation(offer, node, pairs, context)
    good = tuple(fact for fact in facts if isinstance(fact, FactRef))
    if isinstance(made, Invalid) or len(good) < len(facts) or not facts:
        return (
            INVALID
            if facts
            else context.fail(target, "请列出指标数据的名称", "list names of facts here")
        )
    if len(good) < made.fewest():
        return context.fail(
            node,
            "这样写的 {operation} 至少需要{fewest}项指标数据",
            "{operation} as written here needs at least {fewest} facts",
            operation=operation.name,
            fewest=made.fewest(),
        )
    is_mixed = len({fact.is_rate for fact in good}) > 1
    if offer.is_ours and is_mixed and operation is not Product:
        return context.fail(
            target,
            "{operation} 里有比率，也有不是比率的数；请只写一种",
            "`{operation}` mixes rates with other numbers; write one of the two",
            operation=operation.name,
        )
    return OverFacts(made, good, offer.provider)


def _over_records(
    node: MappingNode, offer: Offer, target: Node, context: Context
) -> OverRecords | Invalid:
    operation: type[Operation] = offer.load()
    if not operation.takes_records:
        return context.fail(
            target,
            "{operation} 只用于 [a, b] 形式的一组数据",
            "`{operation}` is for a list of facts",
            operation=operation.name,
        )
    name = target.text if isinstance(target, Scalar) else ""
    if name not in context.registers:
        if name in context.facts:
            return context.fail(
                target,
                "{name} 是指标数据，直接写名称即可；{operation} 用于台账或 [a, b] 形式的一组数据",
                "{name} is a fact: write its name alone; "
                "{operation} is for a register or a list of facts",
                name=name,
                operation=operation.name,
            )
        return context.unknown(target, _REGISTER, name or shown(target), context.registers)
    context.read_registers.add(name)
    allowed = operation.keys | {operation.name, "where"} | own_keys(operation).keys()
    pairs = context.mapping(node, allowed)
    if pairs is None:
        return INVALID
    columns = context.registers[name].columns
    faults = len(context.problems)
    found: dict[str, Any] = {
        "register": name,
        "label": context.registers[name].label,
        "provider": offer.provider,
    }
    found["operation"] = _operation(offer, node, pairs, context)
    if "of" in allowed:
        if "of" not in pairs:
            context.missing_key(node, "of")
        else:
            found["of"] = name_of = read_column(pairs["of"], columns, operation.kinds, context)
            found["of_label"] = columns[name_of].label if isinstance(name_of, str) else Text("")
    if "weight" in allowed:
        if "weight" not in pairs:
            context.missing_key(node, "weight")
        else:
            found["weight"] = _weight(pairs["weight"], columns, context)
    if "by" in pairs:
        found["by"] = read_column(pairs["by"], columns, {"date"}, context)
        if found["by"] in columns and columns[found["by"]].any_date:
            context.fail(
                pairs["by"],
                "按期计数的日期列不能写 any_date：期间以外的记录哪一期都不算",
                "a date column that counts by period cannot be `any_date`: "
                "a record outside the period would count nowhere",
            )
    for key in ("where", "among"):
        if key in pairs:
            found[key] = read_where(pairs[key], name, context)
    if "on_zero" in operation.keys:
        if "on_zero" not in pairs:
            context.fail(
                node, "请写 on_zero：没有记录时怎么算", "say what 0 of 0 means: add `on_zero`"
            )
        elif not (
            isinstance(pairs["on_zero"], Scalar) and pairs["on_zero"].text == "not_applicable"
        ):
            found["on_zero"] = read_number(pairs["on_zero"], context)
    return OverRecords(**found) if len(context.problems) == faults else INVALID


def _weight(node: Node, columns: Mapping[str, Spec], context: Context) -> str | Invalid:
    """Read the column of weights, none of which may be below zero."""
    name = read_column(node, columns, NUMBERS, context)
    if isinstance(name, Invalid):
        return name
    spec = columns[name]
    if spec.kind is Kind.AMOUNT and (spec.least is None or spec.least < ZERO):
        return context.fail(
            node,
            "{name} 可能小于0，不能作权重；请在这一列写 least: 0",
            "{name} may be below zero and is no weight; write `least: 0` for the column",
            name=name,
        )
    return name
