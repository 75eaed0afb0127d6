"""Exit codes of scoring commands, and delivery of results to files or standard output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import click

from lawcheck.cli.progress import progress
from lawcheck.cli.streams import complain, emit
from lawcheck.cli.ui_language import Say
from lawcheck.documents.output import write_whole
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ExitCode
from lawcheck.model.exact import parse_number
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message, message
from lawcheck.scoring.grading import deciding
from lawcheck.session import Session


def limit_of(text: str | None, say: Say) -> Fraction | None:
    """Return the exact score of `--fail-under`.

    Raises:
        click.BadParameter: it is not a number.
    """
    if text is None:
        return None
    try:
        return parse_number(text)
    except ValueError:
        raise click.BadParameter(
            say(
                f"--fail-under 应是数字，如 60 或 59.5，不是 {text}",
                f"--fail-under takes a number such as 60 or 59.5, not {text}",
            )
        ) from None


def report_of(
    session: Session,
    checklist: str,
    evidence: Sequence[Path],
    overlays: Sequence[Path],
    encoding: Encoding | None,
    say: Say,
) -> tuple[Checklist, Intake, Report]:
    """Score all units in some files, in their order.

    Notices of the readers and failures of indicator types go to standard error.
    """
    loaded = session.load(checklist, None, overlays)
    intake = session.read(loaded, evidence, encoding=encoding)
    report = session.score(loaded, intake, progress=progress(say))
    for notice in (*report.notices, *failures(report)):
        complain(notice.pick(say.language))
    return loaded, intake, report


def deliver(text: str, output: Path | None) -> None:
    """Write results to a file, whole or not at all, or to standard output.

    Raises:
        OutputError: it cannot be written.
    """
    if output is None:
        emit(text)
    else:
        write_whole(output, text)


def failures(report: Report) -> Iterator[Message]:
    """Yield a message for each item that was not scored because its type failed, by unit."""
    for card in report.scorecards:
        for outcome in card.outcomes():
            if outcome.state == "error" and outcome.why is not None:
                yield message(
                    "单位{unit}，指标{indicator}：{why}",
                    "unit {unit}, indicator {indicator}: {why}",
                    unit=card.unit.id,
                    indicator=outcome.id,
                    why=outcome.why,
                )


def _is_below(card: Scorecard, checklist: Checklist, limit: Fraction) -> bool:
    """Return whether the score that decides the grade is, or may be, below a limit."""
    number = deciding(checklist, card.exact, card.score)
    return number is not None and number.low < limit


def failing_code(report: Report, checklist: Checklist, limit: Fraction | None) -> ExitCode:
    """Return DONE, or PLUGIN if a type failed, or BELOW if a score is missing or too low.

    A score is too low if it is, or may be, below the limit.
    """
    if any(outcome.state == "error" for card in report.scorecards for outcome in card.outcomes()):
        return ExitCode.PLUGIN
    if any(
        card.score is None or (limit is not None and _is_below(card, checklist, limit))
        for card in report.scorecards
    ):
        return ExitCode.BELOW
    return ExitCode.DONE
