"""Recognize texts that are not names or values: totals, notes below a table, damaged codes.

The patterns are matched against folded, lower-case text (see `lawcheck.model.text.fold`). They are
texts, which `re` compiles when they are first used, because compiling them all takes as long as
reading a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from lawcheck.model.text import Message, fold, message

_BRACKETS: Final = r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|《》|「」"
_ENDS: Final = " :;,.、。;,~-—_*#|/\\\"'“”‘’"
_SUMS: Final = "合计|小计|总计|共计|累计|汇总|总和|总数|合计数|总计数|小计数"
_MEANS: Final = "平均|平均值|平均数|平均分|平均率|均值|均数|中位数|中位值"
_PER_UNIT: Final = "[县市区镇乡村街局户人]均[数值]?|.*平均水平"
_EXTREMES: Final = "最高|最高值|最高分|最大值|最低|最低值|最低分|最小值|标准差|方差"
_OPENINGS: Final = (
    "[∑σ]|合计|小计|总计|共计|总和|平均(?!县|乡|镇|村|街|区|市|路)"
    "|共?[0-9]+[个家](单位|部门|乡镇|街道|区县|县|区|镇)?$"
)
_ENDINGS: Final = tuple(f"{_SUMS}|{_MEANS}|{_EXTREMES}".split("|"))
_ENGLISH: Final = (
    r"((grand|overall|sub)?[ -]?(total|totals|sum|sums)( of .*)?"
    r"|.*[a-z] (total|totals|subtotal|average)|sub-?totals?"
    r"|averages?|avg|(mean|median|maximum|minimum)( value)?|average (of|score|value).*"
    r"|all (units|of them)|overall)"
)
_IN_SUMS: Final = "[计总平均中最差∑σ个家a-z]"
"""One of these is in every word for a sum; the first cells of most records have none of them."""
_AREAS: Final = (
    r"全(国|省|市|州|盟|县|区|旗|镇|乡|街|街道|村|社区|局|系统|域|部|体|体单位|部单位|区域|市范围)"
    r"|(所有|各)(单位|区县|县区|乡镇|部门|街道|镇街)"
)
_NOTES: Final = (
    r"(注|备注|附注|脚注|批注|说明|填表说明|填报说明|口径|统计口径|附|附件|来源|数据来源|资料来源"
    r"|日期|时间|截止|截至|其中|单位|电话"
    r"|签名|签字|盖章|制表|制图|审核|复核|校对|填表|填报|审批|批准|经办|报送|上报|打印"
    r"|[^:]{0,8}(人|员|负责人|领导|单位|部门|机关|日期|时间|电话|说明|来源|签名|签字|盖章)"
    r"|notes?|remarks?|sources?|(prepared|checked|reviewed|approved|compiled|signed) by"
    r"|signed|signature|date|tel|phone|contact)"
    r"[0-9]{0,2} ?:.*"
)
_NOTES_ALONE: Final = (
    r"注[0-9]{0,2}|注[0-9]*[.、].*|备注|附注|说明|填表说明|以上.{0,4}|以下空白|此处空白|空白|续表|见下页|接下页|转下页|以下无正文"
    r"|盖章|签字|签章|公章|单位盖章|remarks?|notes?|※.+|\*+[^*]+"
    r"|(填表|填报|制表|审核|复核|校对|经办|联系|报送|统计|负责|分管)人(员)?.*"
    r"|(填表|填报|制表|报送|上报|打印|统计)(日期|时间|单位|部门).*"
    r"|(数据|资料)(来源|截至|截止|更新).*|(截至|截止)[0-9一二三四五六七八九十〇本上今].*"
)
_SEAL: Final = r"\((加?盖公?章|公章|签[字名章]|盖章处)\)"
_FOOTERS: Final = (
    r"(本页|本表|以上|全年|全部)?(共计?|总计|合计)?[0-9]+[件次起条人个项场篇份宗页]|(本页|本表|以上|全年|全部)?(共计?|总计|合计)[0-9].*"
    r"|第?[0-9]+页.*|.*(填报|制表|打印)(日期|时间|于|至).*|数据更新.*"
)
_DATED: Final = r".{0,20}[0-9]{4}(年[0-9]{1,2}月([0-9]{1,2}日)?|[-./][0-9]{1,2}[-./][0-9]{1,2})"
"""A date, alone or behind the office that signs: 甲镇司法所2024年12月31日."""
_HEADINGS: Final = (
    "(被?考核|填报)?(单位|乡镇|街道|部门|区县|县区)(名称|编号|代码)?|序号|编号|名称|unit_name"
    "|[栏行列]次|栏目"
)
_SCALES: Final = (
    "(年度|全年|下达|计划|考核)?(目标|任务|计划)(任务|目标|指标)?[数值]?|(合格|达标|及格|警戒|预警)线"
    "|[上下]限|阈值|计量单位|差[距额异]|(指标|考核)?(满分|总分|得分|分值|权重|目标|标准|标准分|基准|参考)[值数]?|(得分)?(排名|名次|排序|等次|位次)"
    "|(full|max(imum)?) ?(score|points|marks)"
    "|[比较]?(上年|去年|上年度|上季度|上月|上期)(同期|[数值])*|同期[数值]?"
    "|.{0,6}((得分|完成|达标|合格|增长|覆盖)率|(同比|环比)(增减|增长|变化|增幅|降幅)?|增幅|占比)"
)
"""Names of rows with the scale or a comparison: 满分, 权重, 排名, 上年同期, 同比增长, 完成率."""
_SAMPLES: Final = (
    r"(填写|填报|填表)?(示例|样例|范例|举例|样表)[0-9一二三]?|(例如?|示例|样例):.*"
    r"|[x×✕*]{2,3}(县|市|区|镇|乡|街道|村|社区|局|委|办|厅|单位|部门|中心)"
)
"""Names of rows that show how to fill in the table: 填写示例, 例：甲镇, XX镇."""
_GROUP_NUMBER: Final = (
    r"[一二三四五六七八九十]+、(?![一二三四五六七八九十])|\([一二三四五六七八九十]+\)"
)
_NOTHING: Final = r"(?i)n/?a|nan|none|null|nil|undefined|未知|不详|无|[-—?~_/.*]+"
_ERRORS: Final = (
    r"(?i)#+|#(REF|N/A|DIV/0|VALUE|NAME|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?|err:[0-9]+"
)
_ROUNDED: Final = r"(?i)[+-]?[0-9](\.[0-9]+)?e\+[0-9]{1,3}"
_FLOATED: Final = r"[0-9]+\.0+"
_DITTO: Final = frozenset(("同上", "同前", "同左", "同下", "仝", "仝上", "〃", '"', '""', "′′"))


NO_UNIT_ID: Final = message("单位编号是空的；请补上", "the unit has no id; add one")
"""The problem of a row that names no unit."""


def is_sum_word(text: str) -> bool:
    """Check whether a text names a total or an average: `合计`, `小计：`, `Total (12 units)`."""
    whole = fold(text).casefold()
    return re.search(_IN_SUMS, whole) is not None and _is_sum(_bare(whole))


def is_total(text: str) -> bool:
    """Check whether the name in a row is a total, an average or the whole area (全县)."""
    bare = _bare(fold(text).casefold())
    return _is_sum(bare) or bool(re.fullmatch(_AREAS, bare.replace(" ", "")))


def is_only_sum(text: str) -> bool:
    """Check whether a text is nothing but a word for totals: `合计`, not `法律要点汇总`."""
    bare = _bare(fold(text).casefold()).replace(" ", "")
    return bare in _ENDINGS or re.fullmatch(_ENGLISH, bare) is not None


def is_footer(text: str) -> bool:
    """Check whether a text counts the rows or pages above it: `共2件`, `第1页共1页`."""
    return re.fullmatch(_FOOTERS, _bare(fold(text))) is not None


def is_dated(text: str) -> bool:
    """Check whether a text is a date, alone or behind a name: `甲镇司法所2024年12月31日`."""
    return re.fullmatch(_DATED, fold(text)) is not None


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """Check whether a text is a note or a repeated header: `填表人：张某`, `注：…`, `单位名称`."""
    whole = fold(text).casefold()
    bare = _bare(whole).replace(" ", "")
    is_labelled = re.fullmatch(_NOTES, whole.strip("()[]【】 ")) is not None
    return (
        is_labelled
        or re.search(_SEAL, whole) is not None
        or any(
            re.fullmatch(each, bare or whole)
            for each in (_HEADINGS, _NOTES_ALONE, _SCALES, _SAMPLES)
        )
    )


def group_headings(names: Iterable[str], count: int) -> list[str]:
    """Return the names that number groups of units, such as 一、乡镇 above the names of towns.

    Where half of the names are numbered so, they are those of units.

    Args:
        names: the names that may be numbered.
        count: how many names there are.
    """
    numbered = [each for each in names if re.match(_GROUP_NUMBER, fold(each))]
    return numbered if 2 * len(numbered) < count else []


def heading_fault(text: str) -> Message:
    """Return the problem for a row that is the heading of a group, or its subtotal."""
    return message(
        "“{text}”是分组的标题或小计，不是单位；请删去这一行，或用 --skip-total-rows 跳过；"
        "是单位请去掉前面的编号",
        "{text} is the heading or subtotal of a group, not a unit; remove this row, or skip it "
        "with --skip-total-rows; if it is a unit, write it without the number",
        text=text,
    )


@lru_cache(maxsize=4096)
def not_a_unit(text: str) -> Message | None:
    """Return what is wrong with an id or name that cannot be a unit, or None.

    It may be a total, a note, a word for nothing, or a code that a spreadsheet has damaged.

    >>> from lawcheck.plugin import not_a_unit
    >>> print(not_a_unit("合计").pick("en"))
    合计 is a row of totals...
    >>> print(not_a_unit("4.20302E+11").pick("en"))
    4.20302E+11 is a code that a spreadsheet turned into a number...
    >>> not_a_unit("青石镇") is None
    True

    Args:
        text: the id or name as it is written.

    Returns:
        What is wrong and what to do, or None if the text may name a unit.
    """
    if is_total(text):
        return total_fault(text)
    if is_note(text) or "。" in text:
        return message(
            "“{text}”是表外的说明或表头，不是单位；请删去这一行",
            "{text} is a note or a heading, not a unit; remove this row",
            text=text,
        )
    if re.fullmatch(_NOTHING, fold(text)):
        return message(
            "“{text}”不是单位的编号或名称；请填写单位的编号或名称",
            "{text} does not name a unit; write the id or the name that the unit has",
            text=text,
        )
    return _no_code(text) if re.fullmatch(_FLOATED, fold(text)) else damaged(text)


def total_fault(text: str) -> Message:
    """Return the problem for a row of totals."""
    return message(
        "“{text}”是合计行，不是单位或记录；请删去，或用 --skip-total-rows 跳过",
        "{text} is a row of totals, not a unit or a record; "
        "remove it, or skip it with --skip-total-rows",
        text=text,
    )


def damaged(text: str) -> Message | None:
    """Return what is wrong with a text that does not say what was meant.

    A spreadsheet changed it (`4.20302E+11`, `#REF!`), or it stands for another cell (`同上`).
    """
    folded = fold(text)
    if re.fullmatch(_ERRORS, folded):
        return message(
            "“{text}”是表格软件的错误值，不是原来的内容；请在原表改正后重新导出",
            "{text} is an error of the spreadsheet, not what was typed; "
            "correct the sheet and export it again",
            text=text,
        )
    if folded in _DITTO:
        return message(
            "“{text}”是指另一格的内容；请把内容写出来",
            "{text} stands for what another cell says; write it out",
            text=text,
        )
    return _no_code(text) if re.fullmatch(_ROUNDED, folded) else None


def _no_code(text: str) -> Message:
    return message(
        "“{text}”是被表格软件改成数字的编号；请把这一列设为文本，重新填写后导出",
        "{text} is a code that a spreadsheet turned into a number; "
        "format the column as text and type it again",
        text=text,
    )


def _bare(whole: str) -> str:
    """Strip brackets with their content and signs around a word: `（合计）`, `合计（万元）：`.

    A text that is all in brackets keeps what is inside them.

    Args:
        whole: the text, folded and in lower case.
    """
    outside = re.sub(_BRACKETS, "", whole).strip(_ENDS)
    return outside or whole.strip("()[]【】「」《》" + _ENDS)


def _is_sum(bare: str) -> bool:
    dense = bare.replace(" ", "")
    return bool(
        dense.endswith(_ENDINGS)
        or re.match(_OPENINGS, dense)
        or re.fullmatch(_PER_UNIT, dense)
        or re.fullmatch(_ENGLISH, " ".join(bare.split()))
    )
