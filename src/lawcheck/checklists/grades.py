"""Read the grades (等次) of a checklist."""

from __future__ import annotations

from fractions import Fraction

import attrs

from lawcheck.checklists.annotations import build
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.documents.nodes import Node, SequenceNode
from lawcheck.indicators.blocks.checks import check_unique
from lawcheck.model.checklist import Grade
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.text import Text


def read_grades(node: Node, context: Context) -> tuple[Grade, ...] | Invalid:
    """Read the grades, which must go from high to low without gaps."""
    if not isinstance(node, SequenceNode) or not node.items:
        return context.fail(node, "请列出等次，最高的在前", "list the grades, highest first")
    bands = [build(_Band, item, context) for item in node.items]
    if INVALID in bands:
        return INVALID
    for fault in check_unique((band.name for band in bands), "grades"):
        context.note(node, fault.what)
    above: _Band | None = None
    for item, band in zip(node.items, bands, strict=True):
        _check_band(item, above, band, context)
        above = band
    return tuple(Grade(band.name, band.start) for band in bands)


def _check_band(item: Node, above: _Band | None, band: _Band, context: Context) -> None:
    if above is None:
        if band.below is not None:
            context.fail(
                item,
                "最高等次没有上限；请删去 below",
                "the highest grade has no upper end; remove `below`",
            )
    elif band.start >= above.start:
        context.fail(
            item,
            "等次应从高到低，{a} 不低于 {b}",
            "grades go from high to low; {a} is not below {b}",
            a=band.start,
            b=above.start,
        )
    elif band.below is not None and band.below != above.start:
        words = ("重叠", "overlap") if band.below > above.start else ("有空档", "leave a gap")
        context.fail(
            item,
            "与上一等次" + words[0] + "：below 是 {below}，上一等次从 {start} 起",
            "the bands " + words[1] + ": `below` is {below}, the grade above starts at {start}",
            below=band.below,
            start=above.start,
        )


@attrs.frozen
class _Band:
    """A grade as written in the checklist."""

    name: Text
    start: Fraction = attrs.field(metadata={**IN_POINTS, "key": "from"})
    below: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
