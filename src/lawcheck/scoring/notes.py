"""Notes on what changes a number after its rule.

That can be the redistribution of points that do not apply, the floor of a section, a veto, or
rounding. Each note is attached to the item or section whose number it explains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.adjustments import VetoOutcome
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ONE, ZERO, add_up
from lawcheck.model.outcomes import LEFT_OUT, Outcome, SectionScore, State
from lawcheck.model.scoring_method import ByScores
from lawcheck.model.sections import Section
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text, message
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sections import Factors

_SHARED = Text("不适用指标的分值由其余分担", "points of items that do not apply are shared out")
_NOT_DUE = Text(
    "未到期、不适用指标的分值由其余分担",
    "points of items that are not due or do not apply are shared out",
)
_WEIGHED = Text("计分方法按本单位的得分另定权重", "the method weighs by the scores of this unit")


def _why(states: Collection[State]) -> Text:
    """Return why factors are not the usual ones, where items have these states."""
    if "not_due" in states:
        return _NOT_DUE
    return _WEIGHED if LEFT_OUT.isdisjoint(states) else _SHARED


@attrs.frozen
class _Worth:
    """How much each item and section counts in the total.

    Attributes:
        factors: from points of a leaf to points of the total, by the leaf's index.
        starts: start scores of sections in points of the total, by the section's id.
    """

    factors: Mapping[int, Fraction]
    starts: Mapping[str, Fraction]

    @classmethod
    def of(cls, root: Node, factors: Factors) -> _Worth:
        leaves: dict[int, Fraction] = {}
        starts: dict[str, Fraction] = {}
        _walk(root, factors, ONE, leaves, starts)
        return cls(leaves, starts)

    def full(
        self, section: Section, leaves: Mapping[str, Leaf], counts: Mapping[int, bool]
    ) -> Fraction:
        """Return the full score of a section: its start score and what its items can earn."""
        found = (leaves[indicator.id] for indicator in section.indicators())
        earned = (
            leaf.full * self.factors[leaf.index]
            for leaf in found
            if counts[leaf.index] and leaf.index in self.factors
        )
        return add_up((*earned, *(self.starts.get(name, ZERO) for name in _ids(section))))


def _walk(
    node: Node,
    factors: Factors,
    by: Fraction,
    leaves: dict[int, Fraction],
    starts: dict[str, Fraction],
) -> None:
    starts[node.section.id] = by * node.method.start
    for part, factor in zip(node.parts, factors[node.section.id], strict=True):
        if isinstance(part, Leaf):
            leaves[part.index] = by * factor
        elif part.section.id in factors:
            _walk(part, factors, by * factor, leaves, starts)


def _ids(section: Section) -> Iterator[str]:
    yield section.id
    for child in section.children:
        if isinstance(child, Section):
            yield from _ids(child)


@attrs.frozen
class Shifts:
    """How a unit's full scores differ from those of a unit to which every item applies.

    Attributes:
        why: the cause of the differences.
        here: of this unit.
        usual: of a unit to which every item applies.
        leaves: by the id of the indicator.
        here_counts: whether a leaf counts for this unit, by index.
        usual_counts: whether it counts in general, by index.
        by_scores: the leaves and sections that such a method stands above, and sections with one
            inside: their notes are different, or none.
    """

    why: Text
    here: _Worth
    usual: _Worth
    leaves: Mapping[str, Leaf]
    here_counts: Mapping[int, bool]
    usual_counts: Mapping[int, bool]
    by_scores: frozenset[int | str]
    is_settled: bool

    @classmethod
    def of(
        cls, plan: Plan, factors: Factors, outcomes: Sequence[Outcome], *, is_settled: bool
    ) -> Shifts | None:
        """Return the differences; None where all factors are the usual ones.

        Args:
            plan: of the checklist.
            factors: of the unit.
            outcomes: of the unit.
            is_settled: whether nothing is open. Factors that follow from the scores are not told
                before that.
        """
        if factors == plan.factors:
            return None
        return cls(
            _why({each.state for each in outcomes}),
            _Worth.of(plan.root, factors),
            _Worth.of(plan.root, plan.factors),
            {leaf.indicator.id: leaf for leaf in plan.leaves},
            {
                leaf.index: outcome.counted is not None
                for leaf, outcome in zip(plan.leaves, outcomes, strict=True)
            },
            {leaf.index: not leaf.indicator.advisory for leaf in plan.leaves},
            frozenset(_weighed(plan.root)),
            is_settled,
        )

    def of_item(self, index: int) -> tuple[Message, ...]:
        """Return a note on the factor of an item that counts, if it is not the usual one."""
        here, usual = self.here.factors.get(index), self.usual.factors.get(index)
        if not self.here_counts[index] or here is None or here == usual:
            return ()
        if index in self.by_scores and not self.is_settled:
            return ()
        return (
            message(
                "计入总分时乘以{here}，不是{usual}：{why}",
                "counts × {here} instead of × {usual}: {why}",
                here=here,
                usual=usual,
                why=_WEIGHED if index in self.by_scores else self.why,
            ),
        )

    def of_section(self, section: Section) -> tuple[Message, ...]:
        """Return a note on the full score of a section, if it is not the usual one.

        A section whose points follow from the scores of others has no full score of its own.
        """
        if section.id in self.by_scores:
            return ()
        here = self.here.full(section, self.leaves, self.here_counts)
        usual = self.usual.full(section, self.leaves, self.usual_counts)
        if here == usual:
            return ()
        return (
            message(
                "此次满分{here}，不是{usual}：{why}",
                "out of {here} here, not {usual}: {why}",
                here=here,
                usual=usual,
                why=self.why,
            ),
        )


def _weighed(node: Node, is_below: bool = False) -> Iterator[int | str]:
    """Yield the leaves below a method by scores, and the sections around or below one."""
    is_below = is_below or isinstance(node.method, ByScores)
    if is_below or any(isinstance(each.method, ByScores) for each in node.nodes()):
        yield from _ids(node.section)
    for part in node.parts:
        if isinstance(part, Node):
            yield from _weighed(part, is_below)
        elif is_below:
            yield part.index


def with_vetoes(
    checklist: Checklist,
    vetoes: Sequence[VetoOutcome],
    children: tuple[SectionScore | Outcome, ...],
) -> tuple[SectionScore | Outcome, ...]:
    """Return the children with a note on each whose points a veto takes off the total again."""
    vetoed: dict[str, Message] = {}
    for veto, outcome in zip(checklist.vetoes, vetoes, strict=True):
        if outcome.state == "applied" and veto.effect.zeroed:
            why = message(
                "一票否决“{veto}”：这些分在总分中减去",
                "veto {veto}: these points are taken off the total again",
                veto=veto.title,
            )
            vetoed = dict.fromkeys(veto.effect.zeroed, why) | vetoed  # the first veto takes them
    return tuple(_marked(child, vetoed) for child in children) if vetoed else children


def _marked(
    child: SectionScore | Outcome, vetoed: Mapping[str, Message]
) -> SectionScore | Outcome:
    notes = (
        (*child.notes, vetoed[child.id])
        if child.id in vetoed and child.counted is not None
        else child.notes
    )
    if isinstance(child, Outcome):
        return attrs.evolve(child, notes=notes)
    return attrs.evolve(
        child, notes=notes, children=tuple(_marked(each, vetoed) for each in child.children)
    )


def given_back(back: Span, lowest: Fraction) -> tuple[Message, ...]:
    """Return a note on what the floor of a section gave back, in points of the total."""
    return (
        message(
            "最低{lowest}分，低于它的{back}分没有扣",
            "no lower than {lowest}: {back} of what was taken off does not count",
            lowest=lowest,
            back=_shown(back),
        ),
    )


def rounded_to(places: int, earned: Span, counted: Span) -> Message:
    """Return a note that points were rounded before they count."""
    return message(
        "取整到{places}位小数：{earned} → {counted}",
        "rounded to {places} places: {earned} → {counted}",
        places=places,
        earned=_shown(earned),
        counted=_shown(counted),
    )


def _shown(span: Span) -> Message | Fraction:
    if span.is_exact:
        return span.low
    low, high = sorted((span.low, span.high))
    return message("{low}~{high}", "{low} to {high}", low=low, high=high)
