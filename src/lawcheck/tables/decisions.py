"""Decisions of people about units, as integers: one column for each item that they name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final, NoReturn

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Judgement, NotApplicable
from lawcheck.model.indicator import Indicator
from lawcheck.model.rule import Judgeable
from lawcheck.scoring.answers import is_built_in
from lawcheck.scoring.leaves import Leaf
from lawcheck.tables.rule_per_input import NeedsUnit


@attrs.frozen
class Decided:
    """What people decided about one item of a unit.

    Attributes:
        not_applicable: the decision that the item does not apply.
        judgements: of people, by key: the item's id, or `item.part`.
    """

    not_applicable: NotApplicable | None = None
    judgements: Mapping[str, tuple[Judgement, ...]] = attrs.field(factory=dict)

    def as_evidence(self, item: str, keys: frozenset[str]) -> Mapping[str, OwnDecisions]:
        """Return the attributes of the evidence that hold the decisions.

        Args:
            item: id of the item.
            keys: the keys under which it looks for judgements.
        """
        applies_not = {} if self.not_applicable is None else {item: self.not_applicable}
        return {
            "not_applicable": OwnDecisions(applies_not, keys),
            "judgements": OwnDecisions(self.judgements, keys),
        }

    def key(self, *, with_words: bool) -> Hashable:
        """Return a key that is equal for decisions which mean the same for the points.

        Args:
            with_words: whether reasons, names and days may matter.
        """
        if with_words:
            return self.not_applicable, frozenset(self.judgements.items())
        return self.not_applicable is not None, frozenset(
            (name, tuple((each.deduct, each.points, each.tier, each.leads) for each in judged))
            for name, judged in self.judgements.items()
        )


_NAME: Final = "decisions of people"
NOTHING_DECIDED: Final = Decided()


@attrs.frozen(eq=False)
class Decisions:
    """The decisions of all units by item.

    Attributes:
        by_item: for each item that some decision names, the units by row.
    """

    by_item: Mapping[str, Mapping[int, Decided]] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls, checklist: Checklist, decided: Mapping[str, Evidence], units: pl.Series
    ) -> Decisions:
        """Sort decisions by item.

        Args:
            checklist: the checklist.
            decided: evidence with the decisions, by the key of the unit.
            units: keys of all units.
        """
        rows = units.to_frame("unit").with_row_index("row")
        found = rows.filter(pl.col("unit").is_in(list(decided)))
        looks: dict[str, list[str]] = {}
        for each in checklist.indicators():
            for key in judged_keys(each):
                looks.setdefault(key, []).append(each.id)
        by_item: dict[str, dict[int, Decided]] = {}
        for row, unit in found.iter_rows():
            for name, made in _by_item(decided[unit], looks):
                by_item.setdefault(name, {})[row] = made
        return cls(by_item)

    def codes(self, leaf: Leaf, height: int) -> tuple[Mapping[str, pl.Series], Sequence[Decided]]:
        """Return the code of the decisions about an item for each unit, and what it means.

        The code 0 means that nothing was decided. The types that lawcheck ships only copy the
        words of a decision; for them, decisions with the same points have the same code.

        Returns:
            The codes, under a name that no fact has, or nothing if no decision is about the item;
            and the decisions by code.
        """
        of_item = self.by_item.get(leaf.indicator.id)
        if of_item is None:
            return {}, [NOTHING_DECIDED]
        with_words = not is_built_in(leaf.indicator.rule)
        known: dict[Hashable, int] = {}
        meanings = [NOTHING_DECIDED]
        codes = []
        for each in of_item.values():
            key = each.key(with_words=with_words)
            if key not in known:
                known[key] = len(meanings)
                meanings.append(each)
            codes.append(known[key])
        made = pl.zeros(height, dtype=pl.UInt32, eager=True)
        rows = pl.Series(list(of_item), dtype=pl.UInt32)
        return {_NAME: made.scatter(rows, pl.Series(codes, dtype=pl.UInt32))}, meanings

    def decided(self, item: str, height: int) -> pl.Series | None:
        """Return which units have a decision about an item; None if there are none."""
        of_item = self.by_item.get(item)
        if of_item is None:
            return None
        none = pl.zeros(height, dtype=pl.Boolean, eager=True)
        return none.scatter(pl.Series(list(of_item), dtype=pl.UInt32), True)


def _by_item(
    evidence: Evidence, looks: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Decided]]:
    """Yield the decisions about each item.

    Args:
        evidence: the decisions.
        looks: by key of a judgement, the items that look for it.
    """
    judged: dict[str, dict[str, tuple[Judgement, ...]]] = {}
    for key, made in evidence.judgements.items():
        for name in looks.get(key, ()):
            judged.setdefault(name, {})[key] = made
    for name in dict.fromkeys((*evidence.not_applicable, *judged)):
        yield name, Decided(evidence.not_applicable.get(name), judged.get(name, {}))


def judged_keys(item: Indicator) -> Iterator[str]:
    """Yield the keys under which an item looks for judgements; always its id."""
    yield item.id
    if isinstance(item.rule, Judgeable):
        yield from (key for key in item.rule.judged(item.id) if key != item.id)


class OwnDecisions(dict[str, Any]):
    """The decisions about one item; raises `NeedsUnit` if a rule looks for those about another.

    Args:
        decisions: by key.
        keys: the keys under which the item looks for decisions.
    """

    def __init__(self, decisions: Mapping[str, Any], keys: frozenset[str]) -> None:
        super().__init__(decisions)
        self._keys = keys

    def get(self, name: str, default: Any = None) -> Any:
        """Return the decision with this key, if it is about the item."""
        self._own(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self._own(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._own(name)
        return super().__contains__(name)

    def _own(self, name: object) -> None:
        if name not in self._keys:
            raise NeedsUnit

    def _all(self, *_: object) -> NoReturn:  # the rule looks at all decisions that there are
        raise NeedsUnit

    __iter__ = keys = values = items = __len__ = __reversed__ = _all
    __or__ = __ror__ = __eq__ = __ne__ = copy = _all
    __hash__ = None
