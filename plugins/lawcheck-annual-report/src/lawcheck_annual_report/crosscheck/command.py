"""`lawcheck crosscheck`."""

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
        "crosscheck",
        help=say(
            "把年度报告 REPORT 与按指标体系 CHECKLIST 填写的材料 EVIDENCE 比对："
            "哪些数据不同、为什么，各得多少分，哪些指标因此不同。EVIDENCE 只含一个单位。",
            "Put an annual report REPORT beside the evidence EVIDENCE that was typed for "
            "CHECKLIST: which facts differ and why, both scores, and the items that differ by "
            "them. EVIDENCE is of one unit.",
        ),
        epilog=say(
            "例：lawcheck crosscheck report.txt district-annual evidence.yaml -o differences.xlsx",
            "Example: lawcheck crosscheck report.txt district-annual evidence.yaml -o "
            "differences.xlsx",
        ),
    )
    @click.argument("report", type=_PATH)
    @click.argument("checklist")
    @click.argument("evidence", type=_PATH)
    @analysis_format_option(say)
    @output_option(say)
    @encoding_option(say)
    @click.pass_context
    def crosscheck(
        ctx: click.Context,
        report: Path,
        checklist: str,
        evidence: Path,
        format_name: str | None,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli import complain, deliver_analysis, format_of, refuse_overwriting
        from lawcheck.plugin import ExitCode, Place, UsageError, problem
        from lawcheck_annual_report.crosscheck.analysis import Crosscheck
        from lawcheck_annual_report.crosscheck.pairs import fact_pairs, item_pairs, of_another_unit
        from lawcheck_annual_report.facts.proposals import proposals
        from lawcheck_annual_report.facts.proposed_evidence import proposed_tables
        from lawcheck_annual_report.facts.wording import wording_file, wording_of
        from lawcheck_annual_report.figures.annual_report import read_figures
        from lawcheck_annual_report.texts.report_text import read_report_text

        session = session_of(ctx)
        loaded = session.load(checklist)
        used = (report, evidence, session.find(checklist), wording_file(loaded))
        refuse_overwriting(output, used)
        chosen = format_of(session, format_name, output)
        typed = session.read(loaded, [evidence], encoding=encoding)
        if len(typed.evidence) > 1:
            what = problem(
                Place(str(evidence)),
                "有 {count} 个单位；一份报告只与一个单位的材料比对，请给这个单位的文件",
                "it has {count} units; a report is compared with one of them, so give its file",
                count=len(typed.evidence),
            )
            raise UsageError([what])
        wordings = wording_of(loaded)
        text = read_report_text(report, encoding)
        read = read_figures(text)
        found = proposals(read, loaded, wordings)
        worded = frozenset(each.fact for each in wordings)
        facts = fact_pairs(loaded, typed.evidence[0], found, worded)
        proposed = session.read_tables(loaded, [proposed_tables(read, found)])
        another = of_another_unit(read, typed.evidence[0].unit)
        for notice in (*typed.notices, *text.notices, *([another] if another else [])):
            complain(notice.pick(say.language))
        own, other = (session.score(loaded, each).scorecards[0] for each in (typed, proposed))
        items = item_pairs(loaded, own, other, facts)
        shown = Crosscheck(read, facts, items, own, other)
        deliver_analysis(session, shown, chosen, output, say)
        return ExitCode.DONE

    return crosscheck
