"""Score government units against rule-of-law checklists (法治政府建设考评), exactly.

A checklist says how many points each item is worth and what takes them off; evidence says what a
unit did. The scorecard explains every point taken off:

>>> import lawcheck
>>> checklist = lawcheck.load_checklist("street-visit")
>>> evidence = lawcheck.build_evidence(
...     checklist,
...     unit="qingshi",
...     facts={"publicity_events": 11, "satisfaction": "0.915"},
... )
>>> card = lawcheck.score(checklist, evidence)
>>> for row in lawcheck.deductions(card):
...     print(row["points"], row["reason"].pick("en"))
1/2 11, 1 short: 1 ÷ 1 × 0.5 = 0.5
2/5 public satisfaction: (91.5% - 60%) ÷ (95% - 60%) × 4 = 3.6
>>> print(card.score, card.grade)
0 to 100 None

Numbers are `fractions.Fraction`, never floats. Where evidence is missing, the score is a `Span`
from the lowest to the highest that is possible, as above.

Scoring:
    `load_checklist`, `build_evidence` and `score` for one unit; `deductions` lists what was
    taken off and why. `score_units`, `make_report` and `rank` for many units; `score_table` and
    `table_cards` for tables with up to millions of rows. `as_of` makes a checklist that scores
    what is due by a day.

Files:
    `Session` loads checklists, reads evidence, and writes reports with the readers and output
    formats of the command line.

Objects:
    `Checklist`; `Evidence` with `Unit`, `Fact` and `Record` (`NEVER` stands for a date that
    never came); `Scorecard`, `Report` and `Standing`.

Decisions of people:
    `NotApplicable`, `Judgement`, `Override` and `Rebuttal` are passed to `build_evidence`; so is
    `Attachment`, a file that shows something.

Saved scorecards:
    `report_to_json` and `report_from_json`; `load_report` and `load_card` read files; `verify`
    computes a scorecard again from its inputs, and `compare` says what changed between two
    reports.

Errors:
    Every error is a `LawcheckError` that lists all problems, with file, line and column. It is a
    `ChecklistError`, `EvidenceError`, `UsageError`, `PluginError` or `LimitError`; `ExitCode`
    has the exit codes of the command line.

Plugins import `lawcheck.plugin`, plugins with commands `lawcheck.cli` as well, and tests of
plugins `lawcheck.testing`. Nothing here prints, reads the locale, or changes global state. Names
are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lawcheck.model.lazy_names import lazy_names
from lawcheck.version import VERSION

if TYPE_CHECKING:
    from lawcheck.analysis.standing import Standing
    from lawcheck.documents.cards import report_from_json, report_to_json
    from lawcheck.evidence.from_program import build_evidence
    from lawcheck.library import deductions, load_checklist, make_report, rank, score, score_units
    from lawcheck.model.as_of import as_of
    from lawcheck.model.checklist import Checklist
    from lawcheck.model.errors import (
        ChecklistError,
        EvidenceError,
        ExitCode,
        LawcheckError,
        LimitError,
        PluginError,
        UsageError,
    )
    from lawcheck.model.evidence import (
        NEVER,
        Attachment,
        Evidence,
        Fact,
        Judgement,
        NotApplicable,
        Override,
        Rebuttal,
        Record,
        Unit,
    )
    from lawcheck.model.report import Report
    from lawcheck.model.scorecard import Scorecard
    from lawcheck.model.spans import Span
    from lawcheck.saved_cards import compare, load_card, load_report, verify
    from lawcheck.session import Session
    from lawcheck.tables import score_table, table_cards

__version__: Final = VERSION

_HOMES: Final = {
    "Attachment": "lawcheck.model.evidence",
    "Checklist": "lawcheck.model.checklist",
    "ChecklistError": "lawcheck.model.errors",
    "Evidence": "lawcheck.model.evidence",
    "EvidenceError": "lawcheck.model.errors",
    "ExitCode": "lawcheck.model.errors",
    "Fact": "lawcheck.model.evidence",
    "Judgement": "lawcheck.model.evidence",
    "LawcheckError": "lawcheck.model.errors",
    "LimitError": "lawcheck.model.errors",
    "NEVER": "lawcheck.model.evidence",
    "NotApplicable": "lawcheck.model.evidence",
    "Override": "lawcheck.model.evidence",
    "PluginError": "lawcheck.model.errors",
    "Rebuttal": "lawcheck.model.evidence",
    "Record": "lawcheck.model.evidence",
    "Report": "lawcheck.model.report",
    "Scorecard": "lawcheck.model.scorecard",
    "Session": "lawcheck.session",
    "Span": "lawcheck.model.spans",
    "Standing": "lawcheck.analysis.standing",
    "Unit": "lawcheck.model.evidence",
    "UsageError": "lawcheck.model.errors",
    "as_of": "lawcheck.model.as_of",
    "build_evidence": "lawcheck.evidence.from_program",
    "compare": "lawcheck.saved_cards",
    "deductions": "lawcheck.library",
    "load_card": "lawcheck.saved_cards",
    "load_checklist": "lawcheck.library",
    "load_report": "lawcheck.saved_cards",
    "make_report": "lawcheck.library",
    "rank": "lawcheck.library",
    "report_from_json": "lawcheck.documents.cards",
    "report_to_json": "lawcheck.documents.cards",
    "score": "lawcheck.library",
    "score_table": "lawcheck.tables",
    "score_units": "lawcheck.library",
    "table_cards": "lawcheck.tables",
    "verify": "lawcheck.saved_cards",
}

__all__ = [
    "NEVER",
    "Attachment",
    "Checklist",
    "ChecklistError",
    "Evidence",
    "EvidenceError",
    "ExitCode",
    "Fact",
    "Judgement",
    "LawcheckError",
    "LimitError",
    "NotApplicable",
    "Override",
    "PluginError",
    "Rebuttal",
    "Record",
    "Report",
    "Scorecard",
    "Session",
    "Span",
    "Standing",
    "Unit",
    "UsageError",
    "__version__",
    "as_of",
    "build_evidence",
    "compare",
    "deductions",
    "load_card",
    "load_checklist",
    "load_report",
    "make_report",
    "rank",
    "report_from_json",
    "report_to_json",
    "score",
    "score_table",
    "score_units",
    "table_cards",
    "verify",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, _HOMES, __all__)
