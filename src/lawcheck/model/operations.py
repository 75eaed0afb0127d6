"""The operations of measures: count, sum, mean, earliest date and so on. One class each.

To add one, write its class here, put it into `OPERATIONS`, and name it in
`lawcheck.registry.builtin`: the loader of checklists, the JSON Schema and the reference page find
it there. Table scoring computes it unit by unit until `lawcheck.tables.operation_forms` has a
faster form.

An operation without fields has `__slots__ = ()` and no `@attrs.frozen`: it inherits what attrs
made for `Operation`, and making the same again takes time whenever lawcheck starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any, ClassVar, Final, Literal

import attrs

from lawcheck.model.evidence import NEVER, Never, Value, compared
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.foreign_errors import answer_of_part, fault_of_message, part_failed
from lawcheck.model.kinds import Kind
from lawcheck.model.text import Message, Text, message

NUMBERS: Final[frozenset[str]] = frozenset(kind for kind in Kind if kind.holds == "number")
"""Kinds of facts and columns that hold numbers."""
ANY_KIND: Final[frozenset[str]] = frozenset(Kind)
"""Every kind of facts and columns."""
SHARED_KEYS: Final = frozenset({"of", "weight", "by", "among", "on_zero"})
"""The keys that an operation may take in addition to `where` and its own fields."""
Answer = Fraction | date | Never
"""The result of an operation: a number or a date."""


@attrs.frozen
class Operation:
    """The base of all operations: a frozen attrs class whose fields are the operation's own keys.

    ```yaml
    value: {mean: visits, of: score, drop: 1}   # Mean(drop=1) over the column `score` of `visits`
    value: {mean: [first_half, second_half]}    # Mean() over two facts
    ```

    `combine` of an operation that takes a column (`of` is in `keys`) receives the values of the
    column in the records that meet the conditions, and with `weight` in `keys` pairs of value and
    weight, without those of weight 0. Without `of` it receives one bool for each record in
    `among`: whether it meets the conditions. Of a list of facts it receives their values in
    order. Missing values never reach an operation, because the measure is missing then.

    >>> import attrs
    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Operation, Text
    >>> @attrs.frozen
    ... class Spread(Operation):
    ...     "The highest value minus the lowest."
    ...     name = "spread"
    ...     title = Text("{of}极差", "spread of {of}")
    ...
    ...     def fewest(self):
    ...         return 1
    ...
    ...     def combine(self, values):
    ...         return max(values) - min(values)
    >>> Spread().combine([Fraction(3), Fraction(5), Fraction(4)])
    Fraction(2, 1)

    Attributes:
        name: how a checklist writes it.
        title: what it gives, in words; `{of}` is the name of the column, register or facts.
        gives: the type of its result.
        kinds: the kinds of columns and facts that it takes.
        keys: the keys that it takes over a register in addition to `where` and its own fields:
            `of`, `weight` (a column of weights; needs `of`), `by` (per period), `among` and
            `on_zero` (which then is required).
        takes_records: whether it works on the records of a register.
        takes_facts: whether it works on a list of facts.
        is_share: its result is a share: it is printed as a percentage, and deductions cite the
            records that do not meet the conditions.
        keeps_rates: the result is a rate if the values are.
    """

    name: ClassVar[str]
    title: ClassVar[Text]
    gives: ClassVar[Literal["number", "date"]] = "number"
    kinds: ClassVar[frozenset[str]] = NUMBERS
    keys: ClassVar[frozenset[str]] = frozenset({"of"})
    takes_records: ClassVar[bool] = True
    takes_facts: ClassVar[bool] = True
    is_share: ClassVar[bool] = False
    keeps_rates: ClassVar[bool] = False

    def fewest(self) -> int:
        """Return how many values are needed for a result."""
        return 0

    def too_few(self, what: Message, found: int, of_all: int) -> Message:  # noqa: ARG002 - for subclasses
        """Return why there is no result.

        Args:
            what: the measure.
            found: how many values there are.
            of_all: how many records the unit has.
        """
        return message(
            "{what}：{all}条记录中没有可以计算的",
            "{what}: none of the {all} records can be used for it",
            what=what,
            all=of_all,
        )

    def combine(self, values: Sequence[Any]) -> Answer:
        """Compute the result; called with at least `fewest()` values.

        The result must not depend on the order of records. Facts come in the order in which the
        checklist lists them.
        """
        raise NotImplementedError


class Count(Operation):
    """How many records meet the conditions, or how many of several yes/no facts are yes."""

    __slots__ = ()
    name = "count"
    title = Text("{of}的件数", "number of {of}")
    kinds = frozenset({"yes_no"})
    keys = frozenset({"by"})

    def combine(self, values: Sequence[bool]) -> Fraction:
        """Count the values that are true."""
        return Fraction(sum(values))


class Sum(Operation):
    """The sum; of no values it is 0."""

    __slots__ = ()
    name = "sum"
    title = Text("{of}合计", "sum of {of}")
    keys = frozenset({"of", "by"})

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Add up the values."""
        return sum(values, ZERO)


@attrs.frozen
class Mean(Operation):
    """The arithmetic mean.

    Attributes:
        drop: how many of the highest and how many of the lowest values are left out.
    """

    name = "mean"
    title = Text("{of}平均", "mean of {of}")
    keeps_rates = True

    drop: int = attrs.field(default=0, metadata={"least": 0})

    def fewest(self) -> int:
        """Return one more than the number of values that are left out."""
        return 2 * self.drop + 1

    def too_few(self, what: Message, found: int, of_all: int) -> Message:
        """Return how many values there are and, if some are left out, how many are needed."""
        if not self.drop:
            return super().too_few(what, found, of_all)
        return message(
            "{what}：有{found}个值；去掉最高、最低各{drop}个，至少要{needed}个",
            "{what}: {found} values; without the {drop} highest and {drop} lowest, "
            "at least {needed} are needed",
            what=what,
            found=found,
            drop=self.drop,
            needed=self.fewest(),
        )

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Compute the mean of the values that are not left out."""
        kept = sorted(values)[self.drop : len(values) - self.drop] if self.drop else values
        return sum(kept, ZERO) / len(kept)


class Maximum(Operation):
    """The highest value."""

    __slots__ = ()
    name = "maximum"
    title = Text("{of}最大值", "maximum of {of}")
    keeps_rates = True

    def fewest(self) -> int:
        """Return 1; no values have no highest one."""
        return 1

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Return the highest value."""
        return max(values)


class Minimum(Operation):
    """The lowest value."""

    __slots__ = ()
    name = "minimum"
    title = Text("{of}最小值", "minimum of {of}")
    keeps_rates = True

    def fewest(self) -> int:
        """Return 1; no values have no lowest one."""
        return 1

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Return the lowest value."""
        return min(values)


class Median(Operation):
    """The value in the middle; of an even number, the exact mean of the two in the middle."""

    __slots__ = ()
    name = "median"
    title = Text("{of}中位数", "median of {of}")
    keeps_rates = True

    def fewest(self) -> int:
        """Return 1; no values have no median."""
        return 1

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Return the mean of the two middle values, which are the same one for an odd number."""
        ordered, half = sorted(values), len(values) // 2
        # counted from both ends: [2] and [-3] are the same one of 5 values, but two of 4
        return (ordered[half] + ordered[-half - 1]) / 2


class Difference(Operation):
    """The first fact less each of the others; it may be below zero."""

    __slots__ = ()
    name = "difference"
    title = Text("{of}之差", "difference of {of}")
    keys = frozenset()
    takes_records = False
    keeps_rates = True

    def fewest(self) -> int:
        """Return 2; of one value there is no difference."""
        return 2

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Take the others off the first value."""
        first, *others = values
        return first - sum(others, ZERO)


class Product(Operation):
    """The product of facts, such as a number and a rate."""

    __slots__ = ()
    name = "product"
    title = Text("{of}之积", "product of {of}")
    keys = frozenset()
    takes_records = False
    keeps_rates = True

    def fewest(self) -> int:
        """Return 2; one value alone is no product."""
        return 2

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """Multiply the values."""
        return reduce(mul, values, ONE)


class WeightedSum(Operation):
    """The sum of value times weight, the weight of each record in a column; of none it is 0."""

    __slots__ = ()
    name = "weighted_sum"
    title = Text("{of}加权合计", "weighted sum of {of}")
    keys = frozenset({"of", "weight"})
    takes_facts = False

    def combine(self, values: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
        """Add up the products."""
        return sum((value * weight for value, weight in values), ZERO)


class WeightedMean(Operation):
    """The weighted sum divided by the sum of the weights."""

    __slots__ = ()
    name = "weighted_mean"
    title = Text("{of}加权平均", "weighted mean of {of}")
    keys = frozenset({"of", "weight"})
    takes_facts = False

    def fewest(self) -> int:
        """Return 1; without a weight above 0 there is no mean."""
        return 1

    def combine(self, values: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
        """Divide the weighted sum by the sum of the weights."""
        total = sum((value * weight for value, weight in values), ZERO)
        return total / sum((weight for _, weight in values), ZERO)


class Share(Operation):
    """The share of the records looked at (those that meet `among`) that also meet `where`.

    `on_zero` says what the share of no records is: a number, or `not_applicable`.
    """

    __slots__ = ()
    name = "share"
    title = Text("{of}中符合条件的占比", "qualifying share of {of}")
    kinds = frozenset({"yes_no"})
    keys = frozenset({"among", "on_zero"})
    takes_facts = False
    is_share = True

    def fewest(self) -> int:
        """Return 1; for no records, `on_zero` has the result."""
        return 1

    def combine(self, values: Sequence[bool]) -> Fraction:
        """Divide the number of values that are true by the number of values."""
        return Fraction(sum(values), len(values))


class Distinct(Operation):
    """How many different values there are; width and spaces of texts make no difference."""

    __slots__ = ()
    name = "distinct"
    title = Text("{of}去重后的个数", "different values of {of}")
    kinds = ANY_KIND

    def combine(self, values: Sequence[Value]) -> Fraction:
        """Count the different values, texts compared folded."""
        return Fraction(len(set(map(compared, values))))


class Earliest(Operation):
    """The earliest date; `never` where there is none."""

    __slots__ = ()
    name = "earliest"
    title = Text("{of}最早日期", "earliest {of}")
    gives = "date"
    kinds = frozenset({"date"})

    def combine(self, values: Sequence[date | Never]) -> date | Never:
        """Return the first of the dates that are not `never`."""
        return min((day for day in values if isinstance(day, date)), default=NEVER)


class Latest(Operation):
    """The latest date; `never` where one of the dates never came, or there is none."""

    __slots__ = ()
    name = "latest"
    title = Text("{of}最晚日期", "latest {of}")
    gives = "date"
    kinds = frozenset({"date"})

    def combine(self, values: Sequence[date | Never]) -> date | Never:
        """Return the last of the dates if none of them is `never`."""
        days = [day for day in values if isinstance(day, date)]
        return max(days) if days and len(days) == len(values) else NEVER


OPERATIONS: Final[tuple[type[Operation], ...]] = (
    Count,
    Sum,
    Mean,
    Maximum,
    Minimum,
    Median,
    Difference,
    Product,
    WeightedSum,
    WeightedMean,
    Share,
    Distinct,
    Earliest,
    Latest,
)
"""The built-in operations, in the order of the reference page."""
_BY_NAME: Final = {each.name: each for each in OPERATIONS}


def as_operation(given: Operation | str) -> Operation:
    """Return an operation unchanged, or the built-in one with this name.

    Raises:
        ValueError: no built-in operation has this name.
    """
    if isinstance(given, str):
        if given not in _BY_NAME:
            raise ValueError(f"{given!r} is not an operation; there are: {', '.join(_BY_NAME)}")
        return _BY_NAME[given]()
    return given


_TYPES: Final[Mapping[str, tuple[type, ...]]] = {"number": (Fraction,), "date": (date, Never)}


def combined(operation: Operation, values: Sequence[Any], provider: str) -> Answer:
    """Compute the result of an operation, and check it if a plugin provides the operation.

    Args:
        operation: the operation.
        values: its values.
        provider: distribution and version of the plugin; empty for a built-in operation.

    Raises:
        PluginError: it failed, or returned something else than a number or date as it declares.
    """
    if not provider:
        return operation.combine(values)
    answer: Any = answer_of_part(operation.name, provider, operation.combine, values)
    allowed = _TYPES[operation.gives]
    if type(answer) not in allowed:  # not isinstance, because a datetime is a date, too
        wanted = " or ".join(each.__name__ for each in allowed)
        what = f"combine() returned {type(answer).__name__}, not {wanted}"
        raise part_failed(operation.name, provider, what)
    result: Answer = answer
    return result


def why_too_few(
    operation: Operation, what: Message, found: int, of_all: int, provider: str
) -> Message:
    """Return why there are too few values, and check it if a plugin provides the operation.

    Args:
        operation: the operation.
        what: the title of the measure.
        found: the number of values.
        of_all: the number of records of the register.
        provider: distribution and version of the plugin; empty for a built-in operation.

    Raises:
        PluginError: it failed, or returned something else than a message.
    """
    if not provider:
        return operation.too_few(what, found, of_all)
    why: Any = answer_of_part(operation.name, provider, operation.too_few, what, found, of_all)
    if fault := fault_of_message(why):
        raise part_failed(operation.name, provider, f"too_few() returned {fault}")
    said: Message = why
    return said
