"""`lawcheck test`."""

from __future__ import annotations

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.ui_language import Say


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "运行指标体系里的算例（tests），逐项比较应得分与实得分。",
            "Run the worked examples (`tests`) inside checklists and compare what they expect "
            "with what comes out.",
        ),
    )
    @click.argument("checklists", nargs=-1, required=True)
    @click.pass_context
    def test(ctx: click.Context, checklists: tuple[str, ...]) -> int:
        from lawcheck.checklists.worked_examples import run_examples
        from lawcheck.cli.streams import emit
        from lawcheck.model.errors import ExitCode

        session = session_of(ctx)
        failed = 0
        for name in checklists:
            checklist = session.load(name)
            for result in run_examples(checklist):
                failed += not result.passed
                verdict = say("通过", "passed") if result.passed else say("不符", "FAILED")
                emit(f"{verdict}  {name}:{result.line}  {result.name}\n")
                for difference in result.differences:
                    emit(f"      {difference.pick(say.language)}\n")
            if not checklist.examples:
                emit(say(f"{name}：没有算例\n", f"{name}: no worked examples\n"))
        return ExitCode.BELOW if failed else ExitCode.DONE

    return test
