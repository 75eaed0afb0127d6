"""What authors of plugins import: hooks, protocols, and building blocks.

A plugin is a module with functions marked `@hookimpl`. Each hook returns names and where to find
what they stand for, so that nothing is imported before it is needed. An indicator type that gives
full points for even numbers, in `my_plugin.py`:

>>> from typing import ClassVar
>>> import attrs
>>> from lawcheck.plugin import Case, Deduction, Number, Result, check_has_points
>>> from lawcheck.plugin import hookimpl, message
>>> @attrs.frozen
... class Even:
...     type_name: ClassVar[str] = "even"
...     value: Number
...
...     def check(self, points):
...         return check_has_points(points)
...
...     def describe(self):
...         return message("偶数得满分", "full points for an even number")
...
...     def score(self, case: Case) -> Result:
...         reading = case.read(self.value)
...         if reading.value % 2 == 0:
...             return Result(about=reading.about)
...         reason = message("{n}是奇数", "{n} is odd", n=reading.value)
...         return Result((Deduction(case.full, reason, reading.cites),), about=reading.about)
>>> @hookimpl
... def lawcheck_indicator_types():
...     return {"even": "my_plugin:Even"}

The fields of the class are the keys of the item in a checklist, and their types say what may be
written there: `Number` stands for a fact or a measure.

By what a plugin offers:

Indicator types:
    `Rule` is the protocol, `Case` is what a rule scores, and `Result` with `Deduction`, `Gain`
    and `Tally` what it returns. Fields are of the types `Number`, `Share`, `YesNo`, `Date`,
    `PerPeriod` or `Where`, or annotated with `Wants`. `Fault` is a problem that `check()` found.
    Reading a value raises `MissingEvidence` or `DoesNotApply`, which a rule lets pass; it may
    raise `AwaitsJudgement` and `BadEvidence` itself. Further protocols: `Peered` (with `Peer` and
    `Peers`) for units compared with others, `Paired` for parts and wholes, `Comparing` for numbers
    that are rates or are not, `Earning` for points counted up from zero, `Dated` for days from
    one date to another, `Guarded` for what a unit is not advised to change, `Periodic` for counts
    of each month or quarter, `Judgeable` and `JudgedByMany` for judgements, `Sampled` (with
    `SamplingError`) for samples.
    `Case.each_record` goes through records that are added up, and gives `RecordLines` of
    `RecordLine` objects. As of a day, `Case.period` is a `PeriodSoFar`; a type that looks at time
    is `Timed`, one whose target time can scale `ProRated`, and a rule of which nothing is due
    raises `NotDue`.

Building blocks of indicator types:
    `Steps` (points by steps) and `Incident` (points per incident); the checks `check_above_zero`,
    `check_cap`, `check_deduction`, `check_earned`, `check_has_points`, `check_is_number`,
    `check_not_empty` and `check_unique`.

Scoring methods:
    `Aggregation` is the protocol, with `Part`; `Proportional` is a base class for methods whose
    factors depend only on which children take part, `ByScores` for those whose factors follow from
    the scores, and `Irrational` for those that take a `root`, with the `Fineness` asked for.

Measures and conditions:
    `Operation` is the base class of operations, `Operator` that of operators. The values that
    they give are of the classes `FactRef`, `OverRecords`, `OverFacts`, `Constant` and `Reading`;
    conditions are a `Where` (`EVERYTHING` if there are none) of `Comparison` objects, and
    `select` applies them.

Readers of evidence:
    `Reader` returns `Tables`: a `Table` of `Row` and `Cell` objects with headings that are known
    (the table of facts is called `FACTS`), or a `Sheet` of `SheetRow` objects as people laid it
    out, whose columns may go by `column_letters`. A `TextReader` is told the `Encoding`, a
    `ChecklistReader` the checklist.
    `read_bytes` reads regular files under a limit, and `decode_text` decodes what they hold.
    `not_a_unit` and `NO_UNIT_ID` find rows that are not units. `FOLDERS_OF_ATTACHMENTS` are no
    evidence.

Readers of score sheets:
    `GridReader`, with `Grid` and `GridRow`. `CsvGrid` is the one that reads CSV.

Output formats:
    `Writer`, which is given a `Report` of `Scorecard` objects, with `SectionScore`, `Outcome` and
    `Span`, and a `Language`; it returns text, or the bytes of a file. An `AnalysisWriter` writes
    an `Analysis` as well: a ranking, a comparison, an explanation. `card_outline`,
    `overview_outline` and `accounts_outline` give the page that lawcheck prints as an `Outline`
    of `Block` objects before layout: `Heading`, `Pairs`, `PageTable`, `Entries` of `Entry`
    objects, `Note`.
    `points_of`, `score_of`, `printed_score`, `limit_of` and `source_of` give what a cell of that
    page says.

Engines for large tables:
    `Engine`, with `TableRun`, `TableSummary` and `Progress`; `is_address` tells an address from
    a path.

Checklists and evidence, as rules see them:
    `Checklist`, `Section`, `Indicator`, `Register`, `Spec`, `Kind`, `Calendar`, `Period`,
    `year`; `Evidence`, `Unit`, `Fact`, `Record`, `Source`, `Value`, `Never` and `NEVER`.

Numbers and messages:
    `ZERO`, `ONE`, `HUNDRED`, `parse_number`, `round_exact`, `is_on_grid`, `fixed_text` and
    `fraction_text` for exact numbers. `message` makes a `Message` in Chinese and English,
    `later` one that is built only when it is read, `literal` one from a `Text`; `join` combines
    several. `fold` makes texts comparable, `visible` makes them safe to print.

Errors:
    `LawcheckError` and its classes `ChecklistError`, `EvidenceError`, `UsageError`,
    `PluginError`, `LimitError` and `OutputError`, each with a list of `Problem` objects (made by
    `problem`, at a `Place`) and an `ExitCode`. At most `MAX_REPORTED` problems of one kind are
    reported.

Commands:
    `CommandEntry` is what the hook returns for each: the function that makes it, and the line in
    the list of commands.

Commands import `lawcheck.cli` as well, tests of plugins `lawcheck.testing`. Names are imported
when they are first used, so that a plugin costs nothing before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lawcheck.model.lazy_names import lazy_names

if TYPE_CHECKING:
    from lawcheck.documents.csv_grid import CsvGrid
    from lawcheck.documents.files import decode_text, read_bytes
    from lawcheck.evidence.interpret import Intake
    from lawcheck.evidence.suspicious import NO_UNIT_ID, not_a_unit
    from lawcheck.indicators.blocks.checks import (
        check_above_zero,
        check_cap,
        check_deduction,
        check_earned,
        check_has_points,
        check_is_number,
        check_not_empty,
        check_unique,
    )
    from lawcheck.indicators.blocks.incident_lines import Incident
    from lawcheck.indicators.blocks.steps import Steps
    from lawcheck.model.analysis import Analysis
    from lawcheck.model.calendars import Calendar, Period, year
    from lawcheck.model.case import AwaitsJudgement, BadEvidence, Case, Result
    from lawcheck.model.checklist import Checklist
    from lawcheck.model.conditions import EVERYTHING, Comparison, Where
    from lawcheck.model.declarations import Register, Spec
    from lawcheck.model.deductions import Deduction, Gain, Tally
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
    from lawcheck.model.evidence import NEVER, Evidence, Fact, Never, Record, Source, Unit, Value
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
    from lawcheck.model.indicator import Indicator
    from lawcheck.model.kinds import Kind
    from lawcheck.model.measures import Constant, FactRef, OverFacts
    from lawcheck.model.operations import Operation
    from lawcheck.model.operators import Operator
    from lawcheck.model.outcomes import Outcome, SectionScore
    from lawcheck.model.outline import (
        Block,
        Entries,
        Entry,
        Heading,
        Note,
        Outline,
        PageTable,
        Pairs,
    )
    from lawcheck.model.peers import Peer, Peers
    from lawcheck.model.raw_tables import (
        FACTS,
        FOLDERS_OF_ATTACHMENTS,
        Cell,
        Encoding,
        MadeFor,
        Row,
        Sheet,
        SheetRow,
        Table,
        Tables,
        column_letters,
    )
    from lawcheck.model.reader import ChecklistReader, Reader, TextReader
    from lawcheck.model.readings import DoesNotApply, MissingEvidence, NotDue, Reading
    from lawcheck.model.record_lines import RecordLine, RecordLines
    from lawcheck.model.register_measures import OverRecords, select
    from lawcheck.model.report import Report
    from lawcheck.model.roots import Fineness, root
    from lawcheck.model.rule import (
        Comparing,
        Dated,
        Earning,
        Fault,
        Guarded,
        Judgeable,
        JudgedByMany,
        Paired,
        Peered,
        Periodic,
        ProRated,
        Rule,
        Sampled,
        SamplingError,
        Timed,
    )
    from lawcheck.model.rule_fields import Date, Number, PerPeriod, Share, Wants, YesNo
    from lawcheck.model.scorecard import Scorecard
    from lawcheck.model.scoring_method import (
        Aggregation,
        ByScores,
        Irrational,
        Part,
        Proportional,
    )
    from lawcheck.model.sections import Section
    from lawcheck.model.sheet_grid import Grid, GridReader, GridRow
    from lawcheck.model.shortening import MAX_REPORTED
    from lawcheck.model.so_far import PeriodSoFar
    from lawcheck.model.spans import Span
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
    from lawcheck.model.writer import AnalysisWriter, Writer
    from lawcheck.registry.command_entries import CommandEntry
    from lawcheck.registry.hookspecs import hookimpl
    from lawcheck.reports.entries import limit_of, source_of
    from lawcheck.reports.number_format import points_of, score_of
    from lawcheck.reports.report import accounts_outline, overview_outline
    from lawcheck.reports.scorecard import card_outline, printed_score

_HOMES: Final = {
    "Aggregation": "lawcheck.model.scoring_method",
    "Analysis": "lawcheck.model.analysis",
    "AnalysisWriter": "lawcheck.model.writer",
    "AwaitsJudgement": "lawcheck.model.case",
    "BadEvidence": "lawcheck.model.case",
    "ByScores": "lawcheck.model.scoring_method",
    "Block": "lawcheck.model.outline",
    "Calendar": "lawcheck.model.calendars",
    "Case": "lawcheck.model.case",
    "Cell": "lawcheck.model.raw_tables",
    "Checklist": "lawcheck.model.checklist",
    "ChecklistError": "lawcheck.model.errors",
    "ChecklistReader": "lawcheck.model.reader",
    "CommandEntry": "lawcheck.registry.command_entries",
    "Comparing": "lawcheck.model.rule",
    "Comparison": "lawcheck.model.conditions",
    "Constant": "lawcheck.model.measures",
    "CsvGrid": "lawcheck.documents.csv_grid",
    "Date": "lawcheck.model.rule_fields",
    "Dated": "lawcheck.model.rule",
    "Deduction": "lawcheck.model.deductions",
    "DoesNotApply": "lawcheck.model.readings",
    "EVERYTHING": "lawcheck.model.conditions",
    "Earning": "lawcheck.model.rule",
    "Encoding": "lawcheck.model.raw_tables",
    "Engine": "lawcheck.model.engine",
    "Entries": "lawcheck.model.outline",
    "Entry": "lawcheck.model.outline",
    "Evidence": "lawcheck.model.evidence",
    "EvidenceError": "lawcheck.model.errors",
    "ExitCode": "lawcheck.model.errors",
    "FACTS": "lawcheck.model.raw_tables",
    "FOLDERS_OF_ATTACHMENTS": "lawcheck.model.raw_tables",
    "Fact": "lawcheck.model.evidence",
    "FactRef": "lawcheck.model.measures",
    "Fault": "lawcheck.model.rule",
    "Fineness": "lawcheck.model.roots",
    "Gain": "lawcheck.model.deductions",
    "Grid": "lawcheck.model.sheet_grid",
    "GridReader": "lawcheck.model.sheet_grid",
    "GridRow": "lawcheck.model.sheet_grid",
    "Guarded": "lawcheck.model.rule",
    "HUNDRED": "lawcheck.model.exact",
    "Heading": "lawcheck.model.outline",
    "Incident": "lawcheck.indicators.blocks.incident_lines",
    "Indicator": "lawcheck.model.indicator",
    "Intake": "lawcheck.evidence.interpret",
    "Irrational": "lawcheck.model.scoring_method",
    "Judgeable": "lawcheck.model.rule",
    "JudgedByMany": "lawcheck.model.rule",
    "Kind": "lawcheck.model.kinds",
    "Language": "lawcheck.model.text",
    "LawcheckError": "lawcheck.model.errors",
    "LimitError": "lawcheck.model.errors",
    "MAX_REPORTED": "lawcheck.model.shortening",
    "MadeFor": "lawcheck.model.raw_tables",
    "Message": "lawcheck.model.text",
    "MissingEvidence": "lawcheck.model.readings",
    "NEVER": "lawcheck.model.evidence",
    "NO_UNIT_ID": "lawcheck.evidence.suspicious",
    "Never": "lawcheck.model.evidence",
    "NotDue": "lawcheck.model.readings",
    "Note": "lawcheck.model.outline",
    "Number": "lawcheck.model.rule_fields",
    "ONE": "lawcheck.model.exact",
    "Operation": "lawcheck.model.operations",
    "Operator": "lawcheck.model.operators",
    "Outcome": "lawcheck.model.outcomes",
    "OutputError": "lawcheck.model.errors",
    "Outline": "lawcheck.model.outline",
    "OverFacts": "lawcheck.model.measures",
    "OverRecords": "lawcheck.model.register_measures",
    "PageTable": "lawcheck.model.outline",
    "Paired": "lawcheck.model.rule",
    "Pairs": "lawcheck.model.outline",
    "Part": "lawcheck.model.scoring_method",
    "Peer": "lawcheck.model.peers",
    "Peered": "lawcheck.model.rule",
    "Peers": "lawcheck.model.peers",
    "PerPeriod": "lawcheck.model.rule_fields",
    "Periodic": "lawcheck.model.rule",
    "Period": "lawcheck.model.calendars",
    "PeriodSoFar": "lawcheck.model.so_far",
    "Place": "lawcheck.model.errors",
    "PluginError": "lawcheck.model.errors",
    "ProRated": "lawcheck.model.rule",
    "Problem": "lawcheck.model.errors",
    "Progress": "lawcheck.model.engine",
    "Proportional": "lawcheck.model.scoring_method",
    "Reader": "lawcheck.model.reader",
    "Reading": "lawcheck.model.readings",
    "Record": "lawcheck.model.evidence",
    "RecordLine": "lawcheck.model.record_lines",
    "RecordLines": "lawcheck.model.record_lines",
    "Register": "lawcheck.model.declarations",
    "Report": "lawcheck.model.report",
    "Result": "lawcheck.model.case",
    "Row": "lawcheck.model.raw_tables",
    "Rule": "lawcheck.model.rule",
    "Sampled": "lawcheck.model.rule",
    "SamplingError": "lawcheck.model.rule",
    "Scorecard": "lawcheck.model.scorecard",
    "Section": "lawcheck.model.sections",
    "SectionScore": "lawcheck.model.outcomes",
    "Share": "lawcheck.model.rule_fields",
    "Sheet": "lawcheck.model.raw_tables",
    "SheetRow": "lawcheck.model.raw_tables",
    "Source": "lawcheck.model.evidence",
    "Span": "lawcheck.model.spans",
    "Spec": "lawcheck.model.declarations",
    "Steps": "lawcheck.indicators.blocks.steps",
    "Table": "lawcheck.model.raw_tables",
    "TableRun": "lawcheck.model.engine",
    "TableSummary": "lawcheck.model.engine",
    "Tables": "lawcheck.model.raw_tables",
    "Tally": "lawcheck.model.deductions",
    "Text": "lawcheck.model.text",
    "TextReader": "lawcheck.model.reader",
    "Timed": "lawcheck.model.rule",
    "Unit": "lawcheck.model.evidence",
    "UsageError": "lawcheck.model.errors",
    "Value": "lawcheck.model.evidence",
    "Wants": "lawcheck.model.rule_fields",
    "Where": "lawcheck.model.conditions",
    "Writer": "lawcheck.model.writer",
    "YesNo": "lawcheck.model.rule_fields",
    "ZERO": "lawcheck.model.exact",
    "accounts_outline": "lawcheck.reports.report",
    "card_outline": "lawcheck.reports.scorecard",
    "check_above_zero": "lawcheck.indicators.blocks.checks",
    "check_cap": "lawcheck.indicators.blocks.checks",
    "check_deduction": "lawcheck.indicators.blocks.checks",
    "check_earned": "lawcheck.indicators.blocks.checks",
    "check_has_points": "lawcheck.indicators.blocks.checks",
    "check_is_number": "lawcheck.indicators.blocks.checks",
    "check_not_empty": "lawcheck.indicators.blocks.checks",
    "check_unique": "lawcheck.indicators.blocks.checks",
    "column_letters": "lawcheck.model.raw_tables",
    "decode_text": "lawcheck.documents.files",
    "fixed_text": "lawcheck.model.exact",
    "fold": "lawcheck.model.text",
    "fraction_text": "lawcheck.model.exact",
    "hookimpl": "lawcheck.registry.hookspecs",
    "is_address": "lawcheck.model.engine",
    "is_on_grid": "lawcheck.model.exact",
    "join": "lawcheck.model.text",
    "later": "lawcheck.model.text",
    "limit_of": "lawcheck.reports.entries",
    "literal": "lawcheck.model.text",
    "message": "lawcheck.model.text",
    "not_a_unit": "lawcheck.evidence.suspicious",
    "overview_outline": "lawcheck.reports.report",
    "parse_number": "lawcheck.model.exact",
    "points_of": "lawcheck.reports.number_format",
    "printed_score": "lawcheck.reports.scorecard",
    "problem": "lawcheck.model.errors",
    "read_bytes": "lawcheck.documents.files",
    "root": "lawcheck.model.roots",
    "round_exact": "lawcheck.model.exact",
    "score_of": "lawcheck.reports.number_format",
    "select": "lawcheck.model.register_measures",
    "source_of": "lawcheck.reports.entries",
    "visible": "lawcheck.model.text",
    "year": "lawcheck.model.calendars",
}

__all__ = [
    "EVERYTHING",
    "FACTS",
    "FOLDERS_OF_ATTACHMENTS",
    "HUNDRED",
    "MAX_REPORTED",
    "NEVER",
    "NO_UNIT_ID",
    "ONE",
    "ZERO",
    "Aggregation",
    "Analysis",
    "AnalysisWriter",
    "AwaitsJudgement",
    "BadEvidence",
    "Block",
    "ByScores",
    "Calendar",
    "Case",
    "Cell",
    "Checklist",
    "ChecklistError",
    "ChecklistReader",
    "CommandEntry",
    "Comparing",
    "Comparison",
    "Constant",
    "CsvGrid",
    "Date",
    "Dated",
    "Deduction",
    "DoesNotApply",
    "Earning",
    "Encoding",
    "Engine",
    "Entries",
    "Entry",
    "Evidence",
    "EvidenceError",
    "ExitCode",
    "Fact",
    "FactRef",
    "Fault",
    "Fineness",
    "Gain",
    "Grid",
    "GridReader",
    "GridRow",
    "Guarded",
    "Heading",
    "Incident",
    "Indicator",
    "Intake",
    "Irrational",
    "Judgeable",
    "JudgedByMany",
    "Kind",
    "Language",
    "LawcheckError",
    "LimitError",
    "MadeFor",
    "Message",
    "MissingEvidence",
    "Never",
    "NotDue",
    "Note",
    "Number",
    "Operation",
    "Operator",
    "Outcome",
    "Outline",
    "OutputError",
    "OverFacts",
    "OverRecords",
    "PageTable",
    "Paired",
    "Pairs",
    "Part",
    "Peer",
    "Peered",
    "Peers",
    "PerPeriod",
    "Period",
    "PeriodSoFar",
    "Periodic",
    "Place",
    "PluginError",
    "ProRated",
    "Problem",
    "Progress",
    "Proportional",
    "Reader",
    "Reading",
    "Record",
    "RecordLine",
    "RecordLines",
    "Register",
    "Report",
    "Result",
    "Row",
    "Rule",
    "Sampled",
    "SamplingError",
    "Scorecard",
    "Section",
    "SectionScore",
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
    "Timed",
    "Unit",
    "UsageError",
    "Value",
    "Wants",
    "Where",
    "Writer",
    "YesNo",
    "accounts_outline",
    "card_outline",
    "check_above_zero",
    "check_cap",
    "check_deduction",
    "check_earned",
    "check_has_points",
    "check_is_number",
    "check_not_empty",
    "check_unique",
    "column_letters",
    "decode_text",
    "fixed_text",
    "fold",
    "fraction_text",
    "hookimpl",
    "is_address",
    "is_on_grid",
    "join",
    "later",
    "limit_of",
    "literal",
    "message",
    "not_a_unit",
    "overview_outline",
    "parse_number",
    "points_of",
    "printed_score",
    "problem",
    "read_bytes",
    "root",
    "round_exact",
    "score_of",
    "select",
    "source_of",
    "visible",
    "year",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, _HOMES, __all__)
