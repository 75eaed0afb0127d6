"""The units of a test deck: full, empty, at the start of each grade, with vetoes, with bonuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from lawcheck.checklists.test_deck.deck_unit import DeckUnit
from lawcheck.checklists.test_deck.expected_scores import largest_losses, total_of
from lawcheck.checklists.test_deck.fixed_rules import LOST_IN_DECK
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ZERO
from lawcheck.model.text import message

_HALF: Final = Fraction(1, 2)


def deck_units(checklist: Checklist) -> Iterator[DeckUnit]:
    """Yield the units of the deck for a checklist with fixed rules."""
    items = [each for each in checklist.root.indicators() if not each.advisory]
    everything = {
        item.id: most for item, most in largest_losses(checklist.root) if not item.advisory
    }
    yield DeckUnit(message("各项满分", "every item full"))
    yield DeckUnit(message("各项零分", "every item at its lowest"), everything)
    yield DeckUnit(message("各项缺数据", "every item missing"), dict.fromkeys(everything))
    yield DeckUnit(message("各项不适用", "no item applies"), left_out=frozenset(everything))
    for item in items:
        others = {name: lost for name, lost in everything.items() if name != item.id}
        yield DeckUnit(message("只有“{item}”得分", "only {item} earns", item=item.title), others)
    for item in items:
        yield DeckUnit(
            message(
                "“{item}”不适用（按比例折算）",
                "{item} does not apply (redistributed)",
                item=item.title,
            ),
            left_out=frozenset({item.id}),
        )
    yield from _around_grades(checklist, everything)
    for veto in checklist.vetoes:
        yield DeckUnit(
            message("一票否决“{veto}”", "veto {veto}", veto=veto.title),
            vetoes=frozenset({veto.id}),
        )
    if checklist.bonus:
        yield DeckUnit(message("满分加全部加分项", "full, with every bonus"), bonus=True)
        yield DeckUnit(
            message("零分加全部加分项", "lowest, with every bonus"), everything, bonus=True
        )


def _around_grades(checklist: Checklist, everything: Mapping[str, Fraction]) -> Iterator[DeckUnit]:
    """Yield units just below, at and just above the start of each grade.

    They differ by the step of the rounding: 0.01 if scores have two decimal places. Half a step
    below shows whether the checklist rounds up into the grade.
    """
    step = checklist.rounding.step
    for grade in checklist.grades[:-1]:
        for steps, zh, en in (
            (-1, "低一个取整单位", "one step below"),
            (-_HALF, "低半个取整单位", "half a step below"),
            (0, "恰在分数线", "on the cut"),
            (1, "高一个取整单位", "one step above"),
        ):
            lost = _losses_for(
                checklist, everything, checklist.out_of - grade.start - steps * step
            )
            if lost is not None:
                yield DeckUnit(
                    message(f"“{{grade}}”{zh}", f"{{grade}}: {en}", grade=grade.name), lost
                )


def _losses_for(
    checklist: Checklist, everything: Mapping[str, Fraction], amount: Fraction
) -> Mapping[str, Fraction] | None:
    """Return losses that lower the total by an amount; None if there are none.

    Items lose points in their order, each as much as it can. How much an item counts for in the
    total depends on the method, so that is found out by trying it by itself.
    """
    full = total_of(checklist, DeckUnit(LOST_IN_DECK))
    wanted = None if full is None else full - amount
    lost: dict[str, Fraction] = {}
    for name, most in everything.items():
        if amount <= ZERO or full is None:
            break
        alone = total_of(checklist, DeckUnit(LOST_IN_DECK, {name: most}))
        brings = ZERO if alone is None else full - alone
        if brings > ZERO:
            share = min(amount / brings, Fraction(1))
            lost[name] = most * share
            amount -= brings * share
    if amount != ZERO or full is None:
        return None
    # With a method of a plugin, losses of several items together may differ from their sum.
    return lost if total_of(checklist, DeckUnit(LOST_IN_DECK, lost)) == wanted else None
