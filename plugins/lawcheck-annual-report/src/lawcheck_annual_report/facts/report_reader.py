"""The reader of annual reports: `lawcheck score CHECKLIST report.txt`."""

from __future__ import annotations

from pathlib import Path

import attrs

from lawcheck.plugin import Checklist, Encoding, Tables
from lawcheck_annual_report.texts.report_text import is_report


@attrs.frozen
class ReportReader:
    """Reads the proposed facts of a report as evidence that nobody has checked.

    Attributes:
        checklist: says which facts are asked for.
        encoding: of a text file, if the user named it.
    """

    checklist: Checklist | None = None
    encoding: Encoding | None = None

    def accepts(self, path: Path) -> bool:
        """Return whether the suffix is that of a report."""
        return is_report(path)

    def with_encoding(self, encoding: Encoding) -> ReportReader:
        """Return a reader for this encoding."""
        return attrs.evolve(self, encoding=encoding)

    def for_checklist(self, checklist: Checklist) -> ReportReader:
        """Return a reader that looks for the facts of this checklist."""
        return attrs.evolve(self, checklist=checklist)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - a report has no registers
        """Read the facts that a report gives for the checklist; the unit goes by the file's name.

        Raises:
            EvidenceError: the report or the wording of the checklist cannot be read.
            LimitError: one of them is too large.
            UsageError: the checklist has no wording.
        """
        # asked about every input of every run, so that what reads reports is imported here
        from lawcheck_annual_report.facts.proposed_evidence import evidence_in

        assert self.checklist is not None  # noqa: S101 - lawcheck calls `for_checklist` first
        return evidence_in(path, self.checklist, self.encoding)
