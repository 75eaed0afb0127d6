"""The protocols of indicator types (评分方式), whose instances are rules.

A type is a frozen attrs class. Its fields are its keys in the checklist, its docstring is its
reference page, and `score` returns what one unit loses (or gains) and why. It never sees a file,
a screen, or another item; the engine applies caps, floors, N/A policies and rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal, Protocol, runtime_checkable

import attrs

from lawcheck.model.calendars import PeriodLength
from lawcheck.model.case import Case, Result
from lawcheck.model.rule_fields import Value
from lawcheck.model.text import Message


@attrs.frozen
class Fault:
    """A problem in how a checklist uses a type.

    Yielded by the method `check` of a type.

    >>> from lawcheck.plugin import ZERO, Fault, message
    >>> def check(self, points):
    ...     if self.target <= ZERO:
    ...         what = message("目标须大于0", "the target must be above 0")
    ...         yield Fault(what, "target")

    Attributes:
        what: what is wrong and what to do.
        key: the key of the type that it is about; empty for the item as a whole.
        unless_below_zero: not a problem for an item with a `floor` below zero, which may lose more
            than its points.
    """

    what: Message
    key: str = ""
    unless_below_zero: bool = False


@runtime_checkable
class Rule(Protocol):
    """An indicator with its parameters filled in: an instance of an indicator type.

    >>> import attrs
    >>> from lawcheck import build_evidence, score
    >>> from lawcheck.plugin import Deduction, FactRef, Number, Result, Rule, Spec, message
    >>> from lawcheck.testing import one_item
    >>> @attrs.frozen
    ... class Each:
    ...     type_name = "each"
    ...     value: Number
    ...
    ...     def describe(self):
    ...         return message("每件扣1分", "1 off for each")
    ...
    ...     def score(self, case):
    ...         reading = case.read(self.value)
    ...         if not reading.value:
    ...             return Result(about=reading.about)
    ...         reason = message("{n}件", "{n} cases", n=reading.value)
    ...         deduction = Deduction(reading.value, reason, reading.cites)
    ...         return Result((deduction,), about=reading.about)
    >>> isinstance(Each(FactRef("cases")), Rule)
    True
    >>> checklist = one_item(Each(FactRef("cases")), facts={"cases": Spec("count")})
    >>> card = score(checklist, build_evidence(checklist, unit="a", facts={"cases": 2}))
    >>> print(card.score)
    3
    """

    type_name: ClassVar[str]

    def describe(self) -> Message:
        """Return the rule in one sentence, as a score sheet would print it."""

    def score(self, case: Case) -> Result:
        """Return what this unit loses or gains.

        Raises:
            MissingEvidence, DoesNotApply: from reading values; let them pass.
            AwaitsJudgement: a person has to decide first.
        """


@runtime_checkable
class Checked(Protocol):
    """A type that checks at load time how it is used."""

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Yield the problems, given the item's points."""


@runtime_checkable
class NamedRule(Protocol):
    """One rule inside an item of several."""

    @property
    def id(self) -> str:
        """Unique in the item."""

    @property
    def rule(self) -> Rule:
        """The rule."""


def parts_of(rule: Rule) -> tuple[NamedRule, ...]:
    """Return the rules inside a rule; none for a rule that stands by itself."""
    parts = getattr(rule, "parts", ())  # a type may have a field of another kind with this name
    named = parts if isinstance(parts, tuple) else ()
    return tuple(part for part in named if isinstance(part, NamedRule))


@runtime_checkable
class Peered(Protocol):
    """A type that compares units; `score` finds the values of the others in `case.peers`.

    >>> import attrs
    >>> from lawcheck.plugin import ONE, Deduction, FactRef, Number, Peered, Result, message
    >>> @attrs.frozen
    ... class NotBest:
    ...     type_name = "not_best"
    ...     value: Number
    ...     within = "group"
    ...
    ...     def describe(self):
    ...         return message("非最高的扣1分", "1 off unless highest")
    ...
    ...     def compared(self, case):
    ...         return case.read(self.value).value
    ...
    ...     def score(self, case):
    ...         own = case.read(self.value)
    ...         if all(own.value >= peer.value for peer in case.peers):
    ...             return Result(about=own.about)
    ...         deduction = Deduction(ONE, message("不是最高", "not the highest"), own.cites)
    ...         return Result((deduction,), about=own.about)
    >>> isinstance(NotBest(FactRef("cases")), Peered)
    True
    """

    @property
    def within(self) -> Literal["all", "group", "kind"]:
        """Which units are compared, all, those of one group, or those of one kind."""

    def compared(self, case: Case) -> Fraction:
        """Return the number of one unit that is compared.

        Raises:
            MissingEvidence: it is not known.
            DoesNotApply: the unit takes no part in the comparison.
        """


@runtime_checkable
class Paired(Protocol):
    """A type that compares a part with a whole.

    Evidence in which a part is above its whole is refused, with the place of the part.

    >>> import attrs
    >>> from lawcheck.plugin import FactRef, Paired
    >>> @attrs.frozen
    ... class InTime:
    ...     on_time: FactRef
    ...     cases: FactRef
    ...
    ...     def pairs(self):
    ...         yield self.on_time.name, self.cases.name
    >>> rule = InTime(FactRef("on_time"), FactRef("cases"))
    >>> isinstance(rule, Paired), list(rule.pairs())
    (True, [('on_time', 'cases')])
    """

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of fact names, (part, whole)."""


@runtime_checkable
class Dated(Protocol):
    """A type that counts the days from one date to another.

    Evidence in which the second comes first is told, since one of the two is probably wrong.

    >>> from lawcheck.plugin import Dated
    >>> class Published:
    ...     def spans(self):
    ...         yield "decisions", "decided", "published"
    >>> isinstance(Published(), Dated)
    True
    """

    def spans(self) -> Iterator[tuple[str, str, str]]:
        """Yield the register, its column with the first date, and that with the second.

        For dates that are facts, the register is empty.
        """


@runtime_checkable
class Earning(Protocol):
    """A type whose items count up from zero: `score` returns `gains`.

    Under a scoring method that counts down nothing can be gained, so such an item is refused
    there when the checklist is loaded.

    >>> from lawcheck.plugin import Earning
    >>> class Awarded:
    ...     is_earned = True
    >>> isinstance(Awarded(), Earning)
    True
    """

    is_earned: ClassVar[Literal[True]]


@runtime_checkable
class Guarded(Protocol):
    """A type that compares its value with one that is not to be changed for the sake of points.

    Such as a number of the year before, or the number of lawsuits of which a share was lost:
    `lawcheck gain` advises to change neither.

    >>> import attrs
    >>> from lawcheck.plugin import FactRef, Guarded, Number
    >>> @attrs.frozen
    ... class MoreThanBefore:
    ...     value: Number
    ...     last_year: Number
    ...
    ...     def not_advised(self):
    ...         yield self.last_year
    >>> rule = MoreThanBefore(FactRef("lessons"), FactRef("lessons_last_year"))
    >>> isinstance(rule, Guarded), [value.name for value in rule.not_advised()]
    (True, ['lessons_last_year'])
    """

    def not_advised(self) -> Iterator[Value]:
        """Yield the values of its fields whose facts and records are left as they are."""


@runtime_checkable
class Periodic(Protocol):
    """A type that may count the records of each month, quarter or half-year by themselves.

    >>> from lawcheck.plugin import Periodic
    >>> class EachQuarter:
    ...     counts_each = "quarter"
    >>> isinstance(EachQuarter(), Periodic)
    True
    """

    @property
    def counts_each(self) -> PeriodLength | None:
        """The length of the parts that are counted; None for the whole period at once."""


@runtime_checkable
class Comparing(Protocol):
    """A type that compares a value with numbers of the checklist.

    Numbers beside a rate need a percent sign, and numbers beside a count have none: a checklist
    that mixes them up is refused.

    >>> from lawcheck.plugin import Comparing
    >>> class AtLeast:
    ...     thresholds = ("least",)
    ...
    ...     def is_share(self):
    ...         return True
    >>> isinstance(AtLeast(), Comparing)
    True

    Attributes:
        thresholds: the keys of the numbers, in the unit of the value; a key below a key is written
            `deduct.per`.
    """

    thresholds: ClassVar[tuple[str, ...]]

    def is_share(self) -> bool | None:
        """Return whether the numbers are shares; None if that is not known."""


@runtime_checkable
class Timed(Protocol):
    """A type that itself leaves alone what is not due yet on the day that is scored.

    Items of other types say with `falls_due` when they are due; those that do not are named in a
    notice.

    >>> from lawcheck.plugin import Timed
    >>> class EachMonth:
    ...     is_timed = True
    >>> isinstance(EachMonth(), Timed)
    True
    """

    @property
    def is_timed(self) -> bool:
        """Whether this rule does so."""


@runtime_checkable
class ProRated(Protocol):
    """A type whose demand can be scaled by `Case.share` (`falls_due: {before: pro_rata}`).

    >>> from lawcheck.plugin import ProRated
    >>> class AtLeast:
    ...     def pro_rata_faults(self):
    ...         return iter(())
    >>> isinstance(AtLeast(), ProRated)
    True
    """

    def pro_rata_faults(self) -> Iterator[Fault]:
        """Yield why this rule cannot be scaled as it is written."""


@attrs.frozen
class SamplingError:
    """The sampling error of an item: a confidence interval for the points that it loses.

    It says how far the points of the sample may be from those that all cases would have given.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import SamplingError
    >>> error = SamplingError(Fraction("0.5"), Fraction(2), Fraction("0.95"))
    >>> error.most - error.least
    Fraction(3, 2)

    Attributes:
        least: the fewest points that may be lost; like a deduction, before the item's cap.
        most: the most that may be lost. What `score` takes off lies between the two.
        confidence: the probability of both ends together, such as 95%.
    """

    least: Fraction
    most: Fraction
    confidence: Fraction


@runtime_checkable
class Sampled(Protocol):
    """A type that scores a sample and computes its sampling error.

    >>> from lawcheck.plugin import ONE, ZERO, Sampled, SamplingError
    >>> class Reviewed:
    ...     def sampling_error(self, case):
    ...         return SamplingError(ZERO, ONE, ONE)
    >>> isinstance(Reviewed(), Sampled)
    True
    """

    def sampling_error(self, case: Case) -> SamplingError | None:
        """Return the interval of the item's loss; None if its points come from no sample.

        Called only for items for which `score` returned a result, with the same case.

        Raises:
            DoesNotApply: where `score` does.
        """


@runtime_checkable
class Judgeable(Protocol):
    """A type that takes the judgement of a person.

    >>> from lawcheck.plugin import Judgeable
    >>> class Judged:
    ...     def judged(self, key):
    ...         yield key
    >>> isinstance(Judged(), Judgeable)
    True
    """

    def judged(self, key: str) -> Iterator[str]:
        """Yield the keys under which it looks for judgements, given its own."""


@runtime_checkable
class JudgedByMany(Protocol):
    """A type whose items several people may judge; `score` finds them in `case.judgements`.

    >>> from lawcheck.plugin import JudgedByMany
    >>> class Panel:
    ...     def judged_by_many(self, key):
    ...         yield key
    >>> isinstance(Panel(), JudgedByMany)
    True
    """

    def judged_by_many(self, key: str) -> Iterator[str]:
        """Yield those of the keys of `judged` that take more than one judgement."""
