"""How well and how fast lawcheck-annual-report reads figures, and facts of whole reports.

    python benchmarks/annual_reports.py [PHRASES.jsonl] [--errors]
    python benchmarks/annual_reports.py REPORT CHECKLIST EVIDENCE

The first prints recall and precision of each field on labelled phrases, those of the plugin's
tests by default, then on the facts of a published report that a person typed, and how long 1,000
reports of 8,000 characters take. The second prints the facts of another report. Each line of the
file is a phrase and what a person reads in it:

    {"phrase": "评查案卷30余卷", "figures": [{"value": 30, "unit": "卷", "qualifier": "余"}]}

One number that is said of several names counts once for each name. A qualifier is right if the
value and the unit are, too. A fact is found if it is proposed; what is left to decide is not.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lawcheck_annual_report.audit.contradictions import contradictions
from lawcheck_annual_report.crosscheck.pairs import Agreement, fact_pairs
from lawcheck_annual_report.facts.proposals import proposals
from lawcheck_annual_report.facts.wording import wording_of
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.figures.figures import Figure, figures_in
from lawcheck_annual_report.figures.labels import labelled
from lawcheck_annual_report.figures.qualifiers import Qualifier
from lawcheck_annual_report.texts.report_text import ReportText, read_report_text

import lawcheck
from lawcheck.cli import listing

MARKS: Mapping[Qualifier, str] = {
    Qualifier.EXACT: "",
    Qualifier.AT_LEAST: "余",
    Qualifier.MORE_THAN: ">",
    Qualifier.ALMOST: "近",
    Qualifier.ABOUT: "约",
    Qualifier.LESS_THAN: "<",
    Qualifier.BETWEEN: "-",
    Qualifier.REQUIRED: "req",
    Qualifier.CONTRADICTORY: "近余",
}
Key = tuple[Fraction, str]
ROOT = Path(__file__).parents[1]
TESTS = ROOT / "plugins" / "lawcheck-annual-report" / "tests"
REPORT = ROOT / "tests" / "correctness" / "published" / "data" / "maojian-2023-report.txt"
EVIDENCE = ROOT / "examples" / "maojian-2023" / "maojian.yaml"
REPORTS = 1_000
CHARACTERS = 8_000


HEAD = ("field", "labelled", "found", "right", "recall", "precision")


def main(phrases: Path, shows_errors: bool) -> None:
    """Print how well phrases are read, how well a report, and how fast."""
    counts: dict[str, list[int]] = {}
    for line in phrases.read_text("utf-8").splitlines():
        each = json.loads(line)
        wanted = list(wanted_in(each["figures"]))
        found = list(found_in(each["phrase"]))
        there, read = fields_of(wanted), fields_of(found)
        for name in there:
            counted = counts.setdefault(name, [0, 0, 0])
            for at, some in enumerate((there[name], read[name], there[name] & read[name])):
                counted[at] += some.total()
        if shows_errors and Counter(wanted) != Counter(found):
            print(each["phrase"], "| wanted", shown(wanted), "| found", shown(found))
    rows = [row(name, *counted) for name, counted in counts.items()]
    print(listing(HEAD, [*rows, of_facts(REPORT, "district-annual", EVIDENCE)]))
    text = (TESTS / "qingshi-2023.txt").read_text("utf-8") * 10
    started = time.perf_counter()
    for _ in range(REPORTS):
        contradictions(read_figures(ReportText("report.txt", text[:CHARACTERS])))
    print(f"{REPORTS} reports of {CHARACTERS} characters: {time.perf_counter() - started:.0f} s")


def fields_of(figures: Sequence[tuple[Key, str]]) -> dict[str, Counter[object]]:
    """Return what is compared of some figures, by field."""
    return {
        "value": Counter(value for (value, _), _ in figures),
        "unit": Counter(unit for (_, unit), _ in figures),
        "value and unit": Counter(key for key, _ in figures),
        "with qualifier": Counter(figures),
    }


def row(name: str, labelled: int, found: int, right: int) -> list[str]:
    """Return a row of the table."""
    shares = (f"{100 * right / whole:.1f} %" if whole else "" for whole in (labelled, found))
    return [name, str(labelled), str(found), str(right), *shares]


def of_facts(report: Path, checklist: str, evidence: Path) -> list[str]:
    """Return how well the facts of a report are proposed that a person typed."""
    session = lawcheck.Session.start()
    loaded = session.load(checklist)
    typed = session.read(loaded, [evidence]).evidence[0]
    wordings = wording_of(loaded)
    found = proposals(read_figures(read_report_text(report)), loaded, wordings)
    worded = frozenset(each.fact for each in wordings)
    pairs = fact_pairs(loaded, typed, found, worded)
    right = sum(each.agreement in (Agreement.SAME, Agreement.AT_LEAST) for each in pairs)
    proposed = sum(each.taken is not None for each in found)
    return row("facts", sum(each.typed is not None for each in pairs), proposed, right)


def wanted_in(figures: list[dict[str, Any]]) -> Iterator[tuple[Key, str]]:
    """Yield what a person read."""
    for each in figures:
        # labels say "% yoy" where the figure is a change
        unit = str(each["unit"]).split(" ")[0]
        yield (Fraction(str(each["value"])), unit), str(each["qualifier"])


def found_in(phrase: str) -> Iterator[tuple[Key, str]]:
    """Yield what the plugin reads."""
    for each in labelled(phrase, figures_in(phrase)):
        figure: Figure = each.figure
        mark = "plan" if each.is_plan else MARKS[figure.qualifier]
        for _ in each.names or ("",):
            yield (figure.value, figure.unit), mark


def shown(figures: list[tuple[Key, str]]) -> str:
    """Return figures in a line."""
    return ", ".join(f"{value}{unit} {mark}".strip() for (value, unit), mark in figures)


if __name__ == "__main__":
    match [each for each in sys.argv[1:] if each != "--errors"]:
        case [report, checklist, evidence]:
            print(listing(HEAD, [of_facts(Path(report), checklist, Path(evidence))]))
        case [phrases]:
            main(Path(phrases), "--errors" in sys.argv)
        case _:
            main(TESTS / "phrases.jsonl", "--errors" in sys.argv)
