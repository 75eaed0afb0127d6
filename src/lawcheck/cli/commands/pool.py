"""`lawcheck pool`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.formats import ranking_format_option
from lawcheck.cli.options import (
    as_of_option,
    encoding_option,
    output_option,
    overlay_option,
)
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "把多个单位放在一起看：名次、各部分得分、得分分布、共性问题；给出上次的结果，"
            "还比较变化。",
            "Many units beside each other: ranks, parts of the sheet, how the scores lie, what "
            "most units lose points for; and, with the report of last time, what changed.",
        ),
        epilog=say(
            "例：lawcheck pool department-annual examples/pool-2023/units.csv "
            "examples/pool-2023/awards.csv",
            "Example: lawcheck pool department-annual examples/pool-2023/units.csv "
            "examples/pool-2023/awards.csv",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--before",
        type=click.Path(path_type=Path),
        metavar="JSON",
        help=say(
            "上次的结果（score --format json 的输出）",
            "the report of last time, as `score --format json` wrote it",
        ),
    )
    @ranking_format_option(say)
    @output_option(say)
    @overlay_option(say)
    @as_of_option(say)
    @encoding_option(say)
    @click.pass_context
    def pool(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[Path, ...],
        before: Path | None,
        format_name: str | None,
        output: Path | None,
        overlays: tuple[Path, ...],
        as_of: date | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.analysis.pool import spread, weaknesses
        from lawcheck.analysis.ranking import ranked
        from lawcheck.cli.delivery import deliver_analysis, failing_code, format_of, report_of
        from lawcheck.cli.rank_output import parquet_writer
        from lawcheck.documents.output import refuse_overwriting
        from lawcheck.model.errors import Place, UsageError, problem
        from lawcheck.reports.population import PoolAnalysis
        from lawcheck.saved_cards import load_report

        write_parquet = parquet_writer(format_name, output, say)
        session = session_of(ctx)
        read = (session.find(checklist), *evidence, *overlays)
        refuse_overwriting(output, read if before is None else (*read, before))
        chosen_format = format_of(session, format_name, output, ("parquet",))
        old = (
            None
            if before is None
            else {card.unit.id: card for card in load_report(before).scorecards}
        )
        loaded, _, report = report_of(session, checklist, evidence, overlays, as_of, encoding, say)
        other = sorted({card.checklist_id for card in (old or {}).values()} - {loaded.id})
        if other:
            what = problem(
                Place(str(before)),
                "这是指标体系 {other} 的结果，不是 {id} 的，不能比较",
                "this is a report of the checklist {other}, not of {id}; the scores cannot be "
                "compared",
                other=other,
                id=loaded.id,
            )
            raise UsageError([what])
        standings = ranked(loaded, report.scorecards)
        if write_parquet is not None:
            write_parquet(standings, True)
        else:
            grades = [grade.name for grade in loaded.grades]
            analysis = PoolAnalysis(
                loaded, standings, spread(standings, grades), weaknesses(report.scorecards), old
            )
            deliver_analysis(session, analysis, chosen_format, output, say)
        return failing_code(report, loaded, None)

    return pool
