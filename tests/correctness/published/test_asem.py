"""The ASEM Sustainable Connectivity index: 51 countries, 49 indicators in three levels, reproduced to 1e-9.

A published composite indicator, computed by other people with other software (data/NOTICE says by whom).
"""

import csv
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from lawcheck.analysis.stability import stability_of
from lawcheck.indicators.scale import Scale
from lawcheck.methods.mean import WeightedMean
from lawcheck.model.calendars import year
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.exact import round_exact
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.outcomes import SectionScore
from lawcheck.model.rounding import Rounding
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring import score

pytestmark = pytest.mark.interpreter

DATA = Path(__file__).parent / "data"
HUNDRED = Fraction(100)
NEAR = Fraction(1, 10**9)


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def index() -> Checklist:
    """The index as a checklist: nested weighted means of indicators that run from 0 to 100."""
    tree = rows("asem_structure.csv")

    def children(parent):
        return tuple(
            section(row) if float(row["Level"]) > 1 else indicator(row)
            for row in tree
            if row["Parent"] == parent
        )

    def indicator(row):
        rule = Scale(FactRef(row["iCode"]), zero_at=Fraction(0), full_at=HUNDRED)
        return Indicator(
            row["iCode"], Text(row["iCode"]), rule, HUNDRED, weight=Fraction(row["Weight"])
        )

    def section(row):
        code = row["iCode"]
        return Section(
            code,
            Text(code),
            children(code),
            WeightedMean(HUNDRED),
            HUNDRED,
            Fraction(row["Weight"]),
        )

    (top,) = [row for row in tree if not row["Parent"]]
    return Checklist(
        "asem",
        "2021",
        Text("可持续互联互通指数", "ASEM Sustainable Connectivity"),
        year(2018),
        section(top),
        Rounding(2, "half_up", "total"),
        "exact",
        (Grade(Text("全部", "all"), Fraction(0)),),
        not_applicable_at_most=Fraction(1),
    )


CHECKLIST = index()
COUNTRIES = {
    row["UnitCode"]: Evidence(
        Unit(row["UnitCode"]),
        {code: Fact(code, Fraction(text)) for code, text in row.items() if code != "UnitCode"},
    )
    for row in rows("asem_normalised.csv")
}
EXPECTED = {
    row["UnitCode"]: {code: Fraction(text) for code, text in row.items() if code != "UnitCode"}
    for row in rows("asem_expected.csv")
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
    inside = [row["iCode"] for row in rows("asem_structure.csv") if row["Parent"] == pillar]
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
