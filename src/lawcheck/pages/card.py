"""What a report says, in one language, in the order in which a reader asks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from lawcheck.evidence import Fact, Judgement, Record, Source
from lawcheck.exact import HUNDRED, ZERO, add_up, decimal_text, fixed_text, short_text
from lawcheck.pages.outline import Block, Entries, Entry, Grid, Heading, Note, Pairs
from lawcheck.pages.words import STATES, VETO_STATES, word
from lawcheck.scorecard import OPEN_STATES, Cited, Deduction, Gain, Outcome, Report, Scorecard, SectionScore, Span
from lawcheck.text import Language, Text


def report_outline(report: Report, language: Language) -> Iterator[Block]:
    """The whole report: an overview where there are several units, each card, and the accounts."""
    if len(report.scorecards) > 1:
        yield from _overview(report, language)
    for card in report.scorecards:
        yield from card_outline(card, language)
    yield from _accounts(report, language)


def printed(span: Span | None, places: int, language: Language) -> str:
    """A score with all its places, or its two ends, or that there is none."""
    if span is None:
        return word("no_score", language)
    if span.is_exact:
        return fixed_text(span.low, places)
    ends = {"low": fixed_text(span.low, places), "high": fixed_text(span.high, places)}
    return word("interval", language).format(**ends)


def points_of(span: Span | None) -> str:
    """Points in a table: a number, two ends, or a dash."""
    if span is None:
        return "—"
    return short_text(span.low) if span.is_exact else f"{short_text(span.low)}~{short_text(span.high)}"


def card_outline(card: Scorecard, language: Language) -> Iterator[Block]:
    """One scorecard."""
    say = partial(word, language=language)
    yield Heading(f"{card.checklist_title.pick(language)} · {card.unit.name or card.unit.id}", 1)
    yield Pairs(tuple(_summary(card, language)))
    if card.sample_weights:
        yield Note(say("sample"))
    yield from _vetoes(card, language)
    sections = [each for each in card.sections if isinstance(each, SectionScore)]
    if sections:
        rows = tuple((each.title.pick(language), short_text(each.out_of), points_of(each.counted)) for each in sections)
        yield Heading(say("sections"))
        yield Grid((say("section"), say("full"), say("counted")), rows, frozenset({1, 2}))
    yield Heading(say("items"))
    yield Grid(
        (say("id"), say("item"), say("full"), say("counted"), say("state")),
        tuple(_item_row(each, language) for each in card.outcomes()),
        frozenset({2, 3}),
    )
    base = [outcome for outcome in card.outcomes() if outcome not in card.bonus]
    yield Heading(say("deductions"))
    deductions = tuple(deduction_entry(each, one, language) for each in base for one in each.deductions)
    yield Entries(deductions) if deductions else Note(say("no_deductions"))
    still_open = tuple(_why_entry(each, language) for each in card.outcomes() if each.state in OPEN_STATES)
    if still_open:
        yield Heading(say("awaiting_what"))
        yield Entries(still_open)
    left_out = tuple(_why_entry(each, language) for each in card.outcomes() if each.state == "not_applicable")
    if left_out:
        yield Heading(say("not_applicable"))
        yield Entries(left_out)
    gains = tuple(gain_entry(each, one, language) for each in card.outcomes() for one in each.gains)
    if gains:
        yield Heading(say("bonus"))
        yield Entries(gains)
    if card.exact is not None:
        yield Heading(say("adjustments"))
        yield Grid((say("adjustment"), say("counted")), tuple(_steps(card, language)), frozenset({1}))


def _summary(card: Scorecard, language: Language) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    yield say("score"), f"{printed(card.score, card.places, language)} / {short_text(card.out_of)}"
    grade = card.grade.pick(language) if card.grade else say("no_grade")
    yield say("grade"), grade if card.why_no_grade is None else f"{grade}{say('colon')}{card.why_no_grade.pick(language)}"
    known = {"known": percent(card.known), "na": percent(card.not_applicable)}
    yield say("completeness"), say("completeness_is").format(**known)
    for flag in card.flags:
        yield say("flags"), flag.what.pick(language)


def percent(share: Fraction) -> str:
    """A share as a percentage."""
    return short_text(share * HUNDRED, 2) + "%"


def _vetoes(card: Scorecard, language: Language) -> Iterator[Block]:
    if card.vetoes:
        yield Heading(word("vetoes", language))
        yield Entries(
            tuple(
                Entry(
                    titled(veto.title, VETO_STATES[veto.state].pick(language), language),
                    (
                        word("semicolon", language).join((veto.effect.pick(language), *veto.basis)),
                        *(source_text(each, language) for each in veto.cites),
                    ),
                )
                for veto in card.vetoes
            )
        )


def titled(title: Text, what: str, language: Language) -> str:
    """Something said of something."""
    return f"{title.pick(language)}{word('colon', language)}{what}"


def _item_row(outcome: Outcome, language: Language) -> tuple[str, ...]:
    state = STATES[outcome.state].pick(language)
    if outcome.advisory:
        state = f"{state} ({'不计分' if language == 'zh' else 'not counted'})".strip()
    return outcome.id, outcome.title.pick(language), short_text(outcome.points), points_of(outcome.earned), state


def deduction_entry(outcome: Outcome, deduction: Deduction, language: Language) -> Entry:
    """A deduction with its cap, its sources and its basis."""
    details = _limit(deduction, "asked", language)
    details += [source_text(cited, language) for cited in deduction.cites]
    if outcome.basis:
        details.append(word("basis", language) + word("colon", language) + word("semicolon", language).join(outcome.basis))
    what = titled(outcome.title, deduction.reason.pick(language), language)
    return Entry(f"−{short_text(deduction.points)}  {what}", tuple(details))


def gain_entry(outcome: Outcome, gain: Gain, language: Language) -> Entry:
    """Points added, with their sources."""
    details = _limit(gain, "asked_gain", language) + [source_text(cited, language) for cited in gain.cites]
    return Entry(f"+{short_text(gain.points)}  {titled(outcome.title, gain.reason.pick(language), language)}", tuple(details))


def _limit(change: Deduction | Gain, words: str, language: Language) -> list[str]:
    if change.asked is None or change.limited is None:
        return []
    return [word(words, language).format(asked=short_text(change.asked), why=change.limited.pick(language))]


def _why_entry(outcome: Outcome, language: Language) -> Entry:
    details: list[str] = []
    if outcome.decided_by is not None:
        decision = outcome.decided_by
        who = decision.judge if isinstance(decision, Judgement) else decision.authority
        on = f"{word('comma', language)}{decision.on}" if decision.on else ""
        details = [f"{who}{on}", source_text(decision, language)]
    why = outcome.why.pick(language) if outcome.why else STATES[outcome.state].pick(language)
    return Entry(f"{points_of(outcome.earned)}  {titled(outcome.title, why, language)}", tuple(details))


def source_text(cited: Cited, language: Language) -> str:
    """Where something stands: what it is called, its place in the file, the document, the words around it."""
    source: Source = cited.source
    name = ""
    if isinstance(cited, Fact):
        name = cited.name
    elif isinstance(cited, Record):
        name = f"{cited.register} {cited.label or cited.number}"
    document = " ".join(part for part in (f"《{source.document}》" if source.document else "", source.where) if part)
    quote = f"“{source.quote}”" if source.quote else ""
    told = word("comma", language).join(part for part in (document, quote) if part)
    place = str(source.place)
    return word("source", language) + word("colon", language) + " · ".join(part for part in (name, place, told) if part)


def _steps(card: Scorecard, language: Language) -> Iterator[tuple[str, str]]:
    spans = [each.counted for each in card.sections if each.counted is not None]
    yield word("sum", language), points_of(Span(add_up(each.low for each in spans), add_up(each.high for each in spans)))
    for step in card.adjustments:
        yield step.reason.pick(language), _signed(step.change)
    if card.exact is not None and card.score is not None:
        yield word("total", language), _exact(card.exact)
        if card.score != card.exact:
            yield word("rounded", language), printed_ends(card.score, card.places)


def printed_ends(span: Span, places: int) -> str:
    """A rounded score in a table."""
    return fixed_text(span.low, places) if span.is_exact else f"{fixed_text(span.low, places)}~{fixed_text(span.high, places)}"


def _exact(span: Span) -> str:
    return decimal_text(span.low) if span.is_exact else f"{decimal_text(span.low)}~{decimal_text(span.high)}"


def _signed(span: Span) -> str:
    def one(change: Fraction) -> str:
        return ("+" if change > ZERO else "") + short_text(change)

    return one(span.low) if span.is_exact else f"{one(span.low)}~{one(span.high)}"


def _overview(report: Report, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    yield Heading(say("overview"), 1)
    rows = []
    for card in report.scorecards:
        still_open = sum(outcome.state in OPEN_STATES for outcome in card.outcomes())
        score = say("no_score") if card.score is None else printed_ends(card.score, card.places)
        rows.append((card.unit.name or card.unit.id, score, card.grade.pick(language) if card.grade else "—", str(still_open)))
    yield Grid((say("unit"), say("score"), say("grade"), say("open_items")), tuple(rows), frozenset({1, 3}))


def _accounts(report: Report, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    rows = report.rows
    counts = {"scored": rows.scored, "not_scored": rows.not_scored, "blank": rows.blank, "skipped": len(rows.skipped)}
    pairs = [(say("rows"), say("rows_are").format(read=rows.read, **counts))]
    pairs += [(say("rows"), skipped) for skipped in rows.skipped]
    made = report.provenance
    plugins = "".join(f"{say('comma')}{name} {version}" for name, version in made.plugins)
    pairs.append((say("made_with"), f"lawcheck {made.lawcheck}{plugins}"))
    if report.scorecards:
        card = report.scorecards[0]
        pairs.append(
            (say("checklist"), f"{card.checklist_id} {card.checklist_version}{say('comma')}sha256 {made.checklist_sha256[:16]}")
        )
    pairs.append((say("evidence"), f"sha256 {made.evidence_sha256[:16]}"))
    yield Heading(say("accounts"))
    yield Pairs(tuple(pairs))
