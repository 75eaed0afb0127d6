"""Read single values of a checklist: numbers, dates, yes or no, texts.

Each function returns the value, or notes a fault and returns INVALID.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from lawcheck.checklists.context import INVALID, Context, Invalid, is_blank
from lawcheck.documents.nodes import MappingNode, Node, Scalar
from lawcheck.evidence.cells import plain_text_fault
from lawcheck.model.exact import HUNDRED, parse_number
from lawcheck.model.text import Text

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TRUTH = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def expected(zh: str, en: str, node: Node, context: Context) -> Invalid:
    """Note that a value is not of the kind that is expected, such as `a whole number`."""
    return context.fail(
        node,
        f"这里应当是{zh}，实际是 {{got}}",
        f"{en} is expected here, not {{got}}",
        got=shown(node),
    )


def read_number(node: Node, context: Context) -> Fraction | Invalid:
    """Read a number, such as `5`, `0.25`, `-30`, or `95%`, which is 0.95."""
    if isinstance(node, Scalar):
        text, percent = node.text.removesuffix("%"), node.text.endswith("%")
        try:
            return parse_number(text) / HUNDRED if percent else parse_number(text)
        except ValueError:
            pass
    return expected("数字，如 5、0.25、95%", "a number such as 5, 0.25 or 95%", node, context)


def is_none(node: Node) -> bool:
    """Return whether `none` is written, which means no limit."""
    return isinstance(node, Scalar) and node.text == "none"


def read_whole(node: Node, context: Context) -> int | Invalid:
    """Read a whole number."""
    if isinstance(node, Scalar):
        try:
            number = parse_number(node.text)
        except ValueError:
            number = Fraction(1, 2)  # not a whole number, so that the fault below is noted
        if number.denominator == 1:
            return number.numerator
    return expected("整数", "a whole number", node, context)


def read_truth(node: Node, context: Context) -> bool | Invalid:
    """Read a truth value: true or false, yes or no, 是 or 否."""
    if isinstance(node, Scalar) and node.text.lower() in _TRUTH:
        return _TRUTH[node.text.lower()]
    return expected(" true 或 false", "true or false", node, context)


def read_date(node: Node, context: Context) -> date | Invalid:
    """Read a date written as YYYY-MM-DD."""
    match = _DATE.fullmatch(node.text) if isinstance(node, Scalar) else None
    if match is not None:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            pass
    return expected("日期，如 2023-12-31", "a date such as 2023-12-31", node, context)


def read_text(node: Node, context: Context) -> str | Invalid:
    """Read a text.

    Words that YAML parsers disagree on, such as `no` or `on`, must be quoted.
    """
    if not isinstance(node, Scalar) or is_blank(node):
        return expected("文字", "a text", node, context)
    fault = plain_text_fault(node.text, node.is_plain)
    return node.text if fault is None else context.note(node, fault)


def read_bilingual(node: Node, context: Context) -> Text | Invalid:
    """Read a text in two languages: `{zh: ..., en: ...}`, or plain Chinese text."""
    if not isinstance(node, MappingNode):
        text = read_text(node, context)
        return text if isinstance(text, Invalid) else Text(text)
    pairs = context.mapping(node, ("zh", "en"))
    if pairs is None or "zh" not in pairs:
        return context.missing_key(node, "zh")
    texts = {language: read_text(value, context) for language, value in pairs.items()}
    chosen = {language: text for language, text in texts.items() if not isinstance(text, Invalid)}
    return Text(**chosen) if len(chosen) == len(texts) else INVALID


def shown(node: Node) -> str:
    """Return a node as messages show it."""
    if isinstance(node, Scalar):
        text = node.text if len(node.text) <= 40 else node.text[:39] + "…"
        return f"“{text}”" if text else "空 (blank)"
    return "{...}" if isinstance(node, MappingNode) else "[...]"
