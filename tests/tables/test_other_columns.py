"""Columns of frames that the checklist does not know: left out where it says so, with a notice."""

from fractions import Fraction

import attrs
import polars as pl
import pytest

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.model.declarations import OtherColumns, Register, Spec
from lawcheck.model.engine import Notice
from lawcheck.model.errors import EvidenceError
from lawcheck.model.exact import ONE
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text
from lawcheck.tables import score_table
from lawcheck.testing import one_item


@pytest.fixture
def checklist():
    register = Register(
        Text("案件"), {"case_no": Spec("text"), "closed_on": Spec("date", optional=True)}
    )
    made = one_item(
        CountTarget(OverRecords("count", "cases"), Fraction(2), Steps(ONE, ONE)),
        facts={"study": Spec("count")},
        registers={"cases": register},
    )
    others = {"facts": OtherColumns(("人口",)), "cases": OtherColumns(are_any=True)}
    return attrs.evolve(made, other_columns=others)


FACTS = pl.DataFrame({"unit": ["a"], "study": [3], "人口": [[1.5]]})


def test_a_table_scores_as_without_them(checklist):
    cases = pl.DataFrame({"unit": ["a", "a"], "case_no": ["1", "2"], "clerk": ["合计", None]})

    with pytest.warns(Notice) as told:
        scores = score_table(checklist, FACTS, registers={"cases": cases})

    alone = score_table(
        checklist, FACTS.select("unit", "study"), registers={"cases": cases.drop("clerk")}
    )
    assert scores.equals(alone)
    assert [each.message.what.pick("en") for each in told] == [
        "facts: columns left out, which the checklist does not know: 人口",
        "cases: columns left out, which the checklist does not know: clerk",
    ]


def test_a_like_name_of_a_column_that_the_table_lacks_is_refused(checklist):
    cases = pl.DataFrame({"unit": ["a"], "case_no": ["1"], "Closed_On": [None]})

    with pytest.warns(Notice), pytest.raises(EvidenceError) as caught:
        score_table(checklist, FACTS, registers={"cases": cases})

    assert str(caught.value) == (
        "cases:Closed_On: the column Closed_On looks like closed_on; rename it if it is that column, "
        "else list the other columns by name under `other_columns` in the checklist"
    )
