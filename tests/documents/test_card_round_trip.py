"""Whatever is scored can be written as JSON, fits the published schema, and is read back to the last byte."""

import json
import os
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lawcheck
from lawcheck.documents.cards import SavedText, card_schema, report_from_json, report_to_json
from lawcheck.documents.digest import canonical
from lawcheck.model.adjustments import Adjustment, VetoOutcome
from lawcheck.model.calendars import Period
from lawcheck.model.deductions import Deduction, Gain, Tally
from lawcheck.model.errors import LawcheckError, Place
from lawcheck.model.evidence import NEVER, Fact, Judgement, NotApplicable, Record, Source, Unit
from lawcheck.model.exact import fixed_text
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.report import PluginVersion, Provenance, Report, RowAccount
from lawcheck.model.scorecard import Flag, Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Text, message
from lawcheck.testing import worlds

PUBLISHED = Path(lawcheck.__file__).parent / "documents" / "cards" / "scorecard.schema.json"
SCHEMA = json.loads(PUBLISHED.read_text(encoding="utf-8"))
FITS = jsonschema.Draft202012Validator(SCHEMA)


def everything():
    """A report in which every field says something and every kind of thing stands once."""
    source = Source(Place("a.csv", 3, "得分"), "年度报告", "三(一)", "全年“开展”{11}场")
    half = Fraction(1, 2)
    cites = (  # one of each kind
        Fact("rate", Fraction(59, 66), source),
        Fact("filed", date(2024, 2, 6), Source(Place("a.yaml", 3, 7))),
        Fact("happened", NEVER),
        Fact("told", "never", Source(Place("a.yaml", 3))),
        Fact("done", False),
        Record("cases", 2, {"name": "张三"}, source, "案卷甲"),
        Judgement("quality", half, "缺记录", "二组", date(2024, 1, 19), source),
        NotApplicable("quality", "没有", "县司法局", None, source),
    )
    why = message("{a}分之{{一}}{b:%}", "one {{of}} {a}, {b:%}", a=Fraction(3), b=Fraction(1, 3))
    item = Outcome(
        id="steps", title=Text("程序", "Procedure"), points=Fraction(20), state="scored", earned=Span(half, half), counted=Span(Fraction(1, 3), Fraction(1, 3)),
        deductions=(Deduction(Fraction(39, 2), why, cites, "cause", Fraction(24), why, Period(date(2023, 1, 1), date(2023, 3, 31))),), gains=(Gain(half, why, cites[:1], Fraction(1), why),),
        about=(cites[0], Tally("cases", 1, 2)), working=why, why=why, decided_by=cites[6], advisory=True, basis=("《某法》第一条",),
    )  # fmt: skip
    waived = attrs.evolve(
        item,
        id="quality",
        state="not_applicable",
        earned=None,
        counted=None,
        decided_by=cites[7],
        deductions=(),
    )
    section = SectionScore(
        id="a",
        title=Text("甲"),
        out_of=Fraction(40),
        counted=None,
        own=None,
        children=(
            SectionScore(
                id="b",
                title=Text("乙"),
                out_of=Fraction(1),
                counted=Span(half, half),
                own=Span(half, half),
                children=(item,),
                subscore=Span(Fraction(1, 3), half),
                scale=Fraction(10),
            ),
        ),
    )
    card = Scorecard(
        unit=Unit("u", "青石", "街道", "甲组"), checklist_id="visit", checklist_version="1.2", checklist_title=Text("督察", "Visit"), out_of=Fraction(100), sections=(section, waived), bonus=(item,),
        adjustments=(Adjustment("veto", Span(-half, Fraction(0)), why),),
        vetoes=tuple(VetoOutcome(id=state, title=Text("违法"), state=state, effect=why, basis=("《某法》",), cites=cites[:1]) for state in ("applied", "not_applied", "open", "presumed")),
        raw=Span(half, half), exact=Span(Fraction(-1, 3), Fraction(0)), score=Span(Fraction(-33, 100), Fraction(0)), places=2, grade=Text("差", "fail"), why_no_grade=why,
        flags=(Flag("near_cut", why), Flag("full_by_rounding", why)), known=Fraction(9, 10), not_applicable=Fraction(1, 10), sample_weights=True, rows=3,
    )  # fmt: skip
    return Report(
        scorecards=(card,),
        rows=RowAccount(scored=3, not_scored=0, blank=1, skipped=("a.csv:9 合计",)),
        provenance=Provenance(
            lawcheck="1.0.0",
            plugins=(PluginVersion("p", "1"),),
            checklist_sha256="0" * 64,
            evidence_sha256="f" * 64,
        ),
        notices=(why,),
    )


FULL = report_to_json(everything())


def leaves(data, path=()):
    if isinstance(data, dict | list):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        return [each for key, value in pairs for each in leaves(value, (*path, key))]
    return [path]


def objects(data, path=()):
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [path] * isinstance(data, dict) + [
        each for key, value in inner for each in objects(value, (*path, key))
    ]


def at(data, path):
    for key in path:
        data = data[key]
    return data


def changed(path, value):
    data = json.loads(FULL)
    at(data, path[:-1])[path[-1]] = value
    return data


def hash_matches(data):
    saved = SavedText.of(json.dumps(data), lambda unit: None)
    return saved is not None and saved.hash_matches()


def without_hash(data):
    return {key: value for key, value in data.items() if key != "result_sha256"}


def check(text):
    data = json.loads(text, parse_float=pytest.fail, parse_int=pytest.fail)
    FITS.validate(data)
    assert hash_matches(data)
    assert report_to_json(report_from_json(text)) == text
    return data


def test_the_schema_is_a_schema_and_leaves_no_object_open():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for path in objects(SCHEMA):
        inside = at(SCHEMA, path)
        assert inside.get("type") != "object" or inside["additionalProperties"] is False, path


def test_the_published_schema_is_that_of_the_classes():
    """`UPDATE_GOLDEN=1` writes it again."""
    made = json.dumps(card_schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        PUBLISHED.write_text(made, encoding="utf-8", newline="\n")

    assert PUBLISHED.read_text(encoding="utf-8") == made


def test_everything_comes_back():
    check(FULL)
    back = report_from_json(FULL).scorecards[0]
    (card,) = everything().scorecards

    assert (back.unit, back.exact, back.score, back.raw) == (
        card.unit,
        card.exact,
        card.score,
        card.raw,
    )
    assert back.outcome("steps").about == card.outcome("steps").about
    assert (
        back.outcome("steps").deductions[0].cites[:5]
        == card.outcome("steps").deductions[0].cites[:5]
    )
    assert back.outcome("steps").why.pick("en") == "one {of} 3, ≈33.3333%"


def test_cells_of_records_stay_at_home():
    """Registers hold names of people; a card is passed around."""
    assert "案卷甲" in FULL
    assert "张三" not in FULL


@given(st.lists(worlds(), min_size=1, max_size=3))
def test_any_report(drawn):
    """The units stand under different checklists here; a report does not mind."""
    cards = tuple(lawcheck.score(checklist, evidence) for checklist, evidence in drawn)
    made = lawcheck.make_report(drawn[0][0], [drawn[0][1]])
    data = check(report_to_json(attrs.evolve(made, scorecards=cards)))

    for unit, card in zip(data["units"], cards, strict=True):
        assert (unit["interval"] is None) == (card.score is None)
        if card.score is not None:
            assert unit["interval"] == {
                "low": fixed_text(card.score.low, card.places),
                "high": fixed_text(card.score.high, card.places),
            }
            assert unit["score"] == (unit["interval"]["low"] if card.score.is_exact else None)
        assert (unit["grade"] is None) == (card.grade is None)


@pytest.mark.parametrize("value", ["9", "x", "2/4", "01", "", None, []], ids=repr)
def test_nothing_that_was_edited_goes_unread(value):
    """Whatever is put in the place of a value is refused, or it is in the report, and the hash tells."""
    for path in leaves(json.loads(FULL)):
        data = changed(path, value)
        if data == json.loads(FULL):
            continue
        assert not hash_matches(data), path
        try:
            back = report_from_json(json.dumps(data))
        except LawcheckError:
            continue
        assert FITS.is_valid(data), path
        assert without_hash(json.loads(report_to_json(back))) == without_hash(data), path


def test_no_object_takes_a_key_more_or_a_key_less():
    for path in objects(json.loads(FULL)):
        inside = at(json.loads(FULL), path)
        for key in (*inside, None):
            data = json.loads(FULL)
            if key is None:
                at(data, path)["more"] = "x"
            else:
                del at(data, path)[key]
            if path and path[-1] == "source" and key not in (None, "column", "column_is"):
                # what is not known of a source is left out
                assert without_hash(
                    json.loads(report_to_json(report_from_json(json.dumps(data))))
                ) == without_hash(data)
                continue
            if key in ("subscore", "scale"):  # left out where they are what the section counts
                assert FITS.is_valid(data)
                continue
            with pytest.raises(LawcheckError):
                report_from_json(json.dumps(data))
            assert not FITS.is_valid(data), (path, key)


def test_the_hash_is_of_the_canonical_form():
    """Another program can compute it: the order of keys and the spaces of the file are not part of it."""
    data = json.loads(FULL)
    turned = dict(reversed(data.items()))

    assert hash_matches(turned)
    assert (
        canonical({"b": "汉", "a": ["1/2", None, True]})
        == '{"a":["1/2",null,true],"b":"汉"}'.encode()
    )
