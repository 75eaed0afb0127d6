"""What is computed from a checklist once is that of this checklist, not of one that equals it."""

import attrs

from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.measures import FactRef
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.testing import one_item


def test_each_checklist_has_its_own_value_and_is_looked_at_once() -> None:
    seen: list[Checklist] = []

    @once_per_checklist
    def names(checklist: Checklist) -> tuple[str, ...]:
        seen.append(checklist)
        return tuple(checklist.facts)

    one = one_item(YesNo(FactRef("plan")), facts={"plan": Spec("yes_no")})
    equal = attrs.evolve(one)
    other = attrs.evolve(one, facts={"plan": Spec("yes_no"), "staff": Spec("count")})
    assert [names(each) for each in (one, one, other, equal, one, other)] == [
        ("plan",), ("plan",), ("plan", "staff"), ("plan",), ("plan",), ("plan", "staff"),
    ]  # fmt: skip
    assert [id(each) for each in seen] == [id(one), id(other), id(equal)]
