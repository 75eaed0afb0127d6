"""The suite that every indicator type owes its users, for each way to score the unit."""

from fractions import Fraction

import attrs
from hypothesis.strategies import SearchStrategy
from lawcheck_casefile.case_files import CaseFiles
from lawcheck_casefile.standard import Defect, Fatal

from lawcheck.plugin import Checklist, Evidence, Register, Spec, Text
from lawcheck.testing import DocumentationSuite, IndicatorTypeSuite

MEAN = CaseFiles(
    register="files",
    file_points=Fraction(100),
    faults=(
        Defect(Text("装订", "binding"), "binding", Fraction(5)),
        Defect(Text("错误", "errors"), "errors", Fraction(10), Fraction(50)),
    ),
    qualified_from=Fraction(60),
    on_zero="not_applicable",
    by="mean",
    fatal=(Fatal(Text("主体", "power"), "power"),),
    planned=4,
)
FILES = {
    "files": Register(
        Text("案卷", "files"),
        {
            "number": Spec("text"),
            "binding": Spec("yes_no"),
            "errors": Spec("count", optional=True),
            "power": Spec("yes_no"),
        },
    )
}


class TestMean(IndicatorTypeSuite):
    rule = MEAN
    registers = FILES


class TestShare(IndicatorTypeSuite):
    rule = attrs.evolve(MEAN, by="share", target=Fraction(9, 10), on="point", on_zero="zero")
    registers = FILES


class TestLowerBound(IndicatorTypeSuite):
    rule = attrs.evolve(
        MEAN,
        by="share",
        target=Fraction(2, 5),
        on="lower_bound",
        bound="clopper_pearson",
        planned=5,
    )
    registers = FILES


class TestEach(IndicatorTypeSuite):
    rule = attrs.evolve(MEAN, by="each", deduct=Fraction(2), on_zero="full")
    registers = FILES


class TestThePage(DocumentationSuite):
    cls = CaseFiles
    declares = """
registers:
  penalty_files: {label: 案卷, columns: {number: text, badly_bound: yes_no, form_errors: count, no_power: yes_no}}
  licence_files: {label: 案卷, columns: {number: text, missing_papers: yes_no}}
"""

    def evidence(self, checklist: Checklist) -> SearchStrategy[Evidence]:
        return super().evidence(checklist).map(self._numbered)

    @staticmethod
    def _numbered(given: Evidence) -> Evidence:
        """A file stands in the register once."""
        registers = {
            name: tuple(
                attrs.evolve(each, values={**each.values, "number": str(each.number)})
                for each in records
            )
            for name, records in given.registers.items()
        }
        return attrs.evolve(given, registers=registers)
