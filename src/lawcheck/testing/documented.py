"""The conformance suite of the docstring of an indicator type: examples, keys, error messages."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Final

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.checklists.annotations import keys_of
from lawcheck.checklists.loader import read_checklist
from lawcheck.checklists.schema import checklist_schema
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError, Problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO, decimal_text, parse_number
from lawcheck.registry.found import Plugin
from lawcheck.registry.loading import Plugins, load_plugins
from lawcheck.registry.offers import Offer
from lawcheck.scoring import score
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.strategies import evidence

_HEAD: Final = """\
lawcheck: 1
id: page
version: "1"
title: 示例
period: {{from: 2023-01-01, to: 2023-12-31}}
scoring: {{method: points, out_of: {points}}}
rounding: {{places: 2, mode: half_up, at: total}}
grade_on: exact
grades: [{{name: 全部, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 100%}}
{declares}
indicators:
{items}"""


class DocumentationSuite:
    """Checks of the docstring of an indicator type; subclass it, name it `Test...` and set `cls`.

    >>> from fractions import Fraction
    >>> import attrs
    >>> from lawcheck.plugin import Case, Deduction, Message, Number, Result, message
    >>> from lawcheck.testing import DocumentationSuite
    >>> @attrs.frozen
    ... class Each:
    ...     '''Points off for each.
    ...
    ...     ```yaml
    ...     - id: reports
    ...       title: 迟报
    ...       points: 5
    ...       type: each
    ...       value: late_reports
    ...       price: 0.5
    ...     ```
    ...
    ...     Attributes:
    ...         value: what is counted.
    ...         price: what each costs.
    ...     '''
    ...     type_name = "each"
    ...     value: Number
    ...     price: Fraction
    ...     def describe(self) -> Message:
    ...         return message("每件扣{price}分", "{price} off for each", price=self.price)
    ...     def score(self, case: Case) -> Result:
    ...         read = case.read(self.value)
    ...         cost = min(read.value * self.price, case.full)
    ...         lines = (Deduction(cost, self.describe(), read.cites),) if cost else ()
    ...         return Result(lines, about=read.about)
    >>> class TestEach(DocumentationSuite):
    ...     cls = Each
    ...     declares = "facts: {late_reports: count}"
    >>> TestEach().test_its_examples_are_read()  # pytest runs this and the others

    Attributes:
        cls: the indicator type; its docstring has examples, each a fenced block of YAML.
        declares: the `facts:`, `registers:` and `calendars:` that the examples use, as YAML.
    """

    cls: ClassVar[Any]
    declares: ClassVar[str] = ""

    @cached_property
    def plugins(self) -> Plugins:
        """The built-in types and this one."""
        name = self.cls.type_name
        built_in = load_plugins(only=())
        offer = Offer("indicator_types", name, self.cls, Plugin("this", "this", "1"))
        return built_in._replace(indicator_types={**built_in.indicator_types, name: offer})

    @property
    def page(self) -> str:
        """A checklist with every example of the docstring."""
        page = inspect.getdoc(self.cls) or ""
        blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.M | re.S)
        assert blocks, (
            f"the docstring of {self.cls.__name__} has no example: a block ```yaml with an "
            "indicator"
        )
        items = "".join(textwrap.indent(block, "  ") for block in blocks)
        points = sum(
            map(Fraction, re.findall(r"^  - id:.*?^    points: ([\d.]+)$", items, re.M | re.S)),
            ZERO,
        )
        return _HEAD.format(
            points=decimal_text(points), declares=self.declares.strip(), items=items
        )

    def load(self, text: str) -> Checklist:
        """Return the checklist in a text."""
        problems: list[Problem] = []
        return read_checklist(
            parse_yaml(text.encode(), "page.yaml", ChecklistError, problems),
            "page.yaml",
            self.plugins,
            problems,
        )

    def evidence(self, checklist: Checklist) -> st.SearchStrategy[Evidence]:
        """Generate evidence for the examples; override it if they need more than is declared."""
        return evidence(checklist)

    def test_its_examples_are_read(self) -> None:
        """The examples of the docstring are valid."""
        try:
            self.load(self.page)
        except ChecklistError as refusal:
            lines = self.page.split("\n")
            faults = [
                f"{each.what.pick('en')}, in: {lines[each.place.line - 1].strip()}"
                for each in refusal.problems
            ]
            raise AssertionError(
                f"the example in the docstring of {self.cls.__name__} is refused: {faults}"
            ) from refusal

    @NO_DEADLINE
    @given(data=st.data())
    def test_its_examples_score(self, data: st.DataObject) -> None:
        """The examples can be scored on any evidence that fits the declarations."""
        checklist = self.load(self.page)
        card = score(checklist, data.draw(self.evidence(checklist)))
        failed = [
            each.why.pick("en") for each in card.outcomes() if each.state == "error" and each.why
        ]
        assert not failed, failed

    def test_every_key_is_explained(self) -> None:
        """The section `Attributes:` of the docstring describes every key."""
        _, _, explained = (inspect.getdoc(self.cls) or "").partition("Attributes:")
        missing = [
            key.name
            for key in keys_of(self.cls).values()
            if not re.search(rf"^    {key.field}: \S", explained, re.M)
        ]
        assert not missing, f"`Attributes:` does not explain {missing}"

    def test_a_misspelt_key_is_found_at_its_line(self) -> None:
        """A misspelt key is reported at its line, for every key of the examples."""
        for line, key, lines in self._keys():
            lines[line - 1] = lines[line - 1].replace(key, f"{key}_x", 1)
            self._refused_at(line, "\n".join(lines), f"the misspelt key {key}_x")

    def test_a_value_of_another_kind_is_found_at_its_line(self) -> None:
        """A wrong value is reported at its line, for every key; no key takes a list of lists."""
        for line, key, lines in self._keys():
            if lines[line - 1].rstrip().endswith(":"):
                continue  # the value is on the next lines
            lines[line - 1] = re.sub(rf"({key}:).*", r"\1 [[[]]]", lines[line - 1])
            self._refused_at(line, "\n".join(lines), f"[[[]]] as {key}")

    def test_editors_accept_what_lawcheck_accepts(self) -> None:
        """The JSON Schema, which editors use for completion, accepts the examples."""
        root = parse_yaml(self.page.encode(), "page.yaml", ChecklistError, [])
        faults = list(
            jsonschema.Draft202012Validator(checklist_schema(self.plugins)).iter_errors(
                as_json(root)
            )
        )
        assert not faults, [fault.message for fault in faults]

    def _keys(self) -> Iterator[tuple[int, str, list[str]]]:
        """Yield each key of the type in the examples: its line, its name, a copy of all lines."""
        own = {key.name for key in keys_of(self.cls).values()}
        lines = self.page.split("\n")
        for number, line in enumerate(lines, 1):
            found = re.match(r"    (\w+):", line)
            if found and found[1] in own:
                yield number, found[1], list(lines)

    def _refused_at(self, line: int, text: str, what: str) -> None:
        try:
            self.load(text)
        except ChecklistError as error:
            places = [each.place.line for each in error.problems]
            assert line in places, f"{what} on line {line} is reported on lines {places}"
            return
        raise AssertionError(f"{what} on line {line} is accepted")


def as_json(node: Node) -> Any:
    """Return the nodes as an editor sees them: plain numbers and booleans are not strings."""
    if isinstance(node, MappingNode):
        return {key.text: as_json(value) for key, value in node.pairs}
    if isinstance(node, SequenceNode):
        return [as_json(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.is_plain and node.text in ("true", "false"):
        return node.text == "true"
    if node.is_plain:
        try:
            number = parse_number(node.text)
        except ValueError:
            return node.text
        return number.numerator if number.denominator == 1 else Decimal(node.text)
    return node.text
