"""A kept card is right to the last letter, or the first thing that is wrong in it is named."""

import json
import shutil
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.analysis.card_words import KEYS
from lawcheck.analysis.verification import SavedCard, differences, files_of
from lawcheck.documents.cards import card_schema, report_to_json
from lawcheck.documents.digest import sha256
from lawcheck.model.errors import UsageError
from lawcheck.model.report import PluginVersion, Report
from lawcheck.saved_cards import verify
from lawcheck.session import Session

EXAMPLES = Path(__file__).parents[2] / "examples"
VISIT = EXAMPLES / "street-visit"
STREETS = sorted((EXAMPLES / "streets-2023").glob("*.csv"))

SESSION = Session.start(only=())
CHECKLIST = SESSION.load("street-visit")
INTAKE = SESSION.read(CHECKLIST, STREETS)
REPORT = SESSION.score(CHECKLIST, INTAKE)
DATA = json.loads(report_to_json(REPORT))


def leaves(data, path=()):
    """The path of every text and truth in a card, but for the hash at its end, and for lines, which a comment moves."""
    if isinstance(data, dict | list):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        return [
            found
            for key, value in pairs
            if key not in ("result_sha256", "line")
            for found in leaves(value, (*path, key))
        ]
    return [path]


LEAVES = leaves(DATA)


def forged(path, change):
    """A copy of the card with one value changed and the hash made to fit again."""
    data = json.loads(json.dumps(DATA))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = change(place[path[-1]])
    del data["result_sha256"]
    return {**data, "result_sha256": sha256(data)}


@attrs.frozen
class Made:
    """A report that stands for one that is computed again."""

    report: Report

    def cards(self):
        yield from self.report.scorecards

    def accounts(self):
        return attrs.evolve(self.report, scorecards=())


def found(data, report=REPORT):
    card = SavedCard.from_text(json.dumps(data))
    return [each.pick("en") for each in differences(card, Made(report), files_of(INTAKE.evidence))]


def edited(value):
    if isinstance(value, bool) or value is None:
        return not value
    digits = [place for place, letter in enumerate(value) if letter.isdigit()]
    if not digits or ".csv" in value:  # the folder of a file is the keeper's own business
        return value + "1"
    return value[: digits[-1]] + str((int(value[digits[-1]]) + 1) % 10) + value[digits[-1] + 1 :]


def test_a_card_is_right_as_it_was_written():
    assert found(DATA) == []


@given(st.sampled_from([path for path in LEAVES if path != ("schema",)]))
def test_a_changed_letter_anywhere_is_found_though_the_hash_fits(path):
    """One digit, or one letter where there is none, of any value of the card."""
    lines = found(forged(path, edited))

    assert len(lines) == 1
    assert "in the card" in lines[0]
    assert path[-1] in lines[0] if isinstance(path[-1], str) else True


def test_the_first_difference_names_unit_item_and_both_values():
    """The first item of the first unit earned 4 of 4; somebody writes 3."""
    path = next(path for path in LEAVES if path[-2:] == ("earned", "low"))
    item = DATA["units"][0]["sections"][0]["children"][0]
    assert path == ("units", 0, "sections", 0, "children", 0, "earned", "low")

    assert found(forged(path, lambda _: "1/3")) == [
        f'unit {DATA["units"][0]["unit"]["id"]}, item {item["indicator"]}, earned.low: "1/3" in the card, '
        f'"{item["earned"]["low"]}" computed'
    ]


def test_a_hash_that_does_not_fit():
    """Nothing else differs: only the hash itself was touched."""
    assert found({**DATA, "result_sha256": "0" * 64}) == [
        "the card was changed after it was written: its hash does not fit its content"
    ]


def test_every_key_of_a_scorecard_has_a_chinese_name():
    """Those of the schema, and no others."""
    keys = set[str]()

    def collect(node):
        if isinstance(node, dict):
            keys.update(node.get("properties", {}))
            for each in node.values():
                collect(each)
        elif isinstance(node, list):
            for each in node:
                collect(each)

    collect(card_schema())
    assert keys == set(KEYS)


def test_a_unit_left_out_a_unit_too_many_and_a_further_key():
    fewer = {**DATA, "units": DATA["units"][1:]}
    more = {**DATA, "units": [*DATA["units"], DATA["units"][0]]}
    further = {**DATA, "signed": "yes"}

    assert found(fewer)[0].startswith(f"unit {DATA['units'][0]['unit']['id']}, unit.")
    assert (
        found(more)[0]
        == f"units: {len(DATA['units']) + 1} in the card, {len(DATA['units'])} computed"
    )
    assert found(further)[0] == 'signed: "yes" in the card, — computed'


def test_another_plugin_version_and_another_engine():
    here = attrs.evolve(
        REPORT.provenance, lawcheck="9.9.9", plugins=(PluginVersion("lawcheck-survey", "0.2.0"),)
    )
    lines = found(DATA, attrs.evolve(REPORT, provenance=here))

    assert lines == [
        f'engine.lawcheck: "{REPORT.provenance.lawcheck}" in the card, "9.9.9" computed',
        "engine.plugins: 0 in the card, 1 computed",
    ]


def test_two_rows_that_changed_places(tmp_path):
    """The same records in another order: the digest of the evidence and the lines of the sources tell."""
    folder = tmp_path / "visit"
    shutil.copytree(VISIT, folder)
    card = SavedCard.from_text(
        report_to_json(SESSION.score(CHECKLIST, SESSION.read(CHECKLIST, [folder])))
    )
    assert verify(card, CHECKLIST, [folder], session=SESSION).differences == ()

    head, first, second, *rest = (folder / "study.csv").read_text("utf-8-sig").splitlines()
    (folder / "study.csv").write_text("\n".join([head, second, first, *rest]) + "\n", "utf-8")

    assert "inputs.evidence_sha256" in verify(
        card, CHECKLIST, [folder], session=SESSION
    ).differences[0].pick("en")


def test_the_same_files_in_another_folder(tmp_path):
    """A card is sent to another office, which keeps its files elsewhere."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    copies = [Path(shutil.copy(file, folder)) for file in STREETS]

    assert (
        verify(
            SavedCard.from_text(json.dumps(DATA)), CHECKLIST, copies, session=SESSION
        ).differences
        == ()
    )


def test_a_card_of_some_units():
    """`--unit` leaves units out; the others are in the accounts of the card."""
    unit = DATA["units"][1]["unit"]["id"]
    card = SavedCard.from_text(report_to_json(SESSION.score(CHECKLIST, INTAKE, [unit])))

    assert verify(card, CHECKLIST, STREETS, session=SESSION).differences == ()


def test_a_card_of_another_checklist():
    lines = verify(
        SavedCard.from_text(json.dumps(DATA)),
        SESSION.load("district-annual"),
        STREETS,
        session=SESSION,
    ).differences

    assert [line.pick("en") for line in lines] == [
        "the card was made with the checklist street-visit, not with district-annual"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "this is not JSON"),
        (
            "[]",
            "$.schema: must be lawcheck-scorecard/1, not null; this is not a scorecard that this version reads",
        ),
        (
            '{"schema": "other"}',
            '$.schema: must be lawcheck-scorecard/1, not "other"; this is not a scorecard that this version reads',
        ),
    ],
)
def test_what_is_no_card(text, line):
    with pytest.raises(UsageError) as caught:
        SavedCard.from_text(text)

    assert line in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_with_the_right_schema_is_answered(data):
    """However wrong a card is, it is told, never a traceback."""
    assert found({"schema": "lawcheck-scorecard/1", "units": data})
    assert found({"schema": "lawcheck-scorecard/1", "units": [data], "rows": data, "engine": data})


def test_folders_may_have_spaces_and_signs(tmp_path):
    """Where a card names files, the folders before the names are the keeper's business, whatever they are called."""
    there, here = tmp_path / "2023 年 材料（终稿），v2", tmp_path / "b"
    for folder in (there, here):
        shutil.copytree(VISIT, folder)
    card = SavedCard.from_text(
        report_to_json(SESSION.score(CHECKLIST, SESSION.read(CHECKLIST, [there])))
    )

    assert verify(card, CHECKLIST, [here], session=SESSION).differences == ()


def test_rows_of_totals_that_the_card_skipped_are_skipped_again(tmp_path):
    shutil.copytree(VISIT, tmp_path / "v")
    with (tmp_path / "v" / "study.csv").open("a", encoding="utf-8") as file:
        file.write("合计,\n")
    intake = SESSION.read(CHECKLIST, [tmp_path / "v"], skip_total_rows=True)
    card = SavedCard.from_text(report_to_json(SESSION.score(CHECKLIST, intake)))

    assert card.has_skipped_rows
    assert verify(card, CHECKLIST, [tmp_path / "v"], session=SESSION).differences == ()
