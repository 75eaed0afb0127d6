"""lawcheck scores government units against rule-of-law checklists (法治政府建设考评), exactly, with every deduction explained.

::

    import lawcheck

    checklist = lawcheck.load_checklist("district-annual")
    evidence = lawcheck.build_evidence(checklist, unit="a", facts={"study_sessions": 12})
    card = lawcheck.score(checklist, evidence)
    print(card.score, card.grade)

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
    from lawcheck.model.errors import ChecklistError, EvidenceError, ExitCode, LawcheckError, LimitError, PluginError, UsageError
    from lawcheck.model.evidence import NEVER, Evidence, Judgement, NotApplicable, Override, Rebuttal, Unit
    from lawcheck.model.scorecard import Report, Scorecard, Span
    from lawcheck.session import Session
    from lawcheck.tables import score_table, table_cards

__version__: Final = VERSION

_HOMES: Final = {
    "Checklist": "lawcheck.model.checklist",
    "ChecklistError": "lawcheck.model.errors",
    "Evidence": "lawcheck.model.evidence",
    "EvidenceError": "lawcheck.model.errors",
    "ExitCode": "lawcheck.model.errors",
    "Judgement": "lawcheck.model.evidence",
    "LawcheckError": "lawcheck.model.errors",
    "LimitError": "lawcheck.model.errors",
    "NEVER": "lawcheck.model.evidence",
    "NotApplicable": "lawcheck.model.evidence",
    "Override": "lawcheck.model.evidence",
    "PluginError": "lawcheck.model.errors",
    "Rebuttal": "lawcheck.model.evidence",
    "Report": "lawcheck.model.scorecard",
    "Scorecard": "lawcheck.model.scorecard",
    "Session": "lawcheck.session",
    "Span": "lawcheck.model.scorecard",
    "Standing": "lawcheck.analysis.standing",
    "Unit": "lawcheck.model.evidence",
    "UsageError": "lawcheck.model.errors",
    "build_evidence": "lawcheck.evidence.from_program",
    "deductions": "lawcheck.library",
    "load_checklist": "lawcheck.library",
    "make_report": "lawcheck.library",
    "rank": "lawcheck.library",
    "report_from_json": "lawcheck.documents.cards",
    "report_to_json": "lawcheck.documents.cards",
    "score": "lawcheck.library",
    "score_table": "lawcheck.tables",
    "score_units": "lawcheck.library",
    "table_cards": "lawcheck.tables",
}

__all__ = [
    "NEVER",
    "Checklist",
    "ChecklistError",
    "Evidence",
    "EvidenceError",
    "ExitCode",
    "Judgement",
    "LawcheckError",
    "LimitError",
    "NotApplicable",
    "Override",
    "PluginError",
    "Rebuttal",
    "Report",
    "Scorecard",
    "Session",
    "Span",
    "Standing",
    "Unit",
    "UsageError",
    "__version__",
    "build_evidence",
    "deductions",
    "load_checklist",
    "make_report",
    "rank",
    "report_from_json",
    "report_to_json",
    "score",
    "score_table",
    "score_units",
    "table_cards",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
