"""Text that is compared: what makes two texts the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.text import fold

pytestmark = pytest.mark.interpreter


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A组", "Ａ组"),
        ("规范性文件（试行）", "规范性文件(试行)"),
        ("青 石镇", "青石镇"),
        ("张　三", "张三"),
        ("  u01\t", "u01"),
        ("East  Lake", "East Lake"),
        ("⾦山", "金山"),
    ],
)
def test_width_forms_and_spaces_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a", "A"), ("East Lake", "EastLake"), ("A 组", "A组"), ("一组", "二组")]
)
def test_what_may_mean_something_counts(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
