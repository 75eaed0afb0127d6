"""What people write in a register where there is nothing to record, and records that are given twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.documents.digest import digest_of_checklist
from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError, EvidenceError
from lawcheck.session import Session

BASE = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 60}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: {kind: count}}
registers:
  docs: {columns: {number: text, kind: {kind: text, optional: true}, day: {kind: date, optional: true}}MORE}
indicators:
  - {id: a1, title: 违法, points: 90, type: incidents, count: {count: docs}, deduct: 5}
  - {id: a2, title: 学法, points: 10, type: count_target, value: n, target: 10, deduct: {points: 1, per: 1}}
"""
WORDS = "words: {nil: [无, 无此情况], blank: [/, —, 不详]}\n"


@pytest.fixture
def load(put: Callable[..., Path], session: Session) -> Callable[..., Checklist]:
    def loaded(more: str = "", end: str = "") -> Checklist:
        return session.load(put("base.yaml", BASE.replace("MORE", more) + end))

    return loaded


def docs(put: Callable[..., Path], session: Session, checklist: Checklist, *rows: str) -> Intake:
    return session.read(
        checklist,
        [
            put("f.csv", "unit,n\na,1\n"),
            put("docs.csv", "unit,number,kind,day\n" + "\n".join(rows) + "\n"),
        ],
    )


def lines(
    put: Callable[..., Path], session: Session, checklist: Checklist, *rows: str
) -> list[str]:
    with pytest.raises(EvidenceError) as error:
        docs(put, session, checklist, *rows)
    return str(error.value).split("\n")


@pytest.mark.parametrize(
    "row", ["a,零 报告,,", "a,零报告,,", "a,,零报告,", "a,NIL,,", "a,零报告,零报告,"]
)
def test_built_in_words_for_nil(
    row: str, load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    assert docs(put, session, load(), row).evidence[0].registers == {"docs": ()}


@pytest.mark.parametrize("row", ["a,无,,", "a,无 此 情况,,", "a,无,/,—", "a,/,无,", "a,无,无,"])
def test_declared_words_for_nil_and_blank(
    row: str, load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    assert docs(put, session, load(end=WORDS), row).evidence[0].registers == {"docs": ()}


def test_a_declared_word_for_blank_empties_the_cell(
    load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    checklist = load(end=WORDS)
    facts = session.read(checklist, [put("g.csv", "unit,n\na,/\n")]).evidence[0].facts

    assert facts == {}
    assert docs(put, session, checklist, "a,1号,不 详,/").evidence[0].registers["docs"][
        0
    ].values == {"number": "1号"}


@pytest.mark.parametrize(
    "word",
    [
        "无",
        "/",
        "—",
        "-",
        "无此情况",
        "暂无",
        "本年度未发生",
        "没有",
        "不涉及",
        "n/a",
        "0",
        "完全没有过",
        "从略",
        "无碍",
    ],
)
def test_a_lone_word_is_asked_about(
    word: str, load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    line = (
        f"docs.csv:2: this row of docs holds {word} alone; write `nil` where there is nothing to record, or declare the word under "
        "`words` in the checklist; fill in the other columns where it is a record, or remove the row"
    )
    assert lines(put, session, load(), f"a,{word},,") == [line]


def test_marks_in_every_cell_are_asked_about(
    load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    assert lines(put, session, load(), "a,无,/,—") == [
        "docs.csv:2: this row of docs holds 无 alone; write `nil` where there is nothing to record, or declare the word under "
        "`words` in the checklist; fill in the other columns where it is a record, or remove the row"
    ]


def test_a_number_may_stand_alone(
    load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    assert (
        len(docs(put, session, load(), "a,鄂发〔2024〕1号,,").evidence[0].registers["docs"]) == 1
    )


def test_a_row_of_blanks_alone(
    load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    assert lines(put, session, load(end=WORDS), "a,/,—,") == [
        "docs.csv:2: this row holds nothing but the unit; write `nil` where there is nothing to record"
    ]


def test_a_word_for_nil_beside_a_record(
    load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    assert lines(put, session, load(end=WORDS), "a,无,违法,") == [
        "docs.csv:2: a row that says `nil` holds nothing else; check it"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("a,1号,甲,", "a,2号,乙,", "a,１号,丙,"),
        ("a,甲诉〔2024〕1号,甲,", "a,2号,乙,", "a,甲诉[2024] 1号,丙,"),
    ],
)
def test_two_records_that_may_not_be_equal(
    rows: tuple[str, ...],
    load: Callable[..., Checklist],
    put: Callable[..., Path],
    session: Session,
) -> None:
    checklist = load(more=", unique: [number]")

    assert lines(put, session, checklist, *rows) == [
        "docs.csv:4: a: this record of docs has the same number as the one at docs.csv:2; remove the repeated one"
    ]
    with pytest.raises(EvidenceError) as error:
        build_evidence(
            checklist, "a", registers={"docs": [{"number": "1号"}, {"number": " 1号".strip()}]}
        )
    assert (
        str(error.value)
        == "docs:2: a: this record of docs has the same number as the one at docs:1; remove the repeated one"
    )


def test_records_of_two_units_may_be_equal(
    load: Callable[..., Checklist], session: Session, put: Callable[..., Path]
) -> None:
    checklist = load(more=", unique: [number, day]")
    files = (
        put("f.csv", "unit,n\na,1\nb,1\n"),
        put(
            "docs.csv",
            "unit,number,kind,day\na,1号,甲,\nb,1号,甲,\na,1号,甲,2024-01-01\na,,甲,2024-01-02\na,,乙,2024-01-03\n",
        ),
    )

    assert [len(each.registers["docs"]) for each in session.read(checklist, files).evidence] == [
        4,
        1,
    ]


def test_equal_rows_are_told_where_nothing_is_said(
    load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    intake = docs(put, session, load(), "a,1号,甲,", "a,1号,甲,", "a,1号,乙,", "a,1号,甲,")

    assert [each.pick("en") for each in intake.notices] == [
        "a: 2 records of docs equal an earlier one in every column, as docs.csv:3 equals docs.csv:2; each is counted"
    ]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            ", unique: [nummer]",
            "base.yaml:13:114: unknown column `nummer`; did you mean `number`?",
        ),
        (", unique: []", "base.yaml:13:114: `unique` is empty; write at least one column"),
        (", unique: [number, number]", "base.yaml:13:114: number appears twice"),
    ],
)
def test_faults_of_unique(more: str, line: str, load: Callable[..., Checklist]) -> None:
    with pytest.raises(ChecklistError) as error:
        load(more=more)
    assert str(error.value) == line


def test_a_checklist_that_says_nothing_new_keeps_its_digest(
    load: Callable[..., Checklist],
) -> None:
    assert (
        digest_of_checklist(load())
        != digest_of_checklist(load(end=WORDS))
        != digest_of_checklist(load(more=", unique: [day]"))
    )
    assert (
        digest_of_checklist(load())
        == "0b46f26f7eba5a5c6d067e3b39f114fc4d6733524e79b6b2b4958e2f63cefd76"
    )


NEEDED = BASE.replace(", optional: true", "").replace("MORE", "")
TWO = NEEDED.replace("kind: {kind: text}, ", "")


@pytest.mark.parametrize(
    "row",
    ["共2件,,", "2,,", "以上总计12件,,", "数据更新至12月31日,,", "第1页共1页,,", "2024年12月31日,,", ",共2件,", ",,2024-12-31",
     "甲镇司法所2024年12月31日,,", "经自查本单位全年未发生投诉,,", "无,无,2024-12-31", "无,本年度无投诉,2024-12-31",
     "（盖章）2024年12月31日,,", "甲镇人民政府办公室（盖章）,,2024-12-31", "鄂发〔2024〕1号,,"],
)  # fmt: skip
def test_rows_that_are_no_records(row: str, put: Callable[..., Path], session: Session) -> None:
    """Three columns may not be blank: what fills one of them is a footer, or a record that is not finished."""
    (line,) = lines(put, session, session.load(put("base.yaml", NEEDED)), f"a,{row}")

    assert line.startswith("docs.csv:2:")
    assert any(
        each in line for each in ("this row of docs holds", "is a note", "is a row of totals")
    )


@pytest.mark.parametrize(
    ("row", "is_record"),
    [("共2次,", False), ("甲镇司法所2024年12月31日,", False), ("2,", False), ("2024年无投诉,", False), ("宪法，已学完。,", False),
     ("民法典专题学习研讨会,", True), (",2024-03-01", True)],
)  # fmt: skip
def test_rows_of_one_cell_beside_one_that_is_needed(
    row: str, is_record: bool, put: Callable[..., Path], session: Session
) -> None:
    """With two columns that may not be blank, a text or a day alone may be a record, which is told."""
    checklist = session.load(put("base.yaml", TWO))
    files = (put("f.csv", "unit,n\na,1\n"), put("docs.csv", f"unit,number,day\na,{row}\n"))
    if not is_record:
        with pytest.raises(EvidenceError, match=r"this row of docs holds .* alone"):
            session.read(checklist, files)
        return
    intake = session.read(checklist, files)

    assert [each.pick("en") for each in intake.notices] == [
        "a: the record of docs at docs.csv:2 fills one cell; it counts as a record"
    ]
    assert len(intake.evidence[0].registers["docs"]) == 1


@pytest.mark.parametrize(
    "row",
    ["新修订法律要点汇总,甲,2024-03-01", "平均地权制度史,甲,2024-03-01", "3件处罚决定未按期公示。,已补公示。,2024-03-01",
     "执法人员2人无证上岗。,甲,2024-03-01", "1号,未发生变更,2024-03-01", "宪法进机关：专题讲座,甲,2023-01-17".replace("2023", "2024"),
     "审核人员业务培训,甲,2024-03-08", "反映某局未受理其举报,经查未发现违法行为,2024-03-05", "2024年无障碍设施被占,经查未发现违法,2024-03-05",
     "要求更新时间表,第3页,2024-03-05"],
)  # fmt: skip
def test_sentences_and_titles_are_records(
    row: str, put: Callable[..., Path], session: Session
) -> None:
    """A row that has all that a record needs is none of totals, and a sentence in a register is no note."""
    checklist = session.load(put("base.yaml", NEEDED))

    intake = docs(put, session, checklist, f"a,{row}")

    assert len(intake.evidence[0].registers["docs"]) == 1
    assert intake.notices == ()


@pytest.mark.parametrize(
    "title",
    [
        "2024年无障碍环境建设实施方案",
        "单位无烟环境建设方案",
        "关于办理未受理案件的规定",
        "城市更新时间安排方案",
    ],
)
def test_a_title_that_is_all_that_a_record_needs(
    title: str, load: Callable[..., Checklist], put: Callable[..., Path], session: Session
) -> None:
    intake = docs(put, session, load(), f"a,{title},,")

    assert len(intake.evidence[0].registers["docs"]) == 1


def test_a_total_is_one_even_where_nothing_is_blank(
    put: Callable[..., Path], session: Session
) -> None:
    checklist = session.load(put("base.yaml", NEEDED))

    assert lines(put, session, checklist, "a,合计,甲,2024-12-31") == [
        "docs.csv:2:number: 合计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows"
    ]
