"""`lawcheck form`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from lawcheck.cli import Say, encoding_option, session_of

if TYPE_CHECKING:
    from lawcheck import Checklist, Session
    from lawcheck.plugin import Encoding, Unit

Format = Literal["excel", "word", "xlsform"]
"""The formats of forms."""


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "由指标体系生成空白表，每个单位一个 Excel 工作簿：指标数据（自评值、核查值）、"
            "各本台账、评议、不适用。填好后用 lawcheck score 评分。\n\n"
            "--format word 是打印签字用的评分表；xlsform 是一份 XLSForm，供 KoboToolbox、ODK "
            "在手机上填报。表的语言就是这个命令的语言（--lang）。",
            "Make blank forms from CHECKLIST, one Excel workbook a unit: facts (with the unit's "
            "own and the checked value), registers, judgements, what does not apply. Filled in, "
            "they are scored by `lawcheck score`.\n\n"
            "--format word is a score sheet to print and sign; xlsform is one XLSForm, for "
            "KoboToolbox or ODK on a phone. The language of the forms is that of the command "
            "(--lang).",
        ),
        epilog=say(
            "例：lawcheck form street-visit --units examples/streets-2023/facts.csv -o 填报表",
            "Example: lawcheck form street-visit --units examples/streets-2023/facts.csv -o forms",
        ),
    )
    @click.argument("checklist")
    @click.option(
        "--units",
        type=click.Path(path_type=Path),
        metavar=say("文件", "FILE"),
        help=say(
            "单位表（unit、unit_name 等列），每个单位一份；不写则一份空白表，由单位填写名称",
            "a table of units (columns unit, unit_name ...), a form for each; without it one "
            "form, in which a unit writes its name",
        ),
    )
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path),
        metavar=say("文件夹", "FOLDER"),
        help=say("写入这个文件夹；已有的文件不覆盖", "the folder; no file in it is written over"),
    )
    @click.option(
        "--format",
        "format_name",
        type=click.Choice(get_args(Format)),
        default="excel",
        show_default=True,
        help=say("表的格式", "the format of the forms"),
    )
    @encoding_option(say)
    @click.pass_context
    def form(
        ctx: click.Context,
        checklist: str,
        units: Path | None,
        output: Path,
        format_name: Format,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli import emit, write_whole
        from lawcheck.plugin import ExitCode
        from lawcheck_office.forms.file_names import file_names, make_folder, refuse_existing

        session = session_of(ctx)
        loaded = session.load(checklist)
        chosen = [] if units is None else _units(session, loaded, units, encoding, say)
        makers = _makers(format_name, loaded, chosen, say)
        ending = ".docx" if format_name == "word" else ".xlsx"
        files = [output / name for name in file_names(loaded, [*makers], ending)]
        refuse_existing(files)
        make_folder(output)
        for make, file in zip(makers.values(), files, strict=True):
            write_whole(file, make())
        count = len(files)
        emit(say(f"写出{count}份填报表：{output}\n", f"forms written to {output}: {count}\n"))
        return ExitCode.DONE

    return form


def _makers(
    format_name: Format, checklist: Checklist, units: Sequence[Unit], say: Say
) -> Mapping[Unit | None, Callable[[], bytes]]:
    """Return what makes each file, by its unit; None for a file of no unit or of all."""
    each: Sequence[Unit | None] = units or [None]
    match format_name:
        case "excel":
            from lawcheck_office.forms.book import form

            return {unit: partial(form, checklist, unit, say.language) for unit in each}
        case "word":
            from lawcheck_office.forms.word_form import word_form

            return {unit: partial(word_form, checklist, unit, say.language) for unit in each}
        case "xlsform":
            from lawcheck_office.forms.xlsform import xlsform

            return {None: partial(xlsform, checklist, units, say.language)}


def _units(
    session: Session, checklist: Checklist, file: Path, encoding: Encoding | None, say: Say
) -> list[Unit]:
    """Return the units that a table names, and say where it holds more than units."""
    from lawcheck.cli import complain

    intake = session.read(checklist, [file], encoding=encoding)
    for notice in intake.notices:
        complain(notice.pick(say.language))
    if any(each.facts for each in intake.evidence):
        complain(
            say(
                f"{file}：只取单位，表里的数据没有写进填报表",
                f"{file}: only the units are taken; its facts are not written into the forms",
            )
        )
    return [each.unit for each in intake.evidence]
