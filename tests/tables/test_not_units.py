"""Rows of a table that are not a unit are refused, whatever the table is made of."""

import pytest
from tests.tables.test_tables import checklist, polars_facts  # noqa: F401 - a fixture

import lawcheck
from lawcheck.model.errors import EvidenceError


@pytest.mark.parametrize(
    "name",
    [
        "全市合计",
        "填表人：张某",
        "注：数据截至2023年底",
        "4.20302E+11",
        "#REF!",
        "Total:",
        "小计2",
    ],
)
def test_a_row_that_is_not_a_unit_is_refused(name, checklist):  # noqa: F811
    for change in ({"unit": ["a", "b", name]}, {"unit_name": ["甲", "乙", name]}):
        with pytest.raises(EvidenceError) as caught:
            lawcheck.score_table(checklist, polars_facts(**change))
        assert str(caught.value).startswith(f"facts: {name} is a"), str(caught.value)


def test_codes_of_letters_and_digits_are_units(checklist):  # noqa: F811
    made = lawcheck.score_table(checklist, polars_facts(unit=["4E11", "青石2号", "420302"]))
    assert made["unit"].to_list() == ["4E11", "青石2号", "420302"]
