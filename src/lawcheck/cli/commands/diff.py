"""`lawcheck diff`."""

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
            "用文字说明两版指标体系的不同：新增、删去、分值和规则的变化。",
            "Say in words what changed between two editions of a checklist: items added and "
            "removed, points, rules.",
        ),
        epilog=say(
            "例：lawcheck diff 2022.yaml 2023.yaml", "Example: lawcheck diff 2022.yaml 2023.yaml"
        ),
    )
    @click.argument("old")
    @click.argument("new")
    @on_option(say)
    @click.pass_context
    def diff(ctx: click.Context, old: str, new: str, on: date | None) -> int:
        from lawcheck.checklists.editions import differences_of
        from lawcheck.cli.streams import emit
        from lawcheck.cli.width import screen_width
        from lawcheck.model.errors import ExitCode
        from lawcheck.reports.edition import edition_page

        session = session_of(ctx)
        before, after = session.load(old, on), session.load(new, on)
        emit(
            edition_page(
                before, after, tuple(differences_of(before, after)), say.language, screen_width()
            )
        )
        return ExitCode.DONE

    return diff
