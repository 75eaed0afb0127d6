"""Types that break one promise of the conformance suite each, and the right one that they are made from."""

import decimal
import os
import random
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.evidence import Fact
from lawcheck.model.measures import FactRef
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Fault, SamplingError
from lawcheck.model.text import Message, Text, message

WHY = message("原因", "reason")
NUMBER = FactRef("n")
CASES = OverRecords("count", "cases")


@attrs.frozen
class Right:
    """One point off for each, and nothing else: the one that every wrong type below is made from."""

    type_name: ClassVar[str] = "right"

    value: Any = NUMBER

    def describe(self) -> Message:
        return WHY

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        return Result(
            (Deduction(reading.value, WHY, reading.facts),) if reading.value else (),
            about=reading.about,
        )


class Sampling(Right):
    """Right as well: a sample that may be wrong by one either way."""

    def sampling_error(self, case: Case) -> SamplingError:
        lost = case.read(self.value).value
        return SamplingError(max(Fraction(0), lost - 1), lost + 1, Fraction(95, 100))


class OnlyWorse(Right):
    """A sampling error that leaves out what was scored."""

    def sampling_error(self, case: Case) -> SamplingError:
        lost = case.read(self.value).value
        return SamplingError(Fraction(0), lost / 2, Fraction(95, 100))


class OnlyBetter(Right):
    """The same on the other side."""

    def sampling_error(self, case: Case) -> SamplingError:
        lost = case.read(self.value).value
        return SamplingError(lost + 1, lost + 2, Fraction(95, 100))


class FloatOfError(Right):
    """A binary float among its bounds."""

    def sampling_error(self, case: Case) -> SamplingError:
        lost = case.read(self.value).value
        return SamplingError(Fraction(0), lost + 1.96, Fraction(95, 100))


class Float(Right):
    """A binary float among the points."""

    def score(self, case: Case) -> Result:
        return Result((Deduction(0.5, WHY),))  # type: ignore[arg-type]


class WholeNumber(Right):
    """An int is not a Fraction."""

    def score(self, case: Case) -> Result:
        return Result((Deduction(1, WHY),))  # type: ignore[arg-type]


class NotANumber(Right):
    """NaN."""

    def score(self, case: Case) -> Result:
        return Result((Deduction(float("nan"), WHY),))  # type: ignore[arg-type]


class Negative(Right):
    """A deduction that gives."""

    def score(self, case: Case) -> Result:
        return Result((Deduction(Fraction(-1), WHY),))


class NegativeGain(Right):
    """A gain that takes."""

    def score(self, case: Case) -> Result:
        return Result(gains=(Gain(Fraction(-1), WHY),))


class Nothing(Right):
    """Returns None."""

    def score(self, case: Case) -> Result:
        return None


class JustPoints(Right):
    """Returns a number, not a result."""

    def score(self, case: Case) -> Result:
        return Fraction(3)  # type: ignore[return-value]


class Raises(Right):
    """Fails."""

    def score(self, case: Case) -> Result:
        raise ZeroDivisionError


class KeyOfFacts(Right):
    """Looks a fact up without asking whether it is known."""

    def score(self, case: Case) -> Result:
        return Result((Deduction(case.evidence.facts["n"].value, WHY),))  # type: ignore[arg-type]


class MissingIsZero(Right):
    """Takes what is not known for zero."""

    def score(self, case: Case) -> Result:
        fact = case.evidence.facts.get("n")
        return Result((Deduction(fact.value, WHY),) if fact and fact.value else ())  # type: ignore[arg-type]


class MissingIsFailure(Right):
    """Takes what is not known for a failure."""

    def score(self, case: Case) -> Result:
        fact = case.evidence.facts.get("n")
        return Result((Deduction(Fraction(5), WHY),) if fact is None else ())


class MissingIsRefused(Right):
    """Refuses the run because something is not known."""

    def score(self, case: Case) -> Result:
        if "n" not in case.evidence.facts:
            raise BadEvidence(WHY)
        return super().score(case)


class Chance(Right):
    """Draws lots."""

    def score(self, case: Case) -> Result:
        case.read(self.value)
        return Result((Deduction(Fraction(random.randrange(10**6), 10**6), WHY),))  # noqa: S311 - chance is the fault


class Clock(Right):
    """Asks the time."""

    def score(self, case: Case) -> Result:
        case.read(self.value)
        return Result((Deduction(Fraction(time.perf_counter_ns() % 1000, 1000), WHY),))


class Memory(Right):
    """Remembers how often it was asked."""

    seen: ClassVar[list[int]] = []

    def score(self, case: Case) -> Result:
        case.read(self.value)
        self.seen.append(1)
        return Result((Deduction(Fraction(len(self.seen), 10**6), WHY),))


class ChangesFacts(Right):
    """Writes into the evidence."""

    def score(self, case: Case) -> Result:
        result = super().score(case)
        case.evidence.facts["n"] = Fact("n", Fraction(0))  # type: ignore[index]
        return result


class AddsFacts(Right):
    """Leaves a note in the evidence."""

    def score(self, case: Case) -> Result:
        result = super().score(case)
        case.evidence.facts["seen"] = Fact("seen", Fraction(1))  # type: ignore[index]
        return result


class DecimalSettings(Right):
    """Computes with the precision that the caller happens to have set."""

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        lost = decimal.Decimal(int(reading.value)) / decimal.Decimal(7)
        return Result((Deduction(Fraction(lost), WHY),))


class ReadsEverything(Right):
    """Counts whatever facts there are."""

    def score(self, case: Case) -> Result:
        case.read(self.value)
        return Result((Deduction(Fraction(len(case.evidence.facts), 10), WHY),))


class LastRecord(Right):
    """Looks at the last record of a register alone."""

    def score(self, case: Case) -> Result:
        reading = case.read(CASES)
        last = reading.records[-1].values["bad"] if reading.records else False
        return Result((Deduction(Fraction(1), WHY),) if last else (), about=reading.about)


class FirstRecord(Right):
    """Looks at the first."""

    def score(self, case: Case) -> Result:
        reading = case.read(CASES)
        first = reading.records[0].values["bad"] if reading.records else False
        return Result((Deduction(Fraction(1), WHY),) if first else (), about=reading.about)


class CountsLines(Right):
    """Takes a point for each line, of which tables have one for many records."""

    def score(self, case: Case) -> Result:
        found = case.each_record("cases", lambda record: (Fraction(bool(record.values["bad"])),))
        return Result(
            tuple(Deduction(Fraction(1), WHY) for _ in found.lines), about=(found.about,)
        )


class NoRegisterIsNoRecord(Right):
    """Takes a register that nobody kept for one without records."""

    def score(self, case: Case) -> Result:
        records = case.evidence.registers.get("cases", ())
        return Result(
            (Deduction(Fraction(sum(bool(each.values["bad"]) for each in records)), WHY),)
            if records
            else ()
        )


class SilentReason(Right):
    """A reason whose words need a value that it does not have."""

    def score(self, case: Case) -> Result:
        case.read(self.value)
        return Result((Deduction(Fraction(1), message("{what}", "{what}")),))


class OneLanguage(Right):
    """A sentence with a value in one language only."""

    def describe(self) -> Message:
        return Message(Text("好", "{missing}"), {"other": 1})


class NoSentence(Right):
    """Says nothing of itself."""

    def describe(self) -> Message:
        return None


class FaultyExample(Right):
    """Finds fault with its own example."""

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        yield Fault(WHY)


class Undocumented(Right):
    pass


Undocumented.__doc__ = ""


@attrs.define
class Thawed:
    """Can be changed after it was read."""

    type_name: ClassVar[str] = "thawed"
    value: Any = NUMBER

    def describe(self) -> Message:
        return WHY

    def score(self, case: Case) -> Result:
        return Right(self.value).score(case)


class Plain:
    """No attrs class: nobody knows its keys."""

    type_name: ClassVar[str] = "plain"

    def describe(self) -> Message:
        return WHY

    def score(self, case: Case) -> Result:
        return Right().score(case)


@attrs.frozen
class Mute:
    """Lacks `describe`."""

    type_name: ClassVar[str] = "mute"

    def score(self, case: Case) -> Result:
        return Right().score(case)


class HigherIsNotBetter(Right):
    """The suite is told that more is better; each costs a point."""


class AsksForTheClass(Right):
    """Takes a value that stands for a whole column for something else than a number."""

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        if type(reading.value) is not Fraction:
            return Result(about=reading.about)
        return Right().score(case)


class OrderOfASet(Right):
    """A set of texts has another order in another process."""

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        why = message("{names}", "{names}", names=list({"甲", "乙", "丙", "丁", "戊", "己"}))
        return Result((Deduction(reading.value, why),) if reading.value else ())


class Locale(Right):
    """Looks at the language of the machine."""

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        return Result(
            (Deduction(Fraction(1 if os.environ.get("LC_ALL") == "C" else 2), WHY),)
            if reading.value
            else ()
        )


class TimeZone(Right):
    """Looks at the clock of the machine."""

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        return Result(
            (Deduction(Fraction(1 if time.tzname[0] == "UTC" else 2), WHY),)
            if reading.value
            else ()
        )


class NoJson(Right):
    """Cites what is neither a fact nor a record."""

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        return Result((Deduction(Fraction(1), WHY, ("the minutes",)),) if reading.value else ())  # type: ignore[arg-type]


@attrs.frozen
class Faulty(Right):
    """Some of its rules are faulty, which only shows when the parameters are made up as well."""

    price: Fraction = Fraction(1)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        if self.price > 2:
            yield Fault(WHY, "price")
