"""A checklist as a score sheet that people read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from lawcheck.checklist import CapGrade, Checklist, Indicator, Section, ZeroParts
from lawcheck.exact import HUNDRED, short_text
from lawcheck.pages.card import titled
from lawcheck.pages.outline import Block, Entries, Entry, Heading, Note, Pairs
from lawcheck.pages.plain import render_text
from lawcheck.pages.words import word
from lawcheck.text import Language


def show(checklist: Checklist, language: Language, width: int) -> str:
    """The checklist as text in lines of at most `width` columns."""
    return render_text(tuple(_outline(checklist, language)), width)


def _outline(checklist: Checklist, language: Language) -> Iterator[Block]:
    say = partial(_say, language)
    yield Heading(checklist.title.pick(language), 1)
    if checklist.description.zh:
        yield Note(checklist.description.pick(language))
    rounding = checklist.rounding
    mode = say("四舍五入", "half up") if rounding.mode == "half_up" else say("四舍六入五成双", "half to even")
    at = say("总分", "the total") if rounding.at == "total" else say("每项", "each item")
    grades = say("；", "; ").join(f"{grade.name.pick(language)} ≥ {short_text(grade.start)}" for grade in checklist.grades)
    by = say("取整后的得分", "the rounded score") if checklist.grade_on == "rounded" else say("精确得分", "the exact score")
    limit = short_text(checklist.not_applicable_at_most * HUNDRED)
    yield Pairs(
        (
            (say("编号", "id"), f"{checklist.id} {checklist.version}"),
            (say("期间", "period"), f"{checklist.period.start} — {checklist.period.end}"),
            (say("满分", "out of"), f"{short_text(checklist.out_of)} ({checklist.aggregation.method_name})"),
            (say("取整", "rounding"), say(f"{at}{mode}，{rounding.places}位小数", f"{at}, {rounding.places} places, {mode}")),
            (say("等次", "grades"), say(f"按{by}：{grades}", f"by {by}: {grades}")),
            (say("不适用", "n/a"), say(f"至多{limit}%的分值", f"at most {limit}% of the points")),
        )
    )
    if checklist.sample_weights:
        yield Note(word("sample", language))
    yield from _section(checklist.root, language, 2)
    if checklist.bonus is not None:
        bonus = checklist.bonus
        yield Heading(
            say(f"加分项（合计至多{short_text(bonus.at_most)}）", f"Bonus (at most {short_text(bonus.at_most)} together)")
        )
        yield Entries(tuple(_entry(each, language) for each in bonus.indicators))
    if checklist.vetoes:
        yield Heading(word("vetoes", language))
        yield Entries(
            tuple(
                Entry(f"{veto.id}  {titled(veto.title, _effect(veto.effect, language), language)}", tuple(map(str, veto.basis)))
                for veto in checklist.vetoes
            )
        )


def _section(section: Section, language: Language, level: int) -> Iterator[Block]:
    items = tuple(_entry(child, language) for child in section.children if isinstance(child, Indicator))
    if items:
        yield Entries(items)
    for child in section.children:
        if isinstance(child, Section):
            worth = _worth(child.points, language) if child.points is not None else ""
            yield Heading(f"{child.title.pick(language)}{worth}", level)
            yield from _section(child, language, level + 1)


def _entry(indicator: Indicator, language: Language) -> Entry:
    worth = _worth(indicator.points, language) if indicator.points is not None else ""
    details = [indicator.rule.describe().pick(language)]
    if indicator.evidence.zh:
        details.append(f"{word('evidence_wanted', language)}{word('colon', language)}{indicator.evidence.pick(language)}")
    details += [f"{word('basis', language)}{word('colon', language)}{each}" for each in indicator.basis]
    return Entry(f"{indicator.id}  {indicator.title.pick(language)}{worth}", tuple(details))


def _worth(points: Fraction, language: Language) -> str:
    return _say(language, f"（{short_text(points)}）", f" ({short_text(points)})")


def _effect(effect: object, language: Language) -> str:
    if isinstance(effect, ZeroParts):
        return _say(language, f"{'、'.join(effect.ids)} 计0分", f"{', '.join(effect.ids)} count 0")
    if isinstance(effect, CapGrade):
        return _say(language, f"等次不高于{effect.grade.zh}", f"grade at most {effect.grade.pick('en')}")
    return _say(language, "总分计0分", "total counts 0")


def _say(language: Language, zh: str, en: str) -> str:
    return zh if language == "zh" else en
