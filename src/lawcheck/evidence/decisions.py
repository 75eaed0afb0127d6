"""Parse and check rows about items: decisions of people, what units say, what is attached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.evidence.arguments import judged_by_many, judged_keys
from lawcheck.evidence.attachments import fault_of_attachment
from lawcheck.evidence.lookup import meant
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import (
    Attachment,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Source,
    Value,
)
from lawcheck.model.exact import ZERO
from lawcheck.model.raw_tables import (
    ATTACHMENTS,
    JUDGEMENTS,
    NOT_APPLICABLE,
    OVERRIDES,
    REBUTTALS,
)
from lawcheck.model.text import Message, Text, fold, message
from lawcheck.scoring.overrides import outside_of
from lawcheck.scoring.plan import plan_of

_JUDGED: Final = Text("评议指标", "judged indicator")
_NO_TITLE: Final = Text("")
"""The title of a part of an item, which has none."""


def _text(*aliases: str) -> Spec:
    return Spec("text", aliases=aliases)


_ITEM: Final = _text("指标", "指标编号")
_REASON: Final = _text("理由", "原因")
_AUTHORITY: Final = _text("决定机关", "认定机关")
_DAY: Final = Spec("date", any_date=True, aliases=("日期",))
_MAYBE: Final = Spec("date", optional=True, any_date=True, aliases=("日期",))

COLUMNS: Final[Mapping[str, Mapping[str, Spec]]] = {
    NOT_APPLICABLE: {"indicator": _ITEM, "reason": _REASON, "authority": _AUTHORITY, "on": _MAYBE},
    JUDGEMENTS: {
        "indicator": _ITEM,
        "deduct": Spec("amount", least=ZERO, optional=True, aliases=("扣分",)),
        "reason": _REASON,
        "judge": _text("评议人"),
        "on": _MAYBE,
        "tier": Spec("text", optional=True, aliases=("档次",)),
        "points": Spec("amount", least=ZERO, optional=True, aliases=("得分",)),
        "leads": Spec("yes_no", optional=True, aliases=("组长",)),
    },
    OVERRIDES: {
        "indicator": _ITEM,
        "points": Spec("amount", optional=True, aliases=("得分",)),
        "person": _text("决定人"),
        "reason": _REASON,
        "authority": _AUTHORITY,
        "on": _DAY,
        "until": Spec("date", optional=True, any_date=True, aliases=("有效期至",)),
    },
    REBUTTALS: {"indicator": _ITEM, "person": _text("提出人"), "text": _text("意见"), "on": _DAY},
    ATTACHMENTS: {
        "indicator": _ITEM,
        "file": _text("文件", "附件"),
        "record": Spec("text", optional=True, aliases=("记录",)),
        "sha256": Spec("text", optional=True, aliases=("SHA-256", "校验和")),
    },
}
"""The columns of each table."""

JUDGED_NUMBERS: Final = ("deduct", "points")
"""Columns of a judgement, one of which is filled."""

Decision = NotApplicable | Judgement | Override | Rebuttal | Attachment


def make_decision(table: str, values: Mapping[str, Value], source: Source) -> Decision:
    """Return the decision of a row that has all required columns."""
    text = {name: str(value) for name, value in values.items()}
    on = values.get("on")
    day = on if isinstance(on, date) else None
    if table == NOT_APPLICABLE:
        return NotApplicable(text["indicator"], text["reason"], text["authority"], day, source)
    if table == JUDGEMENTS:
        deduct, earned = values.get("deduct"), values.get("points")
        return Judgement(
            text["indicator"],
            deduct if isinstance(deduct, Fraction) else None,
            text["reason"],
            text["judge"],
            day,
            source,
            text.get("tier", ""),
            earned if isinstance(earned, Fraction) else None,
            values.get("leads") is True,
        )
    if table == ATTACHMENTS:
        file, sha256 = text["file"].replace("\\", "/"), text.get("sha256", "")
        return Attachment(text["indicator"], file, sha256, text.get("record", ""), source)
    assert day is not None  # noqa: S101 - required in the two tables that are left
    if table == REBUTTALS:
        return Rebuttal(text["indicator"], text["person"], text["text"], day, source)
    points, until = values.get("points"), values.get("until")
    return Override(
        text["indicator"],
        points if isinstance(points, Fraction) else None,
        text["person"],
        text["reason"],
        text["authority"],
        day,
        until if isinstance(until, date) else None,
        source,
    )


def fault_of_judgement(judgement: Judgement) -> Message | None:
    """Return why a judgement does not say what it gives or takes; None if it does."""
    if judgement.deduct is None and judgement.points is None:
        return message(
            "评议要写扣几分（deduct），或在档次内得几分（points）",
            "a judgement says what it takes off (`deduct`), or gives within a tier (`points`)",
        )
    if judgement.deduct is not None and judgement.points is not None:
        return message(
            "deduct（扣分）与 points（得分）只写一种", "write either `deduct` or `points`"
        )
    return None


def judged_twice(before: Iterable[Judgement], judgement: Judgement) -> Message | None:
    """Return that a person has judged an item already, among several judges; None if not."""
    judge = fold(judgement.judge)
    if all(fold(each.judge) != judge for each in before):
        return None
    return message(
        "{judge} 对 {name} 评议了不止一次；每人只保留一条",
        "{judge} has judged {name} more than once; keep one for each person",
        judge=judgement.judge,
        name=judgement.indicator,
    )


@attrs.frozen
class Rules:
    """What a checklist allows people to decide."""

    checklist: Checklist

    def meant(self, decision: Decision) -> str | Message:
        """Return the key of the item that a decision is about, or why there is none."""
        titles = {each.id: each.title for each in self.checklist.indicators()}
        if not isinstance(decision, Judgement):
            return meant(decision.indicator, titles)
        judged = {key: titles.get(key, _NO_TITLE) for key in judged_keys(self.checklist)}
        return meant(decision.indicator, judged, _JUDGED)

    def takes_several(self, judgement: Judgement) -> bool:
        """Return whether several people may judge the item."""
        return judgement.indicator in judged_by_many(self.checklist)

    def faults(self, decision: Decision) -> Iterator[Message]:
        """Iterate over what is wrong with a decision about an existing item."""
        if isinstance(decision, Judgement) and (fault := fault_of_judgement(decision)) is not None:
            yield fault
        if isinstance(decision, Attachment):
            fault = fault_of_attachment(decision)
            if fault is not None:
                yield fault
        indicator = next(
            (each for each in self.checklist.indicators() if each.id == decision.indicator), None
        )
        if indicator is None:
            return
        name = decision.indicator
        if isinstance(decision, NotApplicable) and indicator.not_applicable == "forbid":
            yield message(
                "指标 {name} 不许不适用；请提供数据",
                "{name} may not be not applicable; give its evidence",
                name=name,
            )
        if isinstance(decision, Override):
            if decision.until is not None and decision.until < decision.on:
                yield message(
                    "到期日 {until} 早于决定日 {on}",
                    "it ends on {until}, before it begins on {on}",
                    until=decision.until,
                    on=decision.on,
                )
            # overlays can change the bounds for a unit; they are checked when it is scored
            if not self.checklist.overlays:
                plan = plan_of(self.checklist)
                leaf = next(
                    leaf for leaf in (*plan.leaves, *plan.bonus) if leaf.indicator is indicator
                )
                fault = outside_of(decision, leaf)
                if fault is not None:
                    yield fault
