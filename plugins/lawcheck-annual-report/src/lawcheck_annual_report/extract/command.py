"""`lawcheck extract`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawcheck.cli import Say, encoding_option, session_of

if TYPE_CHECKING:
    from lawcheck.plugin import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "extract",
        help=say(
            "从年度报告 REPORT（.txt、.docx、.pdf、.html）提出指标体系 CHECKLIST 的数据，"
            "每条附原文和位置，由人核对。报告没有写的不提；“余、多、以上”是“至少”；"
            "有“近、约”的、属于计划或其他年度的、前后不一的列为待定。\n\n"
            "数据在报告里怎么写，由指标体系旁边的 CHECKLIST.wording.csv 说明。",
            "Propose facts of CHECKLIST from an annual report REPORT (.txt, .docx, .pdf, .html), "
            "each with its words and their place, for a person to check. What the report does not "
            "say is not proposed; what is at least so much is proposed as that; what is about, "
            "planned, of another year, or said in two ways is listed to be decided.\n\n"
            "How reports name the facts is written beside the checklist, in "
            "CHECKLIST.wording.csv.",
        ),
        epilog=say(
            "例：lawcheck extract report.txt district-annual -o review.html",
            "Example: lawcheck extract report.txt district-annual -o review.html",
        ),
    )
    @click.argument("report", type=click.Path(path_type=Path))
    @click.argument("checklist")
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say(
            "另写成文件：.yaml 是证据文件，附原文，供核对和修改；"
            ".html 是核对页面，在浏览器里逐条接受或不接受，再存成证据文件",
            "also write a file: .yaml is an evidence file with the words as sources, to review "
            "and edit; .html is a page to review the report, on which each fact is accepted or "
            "rejected in a browser, and the evidence file saved",
        ),
    )
    @encoding_option(say)
    @click.pass_context
    def extract(
        ctx: click.Context,
        report: Path,
        checklist: str,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli import complain, emit, refuse_overwriting, write_whole
        from lawcheck.plugin import ExitCode
        from lawcheck_annual_report.extract.output import output_text, refuse_other_formats
        from lawcheck_annual_report.extract.page import extract_page
        from lawcheck_annual_report.facts.proposals import proposals
        from lawcheck_annual_report.facts.wording import wording_file, wording_of
        from lawcheck_annual_report.figures.annual_report import read_figures
        from lawcheck_annual_report.texts.report_text import read_report_text

        if output is not None:
            refuse_other_formats(output)
        session = session_of(ctx)
        loaded = session.load(checklist)
        wordings = wording_of(loaded)
        text = read_report_text(report, encoding)
        read = read_figures(text)
        found = proposals(read, loaded, wordings)
        for notice in text.notices:
            complain(notice.pick(say.language))
        asked = frozenset(each.fact for each in wordings)
        if output is not None:
            refuse_overwriting(output, (report, session.find(checklist), wording_file(loaded)))
            write_whole(output, output_text(output, read, found, loaded, asked, say.language))
        emit(extract_page(read, found, len(asked), say.language))
        return ExitCode.DONE

    return extract
