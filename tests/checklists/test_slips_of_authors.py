"""Conditions that no value meets, and numbers written for another kind of value, are refused."""

from pathlib import Path

import pytest

from lawcheck.model.errors import ChecklistError
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 60}, {name: 不合格, from: -1000}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  n: count
  m: amount
  r: {kind: rate, written_as: percent}
  over: {kind: rate, written_as: percent, most: 150%}
  d: {kind: date, may_be_never: true}
  e: date
  y: yes_no
  t: {kind: text, choices: [甲, 乙]}
  k: text
registers:
  v: {columns: {no: text, k: text, c: {kind: amount, optional: true}, s: {kind: rate, written_as: percent}}}
indicators:
  - ITEM
  - {id: all, title: 全, points: 40, type: tiers, otherwise: 0,
     tiers: [{title: p, points: 40, when: {n: 1, m: 1, r: 10%, over: 10%, d: 2023-05-01, e: 2023-05-01, y: yes, t: 甲, k: 甲}}]}
  - {id: v, title: 全部记录, points: 1, advisory: true, type: incidents, count: {count: v}, deduct: 1}
"""


def faults(item: str, folder: Path) -> list[str]:
    (folder / "demo.yaml").write_text(SHEET.replace("ITEM", item), "utf-8")
    try:
        Session.start(only=()).load(folder / "demo.yaml")
    except ChecklistError as error:
        return [each.what.pick("en") for each in error.problems]
    return []


def can_be_met(item: str, folder: Path) -> bool:
    """Whether the conditions of an item are accepted; they may have no other fault."""
    found = [each.partition(":")[0] for each in faults(item, folder)]
    assert found in ([], ["no value meets all of these"])
    return not found


@pytest.mark.parametrize(
    ("where", "met"),
    [
        ("n: {at_least: 5, less_than: 3}", False),
        ("n: {at_least: 5, at_most: 5}", True),
        ("n: {more_than: 5, at_most: 5}", False),
        ("n: {more_than: 3, less_than: 4}", False),
        ("m: {more_than: 3, less_than: 4}", True),
        ("n: {less_than: 0}", False),
        ("n: {at_least: 0}", True),
        ("m: {less_than: 0}", True),
        ("n: {equals: 3, not: 3}", False),
        ("n: {in: [1, 2], more_than: 2}", False),
        ("n: {not_in: [1, 2], at_least: 1, at_most: 2}", False),
        ("n: {not_in: [1, 2], at_least: 1, at_most: 3}", True),
        ("r: {more_than: 100%}", False),
        ("r: {at_least: 100%}", True),
        ("over: {more_than: 100%}", True),
        ("r: {more_than: 99.9%, less_than: 100%}", True),
        ("d: {after: 2023-05-01, before: 2023-05-02}", False),
        ("d: {after: 2023-05-01, before: 2023-05-03}", True),
        ("d: {after: 2023-05-01, not: never}", True),
        ("d: {equals: never, before: 2023-05-01}", False),
        ("d: {equals: never, after: 2023-05-01}", True),
        ("d: {not: never}", True),
        ("e: {on_or_after: 2023-05-02, on_or_before: 2023-05-01}", False),
        ("y: {not_in: [yes, no]}", False),
        ("t: {not_in: [甲, 乙]}", False),
        ("t: {in: [甲, 乙], not: 甲}", True),
    ],
)
def test_conditions_on_facts(where: str, met: bool, tmp_path: Path) -> None:
    item = f"{{id: a, title: x, points: 60, type: tiers, otherwise: 0, tiers: [{{title: p, points: 60, when: {{{where}}}}}]}}"

    assert can_be_met(item, tmp_path) is met


@pytest.mark.parametrize(
    ("where", "met"),
    [
        ("k: {equals: 违法, contains: 合法}", False),
        ("k: {contains: 违法, not: 违法}", True),
        ("k: {contains: 违法, not: 合法}", True),
        ("k: {not: another}", True),
        ("k: {in: [违法, 越权], not_in: [违法, 越权]}", False),
        ("c: {at_least: 5, less_than: 3}", False),
        ("c: {not: 5, not_in: [5, 6]}", True),
    ],
)
def test_conditions_on_records(where: str, met: bool, tmp_path: Path) -> None:
    item = f"{{id: a, title: x, points: 60, type: incidents, deduct: 5, count: {{count: v, where: {{{where}}}}}}}"

    assert can_be_met(item, tmp_path) is met


def test_they_are_told_in_words(tmp_path: Path) -> None:
    item = "{id: a, title: x, points: 60, type: incidents, deduct: 5, count: {count: v, where: {c: {at_least: 5, less_than: 3}}}}"

    assert faults(item, tmp_path) == ["no value meets all of these: c≥5, c<3; correct them"]


SIGN = "`{0}` is compared with a rate; is {1} meant as {1}% or as {2}? write the percent sign"
NO_SIGN = "`{0}` is compared with a number that is no rate; write {1} without the percent sign"
DEDUCT = "deduct: {points: 1, per: 1%, partial: whole}"


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (f"type: rate, value: r, target: 90%, {DEDUCT}", []),
        (f"type: rate, value: r, target: 90, {DEDUCT}", [SIGN.format("target", "90", "9000%")]),
        (f"type: rate, value: r, target: 0.9, {DEDUCT}", [SIGN.format("target", "0.9", "90%")]),
        (f"type: rate, value: over, target: 120%, {DEDUCT}", []),
        ("type: rate, value: r, target: 90%, deduct: {points: 1, per: 0.5, partial: whole}", [SIGN.format("per", "0.5", "50%")]),
        (f"type: rate, numerator: n, denominator: n, on_zero: full, target: 1, {DEDUCT}", [SIGN.format("target", "1", "100%"), "`numerator` and `denominator` are the same, so the rate is always 100%"]),
        (f"type: rate, value: n, target: 90%, {DEDUCT}", ["n is no rate; name a fact of kind rate, or write `numerator` and `denominator`"]),
        ("type: rate, value: r, better: lower, target: 0, deduct: {points: 1, per: 1%, partial: whole}", []),
        ("type: bands, value: r, otherwise: 0, bands: [{from: 95%, points: 60}, {from: 90, points: 30}]", [SIGN.format("from", "90", "9000%"), "`from` must fall from band to band: 95% is followed by 9000%"]),
        ("type: bands, value: r, otherwise: 0, bands: [{to: 10, points: 60}, {to: 20%, points: 30}]", [SIGN.format("to", "10", "1000%"), "`to` must rise from band to band: 1000% is followed by 20%"]),
        ("type: bands, value: n, otherwise: 0, bands: [{from: 95%, points: 60}]", [NO_SIGN.format("from", "95%")]),
        ("type: scale, value: r, zero_at: 60, full_at: 90%", [SIGN.format("zero_at", "60", "6000%")]),
        ("type: scale, value: m, zero_at: 60%, full_at: 90", [NO_SIGN.format("zero_at", "60%")]),
        ("type: scale, value: {mean: v, of: s}, zero_at: 60%, full_at: 90%", []),
        ("type: scale, value: {mean: v, of: c}, zero_at: 60, full_at: 90", []),
        ("type: count_target, value: n, target: 90%, deduct: {points: 1, per: 1, partial: whole}", [NO_SIGN.format("target", "90%"), "a shortfall of 0.9 is the largest, below one step of 1, so nothing ever costs points; correct `per` or `partial`"]),
        ("type: composite, parts: [{title: 甲, value: r, out_of: 100, weight: 50%}, {title: 乙, value: m, out_of: 100%, weight: 50%}]", [SIGN.format("out_of", "100", "10000%"), NO_SIGN.format("out_of", "100%")]),
        ("type: composite, parts: [{title: 甲, value: r, out_of: 100%, weight: 50%}, {title: 乙, value: m, out_of: 100, weight: 50%}]", []),
        ("type: count_target, value: {count: v}, target: 9, deduct: {points: 1, per: 10%, partial: whole}", [NO_SIGN.format("per", "10%")]),
        ("type: count_target, value: r, target: 90%, deduct: {points: 1, per: 1%, partial: whole}", ["for a rate, use the type `rate`"]),
        ("type: change, value: n, before: m, better: lower, measured: percent, on_zero: full, deduct: {points: 1, per: 5, partial: whole}", [SIGN.format("per", "5", "500%")]),
        ("type: change, value: n, before: m, better: lower, measured: difference, deduct: {points: 1, per: 5%, partial: whole}", [NO_SIGN.format("per", "5%")]),
        ("type: change, value: r, before: over, better: lower, measured: difference, deduct: {points: 1, per: 5, partial: whole}", [SIGN.format("per", "5", "500%")]),
        ("type: deadline, done: e, due: 2023-03-31, late: {points: 1, per: 10%, partial: whole}, never: 5", [NO_SIGN.format("per", "10%")]),
        ("type: peer_average, value: n, better: lower, within: all, average_of: all, measured: percent, deduct: {points: 1, per: 5, partial: whole}", [SIGN.format("per", "5", "500%")]),
    ],
)  # fmt: skip
def test_percent_signs(rule: str, lines: list[str], tmp_path: Path) -> None:
    assert sorted(faults(f"{{id: a, title: x, points: 60, {rule}}}", tmp_path)) == sorted(lines)


MIXED = "`{0}` mixes rates with other numbers; write one of the two"
WHOLE = "a shortfall of {0} is the largest, below one step of {1}, so nothing ever costs points; correct `per` or `partial`"
TIERS = "type: tiers, otherwise: 0, tiers: [{{title: p, points: 30, when: {{{0}}}}}, {{title: q, points: 60, when: {{{1}}}}}]"
LATER = "whatever meets q meets p, which comes first, so it is never reached; write the stricter tier first"


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("type: incidents, count: r, deduct: 5", ["`count` is a rate; name what is counted"]),
        ("type: judged, count: r, from: 1, to: 5", ["`count` is a rate; name what is counted"]),
        (f"type: rate, numerator: r, denominator: n, on_zero: full, target: 90%, {DEDUCT}", ["of `numerator` and `denominator` one is a rate and the other is not"]),
        ("type: change, value: r, before: n, better: lower, measured: difference, deduct: {points: 1, per: 5%, partial: whole}", ["of `value` and `before` one is a rate and the other is not"]),
        ("type: bands, value: {mean: [r, m]}, otherwise: 0, bands: [{from: 90, points: 60}]", [MIXED.format("mean")]),
        ("type: bands, value: {maximum: [n, over]}, otherwise: 0, bands: [{from: 90, points: 60}]", [MIXED.format("maximum")]),
        ("type: bands, value: {product: [n, r]}, otherwise: 0, bands: [{from: 90, points: 60}]", []),
        ("type: bands, value: {mean: [r, over]}, otherwise: 0, bands: [{from: 90%, points: 60}]", []),
        ("type: all_of, partly: 30, items: [{title: 甲, value: y}, {title: 乙, value: m}]", ["m is of kind amount; a count, rate, yes_no is expected here"]),
        ("type: all_of, partly: 30, items: [{title: 甲, value: y}, {title: 乙, value: r}]", []),
        ("type: rate, value: r, target: 95%, deduct: {points: 1, per: 100%, partial: whole}", [WHOLE.format("0.95", "1")]),
        ("type: rate, value: r, target: 95%, deduct: {points: 1, per: 95%, partial: whole}", []),
        ("type: rate, numerator: n, denominator: m, on_zero: full, better: lower, target: 10%, deduct: {points: 1, per: 95%, partial: whole}", [WHOLE.format("0.9", "0.95")]),
        ("type: count_target, value: n, target: 2, deduct: {points: 1, per: 3, partial: whole}", [WHOLE.format("2", "3")]),
        ("type: count_target, value: n, target: 2, deduct: {points: 1, per: 3, partial: started}", []),
        (TIERS.format("n: {at_least: 3}", "n: {at_least: 6}"), [LATER]),
        (TIERS.format("n: {at_least: 6}", "n: {at_least: 3}"), []),
        (TIERS.format("t: {not: 甲}", "t: 乙"), [LATER]),
        ("type: count_target, value: n, target: 5, at_none: 60, deduct: {points: 1, per: 6, partial: whole}", []),
        ("type: rate, numerator: r, denominator: over, may_exceed: true, on_zero: full, target: 90%, deduct: {points: 1, per: 1%, partial: whole}", []),
        ("type: deadline, done: e, due: 2018-12-31, late: {points: 1}, never: 5", []),
        (TIERS.format("n: {at_least: 3}", "n: {at_least: 6}, y: yes"), [LATER]),
        (TIERS.format("n: {at_least: 3}, y: yes", "n: {at_least: 6}"), []),
        (TIERS.format("t: {in: [甲, 乙]}", "t: 甲"), [LATER]),
        (TIERS.format("k: {contains: 市级}", "k: {not_in: [无, 没有]}"), []),
        (TIERS.format("d: {not: never}", "d: {before: 2023-05-01}"), [LATER]),
        ("type: deadline, done: e, due: 2034-03-31, late: {points: 1}, never: 5", ["`due` 2034-03-31 is far away from the period 2023-01-01 to 2023-12-31; check the year"]),
        ("type: deadline, done: e, due: 2024-03-31, late: {points: 1}, never: 5", []),
    ],
)  # fmt: skip
def test_what_is_compared_and_what_is_never_reached(
    rule: str, lines: list[str], tmp_path: Path
) -> None:
    assert sorted(faults(f"{{id: a, title: x, points: 60, {rule}}}", tmp_path)) == sorted(lines)


CALENDAR = "calendars: {{work: {{from: 2023-01-01, to: 2023-12-31, weekend: [saturday, sunday], {0}}}}}\nfacts:"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("name: 不合格", "name: 合格", "“合格” appears 2 times; write it once"),
        ("{columns: {no: text", "{columns: {w: {kind: amount, least: 5, most: 1}, no: text", "`least` 5 is above `most` 1, so no value is allowed; correct them"),
        ("facts:", CALENDAR.format("holidays: [2022-12-31, 2022-10-01]"), "2022-10-01 lies outside the calendar, 2023-01-01 to 2023-12-31; check the year"),
        ("facts:", CALENDAR.format("holidays: [2023-10-07], workdays: [2023-10-07]"), "2023-10-07 is both a holiday and a workday; remove one of the two"),
        ("indicators:\n", "vetoes: [{id: w, title: 否, effect: {grade_at_most: 合格}, when: {y: yes}, if_missing: open, basis: [{law: 某法}]}]\nindicators:\n", "合格 is the highest grade, so the veto has no effect; name a lower one"),
        ("indicators:\n", "bonus: {at_most: 5, only_from: 900, total_at_most: none, indicators: [{id: w, title: 加, points: 5, type: awards, register: v, each: 1}]}\nindicators:\n", "`only_from` is above the full score 100, so no bonus ever counts; lower it"),
    ],
)  # fmt: skip
def test_slips_beside_the_items(old: str, new: str, line: str, tmp_path: Path) -> None:
    sheet = SHEET.replace(old, new, 1)
    (tmp_path / "demo.yaml").write_text(
        sheet.replace("ITEM", "{id: a, title: x, points: 60, type: yes_no, value: y}"), "utf-8"
    )
    with pytest.raises(ChecklistError) as error:
        Session.start(only=()).load(tmp_path / "demo.yaml")

    assert [each.what.pick("en") for each in error.value.problems] == [line]


POINTS = "`{0}` holds points; work out how many points {1} are, and write them"


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("type: incidents, count: {count: v}, deduct: 5%", [POINTS.format("deduct", "5%")]),
        ("type: incidents, count: {count: v}, deduct: [5, 10%]", [POINTS.format("deduct", "10%")]),
        ("type: rate, value: r, target: 90%, deduct: {points: 5%, per: 1%, partial: whole, at_most: 50%}", [POINTS.format("points", "5%"), POINTS.format("at_most", "50%")]),
        ("type: deadline, done: e, due: 2023-03-31, late: {points: 1%}, never: 100%", [POINTS.format("points", "1%"), POINTS.format("never", "100%")]),
        ("type: bands, value: r, otherwise: 0%, bands: [{from: 95%, points: 50%, other_end: 60}]", [POINTS.format("otherwise", "0%"), POINTS.format("points", "50%")]),
        ("type: yes_no, value: y, floor: -50%", [POINTS.format("floor", "-50%")]),
        ("type: yes_no, value: y, not_applicable: {points: 50%}", [POINTS.format("points", "50%")]),
        ("type: judged, from: 10%, to: 5", [POINTS.format("from", "10%")]),
        ("type: tiers, otherwise: 0, tiers: [{title: p, points: 50%, when: {y: yes}}]", [POINTS.format("points", "50%")]),
        ("type: awards, register: v, level: no, levels: {国家级: 50%, 省级: 2}, duplicates: all", [POINTS.format("levels", "50%")]),
    ],
)  # fmt: skip
def test_points_are_no_percentages(rule: str, lines: list[str], tmp_path: Path) -> None:
    found = faults(f"{{id: a, title: x, points: 60, {rule}}}", tmp_path)

    assert [each for each in found if "holds points" in each] == lines


def test_the_signs_of_a_bonus(tmp_path: Path) -> None:
    text = SHEET.replace("indicators:\n  - ITEM\n", "indicators:\n")
    (tmp_path / "demo.yaml").write_text(
        text.replace("points: 40, type: tiers", "points: 100, type: tiers").replace(
            "points: 40, when", "points: 100, when"
        )
        + "bonus:\n  at_most: 5%\n  total_at_most: 100\n  indicators:\n    - {id: b, title: 加, points: 5, type: stepped_bonus, value: r, "
        "from: 90, first: 1, further: {points: 1, per: 2, partial: whole}}\n",
        "utf-8",
    )
    with pytest.raises(ChecklistError) as error:
        Session.start(only=()).load(tmp_path / "demo.yaml")

    assert [each.what.pick("en") for each in error.value.problems] == [
        POINTS.format("at_most", "5%"),
        SIGN.format("from", "90", "9000%"),
        SIGN.format("per", "2", "200%"),
    ]
