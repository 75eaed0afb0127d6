"""What is masked of names and numbers, and where in a text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck import Checklist, Evidence, Record, Session, Unit
from lawcheck.model.personal import Mask, masked, masked_name, masked_number
from lawcheck.model.text import Text, join, later, message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某"),
        ("张 三", "张某"),
        ("张三丰", "张某"),
        ("欧阳锋", "欧阳某"),
        ("欧阳", "欧阳某"),
        ("张", "张某"),
        ("Zhang San", "Z***"),
        ("", ""),
    ],
)
def test_of_a_name_the_surname_stays(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("420302199001011234", "420***********1234"),
        ("42030219900101123X", "420***********123X"),
        ("13812345678", "138****5678"),
        ("1381234567", "**********"),
        ("12", "**"),
    ],
)
def test_of_a_long_number_both_ends_stay(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.fixture(scope="module")
def checklist(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    """Of the register of hearings, the case numbers stand for names, the results for numbers."""
    session = Session.start(only=())
    text = session.find("street-visit").read_text("utf-8")
    for old, new in (
        (
            "case_no: {kind: text, label: {zh: 案号",
            "case_no: {kind: text, personal: name, label: {zh: 案号",
        ),
        (
            "number: {kind: text, label: {zh: 文号",
            "number: {kind: text, personal: number, label: {zh: 文号",
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("checklist") / "street-visit.yaml"
    path.write_text(text, "utf-8")
    return session.load(path)


def mask_of(checklist: Checklist, *names: str, numbers: tuple[str, ...] = ()) -> Mask:
    registers = {
        "hearings": tuple(
            Record("hearings", n, {"case_no": each}) for n, each in enumerate(names)
        ),
        "documents": tuple(
            Record("documents", n, {"number": each}) for n, each in enumerate(numbers)
        ),
    }
    return Mask(checklist, [Evidence(Unit("a"), {}, registers)])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三", "张某"),
        ("未答复：张三、张三丰", "未答复：张某、张某"),
        ("张三/13812345678。", "张某/138****5678。"),
        ("电话13812345678转1", "电话138****5678转1"),
        ("a13812345678", "a13812345678"),  # of another number or word
        ("138123456789", "138123456789"),
        ("Li and Lily", "L*** and Lily"),
        ("王", "王某"),
        ("国王", "国王"),  # one character within a text says nothing of a person
        ("", ""),
    ],
)
def test_values_are_masked_as_whole_words(checklist: Checklist, text: str, shown: str) -> None:
    mask = mask_of(checklist, "张三", "张三丰", "王", "Li", numbers=("13812345678",))

    assert mask.text(text) == shown


def test_names_that_are_written_with_spaces(checklist: Checklist) -> None:
    mask = mask_of(checklist, "张　三")

    assert mask.text("张　三和张三") == "张某和张某"


def test_numbers_of_a_message_stay(checklist: Checklist) -> None:
    """12 is also the number of a document; the arithmetic of a reason is that of numbers."""
    mask = mask_of(checklist, "张三", numbers=("12",))
    said = message("{who}：{n} ÷ 1", "{who}: {n} ÷ 1", who=Text("张三"), n=Fraction(12))

    assert masked(said, mask).pick("zh") == "张某：12 ÷ 1"
    assert masked(join([said, later(message, "见12号", "see 12")]), mask).pick("zh") == (
        "张某：12 ÷ 1；见**号"
    )


@given(
    st.lists(st.text("张三丰王五", min_size=2, max_size=3), max_size=5),
    st.text("张三丰王五，", max_size=20),
)
def test_no_name_is_left(checklist: Checklist, names: list[str], text: str) -> None:
    """Where names overlap, the longest at the first place is masked; none is left whole."""
    shown = mask_of(checklist, *names).text(text)

    assert [each for each in names if each in shown] == []
