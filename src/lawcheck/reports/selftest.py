"""The page on a test deck: the expected results beside the computed ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lawcheck.checklists.test_deck import DeckResult
from lawcheck.model.checklist import Checklist
from lawcheck.model.outline import Block, Heading, Note, PageTable
from lawcheck.model.text import Language, Text
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import score_of
from lawcheck.reports.render_text import render_text


def selftest_page(
    checklist: Checklist, verdicts: Sequence[DeckResult], language: Language, width: int
) -> str:
    """Return the page as text in lines of at most `width` columns."""
    return render_text(tuple(_outline(checklist, verdicts, language)), width)


def _outline(
    checklist: Checklist, verdicts: Sequence[DeckResult], language: Language
) -> Iterator[Block]:
    say = partial(word, language=language)
    yield Heading(f"{say('selftest')} · {checklist.title.pick(language)} {checklist.version}", 1)
    head = ("made_up_unit", "expected", "computed", "expected_grade", "computed_grade", "agrees")
    yield PageTable(
        tuple(map(say, head)), tuple(_row(each, language) for each in verdicts), frozenset({1, 2})
    )
    failed = sum(not each.passed for each in verdicts)
    yield Note(
        say("deck_fails" if failed else "deck_agrees").format(units=len(verdicts), failed=failed)
    )
    yield Note(say("deck_limits"))


def _row(verdict: DeckResult, language: Language) -> tuple[str, ...]:
    card = verdict.card
    return (
        verdict.what.pick(language),
        score_of(verdict.expected, card.places, language),
        score_of(card.score, card.places, language),
        _grade(verdict.grade, language),
        _grade(card.grade, language),
        word("same" if verdict.passed else "differs", language),
    )


def _grade(grade: Text | None, language: Language) -> str:
    return "—" if grade is None else grade.pick(language)
