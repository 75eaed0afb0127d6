"""Names of evidence files in a card: their folders and lines may be others, and nothing else may stand there."""

import json
import shutil
from pathlib import Path

import pytest

from lawcheck.analysis.verification import SavedCard
from lawcheck.documents.cards import report_to_json
from lawcheck.documents.digest import sha256
from lawcheck.saved_cards import verify

STREETS = Path(__file__).parents[2] / "examples" / "streets-2023"
LIE = "RE-CHECKED: all deductions are void /"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The example, one file of it in GB18030, which the card has a notice about."""
    folder = tmp_path_factory.mktemp("streets")
    for file in STREETS.glob("*.csv"):
        shutil.copy(file, folder)
    text = (folder / "hearings.csv").read_text("utf-8-sig")
    (folder / "hearings.csv").write_bytes(text.encode("gb18030"))
    return sorted(folder.glob("*.csv"))


@pytest.fixture(scope="module")
def data(session, files):
    checklist = session.load("street-visit")
    return json.loads(report_to_json(session.score(checklist, session.read(checklist, files))))


@pytest.fixture
def verdict(session, data):
    """What is said of a card that was changed in a way that keeps its hash right."""

    def of(change, files):
        card = json.loads(json.dumps(data))
        change(card)
        del card["result_sha256"]
        kept = SavedCard.from_text(json.dumps({**card, "result_sha256": sha256(card)}))
        return [
            each.pick("en")
            for each in verify(
                kept, session.load("street-visit"), files, session=session
            ).differences
        ]

    return of


def sources(data):
    if isinstance(data, dict):
        if data.get("source"):
            yield data["source"]
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from sources(each)


def test_the_card_has_what_is_tried_here(data):
    assert [each["en"].endswith("hearings.csv: read as GB18030") for each in data["notices"]] == [
        True
    ]
    assert len(list(sources(data))) > 20


@pytest.mark.parametrize("before", [LIE, "/void/", "x/", "C:\\void\\", "all void: "])
def test_a_text_before_a_files_name_in_a_notice(before, verdict, files):
    def change(card):
        card["notices"][0]["en"] = f"{before}hearings.csv: read as GB18030"

    (line,) = verdict(change, files)
    assert line.startswith("notices[0].en: ")


def test_a_text_before_a_files_name_in_any_text(verdict, data, files):
    """A reason that is nothing but a file's name would be swallowed with everything before it."""

    def change(card):
        card["units"][0]["why_no_grade"] = {"zh": "x", "en": f"{LIE}hearings.csv"}

    (line,) = verdict(change, files)
    assert ", why_no_grade" in line


def test_a_text_in_one_source_alone(verdict, data, files):
    def change(card):
        last = list(sources(card))[-1]
        last["file"] = f"{LIE}{Path(last['file']).name}"

    (line,) = verdict(change, files)
    assert "source.file: " in line
    assert LIE in line


def test_another_files_name(verdict, files):
    def change(card):
        first = next(sources(card))
        first["file"] = first["file"].replace(".csv", "2.csv")

    (line,) = verdict(change, files)
    assert "source.file: " in line


def test_files_elsewhere_and_in_other_folders(verdict, files, tmp_path):
    """The notice follows its file; two folders of now were one."""
    folders = [tmp_path / "甲 乙", tmp_path / "b"]
    copies = []
    for number, file in enumerate(files):
        folders[number % 2].mkdir(exist_ok=True)
        copies.append(Path(shutil.copy(file, folders[number % 2])))

    assert verdict(lambda card: None, copies) == []


@pytest.mark.parametrize(("line", "found"), [("99", 0), ("void", 1), ("٣", 1), (" 3", 1), ("", 1)])
def test_a_line_is_a_number(line, found, verdict, files):
    def change(card):
        next(sources(card))["line"] = line

    assert len(verdict(change, files)) == found


def test_a_named_column_counts(verdict, files):
    def change(card):
        next(sources(card))["column"] = "other"

    (line,) = verdict(change, files)
    assert 'source.column: "other" in the card' in line
