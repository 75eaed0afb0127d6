"""What programs pass in is checked as strictly as a file, and means the same."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents.digest import digest_of_evidence
from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import NEVER, Judgement, NotApplicable, Unit

pytestmark = pytest.mark.interpreter


def lines(checklist: Checklist, unit: Any = "a", **given: Any) -> list[str]:
    with pytest.raises(EvidenceError) as error:
        build_evidence(checklist, unit, **given)
    return [
        line.replace(" (unit a)", "").replace(r" (unit a\u200b)", "")
        for line in str(error.value).split("\n")
    ]  # the unit is named in each


def test_a_decision_stands_once(checklist: Checklist) -> None:
    """The later one would win in silence."""
    assert lines(
        checklist,
        not_applicable=[NotApplicable("study", "r", "x"), NotApplicable("study", "r", "y")],
        judgements=[
            Judgement("quality", Fraction(1), "r", "j"),
            Judgement("quality", Fraction(2), "r", "j"),
        ],
    ) == ["study: study appears twice; keep one", "quality: quality appears twice; keep one"]


@pytest.mark.parametrize(
    ("deduct", "line"),
    [
        (1.5, "quality: the float 1.5 is not exact any more; pass a str, Decimal or Fraction"),
        (Fraction(-1), "quality: -1 is below the least allowed, 0"),
        ("1e0", "quality: '1e0' is not a number"),
        (True, "quality: True (bool) is not of kind amount"),
        (
            None,
            "quality: a judgement says what it takes off (`deduct`), or gives within a tier (`points`)",
        ),
    ],
)
def test_points_of_a_judgement_are_exact_and_not_negative(
    deduct: Any, line: str, checklist: Checklist
) -> None:
    assert lines(checklist, judgements=[Judgement("quality", deduct, "r", "j")]) == [line]


def test_points_of_a_judgement_become_fractions(checklist: Checklist) -> None:
    ways: list[Any] = ["1.5", Decimal("1.50"), Fraction(3, 2)]
    built = [
        build_evidence(checklist, "a", judgements=[Judgement("quality", way, "r", "j")])
        for way in ways
    ]

    assert {each.judgements["quality"][0].deduct for each in built} == {Fraction(3, 2)}
    assert len({digest_of_evidence([each]) for each in built}) == 1


def test_invisible_letters_are_refused_wherever_a_text_stands(checklist: Checklist) -> None:
    assert lines(
        checklist,
        Unit("a\u200b", "n\u200c", "k\u200d", "g\u2060"),
        facts={"name": "x\ufeff"},
        registers={"hearings": [{"case_no": "x\x1b"}]},
        not_applicable=[NotApplicable("study", "r\u202a", "x\u202b")],
        judgements=[Judgement("quality", Fraction(1), "r\u202c", "j\u202d")],
    ) == [
        "holds the invisible character U+200B; remove it",
        "holds the invisible character U+200C; remove it",
        "holds the invisible character U+200D; remove it",
        "holds the invisible character U+2060; remove it",
        "name: holds the invisible character U+FEFF; remove it",
        "hearings:1:case_no: holds the invisible character U+001B; remove it",
        "study: holds the invisible character U+202A; remove it",
        "study: holds the invisible character U+202B; remove it",
        "quality: holds the invisible character U+202C; remove it",
        "quality: holds the invisible character U+202D; remove it",
    ]


@pytest.mark.parametrize("unit", ["", " ", Unit("\u3000")])
def test_a_unit_has_an_id(unit: str | Unit, checklist: Checklist) -> None:
    assert lines(checklist, unit) == ["the unit has no id; add one"]


def test_the_id_is_the_same_as_from_a_file(checklist: Checklist) -> None:
    """Compatibility forms and outer spaces do not make another unit."""
    assert build_evidence(checklist, "⾦水 ").unit.id == "金水"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"name": ""}, "name: blank, or spaces around it; pass None for what is missing"),
        ({"name": "甲 "}, "name: blank, or spaces around it; pass None for what is missing"),
        ({"filed": ""}, "filed: blank, or spaces around it; pass None for what is missing"),
        ({"name": 5}, "name: 5 (int) is not of kind text"),
        ({"name": date(2023, 1, 1)}, "name: datetime.date(2023, 1, 1) (date) is not of kind text"),
        ({"open": "maybe"}, "open: maybe must be yes or no (是/否)"),
        (
            {"open": None, "filed": datetime(2023, 1, 1)},
            "filed: datetime.datetime(2023, 1, 1, 0, 0) (datetime) is not of kind date",
        ),
        (
            {"filed": 1.5},
            "filed: the float 1.5 is not exact any more; pass a str, Decimal or Fraction",
        ),
        (
            {"study": date(2023, 1, 1)},
            "study: datetime.date(2023, 1, 1) (date) is not of kind count",
        ),
        ({"study": Decimal("Infinity")}, "study: Decimal('Infinity') is not a number"),
        ({"study": float("nan")}, "study: NaN is not a value; pass None for what is missing"),
    ],
)
def test_facts_of_the_wrong_kind(facts: dict[str, Any], line: str, checklist: Checklist) -> None:
    assert lines(checklist, facts=facts) == [line]


def test_never_only_where_it_is_allowed(checklist: Checklist) -> None:
    assert build_evidence(checklist, "a", {"filed": NEVER}).facts["filed"].value is NEVER
    assert lines(checklist, registers={"hearings": [{"heard_on": NEVER}]}) == [
        "hearings:1:heard_on: <Never.NEVER: 'never'> (Never) is not of kind date"
    ]


def test_a_value_that_is_none_is_missing_everywhere(checklist: Checklist) -> None:
    built = build_evidence(
        checklist, "a", {"study": None}, {"hearings": [{"case_no": None, "appeared": False}]}
    )

    assert built.facts == {}
    assert built.registers["hearings"][0].values == {"appeared": False}
    assert built.registers["hearings"][0].title.pick("en") == "record 1"


@given(
    st.dictionaries(
        st.sampled_from(["study", "done", "share", "filed", "open", "name", "nothing"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=5)
        | st.decimals()
        | st.fractions()
        | st.dates(),
    )
)
def test_any_facts_are_evidence_or_a_named_fault(
    checklist: Checklist, facts: dict[str, Any]
) -> None:
    try:
        built = build_evidence(checklist, "a", facts)
    except EvidenceError as error:
        assert len(error.problems) <= len(facts) + 1
        assert error.pick("zh")
    else:
        assert all(
            isinstance(fact.value, Fraction | date | bool | str) or fact.value is NEVER
            for fact in built.facts.values()
        )
        assert digest_of_evidence([built])
