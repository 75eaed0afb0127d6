"""The examples on the reference pages: each YAML block is read by the real reader and gives the numbers the page names."""

import inspect
import re
import textwrap

import pytest

from lawcheck.checklists.loader import read_checklist
from lawcheck.checklists.worked_examples import run_examples
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.errors import ChecklistError, Problem
from lawcheck.registry.loading import load_plugins

pytestmark = pytest.mark.interpreter

HEAD = """\
lawcheck: 1
id: page
version: "1"
title: 示例
period: {{from: 2023-01-01, to: 2023-12-31}}
scoring: {{method: points, out_of: {points}}}
rounding: {{places: 2, mode: half_up, at: total}}
grade_on: exact
grades: [{{name: 全部, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 100%}}
"""


def _others(name, *values):
    """Other units of the group."""
    return ", ".join(f"{{unit: {{group: a}}, facts: {{{name}: {value}}}}}" for value in values)


SHARE = "{kind: rate, written_as: percent}"
VISITS = "[{no: a, repeated: false}, {no: b, repeated: true}, {no: c, repeated: false}]"
GOOD = "{indicator: plan, tier: 好, points: 9, reason: r, judge: j}"
FAIR = "{indicator: plan, tier: fair, points: 8, reason: r, judge: k}"
PAGES: dict[str, list[tuple[str, str, list[tuple[str, object]]]]] = {
    "yes_no": [
        (
            "{has_yearly_plan: yes_no}",
            "",
            [("facts: {has_yearly_plan: true}", 3), ("facts: {has_yearly_plan: false}", 0)],
        ),
    ],
    "tiers": [
        (
            "{own_unit: yes_no, legal_staff: count, responsible_unit: yes_no}",
            "",
            [
                ("facts: {own_unit: true, legal_staff: 2, responsible_unit: true}", 3),
                ("facts: {own_unit: true, legal_staff: 0, responsible_unit: true}", 2),
                ("facts: {own_unit: false, legal_staff: 0, responsible_unit: false}", 0),
            ],
        ),
    ],
    "count_target": [
        (
            "{study_sessions: count}",
            "",
            [
                (f"facts: {{study_sessions: {count}}}", points)
                for count, points in [(12, 5), (13, 5), (10, 4), (1, 0)]
            ],
        ),
    ],
    "rate": [
        (
            "{}",
            "hearings: {label: 应诉, columns: {no: text, head_appeared: yes_no}}",
            [
                (
                    "registers: {hearings: ["
                    + ", ".join(
                        f"{{no: h{number}, head_appeared: {'true' if number else 'false'}}}"
                        for number in range(20)
                    )
                    + "]}",
                    "4.5",
                )
            ],
        ),
        (
            "{}",
            "judgments: {label: 裁判, columns: {no: text, lost: yes_no}}",
            [
                (
                    "registers: {judgments: ["
                    + ", ".join(
                        f"{{no: j{each}, lost: {'false' if each else 'true'}}}"
                        for each in range(of)
                    )
                    + "]}",
                    points,
                )
                for of, points in [(10, 5), (8, "3.5"), (0, 5)]
            ],
        ),
    ],
    "bands": [
        (
            f"{{appearance_rate: {SHARE}}}",
            "",
            [
                (f"facts: {{appearance_rate: {rate}%}}", points)
                for rate, points in [("95", 5), ("94.99", 3), ("90", 3), ("89.9", 0)]
            ],
        ),
        (
            f"{{lost_rate: {SHARE}}}",
            "",
            [
                (f"facts: {{lost_rate: {rate}%}}", points)
                for rate, points in [(10, 5), (15, 4), (20, 3), ("20.1", 1), (30, 1), (31, 0)]
            ],
        ),
    ],
    "scale": [
        (
            f"{{satisfaction: {SHARE}}}",
            "",
            [
                (f"facts: {{satisfaction: {rate}%}}", points)
                for rate, points in [(81, 6), (95, 10), (97, 10), (60, 0), (5, 0)]
            ],
        ),
    ],
    "all_of": [
        (
            f"{{filed_share: {SHARE}, in_time_share: {SHARE}, in_form_share: {SHARE}}}",
            "",
            [
                (f"facts: {{filed_share: {a}%, in_time_share: {b}%, in_form_share: {c}%}}", points)
                for a, b, c, points in [(100, 100, 100, 4), (100, 100, 98, 2), (99, 99, 98, 0)]
            ],
        ),
    ],
    "incidents": [
        (
            "{corrected_documents: count}",
            "documents: {label: 文件, columns: {no: text, reviewed: yes_no}}, "
            "visits: {label: 信访, columns: {no: text, repeated: yes_no}}",
            [
                (
                    "facts: {corrected_documents: 3}, registers: {visits: [], documents: ["
                    + ", ".join(f"{{no: d{number}, reviewed: false}}" for number in range(5))
                    + "]}",
                    0,
                ),
                (
                    f"facts: {{corrected_documents: 0}}, registers: {{documents: [], visits: {VISITS}}}",
                    "5.2",
                ),
            ],
        ),
        (
            "{revoked_decisions: count}",
            "",
            [
                (f"facts: {{revoked_decisions: {count}}}", points)
                for count, points in [(0, 4), (1, 2), (3, 0)]
            ],
        ),
    ],
    "deadline": [
        (
            "{report_published_on: {kind: date, may_be_never: true, any_date: true}}",
            "",
            [
                (f"facts: {{report_published_on: {day}}}", points)
                for day, points in [("2024-03-31", 3), ("2024-04-01", 2), ("never", 0)]
            ],
        ),
        (
            "{}",
            "documents: {label: 文件, columns: "
            "{no: text, kind: text, issued_on: date, filed_on: {kind: date, may_be_never: true}}}",
            [
                (
                    "registers: {documents: [{no: a, kind: 规范性文件, issued_on: 2023-03-01, filed_on: 2023-04-05}]}",
                    "5.5",
                ),
                (
                    "registers: {documents: [{no: a, kind: 规范性文件, issued_on: 2023-03-01, filed_on: 2023-04-05},"
                    " {no: b, kind: 规范性文件, issued_on: 2023-03-01, filed_on: never}]}",
                    "2.5",
                ),
                ("registers: {documents: []}", 6),
            ],
        ),
    ],
    "judged": [
        (
            "{}",
            "",
            [
                ("judgements: [{indicator: case_files, deduct: 2.5, reason: r, judge: j}]", "7.5"),
                ("judgements: [{indicator: case_files, deduct: 0, reason: r, judge: j}]", 10),
                ("facts: {}", "awaiting"),
            ],
        ),
        (
            "{true_complaints: count}",
            "",
            [
                (
                    "facts: {true_complaints: 3}, judgements: [{indicator: complaints, deduct: 4, "
                    "reason: r, judge: j}]",
                    4,
                ),
                ("facts: {true_complaints: 3}", "awaiting"),
                ("facts: {true_complaints: 0}", 8),
            ],
        ),
        (
            "{}",
            "findings: {label: 问题, columns: {no: text, kind: text, taken_off: {kind: amount, optional: true}}}",
            [
                (
                    "registers: {findings: [{no: a, kind: 程序, taken_off: 0.5}, "
                    "{no: b, kind: 程序, taken_off: 2}, {no: c, kind: 实体, taken_off: 9}]}",
                    "5.5",
                ),
                ("registers: {findings: [{no: a, kind: 程序}]}", "missing"),
                ("registers: {findings: []}", 8),
            ],
        ),
        (
            "{}",
            "",
            [
                (f"judgements: [{GOOD}, {FAIR}]", "8.5"),
                (f"judgements: [{GOOD}]", "awaiting"),
            ],
        ),
    ],
    "stepped_bonus": [
        (
            f"{{share_finished_early: {SHARE}}}",
            "",
            [
                (f"facts: {{share_finished_early: {rate}%}}", points)
                for rate, points in [("9.9", 0), ("10", 1), ("29", 2), ("50", 3)]
            ],
        ),
    ],
    "awards": [
        (
            "{}",
            "commendations: {label: 表彰, columns: {no: text, level: text, matter: text, awarded_on: date}}",
            [
                (
                    "registers: {commendations: [{no: a, level: 国家级, matter: x, awarded_on: 2023-02-01},"
                    " {no: b, level: 省级, matter: x, awarded_on: 2023-02-01}]}",
                    4,
                ),
                (
                    "registers: {commendations: [{no: a, level: 国家级, matter: x, awarded_on: 2023-02-01},"
                    " {no: b, level: 省级, matter: y, awarded_on: 2023-02-01}]}",
                    4,
                ),
                (
                    "registers: {commendations: [{no: a, level: 国家级, matter: x, awarded_on: 2023-02-01},"
                    " {no: b, level: 省级, matter: y, awarded_on: 2023-05-01}]}",
                    5,
                ),
            ],
        ),
    ],
    "change": [
        (
            "{lost_cases: count, lost_cases_last_year: count}",
            "",
            [
                (f"facts: {{lost_cases: {now}, lost_cases_last_year: {before}}}", points)
                for before, now, points in [(8, 10, 2), (8, 7, 4), (0, 1, 0), (0, 0, 4)]
            ],
        ),
        (
            f"{{satisfaction: {SHARE}, satisfaction_last_year: {SHARE}}}",
            "",
            [
                (f"facts: {{satisfaction: {now}%, satisfaction_last_year: 90%}}", points)
                for now, points in [(90, 3), (93, "4.5"), (97, 5), (88, 1)]
            ],
        ),
    ],
    "composite": [
        (
            "{daily_score: amount, yearly_score: amount}",
            "",
            [("facts: {daily_score: 40, yearly_score: 90}", "8.8")],
        ),
    ],
    "rank_points": [
        (
            "{inspection_score: amount}",
            "",
            [
                (
                    f"unit: {{group: a}}, facts: {{inspection_score: {own}}}, others: [{_others('inspection_score', *others)}]",
                    points,
                )
                for own, others, points in [
                    (95, (90, 90, 85), 10),
                    (90, (95, 90, 85), 7),
                    (85, (95, 90, 90), 4),
                ]
            ],
        ),
    ],
    "peer_average": [
        (
            "{complaints: count}",
            "",
            [
                (
                    f"facts: {{complaints: {own}}}, others: [{_others('complaints', *others)}]",
                    points,
                )
                for own, others, points in [(12, (10, 8), 2), (10, (12, 8), 4), (8, (12, 10), 4)]
            ],
        ),
    ],
    "peer_scale": [
        (
            "{coverage: amount}",
            "",
            [
                (
                    f"facts: {{coverage: {own}}}, others: [{_others('coverage', *others)}]",
                    points,
                )
                for own, others, points in [(50, (20, 80), 5), (20, (50, 80), 0)]
            ],
        ),
    ],
    "parts": [
        (
            "{has_study_rules: yes_no, study_sessions: count}",
            "",
            [
                ("facts: {has_study_rules: false, study_sessions: 1}", 0),
                ("facts: {has_study_rules: true, study_sessions: 4}", "0.9"),
            ],
        ),
    ],
}


@pytest.fixture(scope="module")
def plugins():
    return load_plugins(only=[])


def blocks(plugins, name):
    page = inspect.getdoc(plugins.indicator_types[name].load())
    return re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)


def load(plugins, block, facts, registers, examples):
    points = re.search(r"^  points: ([\d.]+)$", block, re.MULTILINE)[1]
    item = re.match(r"- id: (\w+)", block)[1]
    text = HEAD.format(points=points) + f"facts: {facts}\n"
    if registers:
        text += f"registers: {{{registers}}}\n"
    text += "indicators:\n" + textwrap.indent(block, "  ") + "tests:\n"
    for number, (given, expected) in enumerate(examples):
        text += f"  - {{name: t{number}, {given}, expect: {{{item}: {expected}}}}}\n"
    problems: list[Problem] = []
    root = parse_yaml(text.encode(), "page.yaml", ChecklistError, problems)
    return read_checklist(root, "page.yaml", plugins, problems)


def test_every_built_in_type_has_its_examples_here(plugins):
    """A new type, or a new block on a page, needs a line above."""
    assert {name: len(blocks(plugins, name)) for name in plugins.indicator_types} == {
        name: len(pages) for name, pages in PAGES.items()
    }


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, pages in PAGES.items() for number in range(len(pages))],
)
def test_the_page_is_right(plugins, name, number):
    """The block is a valid indicator, and scores as the page says."""
    facts, registers, examples = PAGES[name][number]
    checklist = load(plugins, blocks(plugins, name)[number], facts, registers, examples)
    results = list(run_examples(checklist))

    assert len(results) == len(examples)
    assert [[each.pick("en") for each in result.differences] for result in results] == [[]] * len(
        examples
    )
