"""Find faults that show only once the whole checklist is read.

For example facts that no item reads, grades that start at a number that no rounded score can
equal, and scores below the lowest grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from lawcheck.checklists.citations import check_citations
from lawcheck.checklists.context import Context
from lawcheck.checklists.item_scores import check_scores, has_circle
from lawcheck.checklists.names import keys_in
from lawcheck.checklists.without_effect import check_effects
from lawcheck.documents.nodes import MappingNode, Node, SequenceNode
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Problem
from lawcheck.model.exact import ZERO, round_down
from lawcheck.model.raw_tables import FACTS
from lawcheck.model.rounding import MAX_PLACES, Rounding
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.text import message
from lawcheck.scoring.answers import is_built_in
from lawcheck.scoring.plan import plan_of
from lawcheck.scoring.sections import combine


def lint(
    checklist: Checklist, pairs: Mapping[str, Node], places: Mapping[str, Node], context: Context
) -> None:
    """Note every fault of a checklist that was read as a whole.

    Args:
        checklist: the checklist.
        pairs: the values of its file, by key.
        places: the node of every id of a section or item.
        context: takes the faults.
    """
    if has_circle(checklist, places, context):
        return
    if not context.is_tailored:
        _unread(checklist, pairs, context)
    _lowest_grade(checklist, pairs, context)
    vetoes = _veto_nodes(pairs)
    _vetoes(checklist, vetoes, places, context)
    check_scores(checklist, places, vetoes, context)
    _bonus(checklist, pairs, context)
    check_effects(checklist, pairs, places, vetoes, context)
    _cause_caps(checklist, pairs, context)
    _once(checklist, pairs, context)
    if checklist.appeal_days is not None and checklist.appeal_days < 1:
        context.fail(
            pairs["appeal_days"], "appeal_days 至少为1", "`appeal_days` must be 1 or more"
        )
    if checklist.period.end.year >= date.max.year:
        context.fail(pairs["period"], "年份太大；请检查", "the year is too large; check it")
    if checklist.period.end < checklist.period.start:
        context.fail(pairs["period"], "期间的结束早于开始", "the period ends before it starts")
    check_citations(pairs, checklist.period, context)
    _any_text(checklist, pairs, context)
    _examples(checklist, pairs, context)


def _unread(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    keys = keys_in(pairs.get("facts"))
    checked: set[str] = set()
    for name, spec in checklist.facts.items():
        for other in (*spec.equals_sum, *((spec.at_most,) if spec.at_most else ())):
            checked |= {name, other}
            if other not in checklist.facts:
                context.unknown(keys[name], message("指标数据", "fact"), other, checklist.facts)
    for name, key in keys.items():
        if name not in checked and name not in context.read_facts:
            context.fail(
                key,
                "没有指标用到 {name}；请删去，或检查指标里的名称",
                "nothing reads the fact {name}; remove it, or check the names in the indicators",
                name=name,
            )
    for name, key in keys_in(pairs.get("registers")).items():
        if name not in context.read_registers:
            context.fail(
                key,
                "没有指标用到台账 {name}；请删去",
                "nothing reads the register {name}; remove it",
                name=name,
            )


def _any_text(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    """Warn of columns in which a record that writes a word another way is passed over."""
    if context.problems:
        return  # the declarations may be wrong themselves
    registers = context.pairs(pairs.get("registers"))
    for table, columns in checklist.sought.items():
        declared = pairs["facts"] if table == FACTS else context.pairs(registers[table])["columns"]
        keys = keys_in(declared)
        for name, words in columns.items():
            what = message(
                "{name} 没有写 choices，条件却要找“{words}”；写法不同的不会计入，请写出 choices",
                "conditions look for {words} in {name}, which has no `choices`; "
                "a text that says the same in other words is passed over: list the choices",
                name=name,
                words=list(words),
            )
            context.warnings.append(Problem(context.place(keys[name]), what))


def lint_cuts(pairs: Mapping[str, Node], found: Mapping[str, Any], context: Context) -> None:
    """Note numbers that no rounded score can equal, and grades that no unit can reach.

    Runs before the checklist is complete, so that these faults are found even if other parts of
    the file have faults.

    Args:
        pairs: the values of the file, by key.
        found: what was read of them, by key.
        context: takes the faults.
    """
    rounding, grades, bonus = found.get("rounding"), found.get("grades"), found.get("bonus")
    if not isinstance(rounding, Rounding):
        return
    if not 0 <= rounding.places <= MAX_PLACES:
        context.fail(
            pairs["rounding"],
            "places 应在 0 到 {most} 之间",
            "`places` must be from 0 to {most}",
            most=MAX_PLACES,
        )
        return
    numbers: list[tuple[Node, Fraction]] = []
    is_rounded = found.get("grade_on") != "exact"  # an exact total can equal any number
    if is_rounded and isinstance(grades, tuple) and isinstance(pairs["grades"], SequenceNode):
        numbers += [
            (item, grade.start) for item, grade in zip(pairs["grades"].items, grades, strict=True)
        ]
    root = found.get("root")
    if isinstance(root, Section) and root.scoring is not None:
        numbers.append((pairs["scoring"], root.scoring.out_of))
    if isinstance(bonus, Bonus):
        limits = (bonus.at_most, bonus.only_from, bonus.total_at_most)
        numbers += [(pairs["bonus"], number) for number in limits if number is not None]
    if (
        isinstance(root, Section)
        and root.scoring is not None
        and "grades" in pairs
        and isinstance(grades, tuple)
    ):
        most = root.scoring.out_of + (bonus.at_most if isinstance(bonus, Bonus) else ZERO)
        for item, grade in zip(getattr(pairs["grades"], "items", ()), grades, strict=True):
            if grade.start > most:
                context.fail(
                    item,
                    "等次从{start}起，但最多只能得{most}；请改低",
                    "the grade starts at {start}, but a unit can have {most} at most; lower it",
                    start=grade.start,
                    most=most,
                )
    for node, number in numbers:
        if not rounding.holds(number):
            context.fail(
                node,
                "{number} 的小数位多于 rounding 的 {places} 位，"
                "取整后的得分不会恰好等于它；请改其中一处",
                "{number} has more decimal places than the {places} of `rounding`: "
                "no rounded score can equal it",
                number=number,
                places=rounding.places,
            )


def _lowest_grade(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    """Check that the lowest grade reaches down to the lowest score that a unit can have."""
    plan = plan_of(checklist)
    worst = combine(
        plan.root, [None if leaf.indicator.advisory else leaf.lowest for leaf in plan.leaves]
    )
    lowest = ZERO if worst is None else min(worst.score, ZERO)
    if any(veto.effect.zeroed for veto in checklist.vetoes):
        lowest = min(lowest, ZERO)
    last = checklist.grades[-1].start
    if last > lowest:
        context.fail(
            pairs["grades"],
            "最低等次从{start}起，但得分可低至{lowest}，有空档；最低等次应从{wanted}起",
            "the lowest grade starts at {start}, but a score can be {lowest}: a gap; "
            "let it start at {wanted}",
            start=last,
            lowest=lowest,
            wanted=round_down(lowest, checklist.rounding.places),
        )


def _bonus(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    bonus, node = checklist.bonus, pairs.get("bonus")
    if bonus is None or not isinstance(node, MappingNode):
        return
    if bonus.at_most <= ZERO:
        context.fail(node.get("at_most") or node, "at_most 应大于0", "`at_most` must be above 0")
    if bonus.total_at_most is not None and bonus.total_at_most < checklist.out_of:
        context.fail(
            node.get("total_at_most") or node,
            "total_at_most 低于满分{full}；请改高",
            "`total_at_most` is below the full score {full}; raise it",
            full=checklist.out_of,
        )


def _cause_caps(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    """Check that each capped cause is the cause of some item.

    Where an item has a type of a plugin, the causes cannot be checked: it may name causes that
    only it knows.
    """
    caps = checklist.cause_caps
    if not caps:
        return
    items = tuple(checklist.root.indicators())
    causes = {each.cause for each in items} | {
        cause for each in items for cause in _causes(each.rule)
    }
    for cause, most in caps.items():
        if most <= ZERO:
            context.fail(
                pairs["scoring"],
                "{cause} 的上限应大于0",
                "the cap of {cause} must be above 0",
                cause=cause,
            )
        if cause not in causes and all(is_built_in(each.rule) for each in items):
            context.unknown(
                pairs["scoring"], message("扣分原因", "cause of items"), cause, causes - {""}
            )


def _causes(thing: object) -> Iterator[str]:
    """Yield the values of all fields named `cause` in a rule, its lines and its parts."""
    cls: Any = type(thing)
    if isinstance(thing, tuple):
        for each in thing:
            yield from _causes(each)
    elif attrs.has(cls):
        for field in attrs.fields(cls):
            value = getattr(thing, field.name)
            if field.name == "cause":
                yield value
            else:
                yield from _causes(value)


def _once(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    """Check that `once` names only items that take points off: no sections, no bonus items."""
    items = {each.id for each in checklist.root.indicators()}
    for group in checklist.once:
        for name in group:
            if name not in items:
                context.unknown(
                    pairs["once"], message("扣分的指标", "item that takes points off"), name, items
                )


def _veto_nodes(pairs: Mapping[str, Node]) -> tuple[Node, ...]:
    node = pairs.get("vetoes")
    if isinstance(node, SequenceNode):
        return tuple(node.items)
    return () if node is None else (node,)


def _vetoes(
    checklist: Checklist, items: Sequence[Node], places: Mapping[str, Node], context: Context
) -> None:
    base = {indicator.id for indicator in checklist.root.indicators()} | {
        each.id for each in checklist.root.sections() if each.id
    }
    seen = set(places)
    counting_down = {leaf.indicator.id for leaf in plan_of(checklist).leaves if not leaf.full}
    for item, veto in zip(items, checklist.vetoes, strict=True):
        if veto.id in seen:
            context.fail(
                item,
                "编号 {id} 重复；请换一个",
                "the id {id} is used already; choose another",
                id=veto.id,
            )
        seen.add(veto.id)
        for name in veto.effect.zeroed:
            if name not in base:
                context.unknown(item, message("指标或分组", "section or indicator"), name, base)
        if counting_down & veto_scope(checklist, veto.effect.zeroed):
            context.fail(
                item,
                "倒扣计分的指标没有可清零的分；请用 total: 0 或 grade_at_most",
                "items of a method that counts down have no points to zero; "
                "use `total: 0` or `grade_at_most`",
            )
        highest, names = veto.effect.highest_grade, [grade.name for grade in checklist.grades]
        if highest is not None and highest not in names:
            context.unknown(
                item, message("等次", "grade"), highest.zh, [name.zh for name in names]
            )


def veto_scope(checklist: Checklist, ids: Sequence[str]) -> set[str]:
    """Return the ids of all indicators that these ids of sections and indicators cover.

    The given ids are returned as well, those of sections included.
    """
    below = {
        each.id
        for section in checklist.root.sections()
        if section.id in ids
        for each in section.indicators()
    }
    return below | set(ids)


def _examples(checklist: Checklist, pairs: Mapping[str, Node], context: Context) -> None:
    node = pairs.get("tests")
    items = node.items if isinstance(node, SequenceNode) else ()
    known = (
        {indicator.id for indicator in checklist.indicators()}
        | {veto.id for veto in checklist.vetoes}
        | {"total", "grade"}
    )
    for item, example in zip(items, checklist.examples, strict=True):
        for name in example.expect:
            if name not in known:
                context.unknown(_expect_key(item, name), message("指标", "indicator"), name, known)


def _expect_key(item: Node, name: str) -> Node:
    for key, value in item.pairs if isinstance(item, MappingNode) else ():
        if key.text == "expect":
            return keys_in(value).get(name, key)
    return item
