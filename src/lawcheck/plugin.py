"""What authors of plugins import: hooks, contracts, and the parts that types, methods, readers, writers and engines are made of.

::

    import attrs
    from lawcheck.plugin import Case, Deduction, Number, Result, hookimpl, message


    @attrs.frozen
    class Even:
        value: Number  # an invented type: full points for an even number

        def score(self, case: Case) -> Result:
            ...


    @hookimpl
    def lawcheck_indicator_types():
        return {"even": "my_plugin:Even"}

By what a plugin offers:

- an indicator type: `Rule`, with `Case`, `Result`, `Deduction`, `Gain`, `Number`, `Date`, `YesNo`, `Share`, `Wants`, `Fault`; for
  units among others `Peered` and `Paired`, for samples `Sampled`; building blocks `Steps` and `Incident`
- a scoring method: `Aggregation`, with `Part`
- an operation of measures: `Operation`; an operator of conditions: `Operator`
- a reader: `Reader` or `TextReader`, with `Tables`, `Table`, `Row`, `Cell`; of score sheets `GridReader`, with `Grid`
- an output format: `Writer`, with `Report`, `Scorecard`, `Language`
- an engine for large tables: `Engine`, with `TableRun` and `TableSummary`

Commands import `lawcheck.cli` beside this, tests of plugins `lawcheck.testing`. Names are imported when they are first used, so
that a plugin costs nothing before it is needed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lawcheck.evidence.suspicious import NO_UNIT_ID, not_a_unit
    from lawcheck.indicators.blocks.checks import (
        no_points,
        not_above_zero,
        nothing_in,
        outside,
        too_much,
        twice,
        useless_cap,
    )
    from lawcheck.indicators.blocks.incident_lines import Incident
    from lawcheck.indicators.blocks.steps import Steps
    from lawcheck.model.calendars import Calendar, Period
    from lawcheck.model.checklist import Checklist, Indicator, Register, Section, Spec, year
    from lawcheck.model.conditions import EVERYTHING, Comparison, Where
    from lawcheck.model.engine import Engine, Progress, TableRun, TableSummary, is_address
    from lawcheck.model.errors import (
        ChecklistError,
        EvidenceError,
        ExitCode,
        LawcheckError,
        LimitError,
        OutputError,
        Place,
        PluginError,
        Problem,
        UsageError,
        problem,
    )
    from lawcheck.model.evidence import (
        NEVER,
        Evidence,
        Fact,
        Never,
        Peer,
        Record,
        Source,
        Unit,
        Value,
    )
    from lawcheck.model.exact import (
        HUNDRED,
        ONE,
        ZERO,
        fixed_text,
        fraction_text,
        is_on_grid,
        parse_number,
        round_exact,
    )
    from lawcheck.model.indicator import (
        AwaitsJudgement,
        BadEvidence,
        Case,
        Date,
        Fault,
        Judgeable,
        Number,
        Paired,
        Peered,
        PerPeriod,
        Result,
        Rule,
        Sampled,
        SamplingError,
        Share,
        Wants,
        YesNo,
    )
    from lawcheck.model.kinds import Kind
    from lawcheck.model.measures import (
        Constant,
        DoesNotApply,
        FactRef,
        MissingEvidence,
        OverFacts,
        OverRecords,
        Reading,
        select,
    )
    from lawcheck.model.operations import Operation
    from lawcheck.model.operators import Operator
    from lawcheck.model.raw_tables import (
        FACTS,
        Cell,
        Encoding,
        Reader,
        Row,
        Sheet,
        SheetRow,
        Table,
        Tables,
        TextReader,
    )
    from lawcheck.model.scorecard import Deduction, Gain, Outcome, Report, Scorecard, Span, Tally
    from lawcheck.model.scoring_method import Aggregation, Part
    from lawcheck.model.sheet_grid import Grid, GridReader, GridRow
    from lawcheck.model.shortening import MAX_REPORTED
    from lawcheck.model.text import (
        Language,
        Message,
        Text,
        fold,
        join,
        later,
        literal,
        message,
        visible,
    )
    from lawcheck.model.writer import Writer
    from lawcheck.registry.hookspecs import hookimpl

_HOMES: Final = {
    "Aggregation": "lawcheck.model.scoring_method",
    "AwaitsJudgement": "lawcheck.model.indicator",
    "BadEvidence": "lawcheck.model.indicator",
    "Calendar": "lawcheck.model.calendars",
    "Case": "lawcheck.model.indicator",
    "Cell": "lawcheck.model.raw_tables",
    "Checklist": "lawcheck.model.checklist",
    "ChecklistError": "lawcheck.model.errors",
    "Comparison": "lawcheck.model.conditions",
    "Constant": "lawcheck.model.measures",
    "Date": "lawcheck.model.indicator",
    "Deduction": "lawcheck.model.scorecard",
    "DoesNotApply": "lawcheck.model.measures",
    "EVERYTHING": "lawcheck.model.conditions",
    "Encoding": "lawcheck.model.raw_tables",
    "Engine": "lawcheck.model.engine",
    "Evidence": "lawcheck.model.evidence",
    "EvidenceError": "lawcheck.model.errors",
    "ExitCode": "lawcheck.model.errors",
    "FACTS": "lawcheck.model.raw_tables",
    "Fact": "lawcheck.model.evidence",
    "FactRef": "lawcheck.model.measures",
    "Fault": "lawcheck.model.indicator",
    "Gain": "lawcheck.model.scorecard",
    "Grid": "lawcheck.model.sheet_grid",
    "GridReader": "lawcheck.model.sheet_grid",
    "GridRow": "lawcheck.model.sheet_grid",
    "HUNDRED": "lawcheck.model.exact",
    "Incident": "lawcheck.indicators.blocks.incident_lines",
    "Indicator": "lawcheck.model.checklist",
    "Judgeable": "lawcheck.model.indicator",
    "Kind": "lawcheck.model.kinds",
    "Language": "lawcheck.model.text",
    "LawcheckError": "lawcheck.model.errors",
    "LimitError": "lawcheck.model.errors",
    "MAX_REPORTED": "lawcheck.model.shortening",
    "Message": "lawcheck.model.text",
    "MissingEvidence": "lawcheck.model.measures",
    "NEVER": "lawcheck.model.evidence",
    "NO_UNIT_ID": "lawcheck.evidence.suspicious",
    "Never": "lawcheck.model.evidence",
    "Number": "lawcheck.model.indicator",
    "ONE": "lawcheck.model.exact",
    "Operation": "lawcheck.model.operations",
    "Operator": "lawcheck.model.operators",
    "Outcome": "lawcheck.model.scorecard",
    "OutputError": "lawcheck.model.errors",
    "OverFacts": "lawcheck.model.measures",
    "OverRecords": "lawcheck.model.measures",
    "Paired": "lawcheck.model.indicator",
    "Part": "lawcheck.model.scoring_method",
    "Peer": "lawcheck.model.evidence",
    "Peered": "lawcheck.model.indicator",
    "PerPeriod": "lawcheck.model.indicator",
    "Period": "lawcheck.model.calendars",
    "Place": "lawcheck.model.errors",
    "PluginError": "lawcheck.model.errors",
    "Problem": "lawcheck.model.errors",
    "Progress": "lawcheck.model.engine",
    "Reader": "lawcheck.model.raw_tables",
    "Reading": "lawcheck.model.measures",
    "Record": "lawcheck.model.evidence",
    "Register": "lawcheck.model.checklist",
    "Report": "lawcheck.model.scorecard",
    "Result": "lawcheck.model.indicator",
    "Row": "lawcheck.model.raw_tables",
    "Rule": "lawcheck.model.indicator",
    "Sampled": "lawcheck.model.indicator",
    "SamplingError": "lawcheck.model.indicator",
    "Scorecard": "lawcheck.model.scorecard",
    "Section": "lawcheck.model.checklist",
    "Share": "lawcheck.model.indicator",
    "Sheet": "lawcheck.model.raw_tables",
    "SheetRow": "lawcheck.model.raw_tables",
    "Source": "lawcheck.model.evidence",
    "Span": "lawcheck.model.scorecard",
    "Spec": "lawcheck.model.checklist",
    "Steps": "lawcheck.indicators.blocks.steps",
    "Table": "lawcheck.model.raw_tables",
    "TableRun": "lawcheck.model.engine",
    "TableSummary": "lawcheck.model.engine",
    "Tables": "lawcheck.model.raw_tables",
    "Tally": "lawcheck.model.scorecard",
    "Text": "lawcheck.model.text",
    "TextReader": "lawcheck.model.raw_tables",
    "Unit": "lawcheck.model.evidence",
    "UsageError": "lawcheck.model.errors",
    "Value": "lawcheck.model.evidence",
    "Wants": "lawcheck.model.indicator",
    "Where": "lawcheck.model.conditions",
    "Writer": "lawcheck.model.writer",
    "YesNo": "lawcheck.model.indicator",
    "ZERO": "lawcheck.model.exact",
    "fixed_text": "lawcheck.model.exact",
    "fold": "lawcheck.model.text",
    "fraction_text": "lawcheck.model.exact",
    "hookimpl": "lawcheck.registry.hookspecs",
    "is_address": "lawcheck.model.engine",
    "is_on_grid": "lawcheck.model.exact",
    "join": "lawcheck.model.text",
    "later": "lawcheck.model.text",
    "literal": "lawcheck.model.text",
    "message": "lawcheck.model.text",
    "no_points": "lawcheck.indicators.blocks.checks",
    "not_a_unit": "lawcheck.evidence.suspicious",
    "not_above_zero": "lawcheck.indicators.blocks.checks",
    "nothing_in": "lawcheck.indicators.blocks.checks",
    "outside": "lawcheck.indicators.blocks.checks",
    "parse_number": "lawcheck.model.exact",
    "problem": "lawcheck.model.errors",
    "round_exact": "lawcheck.model.exact",
    "select": "lawcheck.model.measures",
    "too_much": "lawcheck.indicators.blocks.checks",
    "twice": "lawcheck.indicators.blocks.checks",
    "useless_cap": "lawcheck.indicators.blocks.checks",
    "visible": "lawcheck.model.text",
    "year": "lawcheck.model.checklist",
}

__all__ = [
    "EVERYTHING",
    "FACTS",
    "HUNDRED",
    "MAX_REPORTED",
    "NEVER",
    "NO_UNIT_ID",
    "ONE",
    "ZERO",
    "Aggregation",
    "AwaitsJudgement",
    "BadEvidence",
    "Calendar",
    "Case",
    "Cell",
    "Checklist",
    "ChecklistError",
    "Comparison",
    "Constant",
    "Date",
    "Deduction",
    "DoesNotApply",
    "Encoding",
    "Engine",
    "Evidence",
    "EvidenceError",
    "ExitCode",
    "Fact",
    "FactRef",
    "Fault",
    "Gain",
    "Grid",
    "GridReader",
    "GridRow",
    "Incident",
    "Indicator",
    "Judgeable",
    "Kind",
    "Language",
    "LawcheckError",
    "LimitError",
    "Message",
    "MissingEvidence",
    "Never",
    "Number",
    "Operation",
    "Operator",
    "Outcome",
    "OutputError",
    "OverFacts",
    "OverRecords",
    "Paired",
    "Part",
    "Peer",
    "Peered",
    "PerPeriod",
    "Period",
    "Place",
    "PluginError",
    "Problem",
    "Progress",
    "Reader",
    "Reading",
    "Record",
    "Register",
    "Report",
    "Result",
    "Row",
    "Rule",
    "Sampled",
    "SamplingError",
    "Scorecard",
    "Section",
    "Share",
    "Sheet",
    "SheetRow",
    "Source",
    "Span",
    "Spec",
    "Steps",
    "Table",
    "TableRun",
    "TableSummary",
    "Tables",
    "Tally",
    "Text",
    "TextReader",
    "Unit",
    "UsageError",
    "Value",
    "Wants",
    "Where",
    "Writer",
    "YesNo",
    "fixed_text",
    "fold",
    "fraction_text",
    "hookimpl",
    "is_address",
    "is_on_grid",
    "join",
    "later",
    "literal",
    "message",
    "no_points",
    "not_a_unit",
    "not_above_zero",
    "nothing_in",
    "outside",
    "parse_number",
    "problem",
    "round_exact",
    "select",
    "too_much",
    "twice",
    "useless_cap",
    "visible",
    "year",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
