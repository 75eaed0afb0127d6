"""Build a `Checklist` from the nodes of its file, reporting every fault of the file in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, get_type_hints

import attrs

from lawcheck.checklists.annotations import build, read
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.declarations import declare, read_other_columns
from lawcheck.checklists.examples import read_examples
from lawcheck.checklists.grades import read_grades
from lawcheck.checklists.in_force import InForce
from lawcheck.checklists.item_scores import titles_written
from lawcheck.checklists.lint import lint, lint_cuts
from lawcheck.checklists.names import read_id
from lawcheck.checklists.overlay import read_overlay, tailored
from lawcheck.checklists.ranking import check_ranking
from lawcheck.checklists.requires import check_requires
from lawcheck.checklists.scalars import read_whole
from lawcheck.checklists.sections import TreeReader
from lawcheck.checklists.vetoes import read_vetoes
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode, walk_all
from lawcheck.model.as_of import as_of as as_of_day
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Checklist, Overlay
from lawcheck.model.declarations import Words
from lawcheck.model.errors import Problem
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import NotApplicablePolicy
from lawcheck.model.ranking import Ranking
from lawcheck.model.rounding import Rounding
from lawcheck.model.text import Text, message
from lawcheck.registry.loading import Plugins

FORMAT: Final = 1

_REQUIRED: Final = (
    "lawcheck", "id", "version", "title", "period", "scoring", "rounding", "grade_on", "grades",
    "not_applicable",
)  # fmt: skip

_OPTIONAL: Final = (
    "description", "sample_weights", "requires", "calendars", "facts", "registers", "sections",
    "indicators", "bonus", "vetoes", "once", "appeal_days", "ranking", "words", "other_columns",
    "tests",
)  # fmt: skip


def read_checklist(
    root: Node,
    file: str,
    plugins: Plugins,
    problems: Iterable[Problem] = (),
    on: date | None = None,
    overlays: Sequence[tuple[Node, str]] = (),
    as_of: date | None = None,
) -> Checklist:
    """Build a checklist from the nodes of its file.

    Args:
        root: the tree of the file.
        file: name of the file, for messages.
        plugins: the plugins that offer indicator types, methods, measures and operators.
        problems: faults that were already found in the file.
        on: the day whose rules are wanted. If not given, the day as of which units are scored,
            or else the last day of the period.
        overlays: the trees and file names of the overlays that tailor the checklist.
        as_of: the day as of which units are scored; None for the whole period.

    Raises:
        ChecklistError: with every fault of the file, in the order of its lines; if it has none,
            with every fault of the first overlay that has any.
        PluginError: the same, if a plugin that the checklist requires is missing.
    """
    context = Context(file, plugins, problems=list(problems))
    days = _Days(on, as_of)
    checklist = _checked(_read_for(root, context, days), context)
    made = tuple(_overlay(root, context, each, checklist, days) for each in overlays)
    checklist = attrs.evolve(checklist, overlays=made) if made else checklist
    return checklist if as_of is None else as_of_day(checklist, as_of)


@attrs.frozen
class _Days:
    """The days that somebody asked for.

    Attributes:
        on: the day whose rules are wanted.
        as_of: the day as of which units are scored.
    """

    on: date | None
    as_of: date | None

    def of_rules(self, period: Period) -> date:
        """Return the day whose rules are used: later rules are not known on an earlier day."""
        if self.on is not None or self.as_of is None:
            return self.on or period.end
        return min(max(self.as_of, period.start), period.end)


def _checked(checklist: Checklist | None, context: Context) -> Checklist:
    if context.problems or checklist is None:
        in_order = sorted(
            context.problems, key=lambda each: (each.place.line, int(each.place.column or 0))
        )
        raise context.error(dict.fromkeys(in_order))
    return checklist


def _overlay(
    root: Node, context: Context, given: tuple[Node, str], checklist: Checklist, days: _Days
) -> Overlay:
    tree, name = given
    of_overlay = Context(name, context.plugins)
    overlay = read_overlay(tree, of_overlay, checklist.id)
    if isinstance(overlay, Invalid):
        raise context.error(of_overlay.problems)
    # The tailored checklist mixes nodes of two files. `others` tells which file a node is from, so
    # that a fault is reported where it was written.
    whole = Context(
        context.file,
        context.plugins,
        is_tailored=True,
        others={id(node): name for node in walk_all(tree)},
    )
    nodes = tailored(root, overlay, whole)
    if whole.problems:
        raise context.error(whole.problems)
    return overlay.overlay(_checked(_read_for(nodes, whole, days), whole))


def _read_for(root: Node, context: Context, days: _Days) -> Checklist | None:
    period = _period(root, context)
    day = days.on if period is None else days.of_rules(period)
    if day is None:
        return _read(root, context)
    time = InForce(context, day)
    in_force = time.of(root)
    # what only rules of another day read is declared for them
    named = {
        each.text for node in time.left_out for each in walk_all(node) if isinstance(each, Scalar)
    }
    context.read_facts |= named
    context.read_registers |= named
    checklist = _read(in_force, context)
    if checklist is None or not (time.is_dated or days.on):
        return checklist
    return attrs.evolve(checklist, rules_on=day, changes=tuple(sorted(time.changes)))


def _period(root: Node, context: Context) -> Period | None:
    """Return the period, before the rest is read.

    Faults are dropped here: they are noted when the period is read in its turn.
    """
    node = root.get("period") if isinstance(root, MappingNode) else None
    period = INVALID if node is None else read(Period, node, attrs.evolve(context, problems=[]))
    return period if isinstance(period, Period) else None


def _read(root: Node, context: Context) -> Checklist | None:
    pairs = context.mapping(root)
    if pairs is None or not _is_known_format(root, pairs, context):
        return None
    pairs = context.pairs(root, (*_REQUIRED, *_OPTIONAL))
    for key in _REQUIRED:
        if key not in pairs:
            context.missing_key(root, key)
    check_requires(pairs, context)
    declare(pairs, context)
    found: dict[str, Any] = {
        key: read(kind, pairs[key], context) for key, kind in _PLAIN.items() if key in pairs
    }
    if "id" in pairs:
        found["id"] = read_id(pairs["id"], context, "file_id")
    found["not_applicable_at_most"], policy = _not_applicable_default(pairs, context)
    found["grades"] = read_grades(pairs["grades"], context) if "grades" in pairs else INVALID
    period = found.get("period")
    start = period.start if isinstance(period, Period) else None
    titles = titles_written(pairs)
    tree = TreeReader(context, policy, start, titles.items)
    found["root"] = tree.root(root, pairs)
    if "bonus" in pairs:
        found["bonus"] = tree.bonus(pairs["bonus"])
    scored = attrs.evolve(context, scored=titles.all)
    found["vetoes"] = read_vetoes(pairs["vetoes"], scored) if "vetoes" in pairs else ()
    found["once"] = _once(pairs["once"], tree.places, context) if "once" in pairs else ()
    found["examples"] = read_examples(pairs["tests"], context) if "tests" in pairs else ()
    found |= {
        "facts": context.facts,
        "registers": context.registers,
        "calendars": context.calendars,
        "other_columns": read_other_columns(pairs.get("other_columns"), context),
        "sought": {
            table: {name: tuple(words) for name, words in columns.items()}
            for table, columns in context.sought.items()
        },
    }
    found["requires"] = {
        name: node.text
        for name, node in context.pairs(pairs.get("requires")).items()
        if isinstance(node, Scalar)
    }
    check_ranking(context.pairs(pairs.get("ranking")), found, tree.places, context)
    lint_cuts(pairs, found, context)
    if INVALID in found.values() or any(key not in pairs for key in _REQUIRED):
        return None
    names = [grade.name for grade in found["grades"]]
    found["vetoes"] = tuple(
        attrs.evolve(each, effect=each.effect.with_grades(names)) for each in found["vetoes"]
    )
    checklist = Checklist(**found)
    lint(checklist, pairs, tree.places, context)
    return attrs.evolve(checklist, warnings=tuple(context.warnings))


def _is_known_format(root: Node, pairs: Mapping[str, Node], context: Context) -> bool:
    if "lawcheck" not in pairs:
        context.fail(
            root,
            "第一行应是 lawcheck: {format}（格式版本）；这不是 lawcheck 指标体系文件",
            "the first key must be `lawcheck: {format}`, the format version; "
            "this is not a lawcheck checklist",
            format=FORMAT,
        )
        return False
    version = read_whole(pairs["lawcheck"], context)
    if not isinstance(version, Invalid) and version != FORMAT:
        context.fail(
            pairs["lawcheck"],
            "格式版本是 {got}，本版 lawcheck 只读 {format}；请升级 lawcheck",
            "format version {got}; this lawcheck reads {format}; upgrade lawcheck",
            got=version,
            format=FORMAT,
        )
    return version == FORMAT


def _not_applicable_default(
    pairs: Mapping[str, Node], context: Context
) -> tuple[Fraction, NotApplicablePolicy]:
    if "not_applicable" not in pairs:
        return ZERO, "redistribute"
    default = build(_NotApplicableDefault, pairs["not_applicable"], context)
    if isinstance(default, Invalid):
        return ZERO, "redistribute"
    if not ZERO <= default.at_most <= ONE:
        context.fail(
            pairs["not_applicable"],
            "at_most 应在 0 到 100% 之间，实际是{share:%}",
            "`at_most` must lie between 0 and 100%, not {share:%}",
            share=default.at_most,
        )
    return default.at_most, default.policy


def _once(node: Node, places: Mapping[str, Node], context: Context) -> tuple[tuple[str, ...], ...]:
    """Read the groups of items in which a finding counts once; no item may be in two groups."""
    if not isinstance(node, SequenceNode) or not node.items:
        context.fail(
            node,
            "这里应当是列表，每组写出指标编号",
            "a list is expected here, each group a list of item ids",
        )
        return ()
    groups = []
    taken: set[str] = set()
    for group in node.items:
        names = read(tuple[str, ...], group, context)
        if isinstance(names, Invalid):
            continue
        for name in names:
            if name not in places:
                context.unknown(group, message("指标", "item"), name, places)
            elif name in taken:
                context.fail(group, "{name} 写了两次", "{name} appears twice", name=name)
            taken.add(name)
        if len(names) < 2:
            context.fail(group, "一组至少要有两个指标", "a group needs two items at least")
        groups.append(names)
    return tuple(groups)


@attrs.frozen
class _NotApplicableDefault:
    """The default for items that do not apply, as written in the checklist."""

    policy: NotApplicablePolicy
    at_most: Fraction


_PLAIN: Final[Mapping[str, Any]] = {
    "version": str,
    "title": Text,
    "description": Text,
    "period": Period,
    "rounding": Rounding,
    "grade_on": get_type_hints(Checklist)["grade_on"],
    "sample_weights": bool,
    "appeal_days": int,
    "ranking": Ranking,
    "words": Words,
}
