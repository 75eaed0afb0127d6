"""Exit codes of scoring commands, and delivery of results to files or standard output."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import click

from lawcheck.cli.progress import patience, progress, reading
from lawcheck.cli.streams import complain, emit, emit_pieces
from lawcheck.cli.ui_language import Say
from lawcheck.cli.width import screen_width
from lawcheck.documents.output import write_pieces, write_whole
from lawcheck.evidence.interpret import Intake
from lawcheck.model.analysis import Analysis
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ExitCode, Place, Problem, UsageError, problem
from lawcheck.model.exact import parse_number
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message, message
from lawcheck.scoring.grading import deciding
from lawcheck.session import Session

_SUFFIXES: Final = {"": "text", "txt": "text", "md": "markdown"}
"""Suffixes that are not the name of their format."""


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
    as_of: date | None,
    encoding: Encoding | None,
    say: Say,
) -> tuple[Checklist, Intake, Report]:
    """Score all units in some files, in their order.

    Notices of the readers and failures of indicator types go to standard error.
    """
    loaded = session.load(checklist, None, overlays, as_of)
    with patience(reading(say)):
        intake = session.read(loaded, evidence, encoding=encoding)
    report = session.score(loaded, intake, progress=progress(say))
    tell(report, (each for card in report.scorecards for each in failures(card)), say)
    return loaded, intake, report


def format_of(
    session: Session, named: str | None, output: Path | str | None, more: Collection[str] = ()
) -> str:
    """Return the name of the format of an output.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> from lawcheck.cli import format_of
    >>> session = lawcheck.Session.start()
    >>> format_of(session, None, Path("ranks.md")), format_of(session, "json", None)
    ('markdown', 'json')

    Args:
        session: with the formats of its plugins.
        named: by `--format`; None if it is not given.
        output: the file to write; None for standard output.
        more: formats that only this command has.

    Raises:
        UsageError: the suffix of the file is that of no format.
    """
    if named is not None:
        return named
    suffix = "" if output is None else Path(output).suffix.lower().removeprefix(".")
    name = _SUFFIXES.get(suffix, suffix)
    known = (*session.plugins.writers, *more)
    if name in known:
        return name
    what = problem(
        Place(str(output)),
        "后缀 .{suffix} 不是已有的格式；请换后缀，或用 --format 写明：{known}",
        "no format goes by the suffix .{suffix}; change it, or name the format with --format: "
        "{known}",
        suffix=suffix,
        known=list(known),
    )
    raise UsageError([what])


def deliver_analysis(
    session: Session, analysis: Analysis, format_name: str, output: Path | None, say: Say
) -> None:
    r"""Write an analysis in one format, to a file or to standard output.

    On a screen its tables fit the columns that there are.

    >>> import lawcheck
    >>> from lawcheck.cli import Say, deliver_analysis
    >>> from lawcheck.plugin import Heading, Language, Note, Outline
    >>> class Late:
    ...     def outline(self, language: Language, width: int | None = None) -> Outline:
    ...         return Heading("Late reports", 1), Note("none")
    ...
    ...     def csv(self, language: Language) -> str:
    ...         return "unit,days\r\n"
    ...
    ...     def json(self, language: Language) -> str:
    ...         return "[]\n"
    >>> session = lawcheck.Session.start()
    >>> deliver_analysis(session, Late(), "text", None, Say("en"))
    Late reports
    ============
    none

    Args:
        session: with the formats of its plugins.
        analysis: what was found out.
        format_name: of the output; `format_of` finds it.
        output: the file; None for standard output.
        say: the language.

    Raises:
        OutputError: it cannot be written.
        UsageError: there is no such format, or it needs a file.
    """
    width = screen_width(output)
    content = session.analysis_content(analysis, format_name, say.language, width)
    deliver(content, output, format_name)


def deliver(content: str | bytes, output: Path | None, format_name: str = "text") -> None:
    """Write results to a file, whole or not at all, or to standard output.

    Raises:
        OutputError: it cannot be written.
        UsageError: it is not text, and no file is named for it.
    """
    if output is not None:
        write_whole(output, content)
        return
    if isinstance(content, bytes):
        raise UsageError([needs_a_file(format_name)])
    emit(content)


def needs_a_file(format_name: str) -> Problem:
    """Return what is wrong where a format that is not text has no file to go to."""
    return problem(
        Place(),
        "--format {name} 不能输出到屏幕；请用 -o 写入文件",
        "--format {name} is not a text; name a file for it with -o",
        name=format_name,
    )


def deliver_pieces(pieces: Iterable[str], output: Path | None) -> None:
    """Write results as `deliver` does, from pieces that need not be in memory together.

    Raises:
        OutputError: they cannot be written.
    """
    if output is None:
        emit_pieces(pieces)
    else:
        write_pieces(output, pieces)


def failures(card: Scorecard) -> Iterator[Message]:
    """Yield a message for each item of a unit that was not scored because its type failed."""
    for outcome in card.outcomes():
        if outcome.state == "error" and outcome.why is not None:
            yield message(
                "单位{unit}，指标{indicator}：{why}",
                "unit {unit}, indicator {indicator}: {why}",
                unit=card.unit.id,
                indicator=outcome.id,
                why=outcome.why,
            )


def tell(report: Report, failed: Iterable[Message], say: Say) -> None:
    """Print notices of the readers and failures of indicator types on standard error."""
    for notice in (*report.notices, *failed):
        complain(notice.pick(say.language))


def _is_below(card: Scorecard, checklist: Checklist, limit: Fraction) -> bool:
    """Return whether the score that decides the grade is, or may be, below a limit."""
    number = deciding(checklist, card.exact, card.score)
    return number is not None and number.low < limit


def code_of(card: Scorecard, checklist: Checklist, limit: Fraction | None) -> ExitCode:
    """Return DONE, or PLUGIN if a type failed, or BELOW if the score is missing or too low.

    A score is too low if it is, or may be, below the limit.
    """
    if any(outcome.state == "error" for outcome in card.outcomes()):
        return ExitCode.PLUGIN
    if card.score is None or (limit is not None and _is_below(card, checklist, limit)):
        return ExitCode.BELOW
    return ExitCode.DONE


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the code of a run from those of its units."""
    return min(codes, key=(ExitCode.PLUGIN, ExitCode.BELOW, ExitCode.DONE).index)


def failing_code(report: Report, checklist: Checklist, limit: Fraction | None) -> ExitCode:
    """Return the exit code for a report; see `code_of`."""
    return worst({code_of(card, checklist, limit) for card in report.scorecards} | {ExitCode.DONE})
