"""`lawcheck score`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from lawcheck.cli.app import session_of
from lawcheck.cli.formats import report_format_option
from lawcheck.cli.options import (
    as_of_option,
    encoding_option,
    on_option,
    output_option,
    overlay_option,
)
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "按指标体系给佐证材料里的单位评分。\n\n"
            "指标体系是文件，或随附指标体系的编号（lawcheck list）。佐证材料"
            "是单位文件（.yaml、.json）、单位文件夹，或多单位的 .csv。",
            "Score the units in EVIDENCE by CHECKLIST.\n\n"
            "CHECKLIST is a file, or the id of one that ships (lawcheck list). EVIDENCE is a "
            "unit's file (.yaml, .json), a unit's folder, or .csv with many units.",
        ),
        epilog=say(
            "例：lawcheck score district-annual examples/maojian-2023/maojian.yaml",
            "Example: lawcheck score district-annual examples/maojian-2023/maojian.yaml",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True)
    @click.option(
        "--unit",
        "units",
        multiple=True,
        metavar="ID",
        help=say("只评这个单位；可写多次", "only this unit; may be repeated"),
    )
    @report_format_option(say)
    @output_option(say, str)
    @click.option(
        "--fail-under",
        metavar="SCORE",
        help=say("有单位低于此分时退出码为7", "exit with 7 if a unit scores below this"),
    )
    @click.option(
        "--skip-total-rows",
        is_flag=True,
        help=say(
            "跳过合计、小计行，并列出跳过了哪些", "skip rows of totals, and name what was skipped"
        ),
    )
    @click.option(
        "--mask",
        is_flag=True,
        help=say(
            "遮盖个人信息（指标体系里写了 personal 的）：姓名只留姓，号码只留前3位和后4位",
            "mask personal data (what the checklist declares as `personal`): of names the surname "
            "stays, of numbers the first 3 and the last 4 characters",
        ),
    )
    @overlay_option(
        say,
        help_text=say(
            "按调整文件评分，另列未调整的得分；可写多次",
            "score by this overlay, with the score without it beside; may be repeated",
        ),
    )
    @on_option(say)
    @as_of_option(say)
    @click.option(
        "--engine",
        metavar="NAME",
        help=say(
            "整张表评分，结果写成 Parquet：tables（本机），或插件提供的引擎；佐证材料"
            "是一张单位表和以台账命名的表",
            "score whole tables into Parquet: tables (this machine), or an engine that a plugin "
            "brings; EVIDENCE is one table of units and tables called like the registers",
        ),
    )
    @click.option(
        "--master",
        metavar="URL",
        help=say("引擎用的集群地址", "the address of the cluster that the engine uses"),
    )
    @encoding_option(say)
    @click.pass_context
    def score(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[str, ...],
        units: tuple[str, ...],
        format_name: str | None,
        output: str | None,
        fail_under: str | None,
        skip_total_rows: bool,
        mask: bool,
        overlays: tuple[Path, ...],
        on: date | None,
        as_of: date | None,
        engine: str | None,
        master: str | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli.card_by_card import score_card_by_card
        from lawcheck.cli.delivery import (
            deliver,
            failing_code,
            failures,
            format_of,
            limit_of,
            tell,
        )
        from lawcheck.cli.progress import patience, progress, reading
        from lawcheck.cli.width import screen_width
        from lawcheck.documents.output import refuse_overwriting

        _check_options(ctx, say)
        limit = limit_of(fail_under, say)
        session = session_of(ctx)
        refuse_overwriting(output, (session.find(checklist), *evidence, *overlays))
        loaded = session.load(checklist, on, overlays, as_of)
        if engine is not None:
            from lawcheck.cli.table_runs import score_by_engine

            return score_by_engine(
                session, loaded, evidence, engine, master, output, encoding, say
            )
        _refuse_addresses((*evidence, output or ""), say)
        chosen_format = format_of(session, format_name, output)
        with patience(reading(say)):
            intake = session.read(
                loaded,
                tuple(map(Path, evidence)),
                skip_total_rows=skip_total_rows,
                encoding=encoding,
            )
        file = None if output is None else Path(output)
        writer = session.writer_by_card(chosen_format)
        if writer is not None:
            chosen = session.chosen(intake, units)
            run = session.run(loaded, intake, chosen, progress(say), mask)
            return score_card_by_card(run, writer, limit, file, say)
        report = session.score(loaded, intake, units, progress(say), mask)
        tell(report, (each for card in report.scorecards for each in failures(card)), say)
        content = session.content(report, chosen_format, say.language, screen_width(file))
        deliver(content, file, chosen_format)
        return failing_code(report, loaded, limit)

    return score


def _refuse_addresses(given: tuple[str, ...], say: Say) -> None:
    """Raise an error for addresses without an engine, which only engines read."""
    from lawcheck.model.engine import is_address

    found = ", ".join(filter(is_address, given))
    if found:
        raise click.UsageError(
            say(
                f"{found} 是地址，要和 --engine 一起用",
                f"{found} is an address, which goes with --engine",
            )
        )


def _check_options(ctx: click.Context, say: Say) -> None:
    """Raise an error for options that do not go together.

    An engine makes no scorecards, so options about scorecards do not go with it. Other options
    only go with an engine.
    """
    has_engine = ctx.params["engine"] is not None
    given = [
        "--" + name.replace("_", "-")
        for name in (
            ("unit", "format", "fail_under", "skip_total_rows", "mask")
            if has_engine
            else ("master",)
        )
        if ctx.get_parameter_source({"unit": "units", "format": "format_name"}.get(name, name))
        is ParameterSource.COMMANDLINE
    ]
    if given:
        names = "、".join(given), ", ".join(given)
        raise click.UsageError(
            say(f"{names[0]} 不能和 --engine 一起用", f"{names[1]} cannot go with --engine")
            if has_engine
            else say(f"{names[0]} 要和 --engine 一起用", f"{names[1]} goes with --engine")
        )
