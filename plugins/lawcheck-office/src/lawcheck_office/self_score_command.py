"""`lawcheck self-score`."""

from __future__ import annotations

from pathlib import Path

import click

from lawcheck.cli import Say, session_of


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "比较填报表里的自评值和核查值：各按自评值、核查值评一次分，列出哪些指标变了、"
            "增减几分、因为哪些数据。",
            "Compare the unit's own values in FORMS with the checked ones: score each unit by "
            "both, and list which items moved, by how many points, and because of what.",
        ),
        epilog=say(
            "例：lawcheck self-score street-visit 填报表 -o 自评核查",
            "Example: lawcheck self-score street-visit forms -o compared",
        ),
    )
    @click.argument("checklist")
    @click.argument("forms", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar=say("文件夹", "FOLDER"),
        help=say(
            "另在这个文件夹写入两张计分卡 self.json、checked.json，和差异表 differences.csv",
            "also write both scorecards, self.json and checked.json, and differences.csv",
        ),
    )
    @click.pass_context
    def self_score(
        ctx: click.Context, checklist: str, forms: tuple[Path, ...], output: Path | None
    ) -> int:
        from lawcheck.cli import complain, emit, refuse_overwriting, write_whole
        from lawcheck.plugin import ExitCode
        from lawcheck_office.forms.file_names import make_folder
        from lawcheck_office.forms.form_files import tables_of_forms
        from lawcheck_office.forms.self_score import as_csv, as_text
        from lawcheck_office.forms.self_score import self_score as compared

        session = session_of(ctx)
        loaded = session.load(checklist)
        own = session.read_tables(loaded, tables_of_forms(forms, "self"))
        checked = session.read_tables(loaded, tables_of_forms(forms, "checked"))
        reports = [session.report(loaded, each, each.evidence) for each in (own, checked)]
        found = [
            compared(loaded, cards, evidence)
            for cards, evidence in zip(
                zip(*(each.scorecards for each in reports), strict=True),
                zip(own.evidence, checked.evidence, strict=True),
                strict=True,
            )
        ]
        for notice in checked.notices:
            complain(notice.pick(say.language))
        if output is not None:
            texts = {
                f"{name}.json": session.write(report, "json", say.language)
                for name, report in zip(("self", "checked"), reports, strict=True)
            }
            texts["differences.csv"] = as_csv(found, say.language)
            for name in texts:
                refuse_overwriting(output / name, forms)
            make_folder(output)
            for name, text in texts.items():
                write_whole(output / name, text)
        emit(as_text(found, say.language))
        return ExitCode.DONE

    return self_score
