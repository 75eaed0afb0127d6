"""Values and measures: a fact, a constant, or an operation (`operations`) over facts.

Those over registers are in `register_measures`. Nothing is guessed: a measure that needs a blank
cell or an absent fact raises `MissingEvidence` and names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Protocol

import attrs

from lawcheck.model.evidence import Evidence
from lawcheck.model.lowest_values import only_at_least
from lawcheck.model.operations import Operation, as_operation, combined
from lawcheck.model.readings import DoesNotApply, MissingEvidence, Reading
from lawcheck.model.text import Message, Text, join, literal, message, written


class Measure(Protocol):
    """The protocol of values and measures."""

    @property
    def title(self) -> Message:
        """What people call it."""

    @property
    def is_rate(self) -> bool:
        """Whether the number is printed as a percentage."""

    def read(self, evidence: Evidence) -> Reading:
        """Read the value for one unit.

        Raises:
            MissingEvidence: something it needs is not known.
            DoesNotApply: 0 of 0, or a blank, where the checklist says that this means not
                applicable.
        """


@attrs.frozen
class Constant:
    """A number written in the checklist.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Constant, Evidence, Unit
    >>> Constant(Fraction(12)).read(Evidence(Unit("a"))).value
    Fraction(12, 1)

    Attributes:
        value: the number.
    """

    tag: ClassVar[str] = "number"

    value: Fraction
    is_rate: ClassVar[bool] = False

    @property
    def title(self) -> Message:
        """The number itself."""
        return message("{value}", "{value}", value=self.value)

    def read(self, evidence: Evidence) -> Reading:  # noqa: ARG002 - part of the protocol
        """Return the number, whatever the evidence."""
        return Reading(self.value)


@attrs.frozen
class FactRef:
    """A fact by its name.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Evidence, Fact, FactRef, Text, Unit
    >>> evidence = Evidence(Unit("a"), {"cases": Fact("cases", Fraction(2))})
    >>> cases = FactRef("cases", Text("案件数", "cases"))
    >>> cases.title.pick("en"), cases.read(evidence).value
    ('cases', Fraction(2, 1))

    Attributes:
        name: the fact's name.
        label: what people call the fact.
        is_rate: the fact is of kind rate.
        not_applicable_if_blank: why an item that reads it does not apply where it is blank; None
            where a blank is missing.
    """

    tag: ClassVar[str] = "fact"

    name: str
    label: Text = Text("")
    is_rate: bool = False
    not_applicable_if_blank: Text | None = None

    @property
    def title(self) -> Message:
        """The fact's label, or its name."""
        return literal(self.label if self.label.zh else Text(self.name))

    def read(self, evidence: Evidence) -> Reading:
        """Read the fact's value."""
        fact = evidence.facts.get(self.name)
        if fact is None:
            raise absent((self,), evidence)
        return Reading(fact.value, (fact,))

    def read_lowest(self, evidence: Evidence, enough: Fraction) -> Reading | None:
        """Return the lowest value of a fact that is known to be at least that; None if none is.

        Args:
            evidence: of the unit.
            enough: the lowest value is not returned if it is below this.
        """
        fact = evidence.at_least.get(self.name)
        if fact is None or not isinstance(fact.value, Fraction) or fact.value < enough:
            return None
        return Reading(fact.value, (fact,))


def absent(facts: Sequence[FactRef], evidence: Evidence) -> MissingEvidence | DoesNotApply:
    """Return what absent facts mean: they are missing, unless a blank is declared for each.

    A fact of which the lowest value is known is missing, and not blank.
    """
    lowest = evidence.at_least
    why = only_at_least(
        (each.title, written(lowest[each.name].value, is_rate=each.is_rate))
        for each in facts
        if each.name in lowest
    )
    if why is not None:
        return MissingEvidence([each.name for each in facts], why=why)
    reasons = [each.not_applicable_if_blank for each in facts]
    if None in reasons:
        return MissingEvidence([each.name for each in facts])
    return DoesNotApply(
        join(
            message(
                "“{fact}”未填：{reason}",
                "{fact} is blank: {reason}",
                fact=each.title,
                reason=reason,
            )
            for each, reason in zip(facts, reasons, strict=True)
        )
    )


@attrs.frozen
class OverFacts:
    """One number or date computed from several facts.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Evidence, Fact, FactRef, OverFacts, Unit
    >>> facts = {name: Fact(name, Fraction(n)) for name, n in (("spring", 3), ("autumn", 4))}
    >>> total = OverFacts("sum", (FactRef("spring"), FactRef("autumn")))
    >>> total.read(Evidence(Unit("a"), facts)).value
    Fraction(7, 1)

    Attributes:
        operation: what is computed; a built-in operation may be given by its name.
        facts: the facts, at least as many as the operation needs.
        provider: distribution and version that provides the operation; empty for a built-in one.
    """

    tag: ClassVar[str] = "over_facts"

    operation: Operation = attrs.field(converter=as_operation)
    facts: tuple[FactRef, ...]
    provider: str = attrs.field(default="", eq=False)

    @property
    def title(self) -> Message:
        """Operation and facts."""
        return Message(self.operation.title, {"of": tuple(fact.title for fact in self.facts)})

    @property
    def is_rate(self) -> bool:
        """Whether the result is a rate, because all facts are and the operation keeps rates."""
        return self.operation.keeps_rates and all(fact.is_rate for fact in self.facts)

    def read(self, evidence: Evidence) -> Reading:
        """Compute the result; it is missing if any of the facts is."""
        blank = [fact for fact in self.facts if fact.name not in evidence.facts]
        if blank:
            raise absent(blank, evidence)
        found = tuple(evidence.facts[fact.name] for fact in self.facts)
        values = [fact.value for fact in found]
        return Reading(combined(self.operation, values, self.provider), found)
