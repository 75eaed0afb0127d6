"""Values of NumPy and pandas in programs: whole numbers and days are taken, floats are refused, and no missing one becomes a value."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("study", np.int64(5), Fraction(5)),
        ("study", np.uint8(5), Fraction(5)),
        ("open", np.bool_(False), False),
        ("name", np.str_("甲"), "甲"),
        ("filed", pd.Timestamp("2023-01-06"), date(2023, 1, 6)),
        ("filed", np.datetime64("2023-01-06"), date(2023, 1, 6)),
    ],
)
def test_taken(name: str, value: Any, read: Any, checklist: Checklist) -> None:
    found = build_evidence(checklist, "a", {name: value}).facts[name].value

    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize("value", [pd.NA, pd.NaT, None])
def test_missing(value: Any, checklist: Checklist) -> None:
    built = build_evidence(
        checklist, "a", {"study": value}, {"hearings": [{"case_no": value, "appeared": True}]}
    )

    assert built.facts == {}
    assert built.registers["hearings"][0].values == {"appeared": True}
    assert built.registers["hearings"][0].title.pick("en") == "record 1"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        (
            "study",
            np.float64(5),
            "study: the float np.float64(5.0) is not exact any more; pass a str, Decimal or Fraction (unit b)",
        ),
        (
            "study",
            np.float64("nan"),
            "study: NaN is not a value; pass None for what is missing (unit b)",
        ),
        (
            "study",
            float("nan"),
            "study: NaN is not a value; pass None for what is missing (unit b)",
        ),
        ("name", float("nan"), "name: NaN is not a value; pass None for what is missing (unit b)"),
        ("study", np.bool_(True), "study: True (bool) is not of kind count (unit b)"),
        (
            "study",
            np.array([1, 2]),
            "study: array([1, 2]) (ndarray) is not of kind count (unit b)",
        ),
        (
            "study",
            10**15,
            "study: 1000000000000000 has more than 15 digits; is it a code? (unit b)",
        ),
        ("study", "4203021999010112", "study: '4203021999010112' is not a number (unit b)"),
        (
            "filed",
            pd.Timestamp("2023-01-06 14:30"),
            "filed: Timestamp('2023-01-06 14:30:00') (Timestamp) is not of kind date (unit b)",
        ),
    ],
)
def test_refused_with_the_unit(name: str, value: Any, line: str, checklist: Checklist) -> None:
    with pytest.raises(EvidenceError) as error:
        build_evidence(checklist, "b", {name: value})
    assert str(error.value) == line


def test_a_lone_word_in_a_record(checklist: Checklist) -> None:
    with pytest.raises(EvidenceError) as error:
        build_evidence(checklist, "b", registers={"hearings": [{"case_no": "无"}]})
    assert str(error.value) == (
        "hearings:1: this row of hearings holds 无 alone; write `nil` where there is nothing to record, or declare the word under "
        "`words` in the checklist; fill in the other columns where it is a record, or remove the row (unit b)"
    )
