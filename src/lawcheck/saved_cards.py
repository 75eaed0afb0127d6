"""Verify saved scorecards against their inputs, and compare two of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import attrs

from lawcheck.analysis.comparison import ReportComparison, compare_cards
from lawcheck.analysis.comparison_inputs import OldInputs, causes_of, refuse_unlike, steps_of
from lawcheck.analysis.verification import SavedCard, differences, files_of, of_another_checklist
from lawcheck.documents.digest import digest_of_checklist, digest_of_evidence
from lawcheck.documents.files import read_bytes
from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Progress
from lawcheck.model.errors import Place, Problem, UsageError, problem
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message, fold, message
from lawcheck.session import Session
from lawcheck.version import VERSION

MAX_CARD_BYTES: Final = 1_000_000_000
"""The largest size of a scorecard file, in bytes."""


def load_report(path: str | Path) -> Report:
    """Read the report that was saved as JSON.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> report = lawcheck.make_report(checklist, [lawcheck.build_evidence(checklist, unit="a")])
    >>> file = Path("card.json")
    >>> _ = file.write_text(lawcheck.report_to_json(report), encoding="utf-8")
    >>> lawcheck.load_report(file).scorecards
    (<Scorecard a: 0 to 100 of 100>,)

    Args:
        path: the file.

    Raises:
        UsageError: there is no such file, it is not a scorecard, or it was changed after it was
            written.
        LimitError: it is too large.
    """
    card = load_card(path)
    try:
        return card.report()
    except UsageError as error:
        raise _in_file(Path(path), error) from error


def load_card(path: str | Path) -> SavedCard:
    """Read a saved scorecard without trusting it, for `verify`.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> report = lawcheck.make_report(checklist, [lawcheck.build_evidence(checklist, unit="a")])
    >>> file = Path("card.json")
    >>> _ = file.write_text(lawcheck.report_to_json(report), encoding="utf-8")
    >>> card = lawcheck.load_card(file)
    >>> card.checklist_id, card.unit_ids
    ('street-visit', ('a',))

    Args:
        path: the file.

    Raises:
        UsageError: there is no such file, or it is not a scorecard.
        LimitError: it is too large.
    """
    path = Path(path)
    try:
        text = read_bytes(path, MAX_CARD_BYTES, UsageError).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = message("不是 UTF-8 文本；这不是计分卡", "not UTF-8 text; this is not a scorecard")
        raise UsageError([Problem(Place(str(path)), what)]) from error
    try:
        return SavedCard.from_text(text)
    except UsageError as error:
        raise _in_file(path, error) from error


def _in_file(path: Path, error: UsageError) -> UsageError:
    """Return the same problems, with the file before the path inside it."""
    return UsageError(
        [
            problem(
                Place(str(path)),
                "{at}: {what}",
                "{at}: {what}",
                at=each.place.file,
                what=each.what,
            )
            for each in error.problems
        ]
    )


@attrs.frozen
class Verdict:
    """The result of verifying a saved scorecard.

    Attributes:
        differences: what the scorecard says differently from its inputs; empty where it is right.
        checklist_sha256: of the checklist that was read.
        evidence_sha256: of the evidence that was read; empty where the scorecard was made with
            another checklist.
    """

    differences: tuple[Message, ...]
    checklist_sha256: str
    evidence_sha256: str = ""


def verify(
    card: SavedCard,
    checklist: Checklist,
    paths: Sequence[Path],
    *,
    encoding: Encoding | None = None,
    session: Session | None = None,
    progress: Progress | None = None,
) -> Verdict:
    r"""Compute a saved scorecard again from its inputs, and compare.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> text = "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {publicity_events: 11}\n"
    >>> file = Path("a.yaml")
    >>> _ = file.write_text(text, encoding="utf-8")
    >>> session = lawcheck.Session.start()
    >>> checklist = session.load("street-visit")
    >>> report = session.score(checklist, session.read(checklist, [file]))
    >>> _ = Path("card.json").write_text(lawcheck.report_to_json(report), encoding="utf-8")
    >>> card = lawcheck.load_card(Path("card.json"))
    >>> lawcheck.verify(card, checklist, [file]).differences
    ()
    >>> _ = file.write_text(text.replace("11", "12"), encoding="utf-8")
    >>> for difference in lawcheck.verify(card, checklist, [file]).differences[1:]:
    ...     print(difference.pick("en"))
    unit a, raw.low: "7/2" in the card, "4" computed

    Args:
        card: the saved scorecard.
        checklist: the checklist that it was made with.
        paths: the evidence that it was made from; units that the scorecard does not name are left
            out.
        encoding: of the evidence; None to detect it for each file.
        session: for other plugins than all that are installed.
        progress: shows how far the run is.

    Raises:
        EvidenceError: the evidence has problems, or contradicts itself.
        LimitError: an input is too large or too deep.
    """
    session = session or Session.start()
    other = of_another_checklist(card, checklist.id)
    if other is not None:
        return Verdict((other,), digest_of_checklist(checklist))
    intake = session.read(
        checklist,
        paths,
        skip_total_rows=card.has_skipped_rows,
        encoding=encoding,
        may_be_lost=True,
    )
    ids = frozenset(card.unit_ids)
    chosen = [each for each in intake.evidence if each.unit.id in ids]
    run = session.run(checklist, intake, chosen, progress, card.is_masked)
    lost = (each for unit in card.unit_ids for each in intake.lost.get(unit, ()))
    found = (
        *map(_said_of, lost),
        *differences(card, run, files_of(intake.evidence)),
    )
    return Verdict(found, run.provenance.checklist_sha256, run.provenance.evidence_sha256)


def compare(
    old: Report,
    new: Report,
    *,
    old_checklist: Checklist | None = None,
    old_evidence: Sequence[Path] = (),
    encoding: Encoding | None = None,
    new_checklist: Checklist | None = None,
    unlike: bool = False,
    session: Session | None = None,
) -> ReportComparison:
    """Compare the scorecards of units that two reports have, and list the units that only one has.

    If more than one of evidence, checklist and engine differs, the inputs of the old report and
    the checklist of the new one are needed to attribute the change to each.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> old, new = (
    ...     lawcheck.make_report(
    ...         checklist,
    ...         [lawcheck.build_evidence(checklist, unit="a", facts={"publicity_events": number})],
    ...     )
    ...     for number in (9, 12)
    ... )
    >>> for unit in lawcheck.compare(old, new).units:
    ...     print(unit.new.unit.id, [finding.title.pick("en") for finding in unit.closed])
    a ['Publicity events']

    Args:
        old: the earlier report.
        new: the later one.
        old_checklist: the checklist that the old report was made with.
        old_evidence: the evidence that the old report was made from.
        encoding: of the old evidence; None to detect it for each file.
        new_checklist: the checklist that the new report was made with.
        unlike: compare reports that are not alike too; changes are then not attributed.
        session: for other plugins than all that are installed.

    Raises:
        UsageError: they are not alike, have no unit in common, or an input is not the one that its
            report was made with; or only some of the checklists and the evidence are given. Or
            personal data are masked in one of them.
        EvidenceError: the old evidence has problems.
    """
    _refuse_masked(old, new)
    session = session or Session.start()
    causes = causes_of(old, new)
    inputs = None
    given = (old_checklist is not None, new_checklist is not None, bool(old_evidence))
    if any(given) and not all(given):
        what = (
            "旧指标体系、旧佐证材料、新指标体系要一起给",
            "the old checklist, the old evidence and the new checklist belong together; give all",
        )
        raise UsageError([problem(Place(), *what)])
    if old_checklist is not None and new_checklist is not None and old_evidence:
        evidence = {
            each.unit.id: each
            for each in session.read(old_checklist, old_evidence, encoding=encoding).evidence
        }
        inputs = OldInputs(old_checklist, evidence, new_checklist)
    refuse_unlike(old, new, causes, inputs, unlike)
    if inputs is not None:
        _refuse_other_inputs(session, old, new, inputs)
    before, after = _by_unit(old, "OLD"), _by_unit(new, "NEW")
    pairs = [(before[unit], card) for unit, card in after.items() if unit in before]
    if inputs is None or len(causes) < 2:
        cause = causes[0] if len(causes) == 1 else None
        compared = tuple(compare_cards(pair, [cause]) for pair in pairs)
    else:
        compared = tuple(
            compare_cards(
                (one, *inputs.cards_between(one.unit.id), other),
                steps_of(old, new),
            )
            for one, other in pairs
        )
    return ReportComparison(
        compared,
        tuple(card for unit, card in before.items() if unit not in after),
        tuple(card for unit, card in after.items() if unit not in before),
    )


def _said_of(lost: Problem) -> Message:
    return message("{at}: {what}", "{at}: {what}", at=str(lost.place), what=lost.what)


def _refuse_masked(old: Report, new: Report) -> None:
    """Raise an error for reports in which a finding does not tell whom it is about."""
    problems = [
        problem(
            Place(name),
            "个人信息已遮盖，分不清是不是同一条问题；请用没有遮盖的计分卡",
            "personal data are masked, so findings cannot be told apart; give the report without "
            "--mask",
        )
        for name, report in (("OLD", old), ("NEW", new))
        if report.masked
    ]
    if problems:
        raise UsageError(problems)


def _by_unit(report: Report, name: str) -> dict[str, Scorecard]:
    """Return the scorecards of a report by unit id.

    Raises:
        UsageError: a unit has two, and it is not known which of them counts.
    """
    cards: dict[str, Scorecard] = {}
    for card in report.scorecards:
        unit = fold(card.unit.id)
        if unit in cards:
            what = (
                "单位 {unit} 有两张计分卡；请只留一张",
                "there are two cards of the unit {unit}; keep one",
            )
            raise UsageError([problem(Place(name), *what, unit=unit)])
        cards[unit] = card
    return cards


def _refuse_other_inputs(session: Session, old: Report, new: Report, inputs: OldInputs) -> None:
    chosen = [
        inputs.evidence[card.unit.id] for card in old.scorecards if card.unit.id in inputs.evidence
    ]
    here = {
        "old-checklist": (digest_of_checklist(inputs.checklist), old.provenance.checklist_sha256),
        "new-checklist": (
            digest_of_checklist(inputs.new_checklist),
            new.provenance.checklist_sha256,
        ),
        "old-evidence": (digest_of_evidence(chosen), old.provenance.evidence_sha256),
    }
    problems = [
        problem(
            Place(f"--{name}"),
            "不是计分卡所用的那一份（SHA-256 {given}，卡上 {wanted}）；请给原件",
            "this is not what the card was made with (SHA-256 {given}, in the card {wanted}); "
            "give the original",
            given=given[:16],
            wanted=wanted[:16],
        )
        for name, (given, wanted) in here.items()
        if given != wanted
    ]
    plugins = tuple((each.distribution, each.version) for each in new.provenance.plugins)
    if (new.provenance.lawcheck, plugins) != (VERSION, session.plugins.loaded):
        problems.append(
            problem(
                Place("NEW"),
                "不是用当前版本的 lawcheck 和插件评分的；请先用当前版本重新评分",
                "the new card was not scored by this lawcheck and these plugins; "
                "score it again first",
            )
        )
    if problems:
        raise UsageError(problems)
