"""Short ways for programs that need no session of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lawcheck.checklist import Checklist
from lawcheck.evidence import Evidence
from lawcheck.intake import Intake
from lawcheck.scorecard import Report
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session


def load_checklist(name: str | Path) -> Checklist:
    """Load a checklist by its path, or by the id of one that ships, with every installed plugin.

    Raises:
        ChecklistError: with every fault of the file.
        LimitError: the file is too large or too deep.
        PluginError: a plugin fails, or one that the checklist requires is missing.
    """
    return Session.start().load(name)


def make_report(checklist: Checklist, evidence: Sequence[Evidence]) -> Report:
    """Score units and put their scorecards into one report with row accounts, hashes and versions.

    Raises:
        EvidenceError: the evidence contradicts itself.
        PluginError: a plugin fails.
    """
    return Session.start().score(checklist, Intake(among_peers(checklist, evidence)))
