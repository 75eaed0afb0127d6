"""`lawcheck rank`."""

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
            "给多个单位排名：同分同名次（1、2、2、4）；得分未定的给出名次范围。"
            "分组、按哪个得分、同分怎么排由指标体系的 ranking 规定。",
            "Rank units; equal scores share a rank (1, 2, 2, 4), a score that is not known yet "
            "has an interval of ranks. Groups, the number that decides, and what decides between "
            "equals are declared by `ranking` in the checklist.",
        ),
        epilog=say(
            "例：lawcheck rank department-annual examples/pool-2023/units.csv "
            "examples/pool-2023/awards.csv",
            "Example: lawcheck rank department-annual examples/pool-2023/units.csv "
            "examples/pool-2023/awards.csv",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--section",
        metavar="ID",
        help=say(
            "按这个部分的得分排名（编号或名称），不按总分",
            "rank by the score of this section (id or title), not by the total",
        ),
    )
    @ranking_format_option(say)
    @output_option(say)
    @overlay_option(say)
    @as_of_option(say)
    @encoding_option(say)
    @click.pass_context
    def rank(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[Path, ...],
        section: str | None,
        format_name: str | None,
        output: Path | None,
        overlays: tuple[Path, ...],
        as_of: date | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.analysis.ranking import ranked
        from lawcheck.cli.delivery import deliver_analysis, failing_code, format_of, report_of
        from lawcheck.cli.rank_output import parquet_writer
        from lawcheck.documents.output import refuse_overwriting
        from lawcheck.evidence.lookup import section_meant
        from lawcheck.reports.population import RankingAnalysis

        write_parquet = parquet_writer(format_name, output, say)
        session = session_of(ctx)
        refuse_overwriting(output, (session.find(checklist), *evidence, *overlays))
        chosen_format = format_of(session, format_name, output, ("parquet",))
        if section is not None:
            section = section_meant(session.load(checklist, None, overlays, as_of), section)
        loaded, _, report = report_of(session, checklist, evidence, overlays, as_of, encoding, say)
        standings = ranked(loaded, report.scorecards, section)
        if write_parquet is not None:
            write_parquet(standings, False)
        else:
            analysis = RankingAnalysis(loaded, standings)
            deliver_analysis(session, analysis, chosen_format, output, say)
        return failing_code(report, loaded, None)

    return rank
