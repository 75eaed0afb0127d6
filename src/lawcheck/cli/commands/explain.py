"""`lawcheck explain`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.formats import analysis_format_option
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
            "逐步说明一个单位的一个指标：规则、数据、出处、依据、计算过程。",
            "Explain one indicator of one unit step by step: rule, facts, sources, law, "
            "arithmetic.",
        ),
        epilog=say(
            "例：lawcheck explain district-annual examples/maojian-2023/maojian.yaml -i study",
            "Example: lawcheck explain district-annual examples/maojian-2023/maojian.yaml -i "
            "study",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "-i",
        "--indicator",
        required=True,
        metavar="ID",
        help=say("指标的编号或名称", "id or title of the indicator"),
    )
    @click.option(
        "--unit",
        metavar="ID",
        help=say("单位；只有一个单位时可省略", "the unit; not needed where there is only one"),
    )
    @overlay_option(say)
    @on_option(say)
    @as_of_option(say)
    @analysis_format_option(say)
    @output_option(say)
    @encoding_option(say)
    @click.pass_context
    def explain(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[Path, ...],
        indicator: str,
        unit: str | None,
        overlays: tuple[Path, ...],
        on: date | None,
        as_of: date | None,
        format_name: str | None,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli.delivery import deliver_analysis, format_of
        from lawcheck.documents.output import refuse_overwriting
        from lawcheck.evidence.lookup import meant
        from lawcheck.model.errors import ExitCode, Place, Problem, UsageError
        from lawcheck.reports.explain import Explanation

        session = session_of(ctx)
        refuse_overwriting(output, (session.find(checklist), *evidence, *overlays))
        chosen_format = format_of(session, format_name, output)
        loaded = session.load(checklist, on, overlays, as_of)
        item = meant(indicator, {each.id: each.title for each in loaded.indicators()})
        if not isinstance(item, str):
            raise UsageError([Problem(Place(), item)])
        intake = session.read(loaded, evidence, encoding=encoding)
        if unit is None and len(intake.evidence) > 1:
            names = [each.unit.id for each in intake.evidence]
            raise click.UsageError(
                say(
                    f"请用 --unit 指明单位：{'、'.join(names)}",
                    f"say which unit with --unit: {', '.join(names)}",
                ),
                ctx,
            )
        report = session.score(loaded, intake, [] if unit is None else [unit])
        for card in report.scorecards:
            rules = loaded.rules_for(card.unit)
            if item not in [each.id for each in rules.indicators()]:
                raise click.UsageError(
                    say(
                        f"调整后不对单位 {card.unit.id} 评指标 {item}",
                        f"by its overlay the unit {card.unit.id} is not scored on {item}",
                    ),
                    ctx,
                )
            explanation = Explanation.of(rules, card, item)
            deliver_analysis(session, explanation, chosen_format, output, say)
        return ExitCode.DONE

    return explain
