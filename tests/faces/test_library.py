"""The public face: a checklist, evidence in code, a score, a report and back, without a session of one's own."""

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

import lawcheck

pytestmark = pytest.mark.interpreter

SCHEMA = Path(lawcheck.__file__).parent / "documents" / "cards" / "scorecard.schema.json"


def test_every_public_name_is_there() -> None:
    assert all(getattr(lawcheck, name) is not None for name in lawcheck.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        lawcheck.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_program_scores_a_unit() -> None:
    """11 of 12 events cost 0.5 of 4; 91.5 % on the scale from 60 % to 95 % earns 31.5/35 of 4 = 3.6."""
    checklist = lawcheck.load_checklist("street-visit")
    evidence = lawcheck.build_evidence(
        checklist, "q", {"publicity_events": 11, "satisfaction": "0.915"}
    )
    card = lawcheck.score(checklist, evidence)

    assert card.outcome("publicity").earned.low == Fraction(7, 2)
    assert card.outcome("satisfaction").earned.low == Fraction(18, 5)
    assert card.outcome("first_person").state == "missing"
    with pytest.raises(KeyError):
        card.outcome("nothing")


def test_a_report_goes_to_json_and_back_byte_for_byte_and_fits_the_published_schema() -> None:
    checklist = lawcheck.load_checklist("street-visit")
    units = [
        lawcheck.build_evidence(checklist, unit, {"publicity_events": count})
        for unit, count in (("a", 12), ("b", 3))
    ]
    text = lawcheck.report_to_json(lawcheck.make_report(checklist, units))

    jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert lawcheck.report_to_json(lawcheck.report_from_json(text)) == text
    assert [card.unit.id for card in lawcheck.report_from_json(text).scorecards] == ["a", "b"]


def test_the_order_of_units_changes_no_card_and_no_digest() -> None:
    checklist = lawcheck.load_checklist("street-visit")
    units = [
        lawcheck.build_evidence(checklist, unit, {"publicity_events": n})
        for n, unit in enumerate("abc")
    ]
    one, other = (
        lawcheck.make_report(checklist, units),
        lawcheck.make_report(checklist, units[::-1]),
    )

    assert one.provenance == other.provenance
    assert {card.unit.id: card for card in one.scorecards} == {
        card.unit.id: card for card in other.scorecards
    }


def test_files_are_given_as_text_or_path_but_always_in_a_list(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(
        "lawcheck-evidence: 1\nunit: {id: q}\nfacts: {publicity_events: 11}\n", encoding="utf-8"
    )
    session = lawcheck.Session.start()
    checklist = session.load("street-visit")

    read = session.read(checklist, [str(file)])
    assert read == session.read(checklist, [file])
    assert read.evidence[0].facts["publicity_events"].value == 11
    for alone in (file, str(file)):
        with pytest.raises(
            TypeError, match=r"^paths must be a list of files and folders; write \["
        ):
            session.read(checklist, alone)  # type: ignore[arg-type]  # a caller who forgets the list
