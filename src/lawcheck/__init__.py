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
    from lawcheck.building import build_evidence
    from lawcheck.cards import report_from_json, report_to_json
    from lawcheck.checklist import Checklist
    from lawcheck.columns import score_table, table_cards
    from lawcheck.errors import ChecklistError, EvidenceError, ExitCode, LawcheckError, LimitError, PluginError, UsageError
    from lawcheck.evidence import NEVER, Evidence, Judgement, NotApplicable, Override, Rebuttal, Unit
    from lawcheck.library import deductions, load_checklist, make_report, rank, score, score_units
    from lawcheck.population.standing import Standing
    from lawcheck.scorecard import Report, Scorecard, Span
    from lawcheck.session import Session

__version__: Final = VERSION

_HOMES: Final = {
    "Checklist": "lawcheck.checklist",
    "ChecklistError": "lawcheck.errors",
    "Evidence": "lawcheck.evidence",
    "EvidenceError": "lawcheck.errors",
    "ExitCode": "lawcheck.errors",
    "Judgement": "lawcheck.evidence",
    "LawcheckError": "lawcheck.errors",
    "LimitError": "lawcheck.errors",
    "NEVER": "lawcheck.evidence",
    "NotApplicable": "lawcheck.evidence",
    "Override": "lawcheck.evidence",
    "PluginError": "lawcheck.errors",
    "Rebuttal": "lawcheck.evidence",
    "Report": "lawcheck.scorecard",
    "Scorecard": "lawcheck.scorecard",
    "Session": "lawcheck.session",
    "Span": "lawcheck.scorecard",
    "Standing": "lawcheck.population.standing",
    "Unit": "lawcheck.evidence",
    "UsageError": "lawcheck.errors",
    "build_evidence": "lawcheck.building",
    "deductions": "lawcheck.library",
    "load_checklist": "lawcheck.library",
    "make_report": "lawcheck.library",
    "rank": "lawcheck.library",
    "report_from_json": "lawcheck.cards",
    "report_to_json": "lawcheck.cards",
    "score": "lawcheck.library",
    "score_table": "lawcheck.columns",
    "score_units": "lawcheck.library",
    "table_cards": "lawcheck.columns",
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
