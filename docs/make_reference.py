"""Write `reference.md` from the docstrings and fields of the built-in types.

python docs/make_reference.py
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from lawcheck.checklists.annotations import keys_of
from lawcheck.model.operations import NUMBERS, OPERATIONS, Operation
from lawcheck.model.operators import OPERATORS, Operator
from lawcheck.model.rule_fields import Wants
from lawcheck.registry.loading import load_plugins
from lawcheck.registry.offers import Offer

PAGE = Path(__file__).with_name("reference.md")

HEAD = """# Reference of all types, methods, measures and conditions

*Reference*

Made from the code by `python docs/make_reference.py`; do not edit by hand. The [checklist
language](checklist-language.md) describes the keys that every indicator takes (`id`, `title`,
`points`, `basis`, ...) and how to write values, measures and conditions.
"""

WANTED = {
    "number": "number: a fact, a constant or a measure",
    "number_or_per_period": "number, or a measure with `by:`",
    "date": "date",
    "yes_no": "yes/no fact",
    "yes_no_or_number": "yes/no fact, or a rate",
    "register": "name of a register",
    "column": "column of the register",
    "date column": "date column of the register",
    "number column": "column of the register with a number",
    "any": "any value",
}


def reference() -> str:
    """Return the whole page."""
    plugins = load_plugins(only=())
    types = "\n\n".join(page(offer) for offer in plugins.indicator_types.values())
    methods = "\n\n".join(page(offer) for offer in plugins.aggregations.values())
    return (
        f"{HEAD}\n## Indicator types\n\n{types}\n\n## Scoring methods\n\n{methods}\n"
        f"\n## Measures\n\n{measures()}\n\n## Conditions\n\n{conditions()}\n"
    )


def measures() -> str:
    """Return the table of all operations over a register or facts."""
    head = "| measure | title | keys | over facts | gives | |\n|---|---|---|---|---|---|"
    return "\n".join([head, *map(measure, OPERATIONS)])


def measure(operation: type[Operation]) -> str:
    """Return the row of one operation."""
    shared = ["where", *sorted(operation.keys)] if operation.takes_records else []
    keys = [*shared, *keys_of(operation)]
    cells = (
        f"`{operation.name}`",
        operation.title.zh.format(of="…"),
        ", ".join(f"`{key}`" for key in keys),
        f"of {kinds(operation.kinds)}" if operation.takes_facts else "",
        operation.gives,
        said(operation),
    )
    return f"| {' | '.join(cells)} |"


def conditions() -> str:
    """Return the table of all operators of conditions."""
    head = "| operator | compares | takes | |\n|---|---|---|---|"
    return "\n".join([head, *map(condition, OPERATORS)])


def condition(operator: type[Operator]) -> str:
    """Return the row of one operator."""
    takes = {"value": "a value", "values": "a list of values", "text": "a text"}[operator.takes]
    return f"| `{operator.name}` | {kinds(operator.kinds)} | {takes} | {said(operator)} |"


def kinds(of: frozenset[str]) -> str:
    """Return the kinds of values in words."""
    words = {"numbers": NUMBERS, "dates": {"date"}, "texts": {"text"}, "yes/no": {"yes_no"}}
    return ", ".join(word for word, kinds in words.items() if kinds <= of)


def said(cls: type) -> str:
    """Return the docstring in one line, with the keys last."""
    text, _, _ = (inspect.getdoc(cls) or "").partition("\nAttributes:")
    keys = (f"`{key}`: {what}" for key, what in attributes(cls).items())
    return " ".join((*text.split(), *keys))


def page(offer: Offer) -> str:
    """Return the section of one type or method."""
    cls = offer.load()
    text, _, _ = (inspect.getdoc(cls) or "").partition("\nAttributes:")
    described = attributes(cls)
    rows = [
        f"| `{key.name}` | {kind(key.kind)} | {'yes' if key.is_required else ''} | "
        f"{described[key.field]} |"
        for key in keys_of(cls).values()
    ]
    return "\n".join(
        [
            f"### `{offer.name}`",
            "",
            text.strip(),
            "",
            "| key | takes | required | |",
            "|---|---|---|---|",
            *rows,
        ]
    )


def attributes(cls: type) -> dict[str, str]:
    """Return the description of each field in the docstring."""
    _, _, listed = (inspect.getdoc(cls) or "").partition("\nAttributes:\n")
    found: dict[str, str] = {}
    name = ""
    for line in listed.splitlines():
        start = re.fullmatch(r"    (\w+): (.*)", line)
        if start:
            name, found[start[1]] = start[1], start[2]
        elif name and line.strip():
            found[name] += " " + line.strip()
    return found


def kind(annotation: Any) -> str:
    """Return what a key takes, in words."""
    if get_origin(annotation) is Annotated:
        return next(
            WANTED[each.kind] for each in get_args(annotation)[1:] if isinstance(each, Wants)
        )
    inner = [each for each in get_args(annotation) if each is not type(None)]
    if get_origin(annotation) is Literal:
        return " \\| ".join(f"`{each}`" for each in inner)
    if get_origin(annotation) is tuple:
        return f"list of: {kind(inner[0])}"
    if str(get_origin(annotation)).endswith("Mapping'>"):
        return f"name to {kind(inner[1])}"
    if inner:
        return kind(inner[0])
    plain = {
        "Fraction": "number",
        "str": "text",
        "bool": "true/false",
        "int": "whole number",
        "Text": "text",
        "Where": "conditions",
    }
    plain |= {
        "date": "day",
        "Calendar": "name of a calendar",
        "Rule": "a rule: `type` and its keys",
    }
    name = annotation.__name__
    if name in plain:
        return plain[name]
    return ", ".join(
        f"`{key.name}`" + ("" if key.is_required else "?") for key in keys_of(annotation).values()
    )


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
