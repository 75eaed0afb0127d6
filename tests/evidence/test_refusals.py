"""What evidence is refused with: every fault of every input, with its place and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

CASES = [
    (
        "short row",
        {"f.csv": "unit,study,done\na,1\nb,2,3,4\n"},
        [
            "f.csv:2: this line has 2 cells, the header 3; add or remove cells",
            "f.csv:3: this line has 4 cells, the header 3; add or remove cells",
        ],
    ),
    (
        "quote",
        {"f.csv": 'unit,study\na,"1\nb,2\nc,3\n'},
        [
            "f.csv:2: quotes do not match (unexpected end of data); check the quotes from this line on"
        ],
    ),
    (
        "dupcol",
        {"f.csv": "unit,study,study\na,1,2\n"},
        ["f.csv:1:study: the column study appears twice; remove one"],
    ),
    (
        "nounit",
        {"f.csv": "id,study\na,1\n"},
        ["f.csv:1: the column `unit` (id of the unit) is missing; there are: id, study"],
    ),
    (
        "utf16",
        {
            "f.csv": b"\xff\xfeu\x00n\x00i\x00t\x00,\x00n\x00a\x00m\x00e\x00\n\x00a\x00,\x002u\n\x00"
        },
        ['f.csv: not UTF-8 text (UTF-16 or an Excel file?); save it as "CSV UTF-8"'],
    ),
    (
        "total",
        {"f.csv": "unit,study\na,1\n合计,1\n"},
        [
            "f.csv:3:unit: 合计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows"
        ],
    ),
    (
        "dup",
        {"f.csv": "unit,study\n金,1\n⾦ ,2\n"},
        [
            "f.csv:3:unit: the unit 金 appears twice, first at f.csv:2:unit; merge the two",
        ],
    ),
    (
        "unknown col",
        {"f.csv": "unit,studdy\na,1\n"},
        ["f.csv:1:studdy: the checklist has no column studdy; did you mean study?"],
    ),
    (
        "num",
        {
            "f.csv": 'unit,study,done,all,share,filed,open,name\na,1_0,1e5,"1,000",0.95,31/12/2023,maybe,甲\u202e\nb,-1,1.5,012,101%,45291,,\nc,NaN,12次,1234567890123456,95,2022-12-31,Y,甲\n'
        },
        [
            "f.csv:2:study: 1_0 is not a number; write it like 12 or 0.5",
            "f.csv:2:done: 1e5 is not a number; write it like 12 or 0.5",
            "f.csv:2:all: 1,000 has thousands separators; remove the commas",
            "f.csv:2:share: 0.95: percent is declared; is it 0.95% or a fraction? write the percent sign",
            "f.csv:2:filed: 31/12/2023 is not a date; write year-month-day, 2023-12-31",
            "f.csv:2:open: maybe must be yes or no (是/否)",
            "f.csv:2:name: holds the invisible character U+202E; remove it",
            "f.csv:3:study: -1 must be a whole number, zero or more",
            "f.csv:3:done: 1.5 must be a whole number, zero or more",
            "f.csv:3:all: 012 begins with a zero; remove it",
            "f.csv:3:share: 101% is above the most allowed, 100%",
            "f.csv:3:filed: 45291 looks like a serial date of Excel; write it like 2023-12-31",
            "f.csv:4:study: NaN is not a number; write it like 12 or 0.5",
            "f.csv:4:done: 12次 has a unit; write the number alone",
            "f.csv:4:all: 1234567890123456 has more than 15 digits; is it a code?",
            "f.csv:4:filed: 2022-12-31 lies outside the period 2023-01-01 to 2023-12-31; check it",
        ],
    ),
    (
        "cross",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {done: 5, all: 4, kept: 1, void: 2, cleaned: 4, some: 9}\n"
        },
        [
            "a.yaml:3:62: a: some is 9, more than the 4 of all; check them",
            "a.yaml:3:15: a: done is 5, more than the 4 of all; check them",
            "a.yaml:3:53: a: cleaned is 4, but kept, void add up to 3; check them",
        ],
    ),
    (
        "same fact twice",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 5}\n",
            "f.csv": "unit,study\na,1\n",
        },
        [
            "f.csv:2:study: study of a is given at a.yaml:3:16 already; keep one",
        ],
    ),
    (
        "two files of one unit",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 5}\n",
            "b.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {done: 5}\n",
        },
        [
            "b.yaml:2:12: the unit a appears twice, first at a.yaml:2:12; merge the two",
        ],
    ),
    (
        "two tables of one unit",
        {
            "f.csv": "unit,unit_name,study\na,甲,1\na,甲,1\nb,乙,2\n",
            "g.csv": "unit,unit_name,study,done\na,丙,1,1\na,甲,,2\nb,,,1\n",
        },
        [
            "f.csv:3:unit: the unit a appears twice, first at f.csv:2:unit; merge the two",
            "g.csv:2:unit_name: the unit a says 甲 at f.csv:2:unit and 丙 here; make them the same",
            "g.csv:3:unit: the unit a appears twice, first at g.csv:2:unit; merge the two",
            "g.csv:2:study: study of a is given at f.csv:2:study already; keep one",
        ],
    ),
    (
        "a name that a second table says, and a third denies",
        {
            "f.csv": "unit,study\na,1\nb,2\n",
            "g.csv": "unit,unit_name,done\na,甲,1\nb,乙,1\n",
            "h.csv": "unit,unit_name,all\na,丙,1\nb,乙,1\n",
        },
        [
            "h.csv:2:unit_name: the unit a says 甲 at g.csv:2:unit_name and 丙 here; make them the same",
        ],
    ),
    (
        "names of facts in a unit's file",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {STUDY: 5, 学法次数: 5, dnoe: 1, x: 2}\n",
        },
        [
            "a.yaml:3:9: the checklist has no column STUDY; did you mean study?",
            "a.yaml:3:19: the checklist has no column 学法次数; did you mean study?",
            "a.yaml:3:28: the checklist has no column dnoe; did you mean done?",
            "a.yaml:3:37: the checklist has no column x; remove or rename it",
        ],
    ),
    (
        "evidence of another checklist",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 5, villages: 1, adviser: 是}\nregisters:\n  penalties:\n  - {fine: 1}\n",
        },
        [
            "3 of the 4 names of columns and registers in the evidence are not in the checklist demo; is it meant for another one?",
            "a.yaml:3:19: the checklist has no column villages; remove or rename it",
            "a.yaml:3:32: the checklist has no column adviser; remove or rename it",
            "a.yaml:6:5: the checklist has no register penalties; remove or rename it",
        ],
    ),
    (
        "one unknown name in many files",
        {
            f"{unit}.yaml": f"lawcheck-evidence: 1\nunit: {{id: {unit}}}\nfacts: {{villages: 1}}\n"
            for unit in "abc"
        },
        [
            f"{unit}.yaml:3:9: the checklist has no column villages; remove or rename it"
            for unit in "abc"
        ],
    ),
    (
        "as many known as unknown",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 5, done: 1, all: 1, villages: 1, adviser: 是, roads: 1}\n",
        },
        [
            "a.yaml:3:36: the checklist has no column villages; remove or rename it",
            "a.yaml:3:49: the checklist has no column adviser; remove or rename it",
            "a.yaml:3:61: the checklist has no column roads; remove or rename it",
        ],
    ),
    (
        "reg",
        {
            "f.csv": "unit,study\na,1\nb,2\n",
            "hearings.csv": "unit,case_no,heard_on,appeared,note\na,1号,2023-01-05,是,\nb,零报告,,,\nc,2号,2023-01-05,是,\n",
        },
        ["hearings.csv:4:unit: there is no unit c; check the id"],
    ),
    (
        "decisions",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 1}\nnot_applicable:\n  - {indicator: study, reason: r}\n  - {indicator: rate, reason: r, authority: x}\n  - {indicator: stdy, reason: r, authority: x}\njudgements:\n  - {indicator: quality, deduct: 1, reason: r}\n  - {indicator: study, deduct: 1, reason: r, judge: j}\n"
        },
        [
            "a.yaml:5:5: authority missing; a decision needs its reason and who took it",
            "a.yaml:6:17: rate may not be not applicable; give its evidence",
            "a.yaml:7:17: the checklist has no indicator stdy; did you mean study (学法)?",
            "a.yaml:9:5: judge missing; a decision needs its reason and who took it",
            "a.yaml:10:17: the checklist has no judged indicator study; there are: quality",
        ],
    ),
    (
        "yaml keys",
        {"a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfact: {study: 1}\n"},
        ["a.yaml:3:1: unknown key fact; did you mean facts?"],
    ),
    (
        "yaml unit",
        {"a.yaml": "lawcheck-evidence: 1\nfacts: {study: 1}\n"},
        ["a.yaml:1:1: `unit: {id: ...}` is missing; say which unit"],
    ),
    (
        "yaml head",
        {"a.yaml": "facts: {study: 1}\n"},
        ["a.yaml:1:1: the first key must be `lawcheck-evidence: 1`; this is not an evidence file"],
    ),
    (
        "yaml regs",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nregisters:\n  hearings:\n  herings: []\n"
        },
        [
            "a.yaml:4:12: hearings is blank; write [] for a register without records, or remove the line"
        ],
    ),
    (
        "json dup",
        {
            "a.json": '{"lawcheck-evidence": 1, "unit": {"id": "a"}, "facts": {"study": 12, "study": 13}}'
        },
        ["a.json:1:70: the key study appears twice, first on line 1; remove one"],
    ),
    (
        "json nan",
        {"a.json": '{"lawcheck-evidence": 1, "unit": {"id": "a"}, "facts": {"study": NaN}}'},
        ["a.json:1:66: this is not valid JSON: a value is expected here"],
    ),
    (
        "json trail",
        {"a.json": '{"lawcheck-evidence": 1} x'},
        ["a.json:1:26: this is not valid JSON: the end of the file is expected here"],
    ),
    (
        "json str",
        {"a.json": '{"lawcheck-evidence": 1, "unit": {"id": "a\n"}}'},
        ["a.json:1:43: this is not valid JSON: a complete string is expected here"],
    ),
    (
        "folder",
        {
            "u/unit.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 1}\n",
            "u/hearings.csv": "case_no,heard_on,appeared,note\n",
            "u/README.md": "x",
            "u/x.txt": "q",
        },
        [
            "u/x.txt: a unit's folder has no place for this file; it may hold unit.yaml and attachments.csv, facts.csv, hearings.csv, judgements.csv, not_applicable.csv, overrides.csv, rebuttals.csv"
        ],
    ),
    (
        "folder of nobody",
        {"u/hearings.csv": "case_no,heard_on,appeared,note\n", "u/facts.csv": "unit,study\na,x\n"},
        [
            "u: the folder has no unit.yaml, which says whose evidence it is; write one or, "
            f"if its files name their units, give the files: {Path('u', '*.csv')}"
        ],
    ),
    (
        "folder with only notes",
        {"u/README.md": "a"},
        ["u: the folder has no unit.yaml; write one, which says whose evidence it is"],
    ),
    (
        "empty csv",
        {"f.csv": ""},
        ["f.csv:1: the table is empty; the first line must name the columns"],
    ),
    ("empty yaml", {"a.yaml": ""}, ["a.yaml: the file is empty"]),
    (
        "unknown kind",
        {"a.docx": "x"},
        [
            "a.docx: no reader for this kind of file; lawcheck reads a unit's folder, .yaml, .json and .csv"
        ],
    ),
    (
        "two kinds of faults",
        {
            "f.csv": "unit,study\na,x\n",
            "hearings.csv": "unit,case_no,heard_on,appeared,note\na,1号,2024-01-05,是,\n",
        },
        [
            "f.csv:2:study: x is not a number; write it like 12 or 0.5",
            "hearings.csv:2:heard_on: 2024-01-05 lies outside the period 2023-01-01 to 2023-12-31; check it",
        ],
    ),
    (
        "faults of form and of values",
        {
            "f.csv": "unit,study,done,done\na,x,1,2\nb,y\n",
            "g.csv": b"\xff\xfeu\x00n\x00i\x00t\x00",
            "hearings.csv": "unit,case_no,heard_on,appeared,note\nb,1号,2024-01-05,是,\nc,2号,soon,是,\n",
        },
        [
            "f.csv:1:done: the column done appears twice; remove one",
            "f.csv:3: this line has 2 cells, the header 4; add or remove cells",
            'g.csv: not UTF-8 text (UTF-16 or an Excel file?); save it as "CSV UTF-8"',
            "f.csv:2:study: x is not a number; write it like 12 or 0.5",
            "hearings.csv:2:heard_on: 2024-01-05 lies outside the period 2023-01-01 to 2023-12-31; check it",
            "hearings.csv:3:heard_on: soon is not a date; write year-month-day, 2023-12-31",
        ],
    ),
    (
        "rows that were left out are not missed",
        {"f.csv": "unit,study,done\na,2,2\nb,3\nc,2,2\nd,,\n"},
        ["f.csv:3: this line has 2 cells, the header 3; add or remove cells"],
    ),
    (
        "folder with faults of form and of values",
        {
            "u/unit.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: x}\n",
            "u/hearings.csv": "unit,case_no,heard_on,appeared,note\na,1号,soon,是,\n",
        },
        [
            "u/hearings.csv:1:unit: a table in a unit's folder does not name a unit; remove the column",
            "u/unit.yaml:3:16: x is not a number; write it like 12 or 0.5",
        ],
    ),
]


@pytest.mark.parametrize(
    ("files", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_refused(
    files: dict[str, str | bytes],
    lines: list[str],
    put: Callable[..., Path],
    refused: Callable[..., list[str]],
) -> None:
    paths = [put(name, content) for name, content in files.items()]
    inputs = dict.fromkeys(path if path.parent == Path() else path.parent for path in paths)

    assert refused(*inputs) == lines


def test_a_folder_of_units(put: Callable[..., Path], refused: Callable[..., list[str]]) -> None:
    for name in ("u/a.yaml", "u/b.json", "u/c/unit.yaml"):
        put(name, "{}")
    files = ", ".join(str(Path("u", name)) for name in ("*", "*.json", "*.yaml"))

    assert refused(Path("u")) == [
        "u: the folder has no unit.yaml, which says whose evidence it is; write one or, "
        f"if its files name their units, give the files: {files}"
    ]
