"""Items in the style of printed score sheets, with the rule that a person reads in each of them.

`WRITTEN_WITH` was beside the rules while they were written; `HELD_OUT` was looked at only once they
read the first set. Neither shows how they do on sheets that nobody has seen. All items are invented.

Each line is: what is asked | points | the rule as printed | the rule in short, see `spoken`. An item
that has no rule, or whose rule may be read in two ways, has nothing behind the last bar.
`/` inside the rule is a line break.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from lawcheck.checklists.drafting.rule_draft import RuleDraft
from lawcheck.checklists.drafting.yaml_text import flow


@attrs.frozen
class PrintedItem:
    """An item of a sheet and its right rule, in short; an empty text if it has none."""

    content: str
    points: Fraction
    rule: str
    right: str

    @classmethod
    def read(cls, line: str) -> PrintedItem:
        content, points, rule, right = (cell.strip() for cell in line.split("|"))
        return cls(content, Fraction(points), rule.replace("/", "\n"), right)


def spoken(rule: RuleDraft, points: Fraction) -> str:
    """Return a rule in a few words: `count 6 -0.5/1 + have -2`."""
    if rule.keys["type"] == "parts":
        return " + ".join(_part(part, part["points"], points) for part in rule.keys["parts"])
    return _part(rule.keys, points, points)


def _part(keys: Mapping[str, Any], worth: Fraction, points: Fraction) -> str:
    most = "" if worth == points else f" max {flow(worth)}"
    match keys["type"]:
        case "yes_no":
            return f"{'have' if keys.get('want', True) else 'avoid'} -{flow(worth)}"
        case "incidents":
            return f"each -{flow(keys['deduct'])}{most}"
        case "count_target" | "rate":
            off = keys["deduct"]
            step = f"/{flow(off['per'])}" if "per" in off else ""
            most = most if step else ""
            each = f" {keys['each']}" if "each" in keys else ""
            kind = "rate" if keys["type"] == "rate" else "count"
            return f"{kind}{each} {flow(keys['target'])} -{flow(off['points'])}{step}{most}"
        case "judged":
            each = "each " if "count" in keys else ""
            by = f" by {flow(keys['judges']['at_least'])}" if "judges" in keys else ""
            ranges = keys.get("tiers", (keys,))
            said = [f"{flow(of['from'])}..{flow(of['to'])}" for of in ranges]
            return f"judged {each}{' '.join(said)}{by}"
        case "bands":
            steps = (f"{flow(each['from'])}:{flow(each['points'])}" for each in keys["bands"])
            return f"bands {' '.join(steps)} else {flow(keys['otherwise'])}"
        case "tiers":
            steps = (f"{each['title']}:{flow(each['points'])}" for each in keys["tiers"])
            return f"tiers {' '.join(steps)} else {flow(keys['otherwise'])}"
        case "deadline":
            return f"late {flow(keys['due'])} -{flow(keys['late']['points'])} never -{flow(keys['never'])}"
        case other:
            return str(other)


_WRITTEN_WITH = """
党政主要负责人每年专题听取法治工作汇报不少于2次 | 4 | 每少一次扣2分，扣完为止 | count 2 -2/1
政府常务会议学法每年不少于4次 | 1 | 得1分，每少一次扣0.25分 | count 4 -0.25/1
政府常务会议学法 | 1 | 全年学法不少于4次的得1分，每少一次扣0.25分，扣完为止 | count 4 -0.25/1
举办法治专题讲座至少2次 | 2 | 完成得2分，少一次扣1分 | count 2 -1/1
规范性文件制定和管理 | 6 | 1、未经合法性审核印发的，发现1宗扣2分。/2、未按规定报送备案的，发现1宗扣1分。/3、未在网站公开的，发现1宗扣0.5分。 | each -2 + each -1 + each -0.5
行政执法投诉举报处理 | 4 | 有1件未按期办结的扣1分 | each -1
信访事项办理 | 5 | 有1件群众投诉未办理的，扣1分，扣完为止 | each -1
政务信息报送 | 3 | 迟报一次扣0.5分，漏报一次扣1分 | each -0.5 + each -1
统计报表报送 | 3 | 迟报一次扣0.2分，漏报、错报一次扣0.5分，扣完为止。 | each -0.2 + each -0.5
法治宣传教育 | 5 | 未制定年度普法计划的扣1分。未开展宪法宣传周活动的扣2分。未建立普法责任清单的扣2分。 | have -1 + have -2 + have -2
行政执法人员持证上岗率 | 6 | 持证率低于100%、90%、80%的，分别扣1分、2分、3分 | bands 100%:6 90%:5 80%:4 else 3
矛盾纠纷调解成功率达到98%以上 | 3 | 低于98%的，每低1个百分点扣0.5分 | rate 98% -0.5/1%
案件办结率 | 5 | 办结率低于80%、70%、60%的，分别扣1分、3分、5分 | bands 80%:5 70%:4 60%:2 else 0
年度法治建设工作计划 | 2 | 完成得满分，未完成不得分 | have -2
建立法律顾问制度 | 3 | 建立的得3分，未建立的不得分 | have -3
公示权责清单 | 2 | 已公示得2分，未公示得0分。 | have -2
制度建设情况 | 5 | 制度不健全的，酌情扣1-3分 | judged 1..3
法治文化阵地建设 | 5 | 视建设情况酌情扣0.5—2分 | judged 0.5..2
行政处罚案卷评查 | 10 | 现场抽查案卷，发现一处不规范扣0.5分，扣完为止 | each -0.5
卷宗归档 | 2 | 未按顺序填写，页码有误，每项扣1分 | each -1
文书填写规范 | 4 | 漏项、内容不完整、表述不清楚等，每项扣1分 | each -1
成立领导小组，明确专人负责 | 4 | 没有落实到具体部门的扣1分，没有专人负责的扣1分。 | have -1 + have -1
落实普法责任制 | 4 | 查阅资料。未建立普法领导机构的不得分，没有领导负责普治工作的扣2分。 | have -4 + have -2
报送法治宣传信息不少于4条 | 4 | 未利用新媒体开展法治宣传的扣2分；信息少报送一条扣0.25分。 | have -2 + count 4 -0.25/1
执法人员培训 | 4 | 未制定培训计划扣1分；参训率低于90%的扣1分。 | have -1 + rate 90% -1
社区矫正档案管理 | 3 | 未按时上交的，发现一起扣0.5分，档案内容不完整的，发现一起扣0.5分 | each -0.5 + each -0.5
依申请公开办理 | 6 | ①超期办理每条扣2分；②因信息公开被行政复议纠错的，每件扣3分 | each -2 + each -3
安全责任落实 | 6 | 签订责任书每缺1份扣1分；合同中存在以包代管内容的每有1份扣0.5分 |
年度考核结果 | 5 | A档得5分，B档得4分，C档得3分，D档不得分 | tiers A档:5 B档:4 C档:3 else 0
考评等次 | 4 | 优秀4分，良好3分，合格2分，不合格0分 | tiers 优秀:4 良好:3 合格:2 else 0
法治满意度 | 10 | 满意度达90%以上得10分，80%-90%得8分，60%-80%得5分，60%以下不得分 | bands 90%:10 80%:8 60%:5 else 0
上报年度法治报告 | 3 | 每年12月20日前上报，迟报扣1分，未报扣3分 | late 2024-12-20 -1 never -3
行政复议案件 | 5 | 被撤销、变更或确认违法的，每件扣2分 | each -2
行政诉讼案件 | 5 | 每败诉一件扣1分 | each -1
执法过错 | 5 | 每发生一起执法过错案件扣2分；造成严重后果的不得分 | each -2 + avoid -5
信息公开 | 5 | 未及时公开的每条扣0.5分，累计不超过2分；未编制年度报告的扣3分 | each -0.5 max 2 + have -3
执法检查计划 | 2 | 1.未制定年度检查计划的，扣1分；2.未按计划开展检查的，扣1分 | have -1 + have -1
贯彻落实上级部署 | 5 | 工作扎实、成效明显的得5分，一般的酌情给分 |
培训学时 | 3 | 执法人员年度培训不少于40学时，每少1人扣0.5分 |
重大行政决策 | 6 | 未履行公众参与、专家论证、风险评估、合法性审查、集体讨论程序的，每缺一项扣1分 | each -1
会议制度 | 3 | 查看会议记录，每季度至少召开一次会议，每缺一次扣1分 | count quarter 1 -1/1
人员配备 | 2 | 未配备专职人员的扣1分 | have -1
出庭应诉率 | 5 | 负责人出庭应诉率未达到100%的，每低10个百分点扣1分，扣完为止 | rate 100% -1/10%
执法公示 | 3 | 未落实“三项制度”的，扣3分 | have -3
"""

_HELD_OUT = """
召开法治建设专题会议每年不少于3次 | 3 | 少召开1次扣1分，扣完为止 | count 3 -1/1
领导干部旁听庭审全年至少1次 | 1 | 组织旁听得1分，未组织不得分 | have -1
领导班子集体学法全年不少于6次 | 3 | 得3分，每少1次扣0.5分，扣完为止。 | count 6 -0.5/1
编发法治工作简报 | 2 | 全年编发简报不少于4期得2分，每少一期扣0.5分 | count 4 -0.5/1
行政许可办理 | 8 | 1、超过法定期限作出决定的，发现1件扣2分；/2、违法增设许可条件的，发现1件扣3分；/3、卷宗材料缺失的，发现1件扣1分。 | each -2 + each -3 + each -1
12345热线办理 | 4 | 有1件工单超期未办结的，扣0.5分 | each -0.5
纠纷化解 | 6 | 有1起纠纷未及时化解导致越级上访的，扣2分 | each -2
信息报送情况 | 2 | 迟报1次扣0.1分，漏报1次扣0.2分，瞒报1次扣1分 | each -0.1 + each -0.2 + each -1
会议组织 | 4 | 无故缺席一次扣1分，迟到一次扣0.5分 | each -1 + each -0.5
组织保障 | 4 | 未成立领导机构扣2分。未明确责任科室扣1分。未落实工作经费扣1分。 | have -2 + have -1 + have -1
办案质量 | 5 | 案卷合格率低于95%、90%、85%的，分别扣1分、2分、5分 | bands 95%:5 90%:4 85%:3 else 0
法律援助案件满意率不低于95% | 4 | 每低1个百分点，扣0.5分，扣完为止 | rate 95% -0.5/1%
清单公布 | 2 | 按要求公布的得满分，未公布的不得分 |
建立公平竞争审查机制 | 3 | 建立机制的得3分，未建立机制的不得分 | have -3
编制年度立法计划 | 2 | 有得2分，无不得分 | have -2
台账管理 | 3 | 台账不规范、不完整的，酌情扣0.5-1.5分 | judged 0.5..1.5
服务质量 | 5 | 根据实际情况酌情扣分 | judged 0..5
年度工作方案 | 10 | 优得8-10分，良得5-7分，差得0-4分 | judged 8..10 5..7 0..4
执法投诉 | 8 | 经查属实的投诉，每起扣1-3分 | judged each 1..3
执法文书制作 | 5 | 随机抽取案卷检查，发现1处错误扣0.2分，扣完为止。 | each -0.2
卷面规范 | 4 | 使用文书不规范、用语不准确等问题，每处扣0.5分 | each -0.5
部署落实 | 4 | 未召开部署会的扣2分，没有年度总结的扣2分。 | have -2 + have -2
应急处置 | 5 | 未制定应急预案的不得分；未组织演练的扣2分。 | have -5 + have -2
普法活动每年不少于5场 | 5 | 未建立普法台账的扣1分；活动少一场扣0.5分 | have -1 + count 5 -0.5/1
法治培训 | 3 | 未组织培训扣2分；培训合格率低于95%的扣1分 | have -2 + rate 95% -1
矫正对象管理 | 5 | 脱管的，每发现一人扣2分；漏管的，每发现一人扣1分 | each -2 + each -1
网站内容保障 | 4 | （1）栏目未按时更新的，每个扣0.5分；（2）链接失效的，每个扣0.2分 | each -0.5 + each -0.2
综合评价等级 | 6 | 一等得6分，二等得4分，三等得2分，其他不得分 | tiers 一等:6 二等:4 三等:2 else 0
法治示范创建 | 5 | 创建成功得5分，正在创建得3分，未创建不得分 | tiers 创建成功:5 正在创建:3 else 0
群众知晓率 | 5 | 知晓率90%以上得5分，80%以上得3分，70%以上得1分，70%以下不得分 | bands 90%:5 80%:3 70%:1 else 0
半年工作总结 | 2 | 7月10日前报送。逾期报送扣0.5分，未报送扣2分 | late 2024-07-10 -0.5 never -2
行政行为合法性 | 6 | 行政行为被法院判决撤销的，每件扣3分 | each -3
执法程序 | 6 | 每发现一起违反法定程序的扣2分；情节严重的，本项不得分 | each -2 + avoid -6
涉企检查 | 5 | 未报备开展检查的每次扣1分，最多扣3分；未使用“扫码入企”的扣2分 | each -1 max 3 + have -2
清理工作 | 3 | 1.未开展文件清理的，扣2分；2.未公布清理结果的，扣1分 | have -2 + have -1
制度执行 | 5 | 执行到位的5分，执行较好的3-4分，执行一般的1-2分 |
专职审核人员 | 2 | 审核人员占执法人员总数不低于5%，不足的扣2分 |
联席会议 | 2 | 查阅会议纪要，每半年至少召开1次，少1次扣1分 | count half_year 1 -1/1
备案审查 | 4 | 报备率、及时率、规范率均达100%的得4分，每低1个百分点扣0.1分 |
持证执法 | 4 | 发现无证执法的，每人次扣1分 | each -1
执法全过程记录 | 3 | 未配备执法记录仪扣1分，未按规定保存音像资料扣1分，未建立管理制度扣1分 | have -1 + have -1 + have -1
合法性审查率达到100% | 5 | 每降低5个百分点扣1分 | rate 100% -1/5%
负面清单 | 10 | 被市级通报批评的扣2分，被省级通报批评的扣5分 |
法律顾问 | 2 | 未聘请法律顾问的扣2分 | have -2
行政应诉 | 4 | 负责人应出庭未出庭的，每次扣1分；未在法定期限内提交答辩状的，每次扣1分 | each -1 + each -1
公共法律服务 | 3 | 服务窗口无人值守的，每发现一次扣0.5分，扣完本项分为止。 | each -0.5
"""


def _items(lines: str) -> tuple[PrintedItem, ...]:
    return tuple(PrintedItem.read(line) for line in lines.strip().splitlines())


WRITTEN_WITH = _items(_WRITTEN_WITH)
HELD_OUT = _items(_HELD_OUT)
