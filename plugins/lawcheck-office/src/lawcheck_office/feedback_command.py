"""`lawcheck feedback`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawcheck.cli import Say, encoding_option, session_of

if TYPE_CHECKING:
    from lawcheck.plugin import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "给每个单位写一份 Word 反馈意见：得分、等次、存在问题、评分表、问题清单。版式按"
            "党政机关公文格式（GB/T 9704-2012）。\n\n"
            "--template 用本单位自己的 Word 文件：其中的 {{单位}}、{{得分}}、{{满分}}、{{等次}}、"
            "{{指标体系}}、{{评分日}}、{{编号}}、{{问题数}} 换成这个单位的内容；独占一段的 "
            "{{存在问题}}、{{评分表}}、{{问题清单}} 换成文字或表格。模板里的内容只替换，不执行。",
            "Write feedback for each unit as a Word document: score, grade, problems, score "
            "sheet, list of problems, in the layout of official documents (GB/T 9704-2012).\n\n"
            "--template takes your own Word file: {{unit}}, {{score}}, {{out_of}}, {{grade}}, "
            "{{checklist}}, {{as_of}}, {{id}} and {{problems}} in it become those of the unit; "
            "{{findings}}, {{score_sheet}} and {{problem_list}}, each alone in a paragraph, "
            "become text or a table. What a template holds is replaced, never run.",
        ),
        epilog=say(
            "例：lawcheck feedback street-visit examples/streets-2023/*.csv -o 反馈意见",
            "Example: lawcheck feedback street-visit examples/streets-2023/*.csv -o feedback",
        ),
    )
    @click.argument("checklist")
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--unit",
        "units",
        multiple=True,
        metavar="ID",
        help=say("只写这个单位；可写多次", "only this unit; may be repeated"),
    )
    @click.option(
        "--template",
        type=click.Path(path_type=Path),
        metavar=say("文件", "FILE"),
        help=say("用这个 .docx 作模板", "a .docx of your own to fill in"),
    )
    @click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=say("评分日：只评到这一天为止到期的", "score what is due by this day"),
    )
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path),
        metavar=say("文件夹", "FOLDER"),
        help=say("写入这个文件夹；已有的文件不覆盖", "the folder; no file in it is written over"),
    )
    @encoding_option(say)
    @click.pass_context
    def feedback(
        ctx: click.Context,
        checklist: str,
        evidence: tuple[Path, ...],
        units: tuple[str, ...],
        template: Path | None,
        as_of: datetime | None,
        output: Path,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli import complain, emit, write_whole
        from lawcheck.plugin import ExitCode
        from lawcheck_office.forms.file_names import file_names, make_folder, refuse_existing
        from lawcheck_office.results.feedback import feedback_document
        from lawcheck_office.results.template import Template

        session = session_of(ctx)
        filled = None if template is None else Template.read(template)
        loaded = session.load(checklist, as_of=None if as_of is None else as_of.date())
        intake = session.read(loaded, evidence, encoding=encoding)
        report = session.score(loaded, intake, units)
        for notice in report.notices:
            complain(notice.pick(say.language))
        cards = report.scorecards
        files = [
            output / name for name in file_names(loaded, [card.unit for card in cards], ".docx")
        ]
        refuse_existing(files)
        contents = [
            feedback_document(card, say.language)
            if filled is None
            else filled.filled(card, say.language)
            for card in cards
        ]
        make_folder(output)
        for file, content in zip(files, contents, strict=True):
            write_whole(file, content)
        count = len(files)
        emit(say(f"写出{count}份反馈意见：{output}\n", f"feedback written to {output}: {count}\n"))
        return ExitCode.DONE

    return feedback
