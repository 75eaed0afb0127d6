"""The fields of the classes are the keys of a card: what a new field does to cards that were saved before it."""

import json
from fractions import Fraction

import attrs
import pytest

from lawcheck.documents.cards import report_from_json, report_to_json
from lawcheck.documents.cards.forms import Context, Wrong
from lawcheck.documents.cards.objects import OfClass, form_of
from lawcheck.model.deductions import Tally
from lawcheck.model.errors import UsageError
from lawcheck.model.evidence import Record
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.report import Provenance, Report, RowAccount
from lawcheck.model.saved import OPTIONAL
from lawcheck.model.text import Text


@attrs.frozen
class _Grown(Tally):
    """A tally that learned something more.

    Attributes:
        months: how many months it
            covers.
    """

    months: int = attrs.field(default=12, metadata=OPTIONAL)


def test_a_field_that_came_later_changes_no_card_until_it_says_something() -> None:
    before, grown = OfClass(Tally), OfClass(_Grown)
    saved = {"register": "cases", "counted": "1", "records": "2"}

    assert before.write(Tally("cases", 1, 2), Context()) == saved
    assert grown.write(_Grown("cases", 1, 2), Context()) == saved
    assert grown.read(saved, Context()) == _Grown("cases", 1, 2)
    assert grown.write(_Grown("cases", 1, 2, 6), Context()) == saved | {"months": "6"}
    assert grown.read(saved | {"months": "6"}, Context()) == _Grown("cases", 1, 2, 6)
    with pytest.raises(Wrong) as error:
        grown.read(saved | {"months": "half"}, Context())
    assert (error.value.path, error.value.what.pick("en")) == (".months", "must be a whole number")


def test_the_schema_says_of_a_field_what_the_class_says() -> None:
    definitions: dict[str, dict[str, object]] = {}
    OfClass(_Grown).schema(definitions)
    (grown,) = (each for name, each in definitions.items() if "grown" in name)

    assert grown["description"] == "A tally that learned something more."
    assert grown["properties"]["months"]["description"] == "how many months it covers."  # type: ignore[index]
    assert grown["required"] == ["register", "counted", "records"]


def test_what_cannot_be_saved_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        form_of(float)
    with pytest.raises(TypeError, match="Record has no first key that tells it"):
        form_of(Tally | Record).read({}, Context())


def nested(levels: int) -> str:
    """A card with sections inside sections."""
    inside: tuple[SectionScore | Outcome, ...] = ()
    for level in range(levels):
        inside = (
            SectionScore(
                id=f"s{level}",
                title=Text("部分"),
                out_of=Fraction(1),
                counted=None,
                own=None,
                children=inside,
            ),
        )
    report = Report(
        provenance=Provenance(
            lawcheck="1", plugins=(), checklist_sha256="0" * 64, evidence_sha256="0" * 64
        ),
        rows=RowAccount(),
        scorecards=(),
    )
    data = json.loads(report_to_json(report))
    section = form_of(SectionScore).write(inside[0], Context())
    return json.dumps(data | {"units": [card() | {"sections": [section]}]})


def card() -> dict[str, object]:
    nothing = (
        "score", "interval", "exact", "raw", "grade", "why_no_grade", "tailoring", "without", "appeal_days",
    )  # fmt: skip
    lists = ("flags", "sections", "bonus", "adjustments", "vetoes", "overrides", "rebuttals")
    return {
        "unit": {"id": "u", "name": "", "kind": "", "group": ""},
        "checklist": {"id": "c", "version": "1", "title": {"zh": "", "en": ""}, "rules_on": None},
        "sample_weights": False,
        **dict.fromkeys(("out_of", "known", "rows", "places"), "1"),
        "not_applicable": "0",
        **dict.fromkeys(nothing),
        **{key: [] for key in lists},
    }


def test_sections_nest_so_deep_and_no_deeper() -> None:
    (back,) = report_from_json(nested(32)).scorecards
    assert sum(1 for _ in back.outcomes()) == 0
    with pytest.raises(
        UsageError,
        match=r"^\$\.units\[0\]\.sections\[0\](\.children\[0\]){35}: is nested too deeply$",
    ):
        report_from_json(nested(60))
