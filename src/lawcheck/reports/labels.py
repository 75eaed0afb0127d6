"""The words of scorecards and pages in both languages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lawcheck.model.text import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    "accounts": Text("核对", "Accounts"),
    "adds": Text("加分", "adds"),
    "adjustment": Text("调整", "step"),
    "adjustments": Text("从各项合计到总分", "From the items to the total"),
    "advisory": Text("不计分", "not counted"),
    "agrees": Text("结果", "verdict"),
    "all_gains": Text("每做一件事加多少分", "What each thing would add"),
    "appeal": Text("申辩期限", "appeal"),
    "appeal_is": Text(
        "收到结果后{days}日内可以申辩", "within {days} days of receiving the result"
    ),
    "applied": Text("{before} → {to}", "{before} → {to}"),
    "arithmetic": Text("计算", "Arithmetic"),
    "as_printed": Text("取整（{places}位小数）", "rounded to {places} places"),
    "aside": Text("{what}（{aside}）", "{what} ({aside})"),
    "asked": Text("按规则应扣{asked}，{why}", "the rule takes {asked}; {why}"),
    "asked_gain": Text("按规则应加{asked}，{why}", "the rule gives {asked}; {why}"),
    "at_the_top": Text("已是最高等次", "none; this is the highest"),
    "basis": Text("依据", "basis"),
    "local_rule": Text("本地规定", "local rule"),
    "in_force": Text("{when}有效", "in force {when}"),
    "before_vetoes": Text("否决前得分", "before vetoes"),
    "bonus": Text("加分项", "Bonus"),
    "bonus_cap": Text("加分项合计至多{points}分", "all bonuses together add at most {points}"),
    "bonus_ceiling": Text(
        "加分后总分不超过{points}", "the total with bonuses is at most {points}"
    ),
    "bonus_from": Text("得分达到{points}才加分", "bonuses count from a score of {points} on"),
    "by_exact": Text("按精确得分评定", "by the exact score"),
    "border_in": Text("末位同分都算在内", "units equal at the border are in"),
    "border_out": Text("末位同分都不算", "units equal at the border are out"),
    "by_quota": Text(
        "{grade}（按得分为{by_score}，名额已满）", "{grade} (by score {by_score}; no room)"
    ),
    "by_rounded": Text("按取整后的得分评定", "by the rounded score"),
    "by_section": Text("各部分得分", "Parts of the sheet"),
    "calendar": Text("日历 {name}", "calendar {name}"),
    "calendar_days": Text(
        "另有{off}天放假、{worked}天上班", "{off} other days off, {worked} worked"
    ),
    "cause": Text("扣分原因", "cause"),
    "cause_cap": Text("同一原因封顶", "cap for one cause"),
    "cause_cap_is": Text("{cause}合计至多扣{points}分", "{cause}: at most {points} together"),
    "cause_of": Text("原因", "because of"),
    "change": Text("变化", "change"),
    "change_at_ends": Text("最低{low}，最高{high}", "{low} to {high}"),
    "changed": Text("调整", "changed"),
    "changed_items": Text("有变化的指标", "Items that changed"),
    "changed_sections": Text("各部分", "Sections"),
    "checklist": Text("指标体系", "checklist"),
    "closed": Text("已整改的问题", "Findings closed"),
    "colon": Text("：", ": "),
    "comma": Text("，", ", "),
    "common_findings": Text("共性问题", "What most units lose points for"),
    "compared": Text("已比较", "compared"),
    "comparison": Text("两次计分比较", "Comparison"),
    "completeness": Text("完整度", "completeness"),
    "completeness_is": Text(
        "分值已定{known}，不适用{na}", "{known} of the points known, {na} not applicable"
    ),
    "computed": Text("实算", "computed"),
    "computed_grade": Text("实定等次", "grade"),
    "counts": Text("计入总分", "counts"),
    "counts_as_bonus": Text("计入加分项", "counts as bonus"),
    "decided": Text(
        "上次没有评分或没有到期、这次才评定的问题",
        "Findings decided since: not scored, or not due, last time",
    ),
    "decided_by": Text("认定", "decided by"),
    "deck_agrees": Text("{units}个测试单位，结果全部一致。", "{units} units, all as expected."),
    "deck_fails": Text(
        "{units}个测试单位，{failed}个不一致。", "{units} units, {failed} not as expected."
    ),
    "deck_limits": Text(
        "只检验分值、合计、取整和等次；每项的规则和不适用的处理请用 lawcheck test "
        "检验（这里一律按比例折算，不限比例）。",
        "Points, sums, rounding and grades are tested here; the rules of the items, and what the "
        "checklist says of items that do not apply, by `lawcheck test` (here they are "
        "redistributed, whatever policy and limit it declares).",
    ),
    "deductions": Text("扣分明细", "Deductions"),
    "differs": Text("不一致", "DIFFERS"),
    "editions_added": Text("新增", "Added"),
    "editions_changed": Text("有变化", "Changed"),
    "editions_removed": Text("删去", "Removed"),
    "evidence": Text("佐证", "evidence"),
    "evidence_wanted": Text("证明材料", "evidence to see"),
    "exactly": Text("精确值", "exactly"),
    "expected": Text("应得", "expected"),
    "expected_grade": Text("应定等次", "expected grade"),
    "expired": Text(
        "已于{until}到期，未适用（应为{to}）", "expired on {until}, not applied (it would be {to})"
    ),
    "facts": Text("数据", "Facts"),
    "flags": Text("提示", "note"),
    "floor": Text("最低{points}分", "lowest: {points}"),
    "no_limit": Text("不设最低分", "no lowest score"),
    "fresh": Text("新出现的问题", "New findings"),
    "falls_due": Text("到期", "due"),
    "from": Text("最低", "lowest"),
    "full": Text("满分", "out of"),
    "full_points": Text("满分", "full points"),
    "gain": Text("还能得的分", "Points to gain"),
    "gains": Text("得分明细", "Points gained"),
    "got": Text("得分", "earned"),
    "grade": Text("等次", "grade"),
    "grades": Text("等次", "grades"),
    "group": Text("【{title}】", "[{title}]"),
    "held_by_veto": Text("{grade}，一票否决使等次不能更高", "{grade}, held down by a veto"),
    "highest": Text("最高", "highest"),
    "id": Text("编号", "id"),
    "interval": Text(
        "{low} 至 {high} / {full}（有未定项）", "{low} to {high} / {full} (items are open)"
    ),
    "is_over": Text(
        "考评期间已结束，已发生的事不能再改变；只有还没有报告的可以补报。",
        "The period is over: what happened can no longer change; only what is not reported yet "
        "can be added.",
    ),
    "item": Text("指标", "item"),
    "items": Text("各项得分", "Items"),
    "items_that_gain": Text("得分指标", "items"),
    "joint": Text("、", ", "),
    "judged_by": Text("评议", "judged by"),
    "kind": Text("类型", "kind"),
    "known_units": Text("{units}个，其中{known}个得分已定", "{units}, {known} with a known score"),
    "label": Text("说明", "what it is"),
    "losing_units": Text("失分单位", "units losing"),
    "lowest": Text("最低", "lowest"),
    "made_up_unit": Text("测试单位", "made-up unit"),
    "made_with": Text("生成", "made with"),
    "blank_does_not_apply": Text("留空为不适用", "a blank is not applicable"),
    "may_be_blank": Text("可空", "may be blank"),
    "mean": Text("平均", "mean"),
    "mean_change": Text("{units}个单位平均变化{change}", "mean change of {units} units: {change}"),
    "measured": Text("{value}{unit}", "{value} {unit}"),
    "median": Text("中位数", "median"),
    "method": Text("{points}（{method}）", "{points} ({method})"),
    "most": Text("最多", "at most"),
    "na_limit": Text(
        "至多{limit}的分值可以不适用", "at most {limit} of the points may be not applicable"
    ),
    "na_when": Text("{when}的，不适用", "not applicable where {when}"),
    "name": Text("名称", "name"),
    "never": Text("从未", "never"),
    "new_card": Text("后一次", "new"),
    "next_grade": Text("下一等次", "next grade"),
    "no_change": Text("没有变化。", "Nothing changed."),
    "no_deductions": Text("没有扣分。", "No points were taken off."),
    "no_floor": Text("扣分不设下限", "no limit to what it can cost"),
    "no_grade": Text("未评定", "none"),
    "no_score": Text("无得分", "no score"),
    "notes": Text("计入总分的说明", "How points count"),
    "no_way": Text(
        "没有能到下一等次的做法（每件事试到{times}次）；先看未定指标和一票否决。",
        "No changes bring the next grade (up to {times} of one thing were tried); look at open "
        "items and vetoes first.",
    ),
    "not_applicable": Text("不适用指标", "Not applicable"),
    "not_due": Text("未到期指标", "Not due yet"),
    "not_yet": Text(
        "{on}才决定，未适用（应为{to}）", "decided on {on} only, not applied (it would be {to})"
    ),
    "notices": Text("读取说明", "notice"),
    "of_records": Text(
        "{records}条记录，符合{counted}条", "{counted} of {records} records qualify"
    ),
    "of_the_past": Text(
        "每行都按单独做这一件重算。已经发生的事，只列指标体系写明可以补正的。",
        "Each line is scored on its own. Of what has happened, only what the checklist says can "
        "be put right is listed.",
    ),
    "old_card": Text("前一次", "old"),
    "only_new": Text("只在后一次有", "in the new report only"),
    "only_old": Text("只在前一次有", "in the old report only"),
    "once": Text("同一问题只扣一次", "one finding counts once in"),
    "open": Text("未定指标", "Open items"),
    "open_items": Text("未定", "open"),
    "overrides": Text("改判和豁免", "Overrides"),
    "overview": Text("各单位得分", "All units"),
    "own": Text("起评分、保底、取整", "start score, floor, rounding"),
    "percent_or": Text("写成百分数", "as a percentage"),
    "period": Text("期间", "period"),
    "points": Text("{points}分", "{points}"),
    "policy": Text("不适用", "n/a"),
    "presuming": Text(
        "{grade}（以{vetoes}未发生为前提）",
        "{grade} (presuming that this did not happen: {vetoes})",
    ),
    "unreviewed": Text("{score}（未核对）", "{score} (not reviewed)"),
    "presuming_some": Text("{grade}（有前提）", "{grade} (presumed)"),
    "presumed_if_missing": Text("没有报告的，推定未发生", "presumed absent if not reported"),
    "range": Text("{low}~{high}", "{low} to {high}"),
    "rank": Text("名次", "rank"),
    "ranked_all": Text("全部单位一起", "all units together"),
    "ranked_group": Text("按组", "within groups"),
    "ranked_kind": Text("按类别", "within kinds"),
    "quota": Text("等次名额", "quota"),
    "quota_of": Text("{grade}不超过{share}，{border}", "{grade}: at most {share}; {border}"),
    "ranking": Text("排名", "ranking"),
    "attachments": Text("附件", "Attachments"),
    "rebuttals": Text("申辩（不影响得分）", "Rebuttals (the score is not moved)"),
    "register_is": Text("台账 {name}：{label}", "Register {name}: {label}"),
    "round_item": Text("每项取{places}位小数，{mode}", "each item to {places} places, {mode}"),
    "round_section": Text("取{places}位小数（{mode}）", "rounded to {places} places, {mode}"),
    "round_total": Text("总分取{places}位小数，{mode}", "the total to {places} places, {mode}"),
    "rounding": Text("取整", "rounding"),
    "rows": Text("行数", "rows"),
    "rows_are": Text(
        "读入{read} = 计分{scored} + 未计分{not_scored} + 空行{blank} + 跳过{skipped}",
        "{read} read = {scored} scored + {not_scored} not scored + {blank} blank + {skipped} "
        "skipped",
    ),
    "rule": Text("规则", "rule"),
    "as_of": Text("评分日", "as of"),
    "rules_on": Text("规则日期", "rules of"),
    "said_by": Text("提出", "by"),
    "same": Text("一致", "same"),
    "sample": Text(
        "分值为示例，不代表任何机关的规定。", "The points are samples, not those of an authority."
    ),
    "score": Text("得分", "score"),
    "search_stopped": Text(
        "找到下一等次的做法之前，已试到上限而停止（一步步最多{steps}步，逐一试最多{tried}种）；可能仍有做法。",
        "The search for a way to the next grade stopped at its limit ({steps} changes one after "
        "the other, {tried} tried); there may be a way.",
    ),
    "section": Text("分组", "section"),
    "out_of_total": Text("占总分", "of the total"),
    "own_scale": Text("各部分得分（各按本部分满分）", "Sections, each on its own scale"),
    "own_scale_of": Text("{title}（满分{full}）", "{title} (out of {full})"),
    "ranked_by_exact": Text("按精确得分", "by the exact score"),
    "ranked_by_rounded": Text("按取整后的得分", "by the rounded score"),
    "ranked_by": Text("排名依据", "ranked by"),
    "section_score": Text("部分得分", "section"),
    "sections": Text("各部分得分", "Sections"),
    "selftest": Text("启用前检验", "Test deck"),
    "semicolon": Text("；", "; "),
    "share_lost": Text("失分率", "share lost"),
    "short_of": Text("{grade}，还差{points}分", "{grade}, {points} points short"),
    "signed_by": Text("经办", "signed by"),
    "since_last": Text("与上次比较", "Since the last report"),
    "skipped": Text("跳过", "skipped"),
    "source": Text("出处", "source"),
    "spread": Text("分布", "How the scores lie"),
    "state": Text("状态", "state"),
    "still_to_do": Text(
        "按整个考评期间评分；{day} 以前的事已经发生，只列到 {end} 还能做的。",
        "Scored for the whole period. What is dated before {day} has happened; listed is what can "
        "still be done until {end}.",
    ),
    "still_open": Text("仍未整改的问题", "Findings still open"),
    "sum": Text("各项合计", "sum of the items"),
    "sum_of_sections": Text("各部分合计", "sum of the sections"),
    "tailoring": Text("调整", "tailored by"),
    "taken_out": Text("停用", "taken out"),
    "ties_by": Text(
        "同分依次比较{names}", "of equal scores, the one with more in {names} stands higher"
    ),
    "ties_shared": Text("同分同名次", "equal scores share a rank"),
    "to": Text("最高", "highest"),
    "to_report": Text("先补报的", "To be reported first"),
    "total": Text("总分", "total"),
    "total_change": Text("总分变化", "change of the total"),
    "unit": Text("单位", "unit"),
    "units": Text("单位数", "units"),
    "units_gone": Text(
        "上次有、这次没有的单位：{units}", "units of the last report that are not here: {units}"
    ),
    "unjudged": Text(
        "这次没有评分，不知是否整改的问题", "Findings of items that were not scored again"
    ),
    "until": Text(
        "有效期至{until}当日（北京时间）", "valid to the end of {until}, Beijing time (UTC+8)"
    ),
    "veto_applied": Text("已适用", "applied"),
    "veto_counts": Text("{what}不为0的，适用", "applies where this is not 0: {what}"),
    "veto_open": Text("未定", "open"),
    "veto_when": Text("{when}的，适用", "applies where {when}"),
    "vetoes": Text("一票否决", "Vetoes"),
    "way": Text("到“{grade}”的做法", "The way to {grade}"),
    "weight": Text("权重{weight}", "weight {weight}"),
    "what": Text("做什么", "what"),
    "why_changed": Text("变化的原因", "Why it changed"),
    "why_unknown": Text(
        "没有给出原来的材料，不能区分原因。",
        "The old inputs were not given, so the causes cannot be told apart.",
    ),
    "without": Text("未调整、未改判时", "without them"),
    "above_next": Text("高于下一名", "above the next"),
    "draws": Text("随机次数", "draws"),
    "grades_changed": Text("等次改变", "other grade"),
    "keeps_grade": Text("等次不变", "keeps it"),
    "largest_move": Text("最大变动", "largest"),
    "left_out": Text(
        "去掉一个部分或指标时名次的变动", "Change of rank without one section or item"
    ),
    "mean_move": Text("平均变动", "mean"),
    "movers": Text("变动最大的单位", "units that move most"),
    "not_steadied": Text(
        "得分未定或没有得分，不参加：{units}",
        "no score, or one with open items, and left aside: {units}",
    ),
    "part": Text("部分或指标", "section or item"),
    "ranks_drawn": Text("名次范围", "ranks"),
    "no_weights_note": Text(
        "最上层的计分方法看得分高低取舍，没有可以变动的权重：名次没有变动",
        "the method at the top goes by the scores and has no weights to move: no rank moves",
    ),
    "nothing_to_move": Text(
        "没有单位的得分已定，名次和等次无从变动。",
        "No unit has a score that is settled; there are no ranks to move.",
    ),
    "ranks_drawn_note": Text(
        "名次范围是随机变动中间九成的名次；“高于下一名”是得分高于下一名的次数占比，"
        "接近一半就分不出先后。",
        "“ranks” are those of the middle nine tenths of the draws; “above the next” is the share "
        "of the draws in which the unit scores more than the next one: near one half, the two "
        "cannot be told apart.",
    ),
    "confidence": Text("置信度", "confidence"),
    "no": Text("否", "no"),
    "ranks_within": Text("名次范围", "ranks"),
    "sampled_item": Text("按抽样计的指标", "item taken as sampled"),
    "sampling": Text("抽样误差之内", "Within sampling error"),
    "sampling_note": Text(
        "以下是最坏情形，不是概率：每个单位的每个抽样指标，得分都可以在各自的误差范围内任意取值；"
        "各个范围各自按所列置信度成立，没有合并计算。没有列出的指标视为精确，一票否决照原样。",
        "What follows is the worst case and no chance: in every unit, each item taken as sampled "
        "may have any points within its own range. Each range holds by itself at its confidence; "
        "they are not combined. Items that are not listed count as exact, and vetoes stay as "
        "they are.",
    ),
    "sampling_of": Text("抽样误差之内：{group}", "Within sampling error: {group}"),
    "sampling_units": Text("各单位", "Units"),
    "score_within": Text("得分范围", "score range"),
    "surely_above": Text("必高于下一名", "surely above next"),
    "surely_above_note": Text(
        "“必高于下一名”为“否”的，得分范围与下一名有重合，两者分不出先后。",
        "Where a unit is not surely above the next one, their ranges meet, and the two cannot be "
        "told apart.",
    ),
    "yes": Text("是", "yes"),
    "seed": Text("种子", "seed"),
    "weights_moved": Text("权重变动", "weights moved by"),
}


def word(name: str, language: Language) -> str:
    """Return a word of `WORDS` in one language."""
    return WORDS[name].pick(language)
