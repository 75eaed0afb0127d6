"""Scoring of tables by an engine: which file is which table, checks of the engine, exit codes."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from lawcheck.cli.progress import patience, progress
from lawcheck.cli.streams import complain, emit
from lawcheck.cli.ui_language import Say
from lawcheck.evidence.table_names import read_as, table_called
from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Engine, Notice, TableRun, TableSummary, is_address
from lawcheck.model.errors import ExitCode, Place, PluginError, Problem, UsageError, problem
from lawcheck.model.raw_tables import DECISIONS, FACTS, Encoding
from lawcheck.model.text import Message
from lawcheck.registry.found import BUILT_IN
from lawcheck.registry.offers import Offer
from lawcheck.session import Session


def score_by_engine(
    session: Session,
    checklist: Checklist,
    evidence: Sequence[str],
    engine: str,
    master: str | None,
    output: str | None,
    encoding: Encoding | None,
    say: Say,
) -> ExitCode:
    """Score tables in files, and write a table of scores.

    Raises:
        EvidenceError: with the problems of all tables.
        OutputError: the table of scores cannot be written.
        PluginError: the engine failed.
        UsageError: there is no such engine, or the files are not one table of units and at most
            one table for each register.
    """
    if output is None:
        raise click.UsageError(
            say(
                "--engine 的结果是表格文件；请用 -o 写明文件名",
                "an engine writes a table; name a file for it with -o",
            )
        )
    offer = _find_engine(session.plugins.engines, engine)
    facts, registers = _tables_by_name(evidence, checklist, say)
    run = TableRun(checklist, facts, registers, output, master or "", progress(say), encoding)
    line = say(
        "正在读表、评分；表大时要等一会儿", "reading and scoring; large tables take a while"
    )
    with offer.blamed(), patience(line), warnings.catch_warnings(record=True) as notices:
        warnings.simplefilter("always", Notice)
        loaded = _load_engine(offer, engine)
        _refuse_addresses(loaded, engine, run)
        summary = _check_summary(offer, loaded.run(run))
    for each in notices:
        if isinstance(each.message, Notice):
            complain(each.message.what.pick(say.language))
    emit(_summary_text(summary, output, say))
    if summary.failed:
        return ExitCode.PLUGIN
    return ExitCode.BELOW if summary.without else ExitCode.DONE


def _check_summary(offer: Offer, summary: Any) -> TableSummary:
    if not isinstance(summary, TableSummary):
        raise offer.refuse(f"run() returned {type(summary).__name__}, not a TableSummary")
    if not all(type(number) is int and number >= 0 for number in attrs.astuple(summary)):
        raise offer.refuse(f"run() returned {summary}, whose numbers must be whole, zero or more")
    return summary


def _find_engine(engines: Mapping[str, Offer], name: str) -> Offer:
    if name in engines:
        return engines[name]
    what = "没有引擎 {name}；有：{known}", "there is no engine {name}; there is {known}"
    raise UsageError([problem(Place(), *what, name=name, known=list(engines))])


def _load_engine(offer: Offer, name: str) -> Engine:
    try:
        engine: Engine = offer.load()()
    except PluginError as error:
        missing = error.__cause__
        if offer.plugin.name != BUILT_IN or not isinstance(missing, ModuleNotFoundError):
            raise
        what = problem(
            Place(),
            "--engine {name} 需要 {package}，还没有安装；请在源码目录里运行 pip install "
            "'.[tables]'",
            "--engine {name} needs {package}, which is not installed; run pip install "
            "'.[tables]' in a checkout",
            name=name,
            package=missing.name,
        )
        raise UsageError([what]) from error
    return engine


def _refuse_addresses(engine: Engine, name: str, run: TableRun) -> None:
    """Raise an error if addresses are passed to an engine that does not take them."""
    given = [each for each in (run.facts, *run.registers.values(), run.output) if is_address(each)]
    if given and not getattr(engine, "takes_addresses", False):
        what = (
            "--engine {name} 只读写本机的文件，不用地址：{given}",
            "--engine {name} reads and writes files of this machine, not addresses: {given}",
        )
        raise UsageError([problem(Place(), *what, name=name, given=given)])


def _tables_by_name(
    evidence: Sequence[str], checklist: Checklist, say: Say
) -> tuple[str, dict[str, str]]:
    """Return the table of units, and those of registers by name.

    A table belongs to the register whose name or label its file has.
    """
    tables: dict[str, list[str]] = {}
    for path in evidence:
        called = table_called(Path(path).stem, checklist.registers)
        if isinstance(called, Message):
            raise UsageError([Problem(Place(path), called)])
        if called is not None and called != Path(path).stem:
            complain(read_as(path, called).pick(say.language))
        tables.setdefault(called or FACTS, []).append(path)
    facts = tables.pop(FACTS, [])
    duplicated = [name for name, paths in tables.items() if len(paths) > 1]
    unknown = [name for name in tables if name not in checklist.registers]
    decided = [
        path
        for name in DECISIONS
        if name not in checklist.registers
        for path in tables.get(name, ())
    ]
    if decided:
        refused = (
            "引擎不读人工决定；请不用 --engine，或用 score_table 传入",
            "an engine does not take what people decided; score without --engine, or pass it to "
            "score_table",
        )
        raise UsageError([problem(Place(path), *refused) for path in decided])
    if len(facts) != 1 or duplicated or unknown:
        what = problem(
            Place(),
            "引擎要一张单位表，其余的表以台账命名（{registers}），每个台账一张；这里是：{given}",
            "an engine takes one table of units, and tables called like the registers "
            "({registers}), one each; these are {given}",
            registers=list(checklist.registers),
            given=list(evidence),
        )
        raise UsageError([what])
    return facts[0], {name: paths[0] for name, paths in tables.items()}


def _summary_text(summary: TableSummary, output: str, say: Say) -> str:
    known = summary.units - summary.open - summary.without
    return say(
        f"{summary.units} 个单位：{known} 个已评分，{summary.open} 个得分未定，{summary.without} "
        f"个没有得分；已写入 {output}\n",
        f"{summary.units} units: {known} scored, {summary.open} with a score that is still open, "
        f"{summary.without} without one; written to {output}\n",
    )
