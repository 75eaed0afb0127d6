"""The code of small plugins, and a checklist and a unit for them."""

HOOK = "from lawcheck.registry.hookspecs import hookimpl\n\n"
TYPE = '''
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar
import attrs
from lawcheck.plugin import Case, Deduction, Message, Number, Result, hookimpl, message


@attrs.frozen
class Odd:
    """Odd numbers lose a point."""

    type_name: ClassVar[str] = "odd"
    value: Number

    def describe(self) -> Message:
        return message("单数扣1分", "odd numbers lose a point")

    def score(self, case: Case) -> Result:
        RETURN


@hookimpl
def lawcheck_indicator_types():
    return {"odd": "PLUGIN:Odd"}


@hookimpl
def lawcheck_scored(checklist, report):
    import sys
    print("seen", checklist.id, len(report.scorecards), file=sys.stderr)
'''
GOOD = "reading = case.read(self.value); return Result((Deduction(Fraction(1), self.describe()),) if reading.value % 2 else ())"
CHECKLIST = """\
lawcheck: 1
id: odd
version: "1"
title: 单数
period: {from: 2023-01-01, to: 2023-12-31}
requires: {lawcheck-one: ">=1,<2"}
scoring: {method: points, out_of: 2}
rounding: {places: 0, mode: half_up, at: total}
grade_on: exact
grades: [{name: 合格, from: 1}, {name: 不合格, from: 0}]
not_applicable: {policy: forbid, at_most: 0}
facts: {n: count}
indicators: [{id: odd, title: 单数, points: 2, type: odd, value: n}]
"""
EVIDENCE = "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {n: 3}\n"
