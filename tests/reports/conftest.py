"""Four streets with everything a scorecard can say: scored, open, struck by a veto, without a score."""

import contextlib
import os
from pathlib import Path

import attrs
import pytest

from lawcheck.model.report import PluginVersion, Provenance
from lawcheck.model.text import message

DATA = Path(__file__).parent / "data"
GOLDEN = Path(__file__).parents[1] / "golden"
MADE = Provenance(
    lawcheck="1.0.0",
    plugins=(PluginVersion("lawcheck-survey", "1.2.0"),),
    checklist_sha256="0123456789abcdef" * 4,
    evidence_sha256="fedcba9876543210" * 4,
)


@pytest.fixture(scope="session")
def checklist(session):
    with contextlib.chdir(DATA):
        return session.load("visit.yaml")


@pytest.fixture(scope="session")
def report(session, checklist):
    """With fixed versions and hashes, and with a notice and skipped rows."""
    with contextlib.chdir(DATA):
        intake = session.read(
            checklist,
            [
                Path("units", f"{name}.yaml")
                for name in ("qingshi", "heping", "dongqiao", "xiling")
            ],
        )
    scored = session.score(checklist, intake)
    rows = attrs.evolve(scored.rows, blank=1, skipped=("units.csv:9 合计",))
    notices = (message("units.csv 按 GB18030 读取", "units.csv was read as GB18030"),)
    return attrs.evolve(scored, rows=rows, notices=notices, provenance=MADE)


@pytest.fixture(scope="session")
def golden():
    """Compares a text with a golden file, whatever git makes of line ends; `UPDATE_GOLDEN=1` writes the file instead."""

    def same(name, text):
        file = GOLDEN / name
        text = text.replace("\r\n", "\n")
        if os.environ.get("UPDATE_GOLDEN"):
            file.write_bytes(text.encode())
        assert file.read_bytes().decode().replace("\r\n", "\n") == text

    return same
