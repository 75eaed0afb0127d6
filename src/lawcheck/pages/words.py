"""The words of the scorecard in both languages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lawcheck.scorecard import State
from lawcheck.text import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    "accounts": Text("核对", "Accounts"),
    "adjustments": Text("从各项合计到总分", "From the items to the total"),
    "adjustment": Text("调整", "step"),
    "asked": Text("按规则应扣{asked}，{why}", "the rule takes {asked}; {why}"),
    "asked_gain": Text("按规则应加{asked}，{why}", "the rule gives {asked}; {why}"),
    "awaiting_what": Text("未定指标", "Open items"),
    "basis": Text("依据", "basis"),
    "bonus": Text("加分项", "Bonus"),
    "colon": Text("：", ": "),
    "comma": Text("，", ", "),
    "semicolon": Text("；", "; "),
    "checklist": Text("指标体系", "checklist"),
    "completeness": Text("完整度", "completeness"),
    "completeness_is": Text("已定{known}，不适用{na}", "{known} of the points known, {na} not applicable"),
    "counted": Text("得分", "got"),
    "deductions": Text("扣分明细", "Deductions"),
    "deducted": Text("扣分", "off"),
    "evidence": Text("佐证", "evidence"),
    "evidence_wanted": Text("证明材料", "evidence to see"),
    "facts": Text("数据", "Facts"),
    "flags": Text("提示", "note"),
    "full": Text("满分", "out of"),
    "grade": Text("等次", "grade"),
    "id": Text("编号", "id"),
    "interval": Text("{low} 至 {high}（有未定指标）", "{low} to {high} (items are open)"),
    "item": Text("指标", "item"),
    "items": Text("各项得分", "Items"),
    "judged_by": Text("评议", "judged by"),
    "made_with": Text("生成", "made with"),
    "no_deductions": Text("没有扣分。", "No points were taken off."),
    "no_grade": Text("未评定", "none"),
    "no_score": Text("无得分", "no score"),
    "not_applicable": Text("不适用指标", "Not applicable"),
    "notices": Text("读取说明", "Notices"),
    "open_items": Text("未定", "open"),
    "overview": Text("各单位得分", "All units"),
    "rounded": Text("取整", "rounded"),
    "rows": Text("行数", "rows"),
    "rows_are": Text(
        "读入{read} = 计分{scored} + 未计分{not_scored} + 空行{blank} + 跳过{skipped}",
        "{read} read = {scored} scored + {not_scored} not scored + {blank} blank + {skipped} skipped",
    ),
    "sample": Text("分值为示例，不代表任何机关的规定。", "The points are samples, not those of an authority."),
    "score": Text("得分", "score"),
    "section": Text("分组", "section"),
    "sections": Text("各部分得分", "Sections"),
    "source": Text("出处", "source"),
    "state": Text("状态", "state"),
    "sum": Text("各项合计", "sum of the items"),
    "total": Text("总分", "total"),
    "unit": Text("单位", "unit"),
    "vetoes": Text("一票否决", "Vetoes"),
}

STATES: Final[Mapping[State, Text]] = {
    "scored": Text("", ""),
    "not_applicable": Text("不适用", "n/a"),
    "missing": Text("缺数据", "missing"),
    "error": Text("出错", "error"),
    "awaiting": Text("待评议", "awaiting"),
}

VETO_STATES: Final[Mapping[str, Text]] = {
    "applied": Text("已适用", "applied"),
    "not_applied": Text("未发生", "not applied"),
    "open": Text("未定", "open"),
    "presumed": Text("没有报告，推定未发生", "none reported, presumed absent"),
}


def word(name: str, language: Language) -> str:
    """One of the words."""
    return WORDS[name].pick(language)
