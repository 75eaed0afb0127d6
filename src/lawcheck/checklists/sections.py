"""Read sections, indicators and the bonus.

Which keys an item needs (`points`, `weight`) depends on the scoring method of the section that it
is in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.checklists.annotations import build, build_from, named_offer, read, read_rule
from lawcheck.checklists.children import check_children
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.falls_due import read_falls_due
from lawcheck.checklists.names import read_id
from lawcheck.checklists.scalars import is_none, read_bilingual, read_number
from lawcheck.checklists.signs import refuse_percentages
from lawcheck.checklists.weights import check_weights, read_weight
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.methods.points import Points
from lawcheck.model.basis import Basis
from lawcheck.model.conditions import Where
from lawcheck.model.exact import HUNDRED, ZERO, decimal_text
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.indicator import Indicator, NotApplicablePolicy
from lawcheck.model.rounding import MAX_PLACES, SectionRounding
from lawcheck.model.rule import Earning
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.so_far import FallsDue
from lawcheck.model.text import Text, message
from lawcheck.registry.type_answers import check_numbers

_SECTION_KEYS: Final = (
    "id", "title", "points", "weight", "scoring", "rounding", "sections", "indicators",
)  # fmt: skip


_ANY_METHOD: Final = Points(HUNDRED)
"""Used for a method that could not be read, so that faults below it are found in the same run."""


@attrs.frozen
class _Terms:
    """The keys that every indicator has, as written in the checklist."""

    id: str
    title: Text
    points: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
    weight: Fraction | None = None
    basis: tuple[Basis, ...] = ()
    evidence: Text = Text("")
    floor: Fraction = attrs.field(default=ZERO, metadata=IN_POINTS)
    not_applicable: Any = None
    advisory: bool = False
    cause: str = ""
    falls_due: Any = None


INDICATOR_KEYS: Final = frozenset(field.name for field in attrs.fields(_Terms))
_PLAIN_TERMS: Final = INDICATOR_KEYS - {"not_applicable", "falls_due"}


@attrs.frozen
class _Policy:
    """The rule of one item for when it does not apply, as written in the checklist."""

    policy: NotApplicablePolicy | None = None
    points: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
    when: Where | None = None


@attrs.define
class TreeReader:
    """Reads the sections and indicators of one checklist.

    Attributes:
        context: names declared by the checklist, and the faults found.
        policy: the checklist's default for items that do not apply.
        start: the first day of the period; None if it could not be read.
        items: titles of all items by id.
        places: the node of every id, for faults that are found later.
    """

    context: Context
    policy: NotApplicablePolicy
    start: date | None = None
    items: Mapping[str, Text] = attrs.field(factory=dict)
    places: dict[str, Node] = attrs.field(factory=dict)

    def root(self, node: Node, pairs: Mapping[str, Node]) -> Section | Invalid:
        """Read the whole tree, under the scoring method of the checklist."""
        if "scoring" not in pairs:
            return INVALID
        method = self._method(pairs["scoring"])
        if isinstance(method, Invalid):
            self._children(node, pairs, _ANY_METHOD)
            return INVALID
        children = self._children(node, pairs, method)
        if isinstance(children, Invalid):
            return INVALID
        self._check_sum(pairs["scoring"], method.points, children)
        return Section("", Text(""), children, method)

    def bonus(self, node: Node) -> Bonus | Invalid:
        """Read the bonus items and their caps."""
        context = self.context
        pairs = context.mapping(node, ("at_most", "only_from", "total_at_most", "indicators"))
        if pairs is None:
            return INVALID
        before = len(context.problems)
        for key in ("at_most", "total_at_most", "indicators"):
            if key not in pairs:
                context.missing_key(node, key)
        for key in ("at_most", "only_from", "total_at_most"):
            refuse_percentages(pairs.get(key), key, context)
        at_most = read_number(pairs["at_most"], context) if "at_most" in pairs else INVALID
        only_from = read_number(pairs["only_from"], context) if "only_from" in pairs else None
        ceiling: Any = None
        if "total_at_most" in pairs and not is_none(pairs["total_at_most"]):
            ceiling = read_number(pairs["total_at_most"], context)
        items = [self._indicator(item, None) for item in self._items(pairs, "indicators")]
        if (
            len(context.problems) > before
            or isinstance(at_most, Invalid)
            or isinstance(only_from, Invalid)
        ):
            return INVALID
        return Bonus(
            tuple(item for item in items if isinstance(item, Indicator)),
            at_most,
            only_from,
            ceiling,
        )

    def _method(self, node: Node) -> Any:
        context = self.context
        pairs = context.mapping(node)
        if pairs is None:
            return INVALID
        if "method" not in pairs:
            return context.missing_key(node, "method")
        what = message("计分方法", "scoring method")
        offer = named_offer(pairs["method"], what, context.plugins.aggregations, context)
        if isinstance(offer, Invalid):
            return offer
        with offer.blamed():
            method = build(offer.load(), node, context, frozenset({"method"}))
        if isinstance(method, Invalid):
            return method
        check_numbers(offer, method)
        if not method.counts_down and method.out_of <= ZERO:
            return context.fail(
                node,
                "满分应大于0，现在是{full}",
                "the full score must be above 0, not {full}",
                full=method.out_of,
            )
        if method.floor is not None and method.floor >= method.start and method.counts_down:
            return context.fail(
                pairs.get("floor", node),
                "floor 应低于 start（{start}），否则什么也不扣；没有下限请写 none",
                "`floor` must be below `start` ({start}), or nothing costs points; "
                "write `none` for no limit",
                start=method.start,
            )
        return method

    def _items(self, pairs: Mapping[str, Node], key: str) -> tuple[Node, ...]:
        if key not in pairs:
            return ()
        node = pairs[key]
        if isinstance(node, SequenceNode) and node.items:
            return tuple(node.items)
        self.context.fail(
            node,
            "{key} 下应当是列表（每项以 - 开头）",
            "`{key}` must be a list (each item begins with -)",
            key=key,
        )
        return ()

    def _children(
        self, node: Node, pairs: Mapping[str, Node], method: Aggregation
    ) -> tuple[Section | Indicator, ...] | Invalid:
        keys = [key for key in pairs if key in ("sections", "indicators")]
        if not keys:
            return self.context.fail(
                node,
                "这里要写 sections 或 indicators，也可以都写",
                "give `sections`, `indicators` or both here",
            )
        children = []
        for key in keys:
            read_child = self._section if key == "sections" else self._indicator
            children += [read_child(item, method) for item in self._items(pairs, key)]
        check_weights(pairs, method, self.context)
        good = tuple(child for child in children if not isinstance(child, Invalid))
        if not good or len(good) < len(children):
            return INVALID
        check_children(node, pairs, method, good, self.context)
        return good

    def _section(self, node: Node, parent: Aggregation) -> Any:
        context = self.context
        pairs = context.mapping(node, _SECTION_KEYS)
        if pairs is None:
            return INVALID
        self._claim_id(pairs)
        readers: dict[str, Callable[[Node, Context], Any]] = {
            "id": read_id,
            "title": read_bilingual,
        }
        given: dict[str, Any] = {
            key: reader(pairs[key], context) if key in pairs else context.missing_key(node, key)
            for key, reader in readers.items()
        }
        refuse_percentages(pairs.get("points"), "points", context)
        points: Any = read_number(pairs["points"], context) if "points" in pairs else None
        weight = read_weight(node, pairs, parent, self.context)
        own = self._method(pairs["scoring"]) if "scoring" in pairs else None
        if isinstance(own, Invalid):
            return INVALID
        # A method that is not flat, such as a mean, treats each section as one score. A section
        # without a method of its own is then scored by the same method, out of its own points.
        if own is None and not parent.is_flat:
            own = parent
            if points is not None and not isinstance(points, Invalid):
                # a protocol cannot say that methods are attrs classes; loading a plugin checks it
                own = attrs.evolve(parent, out_of=points)  # type: ignore[misc]
        if own is not None and getattr(own, "cause_caps", None):
            context.fail(
                pairs.get("scoring", node),
                "cause_caps 只用于最上层的 scoring",
                "`cause_caps` belongs to the scoring of the whole checklist",
            )
        if own is not None and not parent.is_flat and own.out_of <= ZERO:
            return context.fail(
                pairs.get("scoring", node),
                "上一级取平均，本节满分应大于0，现在是{out_of}",
                "the method above takes a mean, so the section's full score must be above 0, "
                "not {out_of}",
                out_of=own.out_of,
            )
        if own is not None and parent.counts_down:
            context.fail(
                node,
                "倒扣计分下的分组不能另写 scoring",
                "a section inside a method that counts down cannot have `scoring` of its own",
            )
        rounding = self._rounding(pairs["rounding"], own) if "rounding" in pairs else None
        children = self._children(node, pairs, own or parent)
        if isinstance(children, Invalid) or INVALID in (*given.values(), points, weight, rounding):
            return INVALID
        if own is not None:
            self._check_sum(pairs.get("scoring", node), own.points, children)
            if points is not None and points != own.out_of:
                context.fail(
                    pairs["points"],
                    "本节 points 是 {points}，与 scoring 的满分 {out_of} 不符",
                    "the section's points are {points}, but its scoring is out of {out_of}",
                    points=points,
                    out_of=own.out_of,
                )
        elif points is not None:
            self._check_sum(pairs["points"], points, children)
        full = own.out_of if own is not None else points
        return Section(given["id"], given["title"], children, own, full, weight, rounding)

    def _rounding(self, node: Node, method: Aggregation | None) -> Any:
        """Read how the score of a section is rounded; its ends must not need rounding."""
        context = self.context
        rounding = build(SectionRounding, node, context)
        if isinstance(rounding, Invalid):
            return INVALID
        if method is None:
            return context.fail(
                node,
                "这个部分只起归类作用，没有自己的得分可取整；请写 scoring",
                "this section is a plain grouping without a score of its own to round; "
                "give it `scoring`",
            )
        if not 0 <= rounding.places <= MAX_PLACES:
            return context.fail(
                node,
                "places 应在 0 到 {most} 之间",
                "`places` must be from 0 to {most}",
                most=MAX_PLACES,
            )
        for number in (method.out_of, method.floor):
            if number is not None and not rounding.holds(number):
                return context.fail(
                    node,
                    "{number} 的小数位多于这里的 {places} 位，取整后的得分会超出它；请改其中一处",
                    "{number} has more decimal places than the {places} here, and a rounded score "
                    "would go beyond it; change one of the two",
                    number=number,
                    places=rounding.places,
                )
        return rounding

    def _check_sum(
        self, node: Node, declared: Fraction | None, children: tuple[Section | Indicator, ...]
    ) -> None:
        if declared is None or self.context.is_tailored:
            return
        total = sum(map(_worth, children), ZERO)
        if total != declared:
            self.context.fail(
                node,
                "应为{declared}分，各项合计{total}分，相差{difference}分",
                "{declared} points are declared, "
                "the items add up to {total} (difference {difference})",
                declared=decimal_text(declared),
                total=decimal_text(total),
                difference=decimal_text(declared - total),
            )

    def _claim_id(self, pairs: Mapping[str, Node]) -> None:
        id_node = pairs.get("id")
        if not isinstance(id_node, Scalar):
            return
        first = self.places.setdefault(id_node.text, id_node)
        if first is not id_node:
            self.context.fail(
                id_node,
                "编号 {id} 重复，第 {line} 行已用；请换一个",
                "the id {id} is used on line {line} already; choose another",
                id=id_node.text,
                line=first.line,
            )

    def _indicator(self, node: Node, method: Aggregation | None) -> Any:
        context = self.context
        pairs = context.mapping(node)
        if pairs is None:
            return INVALID
        self._claim_id(pairs)
        before = len(context.problems)
        own = {key: value for key, value in pairs.items() if key in _PLAIN_TERMS}
        terms = build_from(_Terms, node, own, context)
        weight = read_weight(node, pairs, method, self.context)
        advisory = isinstance(terms, _Terms) and terms.advisory
        points = terms.points if isinstance(terms, _Terms) else None
        if "points" not in pairs and not advisory and (method is None or method.needs_points):
            context.missing_key(node, "points")
        elif (
            points is None
            and not advisory
            and method is not None
            and method.counts_down
            and method.floor is None
        ):
            context.fail(
                node,
                "计分方法写了 floor: none，本项又没有 points，最多扣多少没有限度；"
                "请写 points（最多扣几分），或写 floor",
                "the method has `floor: none` and the item no `points`, "
                "so there is no limit to what it costs; "
                "add `points` (the most it can cost) or a floor",
            )
        elif points is not None and points <= ZERO:
            context.fail(pairs["points"], "分值应大于0", "points must be above 0")
        policy = self._policy(pairs.get("not_applicable"), points, method)
        goes_below_zero = isinstance(terms, _Terms) and terms.floor < ZERO
        rule = read_rule(node, context, INDICATOR_KEYS, points, goes_below_zero)
        due = None
        if "falls_due" in pairs:
            due = read_falls_due(pairs["falls_due"], rule, self.start, context)
        if len(context.problems) > before or isinstance(terms, Invalid) or policy is None:
            return INVALID
        if terms.floor > ZERO:
            context.fail(pairs["floor"], "floor 应为0或负数", "`floor` must be 0 or negative")
        if terms.floor < ZERO and method is not None and method.counts_down:
            context.fail(
                pairs["floor"],
                "倒扣计分下本项的 floor 不起作用；最多扣几分请写 points",
                "under a method that counts down `floor` of an item has no effect; "
                "write the most it can cost as `points`",
            )
        if terms.floor < ZERO and method is None:
            context.fail(
                pairs["floor"],
                "加分项不能为负；请删去 floor",
                "a bonus cannot be negative; remove `floor`",
            )
        if policy.policy == "forbid" and (
            policy.when is not None or getattr(rule, "on_zero", None) == "not_applicable"
        ):
            context.fail(
                pairs.get("not_applicable", node),
                "不许不适用(forbid)，但规则本身会得出不适用；请改其中一处",
                "not applicable is forbidden, but the rule itself can say so; "
                "change one of the two",
            )
        type_name = rule.type_name
        if isinstance(rule, Earning) and method is not None and method.counts_down:
            context.fail(
                pairs["type"],
                "{type} 是从0往上加分，倒扣计分下加不上；请放到 bonus（加分）或计分的板块",
                "{type} counts up from zero, which nothing can add to under a method that counts "
                "down; put the item under `bonus` or into a section that counts points",
                type=type_name,
            )
        offer = context.plugins.indicator_types[type_name].plugin
        return Indicator(
            terms.id,
            terms.title,
            rule,
            points,
            weight,
            terms.basis,
            terms.evidence,
            terms.floor,
            policy.points or policy.policy or ("redistribute" if method is None else self.policy),
            policy.when,
            terms.advisory,
            terms.cause,
            offer.source,
            due if isinstance(due, FallsDue) else None,
        )

    def _policy(
        self, node: Node | None, points: object, method: Aggregation | None
    ) -> _Policy | None:
        if node is None:
            return _Policy()
        if isinstance(node, MappingNode):
            written = build(_Policy, node, attrs.evolve(self.context, scored=self.items))
            if not isinstance(written, _Policy):
                return None
            self._check_points(node, written, points, method)
            return written
        policy = read(NotApplicablePolicy, node, self.context)
        return None if isinstance(policy, Invalid) else _Policy(policy)

    def _check_points(
        self, node: Node, policy: _Policy, points: object, method: Aggregation | None
    ) -> None:
        """Check the points that an item has where it does not apply."""
        if policy.points is None:
            return
        if policy.policy is not None:
            self.context.fail(
                node, "policy 与 points 只写一种", "write either `policy` or `points`"
            )
        elif method is not None and method.counts_down:
            self.context.fail(
                node,
                "倒扣计分下不适用的指标不扣分；请删去 points",
                "under a method that counts down an item that does not apply costs nothing; "
                "remove `points`",
            )
        elif not isinstance(points, Fraction) or not ZERO < policy.points < points:
            self.context.fail(
                node,
                "不适用时的 points 应大于0、小于本项分值；计0分写 zero，计满分写 full",
                "`points` of an item that does not apply must lie between 0 and its own points; "
                "for these write `zero` or `full`",
            )


def _worth(child: Section | Indicator) -> Fraction:
    """Return the points that a child adds to the sum of its section."""
    if isinstance(child, Section):
        return (
            sum(map(_worth, child.children), ZERO)
            if child.scoring is None
            else child.scoring.out_of
        )
    return ZERO if child.advisory or child.points is None else child.points
