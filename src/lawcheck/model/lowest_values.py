"""Facts of which evidence gives only a lowest value (160余场), and what they settle all the same.

Such a fact is missing to every rule but those that ask for no more than it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lawcheck.model.conditions import Comparison, IsMissing, Truth, Where, Within, all_of, any_of
from lawcheck.model.evidence import Fact, Value
from lawcheck.model.text import Message, Text, join, message, written


def only_at_least(lowest: Iterable[tuple[Message | Text, Message]]) -> Message | None:
    """Return in words what is known of such facts; None if there are none.

    Args:
        lowest: what people call each fact, and its lowest value as they write it.
    """
    said = [
        message(
            "“{fact}”只知道不少于{value}",
            "of {fact} it is only known that it is at least {value}",
            fact=name,
            value=value,
        )
        for name, value in lowest
    ]
    return join(said) if said else None


def settled(where: Where, values: Mapping[str, Value | None], lowest: Mapping[str, Fact]) -> Truth:
    """Return whether conditions hold whatever more there is; None if that is not known.

    Args:
        where: the conditions.
        values: the values that are known.
        lowest: by name, the facts of which only the lowest value is known.
    """
    truths = (_settled(test, values, lowest) for test in where.tests)
    if not where.either:
        return all_of(truths)
    one = any_of(settled(group, values, lowest) for group in where.either)
    return all_of(iter((*truths, one)))


def _settled(
    test: Comparison | IsMissing | Within,
    values: Mapping[str, Value | None],
    lowest: Mapping[str, Fact],
) -> Truth:
    fact = lowest.get(test.column) if test.columns else None
    if fact is None or isinstance(test, Within):
        return test.holds(values)
    if isinstance(test, IsMissing):
        return not test.wanted
    # an operator of a plugin says nothing about higher values, so it is not asked
    if test.operator.settled is None:
        return None
    truth = test.holds({test.column: fact.value})
    return truth if truth is test.operator.settled else None


def called(where: Where, lowest: Mapping[str, Fact]) -> Iterator[tuple[Text, Message]]:
    """Yield what conditions call such facts, and their lowest values in words."""
    for test in where.tests:
        if test.columns and test.column in lowest:
            is_rate = isinstance(test, Comparison) and test.is_rate
            value = written(lowest[test.column].value, is_rate=is_rate)
            yield test.label if test.label.zh else Text(test.column), value
    for group in where.either:
        yield from called(group, lowest)
