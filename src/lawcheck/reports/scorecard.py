"""The outline of a scorecard, in the order in which a reader asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial

from lawcheck.model.adjustments import VetoOutcome
from lawcheck.model.exact import add_up, decimal_text
from lawcheck.model.outcomes import OPEN_STATES, Outcome, SectionScore
from lawcheck.model.outline import Block, Entries, Entry, Heading, Note, PageTable, Pairs
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language, Text
from lawcheck.reports.choices import STATES, VETO_STATES
from lawcheck.reports.decisions import decisions
from lawcheck.reports.entries import (
    basis_of,
    deduction_entry,
    gain_entry,
    said_of,
    sources_of,
    why_entry,
)
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import fixed, number, percent, points_of, score_of, signed


def card_outline(card: Scorecard, language: Language) -> Iterator[Block]:
    """Yield the outline of one scorecard: headings, tables and lists, before any layout.

    >>> import lawcheck
    >>> from lawcheck.plugin import card_outline
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> card = lawcheck.score(checklist, lawcheck.build_evidence(checklist, unit="a"))
    >>> heading, summary, *_ = card_outline(card, "en")
    >>> summary.pairs[0]
    ('unit', 'a')
    """
    yield Heading(f"{card.checklist_title.pick(language)} · {card.unit.name or card.unit.id}", 1)
    yield Pairs(tuple(_summary(card, language)))
    if card.sample_weights:
        yield Note(word("sample", language))
    yield from _vetoes(card, language)
    yield from _sections(card, language)
    yield from _items(card, language)
    yield from _details(card, language)
    yield from decisions(card, language)
    yield from _steps(card, language)


def _summary(card: Scorecard, language: Language) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    called = {"what": card.unit.name, "aside": card.unit.id}
    yield (
        say("unit"),
        say("aside").format(**called)
        if card.unit.name not in ("", card.unit.id)
        else card.unit.id,
    )
    grade = grade_of(card, language)
    if card.score is None:
        why = card.why_no_grade.pick(language) if card.why_no_grade else say("no_grade")
        yield say("score"), said_of(say("no_score"), why, language)
        yield say("grade"), grade
    else:
        yield say("score"), _marked(_score(card.score, card, language), card, language)
        yield (
            say("grade"),
            said_of(grade, card.why_no_grade.pick(language), language)
            if card.why_no_grade
            else grade,
        )
    if card.raw not in (None, card.exact):
        yield say("before_vetoes"), points_of(card.raw, language)
    if card.without is not None:
        yield say("without"), _without(card, language)
    if card.tailoring is not None:
        tailored = card.tailoring
        yield (
            say("tailoring"),
            say("aside").format(what=tailored.title.pick(language), aside=tailored.id),
        )
    if card.as_of is not None:
        yield say("as_of"), card.as_of.isoformat()
    if card.rules_on is not None:
        yield say("rules_on"), card.rules_on.isoformat()
    if card.appeal_days is not None:
        yield say("appeal"), say("appeal_is").format(days=card.appeal_days)
    known = {"known": percent(card.known), "na": percent(card.not_applicable)}
    yield say("completeness"), say("completeness_is").format(**known)
    for flag in card.flags:
        yield say("flags"), flag.what.pick(language)


def grade_of(card: Scorecard, language: Language) -> str:
    """Return the grade, with the vetoes that it presumes not to apply.

    An inspector must not take it for a grade about which all questions are settled.
    """
    if card.grade is None:
        return word("no_grade", language)
    grade = card.grade.pick(language)
    if not card.presumed:
        return grade
    joint = "、" if language == "zh" else ", "
    vetoes = joint.join(veto.title.pick(language) for veto in card.presumed)
    return word("presuming", language).format(grade=grade, vetoes=vetoes)


def printed_score(card: Scorecard, language: Language) -> str:
    """Return the score of a unit as it is printed, marked if nobody has checked the evidence.

    >>> import lawcheck
    >>> from lawcheck.plugin import printed_score
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> card = lawcheck.score(checklist, lawcheck.build_evidence(checklist, unit="a"))
    >>> printed_score(card, "en")
    '0.00 to 100.00'

    Args:
        card: of the unit.
        language: of the page.
    """
    return _marked(score_of(card.score, card.places, language), card, language)


def _marked(score: str, card: Scorecard, language: Language) -> str:
    is_marked = card.is_unreviewed and card.score is not None
    return word("unreviewed", language).format(score=score) if is_marked else score


def _score(score: Span, card: Scorecard, language: Language) -> str:
    full = number(card.out_of)
    if score.is_exact:
        return f"{fixed(score.low, card.places)} / {full}"
    low, high = fixed(score.low, card.places), fixed(score.high, card.places)
    return word("interval", language).format(low=low, high=high, full=full)


def _without(card: Scorecard, language: Language) -> str:
    assert card.without is not None  # noqa: S101 - called for cards that have it
    grade = card.without.grade.pick(language) if card.without.grade else word("no_grade", language)
    return word("comma", language).join(
        (score_of(card.without.score, card.places, language), grade)
    )


def _vetoes(card: Scorecard, language: Language) -> Iterator[Block]:
    if not card.vetoes:
        return
    yield Heading(word("vetoes", language))
    yield Entries(tuple(_veto(veto, language) for veto in card.vetoes))


def _veto(veto: VetoOutcome, language: Language) -> Entry:
    details = [word("semicolon", language).join((veto.effect.pick(language), *veto.basis))]
    details += basis_of((), veto.local_rules, language)
    if veto.why is not None:
        details.append(veto.why.pick(language))
    for tally in veto.about:
        counts = word("of_records", language).format(records=tally.records, counted=tally.counted)
        details.append(said_of(tally.register, counts, language))
    title = said_of(veto.title.pick(language), VETO_STATES[veto.state].pick(language), language)
    return Entry(title, (*details, *sources_of(veto.cites, language)))


def _sections(card: Scorecard, language: Language) -> Iterator[Block]:
    if any(isinstance(each, SectionScore) for each in card.sections):
        say = partial(word, language=language)
        columns = {"section": 0, "full": 4, "got": 3}
        if _has_scales(card.sections):
            columns = {"section": 0, "full": 1, "got": 2, "counts": 3, "out_of_total": 4}
        yield Heading(say("sections"))
        yield PageTable(
            tuple(map(say, columns)),
            tuple(
                tuple(row[place] for place in columns.values())
                for row in _section_rows(card, card.sections, language)
            ),
            frozenset(range(1, len(columns))),
        )
        notes = tuple(_section_notes(card.sections, language)) if card.score is not None else ()
        if notes:
            yield Entries(notes)


def _has_scales(children: Iterable[SectionScore | Outcome]) -> bool:
    """Return whether a section counts with other points than it has on its own scale."""
    sections = [child for child in children if isinstance(child, SectionScore)]
    return any(each.scale is not None or _has_scales(each.children) for each in sections)


def _section_rows(
    card: Scorecard,
    children: Iterable[SectionScore | Outcome],
    language: Language,
    indent: str = "",
) -> Iterator[tuple[str, ...]]:
    """Yield every section with its subsections, and the items beside sections.

    A row has the full score and the score on the section's own scale, then in points of the total
    what it adds and what it can add.
    """
    parts = tuple(children)
    has_sections = any(isinstance(each, SectionScore) for each in parts)
    for child in parts:
        title = indent + child.title.pick(language)
        # Without a score there is nothing that the parts add up to.
        counted = None if card.score is None else child.counted
        if isinstance(child, SectionScore):
            yield (
                title,
                number(child.full),
                points_of(None if counted is None else child.score, language),
                points_of(counted, language),
                number(child.out_of),
            )
            if child.own is not None and counted is not None:
                own = points_of(child.own, language)
                yield f"{indent}– {word('own', language)}", "", "", own, ""
            yield from _section_rows(card, child.children, language, f"{indent}– ")
        elif has_sections:
            full, earned = number(child.points), points_of(child.earned, language)
            yield title, full, earned, points_of(counted, language), full


def _section_notes(
    children: Iterable[SectionScore | Outcome], language: Language
) -> Iterator[Entry]:
    """Yield why a section has another full score than the sheet says, or does not go lower."""
    for child in children:
        if isinstance(child, SectionScore):
            yield from (
                Entry(said_of(child.title.pick(language), note.pick(language), language))
                for note in child.notes
            )
            yield from _section_notes(child.children, language)


def _items(card: Scorecard, language: Language) -> Iterator[Block]:
    """Yield the table of items; if points are converted, what counts is in a column of its own."""
    say = partial(word, language=language)
    converted = card.score is not None and any(
        each.counted != each.earned for each in card.outcomes() if not each.advisory
    )
    names = ("id", "item", "full", "got", *(("counts",) if converted else ()), "state")
    rows = [*_item_rows(card.sections, converted, language)]
    if card.bonus:
        rows.append(_title_row(say("bonus"), converted, language))
        rows += _item_rows(card.bonus, converted, language)
    yield Heading(say("items"))
    yield PageTable(tuple(map(say, names)), tuple(rows), frozenset(range(2, len(names) - 1)))
    notes = tuple(_item_notes(card, language)) if card.score is not None else ()
    if notes:
        yield Heading(say("notes"))
        yield Entries(notes)


def _item_notes(card: Scorecard, language: Language) -> Iterator[Entry]:
    """Yield each note on the numbers of items, with the ids of all items that have it."""
    said: dict[str, list[str]] = {}
    for outcome in card.outcomes():
        for note in outcome.notes:
            said.setdefault(note.pick(language), []).append(outcome.id)
    for text, ids in said.items():
        yield Entry(said_of(word("joint", language).join(ids), text, language))


def _item_rows(
    children: Iterable[SectionScore | Outcome],
    converted: bool,
    language: Language,
    above: str = "",
) -> Iterator[tuple[str, ...]]:
    # items first: below the title of a section they would seem to be in it
    for child in sorted(children, key=lambda each: isinstance(each, SectionScore)):
        title = child.title.pick(language)
        if isinstance(child, SectionScore):
            path = f"{above} / {title}" if above else title
            if any(isinstance(each, Outcome) for each in child.children):
                yield _title_row(path, converted, language)
            yield from _item_rows(child.children, converted, language, path)
        else:
            counted = (points_of(child.counted, language),) if converted else ()
            yield (
                child.id,
                title,
                number(child.points),
                points_of(child.earned, language),
                *counted,
                _state(child, language),
            )


def _title_row(title: str, converted: bool, language: Language) -> tuple[str, ...]:
    return (
        "",
        word("group", language).format(title=title),
        "",
        "",
        *(("",) if converted else ()),
        "",
    )


def _state(outcome: Outcome, language: Language) -> str:
    state = STATES[outcome.state].pick(language)
    if not outcome.advisory:
        return state
    advisory = word("advisory", language)
    return word("comma", language).join((state, advisory)) if state else advisory


def _details(card: Scorecard, language: Language) -> Iterator[Block]:
    """Yield the lists after the table: deductions, open items, items that do not apply, gains."""
    say = partial(word, language=language)
    outcomes = tuple(card.outcomes())
    base = outcomes[: len(outcomes) - len(card.bonus)]
    deductions = tuple(
        deduction_entry(each, one, language) for each in base for one in each.deductions
    )
    yield Heading(say("deductions"))
    yield Entries(deductions) if deductions else Note(say("no_deductions"))
    lists = {
        "open": [why_entry(each, language) for each in outcomes if each.state in OPEN_STATES],
        "not_applicable": [
            why_entry(each, language) for each in outcomes if each.state == "not_applicable"
        ],
        "not_due": [why_entry(each, language) for each in outcomes if each.state == "not_due"],
        "gains": [gain_entry(each, one, language) for each in base for one in each.gains],
        "bonus": [gain_entry(each, one, language) for each in card.bonus for one in each.gains],
    }
    for name, entries in lists.items():
        if entries:
            yield Heading(say(name))
            yield Entries(tuple(entries))


def _steps(card: Scorecard, language: Language) -> Iterator[Block]:
    """Yield the steps from the sum of the sections to the total.

    A reader can add them up again, separately for the lowest and the highest score.
    """
    if card.exact is None or card.score is None:
        return
    say = partial(word, language=language)
    spans = [each.counted for each in card.sections if each.counted is not None]
    start = Span(add_up(each.low for each in spans), add_up(each.high for each in spans))
    all_sections = all(isinstance(each, SectionScore) for each in card.sections)
    exact, score = card.exact, card.score
    rows = [
        (say("sum_of_sections" if all_sections else "sum"), number(start.low), number(start.high))
    ]
    rows += [
        (each.reason.pick(language), signed(each.change.low), signed(each.change.high))
        for each in card.adjustments
    ]
    rows.append((say("total"), number(exact.low), number(exact.high)))
    if not all(map(_is_short, (exact.low, exact.high))):
        rows.append((say("exactly"), decimal_text(exact.low), decimal_text(exact.high)))
    rows.append(
        (
            say("as_printed").format(places=card.places),
            fixed(score.low, card.places),
            fixed(score.high, card.places),
        )
    )
    yield Heading(say("adjustments"))
    if exact.is_exact:
        yield PageTable(
            (say("adjustment"), say("got")), tuple(row[:2] for row in rows), frozenset({1})
        )
    else:
        yield PageTable(
            (say("adjustment"), say("from"), say("to")), tuple(rows), frozenset({1, 2})
        )


def _is_short(value: Fraction) -> bool:
    return not number(value).startswith("≈")


def short_grade(grade: Text, card: Scorecard, language: Language) -> str:
    """Return a grade for a table of units, marked if it presumes that vetoes do not apply."""
    name = grade.pick(language)
    return word("presuming_some", language).format(grade=name) if card.presumed else name


def overview_rows(
    cards: Iterable[Scorecard], language: Language
) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row for each unit: unit, score, grade, number of open items."""
    for card in cards:
        still_open = sum(outcome.state in OPEN_STATES for outcome in card.outcomes())
        still_open += sum(veto.state == "open" for veto in card.vetoes)
        grade = short_grade(card.grade, card, language) if card.grade else "—"
        yield (
            card.unit.name or card.unit.id,
            printed_score(card, language),
            grade,
            str(still_open),
        )
