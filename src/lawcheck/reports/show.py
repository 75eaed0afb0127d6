"""A checklist as a score sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import assert_never

from lawcheck.model.basis import Basis
from lawcheck.model.calendars import Calendar
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.outline import Block, Entries, Entry, Heading, Note, PageTable, Pairs
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.text import Language
from lawcheck.model.vetoes import Veto
from lawcheck.reports.choices import METHODS, WEEKDAYS, policy_of
from lawcheck.reports.entries import cited, labelled, said_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import number, percent
from lawcheck.reports.ranks import ranking_pairs
from lawcheck.reports.render_text import render_text


def show(checklist: Checklist, language: Language, width: int) -> str:
    """Return the checklist as text in lines of at most `width` columns."""
    return render_text(tuple(_outline(checklist, language)), width)


def _outline(checklist: Checklist, language: Language) -> Iterator[Block]:
    yield Heading(checklist.title.pick(language), 1)
    for paragraph in checklist.description.pick(language).splitlines():
        if paragraph.strip():
            yield Note(paragraph.strip())
    yield Pairs(tuple(_summary(checklist, language)))
    if checklist.sample_weights:
        yield Note(word("sample", language))
    yield from _section(checklist.root, language, "")
    if checklist.bonus is not None:
        yield from _bonus(checklist.bonus, language)
    if checklist.vetoes:
        yield Heading(word("vetoes", language))
        yield Entries(tuple(_veto(veto, checklist, language) for veto in checklist.vetoes))
    yield from _inputs(checklist, language)


def _inputs(checklist: Checklist, language: Language) -> Iterator[Block]:
    """Yield the names that evidence files use, for people who fill them in."""
    say = partial(word, language=language)
    head = (say("name"), say("label"), say("kind"))
    if checklist.facts:
        yield Heading(say("facts"))
        yield PageTable(
            head, tuple(_spec(name, spec, language) for name, spec in checklist.facts.items())
        )
    for name, register in checklist.registers.items():
        label = register.label.pick(language)
        yield Heading(say("register_is").format(name=name, label=label) if label else name)
        yield PageTable(
            head, tuple(_spec(column, spec, language) for column, spec in register.columns.items())
        )


def _spec(name: str, spec: Spec, language: Language) -> tuple[str, str, str]:
    kind = spec.kind.label.pick(language)
    unit = spec.unit.pick(language)
    marks = [unit] if unit else []
    marks += [f"{choice}" for choice in spec.choices]
    marks += [word("percent_or", language)] if spec.written_as == "percent" else []
    marks += [word("may_be_blank", language)] if spec.optional else []
    if spec.not_applicable_if_blank is not None:
        reason = spec.not_applicable_if_blank.pick(language)
        marks.append(said_of(word("blank_does_not_apply", language), reason, language))
    aside = word("joint", language).join(marks)
    return (
        name,
        spec.label.pick(language),
        word("aside", language).format(what=kind, aside=aside) if aside else kind,
    )


def _summary(checklist: Checklist, language: Language) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    rounding = checklist.rounding
    yield say("id"), f"{checklist.id} {checklist.version}"
    yield say("period"), f"{checklist.period.start} — {checklist.period.end}"
    yield (
        say("full"),
        say("method").format(
            points=number(checklist.out_of), method=_method(checklist.aggregation, language)
        ),
    )
    yield (
        say("rounding"),
        say(f"round_{rounding.at}").format(
            places=rounding.places, mode=rounding.mode.label.pick(language)
        ),
    )
    grades = (f"{grade.name.pick(language)} ≥ {number(grade.start)}" for grade in checklist.grades)
    yield (
        say("grades"),
        said_of(say(f"by_{checklist.grade_on}"), say("semicolon").join(grades), language),
    )
    if checklist.appeal_days is not None:
        yield say("appeal"), say("appeal_is").format(days=checklist.appeal_days)
    for cause, most in checklist.cause_caps.items():
        yield say("cause_cap"), say("cause_cap_is").format(cause=cause, points=number(most))
    titles = {name: title.pick(language) for name, title in checklist.titles()}
    for group in checklist.once:
        yield say("once"), say("joint").join(titles.get(name, name) for name in group)
    yield from ranking_pairs(checklist, language)
    for name, calendar in checklist.calendars.items():
        yield say("calendar").format(name=name), _calendar(calendar, language)
    yield say("policy"), say("na_limit").format(limit=percent(checklist.not_applicable_at_most))


def _calendar(calendar: Calendar, language: Language) -> str:
    say = partial(word, language=language)
    days = (
        f"{calendar.start} — {calendar.end}",
        say("joint").join(WEEKDAYS[day].pick(language) for day in calendar.weekend),
    )
    counts = say("calendar_days").format(off=len(calendar.holidays), worked=len(calendar.workdays))
    return say("semicolon").join((*(each for each in days if each), counts))


def _method(method: Aggregation, language: Language) -> str:
    """Return the name of a scoring method, with its floor if items only take off."""
    keys = {name: getattr(method, name, "") for name in ("count", "exponent")}
    name = (
        METHODS[method.method_name].pick(language).format(**keys)
        if method.method_name in METHODS
        else method.method_name
    )
    if not method.counts_down:
        return name
    floor = word("no_limit" if method.floor is None else "floor", language)
    return word("comma", language).join(
        (name, floor if method.floor is None else floor.format(points=number(method.floor)))
    )


def _section(section: Section, language: Language, above: str) -> Iterator[Block]:
    items = tuple(
        _item(child, language) for child in section.children if isinstance(child, Indicator)
    )
    if items:
        yield Entries(items)
    for child in section.children:
        if isinstance(child, Section):
            title = child.title.pick(language)
            path = f"{above} / {title}" if above else title
            marks = (
                []
                if child.points is None
                else [word("points", language).format(points=number(child.points))]
            )
            if child.scoring is not None:
                marks.append(_method(child.scoring, language))
            if child.rounding is not None:
                marks.append(
                    word("round_section", language).format(
                        places=child.rounding.places, mode=child.rounding.mode.label.pick(language)
                    )
                )
            if child.weight:
                marks.append(word("weight", language).format(weight=number(child.weight)))
            yield Heading(_marked(path, marks, language))
            yield from _section(child, language, path)


def _item(indicator: Indicator, language: Language) -> Entry:
    say = partial(word, language=language)
    marks = (
        [] if indicator.points is None else [say("points").format(points=number(indicator.points))]
    )
    if indicator.weight:
        marks.append(say("weight").format(weight=number(indicator.weight)))
    if indicator.advisory:
        marks.append(say("advisory"))
    details = [indicator.rule.describe().pick(language)]
    if indicator.floor is None or (indicator.points is None and not indicator.advisory):
        details.append(say("no_floor"))
    elif indicator.floor != ZERO:
        details.append(say("floor").format(points=number(indicator.floor)))
    if indicator.falls_due is not None:
        details.append(indicator.falls_due.describe().pick(language))
    if indicator.cause:
        details.append(labelled("cause", indicator.cause, language))
    if indicator.not_applicable != "redistribute":
        details.append(policy_of(indicator.not_applicable, language))
    if indicator.not_applicable_when is not None:
        details.append(
            say("na_when").format(when=indicator.not_applicable_when.title.pick(language))
        )
    if indicator.evidence.pick(language):
        details.append(labelled("evidence_wanted", indicator.evidence.pick(language), language))
    details += _basis(indicator.basis, language)
    return Entry(
        f"{indicator.id}  {_marked(indicator.title.pick(language), marks, language)}",
        tuple(details),
    )


def _marked(title: str, marks: Sequence[str], language: Language) -> str:
    return (
        word("aside", language).format(what=title, aside=word("comma", language).join(marks))
        if marks
        else title
    )


def _basis(basis: Sequence[Basis], language: Language) -> Iterator[str]:
    for each in basis:
        yield said_of(*cited(each, language), language)


def _bonus(bonus: Bonus, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    terms = [say("bonus_cap").format(points=number(bonus.at_most))]
    if bonus.only_from is not None:
        terms.append(say("bonus_from").format(points=number(bonus.only_from)))
    if bonus.total_at_most is not None:
        terms.append(say("bonus_ceiling").format(points=number(bonus.total_at_most)))
    yield Heading(say("bonus"))
    yield Note(say("semicolon").join(terms))
    yield Entries(tuple(_item(each, language) for each in bonus.indicators))


def _veto(veto: Veto, checklist: Checklist, language: Language) -> Entry:
    match veto.if_missing:
        case "not_applied":
            if_missing = word("presumed_if_missing", language)
        case "open":
            if_missing = veto.effect.while_open.pick(language)
        case _:
            assert_never(veto.if_missing)
    effect = veto.effect.describe(dict(checklist.titles())).pick(language)
    what = said_of(veto.title.pick(language), effect, language)
    when = []
    if veto.when is not None:
        when.append(word("veto_when", language).format(when=veto.when.title.pick(language)))
    if veto.measure is not None:
        when.append(word("veto_counts", language).format(what=veto.measure.title.pick(language)))
    return Entry(f"{veto.id}  {what}", (*when, if_missing, *_basis(veto.basis, language)))
