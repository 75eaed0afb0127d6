"""The grade, the reason why there is none, and flags for close calls."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, assert_never

from lawcheck.model.adjustments import VetoOutcome
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.outcomes import LEFT_OUT, NOT_APPLICABLE, Outcome
from lawcheck.model.scorecard import Flag
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text, message


def nothing_counts(outcomes: Sequence[Outcome]) -> Message:
    """Return why a unit without any item that counts has no score."""
    if any(each.state not in LEFT_OUT and not each.advisory for each in outcomes):
        return message(
            "适用的指标没有分值（只有扣分项，或权重为0），没有得分",
            "what applies has no points of its own (penalties only, or a weight of 0): no score",
        )
    if any(each.state not in NOT_APPLICABLE and not each.advisory for each in outcomes):
        return message("没有指标到期，没有得分", "no item that applies is due yet: no score")
    return message("全部指标不适用，没有得分", "every item is not applicable: no score")


def why_no_score(
    checklist: Checklist, not_applicable: Fraction, vetoes: Sequence[VetoOutcome]
) -> Message | None:
    """Return why a unit has no score although some item counts; None if it has a score.

    A veto that takes the score away does so while it is open, too: a unit must not be ranked by a
    score that it may not have.
    """
    if not_applicable > checklist.not_applicable_at_most:
        return message(
            "不适用指标占{share:%}，超过{limit:%}，不评定得分",
            "{share:%} of the points are not applicable, more than {limit:%}: no score",
            share=not_applicable,
            limit=checklist.not_applicable_at_most,
        )
    barring = {veto.id for veto in checklist.vetoes if not veto.effect.leaves_score}
    applied, still_open = (
        [veto.title for veto in vetoes if veto.id in barring and veto.state == state]
        for state in ("applied", "open")
    )
    if applied:
        return message("一票否决：{vetoes}，没有得分", "veto: {vetoes}: no score", vetoes=applied)
    if still_open:
        return message(
            "一票否决未定：{vetoes}，暂无得分",
            "veto still open: {vetoes}: no score yet",
            vetoes=still_open,
        )
    return None


def grade_of(
    checklist: Checklist, exact: Span, score: Span, vetoes: Sequence[VetoOutcome]
) -> tuple[Text | None, Message | None]:
    """Return the grade; or None, and the reason why there is none."""
    decides = deciding(checklist, exact, score)
    assert decides is not None  # noqa: S101 - both are known here
    high, *lower = possible_grades(checklist, decides, vetoes)
    if not lower:
        return high, None
    return None, message(
        "还有未定项，等次可能是{low}到{high}，暂不评定",
        "items are open: the grade may be from {low} to {high}",
        low=lower[-1],
        high=high,
    )


def deciding(checklist: Checklist, exact: Span | None, score: Span | None) -> Span | None:
    """Return the number that decides the grade: the rounded score or the exact total."""
    return _declared(checklist.grade_on, exact, score)


def ranking(checklist: Checklist, exact: Span | None, score: Span | None) -> Span | None:
    """Return the number that decides the rank: the rounded score or the exact total."""
    return _declared(checklist.rank_on, exact, score)


def _declared(
    on: Literal["rounded", "exact"], exact: Span | None, score: Span | None
) -> Span | None:
    match on:
        case "rounded":
            return score
        case "exact":
            return exact
        case _ as never:
            assert_never(never)


def possible_grades(
    checklist: Checklist, decides: Span, vetoes: Sequence[VetoOutcome]
) -> tuple[Text, ...]:
    """Return every grade that a unit can have, the highest first.

    Args:
        checklist: the checklist.
        decides: the lowest and the highest that the number that decides can be.
        vetoes: of the unit; those that are open may apply or not.
    """
    low = grade_at(
        checklist, decides.low, [veto.id for veto in vetoes if veto.state in ("applied", "open")]
    )
    high = grade_at(
        checklist, decides.high, [veto.id for veto in vetoes if veto.state == "applied"]
    )
    return tuple(grade.name for grade in checklist.grades[high : low + 1])


def grade_at(checklist: Checklist, number: Fraction, vetoes: Sequence[str]) -> int:
    """Return the position of a grade, counted from the highest.

    Args:
        checklist: the checklist.
        number: the number that decides the grade.
        vetoes: ids of the vetoes that apply.
    """
    position = checklist.grades.index(checklist.grade(number))
    for veto in checklist.vetoes:
        highest = veto.effect.highest_grade
        if veto.id in vetoes and highest is not None:
            names = [grade.name for grade in checklist.grades]
            position = max(position, names.index(highest))
    return position


def unreviewed(evidence: Evidence) -> tuple[Flag, ...]:
    """Flag evidence that a program proposed and nobody has checked."""
    if not evidence.unreviewed:
        return ()
    text = message(
        "数据由程序从材料提出，还没有人核对；请核对后再用",
        "a program took data from documents, and nobody has checked them; check them first",
    )
    return (Flag("unreviewed", text),)


def flags_of(checklist: Checklist, exact: Span | None, score: Span | None) -> tuple[Flag, ...]:
    """Flag full marks reached only by rounding, and scores within a rounding step of a grade."""
    if exact is None or score is None or not exact.is_exact:
        return ()
    flags = []
    if exact.low < checklist.out_of == score.low:
        text = message(
            "取整后才达到满分，实际为{exact}",
            "full score reached only by rounding; exactly it is {exact}",
            exact=exact.low,
        )
        flags.append(Flag("full_by_rounding", text))
    for grade in checklist.grades[:-1]:
        if abs(exact.low - grade.start) <= checklist.rounding.step:
            text = message(
                "距{grade}分数线{cut}不超过一个取整单位，实际为{exact}",
                "within one rounding step of {cut}, the cut of {grade}; exactly it is {exact}",
                grade=grade.name,
                cut=grade.start,
                exact=exact.low,
            )
            flags.append(Flag("near_cut", text))
    return tuple(flags)
