"""Entries of the lists in scorecards and explanations: deductions, gains, reasons, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lawcheck.model.basis import Basis
from lawcheck.model.calendars import Period
from lawcheck.model.deductions import Cited, Deduction, Gain
from lawcheck.model.evidence import (
    Attachment,
    Fact,
    Judgement,
    Override,
    Rebuttal,
    Record,
    Source,
)
from lawcheck.model.outcomes import Outcome
from lawcheck.model.outline import Entry
from lawcheck.model.text import Language, Text
from lawcheck.reports.choices import STATES
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import added, number, points_of, taken_off


def said_of(title: str, what: str, language: Language) -> str:
    """Return `title: what`, with the colon of the language."""
    return f"{title}{word('colon', language)}{what}"


def labelled(name: str, what: str, language: Language) -> str:
    """Return `label: what`, with a label of `labels`."""
    return said_of(word(name, language), what, language)


def title_of(outcome: Outcome, language: Language) -> str:
    """Return the title of an item; an advisory one, which never counts, is marked."""
    title = outcome.title.pick(language)
    return (
        word("aside", language).format(what=title, aside=word("advisory", language))
        if outcome.advisory
        else title
    )


def deduction_entry(outcome: Outcome, deduction: Deduction, language: Language) -> Entry:
    """Return a deduction with its cap, its sources and its legal basis."""
    details = (
        *limit_of(deduction, language),
        *sources_of(deduction.cites, language),
        *basis_of(outcome.basis, outcome.local_rules, language),
    )
    what = said_of(title_of(outcome, language), deduction.reason.pick(language), language)
    return Entry(f"{taken_off(deduction.points)}  {what}", details)


def gain_entry(outcome: Outcome, gain: Gain, language: Language) -> Entry:
    """Return points gained, with their cap, their sources and their legal basis."""
    details = (
        *limit_of(gain, language),
        *sources_of(gain.cites, language),
        *basis_of(outcome.basis, outcome.local_rules, language),
    )
    return Entry(
        f"{added(gain.points)}  "
        f"{said_of(title_of(outcome, language), gain.reason.pick(language), language)}",
        details,
    )


def why_entry(outcome: Outcome, language: Language) -> Entry:
    """Return why an item is open or not applicable, and who decided that."""
    why = outcome.why.pick(language) if outcome.why else STATES[outcome.state].pick(language)
    what = said_of(title_of(outcome, language), why, language)
    return Entry(f"{points_of(outcome.earned, language)}  {what}", decision_of(outcome, language))


def decision_of(outcome: Outcome, language: Language) -> tuple[str, ...]:
    """Return who decided, when, and the sources of the decision."""
    decision = outcome.decided_by
    if decision is None:
        return ()
    name, who = (
        ("judged_by", decision.judge)
        if isinstance(decision, Judgement)
        else ("decided_by", decision.authority)
    )
    on = f"{word('comma', language)}{decision.on}" if decision.on else ""
    return (labelled(name, f"{who}{on}", language), *sources_of((decision,), language))


def source_of(cited: Cited | Override | Rebuttal | Attachment, language: Language) -> str:
    """Return where a value comes from: its name, its place in the file, the document, a quote.

    >>> from lawcheck.plugin import Fact, Place, Source, source_of
    >>> source_of(Fact("visits", 3, Source(Place("units.csv", 2))), "en")
    'visits · units.csv:2'
    """
    source: Source = cited.source
    name = ""
    if isinstance(cited, Fact):
        name = cited.name
    elif isinstance(cited, Record):
        name = f"{cited.register} {cited.title.pick(language)}"
    document = " ".join(
        part
        for part in (f"《{source.document}》" if source.document else "", source.where)
        if part
    )
    quote = f"“{source.quote}”" if source.quote else ""
    origin = word("comma", language).join(part for part in (document, quote) if part)
    return " · ".join(part for part in (name, str(source.place), origin) if part)


def sources_of(
    cites: Sequence[Cited | Override | Rebuttal | Attachment], language: Language
) -> tuple[str, ...]:
    """Return a line for each thing cited whose source is known."""
    places = (source_of(each, language) for each in cites)
    return tuple(labelled("source", place, language) for place in places if place)


def limit_of(change: Deduction | Gain, language: Language) -> tuple[str, ...]:
    """Return what the rule asked for and which cap reduced it; empty if no cap did.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Deduction, limit_of, message
    >>> cap = message("至多扣2分", "at most 2")
    >>> late = Deduction(Fraction(2), message("迟报", "late"), asked=Fraction(3), limited=cap)
    >>> limit_of(late, "en")
    ('the rule takes 3; at most 2',)
    """
    words = "asked" if isinstance(change, Deduction) else "asked_gain"
    if change.asked is None or change.limited is None:
        return ()
    return (
        word(words, language).format(
            asked=number(change.asked), why=change.limited.pick(language)
        ),
    )


def basis_of(
    laws: Sequence[str], local_rules: Sequence[Text], language: Language
) -> tuple[str, ...]:
    """Return a line for the laws and one for the local rules, each where there are any.

    Local rules have a line and a label of their own, so that nobody takes one for law.
    """
    named = {"basis": laws, "local_rule": [each.pick(language) for each in local_rules]}
    joint = word("semicolon", language)
    return tuple(
        labelled(label, joint.join(names), language) for label, names in named.items() if names
    )


def cited(basis: Basis, language: Language) -> tuple[str, str]:
    """Return the label of a law or a local rule, and its citation with its note."""
    label = word("local_rule" if basis.is_local else "basis", language)
    aside = [each for each in (_dates(basis, language), basis.note.pick(language)) if each]
    name = basis.name.pick(language)
    if aside:
        name = said_of(name, word("semicolon", language).join(aside), language)
    return label, name


def _dates(basis: Basis, language: Language) -> str:
    """Return when the text cited is in force; empty if that is not said."""
    always = Period(date.min, date.max)
    when = basis.not_in_force(always)
    return word("in_force", language).format(when=when.pick(language)) if when else ""
