"""The operators of conditions: how a value is compared with an operand. One class each.

To add one, write its class here, put it into `OPERATORS`, and name it in
`lawcheck.registry.builtin`: the loader of checklists, the JSON Schema and the reference page find
it there. Table scoring evaluates it record by record until `lawcheck.tables.operator_forms` has a
faster form.

An operator without fields has `__slots__ = ()` and no `@attrs.frozen`: it inherits what attrs made
for `Operator`, and making the same again takes time whenever lawcheck starts.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

import attrs

from lawcheck.model.evidence import NEVER, Value
from lawcheck.model.foreign_errors import answer_of_part, part_failed
from lawcheck.model.text import Text

_ORDERED: Final = frozenset({"count", "amount", "rate", "date"})
_ANY: Final = _ORDERED | {"yes_no", "text"}


@attrs.frozen
class Operator:
    """The base of all operators: a frozen attrs class without fields.

    ```yaml
    where: {kind: {in: [决定, 通知]}, people: {at_least: 3}}   # In() and AtLeast()
    ```

    Texts are folded (`lawcheck.model.text.fold`) on both sides before they are compared. Missing
    values never reach an operator.

    >>> import attrs
    >>> from lawcheck.plugin import Operator, Text
    >>> @attrs.frozen
    ... class StartsWith(Operator):
    ...     "The text starts with this one."
    ...     name = "starts_with"
    ...     title = Text("{column}以“{operand}”开头", "{column} starts with {operand}")
    ...     kinds = frozenset({"text"})
    ...     takes = "text"
    ...
    ...     def holds(self, value, operand):
    ...         return value.startswith(operand)
    >>> StartsWith().holds("decision 7", "decision")
    True

    Attributes:
        name: how a checklist writes it.
        title: the condition in words, with `{column}` and `{operand}`.
        kinds: the kinds of columns and facts that it compares.
        takes: its operand: one `value` of the column's kind, a list of `values`, or any `text`,
            even one that the column does not allow.
        of_blank: whether it holds for a blank in an optional column, which equals nothing.
        settled: the answer that stays the same for all higher values, so that it is settled
            where evidence says only that a fact is at least so much; None if neither does.
    """

    name: ClassVar[str]
    title: ClassVar[Text]
    kinds: ClassVar[frozenset[str]] = _ANY
    takes: ClassVar[Literal["value", "values", "text"]] = "value"
    of_blank: ClassVar[bool] = False
    settled: ClassVar[bool | None] = None

    def holds(self, value: Any, operand: Any) -> bool:
        """Return whether the condition holds for a value."""
        raise NotImplementedError

    def example(self, operand: Any) -> Value | None:
        """Return a value for which it holds, for `lawcheck gain`; None if none is known."""
        del operand
        return None


class Equals(Operator):
    """The value is this one. `column: value` says the same."""

    __slots__ = ()
    name = "equals"
    title = Text("{column}={operand}")

    def holds(self, value: Value, operand: Value) -> bool:
        """Return whether they are equal."""
        return value == operand

    def example(self, operand: Value) -> Value:
        """Return the operand."""
        return operand


class Not(Operator):
    """The value is another one than this, or blank in an optional column."""

    __slots__ = ()
    name = "not"
    title = Text("{column}≠{operand}")
    of_blank = True

    def holds(self, value: Value, operand: Value) -> bool:
        """Return whether they differ."""
        return value != operand


class In(Operator):
    """The value is one of a list."""

    __slots__ = ()
    name = "in"
    title = Text("{column}∈{operand}")
    takes = "values"

    def holds(self, value: Value, operand: tuple[Value, ...]) -> bool:
        """Return whether the value is in the list."""
        return value in operand

    def example(self, operand: tuple[Value, ...]) -> Value | None:
        """Return the first value of the list."""
        return operand[0] if operand else None


class NotIn(Operator):
    """The value is none of a list, or blank in an optional column."""

    __slots__ = ()
    name = "not_in"
    title = Text("{column}∉{operand}")
    takes = "values"
    of_blank = True

    def holds(self, value: Value, operand: tuple[Value, ...]) -> bool:
        """Return whether the value is not in the list."""
        return value not in operand


class Contains(Operator):
    """The text contains this one; width and spaces do not count."""

    __slots__ = ()
    name = "contains"
    title = Text("{column}含“{operand}”", "{column} contains {operand}")
    kinds = frozenset({"text"})
    takes = "text"

    def holds(self, value: str, operand: str) -> bool:
        """Return whether the operand is a part of the value."""
        return operand in value

    def example(self, operand: str) -> str:
        """Return the operand."""
        return operand


class Order(Operator):
    """The base of the operators that compare by order."""

    __slots__ = ()
    kinds = _ORDERED

    @staticmethod
    def compare(value: Any, operand: Any) -> bool:
        """Compare two numbers, or two dates."""
        raise NotImplementedError

    def holds(self, value: Any, operand: Any) -> bool:
        """Return whether the value is on the right side of the operand.

        `never` is later than every date. If either side is `never`, bools are compared instead:
        True for `never`, False for a date. So `never > date` is True > False, which holds, and
        `never > never` is True > True, which does not.
        """
        if value is NEVER or operand is NEVER:
            return self.compare(value is NEVER, operand is NEVER)
        return self.compare(value, operand)


class AtLeast(Order):
    """The value is this or more."""

    __slots__ = ()
    name = "at_least"
    title = Text("{column}≥{operand}")
    settled = True

    @staticmethod
    def compare(value: Any, operand: Any) -> bool:
        """Return whether the value is as high or higher."""
        answer: bool = value >= operand
        return answer

    def example(self, operand: Value) -> Value:
        """Return the operand."""
        return operand


class MoreThan(Order):
    """The value is more than this."""

    __slots__ = ()
    name = "more_than"
    title = Text("{column}>{operand}")
    settled = True

    @staticmethod
    def compare(value: Any, operand: Any) -> bool:
        """Return whether the value is higher."""
        answer: bool = value > operand
        return answer


class AtMost(Order):
    """The value is this or less."""

    __slots__ = ()
    name = "at_most"
    title = Text("{column}≤{operand}")
    settled = False

    @staticmethod
    def compare(value: Any, operand: Any) -> bool:
        """Return whether the value is as low or lower."""
        answer: bool = value <= operand
        return answer

    def example(self, operand: Value) -> Value:
        """Return the operand."""
        return operand


class LessThan(Order):
    """The value is less than this."""

    __slots__ = ()
    name = "less_than"
    title = Text("{column}<{operand}")
    settled = False

    @staticmethod
    def compare(value: Any, operand: Any) -> bool:
        """Return whether the value is lower."""
        answer: bool = value < operand
        return answer


class Before(LessThan):
    """The date comes before this day."""

    __slots__ = ()
    name = "before"


class After(MoreThan):
    """The date comes after this day, or never came."""

    __slots__ = ()
    name = "after"


class OnOrBefore(AtMost):
    """The date is this day or one before it."""

    __slots__ = ()
    name = "on_or_before"


class OnOrAfter(AtLeast):
    """The date is this day or one after it, or never came."""

    __slots__ = ()
    name = "on_or_after"


OPERATORS: Final[tuple[type[Operator], ...]] = (
    Equals,
    Not,
    In,
    NotIn,
    Contains,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
)
"""The built-in operators, in the order of the reference page; `within` and `is_missing` are
conditions of their own (`lawcheck.model.conditions`)."""
_BY_NAME: Final = {each.name: each for each in OPERATORS}


def as_operator(given: Operator | str) -> Operator:
    """Return an operator unchanged, or the built-in one with this name.

    Raises:
        ValueError: no built-in operator has this name.
    """
    if isinstance(given, str):
        if given not in _BY_NAME:
            raise ValueError(f"{given!r} is not an operator; there are: {', '.join(_BY_NAME)}")
        return _BY_NAME[given]()
    return given


def held(operator: Operator, value: Any, operand: Any, provider: str) -> bool:
    """Evaluate an operator that a plugin provides, and check its answer.

    Args:
        operator: the operator.
        value: the value.
        operand: the operand.
        provider: distribution and version of the plugin.

    Raises:
        PluginError: it failed, or returned something else than True or False.
    """
    answer: Any = answer_of_part(operator.name, provider, operator.holds, value, operand)
    if not isinstance(answer, bool):
        what = f"holds() returned {type(answer).__name__}, not bool"
        raise part_failed(operator.name, provider, what)
    return answer


def example_of(operator: Operator, operand: Any, provider: str) -> Value | None:
    """Return what an operator of a plugin gives as an example, and check that it is a value.

    Args:
        operator: the operator.
        operand: the operand.
        provider: distribution and version of the plugin.

    Raises:
        PluginError: it failed, or returned something else than a value or None.
    """
    answer: Any = answer_of_part(operator.name, provider, operator.example, operand)
    if answer is not None and not isinstance(answer, Value):
        what = f"example() returned {type(answer).__name__}, not a value of evidence"
        raise part_failed(operator.name, provider, what)
    return answer
