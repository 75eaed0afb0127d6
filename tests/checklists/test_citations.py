"""What items cite: versions of laws, days on which they are in force, local rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

import lawcheck
from lawcheck.model.errors import ChecklistError
from lawcheck.model.text import Language, Text
from lawcheck.reports.show import show
from lawcheck.session import Session

TEXT = """\
lawcheck: 1
id: cited
version: "1"
title: 考评
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 好, from: 5}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts: {plan: yes_no, fraud: yes_no}
indicators:
  - id: plan
    title: 计划
    points: 10
    type: yes_no
    value: plan
    basis:
      - {law: 甲法, number: 第7号, version: 2017年修正, article: 第三条, to: 2023-12-31}
      - {kind: local, law: 乙办法（虚构）, article: 第二条}
vetoes:
  - {id: fraud, title: 弄虚作假, when: {fraud: true}, effect: {total: 0}, if_missing: open, basis: [{kind: local}]}
"""
ENTRY = "{law: 甲法, number: 第7号, version: 2017年修正, article: 第三条, to: 2023-12-31}"

Load = Callable[[str], lawcheck.Checklist]


@pytest.fixture
def load(session: Session, tmp_path: Path) -> Load:
    def read(text: str) -> lawcheck.Checklist:
        path = tmp_path / "cited.yaml"
        path.write_text(text, encoding="utf-8")
        return session.load(path)

    return read


def warned(checklist: lawcheck.Checklist) -> list[str]:
    return [each.pick("en").rpartition("/")[2] for each in checklist.warnings]


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        ("", None),
        ("to: 2023-12-31", None),
        ("from: 2023-01-01", None),
        ("from: 2023-01-01, to: 2023-12-31", None),
        ("to: 2023-12-30", "until 2023-12-30"),
        ("from: 2023-01-02", "from 2023-01-02"),
        ("from: 2023-02-01, to: 2023-11-30", "from 2023-02-01 to 2023-11-30"),
        ("from: 2024-01-01", "from 2024-01-01"),
        ("from: 2016-01-01, to: 2022-12-31", "until 2022-12-31"),
    ],
)
def test_a_text_must_be_in_force_on_every_day_of_the_period(
    dates: str, when: str | None, load: Load
) -> None:
    checklist = load(TEXT.replace(ENTRY, f"{{law: 甲法, {dates}}}" if dates else "{law: 甲法}"))

    assert warned(checklist) == (
        []
        if when is None
        else [
            f"cited.yaml:19:9: 《甲法》 is in force {when}, the period is 2023-01-01 to 2023-12-31; "
            "cite the text that is in force in it"
        ]
    )


def test_vetoes_and_bonus_items_are_looked_at_too(load: Load) -> None:
    """The rules of 2023 were copied for 2024, and nobody looked at the law."""
    text = TEXT.replace("basis: [{kind: local}]", "basis: [{law: 丙法, to: 2023-12-31}]").replace(
        "2023-01-01, to: 2023-12-31", "2024-01-01, to: 2024-12-31"
    )
    text += (
        "bonus: {at_most: 1, total_at_most: none, indicators: [{id: b, title: 加分, points: 1, "
        "type: yes_no, value: plan, basis: [{law: 丁法, to: 2023-12-31}]}]}\n"
    )

    assert [each.split("《")[1][:2] for each in warned(load(text))] == ["甲法", "丁法", "丙法"]


def test_what_a_law_and_a_local_rule_are_printed_as(load: Load) -> None:
    checklist = load(TEXT)
    evidence = lawcheck.build_evidence(checklist, "u", {"plan": False, "fraud": True})
    card = lawcheck.score(checklist, evidence)

    assert card.outcome("plan").basis == ("《甲法》（第7号，2017年修正）第三条",)
    assert card.outcome("plan").local_rules == (Text("《乙办法（虚构）》第二条"),)
    (veto,) = card.vetoes
    assert (veto.basis, veto.local_rules) == ((), (Text("没有写明文件", "no document named"),))


@pytest.mark.parametrize(
    ("language", "item", "veto"),
    [
        (
            "zh",
            ["依据：《甲法》（第7号，2017年修正）第三条", "本地规定：《乙办法（虚构）》第二条"],
            "本地规定：没有写明文件",
        ),
        (
            "en",
            ["basis: 《甲法》（第7号，2017年修正）第三条", "local rule: 《乙办法（虚构）》第二条"],
            "local rule: no document named",
        ),
    ],
)
def test_no_page_takes_a_local_rule_for_law(
    language: Language, item: list[str], veto: str, load: Load, session: Session
) -> None:
    checklist = load(TEXT)
    evidence = lawcheck.build_evidence(checklist, "u", {"plan": False, "fraud": True})
    report = lawcheck.make_report(checklist, [evidence])

    for page in (
        session.write(report, "text", language),
        session.write(report, "markdown", language),
    ):
        lines = [line.strip(" -") for line in page.splitlines()]
        assert {*item, veto} <= set(lines)
    sheet = [line.strip() for line in show(checklist, language, 120).splitlines()]
    colon = item[0][2 if language == "zh" else 5]
    until = {"zh": "2023-12-31止有效", "en": " in force until 2023-12-31"}[language]
    assert {f"{item[0]}{colon}{until}", item[1], veto} <= set(sheet)


def test_json_and_csv_have_a_place_for_each(load: Load, session: Session) -> None:
    checklist = load(TEXT)
    evidence = lawcheck.build_evidence(checklist, "u", {"plan": False, "fraud": False})
    report = lawcheck.make_report(checklist, [evidence])
    text = lawcheck.report_to_json(report)
    head, row = session.write(report, "csv", "zh").splitlines()
    cells = dict(zip(head.lstrip("\ufeff").split(","), row.split(","), strict=True))

    assert (cells["basis"], cells["local_rules"]) == (
        "《甲法》（第7号，2017年修正）第三条",
        "《乙办法（虚构）》第二条",
    )
    assert lawcheck.report_to_json(lawcheck.report_from_json(text)) == text
    assert lawcheck.deductions(report)[0]["local_rules"] == (Text("《乙办法（虚构）》第二条"),)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (
            "{note: 某条}",
            "`law` is missing; for a local rule without a document write `kind: local`",
        ),
        ("{law: 甲法, from: 2023-02-01, to: 2023-01-31}", "`to` is before `from`"),
    ],
)
def test_what_is_refused(entry: str, fault: str, load: Load) -> None:
    with pytest.raises(ChecklistError) as caught:
        load(TEXT.replace(ENTRY, entry))

    (line,) = str(caught.value).splitlines()
    assert line.rpartition("/")[2].partition(": ")[2] == fault
    assert line.rpartition("/")[2].startswith("cited.yaml:19:")


def test_a_version_chosen_by_day_is_not_missed_outside_it(load: Load) -> None:
    """Both texts are in the file; of the one that is used, nothing is to be said."""
    both = (
        "{law: 甲法, version: 旧, to: 2023-12-31, in_force: {to: 2023-12-31}}\n"
        "      - {law: 甲法, version: 新, from: 2024-01-01, in_force: {from: 2024-01-01}}"
    )
    checklist = load(TEXT.replace(ENTRY, both))

    assert [str(each) for each in next(checklist.indicators()).basis] == [
        "《甲法》（旧）",
        "《乙办法（虚构）》第二条",
    ]
    assert warned(checklist) == []
