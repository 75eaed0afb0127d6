"""The outline of a report: an overview of several units, each scorecard, and the row counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lawcheck.model.outline import Block, Heading, PageTable, Pairs
from lawcheck.model.report import Report
from lawcheck.model.text import Language
from lawcheck.reports.labels import word
from lawcheck.reports.scorecard import card_outline, overview_rows

_DIGITS = 16


def report_outline(report: Report, language: Language) -> Iterator[Block]:
    """Yield the outline of a report."""
    yield from overview_outline(report, language)
    for card in report.scorecards:
        yield from card_outline(card, language)
    yield from accounts_outline(report, language)


def overview_outline(report: Report, language: Language) -> Iterator[Block]:
    """Yield a heading and a table of all units; nothing if there is one unit only.

    >>> import lawcheck
    >>> from lawcheck.plugin import overview_outline
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> units = [lawcheck.build_evidence(checklist, unit=name) for name in ("a", "b")]
    >>> heading, table = overview_outline(lawcheck.make_report(checklist, units), "en")
    >>> [row[0] for row in table.rows]
    ['a', 'b']
    """
    say = partial(word, language=language)
    if len(report.scorecards) > 1:
        yield Heading(say("overview"), 1)
        head = (say("unit"), say("score"), say("grade"), say("open_items"))
        yield PageTable(head, tuple(overview_rows(report.scorecards, language)), frozenset({1, 3}))


def accounts_outline(report: Report, language: Language) -> Iterator[Block]:
    """Yield how many rows were read and what became of them, notices, and versions.

    >>> import lawcheck
    >>> from lawcheck.plugin import accounts_outline
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> units = [lawcheck.build_evidence(checklist, unit="a")]
    >>> heading, pairs = accounts_outline(lawcheck.make_report(checklist, units), "en")
    >>> pairs.pairs[0][0]
    'rows'
    """
    yield Heading(word("accounts", language), 1 if len(report.scorecards) > 1 else 2)
    yield Pairs(tuple(_row_counts(report, language)))


def _row_counts(report: Report, language: Language) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    rows = report.rows
    counts = {
        "scored": rows.scored,
        "not_scored": rows.not_scored,
        "blank": rows.blank,
        "skipped": len(rows.skipped),
    }
    yield say("rows"), say("rows_are").format(read=rows.read, **counts)
    for skipped in rows.skipped:
        yield say("skipped"), skipped
    for notice in report.notices:
        yield say("notices"), notice.pick(language)
    made = report.provenance
    plugins = (f"{each.distribution} {each.version}" for each in made.plugins)
    yield say("made_with"), say("comma").join((f"lawcheck {made.lawcheck}", *plugins))
    for card in report.scorecards[:1]:
        checklist = f"{card.checklist_id} {card.checklist_version}"
        yield (
            say("checklist"),
            say("comma").join((checklist, f"sha256 {made.checklist_sha256[:_DIGITS]}")),
        )
    yield say("evidence"), f"sha256 {made.evidence_sha256[:_DIGITS]}"
