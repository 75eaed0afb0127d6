"""Every fault of a checklist is named by file, line and column, with what to do; nothing is loaded."""

from collections.abc import Callable

import attrs
import pytest


@attrs.frozen
class Case:
    """A sound checklist with one thing changed, and what it is refused with."""

    name: str
    old: str
    new: str
    lines: list[str]
    code: int = 2


CASES = [
    Case(
        "unknown key",
        "target: 12",
        "targt: 12",
        [
            "c.yaml:25:9: `target` is missing; add it",
            "c.yaml:30:9: unknown key `targt`; did you mean `target`?",
        ],
    ),
    Case(
        "unknown key at the top",
        "grade_on: rounded",
        "grade_on: rounded\ncolour: red",
        [
            "c.yaml:9:1: unknown key `colour`; known: appeal_days, bonus, calendars, description, facts, grade_on, grades, id, indicators, lawcheck, not_applicable, once, other_columns, period, ranking, registers, requires, rounding, sample_weights, scoring, sections, tests, title, version, vetoes, words"
        ],
    ),
    Case(
        "other columns of a table that is not there",
        "sections:\n",
        "other_columns: {hearing: ignore}\nsections:\n",
        ["c.yaml:20:17: unknown table `hearing`; did you mean `hearings`?"],
    ),
    Case(
        "other columns that are not named",
        "sections:\n",
        "other_columns: {facts: all, hearings: []}\nsections:\n",
        [
            "c.yaml:20:24: `ignore` or a list of column names is expected here, not “all”",
            "c.yaml:20:39: `ignore` or a list of column names is expected here, not [...]",
        ],
    ),
    Case(
        "other columns that are declared, or named twice",
        "sections:\n",
        "other_columns: {facts: [x, study, ｘ]}\nsections:\n",
        [
            "c.yaml:20:24: study is declared as a column already; remove it from `other_columns`",
            "c.yaml:20:24: “x” appears 2 times; write it once",
        ],
    ),
    Case(
        "duplicate key",
        "    points: 10",
        "    points: 10\n    points: 10",
        ["c.yaml:24:5: the key points appears twice, first on line 23; remove one"],
    ),
    Case(
        "duplicate id",
        "- id: appearance",
        "- id: study",
        ["c.yaml:32:13: the id study is used on line 25 already; choose another"],
    ),
    Case(
        "wrong type: number",
        "target: 12",
        "target: many",
        ["c.yaml:30:17: a number such as 5, 0.25 or 95% is expected here, not “many”"],
    ),
    Case(
        "wrong type: float notation",
        "target: 12",
        "target: 1e1",
        ["c.yaml:30:17: a number such as 5, 0.25 or 95% is expected here, not “1e1”"],
    ),
    Case(
        "wrong type: list for text",
        "title: 学法",
        "title: [学法]",
        ["c.yaml:26:16: a text is expected here, not [...]"],
    ),
    Case(
        "wrong type: a mapping is expected",
        "period: {from: 2023-01-01, to: 2023-12-31}",
        "period: 2023",
        ["c.yaml:5:9: a mapping (`key: value` lines) is expected here"],
    ),
    Case(
        "section does not add up",
        "    points: 10",
        "    points: 11",
        ["c.yaml:23:13: 11 points are declared, the items add up to 10 (difference 1)"],
    ),
    Case(
        "checklist does not add up",
        "out_of: 10}",
        "out_of: 100}",
        ["c.yaml:6:10: 100 points are declared, the items add up to 10 (difference 90)"],
    ),
    Case(
        "band gap",
        "from: 6, below: 9}",
        "from: 6, below: 8}",
        ["c.yaml:11:5: the bands leave a gap: `below` is 8, the grade above starts at 9"],
    ),
    Case(
        "band overlap",
        "from: 6, below: 9}",
        "from: 6, below: 9.5}",
        ["c.yaml:11:5: the bands overlap: `below` is 9.5, the grade above starts at 9"],
    ),
    Case(
        "grades out of order",
        "from: 0, below: 6}",
        "from: 7}",
        [
            "c.yaml:10:3: the lowest grade starts at 7, but a score can be 0: a gap; let it start at 0",
            "c.yaml:12:5: grades go from high to low; 7 is not below 6",
        ],
    ),
    Case(
        "cut off the grid",
        "{name: 优秀, from: 9}\n  - {name: 合格, from: 6, below: 9}",
        "{name: 优秀, from: 9.005}\n  - {name: 合格, from: 6, below: 9.005}",
        [
            "c.yaml:10:5: 9.005 has more decimal places than the 2 of `rounding`: no rounded score can equal it"
        ],
    ),
    Case(
        "gap below the lowest grade",
        "from: 0, below: 6}",
        "from: 1, below: 6}",
        [
            "c.yaml:10:3: the lowest grade starts at 1, but a score can be 0: a gap; let it start at 0"
        ],
    ),
    Case(
        "unread fact",
        "  bad: yes_no",
        "  bad: yes_no\n  extra: count",
        [
            "c.yaml:17:3: nothing reads the fact extra; remove it, or check the names in the indicators"
        ],
    ),
    Case(
        "unread register",
        "registers:\n",
        "registers:\n  spare: {columns: {a: text}}\n",
        ["c.yaml:18:3: nothing reads the register spare; remove it"],
    ),
    Case(
        "unreachable deduction",
        "target: 12",
        "target: 0",
        ["c.yaml:30:17: a target of 0 can never cost points; write a target above 0"],
    ),
    Case(
        "cap that never binds",
        "deduct: {points: 0.5, per: 1}",
        "deduct: {points: 0.5, per: 1, at_most: 6}",
        [
            "c.yaml:31:17: the cap of 6 is above the item's 5 points and never binds; lower or remove it"
        ],
    ),
    Case(
        "plugin missing",
        "scoring:",
        'requires: {lawcheck-nowhere: ">=1"}\nscoring:',
        [
            "c.yaml:6:30: the plugin lawcheck-nowhere is required, but not installed or not loaded; install it from a checkout or from the wheel you were given"
        ],
        4,
    ),
    Case(
        "unknown type",
        "type: count_target",
        "type: count_tarket",
        ["c.yaml:28:15: unknown indicator type `count_tarket`; did you mean `count_target`?"],
    ),
    Case(
        "unknown method",
        "method: points",
        "method: pionts",
        ["c.yaml:6:19: unknown scoring method `pionts`; did you mean `points`?"],
    ),
    Case(
        "unknown fact",
        "value: study",
        "value: studdy",
        ["c.yaml:29:16: unknown fact `studdy`; did you mean `study`?"],
    ),
    Case(
        "unknown register",
        "denominator: {count: hearings}",
        "denominator: {count: hearing}",
        ["c.yaml:37:30: unknown register `hearing`; did you mean `hearings`?"],
    ),
    Case(
        "unknown column",
        "where: {head_appeared: true}",
        "where: {head_apeared: true}",
        ["c.yaml:36:46: unknown column `head_apeared`; did you mean `head_appeared`?"],
    ),
    Case(
        "a difference of records",
        "denominator: {count: hearings}",
        "denominator: {difference: hearings}",
        ["c.yaml:37:35: `difference` is for a list of facts"],
    ),
    Case(
        "a difference of one fact",
        "denominator: {count: hearings}",
        "denominator: {difference: [study]}",
        ["c.yaml:37:22: difference as written here needs at least 2 facts"],
    ),
    Case(
        "a weighted sum of facts",
        "denominator: {count: hearings}",
        "denominator: {weighted_sum: [study]}",
        ["c.yaml:37:22: `weighted_sum` is for registers"],
    ),
    Case(
        "a weighted mean without its keys",
        "denominator: {count: hearings}",
        "denominator: {weighted_mean: hearings}",
        ["c.yaml:37:22: `of` is missing; add it", "c.yaml:37:22: `weight` is missing; add it"],
    ),
    Case(
        "weights that are no numbers",
        "denominator: {count: hearings}",
        "denominator: {weighted_mean: hearings, of: heard_on, weight: case_no}",
        [
            "c.yaml:37:52: column heard_on is of kind date; amount, count, rate is expected here",
            "c.yaml:37:70: column case_no is of kind text; amount, count, rate is expected here",
        ],
    ),
    Case(
        "unknown measure",
        "denominator: {count: hearings}",
        "denominator: {cuont: hearings}",
        ["c.yaml:37:23: unknown measure `cuont`; did you mean `count`?"],
    ),
    Case(
        "wrong kind of fact",
        "value: study",
        "value: bad",
        ["c.yaml:29:16: bad is of kind yes_no; a number is expected here"],
    ),
    Case(
        "date where a number is wanted",
        "denominator: {count: hearings}",
        "denominator: {earliest: hearings, of: heard_on}",
        ["c.yaml:37:23: earliest gives a date; a number is expected here"],
    ),
    Case(
        "a key that the operation has not",
        "denominator: {count: hearings}",
        "denominator: {sum: [study, study], drop: 1}",
        ["c.yaml:37:44: unknown key `drop`; known: sum"],
    ),
    Case(
        "a key below its least",
        "denominator: {count: hearings}",
        "denominator: {mean: [study, study], drop: -1}",
        ["c.yaml:37:51: drop cannot be below 0"],
    ),
    Case(
        "too few facts for what is left out",
        "denominator: {count: hearings}",
        "denominator: {mean: [study, study], drop: 1}",
        ["c.yaml:37:22: mean as written here needs at least 3 facts"],
    ),
    Case(
        "order on yes and no",
        "where: {head_appeared: true}",
        "where: {head_appeared: {at_least: true}}",
        [
            "c.yaml:36:72: `at_least` does not compare a yes_no; use one of: equals, in, not, not_in"
        ],
    ),
    Case(
        "condition of another kind",
        "where: {head_appeared: true}",
        "where: {head_appeared: 7}",
        ["c.yaml:36:61: 7 must be yes or no (是/否)"],
    ),
    Case(
        "blank asked of a column that may not be blank",
        "where: {head_appeared: true}",
        "where: {case_no: {is_missing: true}}",
        [
            "c.yaml:36:68: column case_no is not optional, so a blank is missing evidence; declare the column optional"
        ],
    ),
    Case(
        "within without of",
        "where: {head_appeared: true}",
        "where: {heard_on: {within: 3}}",
        ["c.yaml:36:56: `of` is missing; add it"],
    ),
    Case(
        "weight where none is taken",
        "        points: 5\n        type: rate",
        "        points: 5\n        weight: 2\n        type: rate",
        ["c.yaml:35:17: the scoring method here takes no `weight`; remove it"],
    ),
    Case(
        "points missing",
        "        points: 5\n        type: rate",
        "        type: rate",
        ["c.yaml:32:9: `points` is missing; add it"],
    ),
    Case(
        "points of zero",
        "        points: 5\n        type: rate",
        "        points: 0\n        type: rate",
        ["c.yaml:34:17: points must be above 0"],
    ),
    Case(
        "partial missing",
        "per: 1%, partial: proportional}",
        "per: 1%}",
        [
            "c.yaml:39:17: say what a part of a step costs: add `partial` (proportional, whole or started)"
        ],
    ),
    Case(
        "0/0 not declared",
        "        on_zero: not_applicable\n",
        "",
        ["c.yaml:32:9: say what 0 of 0 means: add `on_zero`"],
    ),
    Case(
        "forbidden, but the rule can say so",
        "        on_zero: not_applicable\n",
        "        on_zero: not_applicable\n        not_applicable: forbid\n",
        [
            "c.yaml:41:25: not applicable is forbidden, but the rule itself can say so; change one of the two"
        ],
    ),
    Case(
        "policy and points",
        "        on_zero: not_applicable\n",
        "        on_zero: not_applicable\n        not_applicable: {policy: full, points: 1}\n",
        ["c.yaml:41:25: write either `policy` or `points`"],
    ),
    Case(
        "points of what does not apply",
        "        on_zero: not_applicable\n",
        "        on_zero: not_applicable\n        not_applicable: {points: 500}\n",
        [
            "c.yaml:41:25: `points` of an item that does not apply must lie between 0 and its own points; for these write `zero` or `full`"
        ],
    ),
    Case(
        "veto without basis",
        "    basis: [{law: 某法}]\n",
        "    basis: []\n",
        ["c.yaml:42:5: a veto must cite its basis"],
    ),
    Case(
        "veto with an unknown grade",
        "grade_at_most: 合格",
        "grade_at_most: 及格",
        ["c.yaml:42:5: unknown grade “及格”; known: 不合格, 优秀, 合格"],
    ),
    Case(
        "veto on an unknown item",
        "{grade_at_most: 合格}",
        "{zero: [nothing]}",
        ["c.yaml:42:5: unknown section or indicator `nothing`; known: all, appearance, study"],
    ),
    Case(
        "newer format",
        "lawcheck: 1",
        "lawcheck: 2",
        ["c.yaml:1:11: format version 2; this lawcheck reads 1; upgrade lawcheck"],
    ),
    Case(
        "no checklist at all",
        "lawcheck: 1\n",
        "",
        [
            "c.yaml:1:1: the first key must be `lawcheck: 1`, the format version; this is not a lawcheck checklist"
        ],
    ),
    Case(
        "word to be quoted",
        "title: 学法",
        "title: no",
        ["c.yaml:26:16: YAML readers disagree on what no means; put it in quotes"],
    ),
    Case(
        "rounding not declared",
        "rounding: {places: 2, mode: half_up, at: total}\n",
        "",
        ["c.yaml:1:1: `rounding` is missing; add it"],
    ),
    Case(
        "unknown rounding mode",
        "mode: half_up",
        "mode: ceiling",
        ["c.yaml:7:29: unknown value `ceiling`; known: down, half_even, half_up, up"],
    ),
    Case(
        "period turned round",
        "{from: 2023-01-01, to: 2023-12-31}",
        "{from: 2023-12-31, to: 2023-01-01}",
        ["c.yaml:5:9: the period ends before it starts"],
    ),
    Case(
        "rate without its form",
        "study: {kind: count}",
        "study: {kind: rate}",
        [
            "c.yaml:15:10: a rate needs `written_as: percent` (95 or 95%) or `fraction` (0.95); other kinds have none",
            "c.yaml:29:16: for a rate, use the type `rate`",
            "c.yaml:30:17: `target` is compared with a rate; is 12 meant as 12% or as 1200%? write the percent sign",
            "c.yaml:31:36: `per` is compared with a rate; is 1 meant as 1% or as 100%? write the percent sign",
        ],
    ),
    Case(
        "personal data that are no texts",
        "study: {kind: count}",
        "study: {kind: count, personal: number}",
        [
            "c.yaml:15:10: `personal` is for texts: names, numbers of identity cards and telephones are texts"
        ],
    ),
    Case(
        "personal data of no known kind",
        "study: {kind: count}",
        "study: {kind: text, personal: yes}",
        [
            "c.yaml:15:33: unknown value `yes`; known: name, number",
            "c.yaml:29:16: unknown fact `study`; known: bad",
        ],
    ),
    Case(
        "an empty list of sections beside indicators",
        "    points: 10\n",
        "    points: 10\n    sections: []\n",
        ["c.yaml:24:15: `sections` must be a list (each item begins with -)"],
    ),
    Case(
        "anchor",
        "title: 学法",
        "title: &a 学法",
        ["c.yaml:26:16: the anchor &a is not accepted; write the content out"],
        3,
    ),
    Case(
        "alias",
        "title: 出庭",
        "title: *a",
        ["c.yaml:33:16: the alias *a is not accepted; write the content out"],
        3,
    ),
    Case(
        "tag",
        "title: 学法",
        "title: !!str 学法",
        ["c.yaml:26:16: the tag tag:yaml.org,2002:str is not accepted; remove it"],
    ),
    Case(
        "merge key",
        "    title: 全部",
        "    <<: {a: b}\n    title: 全部",
        [
            "c.yaml:22:5: the merge key << is not accepted; write the content out",
            "c.yaml:22:5: unknown key `<<`; known: id, indicators, points, rounding, scoring, sections, title, weight",
        ],
    ),
    Case(
        "tab",
        "    title: 全部",
        "\ttitle: 全部",
        [
            "c.yaml:22:1: this is not valid YAML: found a tab character that violates indentation; check indentation, colons and quotes"
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_fault(
    case: Case, base: str, faults_of: Callable[[str], tuple[list[str], int]]
) -> None:
    assert case.old in base

    assert faults_of(base.replace(case.old, case.new, 1)) == (case.lines, case.code)


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("{kind: amount, least: 0}", []),
        ("count", []),
        (
            "amount",
            [
                "c.yaml:37:66: hours may be below zero and is no weight; write `least: 0` for the column"
            ],
        ),
    ],
)
def test_weights_are_not_below_zero(
    kind: str, lines: list[str], base: str, faults_of: Callable[[str], tuple[list[str], int]]
) -> None:
    text = base.replace("case_no: text,", f"case_no: text, hours: {kind},").replace(
        "denominator: {count: hearings}",
        "denominator: {weighted_sum: hearings, of: hours, weight: hours}",
    )

    assert faults_of(text)[0] == lines


def test_the_base_has_no_fault(
    base: str, faults_of: Callable[[str], tuple[list[str], int]]
) -> None:
    assert faults_of(base) == ([], 0)


def test_all_faults_of_a_file_in_one_run_in_order_of_lines(
    base: str, faults_of: Callable[[str], tuple[list[str], int]]
) -> None:
    text = (
        base.replace("mode: half_up", "mode: ceiling")
        .replace("value: study", "value: studdy")
        .replace("type: rate", "type: rat")
    )
    text = text.replace("    points: 10", "    points: 10\n    colour: red")

    lines, code = faults_of(text)

    assert [line.split(": ")[0] for line in lines] == [
        "c.yaml:7:29",
        "c.yaml:24:5",
        "c.yaml:30:16",
        "c.yaml:36:15",
    ]
    assert code == 2


def test_a_file_in_gbk_is_named_as_such(
    base: str, faults_of: Callable[[bytes], tuple[list[str], int]]
) -> None:
    assert faults_of(base.encode("gb18030")) == (
        ["c.yaml:4: looks like GB18030 (GBK); save it as UTF-8"],
        2,
    )


def test_bom_and_utf_16_are_read(
    base: str, faults_of: Callable[[bytes], tuple[list[str], int]]
) -> None:
    assert faults_of(b"\xef\xbb\xbf" + base.encode("utf-8")) == ([], 0)
    assert faults_of(base.encode("utf-16")) == ([], 0)


def test_depth_is_limited(faults_of: Callable[[str], tuple[list[str], int]]) -> None:
    """PyYAML's own C loader dies of this file; the event stream does not."""
    assert faults_of("[" * 200_000) == (["c.yaml:1:33: nested deeper than 32 levels"], 3)


def test_an_empty_file(faults_of: Callable[[str], tuple[list[str], int]]) -> None:
    assert faults_of("") == (["c.yaml: the file is empty"], 2)
