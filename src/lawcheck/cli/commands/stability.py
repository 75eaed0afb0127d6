"""`lawcheck stability`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.formats import analysis_format_option
from lawcheck.cli.options import as_of_option, encoding_option, output_option
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "看名次和等次有多稳：各部分的权重在给定幅度内随机变动，名次落在哪里、等次保不保得住、"
            "与下一名分不分得开；去掉一个部分或一个指标，名次变多少。得分不变，只变权重；"
            "同一种子结果相同。有指标按抽样计分的，还列出抽样误差之内（最坏情形）的得分、"
            "名次和等次。",
            "How steady ranks and grades are: the weights of the sections are moved at random by "
            "a stated share; where ranks come to lie, whether grades hold, whether a unit can be "
            "told from the next; and what leaving out one section or item does. What units "
            "earned stays as it is. The same seed gives the same result. Where items were scored "
            "on a sample, also the scores, ranks and grades within their sampling errors, as the "
            "worst case.",
        ),
        epilog=say(
            "例：lawcheck stability department-annual examples/pool-2023/units.csv "
            "examples/pool-2023/awards.csv examples/pool-2023/not_applicable.csv",
            "Example: lawcheck stability department-annual examples/pool-2023/units.csv "
            "examples/pool-2023/awards.csv examples/pool-2023/not_applicable.csv",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--by",
        default="10%",
        show_default=True,
        metavar="SHARE",
        help=say("权重上下变动的幅度", "by how much weights are moved up or down"),
    )
    @click.option(
        "--draws",
        type=click.IntRange(20, 100_000),
        default=1000,
        show_default=True,
        help=say("随机变动多少次", "how many times"),
    )
    @click.option(
        "--seed", default="1", show_default=True, help=say("随机数种子", "seed of the draws")
    )
    @analysis_format_option(say)
    @output_option(say)
    @as_of_option(say)
    @encoding_option(say)
    @click.pass_context
    def stability(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[Path, ...],
        by: str,
        draws: int,
        seed: str,
        format_name: str | None,
        output: Path | None,
        as_of: date | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.analysis.ranking import ranked
        from lawcheck.analysis.sampling import SamplingEffect, sampling_effect
        from lawcheck.analysis.stability import Stability, stability_of
        from lawcheck.analysis.standing import is_settled
        from lawcheck.cli.delivery import deliver_analysis, format_of, report_of
        from lawcheck.documents.output import refuse_overwriting
        from lawcheck.model.errors import ExitCode
        from lawcheck.model.exact import HUNDRED, parse_number
        from lawcheck.reports.stability import StabilityAnalysis
        from lawcheck.reports.stability_rows import Draws

        try:
            share = parse_number(by.removesuffix("%")) / (HUNDRED if by.endswith("%") else 1)
        except ValueError:
            share = HUNDRED
        if not 0 < share < 1:
            raise click.BadParameter(
                say(
                    f"应是 0 到 100% 之间的幅度，如 10%，不是 {by}",
                    f"a share between 0 and 100% such as 10%, not {by}",
                ),
                ctx,
                param_hint="--by",
            )
        session = session_of(ctx)
        refuse_overwriting(output, (session.find(checklist), *evidence))
        chosen_format = format_of(session, format_name, output)
        loaded, intake, report = report_of(session, checklist, evidence, (), as_of, encoding, say)
        # Only for its check: it refuses units without the group that they are ranked in.
        ranked(loaded, report.scorecards)
        is_any_settled = any(map(is_settled, report.scorecards))
        found, sampling = Stability((), (), report.scorecards), SamplingEffect((), ())
        if is_any_settled:
            found = stability_of(loaded, report.scorecards, share, draws, seed)
            sampling = sampling_effect(loaded, report.scorecards, intake.evidence)
        moved = Draws(share, draws, seed)
        analysis = StabilityAnalysis(loaded.title, as_of, found, sampling, moved)
        deliver_analysis(session, analysis, chosen_format, output, say)
        return ExitCode.DONE if is_any_settled else ExitCode.BELOW

    return stability
