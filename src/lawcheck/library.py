"""Functions for programs that need no session of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lawcheck.analysis.findings import named_deductions
from lawcheck.analysis.ranking import ranked
from lawcheck.analysis.standing import Standing
from lawcheck.evidence.arguments import (
    check_distinct,
    need_checklist,
    need_day,
    need_evidence,
    need_list,
    need_units,
    refuse_foreign,
)
from lawcheck.evidence.interpret import Intake
from lawcheck.evidence.lookup import section_meant
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.outcomes import placed_in
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring import score as score_one
from lawcheck.scoring import score_units as score_each
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session


def load_checklist(
    name: str | Path,
    *,
    on: date | None = None,
    overlays: Sequence[str | Path] = (),
    as_of: date | None = None,
) -> Checklist:
    """Load a checklist by its path, or by the id of one that ships, with every installed plugin.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> checklist.title.pick("zh"), checklist.out_of
    ('2023年度乡镇（街道）法治政府建设实地督察', Fraction(100, 1))

    Args:
        name: path or id.
        on: the day whose rules are used. If not given, `as_of` where that is in the period, else
            its last day.
        overlays: files that tailor it for some units.
        as_of: the day as of which units are scored, with what is due by then (see `as_of()`);
            None for the whole period.

    Raises:
        ChecklistError: the files have problems; all are listed.
        LimitError: a file is too large or too deep.
        PluginError: a plugin fails, or one that the checklist requires is missing.
        TypeError: an argument is of the wrong type.
        UsageError: there is neither such a file nor such an id, or the period has not begun by
            `as_of`.
    """
    if not isinstance(name, (str, Path)):
        raise TypeError(
            f"load_checklist(): name must be a path or an id, not {type(name).__name__}"
        )
    if isinstance(overlays, (str, Path)):
        raise TypeError(
            "load_checklist(): overlays must be a list of paths, not one path; pass [path]"
        )
    need_day(on, "load_checklist()", "on")
    need_day(as_of, "load_checklist()", "as_of")
    return Session.start().load(name, on, [Path(each) for each in overlays], as_of)


def score(checklist: Checklist, evidence: Evidence) -> Scorecard:
    """Score one unit.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", facts={"publicity_events": 11})
    >>> card = lawcheck.score(checklist, evidence)
    >>> print(card.outcome("publicity").earned, card.score, card.grade)
    3.5 0 to 100 None

    Here most evidence is missing, so the score is known as an interval only and there is no grade
    yet.

    Args:
        checklist: the checklist.
        evidence: of the unit.

    Raises:
        EvidenceError: the evidence contradicts itself, or is for another checklist; everything is
            listed.
        LimitError: exact points take too many digits.
        PluginError: a scoring method of a plugin fails.
        TypeError: an argument is of the wrong type.
    """
    need_checklist(checklist, "score()")
    need_evidence(evidence, "score()")
    refuse_foreign(checklist, [evidence])
    return score_one(checklist, evidence)


def score_units(checklist: Checklist, units: Iterable[Evidence]) -> Iterator[Scorecard]:
    """Score units one after the other, each independently of the others.

    It takes and yields units one by one, so memory is needed for their ids only, however many
    there are.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> units = (lawcheck.build_evidence(checklist, unit=name) for name in ("a", "b"))
    >>> for card in lawcheck.score_units(checklist, units):
    ...     print(card.unit.id, card.score)
    a 0 to 100
    b 0 to 100

    Args:
        checklist: the checklist.
        units: evidence of the units.

    Raises:
        EvidenceError: the evidence of a unit is for another checklist, or the unit is duplicated;
            after the last unit, if the evidence of any contradicts itself.
        LimitError: exact points take too many digits.
        PluginError: a scoring method of a plugin fails.
        TypeError: an argument is of the wrong type.
    """
    need_checklist(checklist, "score_units()")
    need_units(units, "score_units()")
    return score_each(checklist, _each_once(checklist, units))


def _each_once(checklist: Checklist, units: Iterable[Evidence]) -> Iterator[Evidence]:
    seen: set[str] = set()
    for evidence in units:
        need_evidence(evidence, "score_units()")
        refuse_foreign(checklist, [evidence])
        if evidence.unit.id in seen:
            check_distinct([evidence.unit.id, evidence.unit.id])
        seen.add(evidence.unit.id)
        yield evidence


def make_report(
    checklist: Checklist,
    evidence: Sequence[Evidence],
    *,
    mask: bool = False,
    session: Session | None = None,
) -> Report:
    """Score units and put their scorecards into one report, with row counts, hashes and versions.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> report = lawcheck.make_report(checklist, [lawcheck.build_evidence(checklist, unit="a")])
    >>> report.scorecards
    (<Scorecard a: 0 to 100 of 100>,)
    >>> text = lawcheck.report_to_json(report)

    Args:
        checklist: the checklist.
        evidence: of the units. Items that compare units compare these.
        mask: mask personal data in the scorecards, as the checklist declares them.
        session: with the plugins that took part, which the report names; by default all that are
            installed.

    Raises:
        EvidenceError: the evidence contradicts itself or is for another checklist, or a unit is
            duplicated.
        LimitError: exact points take too many digits.
        PluginError: a plugin fails.
        TypeError: an argument is of the wrong type.
        UsageError: personal data are to be masked, and the checklist does not say which are.
    """
    need_checklist(checklist, "make_report()")
    need_list(evidence, Evidence, "make_report()", "evidence")
    units = tuple(evidence)
    check_distinct(each.unit.id for each in units)
    # before they are compared with each other, which reads their values
    refuse_foreign(checklist, units)
    intake = Intake(among_peers(checklist, units))
    return (session or Session.start()).score(checklist, intake, mask=mask)


def rank(
    checklist: Checklist, cards: Sequence[Scorecard] | Report, *, section: str | None = None
) -> tuple[Standing, ...]:
    """Rank units as the checklist says: by group, then by rank. Equal scores share one (1, 2, 2).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> evidence = [lawcheck.build_evidence(checklist, unit=name) for name in ("a", "b")]
    >>> report = lawcheck.make_report(checklist, evidence)
    >>> for standing in lawcheck.rank(checklist, report):
    ...     print(standing.card.unit.id, standing.best, standing.worst)
    a 1 2
    b 1 2

    Args:
        checklist: the checklist that the units were scored with.
        cards: a report, or scorecards of several units.
        section: the id or title of a section, to rank by its exact score on its own scale; None
            for the total.

    Returns:
        For each unit the best and the worst rank that it can have; both are None where it has no
        score.

    Raises:
        LimitError: the order of two irrational scores is not known.
        TypeError: an argument is of the wrong type.
        UsageError: a unit has several scorecards, or one of another checklist; or units are ranked
            within groups or kinds, and some have none. All of them are named. Or the checklist has
            no such section.
    """
    need_checklist(checklist, "rank()")
    if isinstance(cards, Report):
        cards = cards.scorecards
    need_list(cards, Scorecard, "rank()", "cards")
    meant = None if section is None else section_meant(checklist, section)
    return ranked(checklist, tuple(cards), meant)


def deductions(report: Report | Scorecard) -> list[dict[str, Any]]:
    """List every deduction as a row, ready for a data frame or a rectification ledger.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", facts={"publicity_events": 9})
    >>> for row in lawcheck.deductions(lawcheck.score(checklist, evidence)):
    ...     print(row["unit"], row["indicator"], row["points"], row["reason"].pick("en"))
    a publicity 3/2 9, 3 short: 3 ÷ 1 × 0.5 = 1.5

    Args:
        report: a report, or the scorecard of one unit.

    Returns:
        A dict for each deduction, in the order of the report, with `unit` and `unit_name`;
        `section` (ids, outermost first), `indicator`, `title`; `finding`, the name that the same
        problem has in later reports of the unit; `points` taken off, exactly; `reason`; `sources`
        of the evidence; `basis` (law and article); `local_rules`. What a bonus item did not give
        is not a deduction.

    Raises:
        TypeError: the argument is neither a report nor a scorecard.
    """
    if not isinstance(report, (Report, Scorecard)):
        raise TypeError(
            f"deductions(): report must be a Report or a Scorecard, not {type(report).__name__}; "
            "make one with lawcheck.make_report(checklist, [evidence])"
        )
    cards = report.scorecards if isinstance(report, Report) else (report,)
    return [row for card in cards for row in _rows(card)]


def _rows(card: Scorecard) -> Iterator[dict[str, Any]]:
    paths = {
        outcome.id: tuple(section.id for section in above)
        for above, outcome in placed_in(card.sections)
    }
    for name, outcome, each in named_deductions(card):
        yield {
            "unit": card.unit.id,
            "unit_name": card.unit.name,
            "section": paths[outcome.id],
            "indicator": outcome.id,
            "title": outcome.title,
            "finding": name,
            "points": each.points,
            "reason": each.reason,
            "sources": tuple(cited.source for cited in each.cites),
            "basis": outcome.basis,
            "local_rules": outcome.local_rules,
        }
