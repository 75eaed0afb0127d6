"""Check that words are a plain statement: without numbers, points, or a second clause.

The patterns of rules have groups for free text, such as 未经审核的 (not reviewed) in
未经审核的，每件扣1分. The text is checked here to the last character, so that a pattern never
skips something that it does not understand.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = re.compile(r"(?:[^\W\d]|[、“”‘’\"'《》〈〉()·-])*")
"""Letters, and signs that do not separate clauses.

With a comma, a colon, a percent sign or a digit, it is more than one statement.
"""

_NO_NUMBERS: Final = re.compile(
    r"第一责任人|一把手|三重一大|双随机、一公开|三项制度|一票否决|一体化|一站式|统一|一致|一律"
    r"|一般|一并|进一步|万元|百姓|千方百计"
)
"""Words with a numeral in them that are not a number, such as 一把手 (the person in charge)."""
_NUMERAL: Final = re.compile(r"[零〇一二两三四五六七八九十百千万半几数]")

_TIME_LIMIT: Final = re.compile(
    r"(?<=[未在于])(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|小时|月|日|天)"
    r"(?:之?内|以内|前)(?=[^,]{2})"
)
"""A limit of time in a duty, as in 未在三个工作日内反馈: a part of what is asked."""
_PRICE: Final = re.compile(
    r"扣|分值|分数|[得计记加减满总评打给倒]分|比例|倍|酌情|视情|根据情况|按情况"
)
_LIMIT: Final = re.compile(
    r"最多|最高|最低|最少|至多|至少|不超过|不得超过|上限|下限|封顶|为限|为止|以上|以下|以内"
    r"|之内|累计"
)
_MANY: Final = re.compile(r"每|各(?![类级种部单镇乡])|分别|均|否则|其余|以此类推|依此类推|依次")
_LAST: Final = re.compile(
    r"(?:再|另|倒|多|都|只|仅|又|还|先|后|不|也|可|约|起|共|须|(?<![参增添附])加|额外|合计|直接"
    r"|重复)$"
)
"""Words before the points that change what they mean, such as 再扣1分 (1 more off).

加 is not such a word in 参加, 增加 and 附加.
"""
_SECOND_OMISSION: Final = re.compile(r"(?:未|没有).*、(?:未|没有)")
_CONNECTED: Final = re.compile(r"且|并|同时|其中|除外|除|但|如|若|才|方可|视为|计为|按|或者?|的")


def is_statement(words: str) -> bool:
    """Return whether words are one statement, which is true or false or can be counted.

    未A、未B的 (A or B was not done) is not: it may mean either, both, or each of them.
    """
    bare = _TIME_LIMIT.sub("", words.strip("的,"))
    if not _WORDS.fullmatch(bare) or _NUMERAL.search(_NO_NUMBERS.sub("", bare)):
        return False
    if any(found.search(bare) for found in (_PRICE, _LIMIT, _MANY, _SECOND_OMISSION)):
        return False
    return words.endswith(("的", ",")) or not _LAST.search(bare)


_QUOTED: Final = re.compile('“[^“”]*”|‘[^‘’]*’|"[^"]*"|《[^《》]*》')
_ADDS: Final = re.compile(
    r"造成|情节|后果|影响|严重|重大|仍|拒不|再次|之后|以后|后$|整改|其中|上述|该|^(?:但|并|且|同时|或)"
)
"""Words behind a comma that narrow what stands before it, or speak of its effects."""


def without_names(words: str) -> str:
    """Return words without what stands in quotation marks, such as “三项制度”."""
    return _QUOTED.sub("", words)


def is_condition(words: str, counted: bool) -> bool:
    """Return whether words say when points are taken off.

    They may be several statements with commas between them, such as 因审核不严，导致泄密 (secrets
    were published because the check was not strict). They are one question, put in these words.

    Args:
        words: the words.
        counted: whether cases are counted. Then 未A、未B is clear: a case of either is one case.
    """
    parts = [part for part in re.split(",(?=.)", words) if part]
    if counted:  # A的,或B的,每件扣1分: a case of either is one case
        parts = [part.removeprefix("或") for part in parts]
    if not all(_is_clear(part, counted, at + 1 < len(parts)) for at, part in enumerate(parts)):
        return False
    because = re.match(r"因|由于", words) is not None
    return because or not any(_ADDS.search(part) for part in parts[1:])


def _is_clear(part: str, counted: bool, comma_follows: bool) -> bool:
    bare = without_names(part).replace("等", "")
    if counted:
        bare = bare.replace("、", "")
    return is_statement(bare + ("," if comma_follows else ""))


def is_name(words: str) -> bool:
    """Return whether words only name what a number measures, such as 学法 or 办结率.

    That is a statement without conditions.
    """
    bare = words.strip("的,")
    return is_statement(bare) and not _CONNECTED.search(bare)


_REFERENCE: Final = re.compile(
    r"\(?\d{4}(?:-\d{4})?年?度?\)?(?:版)?年?|〔\d{4}〕\d+号|第"
    r"(?:\d+|[一二三四五六七八九十百]+)[条款章项]|《[^《》]*》"
)
"""Years, numbers of documents, articles and titles: numbers that require nothing."""
_WHOLE_PERIOD: Final = re.compile(r"每年度?|全年|年度|年内|当年|本年")


def strip_period(words: str) -> str:
    """Return words without those for the whole period at their beginning: 全年学法 is 学法."""
    return re.sub(rf"^(?:{_WHOLE_PERIOD.pattern})", "", words)


def is_background(words: str) -> bool:
    """Return whether words only say what an item is about.

    A number beside them is then all that the item requires.
    """
    rest = _WHOLE_PERIOD.sub("", _REFERENCE.sub("", words))
    parts = re.split(r"[,;:。!?\n]", rest)
    return all(
        not part or (is_statement(part) and not re.match(r"并|且|同时|其中|但|另", part))
        for part in parts
    )


def is_amount_of(words: str) -> bool:
    """Return whether the clause around a number adds no condition to it.

    不少于4次且每次不少于2小时 (at least 4 times, and each time at least 2 hours) adds one.
    """
    rest = _WHOLE_PERIOD.sub("", _REFERENCE.sub("", words))
    return is_statement(rest) and not re.search(
        r"且|同时|其中|除外|但|才|方可|视为|计为|的.*的", rest
    )
