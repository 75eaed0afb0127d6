"""Types that look right on most evidence: each breaks one promise of the suite."""

import datetime
import decimal
import sys
import threading
from fractions import Fraction
from typing import Any

import attrs
from tests.testing.wrong_types import NUMBER, WHY, Right

from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Fact
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Message, message

CASES = OverRecords("count", "cases")


def off(case: Case, points: Any, why: Message = WHY) -> Result:
    reading = case.read(NUMBER)
    return Result(
        (Deduction(points, why, reading.facts),) if reading.value else (), about=reading.about
    )


class FivePoints(Right):
    """Takes five points whatever the item is worth."""

    def score(self, case: Case) -> Result:
        return off(case, Fraction(5))


class NeedsPoints(Right):
    """Fails without points."""

    def score(self, case: Case) -> Result:
        return off(case, case.points / 2)


class FreeWithoutPoints(Right):
    """Takes nothing where the item has no limit."""

    def score(self, case: Case) -> Result:
        return off(case, case.full) if case.points is not None else Result()


class ThisYear(Right):
    """Has the year written into it."""

    def score(self, case: Case) -> Result:
        return off(case, case.read(NUMBER).value * (2 if case.period.start.year == 2023 else 1))


class UnitName(Right):
    """Reads the name of the unit."""

    def score(self, case: Case) -> Result:
        return off(case, case.read(NUMBER).value + len(case.unit.name))


class UnitKind(Right):
    """Reads the kind of the unit, and takes off the same for all that the suite makes up."""

    def score(self, case: Case) -> Result:
        return off(case, Fraction(2) if case.unit.kind == "bureau" else case.read(NUMBER).value)


class FactPlace(Right):
    """Reads where a fact stands."""

    def score(self, case: Case) -> Result:
        line = case.read(NUMBER).facts[0].source.place.line or 0
        return off(case, case.read(NUMBER).value + line)


@attrs.frozen
class RecordNumber(Right):
    """Reads the number of a record."""

    value: Any = CASES

    def score(self, case: Case) -> Result:
        reading = case.read(CASES)
        points = Fraction(sum(each.number for each in reading.records))
        return Result(
            (Deduction(points, WHY, reading.records),) if points else (), about=reading.about
        )


class Today(Right):
    """Asks what day it is; both runs are on the same."""

    def score(self, case: Case) -> Result:
        late = datetime.date.today() > datetime.date(2099, 1, 1)
        return off(case, case.read(NUMBER).value * (2 if late else 1))


class Undeclared(Right):
    """Reads a fact that no key of it names."""

    def score(self, case: Case) -> Result:
        other = case.evidence.facts.get("hidden")
        return off(case, case.read(NUMBER).value if other is None else Fraction(1))


class Tenths(Right):
    """Computes with a binary float."""

    def score(self, case: Case) -> Result:
        return off(case, Fraction(int(case.read(NUMBER).value) * 0.1))


class FloatInReason(Right):
    """Says a binary float."""

    def score(self, case: Case) -> Result:
        return off(
            case, case.read(NUMBER).value, message("扣{lost}分", "{lost} off", lost=0.1 + 0.2)
        )


class CitesNothing(Right):
    """Takes points off for nothing."""

    def score(self, case: Case) -> Result:
        reading = case.read(NUMBER)
        return Result((Deduction(reading.value, WHY),) if reading.value else ())


class CitesAnother(Right):
    """Cites a fact that it made up."""

    def score(self, case: Case) -> Result:
        reading = case.read(NUMBER)
        return Result(
            (Deduction(reading.value, WHY, (Fact("m", Fraction(1)),)),) if reading.value else ()
        )


class EnglishOnly(Right):
    """Says to Chinese readers what it says to all others."""

    def score(self, case: Case) -> Result:
        return off(
            case, case.read(NUMBER).value, message("too many complaints", "too many complaints")
        )


class ChineseOnly(Right):
    """The same the other way round."""

    def score(self, case: Case) -> Result:
        return off(case, case.read(NUMBER).value, message("投诉过多", "投诉过多"))


class SharedList(Right):
    """A list as a default belongs to all calls together."""

    def score(self, case: Case, seen: list[int] = []) -> Result:  # noqa: B006 - the default is the fault
        return super().score(case)


class Precise(Right):
    """Changes the decimal settings of everybody."""

    def score(self, case: Case) -> Result:
        decimal.getcontext().prec = 50
        return super().score(case)


class Deeper(Right):
    """Changes how deep functions may call each other."""

    def score(self, case: Case) -> Result:
        sys.setrecursionlimit(sys.getrecursionlimit() + 1)
        return super().score(case)


class Threads(Right):
    """Starts a thread, and waits for it."""

    def score(self, case: Case) -> Result:
        thread = threading.Thread(target=str)
        thread.start()
        thread.join()
        return super().score(case)


class Cancels(Right):
    """Gives back with one line what another takes."""

    def score(self, case: Case) -> Result:
        reading = case.read(NUMBER)
        lines = (
            Deduction(reading.value + 1, WHY, reading.facts),
            Deduction(Fraction(-1), WHY, reading.facts),
        )
        return Result(lines, about=reading.about)


class ZeroLine(Right):
    """Takes zero points off."""

    def score(self, case: Case) -> Result:
        reading = case.read(NUMBER)
        return Result((Deduction(Fraction(0), WHY, reading.facts),), about=reading.about)


@attrs.frozen
class Recursive(Right):
    """Calls itself once a record."""

    value: Any = CASES

    def score(self, case: Case) -> Result:
        reading = case.read(CASES)
        points = Fraction(_count(reading.records))
        return Result(
            (Deduction(points, WHY, reading.records),) if points else (), about=reading.about
        )


def _count(records: Any) -> int:
    return 1 + _count(records[1:]) if records else 0


class FarWorse(Right):
    """Fewer are better, but from a thousand on all is forgiven."""

    def score(self, case: Case) -> Result:
        value = case.read(NUMBER).value
        return off(case, value) if value < 1000 else Result()
