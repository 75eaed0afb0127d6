"""Both engines agree on judged items, whoever has judged so far, and so does a table."""

from fractions import Fraction

import attrs
import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.correctness.reference.test_agreement import compare

import lawcheck
from lawcheck.indicators.blocks.judged_tiers import JudgedTier
from lawcheck.indicators.blocks.judging import JudgedRecords, Judges
from lawcheck.indicators.judged import Judged
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.evidence import Evidence, Fact, Judgement, Record, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.text import Text
from lawcheck.testing import one_item

F = Fraction
TENTHS = st.integers(0, 100).map(lambda n: F(n, 10))
TIERS = (JudgedTier(Text("好"), F(7), F(10)), JudgedTier(Text("差"), F(1), F(6)))
PANELS = st.none() | st.builds(
    Judges, st.integers(2, 3), st.sampled_from(["mean", "lowest", "lead"])
)
FOUND = Register(Text("问题"), {"no": Spec("text"), "off": Spec("amount", optional=True)})


@st.composite
def judged_worlds(draw):
    """A judged item, and the judgements that its readers let through."""
    kind = draw(st.sampled_from(["range", "count", "records", "tiers"]))
    panel = None if kind == "records" else draw(PANELS)
    facts, registers, judges = {}, {}, 1 if panel is None else 4
    events = F(1)
    if kind == "tiers":
        rule = Judged(tiers=TIERS, judges=panel)
    elif kind == "count":
        rule = Judged(F("0.5"), F(2), count=FactRef("events"), judges=panel)
        events = F(draw(st.integers(0, 6)))
        facts = {"events": Fact("events", events)}
    elif kind == "records":
        rule = Judged(F("0.5"), F(2), records=JudgedRecords("found", "off"))
        offs = draw(st.lists(st.none() | st.integers(5, 20).map(lambda n: F(n, 10)), max_size=5))
        registers = {
            "found": tuple(
                Record("found", n, {"no": f"n{n}"} | ({} if off is None else {"off": off}))
                for n, off in enumerate(offs, 1)
            )
        }
    else:
        rule = Judged(F(0), F(10), judges=panel)
    made = []
    lead = draw(st.none() | st.integers(0, judges - 1))
    for number in range(draw(st.integers(0, judges)) if kind != "records" else 0):
        name, leads = f"评{number}", panel is not None and number == lead
        if kind == "tiers":
            tier = draw(st.sampled_from(TIERS))
            points = draw(st.integers(int(tier.least * 10), int(tier.most * 10)))
            made.append(
                Judgement(
                    "item", None, "r", name, tier=tier.title.zh, points=F(points, 10), leads=leads
                )
            )
        else:
            low, high = (5 * events, 20 * events) if kind == "count" else (F(0), F(100))
            off = F(draw(st.integers(int(low), int(high))), 10)
            made.append(Judgement("item", off, "r", name, leads=leads))
    checklist = one_item(
        rule,
        points=F(10),
        facts={"events": Spec("count")} if kind == "count" else {},
        registers={"found": FOUND} if kind == "records" else {},
    )
    judgements = {"item": tuple(made)} if made else {}
    return checklist, Evidence(Unit("a"), facts, registers, judgements=judgements)


@given(judged_worlds())
def test_both_engines_agree(world):
    compare(*world)


@given(st.lists(judged_worlds(), min_size=1, max_size=1))
def test_a_table_says_what_the_scorecard_says(worlds):
    """The same unit twice, the second time without judgements."""
    ((checklist, evidence),) = worlds
    units = [evidence, attrs.evolve(evidence, unit=Unit("b"), judgements={})]
    events = [each.facts["events"].value if each.facts else None for each in units]
    columns = {"unit": pl.Series(["a", "b"])}
    if "events" in checklist.facts:
        columns["events"] = pl.Series([int(each) for each in events])
    rows = [(u.unit.id, r) for u in units for each in u.registers.values() for r in each]
    registers = {}
    if checklist.registers and rows:
        registers["found"] = pl.DataFrame(
            {
                "unit": [unit for unit, _ in rows],
                "no": [record.values["no"] for _, record in rows],
                "off": pl.Series(
                    [
                        None if (off := record.values.get("off")) is None else str(float(off))
                        for _, record in rows
                    ],
                    dtype=pl.String,
                ),
            }
        )
    elif checklist.registers:
        return
    table = lawcheck.score_table(
        checklist,
        pl.DataFrame(columns),
        registers,
        judgements={"a": list(evidence.judgements.get("item", ()))},
    )
    for unit, row in zip(units, table.rows(named=True), strict=True):
        card = lawcheck.score(checklist, unit)
        assert row["state.item"] == card.outcome("item").state
        for end in ("low", "high"):
            assert F(row[f"exact_{end}"]) == F(round(getattr(card.exact, end) * 10**9 // 1), 10**9)
