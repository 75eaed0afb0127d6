"""`lawcheck schema`."""

from __future__ import annotations

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.ui_language import Say


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "输出指标体系文件的 JSON Schema，按已安装的评分方式生成，供编辑器补全。",
            "Print the JSON Schema of checklists, built from the installed indicator types, for "
            "editor completion.",
        ),
    )
    @click.pass_context
    def schema(ctx: click.Context) -> int:
        import json

        from lawcheck.checklists.schema import checklist_schema
        from lawcheck.cli.streams import emit
        from lawcheck.model.errors import ExitCode

        emit(
            json.dumps(checklist_schema(session_of(ctx).plugins), indent=2, ensure_ascii=False)
            + "\n"
        )
        return ExitCode.DONE

    return schema
