"""What inputs become: the same evidence from every format, missing kept apart from zero, every row accounted for."""

import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawcheck.documents.digest import digest_of_evidence
from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.interpret import Intake
from lawcheck.evidence.program_values import Given
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, LawcheckError, LimitError
from lawcheck.model.evidence import NEVER, Judgement, NotApplicable
from lawcheck.session import Session

YAML = """\
lawcheck-evidence: 1
unit: {id: a, name: 甲}
documents: {report: {title: 年度报告}}
facts:
  study: {value: 12, source: {document: report, place: 一(一), quote: 学法12次}}
  share: 95.5%
  filed: 2023-06-30
  open: 是
  name: 甲
registers:
  hearings:
    - {case_no: "1号", heard_on: 2023-03-01, appeared: 是}
    - {case_no: "2号", heard_on: 2023-04-01, appeared: 否, note: 请假}
not_applicable:
  - {indicator: study, reason: 新设单位, authority: 司法局, on: 2024-01-10}
judgements:
  - {indicator: quality, deduct: 1.5, reason: 缺页, judge: 张三}
"""


def as_json() -> str:
    return json.dumps(
        {
            "lawcheck-evidence": 1,
            "unit": {"id": "a", "name": "甲"},
            "facts": {
                "study": 12,
                "share": "95.5%",
                "filed": "2023/6/30",
                "open": True,
                "name": "甲",
            },
            "registers": {
                "hearings": [
                    {"case_no": "1号", "heard_on": "2023-03-01", "appeared": True},
                    {
                        "case_no": "2号",
                        "heard_on": "2023-04-01",
                        "appeared": False,
                        "note": "请假",
                    },
                ]
            },
            "not_applicable": [
                {
                    "indicator": "study",
                    "reason": "新设单位",
                    "authority": "司法局",
                    "on": "2024-01-10",
                }
            ],
            "judgements": [
                {"indicator": "quality", "deduct": "1.50", "reason": "缺页", "judge": "张三"}
            ],
        },
        ensure_ascii=False,
    )


CSV = {
    "facts.csv": "unit,unit_name,study,share,filed,open,name\na,甲,12,95.50,2023年6月30日,yes,甲\n",
    "hearings.csv": "unit,case_no,heard_on,appeared,note\na,1号,2023-03-01,true,\na,2号,2023-04-01,false,请假\n",
    "not_applicable.csv": "unit,indicator,reason,authority,on\na,study,新设单位,司法局,2024-01-10\n",
    "judgements.csv": "unit,indicator,deduct,reason,judge,on\na,quality,1.5,缺页,张三,\n",
}


def test_the_same_facts_in_every_format_are_the_same_evidence(
    put: Callable[..., Path], read: Callable[..., Intake], checklist: Checklist
) -> None:
    from_csv = read(*[put(name, text) for name, text in CSV.items()])
    from_gbk = read(*[put("gbk/" + name, text.encode("gb18030")) for name, text in CSV.items()])
    folder = {
        name: text.replace("unit,", "", 1).replace("\na,", "\n")
        for name, text in CSV.items()
        if name != "facts.csv"
    }
    head = YAML.split("registers:")[0].replace("学法12次", "12")
    for name, text in {**folder, "unit.yaml": head}.items():
        put("folder/" + name, text)
    program = build_evidence(
        checklist,
        read(put("unit.yaml", YAML)).evidence[0].unit,
        {
            "study": 12,
            "share": Fraction(955, 1000),
            "filed": date(2023, 6, 30),
            "open": True,
            "name": "甲",
        },
        {
            "hearings": [
                {"case_no": "1号", "heard_on": date(2023, 3, 1), "appeared": True, "note": None},
                {"case_no": "2号", "heard_on": "2023-04-01", "appeared": False, "note": "请假"},
            ]
        },
        [NotApplicable("study", "新设单位", "司法局", date(2024, 1, 10))],
        [Judgement("quality", Fraction(3, 2), "缺页", "张三")],
    )
    all_ways = [
        read(put("unit.yaml", YAML)).evidence,
        read(put("unit.json", as_json())).evidence,
        from_csv.evidence,
        from_gbk.evidence,
        read(Path("folder")).evidence,
        (program,),
    ]

    assert len({digest_of_evidence(each) for each in all_ways}) == 1
    assert [each[0].rows for each in all_ways] == [3, 3, 3, 3, 3, 3]
    assert [notice.pick("zh") for notice in from_gbk.notices] == [
        f"{Path('gbk') / name}：按 GB18030 编码读取" for name in CSV
    ]


def test_values_and_sources_of_a_unit_file(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    (unit,) = read(put("unit.yaml", YAML)).evidence
    source = unit.facts["study"].source

    assert {name: fact.value for name, fact in unit.facts.items()} == {
        "study": Fraction(12),
        "share": Fraction(955, 1000),
        "filed": date(2023, 6, 30),
        "open": True,
        "name": "甲",
    }
    assert (str(source.place), source.document, source.where, source.quote) == (
        "unit.yaml:5:18",
        "年度报告",
        "一(一)",
        "学法12次",
    )
    assert [record.label for record in unit.registers["hearings"]] == ["1号", "2号"]


def test_missing_blank_and_empty_are_three_things(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    text = "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: , done: 0, filed: 从未}\n"
    (unit,) = read(put("a.yaml", text)).evidence
    (empty,) = read(put("b.yaml", text + "registers: {hearings: []}\n")).evidence

    assert "study" not in unit.facts
    assert unit.facts["done"].value == 0
    assert unit.facts["filed"].value is NEVER
    assert "hearings" not in unit.registers
    assert empty.registers == {"hearings": ()}


def test_a_unit_without_rows_has_no_register_and_one_with_a_nil_report_an_empty_one(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    facts = put("facts.csv", "unit,study\na,1\nb,2\nc,3\n")
    hearings = put(
        "hearings.csv", "unit,case_no,heard_on,appeared,note\na,1号,2023-01-05,是,\nb,零报告,,,\n"
    )

    a, b, c = read(facts, hearings).evidence

    assert len(a.registers["hearings"]) == 1
    assert b.registers["hearings"] == ()
    assert "hearings" not in c.registers
    assert (a.rows, b.rows, c.rows) == (2, 2, 1)


def test_every_row_is_accounted_for(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    """Six rows of data, one blank, one of totals: read = scored + not scored + blank + skipped."""
    facts = put("facts.csv", "unit,study\na,1\n\nb,2\n合计,3\n")
    hearings = put(
        "hearings.csv",
        "unit,case_no,heard_on,appeared,note\na,1号,2023-01-05,是,\nb,2号,2023-01-05,是,\n",
    )
    intake = session.read(checklist, [facts, hearings], skip_total_rows=True)

    everything = session.score(checklist, intake).rows
    one = session.score(checklist, intake, ["b"]).rows

    assert (everything.scored, everything.not_scored, everything.blank, everything.skipped) == (
        4,
        0,
        1,
        ("facts.csv:5:unit 合计",),
    )
    assert (one.scored, one.not_scored, one.blank, one.read) == (2, 2, 1, 6)


def test_an_unknown_unit_is_named(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    intake = session.read(checklist, [put("facts.csv", "unit,study\na,1\n")])

    with pytest.raises(LawcheckError, match="no unit z in the evidence; there are: a"):
        session.score(checklist, intake, ["z"])


def test_full_width_digits_are_read_with_a_notice_and_refused_from_programs(
    put: Callable[..., Path], read: Callable[..., Intake], checklist: Checklist
) -> None:
    intake = read(put("facts.csv", "unit,study\na,１２\n"))

    assert intake.evidence[0].facts["study"].value == 12
    assert [notice.pick("zh") for notice in intake.notices] == [
        "facts.csv:2:study：全角“１２”按 12 读取"
    ]
    with pytest.raises(EvidenceError, match="study: '１２' is not a number"):
        build_evidence(checklist, "a", {"study": "１２"})


def test_numbers_that_mean_the_same_are_the_same(checklist: Checklist) -> None:
    ways: list[Given] = [5, "5", "5.0", Decimal("5.00"), Fraction(10, 2)]

    assert (
        len({digest_of_evidence([build_evidence(checklist, "a", {"study": way})]) for way in ways})
        == 1
    )


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"study": 5.0},
            "study: the float 5.0 is not exact any more; pass a str, Decimal or Fraction",
        ),
        ({"study": True}, "study: True (bool) is not of kind count"),
        ({"study": "1_0"}, "study: '1_0' is not a number"),
        ({"study": " 1"}, "study: ' 1' is not a number"),
        ({"study": "1e2"}, "study: '1e2' is not a number"),
        ({"study": Decimal("NaN")}, "study: Decimal('NaN') is not a number"),
        ({"study": Fraction(1, 2)}, "study: 0.5 must be a whole number, zero or more"),
        ({"share": "95%"}, "share: '95%' is not a number"),
        ({"share": 95}, "share: 9500% is above the most allowed, 100%"),
        ({"share": -1}, "share: a rate cannot be negative"),
        ({"open": 1}, "open: 1 (int) is not of kind yes_no"),
        ({"filed": 20230101}, "filed: 20230101 (int) is not of kind date"),
        (
            {"filed": date(2022, 1, 1)},
            "filed: 2022-01-01 lies outside the period 2023-01-01 to 2023-12-31; check it",
        ),
        ({"studdy": 1}, "studdy: the checklist has no fact studdy"),
        ({"done": 5, "all": 4}, "done: a: done is 5, more than the 4 of all; check them"),
    ],
)
def test_what_programs_may_not_pass(
    facts: dict[str, object], line: str, checklist: Checklist
) -> None:
    with pytest.raises(EvidenceError) as error:
        build_evidence(checklist, "a", facts)  # type: ignore[arg-type]

    assert str(error.value).removesuffix(" (unit a)") == line


def test_programs_name_only_what_there_is(checklist: Checklist) -> None:
    with pytest.raises(EvidenceError) as error:
        build_evidence(
            checklist,
            "a\u202e",
            registers={"hearing": [], "hearings": [{"case": "x"}]},
            not_applicable=[
                NotApplicable("stdy", "r", "a"),
                NotApplicable("rate", "r", "a"),
                NotApplicable("study", "", "a"),
            ],
            judgements=[
                Judgement("study", Fraction(1), "r", "j"),
                Judgement("quality", Fraction(1), "", "j"),
            ],
        )

    assert [line.removesuffix(r" (unit a\u202e)") for line in str(error.value).split("\n")] == [
        "holds the invisible character U+202E; remove it",
        "hearing: the checklist has no register hearing",
        "hearings:1:case: the register has no column case",
        "stdy: there is no indicator stdy",
        "rate: rate may not be not applicable",
        "study: a decision of not applicable needs reason and authority",
        "study: there is no judged indicator study",
        "quality: a judgement needs reason and judge",
    ]


def test_pipes_folders_and_missing_files(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    put("~$facts.csv", "x")
    lines = refused(Path("~$facts.csv"), Path("nowhere.yaml"))

    assert lines == [
        "~$facts.csv: this is a lock file of Office; close the document and take the file itself",
        "nowhere.yaml: there is no such file; check the path",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names exist on POSIX only")
def test_a_named_pipe_does_not_block(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    put("x", "")
    os.mkfifo("pipe.yaml")

    assert refused(Path("pipe.yaml")) == ["pipe.yaml: this is not a regular file; save it as one"]


def test_a_file_over_the_limit(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    with pytest.raises(LimitError, match="more than the limit of 16000000"):
        read(put("big.yaml", "#" * 16_000_001))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=200),
    name=st.sampled_from(["x.yaml", "x.json", "x.csv", "hearings.csv", "judgements.csv"]),
)
def test_any_bytes_end_in_evidence_or_a_named_fault(
    data: bytes, name: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    try:
        intake = read(put(name, data))
    except LawcheckError as error:
        assert error.pick("zh")
        assert error.pick("en")
    else:
        assert intake.evidence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="{}[],:\"'-&*!#|>%@` \n\ta1是", max_size=80))
def test_any_yaml_like_text_ends_in_evidence_or_a_named_fault(
    text: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    for name, start in (
        ("x.yaml", "lawcheck-evidence: 1\nunit: {id: a}\n"),
        ("x.json", ""),
        ("x.csv", "unit,study\n"),
    ):
        try:
            assert read(put(name, start + text)).evidence
        except LawcheckError as error:
            assert error.problems


def test_an_input_given_twice_is_not_counted_twice(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    path = put("hearings.csv", "unit,case_no,heard_on,appeared,note\na,1号,2023-01-05,是,\n")

    assert refused(path, Path("hearings.csv")) == [
        "hearings.csv: the same file is given twice; give it once"
    ]


def test_a_row_that_holds_nothing_and_a_nil_report_beside_records(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    path = put(
        "hearings.csv",
        "unit,case_no,heard_on,appeared,note\na,,,,\nb,零报告,,,\nb,1号,2023-01-05,是,\n",
    )

    assert refused(path) == [
        "hearings.csv:2: this row holds nothing but the unit; write `nil` where there is nothing to record",
        "hearings.csv:4: hearings both says that there is nothing and holds records; check it",
    ]


def test_a_unit_file_of_a_total_is_refused_not_lost(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    one = put("a.yaml", "lawcheck-evidence: 1\nunit: {id: a}\n")
    two = put("b.yaml", "lawcheck-evidence: 1\nunit: {id: Average}\nfacts: {study: 1}\n")

    assert refused(one, two) == [
        "b.yaml:2:12: Average is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows"
    ]
