"""The report of one run: scorecards, the rows that were read, and the versions behind them."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from lawcheck.model.saved import FLAT, OPTIONAL, Sha256
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message


@attrs.frozen(kw_only=True)
class RowAccount:
    """Rows of all inputs: read = scored + not scored + blank + skipped.

    Attributes:
        scored: rows of units that have a score or an interval.
        not_scored: rows of units that were left out or have no score.
        blank: rows with nothing in them.
        skipped: rows left out on request, by name.
        read: how many rows were read.
    """

    scored: int = 0
    not_scored: int = 0
    blank: int = 0
    skipped: tuple[str, ...] = ()
    read: int = attrs.field(init=False)

    @read.default
    def _read(self) -> int:
        return self.scored + self.not_scored + self.blank + len(self.skipped)


@attrs.frozen
class PluginVersion:
    """A plugin that was loaded.

    Attributes:
        distribution: the distribution that it belongs to.
        version: the version of the distribution.
    """

    distribution: str
    version: str


@attrs.frozen(kw_only=True)
class Provenance:
    """The inputs and versions that a report was made with.

    Without time and host, so the same inputs give the same bytes.

    Attributes:
        lawcheck: version of the engine.
        plugins: every plugin that was loaded.
        checklist_sha256: of the checklist's canonical form.
        evidence_sha256: of the evidence's canonical form, after reading; sources are not part of
            it.
    """

    lawcheck: str = attrs.field(metadata={"key": "engine.lawcheck"})
    plugins: tuple[PluginVersion, ...] = attrs.field(metadata={"key": "engine.plugins"})
    checklist_sha256: Sha256 = attrs.field(metadata={"key": "inputs.checklist_sha256"})
    evidence_sha256: Sha256 = attrs.field(metadata={"key": "inputs.evidence_sha256"})


@attrs.frozen(repr=False, kw_only=True)
class Report:
    """The scorecards of one run, with the accounts of everything that was read.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> units = [lawcheck.build_evidence(checklist, unit=name) for name in ("a", "b")]
    >>> report = lawcheck.make_report(checklist, units)
    >>> report
    <Report: 2 scorecards (a, b)>
    >>> report.rows.read
    2

    Attributes:
        provenance: the inputs and versions that it was made with.
        rows: how many rows were read, and what they were.
        notices: what the readers did that a person should know (an encoding detected, full-width
            digits read).
        masked: personal data in it are masked; the scores are those of what was reported.
        scorecards: one for each unit, in input order.
    """

    provenance: Provenance = attrs.field(metadata=FLAT)
    rows: RowAccount
    notices: tuple[Message, ...] = ()
    masked: bool = attrs.field(default=False, metadata=OPTIONAL)
    scorecards: tuple[Scorecard, ...] = attrs.field(metadata={"key": "units"})

    @property
    def rules_on(self) -> date | None:
        """The day whose rules were used; None if the checklist has the same rules at all times."""
        return next((card.rules_on for card in self.scorecards), None)

    @property
    def as_of(self) -> date | None:
        """The day as of which the units were scored; None for the whole period."""
        return next((card.as_of for card in self.scorecards), None)

    def __repr__(self) -> str:
        """Return a short text with the number of units and the first ids."""
        return f"<Report: {_some([card.unit.id for card in self.scorecards], 'scorecard')}>"


def _some(names: list[str], what: str) -> str:
    more = ", ..." if len(names) > _SHOWN else ""
    listed = f" ({', '.join(names[:_SHOWN])}{more})" if names else ""
    return f"{len(names)} {what}{'' if len(names) == 1 else 's'}{listed}"


_SHOWN: Final = 3
