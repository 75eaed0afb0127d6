"""`lawcheck gain`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.formats import analysis_format_option
from lawcheck.cli.options import encoding_option, output_option, overlay_option
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "列出单位还能得的分：每做一件事加多少分，怎样最快到下一等次。每一步都实际重算，"
            "不作估计。",
            "List the points that a unit can still gain: what each thing would bring, and the "
            "way to the next grade. Every step is scored in full; nothing is estimated.",
        ),
        epilog=say(
            "例：lawcheck gain examples/half-year/checklist.yaml examples/half-year/june.yaml "
            "--as-of 2024-06-30",
            "Example: lawcheck gain examples/half-year/checklist.yaml "
            "examples/half-year/june.yaml --as-of 2024-06-30",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--unit",
        "units",
        multiple=True,
        metavar="ID",
        help=say("只看这个单位；可写多次", "only this unit; may be repeated"),
    )
    @click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=say(
            "以哪天为准，默认今天；只列那天还能做的，期间结束后没有",
            "the day of the question, by default today; listed is what can still be done then",
        ),
    )
    @overlay_option(say)
    @analysis_format_option(say)
    @output_option(say)
    @encoding_option(say)
    @click.pass_context
    def gain(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[Path, ...],
        units: tuple[str, ...],
        as_of: datetime | None,
        overlays: tuple[Path, ...],
        format_name: str | None,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.analysis.gain import gains_of
        from lawcheck.cli.delivery import deliver_analysis, format_of
        from lawcheck.cli.progress import patience
        from lawcheck.documents.output import refuse_overwriting
        from lawcheck.model.errors import ExitCode
        from lawcheck.reports.gain import GainAnalysis

        session = session_of(ctx)
        refuse_overwriting(output, (session.find(checklist), *evidence, *overlays))
        chosen_format = format_of(session, format_name, output)
        given = None if as_of is None else as_of.date()
        loaded = session.load(checklist, None, overlays, given)
        day = given or datetime.now().date()
        chosen = session.chosen(session.read(loaded, evidence, encoding=encoding), units)
        line = say("正在逐一试算；指标多时要等一会儿", "trying changes; many items take a while")
        with patience(line):
            gains = tuple(gains_of(loaded, each, day) for each in chosen)
        deliver_analysis(session, GainAnalysis(gains), chosen_format, output, say)
        return ExitCode.DONE

    return gain
