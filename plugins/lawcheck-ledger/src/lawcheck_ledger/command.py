"""`lawcheck ledger`, and its commands `add`, `answers` and `export`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lawcheck.cli import Say, encoding_option, session_of

if TYPE_CHECKING:
    from lawcheck.plugin import Encoding
    from lawcheck_ledger.entries import Entry

_PATH: Final = click.Path(path_type=Path)
_Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.group(
        "ledger",
        invoke_without_command=True,
        help=say(
            "整改台账：每次检查发现的问题逐条登记；单位填写措施、责任人、时限、完成情况；"
            "下次检查后销号，或重新列入。计划和答复从不改变得分。\n\n"
            "不带子命令时，列出问题和状态；--overdue 只列逾期的。",
            "The rectification ledger: the findings of each visit, what the unit answered, and "
            "whether the next visit confirmed it. Plans and answers never change a score.\n\n"
            "Without a command it lists the findings and their states; with --overdue those "
            "that are late.",
        ),
        epilog=say(
            "例：lawcheck ledger add june.json\n\n    lawcheck ledger --overdue",
            "Example: lawcheck ledger add june.json\n\n    lawcheck ledger --overdue",
        ),
    )
    @_ledger_option(say)
    @_day_option(say)
    @_unit_option(say)
    @click.option("--overdue", is_flag=True, help=say("只列逾期的", "only those that are late"))
    @click.pass_context
    def ledger(
        ctx: click.Context, ledger: Path, on: date, units: tuple[str, ...], overdue: bool
    ) -> int:
        if ctx.invoked_subcommand is not None:
            return 0
        from lawcheck.cli import emit
        from lawcheck.plugin import ExitCode
        from lawcheck_ledger.entries import State
        from lawcheck_ledger.page import page

        entries = _entries(ledger, units)
        if overdue:
            entries = [each for each in entries if each.state(on) is State.OVERDUE]
        emit(page(entries, on, say.language))
        return ExitCode.DONE

    ledger.add_command(_add(say))
    ledger.add_command(_answers(say))
    ledger.add_command(_export(say))
    return ledger


def _add(say: Say) -> click.Command:
    @click.command(
        "add",
        help=say(
            "登记一次检查：REPORT 是 lawcheck score --format json 写出的计分卡。"
            "新问题列入台账，不再有的销号，又出现的重新列入。",
            "Enter a visit: REPORT is what `lawcheck score --format json` wrote. New findings are "
            "added, those that are gone are confirmed, those that are back are reopened.",
        ),
    )
    @click.argument("report", type=_PATH)
    @_ledger_option(say)
    @click.option(
        "--on",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=say(
            "检查日期；默认取评分日（--as-of），没有则是今天",
            "the day of the visit; by default the day as of which it was scored, else today",
        ),
    )
    def add(report: Path, ledger: Path, on: datetime | None) -> int:
        from lawcheck import load_report
        from lawcheck.cli import emit
        from lawcheck.plugin import ExitCode, Place
        from lawcheck_ledger.page import visited_page
        from lawcheck_ledger.store import writing
        from lawcheck_ledger.visits import enter

        loaded = load_report(report)
        days = {card.as_of for card in loaded.scorecards}
        scored = max((each for each in days if each is not None), default=date.today())
        day = scored if on is None else on.date()
        with writing(ledger) as opened:
            visited = enter(opened, loaded, day, Place(str(report)))
        emit(visited_page(visited, say.language))
        return ExitCode.DONE

    return add


def _answers(say: Say) -> click.Command:
    @click.command(
        "answers",
        help=say(
            "收回单位填好的台账（.csv，装了 lawcheck-office 还有 .xlsx）："
            "读整改措施、责任人、整改时限、完成日期、佐证。空格保留原来的内容。",
            "Take in the ledger that a unit filled in (.csv, with lawcheck-office also .xlsx): "
            "measures, person, due, done and proof. A blank cell leaves what was there.",
        ),
    )
    @click.argument("returned", type=_PATH)
    @_ledger_option(say)
    @_day_option(say, say("收回日期；默认今天", "the day on which it came; today by default"))
    @encoding_option(say)
    @click.pass_context
    def answers(
        ctx: click.Context, returned: Path, ledger: Path, on: date, encoding: Encoding | None
    ) -> int:
        from lawcheck.cli import complain, emit
        from lawcheck.plugin import ExitCode
        from lawcheck_ledger.page import answered_page
        from lawcheck_ledger.returned import read_returned, unread_notice
        from lawcheck_ledger.store import writing

        grid = session_of(ctx).read_grid(returned, encoding)
        _check_there(ledger)
        with writing(ledger) as opened:
            found = read_returned(grid, opened.entries(), on)
            for entry, answer in found.answers.items():
                opened.add_event(entry, answer)
        for notice in (*grid.notices, *([unread_notice(found.unread)] if found.unread else ())):
            complain(notice.pick(say.language))
        emit(answered_page(list(found.answers), say.language))
        return ExitCode.DONE

    return answers


def _export(say: Say) -> click.Command:
    @click.command(
        "export",
        help=say(
            "把台账写成 .xlsx（给单位填写）、.csv（可入版本库），或按 -o 的后缀写成别的格式"
            "（.docx、.html 等，由插件提供）。",
            "Write the ledger as .xlsx, for the unit to fill in, as .csv, which git can compare, "
            "or in another format by the suffix of -o (.docx, .html and others that plugins "
            "bring).",
        ),
    )
    @click.option(
        "-o", "--output", required=True, type=_PATH, help=say("写入的文件", "the file to write")
    )
    @_ledger_option(say)
    @_day_option(say)
    @_unit_option(say)
    @click.pass_context
    def export(
        ctx: click.Context, output: Path, ledger: Path, on: date, units: tuple[str, ...]
    ) -> int:
        from lawcheck.cli import format_of, refuse_overwriting, write_whole
        from lawcheck.plugin import ExitCode
        from lawcheck_ledger.analysis import LedgerAnalysis
        from lawcheck_ledger.workbook import workbook

        refuse_overwriting(output, (ledger,))
        session = session_of(ctx)
        if output.suffix.lower() == ".xlsx":
            write_whole(output, workbook(_entries(ledger, units), on, say.language))
            return ExitCode.DONE
        format_name = format_of(session, None, output, ("xlsx",))
        analysis = LedgerAnalysis(_entries(ledger, units), on)
        write_whole(output, session.analysis_content(analysis, format_name, say.language))
        return ExitCode.DONE

    return export


def _ledger_option(say: Say) -> _Option:
    return click.option(
        "--ledger",
        type=_PATH,
        default=Path("ledger.db"),
        metavar="FILE",
        help=say("台账文件；默认 ledger.db", "the file of the ledger; ledger.db by default"),
    )


def _day_option(say: Say, help_text: str = "") -> _Option:
    return click.option(
        "--on",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        callback=lambda _ctx, _param, value: date.today() if value is None else value.date(),
        help=help_text or say("看哪一天的状态；默认今天", "the day; today by default"),
    )


def _unit_option(say: Say) -> _Option:
    return click.option(
        "--unit",
        "units",
        multiple=True,
        metavar="UNIT",
        help=say("只看这个单位，可写多次", "only this unit; may be repeated"),
    )


def _check_there(ledger: Path) -> None:
    """Refuse a ledger that is not there, before a new one is made.

    Raises:
        UsageError: there is no such file.
    """
    from lawcheck_ledger.store import reading

    with reading(ledger):
        pass


def _entries(ledger: Path, units: Sequence[str]) -> list[Entry]:
    """Return the entries of some units, given by id or name; of all if none is given.

    Raises:
        UsageError: the ledger has no such unit.
    """
    from lawcheck.plugin import Place, UsageError, fold, problem
    from lawcheck_ledger.store import reading

    with reading(ledger) as opened:
        entries = opened.entries()
    names = {each.unit: each.unit_name for each in entries}
    wanted: set[str] = set()
    for unit in units:
        found = (
            [unit]
            if unit in names
            else [each for each, name in names.items() if fold(name) == fold(unit)]
        )
        if len(found) != 1:
            what = (
                "台账里没有单位 {unit}，或不止一个；请写编号，有：{known}",
                "the ledger has no unit {unit}, or several; write its id, there are: {known}",
            )
            raise UsageError([problem(Place(str(ledger)), *what, unit=unit, known=list(names))])
        wanted.add(found[0])
    return [each for each in entries if not units or each.unit in wanted]
