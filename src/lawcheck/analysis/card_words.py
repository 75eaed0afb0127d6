"""What the keys of a saved scorecard are called in Chinese; in English the keys are the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lawcheck.model.text import Text

KEYS: Final[Mapping[str, str]] = {
    "about": "所用数据",
    "adjustments": "总分的调整",
    "advisory": "不计分",
    "appeal_days": "申辩天数",
    "as_of": "评分日",
    "asked": "封顶前",
    "at_least": "至少",
    "authority": "批准机关",
    "basis": "依据",
    "local_rules": "本地规定",
    "before": "原来",
    "blank": "空行",
    "bonus": "加分项",
    "cause": "原因",
    "change": "变化",
    "changed": "调整的指标",
    "checklist": "指标体系",
    "checklist_sha256": "指标体系校验和",
    "children": "下级",
    "cites": "出处",
    "column": "列",
    "column_is": "列的写法",
    "counted": "计入总分",
    "date": "日期",
    "decided_by": "认定",
    "deduct": "扣分",
    "deductions": "扣分明细",
    "distribution": "插件包",
    "document": "文件",
    "earned": "得分",
    "effect": "后果",
    "en": "英文",
    "engine": "程序",
    "evidence_sha256": "佐证材料校验和",
    "exact": "精确得分",
    "fact": "数据",
    "file": "所在文件",
    "flags": "提示",
    "from": "起",
    "gains": "得分明细",
    "grade": "等次",
    "group": "分组",
    "high": "最高",
    "id": "编号",
    "indicator": "指标",
    "inputs": "输入",
    "interval": "得分区间",
    "judge": "评议人",
    "judgement": "评议",
    "kind": "类别",
    "known": "已定分值的比例",
    "label": "名称",
    "lawcheck": "版本",
    "leads": "组长",
    "limited": "封顶说明",
    "line": "行",
    "low": "最低",
    "masked": "个人信息已遮盖",
    "name": "名称",
    "not_applicable": "不适用",
    "not_scored": "未计分",
    "notes": "说明",
    "notices": "读取说明",
    "number": "数",
    "off": "停用的指标",
    "on": "日期",
    "out_of": "满分",
    "override": "改判",
    "overrides": "改判和豁免",
    "own": "起评分",
    "period": "期间",
    "person": "经办人",
    "places": "小数位数",
    "plugins": "插件",
    "points": "分数",
    "quote": "原文",
    "raw": "否决前得分",
    "read": "读入",
    "reason": "理由",
    "rebuttals": "申辩",
    "attachment": "附件",
    "attachments": "附件",
    "record": "记录",
    "records": "记录数",
    "register": "台账",
    "result_sha256": "结果校验和",
    "rows": "行数",
    "rules_on": "规则日期",
    "sample_weights": "示例分值",
    "schema": "格式",
    "scale": "本部分满分",
    "score": "得分",
    "scored": "计分",
    "section": "部分",
    "sections": "各部分得分",
    "sha256": "校验和",
    "skipped": "跳过",
    "source": "出处",
    "state": "状态",
    "subscore": "本部分得分",
    "tailoring": "调整",
    "text": "文字",
    "tier": "档次",
    "title": "名称",
    "to": "止",
    "unit": "单位",
    "units": "各单位",
    "until": "有效期至",
    "value": "数值",
    "version": "版本",
    "vetoes": "一票否决",
    "what": "内容",
    "where": "位置",
    "why": "原因",
    "why_no_grade": "未评定等次的原因",
    "without": "未调整未改判时",
    "working": "计算",
    "yes_no": "是否",
    "zh": "中文",
}
_STEP: Final = re.compile(r"(?P<key>[^\[]*)(?P<places>(?:\[\d+\])*)")


def in_words(path: str) -> Text:
    """Return what a path of keys is called; a key that no scorecard has stays as it is written.

    >>> in_words("rows.read").zh
    '行数·读入'
    >>> in_words("deductions[0].points")
    Text(zh='扣分明细第1条·分数', en='deductions[0].points')
    """
    return Text("·".join(map(_word, path.split("."))), path)


def _word(step: str) -> str:
    found = _STEP.fullmatch(step)
    if found is None or found["key"] not in KEYS:
        return step
    places = re.findall(r"\d+", found["places"])
    return KEYS[found["key"]] + "".join(f"第{int(place) + 1}条" for place in places)
