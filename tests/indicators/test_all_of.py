"""The indicator type `all_of`."""

from fractions import Fraction

import pytest

from lawcheck.indicators.all_of import AllOf, Demand
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text

FILED = Demand(Text("报备率", "filed"), FactRef("filed", is_rate=True))
IN_TIME = Demand(Text("及时率", "in time"), FactRef("in_time", is_rate=True))
RULES = Demand(Text("制度", "rules"), FactRef("rules"))
SET = (FILED, IN_TIME, RULES)
PARTLY = AllOf(SET, partly=Fraction(2))
EACH = AllOf(SET, each_missing=Fraction(1))


@pytest.mark.parametrize(
    ("filed", "in_time", "rules", "partly", "each"),
    [
        (1, 1, True, 4, 4),
        (1, Fraction("0.98"), True, 2, 3),
        (0, 0, True, 2, 2),
        (0, Fraction("0.999"), False, 0, 1),
    ],
)
def test_all_some_none(case, earned, filed, in_time, rules, partly, each):
    """All met: 4. Some: 2, or 4 less 1 for each missing. None: 0, or 4 - 3."""
    given = case(4, {"filed": filed, "in_time": in_time, "rules": rules})

    assert earned(PARTLY, given) == partly
    assert earned(EACH, given) == each


def test_names_what_is_missing(case, reasons):
    """One line each with `each_missing`, one line for all with `partly`."""
    given = case(4, {"filed": Fraction("0.98"), "in_time": 1, "rules": False})

    assert reasons(EACH.score(given)) == ["报备率 98%", "制度 否"]
    assert reasons(PARTLY.score(given)) == ["未达到：报备率 98%、制度 否；得2，满分4"]
    assert [fact.name for fact in PARTLY.score(given).deductions[0].cites] == ["filed", "rules"]


def test_cites_the_records_that_keep_a_share_down(case):
    """1 of 2 documents is filed: the other one is the reason."""
    share = OverRecords("share", "documents", where=Where((Comparison("filed", "equals", True),)))
    rule = AllOf((Demand(Text("报备率"), share), RULES), each_missing=Fraction(1))
    result = rule.score(
        case(
            4,
            {"rules": True},
            {"documents": [{"no": "a", "filed": True}, {"no": "b", "filed": False}]},
        )
    )

    assert [record.label for record in result.deductions[0].cites] == ["b"]


def test_names_all_that_is_unknown_together(case):
    """Two facts missing, both named."""
    with pytest.raises(MissingEvidence) as caught:
        PARTLY.score(case(4, {"in_time": 1}))

    assert caught.value.names == ("filed", "rules")


def test_a_share_of_nothing_is_left_out(case, earned):
    """Without documents only the rules count; without anything else the item does not apply."""
    share = OverRecords("share", "documents", on_zero=None)
    rule = AllOf((Demand(Text("报备率"), share), RULES), partly=Fraction(2))

    assert earned(rule, case(4, {"rules": True}, {"documents": []})) == 4
    assert earned(rule, case(4, {"rules": False}, {"documents": []})) == 0
    with pytest.raises(DoesNotApply):
        AllOf((Demand(Text("报备率"), share),), each_missing=Fraction(1)).score(
            case(4, {}, {"documents": []})
        )


def test_faults(faults):
    """One price, inside the item, and more than one thing for `partly`."""
    assert faults(PARTLY) == faults(EACH) == []
    assert faults(AllOf(SET)) == [""]
    assert faults(AllOf(SET, Fraction(1), Fraction(1))) == [""]
    assert faults(PARTLY, 2) == ["partly"]
    assert faults(AllOf(SET, partly=Fraction(-1))) == ["partly"]
    assert faults(AllOf(SET, each_missing=Fraction(0))) == ["each_missing"]
    assert faults(AllOf((FILED,), partly=Fraction(1))) == ["items"]
    assert faults(AllOf((FILED, FILED), each_missing=Fraction(1))) == ["items"]
    assert faults(AllOf((), each_missing=Fraction(1))) == ["items"]


def test_describes_itself():
    """What must be so, and the price."""
    assert (
        PARTLY.describe().pick("zh")
        == "报备率、及时率、制度全部达到得满分；部分达到得2分，均未达到不得分"
    )
    assert EACH.describe().pick("en") == "all of: filed, in time, rules; 1 off for each missing"
