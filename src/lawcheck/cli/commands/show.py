"""`lawcheck show`."""

from __future__ import annotations

from datetime import date

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.options import on_option
from lawcheck.cli.ui_language import Say


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "像评分表一样显示指标体系：分值、规则、依据。",
            "Show a checklist as a score sheet: points, rules, basis.",
        ),
    )
    @click.argument("checklist")
    @on_option(say)
    @click.pass_context
    def show(ctx: click.Context, checklist: str, on: date | None) -> int:
        from lawcheck.cli.streams import emit
        from lawcheck.cli.width import screen_width
        from lawcheck.model.errors import ExitCode
        from lawcheck.reports.show import show as shown

        emit(shown(session_of(ctx).load(checklist, on), say.language, screen_width()))
        return ExitCode.DONE

    return show
