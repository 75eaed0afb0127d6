"""Answers of another shape than promised: the plugin, the call and the kind are named, the code is 4, other units are scored."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.registry.samples import EVIDENCE, GOOD, HOOK, TYPE

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Install = Callable[[str, str], None]

GOOD_TYPE = TYPE.replace("RETURN", GOOD)


def switch(name: str) -> str:
    return f"; tell its author, or switch it off with -p no:{name}"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("value: Number", "value: Number\n    x: float = None", "Odd, field x: float cannot be read from a checklist; use "),
        ("value: Number", "value: Number\n    x: list[str] = ()", "Odd, field x: list[str] cannot be read from a checklist; use "),
        (
            "value: Number",
            "value: Number\n    x: dict[str, int] = None",
            "Odd, field x: dict[str, int] cannot be read from a checklist; use ",
        ),
        ("value: Number", "value: Number\n    x: tuple[float, ...] = ()", "Odd, field x: float cannot be read from a checklist; "),
        ("value: Number", "value: Number\n    x: int | str = 1", "Odd, field x: int | str is more than one kind of value"),
        ("value: Number", "value: 'Nothing'", "Odd, an annotation cannot be read (NameError: name 'Nothing' is not defined)"),
        (
            "value: Number",
            "value: Number\n    x: tuple[str, ...] = attrs.field(factory=list)",
            "Odd, field x: its default is a list, which a run could change; use a tuple, a frozenset or None",
        ),
        ("value: Number", "value: Number\n    x: Fraction = 0.1", "Odd, field x: its default 0.1 is a float; use a Fraction"),
        ('type_name: ClassVar[str] = "odd"', 'type_name: ClassVar[str] = "even"', "Odd.type_name is 'even', but the hook calls it 'odd'"),
        ('    """Odd numbers lose a point."""\n', "", "Odd has no docstring"),
        ("@attrs.frozen", "@attrs.define", "Odd is not a frozen attrs class; use @attrs.frozen"),
        ("@attrs.frozen", "", "Odd is not a frozen attrs class; use @attrs.frozen"),
        ("def describe", "def tell", "Odd has no method describe()"),
        ("def score(self, case: Case)", "def score(self)", "Odd.score() must take 1 argument beside self"),
    ],
)  # fmt: skip
def test_a_type_that_is_not_one_is_refused_at_load(
    old: str, new: str, why: str, install: Install, run: Run
) -> None:
    install("one", GOOD_TYPE.replace(old, new, 1))
    done = run("lint", "odd.yaml")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(
        f"plugin one (lawcheck-one 1.2): lawcheck_indicator_types: {why}"
    )
    assert done.stderr.endswith(f"{switch('one')}\n")
    assert done.stderr.count("\n") == 1


CHECK = "    def describe(self)"


def test_a_rule_with_faults_is_asked_under_guard_too(
    install: Install, run: Run, tmp_path: Path
) -> None:
    """What a type says of itself is tried at load for rules without faults only."""
    methods = "    def check(self, points):\n        yield Fault(self.describe(), 'value')\n\n    def pro_rata_faults(self):\n        raise KeyError('x')\n\n"
    install(
        "one", "from lawcheck.plugin import Fault\n" + GOOD_TYPE.replace(CHECK, methods + CHECK)
    )
    sheet = (tmp_path / "odd.yaml").read_text(encoding="utf-8")
    due = "value: n, falls_due: {by: 2023-06-30, before: pro_rata}"
    (tmp_path / "odd.yaml").write_text(sheet.replace("value: n", due), encoding="utf-8")
    done = run("lint", "odd.yaml")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "plugin one (lawcheck-one 1.2) failed: KeyError: 'x'; upgrade or remove it, "
        "or switch it off with -p no:one\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (CHECK, f"    def check(self, points):\n        raise KeyError('x')\n\n{CHECK}", " failed: KeyError: 'x'"),
        (CHECK, f"    def check(self, points):\n        yield 'too much'\n\n{CHECK}", ": odd: check() returned str, not Faults"),
        (CHECK, f"    def check(self, points):\n        return None\n\n{CHECK}", " failed: TypeError: "),
        ('return message("单数扣1分", "odd numbers lose a point")', "raise KeyError('x')", " failed: KeyError: 'x'"),
        ('return message("单数扣1分", "odd numbers lose a point")', "return 'odd'", ": odd: describe() returned str, not a Message"),
        (
            'return message("单数扣1分", "odd numbers lose a point")',
            'return message("单数扣{n}分", "odd numbers")',
            ": odd: describe() returned a Message that cannot be read in zh (KeyError: 'n')",
        ),
        (
            CHECK,
            f"    thresholds = ['x']\n\n    def is_share(self):\n        return True\n\n{CHECK}",
            ": odd: Odd returned thresholds = ['x'], not a tuple of str",
        ),
        (
            CHECK,
            f"    thresholds = ('x',)\n\n    def is_share(self):\n        return True\n\n{CHECK}",
            ": odd: Odd returned thresholds with x, which is no key of it",
        ),
        (
            CHECK,
            f"    thresholds = ('value',)\n\n    def is_share(self):\n        return 'no'\n\n{CHECK}",
            ": odd: Odd returned 'no' from is_share(), not True, False or None",
        ),
        (
            CHECK,
            f"    thresholds = ('value',)\n\n    def is_share(self):\n        raise KeyError('x')\n\n{CHECK}",
            " failed: KeyError: 'x'",
        ),
        (CHECK, f"    is_timed = 'yes'\n\n{CHECK}", ": odd: Odd returned is_timed = 'yes', not a bool"),
        (CHECK, f"    def not_advised(self):\n        yield 'value'\n\n{CHECK}", ": odd: Odd returned not_advised() that are not values of its fields"),
        (CHECK, f"    def not_advised(self):\n        return 1 / 0\n\n{CHECK}", " failed: ZeroDivisionError: division by zero"),
        (CHECK, f"    def spans(self):\n        yield 'a', 'b'\n\n{CHECK}", ": odd: Odd returned spans() that are not triples of str"),
        (CHECK, f"    counts_each = 'week'\n\n{CHECK}", ": odd: Odd returned counts_each = 'week', not month, quarter, half_year, year or None"),
        (CHECK, f"    def judged(self, key):\n        yield 1\n\n{CHECK}", ": odd: Odd returned keys from judged() that are not str"),
        (CHECK, f"    def judged_by_many(self, key):\n        raise KeyError('x')\n\n{CHECK}", " failed: KeyError: 'x'"),
        (
            CHECK,
            f"    def judged(self, key):\n        yield key\n\n    def judged_by_many(self, key):\n        yield 'other'\n\n{CHECK}",
            ": odd: Odd returned keys from judged_by_many() that are not among those of judged()",
        ),
        (CHECK, f"    def pro_rata_faults(self):\n        raise KeyError('x')\n\n{CHECK}", " failed: KeyError: 'x'"),
        (
            CHECK,
            f"    def pro_rata_faults(self):\n        yield 'never'\n\n{CHECK}",
            ": odd: Odd returned pro_rata_faults() of str, not Faults",
        ),
    ],
)  # fmt: skip
def test_a_type_that_answers_wrongly_while_a_checklist_is_loaded(
    old: str, new: str, why: str, install: Install, run: Run
) -> None:
    install("one", GOOD_TYPE.replace(old, new, 1))
    for command in ("lint", "show"):
        done = run(command, "odd.yaml")

        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr.startswith(f"plugin one (lawcheck-one 1.2){why}")
        assert done.stderr.count("\n") == 1


SAID = "message('x', 'x')"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("return Result((Deduction(Fraction(1), 'odd'),))", "a reason is str, not a Message"),
        (f"return Result((Deduction(Fraction(1), {SAID}, 'n'),))", "`cites` is a str, not a tuple"),
        (
            f"return Result((Deduction(Fraction(1), {SAID}, ('n',)),))",
            "`cites` holds a str, not a Fact, Record, Judgement or NotApplicable",
        ),
        (
            f"return Result((Deduction(Fraction(1), {SAID}),), working=message('{{n}}', 'n'))",
            "`working` is a Message that cannot be read in zh (KeyError: 'n')",
        ),
        (
            "return Result((Deduction(Fraction(1), message('{n:%%}', 'n', n=1)),))",
            "a reason is a Message that cannot be read in zh (ValueError: Invalid format specifier '%%' for object of type 'int')",
        ),
        (f"return Result((x for x in [Deduction(Fraction(1), {SAID})]))", "deductions are a generator, not a tuple"),
        (f"return Result([Deduction(Fraction(1), {SAID})])", "deductions are a list, not a tuple"),
        ("return Result(('odd',))", "deductions hold a str, not a Deduction"),
        ("return Result(about=('n',))", "`about` holds a str, not a Fact or Tally"),
        (f"return Result((Deduction(Fraction(1), {SAID}, cause=1),))", "`cause` is a int, not str"),
        (
            "from lawcheck.plugin import AwaitsJudgement; raise AwaitsJudgement(0.5)",
            "AwaitsJudgement: 0.5 is not an exact number of points, zero or more",
        ),
        (
            "from lawcheck.plugin import MissingEvidence; raise MissingEvidence(['n'], lost=Fraction(2), kept=Fraction(1))",
            "score() says that 2 points are lost and 1 kept whatever is found out; together they are more than the item has",
        ),
        ("from lawcheck.plugin import DoesNotApply; raise DoesNotApply('no')", "DoesNotApply: `why` is str, not a Message"),
        ("from lawcheck.plugin import MissingEvidence; raise MissingEvidence([1])", "MissingEvidence: names must be str"),
        ("from lawcheck.plugin import BadEvidence; raise BadEvidence('no')", "BadEvidence: `why` is str, not a Message"),
        ("raise RuntimeError('x' * 10_000_000)", f"RuntimeError: {'x' * 136}... (9999864 more characters)"),
        ("raise RuntimeError('a\\nb\\x1b[31m')", r"RuntimeError: a\nb\u001b[31m"),
        (
            "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})()",
            "Odd: (str() raises ZeroDivisionError)",
        ),
    ],
)  # fmt: skip
def test_a_result_that_is_not_one(
    body: str, why: str, install: Install, run: Run, tmp_path: Path
) -> None:
    """The item of that unit is open with the reason; the other unit is scored, also in JSON."""
    install(
        "one",
        TYPE.replace(
            "RETURN", f"if case.evidence.unit.id == 'b':\n            {GOOD}\n        {body}"
        ),
    )
    (tmp_path / "b.yaml").write_text(EVIDENCE.replace("id: a", "id: b"), encoding="utf-8")
    done = run("score", "odd.yaml", "a.yaml", "b.yaml", "--format", "json")

    assert done.returncode == 4
    assert (
        done.stderr
        == f"seen odd 2\nunit a, indicator odd: indicator type odd (lawcheck-one 1.2) failed: BadResult: {why}\n".replace(
            "BadResult: " if why.startswith(("RuntimeError", "Odd:")) else "\0", ""
        )
    )
    assert '"score": "1"' in done.stdout


READER = (
    HOOK
    + """from lawcheck.model.raw_tables import Cell, Row, Table, Tables
from lawcheck.model.errors import EvidenceError, Place

@hookimpl
def lawcheck_readers():
    return {"bad": "PLUGIN:Bad"}


class Bad:
    def accepts(self, path):
        return path.suffix == ".bad"

    def read(self, path, registers):
        RETURN
"""
)
WRITER = (
    HOOK
    + '@hookimpl\ndef lawcheck_writers():\n    return {"bad": "PLUGIN:Bad"}\n\n\nclass Bad:\n    RETURN\n'
)
COMMAND = (
    HOOK
    + "import click\nfrom lawcheck.plugin import CommandEntry\n\n@hookimpl\ndef lawcheck_commands():\n"
    + '    return {"bad": CommandEntry("PLUGIN:bad", "坏", "bad")}\n\n\nRETURN\n'
)
ENGINE = WRITER.replace("writers", "engines").replace("RETURN", "def run(self, run): return None")
SHEET = READER.replace("lawcheck_readers", "lawcheck_score_tables").replace(
    "path, registers", "path"
)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("return None", "read('a.bad') returned NoneType, not Tables"),
        ("return {}", "read('a.bad') returned dict, not Tables"),
        ("return Tables(({'name': Cell('a')},), ())", "read('a.bad') returned Tables whose units hold a unit without `id`"),
        ("return Tables(({'id': 'a'},), ())", "read('a.bad') returned Tables whose units hold str, not a Cell"),
        ("return Tables(({'id': Cell(1)},), ())", "read('a.bad') returned Tables whose units hold a Cell that holds something else than text"),
        ("return Tables((None,), ())", "read('a.bad') returned Tables whose units hold NoneType, not a mapping from names to Cells"),
        ("return Tables([], ())", "read('a.bad') returned Tables whose units are list, not a tuple"),
        (
            "return Tables(({'id': Cell('a')},), (Table('facts', (Cell('n'),), (Row(None, {'n': 3}, Place()),)),))",
            "read('a.bad') returned Tables whose tables hold Table facts whose rows hold int, not a Cell",
        ),
        ("return Tables(({'id': Cell('a', at_least=1)},), ())", "read('a.bad') returned Tables whose units hold a Cell whose at_least is int, not bool"),
        ("return Tables(({'id': Cell('a')},), (), unreviewed='yes')", "read('a.bad') returned Tables whose unreviewed is str, not bool"),
        ("raise EvidenceError('broken')", "EvidenceError without a Problem, or with something else"),
        ("raise EvidenceError([])", "EvidenceError without a Problem, or with something else"),
    ],
)  # fmt: skip
def test_a_reader_that_answers_wrongly(
    body: str, why: str, install: Install, run: Run, tmp_path: Path
) -> None:
    install("two", READER.replace("RETURN", body))
    (tmp_path / "a.bad").write_text("", encoding="utf-8")
    done = run("score", "street-visit", "a.bad")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == f"plugin two (lawcheck-two 1.2): bad: {why}{switch('two')}\n"


ASKING = """
    def for_checklist(self, checklist):
        ANSWER

class Asked:
    def __init__(self, name):
        self.name = name

    def read(self, path, registers):
        return Tables(({"id": Cell(self.name, Place(str(path), 1))},), ())
"""


def test_a_reader_that_asks_for_the_checklist(install: Install, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bad").write_text("", encoding="utf-8")
    code = READER.replace("RETURN", "raise AssertionError") + ASKING
    install("two", code.replace("ANSWER", "return Asked(checklist.id)"))
    done = run("score", "street-visit", "a.bad", "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1].startswith("street-visit,")


def test_a_reader_that_makes_none(install: Install, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bad").write_text("", encoding="utf-8")
    code = READER.replace("RETURN", "raise AssertionError") + ASKING
    install("two", code.replace("ANSWER", "pass"))
    done = run("score", "street-visit", "a.bad")

    assert (done.returncode, done.stdout) == (4, "")
    assert "plugin two (lawcheck-two 1.2) failed: AttributeError" in done.stderr


@pytest.mark.parametrize(
    ("code", "arguments", "why"),
    [
        (READER.replace('path.suffix == ".bad"', "None"), ("score", "street-visit", "a.bad"), "bad: accepts('a.bad') returned NoneType, not bool"),
        (SHEET.replace("RETURN", "return []"), ("import-table", "a.bad"), "bad: read('a.bad') returned list, not a Grid"),
        (
            COMMAND.replace("RETURN", "@click.command()\ndef it(): return 'done'\n\ndef bad(say): return it"),
            ("bad",),
            "bad: the command returned str 'done', not an exit code or None",
        ),
        (ENGINE, ("score", "street-visit", "units.csv", "--engine", "bad", "-o", "x.parquet"), "bad: run() returned NoneType, not a TableSummary"),
        (COMMAND.replace("RETURN", "def bad(say): return 'bad'"), ("bad",), "bad: the command is a str, not a click.Command"),
        (COMMAND.replace("RETURN", "def bad(): return None"), ("bad",), "lawcheck_commands: bad must take one argument, the `lawcheck.cli.Say`"),
        (WRITER.replace("RETURN", "def print(self): pass"), ("plugins",), "lawcheck_writers: Bad has no method write()"),
        (WRITER.replace("RETURN", "def write(self): pass"), ("plugins",), "lawcheck_writers: Bad.write() must take 3 arguments beside self"),
        (WRITER.replace("RETURN", "def write(self, r, l, w): pass\n    def write_analysis(self): pass"), ("plugins",), "lawcheck_writers: Bad.write_analysis() must take 3 arguments beside self"),
    ],
)  # fmt: skip
def test_other_parts_that_answer_wrongly(
    code: str, arguments: tuple[str, ...], why: str, install: Install, run: Run, tmp_path: Path
) -> None:
    install("two", code.replace("RETURN", "return None"))
    (tmp_path / "a.bad").write_text("", encoding="utf-8")
    done = run(*arguments)

    assert done.returncode == 4
    assert done.stderr == f"plugin two (lawcheck-two 1.2): {why}{switch('two')}\n"


def test_a_command_below_a_command_fails_in_the_name_of_its_plugin(
    install: Install, run: Run
) -> None:
    group = "@click.group()\ndef it(): pass\n\n@it.command()\ndef add(): 1 / 0\n\ndef bad(say): return it"
    install("two", COMMAND.replace("RETURN", group))
    done = run("bad", "add")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "plugin two (lawcheck-two 1.2) failed: ZeroDivisionError: division by zero; "
        "upgrade or remove it, or switch it off with -p no:two\n"
    )
