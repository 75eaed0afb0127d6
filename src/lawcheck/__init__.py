"""lawcheck scores government units against rule-of-law checklists (法治政府建设考评), exactly, with every deduction explained.

::

    import lawcheck

    checklist = lawcheck.load_checklist("district-annual")
    evidence = lawcheck.build_evidence(checklist, unit="a", facts={"study_sessions": 12})
    card = lawcheck.score(checklist, evidence)
    print(card.score, card.grade)

Where to look:

- one unit: `load_checklist`, `build_evidence`, `score`; what was taken off and why: `deductions`
- many units: `score_units`, `make_report`, `rank`; tables of up to millions: `score_table`, `table_cards`
- files, readers and output formats, as the command line uses them: `Session`
- decisions of people: `NotApplicable`, `Judgement`, `Override`, `Rebuttal`; nothing to report: `NEVER`
- saved scorecards: `report_to_json`, `report_from_json`, `load_report`, `load_card`, `verify`, `compare`
- what can go wrong: every error is a `LawcheckError` that lists all problems, with file, line and column

Numbers are `fractions.Fraction`, never floats. A unit whose score is not known yet has a `Span` from the lowest to the highest.
Plugins import `lawcheck.plugin`, their tests `lawcheck.testing`.

Nothing here prints, reads the locale, or touches global state. Names are imported when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from lawcheck.version import VERSION

if TYPE_CHECKING:
    from lawcheck.analysis.standing import Standing
    from lawcheck.documents.cards import report_from_json, report_to_json
    from lawcheck.evidence.from_program import build_evidence
    from lawcheck.library import deductions, load_checklist, make_report, rank, score, score_units
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
        Evidence,
        Fact,
        Judgement,
        NotApplicable,
        Override,
        Rebuttal,
        Record,
        Unit,
    )
    from lawcheck.model.scorecard import Report, Scorecard, Span
    from lawcheck.saved_cards import compare, load_card, load_report, verify
    from lawcheck.session import Session
    from lawcheck.tables import score_table, table_cards

__version__: Final = VERSION

_HOMES: Final = {
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
    "Report": "lawcheck.model.scorecard",
    "Scorecard": "lawcheck.model.scorecard",
    "Session": "lawcheck.session",
    "Span": "lawcheck.model.scorecard",
    "Standing": "lawcheck.analysis.standing",
    "Unit": "lawcheck.model.evidence",
    "UsageError": "lawcheck.model.errors",
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


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
