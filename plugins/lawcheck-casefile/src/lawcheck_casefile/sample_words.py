"""Sentences about a sample: its size against the plan, and the confidence in its result."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lawcheck.plugin import Message, message
from lawcheck_casefile.bounds import clopper_pearson, wilson


def size_message(files: int, planned: int | None) -> Message:
    """Return how many files were reviewed, and whether fewer or more were planned."""
    if planned is None:
        return message("评查{files}卷", "files reviewed: {files}", files=files)
    if files == planned:
        return message("按计划评查{files}卷", "files reviewed: {files}, as planned", files=files)
    if files > planned:
        return message(
            "计划抽查{planned}卷，实际评查{files}卷，多{more}卷",
            "files reviewed: {files}, {more} more than the {planned} planned",
            planned=planned,
            files=files,
            more=files - planned,
        )
    return message(
        "计划抽查{planned}卷，实际只评查{files}卷，少{fewer}卷",
        "files reviewed: {files}, {fewer} fewer than the {planned} planned",
        planned=planned,
        files=files,
        fewer=planned - files,
    )


def confidence(qualified: int, files: int) -> Iterator[Message]:
    """Yield the share of qualified files, and what it says about all files of the unit.

    Args:
        qualified: how many files are qualified.
        files: how many were reviewed; at least one.
    """
    yield message(
        "合格{qualified}卷，合格率{share:%}",
        "qualified: {qualified}, {share:%}",
        qualified=qualified,
        share=Fraction(qualified, files),
    )
    score, exact = wilson(qualified, files), clopper_pearson(qualified, files)
    yield message(
        "如系从多得多的案卷中随机抽取，"
        "有95%的把握认为其合格率在{score_low:%}与{score_high:%}之间（Wilson 法），"
        "或{exact_low:%}与{exact_high:%}之间（Clopper-Pearson 法）",
        "if they were drawn at random from many more, one can be 95% sure that of those between "
        "{score_low:%} and {score_high:%} are qualified (Wilson), or between {exact_low:%} and "
        "{exact_high:%} (Clopper-Pearson)",
        score_low=score.low,
        score_high=score.high,
        exact_low=exact.low,
        exact_high=exact.high,
    )
