"""Whole score sheets: merged cells, sums, sections, what is refused; every draft loads as it is."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checklists.drafting.test_sentences import BONUS, KNOWN, UNKNOWN

from lawcheck.checklists.drafting import Draft, draft_of, yaml_of
from lawcheck.checklists.drafting.sheet_layout import read_sheet
from lawcheck.checklists.loader import read_checklist
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.indicators.judged import Judged
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError, Problem
from lawcheck.model.sheet_grid import Grid, GridRow
from lawcheck.registry.loading import load_plugins

PLUGINS = load_plugins(only=())
HEADS = ("类别", "序号", "考核内容", "分值", "评分标准")


def sheet(
    *rows: tuple[str, ...],
    title: str = "2024年度考核评分表（虚构）",
    heads: tuple[str, ...] = HEADS,
) -> Grid:
    above = [(title, *[""] * (len(heads) - 1)), heads] if title else [heads]
    return Grid("a.csv", tuple(GridRow(line, row) for line, row in enumerate([*above, *rows], 1)))


def drafted(*rows: tuple[str, ...], **more: Any) -> Draft:
    return draft_of(read_sheet(sheet(*rows, **more)))


def loaded(draft: Draft) -> Checklist:
    problems: list[Problem] = []
    return read_checklist(
        parse_yaml(yaml_of(draft, "en").encode(), "draft.yaml", ChecklistError, problems),
        "draft.yaml",
        PLUGINS,
        problems,
    )


def refused(*rows: tuple[str, ...], **more: Any) -> list[str]:
    with pytest.raises(ChecklistError) as raised:
        drafted(*rows, **more)
    return str(raised.value).split("\n")


def test_merged_cells_are_filled_from_above() -> None:
    """The category covers two items; the third row continues the rule of the second."""
    draft = drafted(
        ("组织领导", "1", "听取汇报不少于2次", "4", "每少一次扣2分"),
        ("", "2", "建立制度", "3", "未建立制度的扣1分"),
        ("", "", "", "", "未公开的扣0.5分"),
        ("依法决策", "3", "决策程序", "3", "视情扣1—3分"),
    )
    _first, second, _third = draft.items

    assert [each.item.section.titles for each in draft.items] == [
        ("组织领导",),
        ("组织领导",),
        ("依法决策",),
    ]
    assert second.item.rule == "未建立制度的扣1分\n未公开的扣0.5分"
    assert second.rule is not None
    assert len(second.rule.keys["parts"]) == 2
    assert (draft.sheet.rows, draft.sheet.merged, draft.sheet.heading) == (6, 1, 2)
    assert [section.id for section in loaded(draft).root.children] == ["s1", "s2"]


def test_content_that_covers_several_rules_with_points_of_their_own() -> None:
    draft = drafted(
        ("学法", "1", "领导干部学法", "2", "未建立制度的不得分"),
        ("", "2", "", "3", "查看资料，酌情扣分"),
    )

    assert [(each.item.content, each.item.points) for each in draft.items] == [
        ("领导干部学法", 2),
        ("领导干部学法", 3),
    ]


def test_two_levels_of_sections() -> None:
    heads = ("一级指标", "二级指标", "考核内容", "分值", "评分标准")
    draft = drafted(
        ("组织（5分）", "领导", "甲", "2", "未做的不得分"),
        ("", "考核", "乙", "3", "未做的不得分"),
        ("执法", "", "丙", "1", "未做的不得分"),
        heads=heads,
    )
    checklist = loaded(draft)

    assert [part.id for part in checklist.root.children] == ["s1", "s2"]
    assert [part.id for part in checklist.root.children[0].children] == ["s1_1", "s1_2"]
    assert checklist.root.scoring.out_of == 6


def test_points_behind_the_words() -> None:
    """考核项目及分值 in one column, as some sheets have it."""
    draft = drafted(
        ("1", "学法制度（5分）", "未建立制度的不得分"),
        heads=("序号", "考核项目及分值", "评分标准"),
    )

    assert [(each.title, each.item.points) for each in draft.items] == [("学法制度", 5)]


def test_the_short_form() -> None:
    draft = drafted(
        ("学法", "有制度", "2", "未建立制度的不得分"),
        heads=("项目", "考核标准", "分值", "扣分标准"),
    )

    assert draft.items[0].item.content == "有制度"
    assert draft.items[0].item.section.titles == ("学法",)


def test_remarks_and_vetoes_are_kept_in_words() -> None:
    draft = drafted(
        ("学法", "1", "制度", "2", "未建立制度的不得分"),
        ("否决项", "2", "发生重大违法案件", "", "一票否决"),
        ("注：以上包括本数", "", "", "", ""),
    )

    assert draft.sheet.remarks == (
        (4, "否决项 2 发生重大违法案件 一票否决"),
        (5, "注：以上包括本数"),
    )
    assert "# - line 4 was not converted: 否决项 2 发生重大违法案件 一票否决" in yaml_of(
        draft, "en"
    )


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            ("学法", "1", "制度", "", "未建立的不得分"),
            "a.csv:3: this item has no points; where one cell covers several items, divide it among them",
        ),
        (
            ("学法", "1", "制度", "两", "未建立的不得分"),
            "a.csv:3: “两” is not a number of points above 0",
        ),
        (
            ("学法", "1", "制度", "0", "未建立的不得分"),
            "a.csv:3: “0” is not a number of points above 0",
        ),
        (
            ("学法", "1", "制度", "1e5", "未建立的不得分"),
            "a.csv:3: “1e5” is not a number of points above 0",
        ),
        (("学法", "1", "", "2", "未建立的不得分"), "a.csv:3: it is not said what this item asks"),
        (("学法", "1", "", "2", ""), "a.csv:3: this row has neither what is asked nor a rule"),
        (
            ("学法", "1", "制度", "2"),
            "a.csv:3: this line has 4 cells, the heads 5; add or remove cells",
        ),
        (
            ("学法", "1", "制\u202e度", "2", ""),
            "a.csv:3: there are invisible characters: 制\\u202e度; remove them",
        ),
        (
            ("学法（3分）", "1", "制度", "2", ""),
            "a.csv:3: it says 3 points, the items add up to 2; check them",
        ),
        (
            ("合计", "", "", "3", ""),
            "a.csv:3: it says 3 points, the items add up to 0; check them",
        ),
    ],
)
def test_what_is_refused(row: tuple[str, ...], fault: str) -> None:
    assert fault in refused(row)


def test_sums_that_do_not_come_out() -> None:
    """The total may leave the bonus out; the subtotal is of what stands since the last one."""
    rows = [
        ("甲", "1", "制度", "2", "未建立制度的不得分"),
        ("", "小计", "", "2", ""),
        ("乙", "2", "学法", "3", "酌情扣分"),
        ("", "小计", "", "3", ""),
        ("加分项", "3", "表彰", "1", "省级加1分"),
    ]

    assert drafted(*rows, ("合计", "", "", "5", "")).sheet.totals == 3
    assert drafted(*rows, ("合计", "", "", "6", "")).sheet.totals == 3
    assert refused(*rows, ("合计", "", "", "7", "")) == [
        "a.csv:8: it says 7 points, the items add up to 6; check them"
    ]


def test_no_heads_no_year_no_items() -> None:
    (no_heads,) = refused(("甲", "乙", "丙"), heads=("单位", "得分"))
    assert no_heads.startswith(
        "a.csv:1: no column heads were found; 评分标准 and 考核内容 (or 类别) are needed; the first filled row has: 2024年度考核评分表（虚构）; "
        "heads that are known: what is asked ends with 内容、要点、事项、"
    )
    assert refused(("甲", "1", "制度", "2", ""), title="") == [
        "a.csv: the title names no year, or more than one; give it with --year 2024"
    ]
    assert refused() == ["a.csv:2: there is no item below the column heads"]


def test_a_bonus_alone_is_no_checklist() -> None:
    assert refused(("加分项", "1", "表彰", "3", "省级加3分")) == [
        "a.csv:2: there is only a bonus, and no item that it comes on top of"
    ]


def test_a_section_that_comes_back() -> None:
    rows = [(part, "", "制度", "2", "") for part in ("甲", "乙", "甲")]

    assert refused(*rows) == [
        "a.csv:5: “甲” stood further up already; put the items of a section together"
    ]


TEXT = st.text(
    st.characters(categories=["L", "N", "P", "Zs"]) | st.sampled_from("每少一次扣分得，。；%"),
    min_size=1,
    max_size=30,
)
SENTENCES = st.sampled_from([each[0] for each in (*KNOWN, *UNKNOWN, *BONUS)]) | TEXT | st.just("")
CONTENTS = st.sampled_from([each[1] for each in (*KNOWN, *UNKNOWN)]) | TEXT
SECTIONS = st.sampled_from(
    ["组织领导", "依法决策", "加分项", "a: [b", "注意事项", '"x', "- y", "1.5", "no"]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            SECTIONS,
            st.lists(
                st.tuples(CONTENTS, st.sampled_from(["1", "2.5", "４", "10分"]), SENTENCES),
                min_size=1,
                max_size=4,
            ),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda each: each[0],
    )
)
def test_every_draft_loads_and_keeps_every_row(
    sections: list[tuple[str, list[tuple[str, str, str]]]],
) -> None:
    """A draft is never refused by lint, every row is an item, and the points are those of the sheet."""
    rows = [
        (title if not at else "", "", *item)
        for title, items in sections
        for at, item in enumerate(items)
    ]
    rows = [
        (title, number, content, points, rule)
        for title, number, content, points, rule in rows
        if content.strip()
    ]
    try:
        draft = drafted(*rows)
    except (
        ChecklistError
    ) as refusal:  # the words hold 否决 or points of their own, or only a bonus is left
        assert "a.csv" in str(refusal)
        return
    read = draft.sheet
    assert (
        read.rows
        == len(read.items)
        + read.merged
        + read.heading
        + read.totals
        + len(read.remarks)
        + read.blank
    )
    checklist = loaded(draft)
    indicators = {each.id: each for each in checklist.indicators()}
    assert [indicators[each.id].points for each in draft.items] == [
        each.item.points for each in draft.items
    ]
    for each in draft.judged:
        assert isinstance(indicators[each.id].rule, Judged)
        assert each.item.rule.split() == [] or each.item.rule.split()[0] in indicators[
            each.id
        ].basis[0].note.pick("zh")


def test_rows_that_only_name_a_section() -> None:
    """One cell over all columns: in CSV it stands once, or in every cell."""
    head = ("序号", "考核内容", "分值", "评分标准")
    draft = drafted(
        ("一、组织领导（3分）", "", "", ""),
        ("（一）制度", "", "", ""),
        ("1", "建立制度", "3", "未建立制度的不得分"),
        ("二、加分项", "二、加分项", "2", "二、加分项"),
        ("2", "表彰", "2", "省级加2分，市级加1分"),
        heads=head,
    )

    assert [each.item.section.titles for each in draft.items] == [
        ("一、组织领导", "（一）制度"),
        ("二、加分项",),
    ]
    assert (draft.sheet.rows, draft.sheet.heading) == (7, 5)
    assert loaded(draft).out_of == 3
    assert refused(("一、组织领导（4分）", "", "", ""), ("1", "制度", "3", ""), heads=head) == [
        "a.csv:3: it says 4 points, the items add up to 3; check them"
    ]


def test_rows_that_share_points_are_one_item() -> None:
    """The cell with 4 points covers two rows: what one takes off, the other cannot."""
    draft = drafted(
        ("组织领导", "1", "制度建设", "4", "未建立制度的扣2分"),
        ("", "", "文件备案", "", "未备案的，每件扣1分"),
        ("", "2", "学法不少于4次", "2", "未建立台账的扣1分"),
        ("", "", "开展培训", "", "每少一次扣1分"),
    )
    first, second = draft.items

    assert (first.item.content, first.item.points) == ("制度建设\n文件备案", 4)
    assert first.rule is not None
    assert [part["type"] for part in first.rule.keys["parts"]] == ["yes_no", "incidents"]
    assert second.why_judged is not None
    assert second.why_judged.pick("en") == (
        "several rows share the points, and which rule belongs to which row is not said"
    )
    assert "a.csv: line 4 has no number and no points; it is part of line 3" in [
        each.pick("en") for each in draft.sheet.notices
    ]
    assert draft.sheet.merged == 2
