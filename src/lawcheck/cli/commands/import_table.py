"""`lawcheck import-table`."""

from __future__ import annotations

from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.options import encoding_option
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "把印制的评分表（类别、序号、考核内容、分值、评分标准）转为指标体系草稿；"
            "认得的评分标准写成规则，其余先由人评判。",
            "Turn a printed score sheet into a draft of a checklist; sentences that are known "
            "become rules, the others are left to a judge.",
        ),
        epilog=say(
            "例：lawcheck import-table 评分表.csv --year 2024 -o draft.yaml",
            "Example: lawcheck import-table sheet.csv --year 2024 -o draft.yaml",
        ),
    )
    @click.argument("table", type=click.Path(path_type=Path))
    @click.option(
        "--id",
        "checklist_id",
        help=say(
            "指标体系的编号（默认取文件名）", "id of the checklist (default: from the file's name)"
        ),
    )
    @click.option(
        "--year",
        type=click.IntRange(1949, 2999),
        help=say(
            "考评年度（默认取表的标题）", "year of the period (default: from the sheet's title)"
        ),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help=say("写入新文件（默认输出到屏幕）", "write to a new file (default: print)"),
    )
    @encoding_option(say)
    @click.pass_context
    def import_table(
        ctx: click.Context,
        table: Path,
        checklist_id: str | None,
        year: int | None,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.checklists.drafting import draft_of, yaml_of
        from lawcheck.checklists.drafting.loading import loaded_draft
        from lawcheck.checklists.drafting.sheet_layout import read_sheet
        from lawcheck.cli.delivery import deliver
        from lawcheck.cli.streams import complain
        from lawcheck.cli.width import screen_width
        from lawcheck.documents.files import is_there
        from lawcheck.documents.output import refuse_overwriting, replaces
        from lawcheck.model.errors import ExitCode, Place, UsageError, problem
        from lawcheck.reports.draft_items import items_page
        from lawcheck.reports.drafting import drafting_page

        refuse_overwriting(output, (table,))
        if output is not None and is_there(output) and replaces(output):
            what = problem(
                Place(str(output)),
                "文件已存在，可能有人改过；请换一个名字",
                "the file is there, and may hold work; choose another name",
            )
            raise UsageError([what])
        session = session_of(ctx)
        draft = draft_of(read_sheet(session.read_grid(table, encoding)), checklist_id, year)
        complain(drafting_page(draft, say.language))
        made = loaded_draft(draft, say.language, session.plugins)
        complain(items_page(draft, made, say.language, screen_width()).rstrip("\n"))
        text = yaml_of(draft, say.language)
        deliver(text, output)
        return ExitCode.DONE

    return import_table
