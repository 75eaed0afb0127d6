"""How well and how fast lawcheck-annual-report reads figures.

    python benchmarks/annual_reports.py [PHRASES.jsonl] [--errors]

Prints recall and precision on labelled phrases, those of the plugin's tests by default, and how
long 1,000 reports of 8,000 characters take. Each line of the file is a phrase and what a person
reads in it:

    {"phrase": "评查案卷30余卷", "figures": [{"value": 30, "unit": "卷", "qualifier": "余"}]}

A figure is found if its value and its unit are right. One number that is said of several names
counts once for each name. Qualifiers are compared for the figures that were found.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from lawcheck_annual_report.audit.contradictions import contradictions
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.figures.figures import Figure, figures_in
from lawcheck_annual_report.figures.labels import labelled
from lawcheck_annual_report.figures.qualifiers import Qualifier
from lawcheck_annual_report.texts.report_text import ReportText

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
TESTS = Path(__file__).parents[1] / "plugins" / "lawcheck-annual-report" / "tests"
REPORTS = 1_000
CHARACTERS = 8_000


def main(phrases: Path, shows_errors: bool) -> None:
    """Print the figures of a file of phrases."""
    wanted_all = found_all = right_all = qualified = 0
    for line in phrases.read_text("utf-8").splitlines():
        each = json.loads(line)
        wanted = list(wanted_in(each["figures"]))
        found = list(found_in(each["phrase"]))
        common = Counter(key for key, _ in wanted) & Counter(key for key, _ in found)
        right = common.total()
        marked = (Counter(wanted) & Counter(found)).total()
        wanted_all, found_all = wanted_all + len(wanted), found_all + len(found)
        right_all, qualified = right_all + right, qualified + marked
        if shows_errors and (right < max(len(wanted), len(found)) or marked < right):
            print(each["phrase"], "| wanted", shown(wanted), "| found", shown(found))
    print(f"figures {wanted_all}, found {found_all}, right {right_all}")
    print(f"recall     {100 * right_all / wanted_all:.1f} %")
    print(f"precision  {100 * right_all / found_all:.1f} %")
    print(f"qualifiers {100 * qualified / right_all:.1f} %")
    text = (TESTS / "qingshi-2023.txt").read_text("utf-8") * 10
    started = time.perf_counter()
    for _ in range(REPORTS):
        contradictions(read_figures(ReportText("report.txt", text[:CHARACTERS])))
    print(f"{REPORTS} reports of {CHARACTERS} characters: {time.perf_counter() - started:.0f} s")


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
    named = [each for each in sys.argv[1:] if each != "--errors"]
    main(Path(named[0]) if named else TESTS / "phrases.jsonl", "--errors" in sys.argv)
