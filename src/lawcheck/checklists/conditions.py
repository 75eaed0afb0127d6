"""Read conditions: names of columns, operators, and what the columns are compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, assert_never

import attrs

from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.never_met import is_never_met
from lawcheck.checklists.scalars import expected, read_text, read_truth, read_whole, shown
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.evidence.cells import read_value
from lawcheck.model.calendars import Calendar
from lawcheck.model.conditions import Comparison, IsMissing, Where, Within
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import Value as KnownValue
from lawcheck.model.evidence import compared
from lawcheck.model.item_scores import ItemScore
from lawcheck.model.kinds import Kind
from lawcheck.model.operators import Equals, Operator
from lawcheck.model.raw_tables import FACTS, Cell
from lawcheck.model.text import Message, Text, fold, message
from lawcheck.registry.offers import Offer

COLUMN: Final = message("列", "column")
SCORES: Final = "scores"
"""The key of conditions on the scores of items, beside those on facts."""
FACT: Final = message("指标数据", "fact")
_NO_NUMBERS: Final = frozenset((*Within.keys, *IsMissing.keys))
_Test = Comparison | IsMissing | Within


def read_column(
    node: Node, columns: Mapping[str, Spec], kinds: Collection[str], context: Context
) -> str | Invalid:
    """Read the name of a column.

    Args:
        node: the node.
        columns: the columns of the register, by name.
        kinds: the kinds that the column may have; empty if any will do.
        context: of the reading.
    """
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
    """Read a `where`, which has conditions on columns or facts.

    Args:
        node: the node, such as `{result: revoked, any: [{days: {above: 5}}, {urgent: yes}]}`.
        register: name of the register whose columns are meant; empty for facts.
        context: of the reading.
    """
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    if not pairs:
        return _no_condition(node, context)
    columns = context.registers[register].columns if register else context.facts
    faults = len(context.problems)
    tests: list[_Test] = []
    either: list[Where] = []
    keys = {key.text: key for key, _ in node.pairs} if isinstance(node, MappingNode) else {}
    for name, condition in pairs.items():
        if name == "any" and "any" not in columns:
            groups = condition.items if isinstance(condition, SequenceNode) else (condition,)
            if not groups:
                _no_condition(condition, context)
            either += [
                group
                for group in (read_where(each, register, context) for each in groups)
                if isinstance(group, Where)
            ]
        elif name == SCORES and not register:
            tests += _scores(keys[name], condition, context)
        elif name not in columns:
            context.unknown(keys[name], COLUMN if register else FACT, name, columns)
        else:
            if not register:
                context.read_facts.add(name)
            tests += _tests(condition, name, columns, context)
    if len(context.problems) > faults:
        return INVALID
    if not register:
        context.read_facts.update(name for test in tests for name in test.columns)
    for name in pairs:
        if name in columns:
            _check_can_be_met(name, keys[name], tests, columns[name], context)
    for test in tests:
        _seek(test, register or FACTS, columns, context)
    return Where(tuple(tests), tuple(either))


def _check_can_be_met(
    column: str, key: Node, tests: Sequence[_Test], spec: Spec, context: Context
) -> None:
    """Refuse conditions on a column that no value meets."""
    of_column = [
        each
        for each in tests
        if isinstance(each, Comparison) and each.columns and each.column == column
    ]
    if is_never_met(of_column, spec):
        context.fail(
            key,
            "没有一个值同时符合：{tests}；请改正",
            "no value meets all of these: {tests}; correct them",
            tests=[each.title for each in of_column],
        )


def _seek(test: _Test, table: str, columns: Mapping[str, Spec], context: Context) -> None:
    """Take note of the texts that a condition looks for, where a column may hold any text."""
    if (
        isinstance(test, Comparison)
        and test.operator.takes != "text"
        and test.columns
        and columns[test.column].kind is Kind.TEXT
        and not columns[test.column].choices
    ):
        texts = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        words = context.sought.setdefault(table, {}).setdefault(test.column, {})
        words.update(dict.fromkeys(map(str, texts)))


def _no_condition(node: Node, context: Context) -> Invalid:
    """Refuse an empty condition.

    It would always hold, and so veto every unit or count every record, though its author meant to
    write more.
    """
    return context.fail(
        node,
        "这里没有写条件，等于总是成立；请写条件，或删去这个键",
        "there is no condition here, so it would always hold; write one, or remove the key",
    )


def _tests(node: Node, column: str, columns: Mapping[str, Spec], context: Context) -> list[_Test]:
    spec = columns[column]
    if not isinstance(node, MappingNode):
        operand = _operand(node, spec, context)
        return [] if isinstance(operand, Invalid) else [_compared(column, Equals(), operand, spec)]
    operators = context.plugins.operators
    pairs = context.mapping(node, (*operators, *Within.keys, *IsMissing.keys))
    tests: list[_Test | Invalid] = []
    if pairs is None:
        return []
    if not pairs:
        _no_condition(node, context)
    if "within" in pairs:
        tests.append(_within(node, column, columns, pairs, context))
    elif "of" in pairs or "calendar" in pairs:
        context.fail(
            node, "of 和 calendar 要与 within 一起写", "`of` and `calendar` belong to `within`"
        )
    for word, operand_node in pairs.items():
        if word == "is_missing":
            tests.append(_is_missing(operand_node, column, columns, context))
        elif word in operators:
            tests.append(_comparison(operators[word], operand_node, column, spec, context))
    return [test for test in tests if not isinstance(test, Invalid)]


def _scores(key: Node, node: Node, context: Context) -> list[ItemScore]:
    """Read conditions on the scores of items, as shares of their points."""
    if context.scored is None:
        context.fail(
            key,
            "scores 只写在 vetoes 的 when 和 not_applicable 的 when 里",
            "`scores` belongs to `when` of vetoes and of `not_applicable`",
        )
        return []
    pairs = context.pairs(node)
    if not pairs:
        _no_condition(node, context)
    written = {each.text: each for each, _ in node.pairs} if isinstance(node, MappingNode) else {}
    tests: list[ItemScore] = []
    for name, condition in pairs.items():
        if name not in context.scored:
            context.unknown(written[name], message("指标", "item"), name, context.scored)
            continue
        if isinstance(condition, MappingNode) and _NO_NUMBERS.intersection(
            key.text for key, _ in condition.pairs
        ):
            context.fail(
                condition,
                "得分率只能与数比较，如 less_than: 60%",
                "a score is compared with a number, such as less_than: 60%",
            )
            continue
        title = context.scored[name]
        label = Text(f"{title.zh}得分率", f"score of {title.en or title.zh}")
        spec = Spec("rate", label, written_as="percent", optional=True)
        tests += [
            ItemScore(name, each.operator, each.operand, True, label, each.provider, is_rate=True)
            for each in _tests(condition, name, {name: spec}, context)
            if isinstance(each, Comparison)
        ]
    return tests


def _is_missing(
    node: Node, column: str, columns: Mapping[str, Spec], context: Context
) -> IsMissing | Invalid:
    wanted = read_truth(node, context)
    if columns is context.facts:
        return context.fail(
            node,
            "is_missing 只用于台账的列；指标数据缺了就是未定，请删去这个条件",
            "`is_missing` is for columns of registers; "
            "a missing fact leaves the item open: remove the condition",
        )
    if not columns[column].optional:
        return context.fail(
            node,
            "列 {name} 不是 optional，空白就是缺数据；请在列上写 optional: true",
            "column {name} is not optional, so a blank is missing evidence; "
            "declare the column optional",
            name=column,
        )
    return (
        wanted if isinstance(wanted, Invalid) else IsMissing(column, wanted, columns[column].label)
    )


def _comparison(
    offer: Offer, node: Node, column: str, spec: Spec, context: Context
) -> Comparison | Invalid:
    operator: type[Operator] = offer.load()
    if spec.kind not in operator.kinds:
        return context.fail(
            node,
            "{operator} 不能用于 {kind}；可用：{known}",
            "`{operator}` does not compare a {kind}; use one of: {known}",
            operator=operator.name,
            kind=spec.kind,
            known=[
                name
                for name, each in context.plugins.operators.items()
                if spec.kind in each.load().kinds
            ],
        )
    operand: object
    match operator.takes:
        case "value":
            operand = _operand(node, spec, context)
        case "values":
            items = node.items if isinstance(node, SequenceNode) else (node,)
            if not items:
                return _no_condition(node, context)
            operands = tuple(_operand(item, spec, context) for item in items)
            _refuse_repeated(items, operands, context)
            operand = INVALID if INVALID in operands else operands
        case "text":
            operand = _words(node, context)
        case _:
            assert_never(operator.takes)
    if isinstance(operand, Invalid):
        return operand
    return _compared(column, operator(), operand, spec, offer.provider)


def _compared(
    column: str, operator: Operator, operand: object, spec: Spec, provider: str = ""
) -> Comparison:
    is_rate = spec.kind is Kind.RATE
    return Comparison(column, operator, operand, spec.optional, spec.label, provider, is_rate)


def _words(node: Node, context: Context) -> str | Invalid:
    """Read a text that is more than spaces."""
    text = read_text(node, context)
    if not isinstance(text, Invalid) and not fold(text):
        return context.fail(
            node, "这里应当是文字，不能只有空格", "a text is expected here, not only spaces"
        )
    return text


def _within(
    node: Node,
    column: str,
    columns: Mapping[str, Spec],
    pairs: Mapping[str, Node],
    context: Context,
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
    """Read the name of a calendar, and return the calendar."""
    name = read_text(node, context)
    if isinstance(name, Invalid):
        return name
    if name not in context.calendars:
        return context.unknown(node, message("日历", "calendar"), name, context.calendars)
    return context.calendars[name]


def _refuse_repeated(
    items: Sequence[Node], operands: Sequence[KnownValue | Invalid], context: Context
) -> None:
    """Refuse a value that is in the list twice, if only in another width or spacing.

    The second one changes nothing, so its author meant something else.
    """
    seen: set[KnownValue] = set()
    for item, value in zip(items, operands, strict=True):
        if isinstance(value, Invalid):
            continue
        key = compared(value)
        if key in seen:
            context.fail(
                item,
                "“{value}”已经写过（全角半角、空格不算区别）；请删去一个",
                "{value} is listed here already (width and spaces make no difference); remove one",
                value=value,
            )
        seen.add(key)


def _operand(node: Node, spec: Spec, context: Context) -> KnownValue | Invalid:
    if not isinstance(node, Scalar):
        return expected("一个值", "a single value", node, context)
    # A condition may compare with a date outside the period, even if the evidence may have none.
    any_time = attrs.evolve(spec, any_date=True)
    read = read_value(Cell(node.text, context.place(node), node.is_plain), any_time)
    return context.note(node, read) if isinstance(read, Message) else read
