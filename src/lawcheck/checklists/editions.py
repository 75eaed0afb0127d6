"""Compare two editions of a checklist and describe what has changed in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

import attrs

from lawcheck.model.basis import Basis, laws_of, local_rules_of
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.exact import decimal_text, short_text
from lawcheck.model.indicator import Indicator
from lawcheck.model.sections import Section
from lawcheck.model.text import Message, Text, message
from lawcheck.model.vetoes import Veto

Kind = Literal["added", "removed", "changed"]
"""What happened to an item, veto, fact or register between two editions."""
_NONE: Final = Text("无", "none")


@attrs.frozen
class Difference:
    """A difference between two editions.

    Attributes:
        kind: whether it was added, removed or changed.
        id: id of the item, section, veto, fact or register; empty for the checklist as a whole.
        title: its title in the new edition, or in the old one if it was removed.
        what: what changed, in words.
    """

    kind: Kind
    id: str
    title: Text
    what: Message


def differences_of(old: Checklist, new: Checklist) -> Iterator[Difference]:
    """Yield every difference between two editions.

    Worked examples are left out, because they do not decide any score.
    """
    yield from _whole(old, new)
    yield from _compare(dict(_by_id(old.root)), dict(_by_id(new.root)), "items")
    yield from _compare(_bonus(old), _bonus(new), "items")
    yield from _compare(
        {each.id: each for each in old.vetoes}, {each.id: each for each in new.vetoes}, "vetoes"
    )
    yield from _compare(old.facts, new.facts, "facts")
    yield from _compare(old.registers, new.registers, "registers")


_Thing = Section | Indicator | Veto | Spec | Register
_NEW: Final = {
    "items": message("新增", "added"),
    "vetoes": message("新增一票否决", "veto added"),
    "facts": message("新增指标数据", "fact added"),
    "registers": message("新增台账", "register added"),
}
_GONE: Final = {
    "items": message("删去", "removed"),
    "vetoes": message("删去一票否决", "veto removed"),
    "facts": message("删去指标数据", "fact removed"),
    "registers": message("删去台账", "register removed"),
}


def _whole(old: Checklist, new: Checklist) -> Iterator[Difference]:
    def compare(label: Text, before: object, after: object) -> Iterator[Difference]:
        if before != after:
            yield Difference("changed", "", new.title, _from_to(label, before, after))

    yield from compare(Text("编号", "id"), old.id, new.id)
    yield from compare(Text("版本", "version"), old.version, new.version)
    yield from compare(Text("标题", "title"), old.title, new.title)
    yield from compare(Text("期间", "period"), _period(old), _period(new))
    yield from compare(Text("满分", "full score"), old.out_of, new.out_of)
    yield from compare(
        Text("计分方法", "scoring method"),
        old.aggregation.method_name,
        new.aggregation.method_name,
    )
    yield from compare(Text("取整", "rounding"), _rounding(old), _rounding(new))
    yield from compare(Text("等次依据", "grades go by"), old.grade_on, new.grade_on)
    yield from compare(Text("等次", "grades"), _grades(old), _grades(new))
    yield from compare(
        Text("不适用上限", "limit of not applicable"),
        old.not_applicable_at_most,
        new.not_applicable_at_most,
    )
    yield from compare(Text("示例权重", "sample weights"), old.sample_weights, new.sample_weights)
    yield from compare(Text("起评分和下限", "start and floor"), _start(old), _start(new))
    yield from compare(
        Text("同一原因扣分上限", "caps for one cause"), _cause_caps(old), _cause_caps(new)
    )
    yield from compare(
        Text("规则变化日", "days on which rules change"),
        tuple(map(str, old.changes)),
        tuple(map(str, new.changes)),
    )
    yield from compare(Text("加分规则", "bonus"), _bonus_caps(old), _bonus_caps(new))
    yield from compare(
        Text("同一问题只扣一次的指标", "one finding once"), _groups(old.once), _groups(new.once)
    )
    yield from compare(
        Text("申辩期限（日）", "days to appeal"), old.appeal_days or "—", new.appeal_days or "—"
    )
    yield from compare(Text("排名", "ranking"), _ranking(old), _ranking(new))


def _start(checklist: Checklist) -> str:
    floor = checklist.aggregation.floor
    return ", ".join(
        (decimal_text(checklist.aggregation.start), "—" if floor is None else decimal_text(floor))
    )


def _cause_caps(checklist: Checklist) -> tuple[str, ...]:
    caps = checklist.cause_caps.items()
    return tuple(f"{cause}: {decimal_text(most)}" for cause, most in caps)


def _bonus_caps(checklist: Checklist) -> str:
    bonus = checklist.bonus
    if bonus is None:
        return "—"
    caps = {
        "at_most": bonus.at_most,
        "only_from": bonus.only_from,
        "total_at_most": bonus.total_at_most,
    }
    return ", ".join(
        f"{name} {decimal_text(value)}" for name, value in caps.items() if value is not None
    )


def _groups(groups: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join(", ".join(names) for names in groups) or "—"


def _ranking(checklist: Checklist) -> str:
    quotas = (
        f"{each.grade} ≤ {short_text(each.at_most * 100)}% ({each.at_border})"
        for each in checklist.ranking.quotas
    )
    by = [checklist.ranking.by] if checklist.ranking.by else []
    return ", ".join((checklist.ranking.within, *by, *checklist.ranking.ties, *quotas))


def _period(checklist: Checklist) -> str:
    return f"{checklist.period.start} — {checklist.period.end}"


def _rounding(checklist: Checklist) -> str:
    return f"{checklist.rounding.places}, {checklist.rounding.mode}, {checklist.rounding.at}"


def _grades(checklist: Checklist) -> tuple[Message, ...]:
    return tuple(
        message("{name} ≥ {start}", "{name} ≥ {start}", name=each.name, start=each.start)
        for each in checklist.grades
    )


def _bonus(checklist: Checklist) -> Mapping[str, Indicator]:
    return {each.id: each for each in checklist.bonus.indicators} if checklist.bonus else {}


def _by_id(section: Section) -> Iterator[tuple[str, Section | Indicator]]:
    for child in section.children:
        yield child.id, child
        if isinstance(child, Section):
            yield from _by_id(child)


def _compare(
    old: Mapping[str, _Thing], new: Mapping[str, _Thing], kind: str
) -> Iterator[Difference]:
    for name, thing in new.items():
        before = old.get(name)
        if before is None:
            yield Difference("added", name, _title(thing), _with_points(_NEW[kind], thing))
            continue
        for label, was, now in _changes_between(before, thing):
            yield Difference("changed", name, _title(thing), _from_to(label, was, now))
    for name, thing in old.items():
        if name not in new:
            yield Difference("removed", name, _title(thing), _with_points(_GONE[kind], thing))


def _with_points(what: Message, thing: _Thing) -> Message:
    if isinstance(thing, Indicator) and thing.points is not None:
        rule = thing.rule.describe()
        return message(
            "{what}，{points}分：{rule}",
            "{what}, {points}: {rule}",
            what=what,
            points=thing.points,
            rule=rule,
        )
    return what


def _title(thing: _Thing) -> Text:
    return thing.label if isinstance(thing, Spec | Register) else thing.title


def _changes_between(old: _Thing, new: _Thing) -> Iterator[tuple[Text, object, object]]:
    """Yield what differs between two things of one id: its label, the old and the new value.

    If they differ in a setting that has no label of its own, one general difference is yielded, so
    that a change never goes unnoticed.
    """
    if type(old) is not type(new):
        yield Text("种类", "kind"), type(old).__name__, type(new).__name__
        return
    is_described = False
    for (label, was), (_, now) in zip(_labelled(old), _labelled(new), strict=True):
        if was != now:
            is_described = True
            yield label, was, now
    if not is_described and _without_children(old) != _without_children(new):
        yield Text("其他设置", "other settings"), Text("旧", "old"), Text("新", "new")


def _without_children(thing: _Thing) -> object:
    """Return a thing without its children, which are compared on their own."""
    return attrs.evolve(thing, children=()) if isinstance(thing, Section) else thing


def _labelled(thing: _Thing) -> Iterator[tuple[Text, object]]:
    yield Text("名称", "title"), _title(thing)
    if isinstance(thing, Section | Indicator):
        yield Text("分值", "points"), thing.points
        yield Text("权重", "weight"), thing.weight
    if isinstance(thing, Section):
        yield Text("计分方法", "scoring method"), thing.scoring and thing.scoring.method_name
        rounding = thing.rounding
        yield Text("取整", "rounding"), rounding and f"{rounding.places}, {rounding.mode}"
    elif isinstance(thing, Indicator):
        rule = thing.rule.describe()
        yield Text("评分方式", "type"), thing.rule.type_name
        yield Text("规则", "rule"), Text(rule.pick("zh"), rule.pick("en"))
        yield Text("最低分", "floor"), thing.floor
        yield Text("不适用", "not applicable"), thing.not_applicable
        yield Text("扣分原因", "cause"), thing.cause
        due = thing.falls_due and thing.falls_due.describe()
        yield Text("到期", "due"), due and Text(due.pick("zh"), due.pick("en"))
        yield Text("只列示不计分", "shown, not counted"), thing.advisory
        yield from _cited(thing.basis)
        yield Text("证明材料", "evidence"), thing.evidence
    elif isinstance(thing, Veto):
        yield (
            Text("情形", "condition"),
            thing.when.title if thing.when else thing.measure and thing.measure.title,
        )
        yield Text("后果", "effect"), thing.effect.describe({})
        yield Text("没有报告时", "if not reported"), thing.if_missing
        yield from _cited(thing.basis)
    elif isinstance(thing, Spec):
        yield Text("类型", "kind"), thing.kind
        yield Text("可取", "choices"), thing.choices
        yield Text("留空为不适用", "a blank is not applicable"), thing.not_applicable_if_blank
    else:
        yield (
            Text("列", "columns"),
            tuple(f"{name}: {spec.kind}" for name, spec in thing.columns.items()),
        )


def _cited(basis: tuple[Basis, ...]) -> Iterator[tuple[Text, object]]:
    yield Text("依据", "basis"), laws_of(basis)
    yield Text("本地规定", "local rules"), local_rules_of(basis)


def _from_to(label: Text, before: object, after: object) -> Message:
    shown = [_NONE if value in (None, "", (), Text("")) else value for value in (before, after)]
    return message(
        "{label}：{before} → {after}",
        "{label}: {before} → {after}",
        label=label,
        before=shown[0],
        after=shown[1],
    )
