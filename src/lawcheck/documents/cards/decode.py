"""From JSON back to a report; strict, because a card that was edited by hand must not pass for one that was not."""

from __future__ import annotations

from typing import Any, Final

from lawcheck.documents.cards.cites import read_about, read_cited, read_decision, read_override, read_rebuttal, read_tally
from lawcheck.documents.cards.encode import SCHEMA, report_to_data
from lawcheck.documents.cards.json_values import Node, fault, parse, shown
from lawcheck.model.calendars import Period
from lawcheck.model.evidence import Unit
from lawcheck.model.scorecard import (
    Adjustment,
    Deduction,
    Flag,
    Gain,
    Outcome,
    Overridden,
    Provenance,
    Report,
    RowAccount,
    Scorecard,
    SectionScore,
    Span,
    Tailoring,
    VetoOutcome,
    Without,
)
from lawcheck.model.text import Message, Text, literal

_MOST_PLACES: Final = 12
"""Decimal places of a score. More would only make the reader compute for ever."""
_DEEPEST: Final = 32
"""Sections inside sections: more than a checklist can have, and few enough for every program that reads JSON."""


def report_from_json(text: str) -> Report:
    """The report that `report_to_json` wrote. Its messages are fixed texts now.

    Whatever is read is written again and compared, so that nothing in the text goes unread: no other number, no further key.
    Only the hash at its end is not looked at; that is what `result_hash_matches` is for.

    Raises:
        UsageError: it is no JSON, of another schema, or not as lawcheck writes it, with the path of what is wrong.
    """
    data = parse(text)
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise fault("$.schema", "应为 {wanted}，实为 {found}", "must be {wanted}, not {found}", wanted=SCHEMA, found=shown(found))
    report = _report(Node(data, "$"))
    _compare(data, {**report_to_data(report), "result_sha256": data["result_sha256"]}, "$")
    return report


def _compare(found: Any, written: Any, path: str) -> None:
    """The first value that would be written otherwise than it was found."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key not in found:
                raise fault(f"{path}.{key}", "缺少", "is missing")
            _compare(found[key], value, f"{path}.{key}")
        for key in found:
            if key not in written:
                raise fault(f"{path}.{key}", "多余", "does not belong here")
    elif isinstance(written, list):
        for index, (one, other) in enumerate(zip(found, written, strict=True)):
            _compare(one, other, f"{path}[{index}]")
    elif found != written:
        raise fault(
            path,
            "为 {found}，按本文件其余内容应为 {written}",
            "is {found}, but by the rest of the card it must be {written}",
            found=shown(found),
            written=shown(written),
        )


def _report(root: Node) -> Report:
    root.only("schema", "engine", "inputs", "rows", "notices", "units", "result_sha256")
    root.digest("result_sha256")
    engine, inputs, rows = root.get("engine"), root.get("inputs"), root.get("rows")
    return Report(
        scorecards=tuple(map(_card, root.list("units"))),
        rows=RowAccount(
            scored=rows.whole("scored"),
            not_scored=rows.whole("not_scored"),
            blank=rows.whole("blank"),
            skipped=rows.texts("skipped"),
        ),
        provenance=Provenance(
            lawcheck=engine.text("lawcheck"),
            plugins=tuple((each.text("distribution"), each.text("version")) for each in engine.list("plugins")),
            checklist_sha256=inputs.digest("checklist_sha256"),
            evidence_sha256=inputs.digest("evidence_sha256"),
        ),
        notices=tuple(map(_message, root.list("notices"))),
    )


def _text(node: Node) -> Text:
    node.only("zh", "en")
    return Text(node.text("zh"), node.text("en"))


def _message(node: Node) -> Message:
    return literal(_text(node))


def _span(node: Node) -> Span:
    node.only("low", "high")
    return Span(node.fraction("low"), node.fraction("high"))


def _score(node: Node) -> Span:
    node.only("low", "high")
    return Span(node.get("low").as_decimal(), node.get("high").as_decimal())


def _card(node: Node) -> Scorecard:
    node.only(
        "unit", "checklist", "sample_weights", "out_of", "places", "score", "interval", "exact", "raw", "grade", "why_no_grade",
        "flags", "known", "not_applicable", "rows", "sections", "bonus", "adjustments", "vetoes", "tailoring", "overrides",
        "rebuttals", "without", "appeal_days",
    )  # fmt: skip
    unit, checklist = node.get("unit"), node.get("checklist")
    return Scorecard(
        unit=Unit(unit.text("id"), unit.text("name"), unit.text("kind"), unit.text("group")),
        checklist_id=checklist.text("id"),
        checklist_version=checklist.text("version"),
        checklist_title=_text(checklist.get("title")),
        out_of=node.fraction("out_of"),
        sections=tuple(map(_place, node.list("sections"))),
        bonus=tuple(map(_outcome, node.list("bonus"))),
        adjustments=tuple(map(_adjustment, node.list("adjustments"))),
        vetoes=tuple(map(_veto, node.list("vetoes"))),
        raw=node.maybe("raw", _span),
        exact=node.maybe("exact", _span),
        score=node.maybe("interval", _score),
        places=_places(node),
        grade=node.maybe("grade", _text),
        why_no_grade=node.maybe("why_no_grade", _message),
        flags=tuple(map(_flag, node.list("flags"))),
        known=node.fraction("known"),
        not_applicable=node.fraction("not_applicable"),
        sample_weights=node.flag("sample_weights"),
        rows=node.whole("rows"),
        rules_on=checklist.maybe("rules_on", Node.as_day),
        tailoring=node.maybe("tailoring", _tailoring),
        overrides=tuple(map(_overridden, node.list("overrides"))),
        rebuttals=tuple(map(read_rebuttal, node.list("rebuttals"))),
        without=node.maybe("without", _without),
        appeal_days=node.maybe("appeal_days", Node.as_whole),
    )


def _tailoring(node: Node) -> Tailoring:
    node.only("id", "title", "reason", "authority", "on", "sha256", "changed", "off")
    return Tailoring(
        id=node.text("id"),
        title=_text(node.get("title")),
        reason=node.text("reason"),
        authority=node.text("authority"),
        on=node.get("on").as_day(),
        sha256=node.digest("sha256"),
        changed=node.texts("changed"),
        off=node.texts("off"),
    )


def _overridden(node: Node) -> Overridden:
    node.only("title", "state", "before", "override")
    state = node.one_of("state", "applied", "expired", "not_yet")
    return Overridden(
        override=read_override(node.get("override")),
        title=_text(node.get("title")),
        state=state,
        before=node.maybe("before", _span),
    )


def _without(node: Node) -> Without:
    node.only("interval", "grade")
    return Without(node.maybe("interval", _score), node.maybe("grade", _text))


def _places(node: Node) -> int:
    """How many places a score has, after a look at the score: one with other places could not be printed."""
    places = node.whole("places")
    if not 0 <= places <= _MOST_PLACES:
        raise node.get("places").wrong(f"0 到 {_MOST_PLACES}", f"from 0 to {_MOST_PLACES}")
    for end in ("low", "high") if node.get("interval").data is not None else ():
        score = node.get("interval").get(end)
        if len(score.as_text().partition(".")[2]) != places:
            raise score.wrong(f"{places} 位小数", f"a number with {places} decimal places")
    return places


def _flag(node: Node) -> Flag:
    return Flag(node.one_of("kind", "full_by_rounding", "near_cut"), _message(node.get("what")))


def _place(node: Node) -> SectionScore | Outcome:
    if node.holds("indicator"):
        return _outcome(node)
    if node.path.count(".children") > _DEEPEST:
        raise fault(node.path, "嵌套过深", "is nested too deeply")
    node.only("section", "title", "out_of", "counted", "own", "notes", "children")
    return SectionScore(
        id=node.text("section"),
        title=_text(node.get("title")),
        out_of=node.fraction("out_of"),
        counted=node.maybe("counted", _span),
        own=node.maybe("own", _span),
        children=tuple(map(_place, node.list("children"))),
        notes=tuple(map(_message, node.list("notes"))),
    )


def _outcome(node: Node) -> Outcome:
    node.only(
        "indicator", "title", "points", "state", "earned", "counted", "deductions", "gains", "about", "working", "why",
        "decided_by", "advisory", "basis", "notes",
    )  # fmt: skip
    return Outcome(
        id=node.text("indicator"),
        title=_text(node.get("title")),
        points=node.fraction("points"),
        state=node.one_of("state", "scored", "not_applicable", "missing", "error", "awaiting"),
        earned=node.maybe("earned", _span),
        counted=node.maybe("counted", _span),
        deductions=tuple(map(_deduction, node.list("deductions"))),
        gains=tuple(map(_gain, node.list("gains"))),
        about=tuple(map(read_about, node.list("about"))),
        working=node.maybe("working", _message),
        why=node.maybe("why", _message),
        decided_by=node.maybe("decided_by", read_decision),
        advisory=node.flag("advisory"),
        basis=node.texts("basis"),
        notes=tuple(map(_message, node.list("notes"))),
    )


def _deduction(node: Node) -> Deduction:
    node.only("points", "asked", "limited", "reason", "cites", "cause", "period")
    return Deduction(
        node.fraction("points"),
        _message(node.get("reason")),
        tuple(map(read_cited, node.list("cites"))),
        node.text("cause"),
        node.maybe("asked", Node.as_fraction),
        node.maybe("limited", _message),
        node.maybe("period", _period),
    )


def _period(node: Node) -> Period:
    node.only("from", "to")
    return Period(node.get("from").as_day(), node.get("to").as_day())


def _gain(node: Node) -> Gain:
    node.only("points", "asked", "limited", "reason", "cites")
    return Gain(
        node.fraction("points"),
        _message(node.get("reason")),
        tuple(map(read_cited, node.list("cites"))),
        node.maybe("asked", Node.as_fraction),
        node.maybe("limited", _message),
    )


def _adjustment(node: Node) -> Adjustment:
    node.only("kind", "change", "reason")
    kind = node.one_of("kind", "start", "floor", "bonus", "bonus_cap", "gate", "ceiling", "veto")
    return Adjustment(kind, _span(node.get("change")), _message(node.get("reason")))


def _veto(node: Node) -> VetoOutcome:
    node.only("id", "title", "state", "effect", "basis", "cites", "about", "why")
    return VetoOutcome(
        id=node.text("id"),
        title=_text(node.get("title")),
        state=node.one_of("state", "applied", "not_applied", "open", "presumed"),
        effect=_message(node.get("effect")),
        basis=node.texts("basis"),
        cites=tuple(map(read_cited, node.list("cites"))),
        about=tuple(map(read_tally, node.list("about"))),
        why=node.maybe("why", _message),
    )
