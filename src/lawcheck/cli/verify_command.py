"""`lawcheck verify`."""

from __future__ import annotations

from pathlib import Path

import click

from lawcheck.cli.app import Say, session_of
from lawcheck.cli.options import encoding_option, overlay_option
from lawcheck.tables import Encoding


def command(say: Say) -> click.Command:
    """The command in one language."""

    @click.command(
        help=say(
            "按原来的指标体系和佐证材料重算计分卡 CARD（lawcheck score --format json 的输出），逐项比对，指出第一处不同。",
            "Compute the scorecard CARD (as `lawcheck score --format json` wrote it) again from its checklist and evidence, "
            "compare value by value, and name the first difference.",
        ),
        short_help=say("重算并核对计分卡", "compute a scorecard again and compare"),
        epilog=say(
            "例：lawcheck verify card.json --evidence examples/maojian-2023/maojian.yaml",
            "Example: lawcheck verify card.json --evidence examples/maojian-2023/maojian.yaml",
        ),
    )
    @click.argument("card", type=click.Path(path_type=Path))
    @click.option(
        "--checklist",
        metavar="CHECKLIST",
        help=say("指标体系；默认用卡上写的编号", "the checklist; by default the id that the card names"),
    )
    @click.option(
        "--evidence",
        "evidence",
        multiple=True,
        required=True,
        type=click.Path(path_type=Path),
        help=say("佐证材料；可写多次", "evidence; may be repeated"),
    )
    @overlay_option(say, help_text=say("评分时用的调整文件；可写多次", "an overlay that it was scored with; may be repeated"))
    @encoding_option(say)
    @click.pass_context
    def verify(
        ctx: click.Context,
        card: Path,
        checklist: str | None,
        evidence: tuple[Path, ...],
        overlays: tuple[Path, ...],
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli.streams import complain, emit
        from lawcheck.errors import ExitCode
        from lawcheck.revisit import kept_card
        from lawcheck.revisit import verify as recompute

        session = session_of(ctx)
        kept = kept_card(card)
        name = checklist or kept.checklist_id
        if not name:
            raise click.UsageError(
                say("计分卡没有写指标体系；请用 --checklist 指明", "the card names no checklist; say which with --checklist"), ctx
            )
        loaded = session.load(name, kept.rules_on, overlays)
        differences = recompute(session, kept, loaded, evidence, encoding)
        for difference in differences:
            complain(f"{card}: {difference.pick(say.language)}")
        if differences:
            return ExitCode.MISMATCH
        emit(
            say(
                f"{card}：核对无误，逐项一致（单位 {len(kept.unit_ids)} 个）\n",
                f"{card}: right in every value (units: {len(kept.unit_ids)})\n",
            )
        )
        return ExitCode.DONE

    return verify
