"""A grade that rests on a presumption says so beside the grade, wherever a grade is shown."""

import csv
import io
from pathlib import Path

from lawcheck.analysis.ranking import ranked
from lawcheck.model.text import Language
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.population import RankingAnalysis
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: presumed
version: "1"
title: 推定
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 0, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 9}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {report: yes_no, fraud: yes_no, accident: yes_no}
indicators:
  - {id: report, title: 报告, points: 10, type: yes_no, value: report}
vetoes:
  - {id: fraud, title: 弄虚作假, when: {fraud: true}, effect: {total: 0}, if_missing: not_applied, basis: [{law: 考评办法（虚构）}]}
  - {id: accident, title: 重大事故, when: {accident: true}, effect: {total: 0}, if_missing: not_applied, basis: [{law: 考评办法（虚构）}]}
"""


def texts(tmp_path: Path, facts: str, language: Language, format_name: str) -> str:
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "u.yaml").write_text(
        f"lawcheck-evidence: 1\nunit: {{id: u}}\nfacts: {{report: true{facts}}}\n", "utf-8"
    )
    session = Session.start(only=())
    checklist = session.load(tmp_path / "c.yaml")
    report = session.score(checklist, session.read(checklist, [tmp_path / "u.yaml"]))
    if format_name == "rank":
        ranking = RankingAnalysis(checklist, ranked(checklist, report.scorecards))
        return TextCard().write_analysis(ranking, language, 80)
    return session.write(report, format_name, language, 100)


def test_the_line_with_the_grade_says_what_it_presumes(tmp_path: Path) -> None:
    assert "优秀（以弄虚作假、重大事故未发生为前提）" in texts(tmp_path, "", "zh", "text")
    assert "优秀 (presuming that this did not happen: 弄虚作假)" in texts(
        tmp_path, ", accident: false", "en", "text"
    )
    assert "优秀（以重大事故未发生为前提）" in texts(tmp_path, ", fraud: false", "zh", "markdown")


def test_a_grade_that_presumes_nothing_stands_alone(tmp_path: Path) -> None:
    assert "前提" not in texts(tmp_path, ", fraud: false, accident: false", "zh", "text")


def test_tables_mark_it(tmp_path: Path) -> None:
    assert "优秀（有前提）" in texts(tmp_path, "", "zh", "rank")
    (row,) = csv.DictReader(io.StringIO(texts(tmp_path, "", "en", "csv").removeprefix("\ufeff")))
    assert (row["grade"], row["grade_presumes"]) == ("优秀", "弄虚作假; 重大事故")
