"""The same content has the same digest, whatever its classes are called and whatever they learn to say later."""

import os
import types
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import attrs
import pytest

from lawcheck.documents.cards import report_from_json, report_to_json
from lawcheck.documents.digest import digest_of_checklist
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Attachment, Judgement, NotApplicable, Override, Rebuttal
from lawcheck.model.indicator import Indicator
from lawcheck.model.report import Report
from lawcheck.model.veto_effects import VETO_EFFECTS
from lawcheck.session import Session

pytestmark = pytest.mark.interpreter

KEPT = Path(__file__).parent / "kept"


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Report:
    """What the kept inputs give now; of the version that made it the card says `kept`."""
    monkeypatch.chdir(KEPT)
    session = Session.start(only=())
    checklist = session.load(Path("checklist.yaml"))
    made = session.score(checklist, session.read(checklist, [Path("unit.yaml")]))
    return attrs.evolve(made, provenance=attrs.evolve(made.provenance, lawcheck="kept"))


def test_a_kept_card_is_made_again_to_the_last_byte(report: Report) -> None:
    """With it the digests of the checklist, of the evidence, and of the card.

    A class that was renamed and a field that says nothing leave it as it is. `UPDATE_GOLDEN=1` writes it again, which nothing but a
    new format of cards or another wording of reasons calls for.
    """
    text = report_to_json(report)
    if os.environ.get("UPDATE_GOLDEN"):
        (KEPT / "card.json").write_text(text, encoding="utf-8", newline="\n")

    kept = (KEPT / "card.json").read_text(encoding="utf-8")
    assert text == kept
    assert report_to_json(report_from_json(kept)) == kept


@attrs.frozen
class _Before:
    type_name: ClassVar[str] = "visits"

    target: Fraction


@attrs.frozen
class _Renamed:
    type_name: ClassVar[str] = "visits"

    target: Fraction
    at_night: bool = False
    weights: Mapping[str, Fraction] = attrs.field(factory=dict)


@attrs.frozen
class _OfAnotherType:
    type_name: ClassVar[str] = "calls"

    target: Fraction


def digest(rule: Any) -> str:
    """Of a checklist with this rule in it."""
    checklist = Session.start(only=()).load(KEPT / "checklist.yaml")
    first, *others = checklist.root.children
    assert not isinstance(first, Indicator)
    item, *items = first.children
    changed = attrs.evolve(first, children=(attrs.evolve(item, rule=rule), *items))
    return digest_of_checklist(
        attrs.evolve(checklist, root=attrs.evolve(checklist.root, children=(changed, *others)))
    )


def test_a_new_name_and_a_new_field_change_nothing_until_the_field_says_something() -> None:
    ten = Fraction(10)

    assert digest(_Before(ten)) == digest(_Renamed(ten))
    assert digest(_Before(ten)) != digest(_Before(Fraction(9)))
    assert digest(_Before(ten)) != digest(_Renamed(ten, at_night=True))
    assert digest(_Before(ten)) != digest(_Renamed(ten, weights={"a": ten}))
    assert digest(_Before(ten)) != digest(_OfAnotherType(ten))


def classes_in_one_place(cls: type, seen: set[type]) -> Iterator[tuple[type, ...]]:
    """The classes of which a field may hold one, for every field of a class and of the classes below it."""
    seen.add(cls)
    for hint in get_type_hints(cls).values():
        for place in _places(hint):
            yield place
            for each in place:
                if each not in seen:
                    yield from classes_in_one_place(each, seen)


def _places(hint: Any) -> Iterator[tuple[type, ...]]:
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [each for each in get_args(hint) if isinstance(each, type) and attrs.has(each)]
        yield tuple(kinds)
    elif isinstance(hint, type) and attrs.has(hint):
        yield (hint,)
    for inner in get_args(hint):
        yield from _places(inner)


def test_classes_that_may_stand_in_one_place_have_tags() -> None:
    places = {each for each in classes_in_one_place(Checklist, set()) if len(each) > 1}
    places.add(
        (NotApplicable, Judgement, Override, Rebuttal, Attachment)
    )  # decisions are one list in the digest of evidence

    places.add(VETO_EFFECTS)

    assert len(places) > 2
    for place in places:
        tags = [getattr(each, "tag", None) for each in place]
        assert all(isinstance(tag, str) for tag in tags), place
        assert len(set(tags)) == len(tags), place
