"""What a card cites, from JSON back to facts, records and decisions with their sources."""

from __future__ import annotations

from lawcheck.documents.cards.json_values import Node
from lawcheck.model.errors import Place
from lawcheck.model.evidence import NEVER, Fact, Judgement, NotApplicable, Override, Rebuttal, Record, Source, Value
from lawcheck.model.scorecard import Cited, Tally


def read_cited(node: Node) -> Cited:
    """A fact, a record or a decision."""
    if node.holds("fact"):
        return _fact(node)
    if node.holds("register"):
        node.only("register", "number", "label", "source")
        # its cells are not in the card, because registers hold names of people
        return Record(node.text("register"), node.whole("number"), {}, _source(node.get("source")), node.text("label"))
    return _decision(node)


def read_override(node: Node) -> Override:
    """Points that a person set."""
    node.only("override", "points", "person", "reason", "authority", "on", "until", "source")
    return Override(
        node.text("override"),
        node.maybe("points", Node.as_fraction),
        node.text("person"),
        node.text("reason"),
        node.text("authority"),
        node.get("on").as_day(),
        node.maybe("until", Node.as_day),
        _source(node.get("source")),
    )


def read_rebuttal(node: Node) -> Rebuttal:
    """What a unit says against an item."""
    node.only("indicator", "person", "text", "on", "source")
    day, source = node.get("on").as_day(), _source(node.get("source"))
    return Rebuttal(node.text("indicator"), node.text("person"), node.text("text"), day, source)


def read_decision(node: Node) -> NotApplicable | Judgement | Override:
    """What a person decided of an outcome."""
    return read_override(node) if node.holds("override") else _decision(node)


def _decision(node: Node) -> NotApplicable | Judgement:
    if node.holds("judgement"):
        node.only("judgement", "deduct", "reason", "judge", "on", "source")
        return Judgement(
            node.text("judgement"),
            node.fraction("deduct"),
            node.text("reason"),
            node.text("judge"),
            node.maybe("on", Node.as_day),
            _source(node.get("source")),
        )
    node.only("not_applicable", "reason", "authority", "on", "source")
    return NotApplicable(
        node.text("not_applicable"),
        node.text("reason"),
        node.text("authority"),
        node.maybe("on", Node.as_day),
        _source(node.get("source")),
    )


def read_about(node: Node) -> Fact | Tally:
    """What a rule read."""
    return read_tally(node) if node.holds("register") else _fact(node)


def read_tally(node: Node) -> Tally:
    """What a measure made of a register."""
    node.only("register", "counted", "records")
    return Tally(node.text("register"), node.whole("counted"), node.whole("records"))


def _fact(node: Node) -> Fact:
    node.only("fact", "value", "source")
    return Fact(node.text("fact"), _value(node.get("value")), _source(node.get("source")))


def _value(node: Node) -> Value:
    if node.holds("number"):
        node.only("number")
        return node.fraction("number")
    if node.holds("yes_no"):
        node.only("yes_no")
        return bool(node.one_of("yes_no", "yes", "no") == "yes")
    if node.holds("date"):
        node.only("date")
        day = node.get("date")
        return NEVER if day.data == "never" else day.as_day()
    node.only("text")
    return node.text("text")


def _source(node: Node) -> Source:
    node.at_most("file", "line", "column", "column_is", "document", "where", "quote")
    told = {key: node.text(key) for key in node.data}
    column: int | str = told.get("column", "")
    if column:
        column = node.whole("column") if node.one_of("column_is", "name", "number") == "number" else column
    line = node.whole("line") if "line" in told else 0
    place = Place(told.get("file", ""), line, column)
    return Source(place, told.get("document", ""), told.get("where", ""), told.get("quote", ""))
