"""`lawcheck lint`."""

from __future__ import annotations

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.ui_language import Say


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "检查指标体系文件，一次列出全部问题（文件:行:列），并标出所在位置；不评分。",
            "Check checklists and list every fault at once (FILE:LINE:COL), with a mark below "
            "its place; nothing is scored.",
        ),
    )
    @click.argument("checklists", nargs=-1, required=True)
    @click.pass_context
    def lint(ctx: click.Context, checklists: tuple[str, ...]) -> int:
        from lawcheck.cli.streams import complain, emit
        from lawcheck.cli.width import screen_width
        from lawcheck.model.errors import ChecklistError, ExitCode, LawcheckError
        from lawcheck.reports.faults import faults_text

        session = session_of(ctx)
        code = ExitCode.DONE
        for name in checklists:
            try:
                checklist = session.load(name)
                versions = {day: session.load(name, day) for day in checklist.changes}
            except ChecklistError as error:
                complain(faults_text(error, session.text_of(name), say.language, screen_width()))
                code = code or error.exit_code
                continue
            except LawcheckError as error:
                complain(error.pick(say.language))
                code = code or error.exit_code
                continue
            # what is in force only outside the period is not cited in any score of it
            used = (checklist, *(versions[day] for day in checklist.changes_within))
            for warning in dict.fromkeys(each for version in used for each in version.warnings):
                complain(say("提醒：", "warning: ") + warning.pick(say.language))
            count = sum(1 for _ in checklist.indicators())
            emit(
                say(
                    f"{name}：没有问题，{count} 个指标\n",
                    f"{name}: no faults, {count} indicators\n",
                )
            )
        return code

    return lint
