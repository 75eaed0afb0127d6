"""One indicator of one unit, step by step: rule, data, sources, law, arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lawcheck.checklist import Checklist
from lawcheck.evidence import Fact, Judgement
from lawcheck.exact import short_text
from lawcheck.pages.card import deduction_entry, gain_entry, points_of, source_text
from lawcheck.pages.outline import Block, Entries, Entry, Heading, Note, Pairs
from lawcheck.pages.plain import render_text
from lawcheck.pages.words import STATES, word
from lawcheck.scorecard import Outcome, Scorecard, Tally, lost
from lawcheck.text import Language, message

POLICIES = {
    "redistribute": message("不适用时分值按比例分给其他指标", "if not applicable, its points are spread over the others"),
    "full": message("不适用时得满分", "if not applicable, full points"),
    "zero": message("不适用时计0分", "if not applicable, no points"),
    "forbid": message("不许不适用", "may not be not applicable"),
}


def explain(checklist: Checklist, card: Scorecard, indicator_id: str, language: Language, width: int) -> str:
    """The explanation as text in lines of at most `width` columns.

    Raises:
        KeyError: the checklist has no such indicator.
    """
    return render_text(tuple(_outline(checklist, card, indicator_id, language)), width)


def _outline(checklist: Checklist, card: Scorecard, indicator_id: str, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    outcome = card.outcome(indicator_id)
    indicator = next(each for each in checklist.indicators() if each.id == indicator_id)
    yield Heading(f"{indicator.title.pick(language)} · {card.unit.name or card.unit.id}", 1)
    state = STATES[outcome.state].pick(language)
    pairs = [
        (say("counted"), f"{points_of(outcome.earned)} / {short_text(outcome.points)} {state}".rstrip()),
        (_say(language, "规则", "rule"), indicator.rule.describe().pick(language)),
        (_say(language, "不适用", "n/a"), POLICIES[indicator.not_applicable].pick(language)),
    ]
    pairs += [(say("basis"), each) for each in outcome.basis]
    if indicator.evidence.zh:
        pairs.append((say("evidence_wanted"), indicator.evidence.pick(language)))
    yield Pairs(tuple(pairs))
    yield Heading(say("facts"))
    facts = tuple(_read(checklist, each, language) for each in dict.fromkeys(outcome.about))
    yield Entries(facts) if facts else Note("—")
    yield Heading(_say(language, "计算", "Arithmetic"))
    yield Entries(tuple(_arithmetic(outcome, language)))


def _read(checklist: Checklist, about: Fact | Tally, language: Language) -> Entry:
    if isinstance(about, Tally):
        label = checklist.registers[about.register].label.pick(language) or about.register
        return Entry(
            _say(
                language,
                f"{label}：{about.records}条记录，符合{about.counted}条",
                f"{label}: {about.counted} of {about.records} records qualify",
            )
        )
    spec = checklist.facts[about.name]
    form = "{value:%}" if spec.kind == "rate" else "{value}"
    value = message(form, form, value=about.value).pick(language)
    unit = spec.unit.pick(language)
    return Entry(f"{spec.label.pick(language) or about.name} = {value}{unit}", (source_text(about, language),))


def _arithmetic(outcome: Outcome, language: Language) -> Iterator[Entry]:
    if outcome.why is not None:
        decided = outcome.decided_by
        yield Entry(outcome.why.pick(language), (source_text(decided, language),) if decided is not None else ())
    elif isinstance(outcome.decided_by, Judgement):
        yield Entry(
            f"{word('judged_by', language)}{word('colon', language)}{outcome.decided_by.judge}",
            (source_text(outcome.decided_by, language),),
        )
    if outcome.working is not None:
        yield Entry(outcome.working.pick(language))
    for deduction in outcome.deductions:
        yield deduction_entry(outcome, deduction, language)
    for gain in outcome.gains:
        yield gain_entry(outcome, gain, language)
    if outcome.state == "scored":
        yield Entry(f"{short_text(outcome.points)} − {short_text(lost(outcome))} = {points_of(outcome.earned)}")
    if outcome.counted is not None:
        yield Entry(_say(language, f"计入总分 {points_of(outcome.counted)}", f"counts {points_of(outcome.counted)} in the total"))


def _say(language: Language, zh: str, en: str) -> str:
    return zh if language == "zh" else en
