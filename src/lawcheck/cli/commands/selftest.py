"""`lawcheck selftest`."""

from __future__ import annotations

import click

from lawcheck.cli.app import plugins_of, session_of
from lawcheck.cli.ui_language import Say


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "启用前检验指标体系：生成一组得分已知的测试单位（满分、零分、只有一项得分、缺数据、"
            "不适用、分数线两侧、一票否决、加分），另行算出应得的总分和等次，与评分结果并列。",
            "Test a checklist before it counts: make up units whose points are known (full, "
            "nothing, only one item, missing, not applicable, beside each grade cut, vetoes, "
            "bonus), work out their totals a second way, and show both side by side.",
        ),
        epilog=say(
            "例：lawcheck selftest street-visit", "Example: lawcheck selftest street-visit"
        ),
    )
    @click.argument("checklist")
    @click.pass_context
    def selftest(ctx: click.Context, checklist: str) -> int:
        from lawcheck.checklists.test_deck import run_deck
        from lawcheck.cli.streams import emit
        from lawcheck.cli.width import screen_width
        from lawcheck.model.errors import ExitCode
        from lawcheck.reports.selftest import selftest_page

        plugins_of(ctx).tried().refuse_broken()  # everything, whether or not this one uses it
        loaded = session_of(ctx).load(checklist)
        verdicts = tuple(run_deck(loaded))
        emit(selftest_page(loaded, verdicts, say.language, screen_width()))
        return ExitCode.DONE if all(each.passed for each in verdicts) else ExitCode.BELOW

    return selftest
