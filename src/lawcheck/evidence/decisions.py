"""Parse and check rows of decisions: not applicable, judgements, overrides and rebuttals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.evidence.arguments import judged_keys
from lawcheck.evidence.lookup import meant
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import Judgement, NotApplicable, Override, Rebuttal, Source, Value
from lawcheck.model.exact import ZERO
from lawcheck.model.raw_tables import JUDGEMENTS, NOT_APPLICABLE, OVERRIDES, REBUTTALS
from lawcheck.model.text import Message, Text, message
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
        "deduct": Spec("amount", least=ZERO, aliases=("扣分",)),
        "reason": _REASON,
        "judge": _text("评议人"),
        "on": _MAYBE,
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
}
"""The columns of each table."""

Decision = NotApplicable | Judgement | Override | Rebuttal


def make_decision(table: str, values: Mapping[str, Value], source: Source) -> Decision:
    """Return the decision of a row that has all required columns."""
    text = {name: str(value) for name, value in values.items()}
    on = values.get("on")
    day = on if isinstance(on, date) else None
    if table == NOT_APPLICABLE:
        return NotApplicable(text["indicator"], text["reason"], text["authority"], day, source)
    if table == JUDGEMENTS:
        deduct = values["deduct"]
        assert isinstance(deduct, Fraction)  # noqa: S101 - the kind is amount
        return Judgement(text["indicator"], deduct, text["reason"], text["judge"], day, source)
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

    def faults(self, decision: Decision) -> Iterator[Message]:
        """Iterate over what is wrong with a decision about an existing item."""
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
