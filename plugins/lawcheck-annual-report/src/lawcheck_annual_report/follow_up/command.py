"""`lawcheck follow-up`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from lawcheck.cli import (
    Say,
    analysis_format_option,
    encoding_option,
    output_option,
    session_of,
)

if TYPE_CHECKING:
    from lawcheck.plugin import Encoding

_PATH: Final = click.Path(path_type=Path)


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "follow-up",
        help=say(
            "跟踪上年报告 LAST_REPORT 的工作计划和存在的不足：逐条列出，"
            "在本年报告 THIS_REPORT 里找说同一件事的句子：有结果、只是提到、又列入计划、"
            "又列为不足，或者没有找到，附两边的原文、位置和相同的词语。是否完成由人判断。"
            "报告可以是 .txt、.docx、.pdf、.html。\n\n"
            "-o items.csv 写成台账：“判断”一栏空着，由督察人员填写，作为下一年度指标体系的台账。",
            "Follow up the plan and the shortcomings of last year's report LAST_REPORT: list each "
            "item, and find the sentences of this year's report THIS_REPORT about the same "
            "matter: with a result, a mention, planned again, a shortcoming again, or not found, "
            "with the words of both, their places and what they have in common. A person judges "
            "what was done. Reports are .txt, .docx, .pdf or .html.\n\n"
            "-o items.csv writes them as a register for a checklist, with an empty column for "
            "the judgement of the inspector.",
        ),
        epilog=say(
            "例：lawcheck follow-up 2023.txt 2024.txt -o items.csv",
            "Example: lawcheck follow-up 2023.txt 2024.txt -o items.csv",
        ),
    )
    @click.argument("last_report", type=_PATH)
    @click.argument("this_report", type=_PATH)
    @analysis_format_option(say)
    @output_option(say)
    @encoding_option(say)
    @click.pass_context
    def follow_up(
        ctx: click.Context,
        last_report: Path,
        this_report: Path,
        format_name: str | None,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli import complain, deliver_analysis, format_of, refuse_overwriting
        from lawcheck.plugin import ExitCode
        from lawcheck_annual_report.figures.annual_report import read_figures
        from lawcheck_annual_report.follow_up.analysis import FollowUpAnalysis
        from lawcheck_annual_report.follow_up.matches import follow_up
        from lawcheck_annual_report.follow_up.report_pair import check_pair, notices
        from lawcheck_annual_report.texts.report_text import read_report_text

        session = session_of(ctx)
        refuse_overwriting(output, (last_report, this_report))
        chosen = format_of(session, format_name, output)
        texts = [read_report_text(each, encoding) for each in (last_report, this_report)]
        last, this = map(read_figures, texts)
        check_pair(last, this)
        found = follow_up(last, this)
        told = tuple(notices(found))
        for notice in (*(each for text in texts for each in text.notices), *told):
            complain(notice.pick(say.language))
        deliver_analysis(session, FollowUpAnalysis(found, told), chosen, output, say)
        return ExitCode.DONE

    return follow_up
