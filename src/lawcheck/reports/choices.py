"""What the choices of a checklist and the states of an item are called in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from lawcheck.model.calendars import Weekday
from lawcheck.model.indicator import NotApplicablePolicy
from lawcheck.model.outcomes import State
from lawcheck.model.text import Language, Text, message

STATES: Final[Mapping[State, Text]] = {
    "scored": Text("", ""),
    "not_applicable": Text("不适用", "n/a"),
    "missing": Text("缺数据", "missing"),
    "error": Text("出错", "error"),
    "awaiting": Text("待评议", "awaiting"),
    "not_due": Text("未到期", "not due"),
    "pending": Text("未到期", "pending"),
}

VETO_STATES: Final[Mapping[str, Text]] = {
    "applied": Text("已适用", "applied"),
    "not_applied": Text("未发生", "not applied"),
    "open": Text("未定", "open"),
    "presumed": Text("没有报告，推定未发生", "none reported, presumed absent"),
}

POLICIES: Final[Mapping[NotApplicablePolicy, Text]] = {
    "redistribute": Text(
        "不适用时分值按比例分给其他指标",
        "if not applicable, its points are spread over the others",
    ),
    "full": Text("不适用时得满分", "if not applicable, full points"),
    "zero": Text("不适用时计0分", "if not applicable, no points"),
    "forbid": Text("不允许不适用", "may not be not applicable"),
}

METHODS: Final[Mapping[str, Text]] = {
    "points": Text("各项累加", "points added up"),
    "mean": Text("各项平均", "mean of the parts"),
    "weighted_mean": Text("加权平均", "weighted mean of the parts"),
    "minimum": Text("取最低的一项", "the weakest part counts"),
    "maximum": Text("取最高的一项", "the best part counts"),
    "median": Text("取中位数", "median of the parts"),
    "best_of": Text("取最好的{count}项平均", "mean of the best {count} parts"),
    "drop_lowest": Text(
        "去掉最低的{count}项后平均", "mean of the parts without the lowest {count}"
    ),
    "harmonic_mean": Text("调和平均", "harmonic mean of the parts"),
    "weighted_harmonic_mean": Text("加权调和平均", "weighted harmonic mean of the parts"),
    "geometric_mean": Text("几何平均", "geometric mean of the parts"),
    "weighted_geometric_mean": Text("加权几何平均", "weighted geometric mean of the parts"),
    "power_mean": Text("幂平均（指数{exponent}）", "power mean of the parts, exponent {exponent}"),
    "weighted_power_mean": Text(
        "加权幂平均（指数{exponent}）", "weighted power mean of the parts, exponent {exponent}"
    ),
    "deduct_from": Text("从起评分倒扣", "deductions from a start score"),
}

WEEKDAYS: Final[Mapping[Weekday, Text]] = {
    "monday": Text("星期一", "Monday"),
    "tuesday": Text("星期二", "Tuesday"),
    "wednesday": Text("星期三", "Wednesday"),
    "thursday": Text("星期四", "Thursday"),
    "friday": Text("星期五", "Friday"),
    "saturday": Text("星期六", "Saturday"),
    "sunday": Text("星期日", "Sunday"),
}


def policy_of(policy: NotApplicablePolicy | Fraction, language: Language) -> str:
    """Return how the points of an item that does not apply are treated."""
    if isinstance(policy, Fraction):
        return message(
            "不适用时计{points}分", "if not applicable, {points} points", points=policy
        ).pick(language)
    return POLICIES[policy].pick(language)
