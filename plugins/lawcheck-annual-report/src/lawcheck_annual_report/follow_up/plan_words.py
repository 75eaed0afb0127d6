"""How reports write plans and shortcomings: the words, as patterns.

Every pattern has bounded repetitions, so the time is proportional to the length of the text.
"""

from __future__ import annotations

import re
from typing import Final

_NUMERALS: Final = "一二三四五六七八九十"
MARK: Final = re.compile(
    rf"(?P<section>[（(][{_NUMERALS}]{{1,3}}[）)]|[{_NUMERALS}]{{1,3}}、)"
    r"|(?P<point>[（(][0-9]{1,2}[）)]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳])"
    rf"|(?P<word>[{_NUMERALS}]{{1,3}}(?:是|要)|第[{_NUMERALS}]{{1,2}}[，,、]|首先|其次|再次)"
)
"""What numbers a part of a text, from the highest level to the lowest."""

ADVERBS: Final = (
    "(?:进一步|持续|继续|全面|深入|扎实|有序|积极|大力|着力|严格|切实|不断|加快|逐步|稳步|努力"
    "|重点|认真|统筹|主动|及时|充分|有效|依法|定期|适时|探索|纵深|常态化|高质量|坚决|同时|并"
    "|加紧|抓紧|着重|突出|稳妥|更加|健康|优先|基本|如期|做到|要|将|拟|再|新)"
)
_WHO: Final = (
    "(?:我们|我[区县市局镇街乡委院办]|本[区县市局镇街]|全[区县市镇局]|[区县市]政府|各级|各部门)"
)
_ACTIONS: Final = (
    "开展|组织|举办|召开|制定|制订|出台|印发|修订|编制|建立|建全|健全|完善|推进|推动|推行|推广"
    "|推出|实施|落实|加强|强化|加大|加快|深化|优化|建设|建好|建成|新建|改建|打造|设立|成立|培育"
    "|培养|配备|配齐|配强|充实|清理|审查|审核|评查|督察|督查|检查|抽查|整治|整合|查处|化解|办理"
    "|办好|公开|公示|公布|宣传|宣讲|普及|培训|轮训|考核|考评|评估|评议|试点|创新|创建|规范|发挥"
    "|做好|抓好|抓实|抓紧|压实|压紧|拓展|拓宽|畅通|搭建|构建|引进|引导|引入|梳理|取消|下放|简化"
    "|精简|扩大|改革|改善|改进|改造|启动|启用|开通|开工|建档|聘请|选聘|选派|调整|发布|发展|发放"
    "|坚持|执行|履行|配合|协调|协同|对接|衔接|联动|整改|巩固|开发|利用|运用|应用|依托|升级|延伸"
    "|纳入|列入|支持|鼓励|扶持|保障|保护|维护|治理|管理|监督|监管|严守|严查|严肃|打击|淘汰|减少"
    "|控制|解决|改制|提请|起草|报送|学习|旁听|出庭|参加|牵头|承接|赋权|汇集|明确|细化|量化|更新"
    "|转变|理顺|统一|增加|增设|新增|放宽|提请|盘活|实行|安排|立足|丰富|创作|繁荣|汇编|评选|表彰"
    "|扩展|简政|传承|弘扬|统筹|夯实|延续|推介|遏制|狠抓|补齐|补足|增配|续聘|复核|回访|攻坚|联合"
)
ACTION: Final = re.compile(rf"(?:{_WHO})?(?:{ADVERBS}){{0,4}}(?:{_ACTIONS})")
"""A clause that begins with something to do."""
SOMETHING_TO_DO: Final = re.compile(f"{_ACTIONS}|[0-9]")
"""What makes a sentence of a plan an item if none of its clauses begins with an action."""
STATEMENT: Final = re.compile("是|过去|取得了?|存在|有利于|具有|一定(?:会|能)|关系|关乎|意味")
"""A word of a sentence that says how things are."""
PURPOSE: Final = re.compile(
    rf"(?:{ADVERBS}){{0,3}}(?:提升|提高|增强|确保|促进|营造|形成|实现|使|让|助力|助推|防止|避免"
    "|达到|为(?!民|企)|以(?:便|期|利)|从而|切实做到|推动[^，,]{2,40}(?:上|到|向|新))"
)
"""A clause that says what the one before it is for."""
INTENT: Final = re.compile("计划|拟|将要?|力争|争取|要(?!求|素|点|闻)|打算|明年|下一步|今年")
MANNER: Final = re.compile(
    "(?:以|通过|针对|围绕|紧扣|聚焦|结合|按照|根据|对照|立足|依托|坚持|借助|利用)"
)
"""How a clause begins that says in what way the next is done."""

_FRAME_ENDS: Final = (
    "为(?:指导|指引|引领|统领|遵循|主线|目标|契机|导向|根本|核心)"
    "|(?:领导|指导|指引|支持|关心|推动|带领)下|要求|部署|精神|目标|任务|思想|纲要|规划|实际|安排"
    "|新局面|新征程|需要|期待|姿态"
)
FRAME: Final = re.compile(
    rf"(?:[12][0-9]{{3}}年度?)?(?:{_WHO}|[\u3400-\u9fff]{{2,12}}?(?=将|要|继续))?(?:将|要|始终|继续){{0,2}}"
    "(?:(?:(?:坚持|始终|牢牢)?以|在|按照|根据|围绕|紧紧围绕|紧扣|对照|立足|聚焦|锚定|对标"
    "|(?:深入|全面|认真|坚决|切实)?(?:学习)?贯彻(?:落实)?)"
    rf"[^，,。；;\n]{{2,80}}(?:{_FRAME_ENDS})"
    "|(?:进一步|全面|切实|认真)?落实[^，,。；;\n]{2,60}(?:各项要求|各项任务|部署|精神))[》”]?"
)
"""A clause of loyalty or of method in general, which promises nothing."""
WHEN: Final = re.compile(
    "[12][0-9]{3}年度?|新的一年|下一步(?:工作中?)?|下步|今后|明年|接下来|下一年度?|来年|新年度"
    "|下一阶段|今后一个时期|具体来说|同时|总之|此外"
)
CLOSING: Final = re.compile(
    "为[^，,。；;\n]{4,80}(?:保障|支撑|贡献|环境|基础|力量|服务)"
    "|(?:奋力|努力|不断|加快|全力|着力)?(?:推动|推进|开创|谱写|促进|建设|打造|助推|开拓|书写|向着)"
    "[^，,。；;\n]{0,60}(?:新台阶|新水平|新成效|新局面|新篇章|新突破|新高度|新征程|而(?:努力)?奋斗)"
    "[^，,。；;\n]{0,12}"
)
INTRODUCTION: Final = re.compile(
    "[^。；;\n]{0,60}(?:以下|如下|下列|下面|这样)[^，,。；;\n]{0,20}"
    "|[^。；;\n]{0,60}(?:(?:现将)?[^，,。；;\n]{0,20}报告如下)|(?:特此|专此)报告|以上报告[^。\n]{0,20}"
    "|各位代表|[^。；;\n]{0,40}(?:工作|方面|任务)(?:是|主要是|为)"
)
SIGNED: Final = re.compile(
    "[\u3400-\u9fff]{2,30}(?:政府|局|办事处|委员会|办公室|中心|镇|街道|法院|检察院)"
    "|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日|[（(][^（()）\n]{0,40}[)）]"
)
"""What stands below a report: who signed it, and when."""

SHORT: Final = re.compile(
    "不(?![断仅易忘懈同])|未|缺|欠|弱|差|偏|低|滞后|短板|困难|难|有待|仍需|还需|亟待|亟需|空白|隐患|单一|脱节|参差"
    "|上升|下降|流于|形式化|老化|薄弱|淡薄|短缺|紧张|较少|过少|不多|不够|不足|陈旧|繁重|矛盾|瓶颈"
)
"""A word of what is lacking."""
LACKING: Final = re.compile(
    "存在(?:着)?(?P<list>[^。；;\n]{4,200}?)等?(?:一些|方面的?|诸多|的)?"
    "(?:问题|不足|情况|现象|短板|薄弱环节|差距)"
)
"""`存在甲、乙等问题`: several shortcomings in one sentence."""
LISTED: Final = re.compile("[^、，,]{4,80}")
"""One of those that `LACKING` lists."""
ADMISSION: Final = re.compile(
    "[^。；;\n]{0,120}(?:存在|有|看到|面临)(?:着|的|一些|不少|以下|如下|许多|诸多|一定|较大|面临|存在"
    "|工作中|(?:差距|问题|困难|不足|短板|薄弱环节)[和与、]){0,4}"
    "(?:问题|不足|薄弱环节|短板|差距|困难|挑战)"
    "(?:[，,：:]?(?:主要)?(?:表现|体现|是|有|为)[^，,。；;\n]{0,12})?"
)
"""A sentence that says that there are shortcomings, and not which."""
TURN: Final = re.compile(
    "针对(?:上述|以上|这些|存在的?)|下一步|下步|下一年|明年|今后|接下来|下一阶段"
    "|(?:改进|整改|解决|工作)(?:措施|对策|办法|打算)"
)
"""How the plan begins in a part that is about shortcomings and the plan."""
AHEAD: Final = re.compile("今后|下阶段|下一阶段|努力方向|展望|明年|来年")
"""A word of the heading of a plan that names no year."""
REMEDY: Final = re.compile("改进|整改|解决|对策|下一步|下步")
"""A word of a heading whose measures are those against shortcomings: `问题和改进措施`."""
