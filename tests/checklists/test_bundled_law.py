"""Every item that ships says what it rests on: a law of its period, or a local rule."""

import pytest

from lawcheck.model.basis import Basis
from lawcheck.model.checklist import Checklist
from lawcheck.session import Session

SESSION = Session.start()


@pytest.fixture(params=list(SESSION.checklists()))
def checklist(request: pytest.FixtureRequest) -> Checklist:
    return SESSION.load(request.param)


def cited(checklist: Checklist) -> list[Basis]:
    return [
        *(each for item in checklist.indicators() for each in item.basis),
        *(each for veto in checklist.vetoes for each in veto.basis),
    ]


def test_no_item_and_no_veto_without_a_basis(checklist: Checklist) -> None:
    assert [each.id for each in checklist.indicators() if not each.basis] == []
    assert [each.id for each in checklist.vetoes if not each.basis] == []


def test_every_law_is_in_force_in_the_period(checklist: Checklist) -> None:
    assert checklist.warnings == ()


def test_a_law_that_was_revised_is_cited_with_its_version(checklist: Checklist) -> None:
    """Their articles were numbered anew, so an article without a version may be any of two."""
    revised = {
        "中华人民共和国行政复议法",
        "中华人民共和国行政处罚法",
        "中华人民共和国行政诉讼法",
    }
    assert [
        str(each) for each in cited(checklist) if each.law in revised and not each.version
    ] == []


def test_english_pages_have_english_notes(checklist: Checklist) -> None:
    """Names of laws stay as they are; what is said about them is said in both languages."""
    notes = [each.note for each in cited(checklist)]

    assert [note.zh for note in notes if bool(note.zh) != bool(note.en)] == []
    assert not any("\u4e00" <= letter <= "\u9fff" for note in notes for letter in note.en)


def test_what_a_veto_does_to_a_score_is_a_local_rule(checklist: Checklist) -> None:
    """No law says what a score sheet does; a veto may cite one for the duty behind it."""
    assert all(any(each.is_local for each in veto.basis) for veto in checklist.vetoes)
