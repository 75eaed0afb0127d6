"""Points whose exact value grows with every rate: how long they may get, and what is said beyond."""

import json
from math import gcd, prod
from pathlib import Path

import pytest

from lawcheck.cli.app import main

HEAD = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {{from: 2024-01-01, to: 2024-12-31}}
scoring: {{method: points, out_of: {count}}}
rounding: {{places: 2, mode: half_up, at: total}}
grade_on: rounded
grades: [{{name: 合格, from: 1}}, {{name: 不合格, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 60%}}
"""
ITEM = (
    "  - {{id: a{n}, title: x, points: 1, type: rate, numerator: n{n}, denominator: d{n}, on_zero: full, target: 100%, "
    "deduct: {{points: 1, per: 100%, partial: proportional}}}}\n"
)


def coprime(count: int) -> list[int]:
    """So many numbers of 15 digits, no two of which have a common factor."""
    found: list[int] = []
    product, number = 1, 10**15 - 1
    while len(found) < count:
        if gcd(number, product) == 1:
            found.append(number)
            product *= number
        number -= 2
    return found


def put(denominators: list[int]) -> None:
    """A checklist with one rate for each, and a unit in which each is 1 of so many: it costs the rest of a point."""
    count = len(denominators)
    facts = (
        "facts: {"
        + ", ".join(f"n{n}: count, d{n}: count" for n in range(count))
        + "}\nindicators:\n"
    )
    items = "".join(ITEM.format(n=n) for n in range(count))
    Path("demo.yaml").write_text(HEAD.format(count=count) + facts + items, "utf-8")
    given = {
        name: str(value)
        for n, whole in enumerate(denominators)
        for name, value in ((f"n{n}", 1), (f"d{n}", whole))
    }
    Path("u1.json").write_text(
        json.dumps({"lawcheck-evidence": 1, "unit": {"id": "u1"}, "facts": given}), "utf-8"
    )


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_below_the_limit_every_digit_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """260 denominators of 15 digits make one of 3,900."""
    denominators = coprime(260)
    put(denominators)
    assert main(["score", "demo.yaml", "u1.json", "--format", "json"]) == 0

    exact = json.loads(capsys.readouterr().out)["units"][0]["exact"]["low"]
    common = prod(denominators)
    assert exact == f"{sum(common // each for each in denominators)}/{common}"
    assert len(str(common)) == 3900


@pytest.mark.parametrize("command", ["score", "rank", "pool", "stability", "gain"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            "u1: 得分的精确值超过 4000 位数字：太多比率的分母没有公因数；请改报已四舍五入的比率（kind: rate）\n",
        ),
        (
            "en",
            "u1: the exact points take more than 4000 digits, since the denominators of too many rates have nothing in common; "
            "give rates that are rounded already (kind: rate)\n",
        ),
    ],
)
def test_above_the_limit(
    command: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(coprime(310))

    assert main([command, "demo.yaml", "u1.json", "--lang", language]) == 3
    assert capsys.readouterr() == ("", said)


def test_many_small_denominators_are_no_matter() -> None:
    """All whole numbers up to 2,000 have a common multiple of 867 digits."""
    put(list(range(1, 2001)))

    assert main(["score", "demo.yaml", "u1.json", "--format", "json"]) == 0
