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
    from lawcheck.errors import ChecklistError, EvidenceError, ExitCode, LawcheckError, PluginError
    from lawcheck.evidence import Evidence
    from lawcheck.library import load_checklist, make_report
    from lawcheck.scorecard import Report, Scorecard
    from lawcheck.scoring import score, score_units
    from lawcheck.session import Session

__version__: Final = VERSION

_HOMES: Final = {
    "Checklist": "lawcheck.checklist",
    "ChecklistError": "lawcheck.errors",
    "Evidence": "lawcheck.evidence",
    "EvidenceError": "lawcheck.errors",
    "ExitCode": "lawcheck.errors",
    "LawcheckError": "lawcheck.errors",
    "PluginError": "lawcheck.errors",
    "Report": "lawcheck.scorecard",
    "Scorecard": "lawcheck.scorecard",
    "Session": "lawcheck.session",
    "build_evidence": "lawcheck.building",
    "load_checklist": "lawcheck.library",
    "make_report": "lawcheck.library",
    "report_from_json": "lawcheck.cards",
    "report_to_json": "lawcheck.cards",
    "score": "lawcheck.scoring",
    "score_table": "lawcheck.columns",
    "score_units": "lawcheck.scoring",
    "table_cards": "lawcheck.columns",
}

__all__ = [
    "Checklist",
    "ChecklistError",
    "Evidence",
    "EvidenceError",
    "ExitCode",
    "LawcheckError",
    "PluginError",
    "Report",
    "Scorecard",
    "Session",
    "__version__",
    "build_evidence",
    "load_checklist",
    "make_report",
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
