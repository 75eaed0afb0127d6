"""Measures and operators of plugins: read, described, scored; wrong ones are named."""

import subprocess
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import jsonschema
import pytest

from lawcheck.analysis.gain import gains_of
from lawcheck.checklists.schema import checklist_schema
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.errors import ChecklistError, PluginError
from lawcheck.model.operations import Operation
from lawcheck.model.operators import Operator
from lawcheck.model.text import Text
from lawcheck.registry.hookspecs import hookimpl
from lawcheck.session import Session
from lawcheck.testing.documented import as_json

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Install = Callable[[str, str], None]

CHECKLIST = """\
lawcheck: 1
id: visits
version: "1"
title: 走访
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 全部, from: 0}]
not_applicable: {policy: forbid, at_most: 0}
registers: {visits: {label: 走访, columns: {no: text, village: {kind: text, label: 村}, score: amount}}}
indicators:
  - {id: even, title: 均衡, points: 10, type: scale, zero_at: 50, full_at: 0, value: MEASURE}
"""
MEASURE = "{spread: visits, of: score, drop_low: 1, where: {village: {starts_with: 东}}}"
EVIDENCE = """\
lawcheck-evidence: 1
unit: {id: heping}
registers:
  visits:
    - {no: a, village: 东一村, score: 81}
    - {no: b, village: 东 二村, score: 93.5}
    - {no: c, village: 东三村, score: 10}
    - {no: d, village: 西村, score: 5}
"""


@attrs.frozen
class Spread(Operation):
    """How far the highest value is from the lowest."""

    name = "spread"
    title = Text("{of}的极差", "spread of {of}")

    drop_low: int = attrs.field(default=0, metadata={"least": 0})

    def fewest(self) -> int:
        return self.drop_low + 1

    def combine(self, values: Any) -> Any:
        return max(values) - sorted(values)[self.drop_low]


@attrs.frozen
class StartsWith(Operator):
    """The text starts with this one."""

    name = "starts_with"
    title = Text("{column}以“{operand}”开头", "{column} starts with {operand}")
    kinds = frozenset({"text"})
    takes = "text"

    def holds(self, value: Any, operand: Any) -> Any:
        return value.startswith(operand)


def session(measure: Any = Spread, operator: Any = StartsWith) -> Session:
    plugin = SimpleNamespace(
        __name__="mine",
        __version__="1.2",
        lawcheck_measures=hookimpl(lambda: {"spread": measure}, specname="lawcheck_measures"),
        lawcheck_operators=hookimpl(
            lambda: {"starts_with": operator}, specname="lawcheck_operators"
        ),
    )
    return Session.start(only=[], plugins=[plugin])


def loaded(session: Session, folder: Path, measure: str = MEASURE) -> Any:
    (folder / "visits.yaml").write_text(CHECKLIST.replace("MEASURE", measure), encoding="utf-8")
    return session.load(folder / "visits.yaml")


def scored(
    session: Session, folder: Path, evidence: str = EVIDENCE, measure: str = MEASURE
) -> Any:
    (folder / "heping.yaml").write_text(evidence, encoding="utf-8")
    checklist = loaded(session, folder, measure)
    return session.score(checklist, session.read(checklist, [folder / "heping.yaml"])).scorecards[
        0
    ]


def test_they_score_and_say_what_they_do(tmp_path: Path) -> None:
    """Of 81, 93.5 and 10 in the east, the lowest is left out: 12.5 of 50 off, 7.5 of 10 left."""
    card = scored(session(), tmp_path)
    rule = next(iter(loaded(session(), tmp_path).indicators())).rule

    assert card.score.low == Fraction("7.5")
    assert rule.value.title.pick("zh") == "走访的score的极差（村以“东”开头）"
    assert rule.value.title.pick("en") == "spread of score of 走访 (村 starts with 东)"


def test_tables_say_the_same(tmp_path: Path) -> None:
    """No column form knows them, so the rule reads single records."""
    from lawcheck.tables import score_table

    (tmp_path / "units.csv").write_text("unit\nheping\nempty\n", encoding="utf-8")
    (tmp_path / "visits.csv").write_text(
        "unit,no,village,score\nheping,a,东一村,81\nheping,b,东 二村,93.5\nheping,c,东三村,10\nheping,d,西村,5\nempty,e,东,5\n",
        encoding="utf-8",
    )
    table = score_table(
        loaded(session(), tmp_path), tmp_path / "units.csv", {"visits": tmp_path / "visits.csv"}
    )

    assert [(row["score_low"], row["score_high"]) for row in table.to_dicts()] == [
        (Fraction("7.5"), Fraction("7.5")),
        (0, 10),
    ]


def test_a_blank_is_missing(tmp_path: Path) -> None:
    card = scored(session(), tmp_path, EVIDENCE.replace(", score: 81", ""))

    assert card.outcome("even").state == "missing"


@pytest.mark.parametrize(
    ("measure", "why"),
    [
        ("{spread: visits, of: score, drop_low: -1}", "drop_low cannot be below 0"),
        ("{spread: visits, of: score, drop_low: x}", "a whole number is expected here"),
        ("{spread: visits}", "`of` is missing; add it"),
        ("{spread: visits, of: village}", "column village is of kind text"),
        ("{spread: visits, of: score, on_zero: 1}", "unknown key `on_zero`"),
        ("{spraed: visits, of: score}", "unknown measure `spraed`; did you mean `spread`?"),
        (
            "{spread: visits, of: score, where: {score: {starts_with: 东}}}",
            "`starts_with` does not compare a amount",
        ),
        (
            "{spread: visits, of: score, where: {village: {starts_with: '　'}}}",
            "a text is expected here, not only spaces",
        ),
        (
            "{spread: visits, of: score, where: {village: {start_with: 东}}}",
            "unknown key `start_with`; did you mean `starts_with`?",
        ),
    ],
)
def test_faults_in_a_checklist_are_told_where_they_are(
    measure: str, why: str, tmp_path: Path
) -> None:
    with pytest.raises(ChecklistError) as caught:
        loaded(session(), tmp_path, measure)

    assert why in str(caught.value)


def test_editors_know_them(tmp_path: Path) -> None:
    """The JSON Schema takes what the reader takes, and no key of another measure."""
    schema = checklist_schema(session().plugins)
    data = as_json(
        parse_yaml(CHECKLIST.replace("MEASURE", MEASURE).encode(), "c.yaml", ChecklistError, [])
    )
    jsonschema.validate(data, schema)
    for wrong in (
        {"spread": "visits", "of": "score", "drop": 1},
        {"spread": "visits", "of": "score", "drop_low": -1},
    ):
        data["indicators"][0]["value"] = wrong
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, schema)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda *_: 0.5, "spread (mine 1.2) failed: combine() returned float, not Fraction"),
        (lambda *_: None, "spread (mine 1.2) failed: combine() returned NoneType, not Fraction"),
        (lambda *_: 1 / 0, "spread (mine 1.2) failed: ZeroDivisionError: division by zero"),
    ],
)
def test_a_measure_that_answers_wrongly(answer: Any, why: str, tmp_path: Path) -> None:
    """The item is open, and the plugin named; not the type that asked for the measure."""
    outcome = scored(session(attrs.make_class("Wrong", {}, bases=(Spread,), frozen=True, class_body={
        "combine": answer, "__doc__": "Wrong."
    })), tmp_path).outcome("even")  # fmt: skip

    assert outcome.state == "error"
    assert outcome.why.pick("en").startswith(why)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda *_: "few", "spread (mine 1.2) failed: too_few() returned str, not a Message"),
        (lambda *_: 1 / 0, "spread (mine 1.2) failed: ZeroDivisionError: division by zero"),
    ],
)
def test_a_measure_that_says_wrongly_that_there_is_too_little(
    answer: Any, why: str, tmp_path: Path
) -> None:
    """It is asked only where there is: four villages are needed, three are there."""
    needy = wrong(Spread, fewest=lambda _: 4, too_few=answer)
    outcome = scored(session(needy), tmp_path).outcome("even")

    assert outcome.state == "error"
    assert outcome.why.pick("en").startswith(why)


def test_an_operator_that_answers_wrongly(tmp_path: Path) -> None:
    @attrs.frozen
    class Wrong(StartsWith):
        """Wrong."""

        def holds(self, value: Any, operand: Any) -> Any:
            return 1

    outcome = scored(session(operator=Wrong), tmp_path).outcome("even")

    assert outcome.state == "error"
    assert outcome.why.pick("en").startswith(
        "starts_with (mine 1.2) failed: holds() returned int, not bool"
    )


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda *_: 0.5, "example() returned float, not a value of evidence"),
        (lambda *_: "西村", "example() returned '西村', for which it does not hold"),
        (lambda *_: 1 / 0, "ZeroDivisionError: division by zero"),
    ],
)
def test_an_operator_whose_example_is_wrong(answer: Any, why: str, tmp_path: Path) -> None:
    """`gain` asks for it, for the record that would be added."""
    started = session(operator=wrong(StartsWith, example=answer))
    (tmp_path / "heping.yaml").write_text(EVIDENCE, encoding="utf-8")
    sheet = CHECKLIST.replace("label: 走访,", "label: 走访, worth_adding: true,")
    (tmp_path / "visits.yaml").write_text(sheet.replace("MEASURE", MEASURE), encoding="utf-8")
    checklist = started.load(tmp_path / "visits.yaml")
    (evidence,) = started.read(checklist, [tmp_path / "heping.yaml"]).evidence

    with pytest.raises(PluginError) as failed:
        gains_of(checklist, evidence, date(2024, 12, 31))
    assert (
        failed.value.problems[0]
        .what.pick("en")
        .startswith(f"starts_with (mine 1.2) failed: {why}")
    )


def wrong(base: type, **body: Any) -> type:
    return attrs.frozen(
        type("Wrong", (base,), {"__doc__": "Wrong.", "__module__": __name__, **body})
    )


TITLE = Text("{of}", "{of}")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (wrong(Spread, name="other"), "Wrong.name is 'other', but the hook calls it 'spread'"),
        (wrong(Spread, __doc__=""), "Wrong has no docstring"),
        (wrong(Spread, title="x"), "Wrong.title is str, not a Text"),
        (
            wrong(Spread, title=Text("极差", "spread")),
            "Wrong.title must name {of} in both languages",
        ),
        (
            wrong(Spread, title=Text("{of}{x}")),
            "Wrong.title is a Message that cannot be read in zh",
        ),
        (wrong(Spread, gives="text"), "Wrong.gives is 'text', not number or date"),
        (
            wrong(Spread, kinds=frozenset({"money"})),
            "Wrong.kinds must be a frozenset of some of: amount, count",
        ),
        (
            wrong(Spread, keys=frozenset({"drop"})),
            "Wrong.keys must be a frozenset of: among, by, of, on_zero, weight",
        ),
        (
            wrong(Spread, keys=frozenset()),
            "Wrong takes no column (`of`), so its kinds must be yes_no",
        ),
        (
            wrong(Spread, keys=frozenset({"of", "weight"})),
            "Wrong.keys has `weight`: it needs `of`, and takes_facts must be False",
        ),
        (
            wrong(Spread, takes_records=False, takes_facts=False),
            "Wrong takes neither records nor facts",
        ),
        (wrong(Spread, is_share=1), "Wrong.is_share must be True or False"),
        (
            wrong(Spread, combine=lambda self: 1),
            "Wrong.combine() must take 1 argument beside self",
        ),
        (wrong(Operation, name="spread", title=TITLE), "Wrong has no method combine() of its own"),
        (
            wrong(object, name="spread", combine=Spread.combine, fewest=Spread.fewest),
            "Wrong is not derived from lawcheck.model.operations",
        ),
        (
            wrong(Spread, __annotations__={"where": int}, where=1),
            "Wrong, field where: it is a key of all measures",
        ),
        (
            wrong(Spread, __annotations__={"x": "tuple[str, ...]"}, x=()),
            "Wrong, field x: the own key of a measure is int, Fraction",
        ),
        (lambda: Spread(), "spread is a function, not a class"),
    ],
)
def test_a_measure_that_is_not_one_is_refused_at_load(made: Any, why: str) -> None:
    with pytest.raises(PluginError) as caught:
        session(measure=made)

    assert str(caught.value).startswith("plugin mine (mine 1.2): lawcheck_measures: ")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (
            wrong(StartsWith, name="other"),
            "Wrong.name is 'other', but the hook calls it 'starts_with'",
        ),
        (
            wrong(StartsWith, title=Text("{column}", "{column}")),
            "Wrong.title must name {operand} in both languages",
        ),
        (wrong(StartsWith, kinds={"text"}), "Wrong.kinds must be a frozenset of some of"),
        (wrong(StartsWith, takes="list"), "Wrong.takes is 'list', not value, values or text"),
        (wrong(StartsWith, of_blank=None), "Wrong.of_blank must be True or False"),
        (wrong(StartsWith, settled="yes"), "Wrong.settled must be True, False or None"),
        (wrong(StartsWith, __annotations__={"x": int}), "Wrong has fields"),
        (
            wrong(StartsWith, holds=lambda self, value: True),
            "Wrong.holds() must take 2 arguments beside self",
        ),
        (
            wrong(Operator, name="starts_with", title=StartsWith.title),
            "Wrong has no method holds() of its own",
        ),
    ],
)
def test_an_operator_that_is_not_one_is_refused_at_load(made: Any, why: str) -> None:
    with pytest.raises(PluginError) as caught:
        session(operator=made)

    assert str(caught.value).startswith("plugin mine (mine 1.2): lawcheck_operators: ")
    assert why in str(caught.value)


@pytest.mark.parametrize("fewest", [-1, "1", True, None])
def test_a_measure_that_does_not_say_how_many_values_it_needs(fewest: Any, tmp_path: Path) -> None:
    with pytest.raises(PluginError) as caught:
        loaded(session(wrong(Spread, fewest=lambda self: fewest)), tmp_path)

    assert str(caught.value).startswith(
        f"plugin mine (mine 1.2): spread: fewest() returned {fewest!r}, not a whole number"
    )


CODE = '''
import attrs
from lawcheck.model.operations import Mean
from lawcheck.model.operators import Equals
from lawcheck.registry.hookspecs import hookimpl


@attrs.frozen
class Spread(Mean):
    """A mean, for once."""

    name = "spread"
    drop_low: int = 0

    def combine(self, values):
        MEASURE
        return super().combine(values)


@attrs.frozen
class StartsWith(Equals):
    """Equal, for once."""

    name = "starts_with"

    def holds(self, value, operand):
        OPERATOR
        return True


@hookimpl
def lawcheck_measures():
    return {"spread": "PLUGIN:Spread"}


@hookimpl
def lawcheck_operators():
    return {"starts_with": "PLUGIN:StartsWith"}
'''


def running(
    measure: str, operator: str, install: Install, run: Run, folder: Path, **settings: str
) -> Any:
    install("one", CODE.replace("MEASURE", measure).replace("OPERATOR", operator))
    (folder / "visits.yaml").write_text(CHECKLIST.replace("MEASURE", MEASURE), encoding="utf-8")
    (folder / "heping.yaml").write_text(EVIDENCE, encoding="utf-8")
    return run("score", "visits.yaml", "heping.yaml", "--format", "csv", **settings)


LOOP = "while True: pass"


@pytest.mark.parametrize(
    ("measure", "operator", "who"), [(LOOP, "", "spread"), ("", LOOP, "starts_with")]
)
def test_one_that_never_comes_back(
    measure: str, operator: str, who: str, install: Install, run: Run, tmp_path: Path
) -> None:
    """It is named, though a type that lawcheck ships asked for it."""
    done = running(
        measure or "pass", operator or "pass", install, run, tmp_path, LAWCHECK_DEADLINE="4"
    )

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(
        f"{who} (lawcheck-one 1.2) took more than 4 seconds; tell its author"
    )


def test_what_they_print_and_raise_is_kept_apart(
    install: Install, run: Run, tmp_path: Path
) -> None:
    done = running("import sys; sys.exit(0)", "print('asked')", install, run, tmp_path)

    assert done.returncode == 4
    assert "asked" not in done.stdout
    assert "asked" in done.stderr
    assert (
        "spread (lawcheck-one 1.2) failed: SystemExit: 0; tell the author of the plugin\n"
        in done.stderr
    )


def test_a_name_that_is_taken() -> None:
    plugin = SimpleNamespace(
        __name__="mine",
        lawcheck_measures=hookimpl(lambda: {"mean": Spread}, specname="lawcheck_measures"),
    )
    with pytest.raises(PluginError, match="both offer measures mean"):
        Session.start(only=[], plugins=[plugin])
