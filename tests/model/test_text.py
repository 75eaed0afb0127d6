"""Text that is compared: what makes two texts the same."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.evidence import NEVER
from lawcheck.model.text import Text, fold, message

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
        ("A 组", "Ａ组"),
        ("国办发〔2019〕26号", "国办发[2019]26号"),
        ("国办发【2019】26 号", "国办发 (2019) 26号"),
        ("[2019]26", "〔2019〕26"),
        ("Office (East) 1", "Office （East） 1"),
        ("Bureau (North) Office", "Bureau\u00a0(North) Office"),
        ("GF(2024) 1", "GF〔2024〕 1"),
    ],
)
def test_width_forms_and_spaces_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "A"), ("East Lake", "EastLake"), ("第1 1号", "第11号"), ("一组", "二组")],
)
def test_what_may_mean_something_counts(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ({"what": Fraction(1, 8)}, "[1/8] 0.125", "[1/8] 0.125"),
        ({"what": Fraction(1, 3)}, "[1/8] ≈0.3333", "[1/8] ≈0.3333"),
        ({"what": True}, "[1/8] 是", "[1/8] yes"),
        ({"what": Text("甲", "one")}, "[1/8] 甲", "[1/8] one"),
        ({"what": [Text("甲", "one"), 2]}, "[1/8] 甲、2", "[1/8] one, 2"),
        ({"what": date(2023, 1, 2)}, "[1/8] 2023-01-02", "[1/8] 2023-01-02"),
        ({"what": "{x}"}, "[1/8] {x}", "[1/8] {x}"),
    ],
)
def test_a_field_shows_its_value_by_kind(values: dict[str, object], zh: str, en: str) -> None:
    told = message("[1/8] {what}", "[1/8] {what}", **values)
    assert (told.pick("zh"), told.pick("en")) == (zh, en)


def test_braces_that_are_doubled_are_braces() -> None:
    assert message("{{a}} {a}", "{{a}} {a}", a=1).pick("en") == "{a} 1"


@pytest.mark.parametrize("template", ["{a!r}", "{b}", "{a.real}", "{}"])
def test_a_field_is_the_name_of_a_value_and_a_format(template: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        message(template, template, a=1).pick("en")


def test_what_never_happened_has_a_word() -> None:
    what = message("{day}，{days}", "{day}; {days}", day=NEVER, days=(NEVER, date(2024, 3, 1)))

    assert (what.pick("zh"), what.pick("en")) == (
        "从未，从未、2024-03-01",
        "never; never, 2024-03-01",
    )
