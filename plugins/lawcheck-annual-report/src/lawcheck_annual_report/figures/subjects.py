"""Whom a figure is of: the unit of the report, its departments, another body, a larger area.

`区司法局培训3次` is a department's, `全市培训90次` a larger area's, and `区委常委会学法6次` no
meeting of the government. Where nothing is said, it is of the unit itself.
"""

from __future__ import annotations

import enum
import re
from typing import Final

import attrs

from lawcheck.plugin import Text


class Who(enum.Enum):
    """Whom a figure is of. The value is the name for people."""

    OWN = Text("本单位", "the unit itself")
    DEPARTMENT = Text("一个部门", "one department")
    ALL_DEPARTMENTS = Text("各部门合计", "all departments together")
    OTHER_BODY = Text("其他机关", "another body")
    LARGER_AREA = Text("更大范围", "a larger area")


@attrs.frozen
class Subject:
    """Whom a figure is of.

    Attributes:
        who: its kind.
        said: the words that say so; empty if nothing is said, which means the unit itself.
    """

    who: Who
    said: str


THE_UNIT: Final = Subject(Who.OWN, "")

_HAN: Final = "[\u3400-\u9fff]"
_AREA: Final = "[省市州盟区县旗镇乡]"
_OTHER_BODY: Final = re.compile(
    rf"""
    (?:{_AREA}|各级|两级)?(?:人民)?
        (?:法院|检察院|检察机关|人大(?:常委会)?|政协|纪委(?:监委)?|监委|团委|团[省市州区县]委|总工会|妇联)
    | {_AREA}委(?!员|托|派|(?:全面)?依法治{_AREA}(?:委员会)?办)
        (?:常委会(?:会议)?|全面依法治{_AREA}委员会|[、和]?{_AREA}(?:人民)?政府|{_HAN}{{2,4}}[部办])?
    | 党委(?!政府) | 党组(?!织) | 党工委 | 党支部
    """,
    re.VERBOSE,
)
"""The party, courts and others: what they did is not what the government did."""
_FIELD: Final = """(?:司法|公安|教育|民政|财政|人社|人力资源|自然资源|住建|住房|交通|农业|水利
    |水务|商务|文旅|文化|卫健|卫生|应急|审计|市场监管|市场监督|城管|城市管理|综合执法|综合行政执法
    |生态环境|环保|信访|医保|统计|税务|行政审批|政务服务|林业|园林|退役军人|科技|发改|发展改革|经信
    |工信|烟草|消防)"""
_NOT_A_PLACE: Final = """(?!深入|走进|组织|指导|督促|推动|面向|覆盖|所有|全部|重点|联合|会同|进驻
    |下沉|依托|开展|召开|完成|建[设成]|打造|选取|抽[取查]|检查|评查|全[区县市省]|辖区|基层|规范|推进
    |加强|落实|实现|[设成]立|改建|新建|共有|现有)"""
_DOES: Final = "党委|党工委|会前|全年|开展|组织|调解|受理|召开|累计|办理|先后|成立|设立"
"""What follows the name of a street that does something."""
_DEPARTMENT: Final = re.compile(
    rf"""
    {_NOT_A_PLACE}{_HAN}{{2,6}}?(?<!各)部门(?![一-龥]{{0,2}}协)
    | {_AREA}?委?(?:全面)?依法治{_AREA}(?:委员会)?办(?:公室)?
    | {_AREA}(?:人民)?政府办(?:公室)?
    | {_AREA}(?!政府|人民|委|[级直内]){_HAN}{{1,9}}?
        (?:局|(?<!大)厅|委员会|办公室|大队|支队|中心|发改委|卫健委|住建委)
    | {_FIELD}{_HAN}{{0,6}}?(?:局|(?<!大)厅|委员会|部门|机关|系统|大队|支队|执法队)
    | {_NOT_A_PLACE}{_HAN}{{2,4}}(?:街道|镇|乡)(?:办事处|(?:人民)?政府|司法所|(?={_DOES}))
    | 司法所(?!达|建|[0-9０-９])
    | 某{_HAN}{{0,4}}?(?:街道|镇|乡|社区|村|局|部门|单位)
    """,
    re.VERBOSE,
)
ALL_DEPARTMENTS: Final = re.compile(
    "各(?:级|有关|相关|职能|行政|执法|区直|县直|市直|直属|所属|主管|参评){0,3}"
    "(?:机关|部门|单位|街道|乡镇|镇街|镇|乡|局|科室|社区|村|学校|司法所)"
    f"|{_AREA}[直级](?:各|有关|相关)?(?:行政)?(?:执法)?(?:机关|部门|单位)"
    "|行政(?:执法)?机关|(?:行政)?执法(?:部门|单位)|(?:有关|相关|职能|主管)部门"
)
"""All departments, wherever they are named: what they did is added up."""
_GOVERNMENT: Final = (
    "(?:人民)?政府(?!办|部门|各|组成|系统|法律顾问|网|采购|合同|信息|规章|债|投资|职能)"
    "(?:常务会议?|全体会议)?"
)
_LEVELS: Final = (("街道镇乡", "省市区县"), ("区县旗", "省市"), ("市州盟", "省"), ("省", ""))
"""The end of the name of an area, lowest level first, and the levels above it."""
_UNKNOWN: Final = ("区县旗镇乡", "省市")
"""What a report that names no unit may be of, and what is larger than that."""
_PRAISE: Final = (
    "(?!率先|首|第|前|唯一|排名|领先|推广|通报|优秀|先进|[^，,。；;]{0,6}(?:典型|示范|标兵))"
)
"""`全市首个` says nothing of an area."""
_NAMES_OF_AREAS: Final = re.compile(f"{_HAN}{{1,8}}?(?:[省市州盟区县旗镇乡]|街道)")


_NOT_OF_A_CITY: Final = ("市场", "市政", "市容", "市民")


class Subjects:
    """Finds whom the words at a position name, in the report of one unit.

    >>> found = Subjects("乙市甲区人民政府")
    >>> subject, end = found.at("区司法局开展培训", 0)
    >>> subject.who.name, end
    ('DEPARTMENT', 4)
    >>> names = "全市培训", "甲区培训", "区委常委会学法", "各街道培训"
    >>> [found.at(each, 0)[0].who.name for each in names]
    ['LARGER_AREA', 'OWN', 'OTHER_BODY', 'ALL_DEPARTMENTS']

    Args:
        unit: the name of the unit; empty if it is not known.
    """

    def __init__(self, unit: str) -> None:
        self._unit = unit
        *larger, own = _NAMES_OF_AREAS.findall(unit) or [""]
        level, above = next((each for each in _LEVELS if own and own[-1] in each[0]), _UNKNOWN)
        self._above = above
        names = [f"全[国{above}]", *(f"{re.escape(each)}(?!{own[:1]})" for each in larger)]
        if above:
            names.append(f"我[{above}]|[{above}](?:级)?(?:人民)?政府")
        called = f"{re.escape(own)}|" if own else ""
        ends = f"(?:[{level}]|街道|局|委|厅|办|院|单位)"
        own_pattern = (
            f"(?:{called}[我本全]?[{level}]|本级)?{_GOVERNMENT}|{called}[我本全]{ends}(?![面体部])"
        )
        self._kinds = (
            (Who.OTHER_BODY, _OTHER_BODY),
            (Who.ALL_DEPARTMENTS, ALL_DEPARTMENTS),
            (Who.DEPARTMENT, _DEPARTMENT),
            (Who.LARGER_AREA, re.compile(f"(?:{'|'.join(names)}){_PRAISE}")),
            (Who.OWN, re.compile(own_pattern)),
        )

    def at(self, text: str, position: int) -> tuple[Subject, int] | None:
        """Return whom the words at a position name, and where they end; None if nobody."""
        for who, pattern in self._kinds:
            match = pattern.match(text, position)
            if match is not None:
                kind = self._department(match[0]) if who is Who.DEPARTMENT else who
                return Subject(kind, match[0]), match.end()
        return None

    def _department(self, name: str) -> Who:
        """Return whose a department is: the unit may be one, `市司法局` is none of a district."""
        if self._unit.endswith(name):
            return Who.OWN
        is_above = name[0] in self._above and not name.startswith(_NOT_OF_A_CITY)
        return Who.LARGER_AREA if is_above else Who.DEPARTMENT
