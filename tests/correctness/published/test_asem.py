"""The ASEM Sustainable Connectivity index: 51 countries, 49 indicators in three levels, reproduced to 1e-9.

A published composite indicator, computed by other people with other software. The checklist, the values and the published
results are those of the example, whose README says by whom.
"""

import csv
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lawcheck
from lawcheck.analysis.stability import stability_of
from lawcheck.model.evidence import NotApplicable
from lawcheck.model.exact import round_exact
from lawcheck.model.outcomes import SectionScore
from lawcheck.scoring import score
from lawcheck.session import Session

pytestmark = pytest.mark.interpreter

FOLDER = Path(__file__).parents[3] / "examples" / "published" / "asem-connectivity"
HUNDRED = Fraction(100)
NEAR = Fraction(1, 10**9)

SESSION = Session.start(only=())
CHECKLIST = SESSION.load(FOLDER / "checklist.yaml")
COUNTRIES = {
    each.unit.id: each for each in SESSION.read(CHECKLIST, [FOLDER / "countries.csv"]).evidence
}
with (FOLDER / "published.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = {
        row["unit"]: {code: Fraction(text) for code, text in row.items() if code != "unit"}
        for row in csv.DictReader(file)
    }


def sections(children):
    for child in children:
        if isinstance(child, SectionScore):
            yield child
            yield from sections(child.children)


def test_all_countries_are_here():
    assert 51 == len(COUNTRIES) == len(EXPECTED)
    assert 49 == sum(1 for _ in CHECKLIST.indicators())


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_published_value_is_reproduced(country):
    """Index, both sub-indices and all eight pillars."""
    card = score(CHECKLIST, COUNTRIES[country])
    ours = {
        each.id: each.counted.low / each.out_of * HUNDRED for each in sections(card.sections)
    } | {"Index": card.exact.low}

    assert set(EXPECTED[country]) == set(ours)
    assert all(abs(EXPECTED[country][code] - value) < NEAR for code, value in ours.items())


@pytest.mark.parametrize(
    ("country", "printed"), [("CHE", "68.38"), ("NLD", "64.82"), ("DNK", "64.80")]
)
def test_the_leaders_as_printed(country, printed):
    assert Fraction(printed) == score(CHECKLIST, COUNTRIES[country]).score.low


def test_the_published_values_give_the_ranks_of_the_checklist():
    """Equal ranks would be a tie in the numbers as published, which have 15 digits; there is none."""
    cards = [score(CHECKLIST, evidence) for evidence in COUNTRIES.values()]
    by_value = sorted(EXPECTED, key=lambda code: -EXPECTED[code]["Index"])

    assert [each.card.unit.id for each in lawcheck.rank(CHECKLIST, cards)] == by_value
    assert [each.best for each in lawcheck.rank(CHECKLIST, cards)] == list(range(1, 52))


def ranks(without=()):
    """Competition ranks, with these indicators left out."""
    decided = {code: NotApplicable(code, "left out", "test") for code in without}
    totals = {
        code: score(CHECKLIST, attrs.evolve(unit, not_applicable=decided)).exact.low
        for code, unit in COUNTRIES.items()
    }
    return {
        code: 1 + sum(other > total for other in totals.values()) for code, total in totals.items()
    }


@pytest.fixture(scope="module")
def nominal():
    return ranks()


@pytest.mark.parametrize(
    ("pillar", "published"),
    [
        ("Physical", "1.529412"),
        ("ConEcFin", "2.627451"),
        ("Political", "2.901961"),
        ("Instit", "1.176471"),
        ("P2P", "1.686275"),
        ("Environ", "3.098039"),
        ("Social", "3.960784"),
        ("SusEcFin", "2.627451"),
    ],
)
def test_mean_change_of_rank_when_a_pillar_is_left_out(nominal, pillar, published):
    """A pillar that does not apply gives its weight to its neighbours, as the published robustness test does."""
    inside = [
        indicator.id
        for sub_index in CHECKLIST.root.children
        for section in sub_index.children
        if section.id == pillar
        for indicator in section.children
    ]
    moved = ranks(inside)
    mean = Fraction(sum(abs(moved[code] - rank) for code, rank in nominal.items()), len(nominal))

    assert abs(Fraction(published) - mean) < Fraction(1, 10**6)


def test_leaving_out_a_pillar_moves_ranks_as_published() -> None:
    """Mean absolute change of rank over the 51 countries, to the last digit: a multiple of 1/51."""
    cards = [score(CHECKLIST, evidence) for evidence in COUNTRIES.values()]
    found = {
        each.id: each.mean
        for each in stability_of(CHECKLIST, cards, Fraction(1, 10), 20, "1").without
    }
    published = {
        "Physical": "1.529412",
        "ConEcFin": "2.627451",
        "Political": "2.901961",
        "Instit": "1.176471",
        "P2P": "1.686275",
        "Environ": "3.098039",
        "Social": "3.960784",
        "SusEcFin": "2.627451",
    }

    assert {name: round_exact(found[name], 6) for name in published} == {
        name: Fraction(text) for name, text in published.items()
    }
