"""`lawcheck audit`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawcheck.cli import Say, encoding_option

if TYPE_CHECKING:
    from datetime import datetime

    from lawcheck.plugin import Encoding


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "audit",
        help=say(
            "找出年度报告 REPORT（.txt、.docx、.pdf、.html）里前后矛盾的地方："
            "率和它的分子分母、增减幅度、部分和总数、办结多于受理、同一事项两个数、"
            "年度以外的日期、缺少的部分、4月1日以后才公开。"
            "每处附两边的原文和算式；只提示，不改动。",
            "Find where an annual report REPORT (.txt, .docx, .pdf, .html) contradicts itself: "
            "rates and their cases, changes, parts and totals, more closed than opened, one thing "
            "with two numbers, dates outside the year, parts that are missing, publication after "
            "1 April. Each with both quotes and the arithmetic; nothing is corrected.",
        ),
        epilog=say("例：lawcheck audit report.txt", "Example: lawcheck audit report.txt"),
    )
    @click.argument("report", type=click.Path(path_type=Path))
    @click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=say(
            "公开日期（如 2024-03-28），代替页面上写的",
            "day of publication (as 2024-03-28), in place of what the page says",
        ),
    )
    @encoding_option(say)
    def audit(report: Path, published: datetime | None, encoding: Encoding | None) -> int:
        from lawcheck.cli import complain, emit
        from lawcheck.plugin import ExitCode
        from lawcheck_annual_report.audit.contradictions import contradictions
        from lawcheck_annual_report.audit.page import audit_page
        from lawcheck_annual_report.audit.publication import Published, published_in
        from lawcheck_annual_report.figures.annual_report import read_figures
        from lawcheck_annual_report.texts.report_text import read_report_text

        text = read_report_text(report, encoding)
        read = read_figures(text)
        for notice in text.notices:
            complain(notice.pick(say.language))
        days = published_in(text.text, text.notes)
        if published is not None:
            days = (Published(published.date(), "--published", None),)
        emit(audit_page(read, contradictions(read, days), days, say.language))
        return ExitCode.DONE

    return audit
