"""From JSON back to a report; strict, because a card that was edited by hand must not pass for one that was not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeVar, cast

from lawcheck.cards.encode import SCHEMA
from lawcheck.errors import Place, UsageError, problem
from lawcheck.evidence import NEVER, Fact, Judgement, NotApplicable, Record, Source, Unit, Value
from lawcheck.exact import parse_fraction
from lawcheck.scorecard import (
    Adjustment,
    Cited,
    Deduction,
    Flag,
    Gain,
    Outcome,
    Provenance,
    Report,
    RowAccount,
    Scorecard,
    SectionScore,
    Span,
    Tally,
    VetoOutcome,
)
from lawcheck.text import Message, Text, literal

T = TypeVar("T")

_SOURCE_KEYS: Final = frozenset({"file", "line", "column", "column_is", "document", "where", "quote"})


def report_from_json(text: str) -> Report:
    """The report that `report_to_json` wrote. Its messages are fixed texts now.

    Raises:
        UsageError: it is no JSON, of another schema, or of another form, with the path of what is wrong.
    """
    try:
        data = json.loads(text, parse_float=_no_number, parse_int=_no_number)
    except (ValueError, RecursionError) as error:
        raise _fault("$", "不是 JSON：{why}", "this is no JSON: {why}", why=str(error)) from error
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise _fault("$.schema", "应为 {wanted}，实为 {found}", "must be {wanted}, not {found}", wanted=SCHEMA, found=str(found))
    root = _Node(data, "$")
    root.only("schema", "engine", "inputs", "rows", "notices", "units", "result_sha256")
    engine, inputs, rows = root.get("engine"), root.get("inputs"), root.get("rows")
    provenance = Provenance(
        engine.text("lawcheck"),
        tuple((each.text("distribution"), each.text("version")) for each in engine.list("plugins")),
        inputs.text("checklist_sha256"),
        inputs.text("evidence_sha256"),
    )
    account = RowAccount(rows.whole("scored"), rows.whole("not_scored"), rows.whole("blank"), rows.texts("skipped"))
    return Report(
        tuple(map(_card, root.list("units"))), account, provenance, tuple(_message(each) for each in root.list("notices"))
    )


def _no_number(digits: str) -> tuple[str]:
    """A card holds its numbers as text; a bare one is kept as something that no field accepts, however many digits it has."""
    return (digits,)


def _fault(path: str, zh: str, en: str, /, **values: object) -> UsageError:
    return UsageError([problem(Place(path), zh, en, **values)])


class _Node:
    """A value of the JSON with its path, and the forms that it may have."""

    def __init__(self, data: Any, path: str) -> None:
        self.data = data
        self.path = path

    def _wrong(self, zh: str, en: str) -> UsageError:
        return _fault(self.path, "应为" + zh, "must be " + en)

    def only(self, *keys: str) -> None:
        """Exactly these keys."""
        if not isinstance(self.data, dict):
            raise self._wrong("对象", "an object")
        for key in (*keys, *self.data):
            if key not in self.data:
                raise _fault(f"{self.path}.{key}", "缺少", "is missing")
            if key not in keys:
                raise _fault(f"{self.path}.{key}", "多余", "does not belong here")

    def get(self, key: str) -> _Node:
        if not isinstance(self.data, dict):
            raise self._wrong("对象", "an object")
        if key not in self.data:
            raise _fault(f"{self.path}.{key}", "缺少", "is missing")
        return _Node(self.data[key], f"{self.path}.{key}")

    def list(self, key: str) -> Sequence[_Node]:
        node = self.get(key)
        if not isinstance(node.data, list):
            raise node._wrong("列表", "a list")
        return [_Node(each, f"{node.path}[{index}]") for index, each in enumerate(node.data)]

    def as_text(self) -> str:
        if not isinstance(self.data, str):
            raise self._wrong("文字", "a text")
        return self.data

    def text(self, key: str) -> str:
        return self.get(key).as_text()

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(each.as_text() for each in self.list(key))

    def one_of(self, key: str, *choices: str) -> Any:
        node = self.get(key)
        if node.data not in choices:
            raise node._wrong("、".join(choices), "one of " + ", ".join(choices))
        return node.data

    def flag(self, key: str) -> bool:
        node = self.get(key)
        if not isinstance(node.data, bool):
            raise node._wrong("true 或 false", "true or false")
        return node.data

    def fraction(self, key: str) -> Fraction:
        node = self.get(key)
        try:
            return parse_fraction(node.as_text())
        except ValueError:
            raise node._wrong("分数，如 37/20", "a fraction such as 37/20") from None

    def whole(self, key: str) -> int:
        number = self.fraction(key)
        if number.denominator != 1:
            raise self.get(key)._wrong("整数", "a whole number")
        return number.numerator

    def maybe(self, key: str, read: Callable[[_Node], T]) -> T | None:
        node = self.get(key)
        return None if node.data is None else read(node)


def _text(node: _Node) -> Text:
    node.only("zh", "en")
    return Text(node.text("zh"), node.text("en"))


def _message(node: _Node) -> Message:
    return literal(_text(node))


def _span(node: _Node) -> Span:
    node.only("low", "high")
    return Span(node.fraction("low"), node.fraction("high"))


def _as_fraction(node: _Node) -> Fraction:
    try:
        return parse_fraction(node.as_text())
    except ValueError:
        raise _fault(node.path, "应为分数，如 37/20", "must be a fraction such as 37/20") from None


def _day(node: _Node) -> date:
    try:
        return date.fromisoformat(node.as_text())
    except ValueError:
        raise _fault(node.path, "应为日期", "must be a date") from None


def _card(node: _Node) -> Scorecard:
    node.only(
        "unit", "checklist", "sample_weights", "out_of", "places", "score", "interval", "exact", "raw", "grade", "why_no_grade",
        "flags", "known", "not_applicable", "rows", "sections", "bonus", "adjustments", "vetoes",
    )  # fmt: skip
    unit, checklist = node.get("unit"), node.get("checklist")
    interval = node.maybe("interval", lambda each: each)
    score = None if interval is None else Span(_decimal(interval.get("low")), _decimal(interval.get("high")))
    return Scorecard(
        Unit(unit.text("id"), unit.text("name"), unit.text("kind"), unit.text("group")),
        checklist.text("id"),
        checklist.text("version"),
        _text(checklist.get("title")),
        node.fraction("out_of"),
        tuple(map(_place, node.list("sections"))),
        tuple(map(_outcome, node.list("bonus"))),
        tuple(map(_adjustment, node.list("adjustments"))),
        tuple(map(_veto, node.list("vetoes"))),
        node.maybe("raw", _span),
        node.maybe("exact", _span),
        score,
        node.whole("places"),
        node.maybe("grade", _text),
        node.maybe("why_no_grade", _message),
        tuple(
            Flag(each.one_of("kind", "full_by_rounding", "near_cut"), _message(each.get("what"))) for each in node.list("flags")
        ),
        node.fraction("known"),
        node.fraction("not_applicable"),
        node.flag("sample_weights"),
        node.whole("rows"),
    )


def _decimal(node: _Node) -> Fraction:
    try:
        return Fraction(node.as_text())
    except ValueError:
        raise _fault(node.path, "应为数字", "must be a number") from None


def _place(node: _Node) -> SectionScore | Outcome:
    if isinstance(node.data, dict) and "indicator" in node.data:
        return _outcome(node)
    node.only("section", "title", "out_of", "counted", "children")
    return SectionScore(
        node.text("section"),
        _text(node.get("title")),
        node.fraction("out_of"),
        node.maybe("counted", _span),
        tuple(map(_place, node.list("children"))),
    )


def _outcome(node: _Node) -> Outcome:
    node.only(
        "indicator", "title", "points", "state", "earned", "counted", "deductions", "gains", "about", "working", "why",
        "decided_by", "advisory", "basis",
    )  # fmt: skip
    return Outcome(
        node.text("indicator"),
        _text(node.get("title")),
        node.fraction("points"),
        node.one_of("state", "scored", "not_applicable", "missing", "error", "awaiting"),
        node.maybe("earned", _span),
        node.maybe("counted", _span),
        tuple(map(_deduction, node.list("deductions"))),
        tuple(map(_gain, node.list("gains"))),
        tuple(map(_about, node.list("about"))),
        node.maybe("working", _message),
        node.maybe("why", _message),
        cast("NotApplicable | Judgement | None", node.maybe("decided_by", _cited)),
        node.flag("advisory"),
        node.texts("basis"),
    )


def _deduction(node: _Node) -> Deduction:
    node.only("points", "asked", "limited", "reason", "cites", "cause")
    return Deduction(
        node.fraction("points"),
        _message(node.get("reason")),
        tuple(map(_cited, node.list("cites"))),
        node.text("cause"),
        node.maybe("asked", _as_fraction),
        node.maybe("limited", _message),
    )


def _gain(node: _Node) -> Gain:
    node.only("points", "asked", "limited", "reason", "cites")
    return Gain(
        node.fraction("points"),
        _message(node.get("reason")),
        tuple(map(_cited, node.list("cites"))),
        node.maybe("asked", _as_fraction),
        node.maybe("limited", _message),
    )


def _about(node: _Node) -> Fact | Tally:
    if isinstance(node.data, dict) and "counted" in node.data:
        node.only("register", "counted", "records")
        return Tally(node.text("register"), node.whole("counted"), node.whole("records"))
    return cast("Fact", _cited(node))


def _cited(node: _Node) -> Cited:
    data = node.data if isinstance(node.data, dict) else {}
    source = _source(node.get("source"))
    if "fact" in data:
        node.only("fact", "value", "source")
        return Fact(node.text("fact"), _value(node.get("value")), source)
    if "register" in data:
        node.only("register", "number", "label", "source")
        return Record(node.text("register"), node.whole("number"), {}, source, node.text("label"))
    if "judgement" in data:
        node.only("judgement", "deduct", "reason", "judge", "on", "source")
        on = node.maybe("on", _day)
        return Judgement(node.text("judgement"), node.fraction("deduct"), node.text("reason"), node.text("judge"), on, source)
    node.only("not_applicable", "reason", "authority", "on", "source")
    return NotApplicable(node.text("not_applicable"), node.text("reason"), node.text("authority"), node.maybe("on", _day), source)


def _value(node: _Node) -> Value:
    data = node.data if isinstance(node.data, dict) else {}
    if "number" in data:
        return node.fraction("number")
    if "yes_no" in data:
        return bool(node.one_of("yes_no", "yes", "no") == "yes")
    if "date" in data:
        return NEVER if data["date"] == "never" else _day(node.get("date"))
    return node.text("text")


def _source(node: _Node) -> Source:
    data = node.data if isinstance(node.data, dict) else {}
    for key in data:
        if key not in _SOURCE_KEYS:
            raise _fault(f"{node.path}.{key}", "多余", "does not belong here")
    told = {key: node.text(key) for key in data}
    column: int | str = told.get("column", "")
    if told.get("column_is") == "number":
        column = node.whole("column")
    line = node.whole("line") if "line" in told else 0
    place = Place(told.get("file", ""), line, column)
    return Source(place, told.get("document", ""), told.get("where", ""), told.get("quote", ""))


def _adjustment(node: _Node) -> Adjustment:
    node.only("kind", "change", "reason")
    kind = node.one_of("kind", "start", "floor", "bonus", "ceiling", "veto")
    return Adjustment(kind, _span(node.get("change")), _message(node.get("reason")))


def _veto(node: _Node) -> VetoOutcome:
    node.only("id", "title", "state", "effect", "basis", "cites")
    return VetoOutcome(
        node.text("id"),
        _text(node.get("title")),
        node.one_of("state", "applied", "not_applied", "open", "presumed"),
        _message(node.get("effect")),
        node.texts("basis"),
        tuple(map(_cited, node.list("cites"))),
    )
