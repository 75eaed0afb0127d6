"""From a report to JSON data: numbers are text, exact fractions stand beside rounded scores, a hash covers everything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from lawcheck.documents.digest import sha256
from lawcheck.model.evidence import Fact, Judgement, Never, NotApplicable, Override, Rebuttal, Record, Source, Value
from lawcheck.model.exact import fixed_text, fraction_text
from lawcheck.model.scorecard import (
    Adjustment,
    Cited,
    Deduction,
    Gain,
    Outcome,
    Overridden,
    Report,
    Scorecard,
    SectionScore,
    Span,
    Tailoring,
    Tally,
    VetoOutcome,
    Without,
)
from lawcheck.model.text import Message, Text

SCHEMA: Final = "lawcheck-scorecard/1"

Data = dict[str, Any]


def report_to_json(report: Report) -> str:
    """The report as JSON text; the same report gives the same bytes."""
    return json.dumps(report_to_data(report), indent=2, ensure_ascii=False) + "\n"


def report_to_data(report: Report) -> Data:
    """The report as JSON data, with its hash."""
    made = report.provenance
    data: Data = {
        "schema": SCHEMA,
        "engine": {
            "lawcheck": made.lawcheck,
            "plugins": [{"distribution": name, "version": version} for name, version in made.plugins],
        },
        "inputs": {"checklist_sha256": made.checklist_sha256, "evidence_sha256": made.evidence_sha256},
        "rows": {
            "read": str(report.rows.read),
            "scored": str(report.rows.scored),
            "not_scored": str(report.rows.not_scored),
            "blank": str(report.rows.blank),
            "skipped": list(report.rows.skipped),
        },
        "notices": [_message(each) for each in report.notices],
        "units": [_card(each) for each in report.scorecards],
    }
    try:
        return {**data, "result_sha256": sha256(data)}
    except UnicodeEncodeError:
        data = _written_out(data)
        return {**data, "result_sha256": sha256(data)}


def _written_out(data: Any) -> Any:
    r"""The same with bytes that no text can hold written as `\udcff`: a file's name may have some, and a card is UTF-8."""
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(data, dict):
        return {key: _written_out(each) for key, each in data.items()}
    return [_written_out(each) for each in data] if isinstance(data, list) else data


def result_hash_matches(data: Mapping[str, Any]) -> bool:
    """Whether the hash in JSON data is that of the rest. A hash alone proves little: anyone can compute it again."""
    try:
        return data.get("result_sha256") == sha256({key: value for key, value in data.items() if key != "result_sha256"})
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold and nothing can write
        return False


def _text(text: Text) -> Data:
    return {"zh": text.zh, "en": text.en}


def _message(message: Message) -> Data:
    return {"zh": message.pick("zh"), "en": message.pick("en")}


def _maybe(message: Message | None) -> Data | None:
    return None if message is None else _message(message)


def _span(span: Span | None) -> Data | None:
    return None if span is None else {"low": fraction_text(span.low), "high": fraction_text(span.high)}


def _card(card: Scorecard) -> Data:
    unit = card.unit
    score = card.score
    return {
        "unit": {"id": unit.id, "name": unit.name, "kind": unit.kind, "group": unit.group},
        "checklist": {
            "id": card.checklist_id,
            "version": card.checklist_version,
            "title": _text(card.checklist_title),
            "rules_on": None if card.rules_on is None else card.rules_on.isoformat(),
        },
        "sample_weights": card.sample_weights,
        "out_of": fraction_text(card.out_of),
        "places": str(card.places),
        "score": fixed_text(score.low, card.places) if score is not None and score.is_exact else None,
        "interval": _interval(score, card.places),
        "exact": _span(card.exact),
        "raw": _span(card.raw),
        "grade": None if card.grade is None else _text(card.grade),
        "why_no_grade": _maybe(card.why_no_grade),
        "flags": [{"kind": flag.kind, "what": _message(flag.what)} for flag in card.flags],
        "known": fraction_text(card.known),
        "not_applicable": fraction_text(card.not_applicable),
        "rows": str(card.rows),
        "sections": [_place(child) for child in card.sections],
        "bonus": [_outcome(outcome) for outcome in card.bonus],
        "adjustments": [_adjustment(each) for each in card.adjustments],
        "vetoes": [_veto(each) for each in card.vetoes],
        "tailoring": None if card.tailoring is None else _tailoring(card.tailoring),
        "overrides": [_overridden(each) for each in card.overrides],
        "rebuttals": [_rebuttal(each) for each in card.rebuttals],
        "without": None if card.without is None else _without(card.without, card.places),
        "appeal_days": None if card.appeal_days is None else str(card.appeal_days),
    }


def _interval(score: Span | None, places: int) -> Data | None:
    return None if score is None else {"low": fixed_text(score.low, places), "high": fixed_text(score.high, places)}


def _tailoring(each: Tailoring) -> Data:
    return {
        "id": each.id,
        "title": _text(each.title),
        "reason": each.reason,
        "authority": each.authority,
        "on": each.on.isoformat(),
        "sha256": each.sha256,
        "changed": list(each.changed),
        "off": list(each.off),
    }


def _overridden(each: Overridden) -> Data:
    return {
        "title": _text(each.title),
        "state": each.state,
        "before": _span(each.before),
        "override": _cited(each.override),
    }


def _rebuttal(each: Rebuttal) -> Data:
    return {
        "indicator": each.indicator,
        "person": each.person,
        "text": each.text,
        "on": each.on.isoformat(),
        "source": _source(each.source),
    }


def _without(each: Without, places: int) -> Data:
    return {"interval": _interval(each.score, places), "grade": None if each.grade is None else _text(each.grade)}


def _place(child: SectionScore | Outcome) -> Data:
    if isinstance(child, Outcome):
        return _outcome(child)
    return {
        "section": child.id,
        "title": _text(child.title),
        "out_of": fraction_text(child.out_of),
        "counted": _span(child.counted),
        "own": _span(child.own),
        "notes": [_message(each) for each in child.notes],
        "children": [_place(each) for each in child.children],
    }


def _outcome(outcome: Outcome) -> Data:
    return {
        "indicator": outcome.id,
        "title": _text(outcome.title),
        "points": fraction_text(outcome.points),
        "state": outcome.state,
        "earned": _span(outcome.earned),
        "counted": _span(outcome.counted),
        "deductions": [_deduction(each) for each in outcome.deductions],
        "gains": [_change(each) for each in outcome.gains],
        "about": [_about(each) for each in outcome.about],
        "working": _maybe(outcome.working),
        "why": _maybe(outcome.why),
        "decided_by": None if outcome.decided_by is None else _cited(outcome.decided_by),
        "advisory": outcome.advisory,
        "basis": list(outcome.basis),
        "notes": [_message(each) for each in outcome.notes],
    }


def _deduction(deduction: Deduction) -> Data:
    period = deduction.period
    days = None if period is None else {"from": period.start.isoformat(), "to": period.end.isoformat()}
    return {**_change(deduction), "cause": deduction.cause, "period": days}


def _change(change: Deduction | Gain) -> Data:
    return {
        "points": fraction_text(change.points),
        "asked": None if change.asked is None else fraction_text(change.asked),
        "limited": _maybe(change.limited),
        "reason": _message(change.reason),
        "cites": [_cited(each) for each in change.cites],
    }


def _about(about: Fact | Tally) -> Data:
    if isinstance(about, Fact):
        return _cited(about)
    return {"register": about.register, "counted": str(about.counted), "records": str(about.records)}


def _cited(cited: Cited | Override) -> Data:
    """What is cited, with its source; the cells of a record are left out, because registers hold names of people."""
    source = {"source": _source(cited.source)}
    if isinstance(cited, Fact):
        return {"fact": cited.name, "value": _value(cited.value), **source}
    if isinstance(cited, Record):
        return {"register": cited.register, "number": str(cited.number), "label": cited.label, **source}
    on = None if cited.on is None else cited.on.isoformat()
    if isinstance(cited, Override):
        return {
            "override": cited.indicator,
            "points": None if cited.points is None else fraction_text(cited.points),
            "person": cited.person,
            "reason": cited.reason,
            "authority": cited.authority,
            "on": on,
            "until": None if cited.until is None else cited.until.isoformat(),
            **source,
        }
    if isinstance(cited, Judgement):
        return {
            "judgement": cited.indicator,
            "deduct": fraction_text(cited.deduct),
            "reason": cited.reason,
            "judge": cited.judge,
            "on": on,
            **source,
        }
    assert isinstance(cited, NotApplicable)  # noqa: S101 - the last of four kinds
    return {"not_applicable": cited.indicator, "reason": cited.reason, "authority": cited.authority, "on": on, **source}


def _value(value: Value) -> Data:
    if isinstance(value, bool):
        return {"yes_no": "yes" if value else "no"}
    if isinstance(value, Fraction):
        return {"number": fraction_text(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Never):
        return {"date": "never"}
    return {"text": value}


def _source(source: Source) -> Data:
    place = source.place
    column = place.column if isinstance(place.column, str) else str(place.column)
    told = {
        "file": place.file,
        "line": str(place.line) if place.line else "",
        "column": column,
        "column_is": "" if not column else "name" if isinstance(place.column, str) else "number",
        "document": source.document,
        "where": source.where,
        "quote": source.quote,
    }
    return {key: text for key, text in told.items() if text}


def _adjustment(step: Adjustment) -> Data:
    return {"kind": step.kind, "change": _span(step.change), "reason": _message(step.reason)}


def _veto(veto: VetoOutcome) -> Data:
    return {
        "id": veto.id,
        "title": _text(veto.title),
        "state": veto.state,
        "effect": _message(veto.effect),
        "basis": list(veto.basis),
        "cites": [_cited(each) for each in veto.cites],
        "about": [_about(each) for each in veto.about],
        "why": _maybe(veto.why),
    }
