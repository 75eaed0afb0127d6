"""What a sentence is about: its words without those that every report is full of.

Chinese is written without spaces. Instead of cutting it into words, two sentences are compared by
their pairs of characters, in which general words (`推进`, `工作`, `不断`), numbers and the
particles 的 and 了 take no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from lawcheck_annual_report.figures.measure_words import UNIT

LONGEST: Final = 300
"""Characters of a sentence that are compared; a longer one is a damaged text."""

_GENERAL: Final = (
    "法治政府|法治建设|依法行政|依法治[国省市区县]|[省市区县镇]?政府|各项|进一步|工作(?![室站组者法证])|建设"
    "|推进|推动|推行|加强|加快|加大|开展|组织|举办|召开|持续|继续|全面|深入|扎实|积极|大力"
    "|着力|严格|切实|不断|逐步|稳步|努力|重点|认真|充分|有效|有序|完善|健全|建立|实施|落实"
    "|强化|深化|优化|提升|提高|促进|确保|实现|形成|坚持|做好|抓好|制定|制订|出台|印发|修订"
    "|新建|建成|能力|水平|力度|机制|体系|制度|方面|问题|情况|任务|以及|通过|今年|去年|全年"
    "|明年|各级|部门|单位|全[国区县市省镇]|我[国们区县市局]|探索|支持|鼓励|扩大|改革|发展|完成"
    "|增加|减少|降低|计划|相关|有关|主要|方式|作用|发挥|活动|领域|环节|过程|目标|要求|部署"
    "|精神|贯彻|还需|有待|不够|不足|部分|个别|存在|较为"
    "|[仍尚将把与和及等]"
)
_NUMBER: Final = f"[0-9０-９][0-9０-９.．,，]{{0,15}}[余多万亿]{{0,3}}(?:{UNIT})?(?:以上|左右)?"
_LEFT_OUT: Final = re.compile(f"{_NUMBER}|{_GENERAL}|[^\u3400-\u9fffA-Za-z]")
_PASSED: Final = frozenset("的了之“”‘’ 　\u00a0")
"""Particles, and quotation marks: `“八五”普法` is also written 八五普法."""
_LIST: Final = re.compile("[、和与及]")
_BREAK: Final = " "
_SAME: Final[Mapping[str, str]] = {
    "行政首长": "负责人",
    "培训班": "培训",
    "卷宗": "案卷",
    "站所": "站点",
}
"""Words that reports use for one thing: what is written, and what it is compared as."""
_WRITTEN: Final = re.compile("|".join(_SAME))


@attrs.frozen
class Topic:
    """The characters of a sentence that say what it is about.

    Attributes:
        text: the characters, with a space where something is left out.
        ends: the places in it where one of several things that are listed ends, and the last.
    """

    text: str
    ends: frozenset[int]

    def pairs(self) -> Iterator[tuple[int, str]]:
        """Yield each pair of neighbouring characters, with the place of the first in the topic."""
        for place in range(len(self.text) - 1):
            pair = self.text[place : place + 2]
            if _BREAK not in pair:
                yield place, pair


def topic_of(text: str, start: int, end: int) -> Topic:
    """Return what a stretch of text is about.

    >>> topic_of("进一步推进公共法律服务的站点建设", 0, 16).text.split()
    ['公共法律服务站点']

    Args:
        text: of the report.
        start: the offset of its first character.
        end: the offset after its last one; what is beyond `LONGEST` characters is not compared.
    """
    end = min(end, start + LONGEST)
    plain = "".join(sign for sign in text[start:end] if sign not in _PASSED)
    plain = _WRITTEN.sub(lambda match: _SAME[match[0]], plain)
    masked = _LEFT_OUT.sub(lambda match: _BREAK * len(match[0]), plain)
    cuts = (*(match.start() for match in _LIST.finditer(plain)), len(plain))
    lasts = (len(masked[:cut].rstrip(_BREAK)) - 1 for cut in cuts)
    return Topic(masked, frozenset(last for last in lasts if last >= 0))
