"""Figures: value, unit, qualifier; and digits that are none. Every sentence is invented."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from lawcheck_annual_report.figures.figures import Reading, figures_in
from lawcheck_annual_report.figures.numerals import numeral_text, numeral_value
from lawcheck_annual_report.figures.qualifiers import Qualifier

LEVEL, CHANGE = Reading.LEVEL, Reading.CHANGE
Q = Qualifier


def found(text: str) -> list[tuple[str, str, Qualifier]]:
    return [(str(each.value), each.unit, each.qualifier) for each in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("开展集中学习23次", "23", "次"),
        ("全年共立案 418 件", "418", "件"),
        ("受理申请1,234,567件", "1234567", "件"),
        ("办结１２３４件，", "1234", "件"),
        ("惠及群众3.6万人次", "36000", "人次"),
        ("罚没金额850.5万元", "8505000", "元"),
        ("投资1.2亿元建成", "120000000", "元"),
        ("合格率为97.25%", "389/4", "%"),
        ("达标率百分之百", "100", "%"),
        ("办结率百分之九十八点六", "493/5", "%"),
        ("印制手册三万册", "30000", "册"),
        ("辖区十二个司法所", "12", "个"),
        ("共审结复议案件1847，", "1847", ""),
        ("综合排名第3位", "3", "位"),
        ("连续6年获评", "6", "年"),
        ("平均得分88.5分", "177/2", "分"),
        ("总数：30件", "30", "件"),
    ],
)
def test_value_and_unit(text: str, value: str, unit: str) -> None:
    assert found(text) == [(value, unit, Q.EXACT)]


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("发放资料3千余份", "3000", Q.AT_LEAST),
        ("覆盖7.4万余人", "74000", Q.AT_LEAST),
        ("覆盖240余万人", "2400000", Q.AT_LEAST),
        ("咨询600多人次", "600", Q.AT_LEAST),
        ("宣讲百余场", "100", Q.AT_LEAST),
        ("十余次", "10", Q.AT_LEAST),
        ("吸引上千人", "1000", Q.AT_LEAST),
        ("印发近8万份", "80000", Q.ALMOST),
        ("宣讲近百余场", "100", Q.CONTRADICTORY),
        ("参加者约350人", "350", Q.ABOUT),
        ("培训45次左右", "45", Q.ABOUT),
        ("败诉率低于6%", "6", Q.LESS_THAN),
        ("每所配备3人以上", "3", Q.MORE_THAN),
        ("超40家单位", "40", Q.MORE_THAN),
        ("开展8—12次", "8", Q.BETWEEN),
        ("培训不少于2次", "2", Q.REQUIRED),
        ("每季度开展1次", "1", Q.REQUIRED),
        ("确保应诉率达到98%", "98", Q.REQUIRED),
        ("，要求各单位学法4次", "4", Q.REQUIRED),
        ("（考核指标45%以上）", "45", Q.REQUIRED),
        ("每人限报2件", "2", Q.REQUIRED),
        ("组织活动4场（次）以上", "4", Q.MORE_THAN),
    ],
)
def test_qualifiers(text: str, value: str, qualifier: Qualifier) -> None:
    assert [(each[0], each[2]) for each in found(text)] == [(value, qualifier)]


@pytest.mark.parametrize(
    "text",
    [
        "学习习近平法治思想4次",
        "培训16名科级以上干部",
        "排名超过72%的乡镇",
        "附近8个村",
        "按照要求开展培训8次",
        "确保了安全，培训8次",
    ],
)
def test_words_that_only_look_like_qualifiers(text: str) -> None:
    assert [each.qualifier for each in figures_in(text)] == [Q.EXACT]


@pytest.mark.parametrize(
    "text",
    [
        "2022年3月15日召开",
        "“七五”普法和12·4宣传",
        "〔2022〕18号、第713号令",
        "《发展规划（2021—2025年）》",
        "推行“24365”“3件事一次办”",
        "受理12345热线",
        "电话：0719-8123456。",
        "第29次常务会议、第十三届、第三方",
        "第二、三批项目，第十届三次会议，十一届五次全会",
        "市四套班子",
        "1+8+N模式，7×24小时",
        "压缩至5个工作日、3个月",
        "开展×次，发放XX份，培训*人，3×次",
        "召开一次会议，打造一批亮点",
        "落实三项制度，做到两个维护",
        "三四个、数十场、几十人、三分之一",
        "一百二个",
        "2016-2020年、5-17-60",
        "12人大代表",
        "A4纸、G20峰会、p3件",
        "累計(jì)1.2萬余次",
        "12:30分",
        "共学法1 2次",
        "全市共有4 598个调委会",
        "应诉率92. 7%",
        "应诉率92 .7%",
        "受理1, 234件",
        "3、4次",
        "聚焦三个“一号工程”",
        "2. 0版",
        "",
    ],
)
def test_digits_that_are_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("学法8次至10次", ["8", "10"]),
        ("应诉率90%—95%", ["90", "95"]),
        ("投资1.2万至1.5万元", ["12000"]),
    ],
)
def test_ranges(text: str, values: list[str]) -> None:
    assert [(str(each.value), each.qualifier) for each in figures_in(text)] == [
        (value, Q.BETWEEN) for value in values
    ]


@pytest.mark.parametrize("text", ["办结率92.7%②", "办结率92.7%[1]", "办结率92.7%（注3）"])
def test_marks_of_footnotes(text: str) -> None:
    assert found(text) == [("927/10", "%", Q.EXACT)]


def test_changes_and_levels() -> None:
    text = "由80分上升至92分，增长15%；败诉率下降2.5个百分点，收案同比减少12件，比上年多3起，新增站点9个"

    assert [(str(each.value), each.unit, each.reading) for each in figures_in(text)] == [
        ("80", "分", LEVEL),
        ("92", "分", LEVEL),
        ("15", "%", CHANGE),
        ("-5/2", "百分点", CHANGE),
        ("-12", "件", CHANGE),
        ("3", "起", CHANGE),
        ("9", "个", LEVEL),
    ]


def test_offsets_are_those_of_the_text() -> None:
    text = "全年办理 34 件、５２ 件，合格率９９.５％。"

    assert [text[each.start : each.end] for each in figures_in(text)] == [
        "34 件",
        "５２ 件",
        "９９.５％",
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("受理12,345件", ["12345"]),
        ("受理１２，３４５件", ["12345"]),
        ("受理案件12，345件在办", []),
        ("调解3，200件，成功3，168件", []),
        ("审结4696，成功3168件", ["4696", "3168"]),
        ("受理案件1234,567件在办", ["1234", "567"]),
        ("受理案件12,34件在办", ["12", "34"]),
        ("受理案件12,3456件在办", ["12", "3456"]),
    ],
)
def test_commas_inside_and_between_numbers(text: str, values: list[str]) -> None:
    assert [str(each.value) for each in figures_in(text)] == values


@pytest.mark.parametrize("value", [0, 9, 10, 19, 20, 105, 110, 1_005, 20_015, 100_050_000])
def test_numerals_are_read_back(value: int) -> None:
    assert numeral_value(numeral_text(value)) == value


@pytest.mark.parametrize("text", ["一百二", "三四", "百", "二〇二三", "百十", "万亿", "一" * 30])
def test_what_could_be_read_in_two_ways_is_no_numeral(text: str) -> None:
    assert numeral_value(text) is None


PHRASES = Path(__file__).with_name("phrases.jsonl").read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", PHRASES, ids=lambda line: json.loads(line)["phrase"][:8])
def test_labelled_phrases(line: str) -> None:
    """Those that `benchmarks/annual_reports.py` measures by default."""
    labelled = json.loads(line)
    names = {"余": Q.AT_LEAST, "近": Q.ALMOST, "约": Q.ABOUT, ">": Q.MORE_THAN, "<": Q.LESS_THAN,
             "近余": Q.CONTRADICTORY, "req": Q.REQUIRED, "plan": Q.EXACT, "": Q.EXACT}  # fmt: skip
    wanted = {
        (Fraction(str(each["value"])), each["unit"], names[each["qualifier"]])
        for each in labelled["figures"]
    }

    assert {
        (each.value, each.unit, each.qualifier) for each in figures_in(labelled["phrase"])
    } == wanted


def test_values_are_exact() -> None:
    """In binary, 0.1 x 3 is not 0.3."""
    assert sum(each.value for each in figures_in("0.1元、0.1元、0.1元")) == Fraction(3, 10)
