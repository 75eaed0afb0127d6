"""The quick look that most rows of registers are records must never pass a row that may be none."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.calendars import year
from lawcheck.model.declarations import Spec, Words
from lawcheck.tables.record_rows import _Rows
from lawcheck.tables.text_columns import Texts

CELLS = st.sampled_from(
    [
        None,
        "",
        " ",
        "1",
        "a1",
        "a 1",
        "案件1",
        "合计",
        "total",
        "nil",
        "零报告",
        "无",
        "/",
        "-",
        "注：1",
        "n0",
        "１",
    ]
)
WORDS = st.sampled_from(
    [Words(), Words(nil=("n０",)), Words(blank=("A1",)), Words(blank=("暂缺",))]
)


@given(
    st.lists(st.tuples(CELLS, CELLS, st.none() | st.integers(0, 2)), min_size=1, max_size=8),
    WORDS,
    st.permutations(["no", "topic", "days"]),
    st.just({"no", "topic", "days"})
    | st.sets(st.sampled_from(["no", "topic", "days"]), min_size=1),
    st.sets(st.sampled_from(["no", "topic", "days"])),
)
def test_a_plain_record_is_never_suspect(
    cells: list[tuple[str | None, str | None, int | None]],
    words: Words,
    order: list[str],
    read: set[str],
    needed: set[str],
) -> None:
    """The columns that are needed are among those that are looked at."""
    schema = {"no": pl.String, "topic": pl.String, "days": pl.Int64}
    frame = pl.DataFrame(cells, schema=schema, orient="row").select(order)
    specs = {name: Spec("text", optional=name not in needed) for name in schema}
    rows = _Rows.of(frame.schema, "unit", Texts(year(2023), words), specs).only(read | needed)
    are_records = rows.are_plain_records
    if are_records is None:
        return
    are_suspect = frame.select(rows.columns.values()).select(rows.may_be_non_record).to_series()

    plain = frame.select(are_records.fill_null(False)).to_series()
    assert not (plain & are_suspect.fill_null(False)).any()


def test_what_the_quick_look_passes() -> None:
    """A number and a text after an id pass; a word, a blank, and an id alone need the full check."""
    frame = pl.DataFrame(
        {
            "no": ["a1", "a2", "合计", None, "a5"],
            "topic": ["x", None, "x", "x", None],
            "days": [1, 2, 3, 4, None],
        }
    )
    rows = _Rows.of(frame.schema, "unit", Texts(year(2023)), {})
    are_records = rows.are_plain_records

    assert are_records is not None
    passed = frame.select(are_records.fill_null(False)).to_series().to_list()
    assert passed == [True, True, False, False, False]
