"""`lawcheck compare`."""

from __future__ import annotations

from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.formats import analysis_format_option
from lawcheck.cli.options import encoding_option, output_option, overlay_option
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding

_FILE = click.Path(path_type=Path)


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "比较两张计分卡（lawcheck score --format json 的输出）：总分、各部分、"
            "各指标的变化及原因，问题整改了没有。\n\n"
            "材料和指标体系都变了时，给出 --old-checklist、--old-evidence、--new-checklist，"
            "变化就能精确分到各个原因。只在一张卡上的单位另行列出，退出码为7。",
            "Compare two scorecards (as `lawcheck score --format json` wrote them): what changed "
            "in total, sections and items, why, and which findings are closed.\n\n"
            "Where evidence and checklist are both others, --old-checklist, --old-evidence and "
            "--new-checklist split the change exactly. Units that only one of the two has are "
            "listed, and the exit code is then 7.",
        ),
        epilog=say(
            "例：lawcheck compare 2022.json 2023.json",
            "Example: lawcheck compare 2022.json 2023.json",
        ),
    )
    @click.argument("old", type=_FILE)
    @click.argument("new", type=_FILE)
    @click.option(
        "--old-checklist",
        metavar="CHECKLIST",
        help=say("前一次的指标体系", "the checklist of OLD"),
    )
    @click.option(
        "--old-evidence",
        multiple=True,
        type=_FILE,
        help=say("前一次的佐证材料；可写多次", "the evidence of OLD; may be repeated"),
    )
    @click.option(
        "--new-checklist",
        metavar="CHECKLIST",
        help=say("后一次的指标体系", "the checklist of NEW"),
    )
    @overlay_option(
        say,
        "--old-overlay",
        say(
            "前一次评分时用的调整文件；可写多次",
            "an overlay that OLD was scored with; may be repeated",
        ),
    )
    @overlay_option(
        say,
        "--new-overlay",
        say(
            "后一次评分时用的调整文件；可写多次",
            "an overlay that NEW was scored with; may be repeated",
        ),
    )
    @click.option(
        "--unlike",
        is_flag=True,
        help=say(
            "指标体系不同也比较，只比结果", "compare unlike scorecards too, their results alone"
        ),
    )
    @analysis_format_option(say)
    @output_option(say)
    @encoding_option(say)
    @click.pass_context
    def compare(
        ctx: click.Context,
        old: Path,
        new: Path,
        old_checklist: str | None,
        old_evidence: tuple[Path, ...],
        new_checklist: str | None,
        old_overlays: tuple[Path, ...],
        new_overlays: tuple[Path, ...],
        unlike: bool,
        format_name: str | None,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli.delivery import deliver_analysis, format_of
        from lawcheck.cli.progress import patience
        from lawcheck.documents.output import refuse_overwriting
        from lawcheck.model.errors import ExitCode
        from lawcheck.reports.comparison import ComparisonAnalysis
        from lawcheck.saved_cards import compare as compared
        from lawcheck.saved_cards import load_report

        given = (old_checklist, new_checklist, old_evidence or None)
        overlays = old_overlays or new_overlays or None
        if any(each is not None for each in (*given, overlays)) and None in given:
            raise click.UsageError(
                say(
                    "--old-checklist、--old-evidence、--new-checklist 要一起给，"
                    "调整文件也要同它们一起",
                    "--old-checklist, --old-evidence and --new-checklist belong together, and "
                    "overlays go with them",
                ),
                ctx,
            )
        session = session_of(ctx)
        checklists = [
            session.find(each) for each in (old_checklist, new_checklist) if each is not None
        ]
        refuse_overwriting(
            output, (old, new, *checklists, *old_evidence, *old_overlays, *new_overlays)
        )
        chosen_format = format_of(session, format_name, output)
        line = say("正在比较；单位多时要等一会儿", "comparing; many units take a while")
        with patience(line):
            before, after = load_report(old), load_report(new)
            result = compared(
                before,
                after,
                old_checklist=None
                if old_checklist is None
                else session.load(old_checklist, before.rules_on, old_overlays, before.as_of),
                old_evidence=old_evidence,
                encoding=encoding,
                new_checklist=None
                if new_checklist is None
                else session.load(new_checklist, after.rules_on, new_overlays, after.as_of),
                unlike=unlike,
                session=session,
            )
        deliver_analysis(session, ComparisonAnalysis(result), chosen_format, output, say)
        return ExitCode.BELOW if result.only_old or result.only_new else ExitCode.DONE

    return compare
