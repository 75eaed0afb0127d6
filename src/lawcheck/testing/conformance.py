"""The conformance suite of indicator types. The built-in types pass it."""

from __future__ import annotations

from lawcheck.testing.evidence_checks import EvidenceChecks
from lawcheck.testing.form_checks import FormChecks
from lawcheck.testing.machine_checks import MachineChecks
from lawcheck.testing.points_checks import PointsChecks
from lawcheck.testing.table_checks import TableChecks
from lawcheck.testing.words_checks import WordsChecks


class IndicatorTypeSuite(
    FormChecks, PointsChecks, WordsChecks, EvidenceChecks, MachineChecks, TableChecks
):
    """Checks of an indicator type; subclass it, name the class `Test...` and set `rule`.

    The attributes describe one indicator of a checklist. Hypothesis generates the evidence.

    >>> import attrs
    >>> from lawcheck.plugin import Case, Deduction, FactRef, Number, Result, Spec, message
    >>> from lawcheck.testing import IndicatorTypeSuite
    >>> @attrs.frozen
    ... class Even:
    ...     '''Full points for an even number.'''
    ...     type_name = "even"
    ...     value: Number
    ...     def describe(self):
    ...         return message("偶数得满分", "full points for an even number")
    ...     def score(self, case: Case) -> Result:
    ...         read = case.read(self.value)
    ...         if read.value % 2 == 0:
    ...             return Result(about=read.about)
    ...         reason = message("{n}不是偶数", "{n} is odd", n=read.value)
    ...         return Result((Deduction(case.full, reason, read.cites),), about=read.about)
    >>> class TestEven(IndicatorTypeSuite):
    ...     rule = Even(FactRef("n"))
    ...     facts = {"n": Spec("count")}
    >>> TestEven().test_stays_within_its_points()  # pytest runs this and all other checks

    Attributes:
        rule: the indicator type with its parameters; override `rules` to generate parameters too.
        points: the points of the item.
        facts: declarations of the facts that the rule reads, by name.
        registers: declarations of the registers that the rule reads, by name.
        judged: the least and the most points that a person may take off, for rules that await a
            judgement.
        better: the direction in which a fact improves, by its name: `{"sessions": "higher"}` says
            that more sessions never cost points, `{"complaints": "lower"}` that fewer never do.
    """
