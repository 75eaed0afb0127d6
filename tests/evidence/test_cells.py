"""What a cell means is said by the kind that the checklist declares; nothing is guessed, and every refusal says what to do."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.evidence.cell_reading import ColumnReader, read_cell
from lawcheck.evidence.cells import forbidden_character, plain_text_fault, read_value
from lawcheck.evidence.written_forms import fullwidth_to_ascii
from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import NEVER
from lawcheck.model.exact import parse_number
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message

COUNT = Spec("count")
AMOUNT = Spec("amount")
BOUNDED = Spec("amount", least=Fraction(1, 2), most=Fraction(10))
PERCENT = Spec("rate", written_as="percent", most=Fraction(1))
FRACTION = Spec("rate", written_as="fraction", most=Fraction(1))
DATE = Spec("date")
DATE_OR_NEVER = Spec("date", may_be_never=True)
YES_NO = Spec("yes_no")
TEXT = Spec("text")
CHOICE = Spec("text", choices=("甲", "乙"))


def read(spec: Spec, text: str, is_plain: bool = False) -> object:
    return read_value(Cell(text, is_plain=is_plain), spec)


@pytest.mark.parametrize(
    ("spec", "text", "value"),
    [
        (COUNT, "0", Fraction(0)),
        (COUNT, "12", Fraction(12)),
        (COUNT, "+12", Fraction(12)),
        (COUNT, "12.0", Fraction(12)),
        (COUNT, "123456789012345", Fraction(123456789012345)),
        (AMOUNT, "-0.25", Fraction(-1, 4)),
        (AMOUNT, "0.1", Fraction(1, 10)),
        (BOUNDED, "0.5", Fraction(1, 2)),
        (BOUNDED, "10", Fraction(10)),
        (PERCENT, "95", Fraction(95, 100)),
        (PERCENT, "95%", Fraction(95, 100)),
        (PERCENT, "95.5", Fraction(955, 1000)),
        (PERCENT, "0", Fraction(0)),
        (PERCENT, "0%", Fraction(0)),
        (PERCENT, "1%", Fraction(1, 100)),
        (PERCENT, "0.5%", Fraction(5, 1000)),
        (PERCENT, "100", Fraction(1)),
        (Spec("rate", written_as="percent", most=Fraction(3, 2)), "150%", Fraction(3, 2)),
        (FRACTION, "0.95", Fraction(95, 100)),
        (FRACTION, "1", Fraction(1)),
        (DATE, "2023-12-31", date(2023, 12, 31)),
        (DATE, "2023-1-5", date(2023, 1, 5)),
        (DATE, "2023/1/5", date(2023, 1, 5)),
        (DATE, "2023年1月5日", date(2023, 1, 5)),
        (DATE, "2024-02-29", date(2024, 2, 29)),
        (DATE_OR_NEVER, "never", NEVER),
        (DATE_OR_NEVER, "Never", NEVER),
        (DATE_OR_NEVER, "从未", NEVER),
        (YES_NO, "是", True),
        (YES_NO, "yes", True),
        (YES_NO, "TRUE", True),
        (YES_NO, "否", False),
        (YES_NO, "No", False),
        (YES_NO, "false", False),
        (TEXT, "（2023）1号", "（2023）1号"),
        (TEXT, "NA", "NA"),
        (TEXT, "001", "001"),
        (TEXT, "no", "no"),
        (TEXT, "𠮷", "𠮷"),
        (CHOICE, "甲", "甲"),
    ],
)
def test_what_is_read(spec: Spec, text: str, value: object) -> None:
    assert read(spec, text) == value


NO_NUMBER = ("“{0}”不是数字；请写如 12 或 0.5", "{0} is not a number; write it like 12 or 0.5")
UNIT = ("“{0}”带有单位；只写数字", "{0} has a unit; write the number alone")
PERCENTAGE = (
    "“{0}”是百分数，这里应是数字；请写数字",
    "{0} is a percentage, and a number is expected here; write the number",
)
AT_LEAST = (
    "“{0}”只说了至少多少；请写准确的数，不知道请留空（佐证材料写成 YAML 时可用 at_least）",
    "{0} says only that it is at least so much; write the exact number, or leave the cell empty "
    "where it is not known (evidence in YAML can say `at_least`)",
)
ABOUT = (
    "“{0}”不是一个准确的数；请写准确的数，不知道请留空",
    "{0} is not one exact number; write it, or leave the cell empty where it is not known",
)
IN_WORDS = (
    "“{0}”用了万、千之类的字；请按这一列的单位写出整个数，如以元计的3万写30000",
    "{0} is written with a word such as 万; write the whole number in the unit of the column: "
    "3万 is 30000",
)
THOUSANDS = ("“{0}”有千位分隔符；请去掉逗号", "{0} has thousands separators; remove the commas")
LONG = ("“{0}”超过15位；这是编号吗？", "{0} has more than 15 digits; is it a code?")
ZERO_FIRST = ("“{0}”以0开头；请去掉前面的0", "{0} begins with a zero; remove it")
WHOLE = ("{0} 应是不小于0的整数", "{0} must be a whole number, zero or more")
NO_DATE = (
    "“{0}”不是日期；请按年-月-日写，如 2023-12-31",
    "{0} is not a date; write year-month-day, 2023-12-31",
)
NO_DAY = ("没有 {0} 这一天", "there is no such day as {0}")
SERIAL = (
    "“{0}”像是 Excel 的日期序号；请写如 2023-12-31",
    "{0} looks like a serial date of Excel; write it like 2023-12-31",
)
TIME = ("“{0}”带有时刻；请只写日期", "{0} has a time of day; write the day alone")
NO_NEVER = ("这一列不能写“从未”", "`never` is not allowed here")
NO_TRUTH = ("“{0}”应是 是 或 否", "{0} must be yes or no (是/否)")
NO_SIGN = (
    "“{0}”：声明为百分数，是 {0}% 还是小数？请写出百分号",
    "{0}: percent is declared; is it {0}% or a fraction? write the percent sign",
)
SIGN = (
    "“{0}”带百分号，但声明为小数；请写如 0.95",
    "{0} has a percent sign, but a fraction is declared; write it like 0.95",
)
NEGATIVE_RATE = ("比率不能为负", "a rate cannot be negative")
NO_CHOICE = ("“{0}”不在可选值中：甲、乙", "{0} is none of the choices: 甲, 乙")


@pytest.mark.parametrize(
    ("spec", "text", "why"),
    [
        *((COUNT, text, NO_NUMBER) for text in ("abc", "1_0", "1e5", ".5", "5.", "1/2", "--1", "NaN", "Infinity", "1 2", "十二", "१२", "0x1f")),
        *((COUNT, text, UNIT) for text in ("12件", "12.5人次", "12 件", "12场（线上）", "1O")),
        *((COUNT, text, PERCENTAGE) for text in ("12%", "0.5％", "12 %")),
        *((COUNT, text, AT_LEAST) for text in ("10+", "160余场", "10多次", "20场以上", "≥10", ">= 10", "超过10次", "不少于10", "10次及以上", "300余")),
        *((COUNT, text, ABOUT) for text in ("约10", "近20次", "10-12", "10～12次", "10左右", "3至5次", "10次以内", "<10", "大约10")),
        *((COUNT, text, IN_WORDS) for text in ("1万", "3.5万元", "2 千", "12亿", "5百")),
        *((COUNT, text, THOUSANDS) for text in ("1,000", "12，345", "-1,000.5")),
        *((COUNT, text, LONG) for text in ("1234567890123456", "1234567890123456.5")),
        *((COUNT, text, ZERO_FIRST) for text in ("012", "00", "-01.5")),
        *((COUNT, text, WHOLE) for text in ("1.5", "-1")),
        (BOUNDED, "0.4", ("0.4 小于下限 0.5", "0.4 is below the least allowed, 0.5")),
        (BOUNDED, "11", ("11 大于上限 10", "11 is above the most allowed, 10")),
        (PERCENT, "101", ("101% 大于上限 100%", "101% is above the most allowed, 100%")),
        (PERCENT, "100.5%", ("100.5% 大于上限 100%", "100.5% is above the most allowed, 100%")),
        (Spec("rate", written_as="percent", least=Fraction(1, 2), most=Fraction(1)), "40%", ("40% 小于下限 50%", "40% is below the least allowed, 50%")),
        *((PERCENT, text, NO_SIGN) for text in ("0.95", "1", "1.0", "0.5")),
        *((PERCENT, text, NEGATIVE_RATE) for text in ("-1", "-0.5", "-5%")),
        (PERCENT, "high", NO_NUMBER),
        (PERCENT, "90%以上", AT_LEAST),
        (PERCENT, "95%左右", ABOUT),
        (PERCENT, "95％", PERCENTAGE),
        (PERCENT, "095%", ("“095”以0开头；请去掉前面的0", "095 begins with a zero; remove it")),
        *((FRACTION, text, SIGN) for text in ("95%", "high%")),
        (FRACTION, "95", ("9500% 大于上限 100%", "9500% is above the most allowed, 100%")),
        (FRACTION, "-0.1", NEGATIVE_RATE),
        *((DATE, text, TIME) for text in ("2023-12-31T00:00:00", "2023-12-31 14:30", "2023年12月31日 9时", "2023/1/6 9:05:10")),
        *((DATE, text, NO_DATE) for text in ("31/12/2023", "12-31-2023", "2023-12", "2023", "20231231", "2023.12.31", "2023-12-31 ", "２０２３-12-31", "2023/12-31", "123456")),
        *((DATE, text, NO_DAY) for text in ("2023-02-29", "2023-13-01", "2023-00-10", "0000-01-01", "2023年4月31日")),
        *((DATE, text, SERIAL) for text in ("45291", "00000")),
        *((DATE, text, NO_NEVER) for text in ("never", "从未")),
        *((YES_NO, text, NO_TRUTH) for text in ("1", "0", "Y", "N", "on", "有", "是的", "完成")),
        *((CHOICE, text, NO_CHOICE) for text in ("丙", "甲乙")),
    ],
)  # fmt: skip
def test_what_is_refused(spec: Spec, text: str, why: tuple[str, str]) -> None:
    fault = read(spec, text)

    assert isinstance(fault, Message)
    assert (fault.pick("zh"), fault.pick("en")) == (why[0].format(text), why[1].format(text))


def test_a_long_text_is_cut_in_messages() -> None:
    fault = read(COUNT, "甲" * 100)

    assert isinstance(fault, Message)
    assert fault.pick("en") == "甲" * 29 + "… is not a number; write it like 12 or 0.5"


@pytest.mark.parametrize(
    "spec", [COUNT, AMOUNT, PERCENT, FRACTION, DATE_OR_NEVER, YES_NO, TEXT, CHOICE]
)
@pytest.mark.parametrize("code", ["0000", "0009", "000A", "001B", "007F", "0085", "00AD", "061C", "115F", "200B", "200D", "200E", "2028", "202E", "2066", "2800", "3164", "FE0F", "FEFF", "E0041"])  # fmt: skip
def test_letters_without_ink_are_refused_in_every_kind(spec: Spec, code: str) -> None:
    fault = read(spec, f"甲{chr(int(code, 16))}乙")

    assert isinstance(fault, Message)
    assert fault.pick("zh") == f"含有不可见字符 U+{code}；请删去"
    assert fault.pick("en") == f"holds the invisible character U+{code}; remove it"


@pytest.mark.parametrize(
    "text", ["", "甲 乙", "a\u00a0b", "\u3000", "é", "ｅ", "\ue000", "𠮷", "（2023）1号", "😀"]
)
def test_letters_with_ink_and_spaces_stay(text: str) -> None:
    assert forbidden_character(text) is None


@pytest.mark.parametrize(
    "word",
    ["no", "No", "NO", "yes", "on", "OFF", "true", "null", "~", ".nan", "-.Inf", "012", "+012", "0x1F", "0o17", "0b10", "1:30", "12:30:45", "190:20:30.15", "1e5", "6E-1", "1_000"],
)  # fmt: skip
def test_words_that_yaml_readers_read_differently_need_quotes(word: str) -> None:
    fault = plain_text_fault(word, is_plain=True)

    assert fault is not None
    assert fault.pick("zh") == f"“{word}”在不同的 YAML 程序里意思不同；请加引号"
    assert fault.pick("en") == f"YAML readers disagree on what {word} means; put it in quotes"
    assert plain_text_fault(word, is_plain=False) is None
    assert read(TEXT, word, is_plain=True) == fault
    assert read(TEXT, word) == word


@pytest.mark.parametrize(
    "word", ["是", "none", "12", "1.5", "2023-01-01", "a:b", "nope", "12号", "e5", "1e", "0"]
)
def test_other_words_need_none(word: str) -> None:
    assert plain_text_fault(word, is_plain=True) is None


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("１２．５％", "12.5%"),
        ("－３", "-3"),
        ("＋３", "+3"),
        ("12", "12"),
        ("甲（１）", "甲（1）"),
        ("①Ⅳ㎡Ａ，", "①Ⅳ㎡Ａ，"),
    ],
)
def test_only_digits_and_signs_are_halved(text: str, half: str) -> None:
    assert fullwidth_to_ascii(text) == half


@given(
    st.text(max_size=20),
    st.sampled_from([COUNT, AMOUNT, PERCENT, FRACTION, DATE_OR_NEVER, YES_NO, TEXT, CHOICE]),
    st.booleans(),
)
def test_any_text_is_a_value_of_the_kind_or_a_fault_in_two_languages(
    text: str, spec: Spec, is_plain: bool
) -> None:
    value = read(spec, text, is_plain)
    if isinstance(value, Message):
        assert value.pick("zh")
        assert value.pick("en")
    else:
        kinds = {"date": (date, type(NEVER)), "yes_no": (bool,), "text": (str,)}.get(
            spec.kind, (Fraction,)
        )
        assert isinstance(value, kinds)
        assert forbidden_character(text) is None


@given(st.from_regex(r"[+-]?[0-9]{1,3}(\.[0-9]{1,2})?%?", fullmatch=True))
def test_a_rate_is_what_it_says_in_either_form(text: str) -> None:
    """No number is read as a hundredth of itself or as a hundred times itself."""
    for spec, factor in ((PERCENT, 100), (FRACTION, 1)):
        value = read(spec, text)
        if isinstance(value, Fraction):
            assert value * factor == parse_number(text.removesuffix("%"))
            assert 0 <= value <= 1


@given(
    st.sampled_from([COUNT, PERCENT, DATE, YES_NO, TEXT, CHOICE]),
    st.lists(
        st.tuples(
            st.sampled_from(["no", "y", "20230401", "12", "１２", "是", "甲", "2023-04-31"]),
            st.booleans(),
        )
    ),
)
def test_a_column_is_read_as_its_cells_are(spec: Spec, cells: list[tuple[str, bool]]) -> None:
    """Repeated texts are remembered, in quotes and without them."""
    year = Period(date(2023, 1, 1), date(2023, 12, 31))
    column = ColumnReader(spec, year)

    for text, is_plain in cells:
        cell = Cell(text, is_plain=is_plain)
        assert column.read(cell) == read_cell(cell, spec, year)
