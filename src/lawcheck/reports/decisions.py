"""What people decided, said and attached: tailoring, overrides, rebuttals, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lawcheck.model.evidence import Attachment
from lawcheck.model.outline import Block, Entries, Entry, Heading
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.tailoring import Overridden, Tailoring
from lawcheck.model.text import Language
from lawcheck.reports.entries import labelled, said_of, sources_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import number, points_of


def decisions(card: Scorecard, language: Language) -> Iterator[Block]:
    """Yield a list for each kind of decision that there is."""
    say = partial(word, language=language)
    if card.tailoring is not None:
        yield Heading(say("tailoring"))
        yield Entries((_tailoring(card.tailoring, language),))
    if card.overrides:
        yield Heading(say("overrides"))
        yield Entries(tuple(_overridden(each, language) for each in card.overrides))
    if card.rebuttals:
        yield Heading(say("rebuttals"))
        titles = {each.id: each.title.pick(language) for each in card.outcomes()}
        yield Entries(
            tuple(
                Entry(
                    said_of(titles.get(each.indicator, each.indicator), each.text, language),
                    (
                        labelled("said_by", _who(each.person, each.on, language), language),
                        *sources_of((each,), language),
                    ),
                )
                for each in card.rebuttals
            )
        )
    if card.attachments:
        yield Heading(say("attachments"))
        titles = {each.id: each.title.pick(language) for each in card.outcomes()}
        yield Entries(
            tuple(
                _attached(each, titles.get(each.indicator, each.indicator), language)
                for each in card.attachments
            )
        )


def _attached(each: Attachment, title: str, language: Language) -> Entry:
    shown = word("semicolon", language).join(filter(None, (each.file, each.record)))
    details = (f"sha256 {each.sha256[:16]}", *sources_of((each,), language))
    return Entry(said_of(title, shown, language), details)


def _who(name: str, on: object, language: Language) -> str:
    return f"{name}{word('comma', language)}{on}"


def _tailoring(tailoring: Tailoring, language: Language) -> Entry:
    say = partial(word, language=language)
    changes = [
        labelled(name, say("joint").join(ids), language)
        for name, ids in (("changed", tailoring.changed), ("taken_out", tailoring.off))
        if ids
    ]
    who = labelled("decided_by", _who(tailoring.authority, tailoring.on, language), language)
    digest = f"sha256 {tailoring.sha256[:16]}"
    return Entry(
        said_of(tailoring.title.pick(language), tailoring.reason, language),
        (*changes, who, digest),
    )


def _overridden(each: Overridden, language: Language) -> Entry:
    say = partial(word, language=language)
    override = each.override
    to = say("full_points") if override.points is None else number(override.points)
    what = say(each.state).format(
        before=points_of(each.before, language), to=to, on=override.on, until=override.until
    )
    details = [labelled("decided_by", _who(override.authority, override.on, language), language)]
    details.append(labelled("signed_by", override.person, language))
    if override.until is not None:
        details.append(say("until").format(until=override.until))
    text = said_of(
        each.title.pick(language),
        word("semicolon", language).join((what, override.reason)),
        language,
    )
    return Entry(text, (*details, *sources_of((override,), language)))
