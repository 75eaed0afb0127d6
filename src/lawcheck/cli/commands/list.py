"""`lawcheck list`."""

from __future__ import annotations

import click

from lawcheck.cli.app import plugins_of
from lawcheck.cli.ui_language import Say


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        name="list",
        help=say("列出随附的指标体系。", "List the checklists that ship."),
        short_help=say("列出随附的指标体系", "list the checklists that ship"),
    )
    @click.pass_context
    def list_(ctx: click.Context) -> int:
        from lawcheck.cli.plain_table import listing
        from lawcheck.cli.streams import emit
        from lawcheck.model.errors import ExitCode, PluginError
        from lawcheck.session import Session

        plugins = plugins_of(ctx)
        session = Session(plugins)
        head = (
            say("编号", "id"),
            say("版本", "version"),
            say("名称", "title"),
            say("指标", "indicators"),
        )
        rows = []
        for name in session.checklists():
            try:
                checklist = session.load(name)
            except PluginError:
                if plugins.broken:  # it may need a broken plugin, which is reported below
                    continue
                raise
            count = sum(1 for _ in checklist.indicators())
            rows.append((name, checklist.version, checklist.title.pick(say.language), str(count)))
        emit(listing(head, rows))
        plugins.refuse_broken()
        return ExitCode.DONE

    return list_
