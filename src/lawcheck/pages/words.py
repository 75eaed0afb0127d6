"""The words of the scorecard in both languages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lawcheck.checklist import NotApplicablePolicy
from lawcheck.scorecard import State
from lawcheck.text import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    "accounts": Text("核对", "Accounts"),
    "adjustment": Text("调整", "step"),
    "adjustments": Text("从各项合计到总分", "From the items to the total"),
    "advisory": Text("不计分", "not counted"),
    "arithmetic": Text("计算", "Arithmetic"),
    "as_printed": Text("取整（{places}位小数）", "rounded to {places} places"),
    "aside": Text("{what}（{aside}）", "{what} ({aside})"),
    "asked": Text("按规则应扣{asked}，{why}", "the rule takes {asked}; {why}"),
    "asked_gain": Text("按规则应加{asked}，{why}", "the rule gives {asked}; {why}"),
    "basis": Text("依据", "basis"),
    "before_vetoes": Text("否决前得分", "before vetoes"),
    "bonus": Text("加分项", "Bonus"),
    "bonus_cap": Text("加分项合计至多{points}分", "all bonuses together add at most {points}"),
    "bonus_ceiling": Text("加分后总分不超过{points}", "the total with bonuses is at most {points}"),
    "bonus_from": Text("得分达到{points}才加分", "bonuses count from a score of {points} on"),
    "by_exact": Text("按精确得分评定", "by the exact score"),
    "by_rounded": Text("按取整后的得分评定", "by the rounded score"),
    "cap_grade": Text("等次不高于{grade}", "grade at most {grade}"),
    "cause": Text("扣分原因", "cause"),
    "checklist": Text("指标体系", "checklist"),
    "colon": Text("：", ": "),
    "comma": Text("，", ", "),
    "completeness": Text("完整度", "completeness"),
    "completeness_is": Text("分值已定{known}，不适用{na}", "{known} of the points known, {na} not applicable"),
    "counts": Text("计入总分", "counts"),
    "counts_as_bonus": Text("计入加分项", "counts as bonus"),
    "decided_by": Text("认定", "decided by"),
    "deductions": Text("扣分明细", "Deductions"),
    "evidence": Text("佐证", "evidence"),
    "evidence_wanted": Text("证明材料", "evidence to see"),
    "exactly": Text("精确值", "exactly"),
    "facts": Text("数据", "Facts"),
    "flags": Text("提示", "note"),
    "floor": Text("最低{points}分", "lowest: {points}"),
    "from": Text("最低", "lowest"),
    "full": Text("满分", "out of"),
    "gains": Text("得分明细", "Points gained"),
    "got": Text("得分", "earned"),
    "grade": Text("等次", "grade"),
    "grades": Text("等次", "grades"),
    "group": Text("【{title}】", "[{title}]"),
    "half_even": Text("四舍六入五成双", "half to even"),
    "half_up": Text("四舍五入", "half up"),
    "id": Text("编号", "id"),
    "interval": Text("{low} 至 {high} / {full}（有未定项）", "{low} to {high} / {full} (items are open)"),
    "item": Text("指标", "item"),
    "items": Text("各项得分", "Items"),
    "joint": Text("、", ", "),
    "judged_by": Text("评议", "judged by"),
    "made_with": Text("生成", "made with"),
    "measured": Text("{value}{unit}", "{value} {unit}"),
    "method": Text("{points}（{method}）", "{points} ({method})"),
    "na_limit": Text("至多{limit}的分值可以不适用", "at most {limit} of the points may be not applicable"),
    "never": Text("从未", "never"),
    "no_deductions": Text("没有扣分。", "No points were taken off."),
    "no_floor": Text("扣分不设下限", "no limit to what it can cost"),
    "no_grade": Text("未评定", "none"),
    "no_score": Text("无得分", "no score"),
    "not_applicable": Text("不适用指标", "Not applicable"),
    "notices": Text("读取说明", "notice"),
    "of_records": Text("{records}条记录，符合{counted}条", "{counted} of {records} records qualify"),
    "open": Text("未定指标", "Open items"),
    "open_if_missing": Text("没有报告的，得分为区间", "the score is an interval if not reported"),
    "open_items": Text("未定", "open"),
    "overview": Text("各单位得分", "All units"),
    "own": Text("起评分（扣完为止）", "start score (down to its floor)"),
    "period": Text("期间", "period"),
    "points": Text("{points}分", "{points}"),
    "policy": Text("不适用", "n/a"),
    "presumed_if_missing": Text("没有报告的，推定未发生", "presumed absent if not reported"),
    "range": Text("{low}~{high}", "{low} to {high}"),
    "round_item": Text("每项取{places}位小数，{mode}", "each item to {places} places, {mode}"),
    "round_total": Text("总分取{places}位小数，{mode}", "the total to {places} places, {mode}"),
    "rounding": Text("取整", "rounding"),
    "rows": Text("行数", "rows"),
    "rows_are": Text(
        "读入{read} = 计分{scored} + 未计分{not_scored} + 空行{blank} + 跳过{skipped}",
        "{read} read = {scored} scored + {not_scored} not scored + {blank} blank + {skipped} skipped",
    ),
    "rule": Text("规则", "rule"),
    "sample": Text("分值为示例，不代表任何机关的规定。", "The points are samples, not those of an authority."),
    "score": Text("得分", "score"),
    "section": Text("分组", "section"),
    "sections": Text("各部分得分", "Sections"),
    "semicolon": Text("；", "; "),
    "skipped": Text("跳过", "skipped"),
    "source": Text("出处", "source"),
    "state": Text("状态", "state"),
    "sum": Text("各项合计", "sum of the items"),
    "sum_of_sections": Text("各部分合计", "sum of the sections"),
    "to": Text("最高", "highest"),
    "total": Text("总分", "total"),
    "unit": Text("单位", "unit"),
    "veto_applied": Text("已适用", "applied"),
    "veto_open": Text("未定", "open"),
    "vetoes": Text("一票否决", "Vetoes"),
    "weight": Text("权重{weight}", "weight {weight}"),
    "zero_parts": Text("{titles}计0分", "{titles}: no points"),
    "zero_total": Text("总分计0分", "total counts 0"),
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

POLICIES: Final[Mapping[NotApplicablePolicy, Text]] = {
    "redistribute": Text("不适用时分值按比例分给其他指标", "if not applicable, its points are spread over the others"),
    "full": Text("不适用时得满分", "if not applicable, full points"),
    "zero": Text("不适用时计0分", "if not applicable, no points"),
    "forbid": Text("不允许不适用", "may not be not applicable"),
}


def word(name: str, language: Language) -> str:
    """One of the words."""
    return WORDS[name].pick(language)
