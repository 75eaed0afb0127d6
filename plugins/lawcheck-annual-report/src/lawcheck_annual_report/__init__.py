"""Annual reports on rule-of-law government (法治政府建设年度报告): the plugin module."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import CommandEntry, hookimpl


@hookimpl
def lawcheck_readers() -> Mapping[str, str]:
    """Return the reader of reports as evidence that nobody has checked."""
    return {"annual-report": "lawcheck_annual_report.facts.report_reader:ReportReader"}


@hookimpl
def lawcheck_commands() -> Mapping[str, CommandEntry]:
    """Return the commands about reports."""
    return {
        "extract": CommandEntry(
            "lawcheck_annual_report.extract.command:command",
            "从年度报告提出数据，附原文，供核对",
            "propose facts from an annual report, each with its words, to be checked",
        ),
        "crosscheck": CommandEntry(
            "lawcheck_annual_report.crosscheck.command:command",
            "年度报告与填写材料比对：哪些数据、得分不同",
            "an annual report beside typed evidence: which facts and scores differ",
        ),
        "audit": CommandEntry(
            "lawcheck_annual_report.audit.command:command",
            "找出年度报告里前后矛盾的地方",
            "find where an annual report contradicts itself",
        ),
        "follow-up": CommandEntry(
            "lawcheck_annual_report.follow_up.command:command",
            "跟踪上年报告的计划和不足，看本年报告怎么说",
            "follow up last year's plan and shortcomings in this year's report",
        ),
    }
