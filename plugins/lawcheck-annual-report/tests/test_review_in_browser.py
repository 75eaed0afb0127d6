"""The page to review a report in a real browser: by keyboard, by mouse, on a phone, on paper, and what it saves."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser, browser, contrast, luminance
from click.testing import CliRunner
from lawcheck_annual_report.extract.command import command

import lawcheck
from lawcheck.cli import Say
from lawcheck.plugin import Language

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None, reason="needs Chromium; on Debian or Ubuntu: apt-get install chromium"
    ),
    pytest.mark.one_python,
]
CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: {zh: 区（虚构）, en: A district (invented)}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0, below: 6}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  study: {kind: count, label: {zh: 学法次数, en: study sessions}, unit: 次}
  rate: {kind: rate, written_as: percent, label: {zh: 应诉率, en: rate of appearance}}
  plan: {kind: yes_no, label: {zh: 列入计划, en: in the plan}}
  events: {kind: count, label: {zh: 宣传场次, en: events}}
  reports: {kind: count, label: {zh: 报告份数, en: reports}}
indicators:
  - {id: study, title: 学法, points: 4, type: count_target, value: study, target: 12,
     deduct: {points: 1, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: rate, title: 应诉, points: 4, type: rate, value: rate, target: 100%,
     deduct: {points: 1, per: 1%, partial: proportional}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: plan, title: 计划, points: 1, type: yes_no, value: plan,
     basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: events, title: 宣传, points: 0.5, type: count_target, value: events, target: 1,
     deduct: {points: 0.5, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: reports, title: 报告, points: 0.5, type: count_target, value: reports, target: 1,
     deduct: {points: 0.5, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
"""
WORDING = """\
fact,label,sentence,unit,without,part
study,学法,,次,培训,
rate,应诉率,,%,,
plan,列入+学习计划,,,,
events,宣传,,场,,
reports,报告,,份,,
"""
REPORT = """\
甲区2023年法治政府建设报告
（虚构文本，仅供测试）
区政府开展专题学法11次，应诉率98.5%。将学法列入年度学习计划。开展宣传30余场。
区政府全年开展专题学法12次。
"""
HOSTILE = (
    "甲区</title><img src=x onerror=alert(1)>2023年\n"
    "法治政府建设报告\n"
    "</script><script>alert(2)</script>学法11次，\"'><svg onload=alert(3)>学法12次。\r\n"
    "<!--<script>&lt;列入\u202e年度\u2028学习计划\x07，应诉率98.5%，👩‍⚖️宣传30余场\n"
)
HEAD = """\
# Proposed from a.txt; a person decided on each of them on the page of the review. What is
# behind a # was not accepted, or not reviewed, and takes no part, for the reason that is
# given. What the report does not say is not here. `at_least` counts where it is enough.
lawcheck-evidence: 1
unit: {id: "a", name: "甲区"}
documents:
  report: {title: "甲区2023年法治政府建设报告"}
"""
FIRST = '{value: 11, source: {document: report, place: "3:1", quote: "区政府开展专题学法11次"}}'
SECOND = (
    '{value: 12, source: {document: report, place: "4:1", quote: "区政府全年开展专题学法12次"}}'
)
PLAN = (
    'plan: {value: 是, source: {document: report, place: "3:23", quote: "将学法列入年度学习计划"}}'
)
EVENTS = (
    'events: {at_least: 30, source: {document: report, place: "3:35", quote: "开展宣传30余场"}}'
)
CURRENT = "document.querySelector('[aria-current]').dataset.fact"
STATUS = "document.getElementById('status').textContent"
DECIDED = "document.getElementById('decided').textContent"
FAULT = "document.getElementById('fault').textContent"
HERE = "[...document.querySelectorAll('#text .here')].map(each => each.textContent).join('')"
IN_VIEW = """(() => { const box = document.querySelector("#text .here").getBoundingClientRect()
                      return box.top >= 0 && box.bottom <= innerHeight })()"""
COLOURS = """
[...document.querySelectorAll("h1, h3, h4, p, a, q, span, mark, label, button:enabled, li")]
  .filter(each => each.checkVisibility() && each.textContent.trim())
  .map(each => {
    let under = each
    while (getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement ?? document.body
    return [getComputedStyle(each).color, getComputedStyle(under).backgroundColor]
  })
"""
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chromium: Browser) -> Make:
    """Makes the page of a report with `lawcheck extract`, and opens it in a wide window, with nothing decided."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")
    (tmp_path / "small.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "small.wording.csv").write_text(WORDING, "utf-8")

    def made(text: str = REPORT, language: Language = "en") -> Path:
        (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
        ran = CliRunner().invoke(
            command(Say(language)), ["a.txt", "small.yaml", "-o", "review.html"]
        )
        assert ran.exit_code == 0, ran.output
        page = tmp_path / "review.html"
        chromium.look(1280)
        chromium.open(page)
        chromium.value("localStorage.clear()")
        chromium.open(page)
        return page

    return made


def saved(chromium: Browser, folder: Path, key: str = "s") -> str:
    """What a person finds among their downloads after pressing a key."""
    file = chromium.download(folder / "downloads", lambda: chromium.press(key))
    assert file.name == "a.yaml"
    text = file.read_bytes().decode("utf-8")
    file.unlink()
    return text


def score_of(folder: Path, evidence: str) -> str:
    """The score of a saved file; nothing says that nobody has reviewed it."""
    session = lawcheck.Session.start(only=())
    checklist = session.load(folder / "small.yaml")
    (folder / "saved.yaml").write_text(evidence, "utf-8", newline="\n")
    read = session.read(checklist, [folder / "saved.yaml"])
    (card,) = session.score(checklist, read).scorecards
    assert not card.is_unreviewed
    return str(card.score)


def test_a_report_reviewed_by_keyboard(make: Make, chromium: Browser, tmp_path: Path) -> None:
    """12 sessions: 4 of 4. 98.25% is 1.75 points short: 2.25 of 4. In the plan: 1. The rest, 1 point, is open."""
    make()
    assert chromium.value(CURRENT) == "study"
    chromium.press("a")  # two numbers: nothing is chosen for the person
    assert chromium.value(STATUS) == "Choose one of the values first (number keys)"
    chromium.press("2", "a")
    assert chromium.value(CURRENT) == "rate"
    chromium.press("e", *"98.25％", "Enter")  # as a Chinese keyboard writes it
    assert chromium.value(CURRENT) == "plan"
    chromium.press("Enter")
    assert chromium.value(CURRENT) == "events"
    chromium.press("r")

    assert chromium.value(DECIDED) == "4 of 4 decided"
    assert chromium.value(STATUS) == "Everything is decided; save it"
    text = saved(chromium, tmp_path)
    assert text == (
        f"{HEAD}facts:\n"
        f"  study: {SECOND}\n"
        f"  # study: {FIRST}  # the report also says another number\n"
        '  rate: {value: 98.25%, source: {document: report, place: "3:14", quote: "应诉率98.5%"}}'
        "  # the report says 98.5%; changed to 98.25% in the review\n"
        f"  {PLAN}\n"
        f"  # {EVENTS}  # rejected in the review; at least\n"
    )
    assert score_of(tmp_path, text) == "7.25 to 8.25"
    assert chromium.value(STATUS) == (
        "Saved a.yaml: 3 accepted, 1 rejected, 0 open (the latter two are behind a # and take no part)"
    )
    assert chromium.complaints() == []


def test_what_is_open_takes_no_part(make: Make, chromium: Browser, tmp_path: Path) -> None:
    make()
    text = saved(chromium, tmp_path)

    assert text == (
        f"{HEAD}facts: {{}}\n"
        f"  # study: {FIRST}  # the report also says another number\n"
        f"  # study: {SECOND}  # the report also says another number\n"
        '  # rate: {value: 98.5%, source: {document: report, place: "3:14", quote: "应诉率98.5%"}}'
        "  # not reviewed\n"
        f"  # {PLAN}  # not reviewed\n"
        f"  # {EVENTS}  # not reviewed; at least\n"
    )
    assert score_of(tmp_path, text) == "0 to 10"


def test_what_is_at_least_stays_so_until_someone_writes_how_much_it_is(
    make: Make, chromium: Browser, tmp_path: Path
) -> None:
    """At least 30 reaches the target of 1: half a point."""
    make()
    chromium.press("j", "j", "j", "a")
    text = saved(chromium, tmp_path)
    assert f"facts:\n  # study: {FIRST}" in text
    assert text.endswith(f"  {EVENTS}\n")
    assert score_of(tmp_path, text) == "0.5 to 10"

    chromium.click("#fact-events [data-do=edit]")
    chromium.press("Enter")
    assert saved(chromium, tmp_path).endswith(
        f"  {EVENTS.replace('at_least', 'value')}  # the report says ≥30; changed to 30 in the review\n"
    )


def test_what_is_accepted_against_a_reason_has_a_note(
    make: Make, chromium: Browser, tmp_path: Path
) -> None:
    make(REPORT.replace("30余场", "约30场"), "zh")
    chromium.press("j", "a")

    assert (
        '  events: {value: 30, source: {document: report, place: "3:35", quote: "开展宣传约30场"}}'
        "  # 核对时接受：约\n"
    ) in saved(chromium, tmp_path)


def test_every_step_can_be_undone(make: Make, chromium: Browser) -> None:
    make()
    chromium.press("1", "a", "r", "u")
    assert (chromium.value(CURRENT), chromium.value(DECIDED)) == ("rate", "1 of 4 decided")
    chromium.press("u", "u")
    assert (chromium.value(CURRENT), chromium.value(DECIDED)) == ("study", "0 of 4 decided")
    assert (
        chromium.value("document.querySelectorAll('.card :checked').length") == 3
    )  # those with one value
    chromium.press("u")
    assert chromium.value(STATUS) == "There is nothing to undo"


def test_a_key_that_is_held_down_decides_once(make: Make, chromium: Browser) -> None:
    make()
    chromium.press("2")
    for repeated in (False, True, True):
        chromium.call(
            "Input.dispatchKeyEvent", type="keyDown", key="a", text="a", autoRepeat=repeated
        )

    assert chromium.value(DECIDED) == "1 of 4 decided"


def test_moving_shows_the_words_in_the_text(make: Make, chromium: Browser) -> None:
    """Also in a long report; and a click on a figure leads back."""
    make(REPORT + "没有数。\n" * 200 + "编印报告5份。\n")
    shown = []
    for _ in range(5):
        shown.append((chromium.value(CURRENT), chromium.value(HERE), chromium.value(IN_VIEW)))
        chromium.press("j")
    assert shown == [
        ("study", "区政府开展专题学法11次", True),
        ("rate", "应诉率98.5%", True),
        ("plan", "将学法列入年度学习计划", True),
        ("events", "开展宣传30余场", True),
        ("reports", "编印报告5份", True),
    ]
    chromium.press("ArrowUp", "k")
    assert chromium.value(CURRENT) == "plan"
    chromium.click('#text a[href="#fact-study"]')
    assert chromium.value(CURRENT) == "study"
    chromium.click("#fact-study li:nth-child(2) a")
    assert chromium.value(HERE) == "区政府全年开展专题学法12次"


def test_figures_say_what_was_read(make: Make, chromium: Browser) -> None:
    make()
    titles = chromium.value(
        "[...document.querySelectorAll('#text [title]')].map(each => [each.textContent, each.title])"
    )

    assert titles == [
        ["11次", "11 次 (exact) · study sessions"],
        ["98.5%", "98.5 % (exact) · rate of appearance"],
        ["将学法列入年度学习计划", "in the plan"],
        ["30余场", "30 场 (at least) · events"],
        ["12次", "12 次 (exact) · study sessions"],
    ]


def test_contradictions_lead_to_both_quotes(make: Make, chromium: Browser) -> None:
    make()
    chromium.press("c")
    said = "document.activeElement.querySelector('p').textContent"
    assert chromium.value(said) == "1. there is no heading of: measures and results"
    chromium.press(*"cccc")
    assert chromium.value(said) == "5. 区政府专题学法 is said to be 11 and 12"
    assert chromium.value(HERE) == "区政府开展专题学法11次区政府全年开展专题学法12次"
    chromium.click("#fact-study [data-finding]")  # the fact names it, too
    assert chromium.value(said) == "5. 区政府专题学法 is said to be 11 and 12"


@pytest.mark.parametrize(
    ("fact", "typed", "fault"),
    [
        ("study", "12.5", "Write a whole number, such as 12"),
        ("study", "-1", "Write a whole number, such as 12"),
        ("study", "012", "Write a whole number, such as 12"),
        ("study", "1234567890123456", "Write a whole number, such as 12"),
        ("rate", "0.985", "Write a percentage, such as 94.2%"),
        ("rate", "-1%", "It cannot be less than 0%"),
        ("rate", "100.00000000000000001%", "It cannot be more than 100%"),
    ],
)
def test_values_that_cannot_be(
    make: Make, chromium: Browser, fact: str, typed: str, fault: str
) -> None:
    make()
    chromium.press(*("1" if fact == "study" else "j"), "e", *typed, "Enter")
    assert chromium.value(FAULT) == fault
    chromium.press("Escape")
    assert (chromium.value(CURRENT), chromium.value(DECIDED)) == (fact, "0 of 4 decided")


def test_an_edited_value_keeps_every_digit(make: Make, chromium: Browser, tmp_path: Path) -> None:
    """A binary number would end after 17 digits. 1.8765... points are short of 4: 2.12, and 6 more are open."""
    make()
    chromium.press("j", "e", *"98.1234567890123456789%", "Enter")
    text = saved(chromium, tmp_path)

    assert "rate: {value: 98.1234567890123456789%, source:" in text
    assert score_of(tmp_path, text) == "2.12 to 8.12"


def test_no_is_an_answer(make: Make, chromium: Browser, tmp_path: Path) -> None:
    make()
    chromium.press("j", "j", "e", "ArrowDown", "Enter")

    assert "  plan: {value: 否, source:" in saved(chromium, tmp_path)


def test_everything_by_mouse(make: Make, chromium: Browser, tmp_path: Path) -> None:
    make()
    chromium.click("#fact-study li:nth-child(2) input")
    chromium.click("#fact-study [data-do=accept]")
    chromium.click("#fact-events [data-do=reject]")
    chromium.click("#fact-plan [data-do=accept]")
    chromium.click("#fact-plan [data-do=clear]")
    chromium.click("#fact-rate [data-do=accept]")
    chromium.click(".tools [data-do=undo]")
    chromium.click("#fact-rate [data-do=edit]")
    chromium.press(*"97%")
    chromium.click("#editor [type=submit]")
    assert chromium.value(DECIDED) == "3 of 4 decided"
    file = chromium.download(tmp_path, lambda: chromium.click(".tools [data-do=save]"))

    assert score_of(tmp_path, file.read_text("utf-8")) == "5 to 7"


def test_decisions_outlive_the_page(make: Make, chromium: Browser) -> None:
    """They belong to this text and these facts: another text begins anew."""
    page = make()
    chromium.press("2", "a", "e", *"98%", "Enter", "r")
    chromium.open(page)
    assert (chromium.value(CURRENT), chromium.value(DECIDED)) == ("events", "3 of 4 decided")
    verdicts = "[...document.querySelectorAll('.verdict')].map(each => each.textContent)"
    assert chromium.value(verdicts) == [
        "accepted", "the report says 98.5%; changed to 98% in the review", "rejected", "",
    ]  # fmt: skip
    make(REPORT.replace("11", "10"))
    assert chromium.value(DECIDED) == "0 of 4 decided"


def test_kept_decisions_that_cannot_be_are_left_out(make: Make, chromium: Browser) -> None:
    page = make()
    chromium.press("2", "a")
    bad = {
        "study": {"verdict": "accepted", "choice": None, "value": None},
        "rate": {"verdict": "accepted", "choice": 0, "value": "1e3%"},
        "plan": {"verdict": "accepted", "choice": 1, "value": None},
        "events": {"verdict": "rejected", "choice": 0, "value": None},
    }
    chromium.value(f"localStorage.setItem(localStorage.key(0), {json.dumps(json.dumps(bad))})")
    chromium.open(page)
    assert chromium.value(DECIDED) == "1 of 4 decided"


def test_without_a_memory(make: Make, chromium: Browser, tmp_path: Path) -> None:
    """A browser may be set to keep nothing."""
    page = make()
    denied = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    script = chromium.call("Page.addScriptToEvaluateOnNewDocument", source=denied)
    chromium.open(page)
    chromium.press("2", "a")
    text = saved(chromium, tmp_path)
    chromium.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])

    assert score_of(tmp_path, text) == "4 to 10"
    assert chromium.complaints() == []


def test_keys_can_be_switched_off(make: Make, chromium: Browser) -> None:
    make()
    chromium.press("?")
    chromium.click("#keys")
    chromium.press("Escape", "2", "a")
    assert chromium.value(DECIDED) == "0 of 4 decided"
    assert not chromium.value("document.getElementById('help').open")


def test_nothing_of_a_report_is_executed(make: Make, chromium: Browser, tmp_path: Path) -> None:
    page = make(HOSTILE)
    lines = "[...document.querySelectorAll('#text [data-line]')].map(each => each.textContent)"

    assert chromium.value(lines) == [
        "甲区</title><img src=x onerror=alert(1)>2023年",
        "法治政府建设报告",
        "</script><script>alert(2)</script>学法11次，\"'><svg onload=alert(3)>学法12次。",
        r"<!--<script>&lt;列入\u202e年度\u2028学习计划\u0007，应诉率98.5%，👩\u200d⚖\ufe0f宣传30余场",
        "",
    ]
    assert chromium.value("document.querySelectorAll('script').length") == 2
    assert chromium.value("document.querySelectorAll('img, svg').length") == 0
    assert chromium.requests() == [page.as_uri()]
    assert chromium.complaints() == []
    chromium.press("2", "a", "a", "a", "a")
    assert score_of(tmp_path, saved(chromium, tmp_path)) == "8 to 8.5"


def test_a_report_that_says_nothing(make: Make, chromium: Browser, tmp_path: Path) -> None:
    make("甲区2023年法治政府建设报告\n没有数。")
    chromium.press(*"jkarec1u", "Enter")

    assert saved(chromium, tmp_path) == f"{HEAD}facts: {{}}\n"
    assert chromium.value("[...document.querySelectorAll('.missing li')].map(each => each.textContent)") == [
        "study sessions", "rate of appearance", "in the plan", "events", "reports",
    ]  # fmt: skip
    assert chromium.complaints() == []


def test_every_control_has_a_name(make: Make, chromium: Browser) -> None:
    """As a screen reader is told; some versions of Chromium keep the blanks around a name."""
    make()
    chromium.press("e", "2", "e")
    nodes = chromium.call("Accessibility.getFullAXTree")["nodes"]
    asked = {"button", "link", "radio", "textbox", "checkbox", "region", "navigation"}
    found = {
        (each["role"]["value"], each.get("name", {}).get("value", "").strip())
        for each in nodes
        if not each["ignored"] and each["role"]["value"] in asked
    }

    assert {role for role, name in found if not name} == set()
    assert {
        ("button", "Accept"), ("button", "Keys"), ("radio", "12"), ("textbox", "Value"),
        ("region", "Text of the report"), ("region", "Facts"), ("navigation", "Parts"),
    } <= found  # fmt: skip


@pytest.mark.parametrize("width", [320, 360, 768, 959, 1280])
def test_nothing_stands_out(make: Make, chromium: Browser, width: int) -> None:
    make(HOSTILE + "长" * 500 + "a" * 500)
    chromium.look(width)
    chromium.press("2", "a")

    assert chromium.value("document.documentElement.scrollWidth") <= width
    assert chromium.value("[...document.querySelectorAll('section')].map(each => each.scrollWidth > each.clientWidth)") == [False, False]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(make: Make, chromium: Browser, scheme: str) -> None:
    """4.5 is what WCAG 2 asks of normal text (level AA)."""
    make()
    chromium.look(1280, scheme=scheme)
    chromium.press("2", "a", "r", "k")
    pairs = {tuple(each) for each in chromium.value(COLOURS)}
    back = chromium.value("getComputedStyle(document.body).backgroundColor")

    assert (luminance(back) < 0.1) is (scheme == "dark")
    assert [each for each in pairs if contrast(*each) < 4.5] == []


def test_on_paper_it_is_light_and_has_no_buttons(make: Make, chromium: Browser) -> None:
    make()
    chromium.press("2", "a")
    chromium.look(794, scheme="dark", media="print")

    assert luminance(chromium.value("getComputedStyle(document.body).backgroundColor")) == 1
    assert not chromium.value(
        "[...document.querySelectorAll('button')].some(each => each.checkVisibility())"
    )
    assert chromium.value("document.querySelector('#fact-study .verdict').checkVisibility()")
    # all of it, not what the window showed
    assert chromium.value(
        "[...document.querySelectorAll('section')].every(each => each.scrollHeight <= each.clientHeight)"
    )
