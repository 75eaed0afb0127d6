"""What a form looks like on paper: printed by LibreOffice, looked at by the tools of Poppler."""

import re
import shutil
import subprocess
from pathlib import Path

import attrs
import lawcheck_office
import pytest
from lawcheck_office.forms.book import form
from lawcheck_office.forms.word_form import word_form
from openpyxl import load_workbook

from lawcheck import Checklist, Session, Unit
from lawcheck.plugin import Language

MISSING = [name for name in ("soffice", "pdftotext", "pdffonts") if shutil.which(name) is None]
pytestmark = [
    pytest.mark.skipif(
        bool(MISSING),
        reason=f"needs {', '.join(MISSING)}; on Debian or Ubuntu: "
        "apt-get install libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk",
    ),
    pytest.mark.one_python,
]
HIDDEN = {"lawcheck", "lawcheck lists"}


@attrs.frozen
class Word:
    """A word on a page, and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Word") -> bool:
        """Whether the boxes cover each other by more than the edges of letters."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        height = min(self.bottom - self.top, other.bottom - other.top)
        return across > 1 and down > height / 2


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return Session.start(only=(), plugins=[lawcheck_office]).load("street-visit")


@pytest.fixture(scope="module")
def printed(checklist: Checklist, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with forms in both languages, printed."""
    folder = tmp_path_factory.mktemp("printed")
    unit = Unit("qingshi", "青石镇（虚构）")
    languages: list[Language] = ["zh", "en"]
    for language in languages:
        (folder / f"{language}.xlsx").write_bytes(form(checklist, unit, language))
    (folder / "word.docx").write_bytes(word_form(checklist, unit, "zh"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", folder, *sorted(folder.glob("*.*x"))],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def tool(*arguments: object) -> str:
    done = subprocess.run(
        [*map(str, arguments)], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


def words_of(path: Path) -> list[list[Word]]:
    """The words of each page."""
    pages = tool("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    found = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    return [
        [Word(text, *map(float, box)) for *box, text in re.findall(found, page)] for page in pages
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_is_one_page_and_no_text_runs_into_another(
    printed: Path, language: str
) -> None:
    """Lines that do not fit into the height of their row are drawn over the next one, or cut."""
    pages = words_of(printed / f"{language}.pdf")
    sheets = set(load_workbook(printed / f"{language}.xlsx").sheetnames) - HIDDEN

    assert len(pages) == len(sheets)
    assert [
        (one.text, other.text)
        for page in pages
        for at, one in enumerate(page)
        for other in page[:at]
        if one.overlaps(other)
    ] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_label_is_printed_whole(
    checklist: Checklist, printed: Path, language: Language
) -> None:
    text = re.sub(r"\s", "", tool("pdftotext", printed / f"{language}.pdf", "-"))
    labels = [spec.label for spec in checklist.facts.values()]
    labels += [each.label for each in checklist.registers.values()]

    assert [each.pick(language) for each in labels if re.sub(r"\s", "", each.pick(language)) not in text] == []  # fmt: skip


def test_chinese_has_the_letters_of_a_chinese_font(printed: Path) -> None:
    families = tool("fc-list", ":lang=zh", "family") if shutil.which("fc-list") else ""
    if not families.strip():
        pytest.skip("needs a Chinese font; on Debian or Ubuntu: apt-get install fonts-noto-cjk")
    names = {
        re.sub(r"\W", "", name).casefold()
        for line in families.splitlines()
        for name in line.split(",")
    }
    for each in ("zh.pdf", "word.pdf"):
        fonts = re.findall(r"^[A-Z]{6}\+(\S+).* (?:yes|no) (?:yes|no) (?:yes|no) ", tool("pdffonts", printed / each), re.M)  # fmt: skip
        used = [re.sub(r"\W", "", font).casefold() for font in fonts]
        assert any(font.startswith(name) for font in used for name in names), (used, names)


def test_a_sheet_to_sign_takes_four_pages(printed: Path) -> None:
    pages = words_of(printed / "word.pdf")

    assert len(pages) == 4
    assert all(len(page) > 10 for page in pages)
