"""What the page looks like in a real browser: on a phone, in the dark, on paper. Nothing of it leaves the page."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import lawcheck_html
import pytest
from browser import CHROMIUM, Browser, browser, contrast, luminance

from lawcheck import Session

EXAMPLES = Path(__file__).parents[3] / "examples" / "streets-2023"
pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None, reason="needs Chromium; on Debian or Ubuntu: apt-get install chromium"
    ),
    pytest.mark.one_python,
]
OUTSIDE = """
[...document.querySelectorAll("body *")]
  .filter(each => !each.closest(".wide, .skip") && each.getBoundingClientRect().right > innerWidth + 0.5)
  .map(each => each.outerHTML.slice(0, 90))
"""
"""Elements that stand out at the right of the window, but for tables that are scrolled by themselves."""
LINES = """
[...document.querySelectorAll("table:not(.heat) th, td:first-child")]
  .filter(each => each.tagName === "TH" || /^[a-z_]+$/.test(each.textContent))
  .map(each => { const text = document.createRange(); text.selectNodeContents(each)
                 return [each.textContent, text.getClientRects().length] })
"""
"""In how many lines the heads of tables stand, and the ids of items."""
COLOURS = """
[...document.querySelectorAll("h1, dt, dd, td, th, a, summary, figcaption, .entries ul, footer")].map(each => {
  let under = each
  while (getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement
  return [getComputedStyle(each).color, getComputedStyle(under).backgroundColor]
})
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    session = Session.start(only=(), plugins=[lawcheck_html])
    checklist = session.load("street-visit")
    report = session.score(checklist, session.read(checklist, sorted(EXAMPLES.glob("*.csv"))))
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(session.write(report, "html", "zh"), "utf-8")
    return path


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_stands_out_and_nothing_is_asked_for(
    chromium: Browser, page: Path, width: int
) -> None:
    chromium.look(width)
    chromium.open(page)

    assert chromium.value("document.documentElement.scrollWidth") <= width
    assert chromium.value(OUTSIDE) == []
    assert chromium.requests() == [page.as_uri()]


def test_ids_and_heads_are_not_broken_on_a_phone(chromium: Browser, page: Path) -> None:
    """A table that does not fit is scrolled by itself; the words in it stay whole."""
    chromium.look(360)
    chromium.open(page)
    lines = dict(chromium.value(LINES))

    assert {"study_each_quarter", "满分", "状态"} <= lines.keys()
    assert [text for text, count in lines.items() if count > 1] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(chromium: Browser, page: Path, scheme: str) -> None:
    """4.5 is what WCAG 2 asks of normal text (level AA)."""
    chromium.look(1280, scheme=scheme)
    chromium.open(page)
    pairs = {tuple(each) for each in chromium.value(COLOURS)}
    back = chromium.value("getComputedStyle(document.body).backgroundColor")

    assert (luminance(back) < 0.1) is (scheme == "dark")
    assert [each for each in pairs if contrast(*each) < 4.5] == []


def test_on_paper_it_is_light_and_every_reason_is_open(chromium: Browser, page: Path) -> None:
    """Also where the person who prints it likes the dark."""
    chromium.look(794, scheme="dark", media="print")
    chromium.open(page)

    assert luminance(chromium.value("getComputedStyle(document.body).backgroundColor")) == 1
    assert luminance(chromium.value("getComputedStyle(document.body).color")) < 0.1
    inside = chromium.value(
        "[...document.querySelectorAll('details ul')].map(each => each.checkVisibility())"
    )
    assert len(inside) > 20
    assert all(inside)
    assert chromium.value("getComputedStyle(document.querySelector('nav')).display") == "none"


def test_chinese_is_shown_with_the_letters_of_a_chinese_font(
    chromium: Browser, page: Path
) -> None:
    found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False)  # fmt: skip
    if not found.stdout.strip():
        pytest.skip("needs a Chinese font; on Debian or Ubuntu: apt-get install fonts-noto-cjk")
    families = {name for line in found.stdout.splitlines() for name in line.split(",")}
    chromium.look(1280)
    chromium.open(page)
    for domain in ("DOM", "CSS"):
        chromium.call(f"{domain}.enable")
    root = chromium.call("DOM.getDocument")["root"]["nodeId"]
    title = chromium.call("DOM.querySelector", nodeId=root, selector="h2")["nodeId"]
    used = chromium.call("CSS.getPlatformFontsForNode", nodeId=title)["fonts"]

    assert {each["familyName"] for each in used} & families
