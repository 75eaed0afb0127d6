"""The form of evidence files: what stands where, in unit files, tables and folders."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Unit
from lawcheck.session import Session

pytestmark = pytest.mark.interpreter

HEAD = "lawcheck-evidence: 1\nunit: {id: a}\n"
HEARINGS = "unit,case_no,heard_on,appeared,note\n"
NOT_FIRST = "the first key must be `lawcheck-evidence: 1`; this is not an evidence file"
MAPPING = "a mapping (`key: value` lines) is expected here"
SINGLE = "a single value is expected here, not a list or mapping"

UNIT_FILES = [
    ("facts as a list", HEAD + "facts: [1]\n", ["a.yaml:3:8: `name: value` lines are expected here"]),
    ("facts as a word", HEAD + "facts: 1\n", ["a.yaml:3:8: `name: value` lines are expected here"]),
    ("a list for a fact", HEAD + "facts: {study: [1]}\n", [f"a.yaml:3:16: {SINGLE}"]),
    ("a source without value", HEAD + "facts: {study: {source: x}}\n", ["a.yaml:3:16: write either `value` (exactly) or `at_least` (this or more)"]),
    (
        "unknown keys in a fact",
        HEAD + "facts: {study: {valeu: 1, quote: x}}\n",
        [
            "a.yaml:3:17: unknown key valeu; did you mean value?",
            "a.yaml:3:27: unknown key quote; known: value, at_least, source",
            "a.yaml:3:16: write either `value` (exactly) or `at_least` (this or more)",
        ],
    ),
    ("unknown document", HEAD + "facts: {study: {value: 1, source: {document: r}}}\n", ["a.yaml:3:35: `documents` has no r"]),
    (
        "unknown key in a source",
        HEAD + "facts: {study: {value: 1, source: {page: 3}}}\n",
        ["a.yaml:3:36: unknown key page; did you mean place?"],
    ),
    ("unknown key in a document", HEAD + "documents: {r: {title: t, page: 1}}\n", ["a.yaml:3:27: unknown key page; known: title, file"]),
    ("a word for a document", HEAD + "documents: {r: t}\n", [f"a.yaml:3:16: {MAPPING}"]),
    (
        "a word for the unit",
        "lawcheck-evidence: 1\nunit: a\n",
        [f"a.yaml:2:7: {MAPPING}", "a.yaml:2:7: `unit: {id: ...}` is missing; say which unit"],
    ),
    ("a blank id", "lawcheck-evidence: 1\nunit: {id: }\n", ["a.yaml:2:12: the unit has no id; add one"]),
    ("a list for an id", "lawcheck-evidence: 1\nunit: {id: [a]}\n", [f"a.yaml:2:12: {SINGLE}"]),
    ("rows are counted, not declared", "lawcheck-evidence: 1\nunit: {id: a, rows: 5}\n", ["a.yaml:2:15: unknown key rows; known: id, name, kind, group"]),
    ("a mapping for a register", HEAD + "registers: {hearings: {case_no: a}}\n", ["a.yaml:3:23: hearings must be a list (each record begins with -)"]),
    ("a list for the registers", HEAD + "registers: [hearings]\n", [f"a.yaml:3:12: {MAPPING}"]),
    ("a word for a record", HEAD + "registers: {hearings: [a]}\n", ["a.yaml:3:24: a record must be `column: value` pairs"]),
    ("an unknown column", HEAD + "registers: {hearings: [{case: a}]}\n", ["a.yaml:3:25: the checklist has no column case; did you mean case_no?"]),
    ("a list for a cell", HEAD + "registers: {hearings: [{case_no: [a]}]}\n", [f"a.yaml:3:34: {SINGLE}"]),
    ("an unknown register", HEAD + "registers: {herings: [{case_no: a}]}\n", ["a.yaml:3:23: the checklist has no register herings; did you mean hearings?"]),
    ("an unknown register without records", HEAD + "registers: {letters: []}\n", ["a.yaml:3:22: the checklist has no register letters; remove or rename it"]),
    ("a list for the file", "[1]\n", [f"a.yaml:1:1: {MAPPING}", f"a.yaml:1:1: {NOT_FIRST}"]),
    ("a word for the file", "x\n", [f"a.yaml:1:1: {MAPPING}", f"a.yaml:1:1: {NOT_FIRST}"]),
    ("another version", "lawcheck-evidence: 2\nunit: {id: a}\n", [f"a.yaml:1:20: {NOT_FIRST}"]),
    ("a mapping for decisions", HEAD + "not_applicable: {indicator: study}\n", ["a.yaml:3:17: not_applicable must be a list (each record begins with -)"]),
    ("blank decisions", HEAD + "judgements:\n", ["a.yaml:3:12: judgements is blank; write [] for a register without records, or remove the line"]),
    (
        "a decision twice",
        HEAD + "not_applicable:\n  - {indicator: study, reason: r, authority: x}\n  - {indicator: study, reason: r, authority: x}\n",
        ["a.yaml:5:17: study appears twice; keep one"],
    ),
    ("a decision that was never taken", HEAD + "not_applicable:\n  - {indicator: study, reason: r, authority: x, on: 从未}\n", ["a.yaml:4:53: `never` is not allowed here"]),
    ("an unknown key in a decision", HEAD + "not_applicable:\n  - {indicator: study, reason: r, authority: x, by: y}\n", ["a.yaml:4:49: the checklist has no column by; remove or rename it"]),
    ("a word to be quoted in a decision", HEAD + "not_applicable:\n  - {indicator: study, reason: no, authority: x}\n", ["a.yaml:4:32: YAML readers disagree on what no means; put it in quotes"]),
    ("a judgement that adds points", HEAD + "judgements:\n  - {indicator: quality, deduct: -1, reason: r, judge: x}\n", ["a.yaml:4:34: -1 is below the least allowed, 0"]),
    (
        "faults of YAML and of form together",
        HEAD + "facts: {study: 1, study: 2}\nfcts: {}\n",
        ["a.yaml:3:19: the key study appears twice, first on line 3; remove one", "a.yaml:4:1: unknown key fcts; did you mean facts?"],
    ),
]  # fmt: skip

TABLES = [
    ("a column without a name", {"f.csv": "unit,study,\na,1,\n"}, ["f.csv:1:3: column 3 has no name; add one or remove it"]),
    ("a line break in an id is no fault", {"f.csv": 'unit,name\n"a\nb",\x07x\n'}, ["f.csv:2:name: holds the invisible character U+0007; remove it"]),
    ("a quote in the middle", {"f.csv": 'unit,name\na,"x"y\n'}, ["f.csv:2: quotes do not match (',' expected after '\"'); check the quotes from this line on"]),
    ("a cell without end", {"f.csv": f"unit,name\na,{'x' * 200_000}\n"}, ["f.csv:2: quotes do not match (field larger than field limit (131072)); check the quotes from this line on"]),
    ("a blank id", {"f.csv": "unit,study\na,1\n,2\n"}, ["f.csv:3:unit: the unit has no id; add one"]),
    ("a blank id in a register", {"f.csv": "unit,study\na,1\n", "hearings.csv": HEARINGS + ",1号,2023-01-05,是,\n"}, ["hearings.csv:2:unit: the unit has no id; add one"]),
    ("nearly the id", {"f.csv": "unit,study\nqingshi,1\n", "hearings.csv": HEARINGS + "qinshi,1号,2023-01-05,是,\n"}, ["hearings.csv:2:unit: there is no unit qinshi (did you mean qingshi?); check the id"]),
    ("only names of columns", {"f.csv": "unit,study\n"}, ["there is no unit in the evidence"]),
    ("an invisible letter in a name", {"f.csv": "unit,unit_name,study\na,甲\u200b,1\n"}, ["f.csv:2:unit_name: holds the invisible character U+200B; remove it"]),
    ("a line that is counted on after quotes", {"f.csv": 'unit,study,name\na,1,"x\ny\nz"\n\nb,x,甲\n'}, ["f.csv:6:study: x is not a number; write it like 12 or 0.5"]),
]  # fmt: skip

FOLDERS = [
    ("a unit column", {"u/unit.yaml": HEAD, "u/hearings.csv": HEARINGS}, ["u/hearings.csv:1:unit: a table in a unit's folder does not name a unit; remove the column"]),
    ("two rows of facts", {"u/unit.yaml": HEAD, "u/facts.csv": "study\n1\n2\n"}, ["u/facts.csv:3:study: study of a is given at u/facts.csv:2:study already; keep one"]),
    (
        "faults of every file",
        {"u/unit.yaml": HEAD + "fcts: {}\n", "u/hearings.csv": "case_no,case_no\n1,2\n", "u/x.doc": ""},
        [
            "u/unit.yaml:3:1: unknown key fcts; did you mean facts?",
            "u/x.doc: a unit's folder has no place for this file; it may hold unit.yaml and attachments.csv, facts.csv, hearings.csv, judgements.csv, not_applicable.csv, overrides.csv, rebuttals.csv",
            "u/hearings.csv:1:case_no: the column case_no appears twice; remove one",
        ],
    ),
]  # fmt: skip


def paths(put: Callable[..., Path], files: dict[str, str]) -> list[Path]:
    made = [put(name, content) for name, content in files.items()]
    return list(dict.fromkeys(path if path.parent == Path() else path.parent for path in made))


@pytest.mark.parametrize(
    ("text", "lines"), [case[1:] for case in UNIT_FILES], ids=[case[0] for case in UNIT_FILES]
)
def test_unit_files(
    text: str, lines: list[str], put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("a.yaml", text)) == lines


@pytest.mark.parametrize(
    ("files", "lines"),
    [case[1:] for case in TABLES + FOLDERS],
    ids=[case[0] for case in TABLES + FOLDERS],
)
def test_tables_and_folders(
    files: dict[str, str],
    lines: list[str],
    put: Callable[..., Path],
    refused: Callable[..., list[str]],
) -> None:
    assert refused(*paths(put, files)) == lines


@pytest.mark.parametrize(
    ("facts", "document", "where", "quote"),
    [
        ("{value: 1, source: 第3页}", "", "第3页", ""),
        (
            "{value: 1, source: {document: r, place: 一(二), quote: 学法}}",
            "报告",
            "一(二)",
            "学法",
        ),
        ("{value: 1, source: {document: f}}", "f.txt", "", ""),
        ("{value: 1, source: {document: q}}", "q", "", ""),
        ("{value: 1}", "", "", ""),
        ("1", "", "", ""),
    ],
)
def test_sources(
    facts: str,
    document: str,
    where: str,
    quote: str,
    put: Callable[..., Path],
    read: Callable[..., Intake],
) -> None:
    text = (
        HEAD
        + f"documents: {{r: {{title: 报告, file: r.txt}}, f: {{file: f.txt}}, q: {{}}}}\nfacts:\n  study: {facts}\n"
    )
    (unit,) = read(put("a.yaml", text)).evidence
    source = unit.facts["study"].source

    assert (source.document, source.where, source.quote) == (document, where, quote)
    assert source.place.line == 5


def test_the_source_of_a_record_and_of_a_decision(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    text = HEAD + (
        "documents: {r: {title: 报告}}\n"
        "registers:\n  hearings:\n    - {case_no: 1号, source: {document: r, place: 表3}}\n    - {case_no: 2号}\n"
        "not_applicable:\n  - {indicator: study, reason: r, authority: x}\n"
    )
    (unit,) = read(put("a.yaml", text)).evidence
    one, two = unit.registers["hearings"]

    assert (str(one.source.place), one.source.document, one.source.where) == (
        "a.yaml:6:7",
        "报告",
        "表3",
    )
    assert (str(two.source.place), two.source.document) == ("a.yaml:7:7", "")
    assert str(unit.not_applicable["study"].source.place) == "a.yaml:9:5"


def test_what_a_table_says_of_units(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(
        put(
            "f.csv",
            "\ufeff unit , unit_name,unit_kind,unit_group,study \r\n a , 甲,街道,A, 1 \r\nb,,,,2\r\n\r\n,,,,\r\n",
        )
    )

    assert [each.unit for each in intake.evidence] == [Unit("a", "甲", "街道", "A"), Unit("b")]
    assert [each.facts["study"].value for each in intake.evidence] == [1, 2]
    assert intake.blank == 2


def test_quotes_and_line_ends_of_a_table(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    quoted = read(put("q.csv", 'unit,name\na,"甲,""乙"""\n'))
    old = read(put("o.csv", "unit,study\ra,1\r"))

    assert quoted.evidence[0].facts["name"].value == '甲,"乙"'
    assert old.evidence[0].facts["study"].value == 1


def test_units_from_registers_alone(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(put("hearings.csv", HEARINGS + "b,1号,2023-01-05,是,\na,2号,2023-01-05,是,\n"))

    assert [(each.unit.id, each.rows) for each in intake.evidence] == [("b", 1), ("a", 1)]


@pytest.mark.parametrize("name", ["unit.yaml", "unit.yml"])
def test_a_folder(name: str, put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    """A table without rows is a register without records; hidden files and READMEs are passed over."""
    put(f"u/{name}", HEAD)
    put("u/facts.csv", "study,name\n3,甲\n".encode("gb18030"))
    put("u/hearings.csv", "case_no,heard_on,appeared,note\n")
    put("u/.DS_Store", b"\0")
    put("u/readme.txt", "x")
    intake = read(Path("u"))

    assert intake.evidence[0].registers == {"hearings": ()}
    assert intake.evidence[0].facts["name"].value == "甲"
    assert [notice.pick("en") for notice in intake.notices] == ["u/facts.csv: read as GB18030"]


def test_a_nil_report_in_a_folder(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    put("u/unit.yaml", HEAD)
    put("u/hearings.csv", "case_no,heard_on,appeared,note\n零报告,,,\n")
    intake = session.read(checklist, [Path("u")])

    assert intake.evidence[0].registers == {"hearings": ()}
    assert session.score(checklist, intake).rows.read == 2
