"""CSV and Parquet files as tables: read as `lawcheck score` reads evidence, refused as it refuses."""

from decimal import Decimal

import polars as pl
import pytest
from tests.tables.test_tables import CHECKLIST, SESSIONS, of, polars_facts

import lawcheck
from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session

pytestmark = pytest.mark.interpreter

FACTS = "unit,unit_name,plan,settled,cases,satisfied\na,甲局,是,2,3,75%\nb,乙局,否,0,0,90%\nc,丙局,,5,5,60%\n"
STUDY = "unit,held_on,topic\na,2023-03-01,宪法\na,2023/3/1,行政\nb,2023年3月1日,宪法\nc,零报告,\n"


@pytest.fixture(scope="module")
def session():
    return Session.start(only=())


@pytest.fixture(scope="module")
def checklist(session, tmp_path_factory):
    path = tmp_path_factory.mktemp("c") / "small.yaml"
    path.write_text(CHECKLIST, "utf-8")
    return session.load(path)


@pytest.fixture
def files(tmp_path):
    def write(facts=FACTS, study=STUDY, encoding="utf-8"):
        (tmp_path / "units.csv").write_text(facts, encoding)
        (tmp_path / "sessions.csv").write_text(study, encoding)
        return tmp_path / "units.csv", {"sessions": tmp_path / "sessions.csv"}

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_cards_are_those_of_lawcheck_score(encoding, checklist, session, files):
    """With every source and line, whatever the file was saved as."""
    facts, registers = files(encoding=encoding)
    evidence = session.read(checklist, [facts, registers["sessions"]]).evidence
    if encoding == "gb18030":
        with pytest.warns(UserWarning, match="gb18030|GB18030"):
            cards = lawcheck.table_cards(checklist, ["c", "a"], facts, registers)
    else:
        cards = lawcheck.table_cards(checklist, ["c", "a"], facts, registers)

    assert cards == tuple(lawcheck.score(checklist, evidence[place]) for place in (2, 0))


def test_scores_are_those_of_frames(checklist, files):
    from_files = lawcheck.score_table(checklist, *files())
    from_frames = lawcheck.score_table(
        checklist, polars_facts(), {"sessions": pl.DataFrame(SESSIONS)}
    )

    assert from_files.drop("unit_name").equals(from_frames)
    assert of(from_files, "unit_name") == ["甲局", "乙局", "丙局"]


def test_a_unit_that_did_not_report_is_open_in_a_file(checklist, files):
    """c says nothing of its sessions, where it could have said that there were none (零报告): 10 open, 10, 0, 0 to 10."""
    made = lawcheck.score_table(checklist, *files(study=STUDY.replace("c,零报告,\n", "")))

    assert of(made, "state.study") == ["scored", "scored", "missing"]
    assert (of(made, "score_low")[2], of(made, "score_high")[2]) == (
        Decimal("10.0"),
        Decimal("30.0"),
    )


def test_full_width_digits_are_read_and_told(checklist, files):
    facts, registers = files(FACTS.replace("a,甲局,是,2,3", "a,甲局,是,２,3"))
    with pytest.warns(UserWarning, match="units.csv:2:settled: full-width ２ read as 2"):
        made = lawcheck.score_table(checklist, facts, registers)

    assert of(made, "points.closed")[0] == Decimal("6.666666666")


@pytest.mark.parametrize(
    ("facts", "study", "lines"),
    [
        (FACTS + "合计,,,7,8,\n", STUDY, ["units.csv:5:unit: 合计 is a row of totals"]),
        (FACTS.replace("5,5", "x,5"), STUDY.replace("民", ""), ["units.csv:4:settled: x is not a number"]),
        (FACTS.replace("75%", "0.75"), STUDY, ["units.csv:2:satisfied: 0.75: percent is declared"]),
        (
            FACTS.replace("2,3", "4,3"),
            STUDY + "z,2023-03-01,宪法\n",
            ["sessions.csv:6:unit: there is no unit z", "units.csv:2:settled: a: settled is 4, more than the 3 of cases"],
        ),
        (FACTS.replace("unit,", "id,", 1), STUDY + 'a,"2023', ["units.csv:1: the column `unit`", "sessions.csv:6: quotes do not match"]),
        ("", STUDY, ["units.csv:1: the table is empty"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(facts, study, lines, checklist, files, tmp_path):
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(checklist, *files(facts, study))
    told = [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()]

    assert len(told) == len(lines)
    assert all(line.startswith(start) for line, start in zip(told, lines, strict=True))


def test_a_file_beside_a_frame(checklist, files):
    _, registers = files()
    made = lawcheck.score_table(checklist, polars_facts(), registers)

    assert of(made, "points.study") == [Decimal(4), Decimal(4), Decimal(2)]


@pytest.mark.parametrize("bytes_", [b"", b"PAR1 and nothing else", "unit\na\n".encode("gbk")])
def test_what_is_called_parquet_and_is_none(bytes_, checklist, tmp_path):
    broken = tmp_path / "units.parquet"
    broken.write_bytes(bytes_)

    with pytest.raises(
        EvidenceError, match=r"units\.parquet: the table cannot be read \(.*\); export it again"
    ):
        lawcheck.score_table(checklist, broken)
    with pytest.raises(EvidenceError, match=r"units\.parquet: the table cannot be read"):
        lawcheck.score_table(checklist, polars_facts(), {"sessions": broken})


def test_a_parquet_file_that_was_cut_short(checklist, tmp_path):
    """The end of the file tells where its columns are; here some of them are gone."""
    whole = tmp_path / "whole.parquet"
    polars_facts().write_parquet(whole)
    data = bytearray(whole.read_bytes())
    data[4:200] = bytes(196)
    (tmp_path / "units.parquet").write_bytes(data)

    with pytest.raises(EvidenceError, match=r"units\.parquet: the table cannot be read"):
        lawcheck.score_table(checklist, tmp_path / "units.parquet")
