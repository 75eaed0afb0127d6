"""The tutorials are true: each is followed from top to bottom in an empty folder, and shows what comes out.

What stands after the language of a fence says what is done with the block:

    sh                      the commands are run; exit=2: they must end with this code (0 where nothing is said)
    sh no-run               setting up (pip, venv) that a test leaves out
    sh publish              is never run
    text                    must be in the output of the block before it; a line `...` leaves something out
    python                  is run; all such blocks of a page are one program
    LANGUAGE file=NAME      is saved as this file; add: at its end; encoding=gbk: as Excel saves CSV in China
    diff file=NAME          the lines with - are replaced by those with +
    csv cells=NAME sheet=S at=E3       is typed into a workbook, as a person does, from this cell on
    csv cells=NAME sheet=S column=E    the same, each line into the row that holds its first text, from this column on
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple

TUTORIALS = Path(__file__).parents[2] / "docs" / "tutorials"
FEW = Path(__file__).parents[1] / "few"
PAGES = sorted(path.name for path in TUTORIALS.glob("*.md"))
FOLLOWED = [f"tutorials/{page}" for page in PAGES if page != "survey-plugin.md"] + ["hooks.md"]
"""Pages of docs/ that are followed here: the page of the hooks is written in the same way; the other needs a fresh environment."""
PAIRS = [page for page in PAGES if page.replace(".md", ".zh-CN.md") in PAGES]
SETTING_UP = (
    "pip ",
    "py -m pip ",
    "python -m pip ",
    "python -m venv ",
    "cd ",
    ". .venv/bin/activate",
    ".venv\\Scripts\\activate",
)
CLEARED = "（清空）"
"""What a page writes where a cell is made empty; an empty one is left as it is."""
SAVED = {"gbk": ("gbk", "\r\n"), "utf-8": ("utf-8", "\n")}

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the commands are run by a POSIX shell"
)


class Differs(AssertionError):
    """A page shows something else than what comes out."""


@attrs.frozen
class Block:
    """A fenced block: where it stands, its language, what stands after that, its lines."""

    at: str
    language: str
    info: dict[str, str]
    body: str


def blocks(page: str, text: str) -> Iterator[Block]:
    for match in re.finditer(r"^```(\S*)([^\n]*)\n(.*?)^```$", text, re.M | re.S):
        at = f"{page}:{text.count(chr(10), 0, match.start()) + 1}"
        info = dict(word.partition("=")[::2] for word in shlex.split(match[2]))
        known = {"exit", "no-run", "publish", "file", "add", "encoding"}
        if unknown := info.keys() - known - {"cells", "sheet", "at", "column"}:
            raise Differs(f"{at}: what is {unknown}?")
        yield Block(at, match[1], info, match[3])


def changed(block: Block, there: str) -> str:
    """What a file becomes: each run of `-` lines, which must be there exactly once, is replaced by the `+` lines below it."""
    steps = re.findall(r"((?:^- .*\n)+)((?:^\+ .*\n)+)", block.body, re.M)
    if "".join(map("".join, steps)) != block.body:
        raise Differs(f"{block.at}: lines must begin with `- `, and then with `+ `")
    for step in steps:
        old, new = (re.sub(r"^[-+] ", "", lines, flags=re.M) for lines in step)
        if there.count(old) != 1:
            raise Differs(f"{block.at}: the file does not hold exactly once:\n{old}")
        there = there.replace(old, new)
    return there


def typed(text: str) -> str | float | datetime | None:
    """What Excel makes of a text that somebody types into a cell."""
    if text == CLEARED:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text)
    if number := re.fullmatch(r"(-?\d{1,12}(?:\.\d+)?)(%?)", text):
        return float(number[1]) / (100 if number[2] else 1)
    return text


class Reader:
    """Somebody who does what a page says."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.names: dict[str, Any] = {"__name__": "tutorial"}
        self.output: str | None = None
        programs = folder / "programs"
        programs.mkdir()
        python = shlex.quote(sys.executable)
        # the language of the page, unless the command names one
        lawcheck = (
            f'[ "$1" = --lang ] || set -- --lang {language} "$@"\nexec {python} -m lawcheck "$@"'
        )
        for name, lines in {"python": f'exec {python} "$@"', "lawcheck": lawcheck}.items():
            (programs / name).write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
            (programs / name).chmod(0o755)
        self.environment = os.environ | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(FEW), os.environ.get("PYTHONPATH")))),
            "PYTEST_ADDOPTS": "-p few_examples",
        }

    def follow(self, page: str, text: str) -> None:
        for block in blocks(page, text):
            if "file" in block.info:
                self.save(block)
            elif "cells" in block.info:
                self.fill_in(block)
            elif block.language == "text":
                self.compare(block)
            elif block.language == "sh":
                self.run(block)
            elif block.language == "python":
                self.execute(block)
            else:
                raise Differs(f"{block.at}: nobody can tell what to do with this block")

    def compare(self, block: Block) -> None:
        if self.output is None:
            raise Differs(f"{block.at}: no command stands before this output")
        lines = [line.rstrip() for line in self.output.splitlines()]
        start = 0
        for part in re.split(r"^\.\.\.\n", block.body, flags=re.M):
            wanted = part.splitlines()
            ends = (
                end
                for end in range(start + len(wanted), len(lines) + 1)
                if lines[end - len(wanted) : end] == wanted
            )
            end = next(ends, None)
            if end is None:
                raise Differs(
                    f"{block.at}: not in the output:\n{part}\nThe output is:\n{self.output}"
                )
            start = end

    def save(self, block: Block) -> None:
        path = self.folder / block.info["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        encoding, newline = SAVED[block.info.get("encoding", "utf-8")]
        body = block.body
        if block.language == "diff":
            body = changed(block, path.read_text(encoding=encoding))
        elif "add" in block.info:
            body = path.read_text(encoding=encoding) + body
        path.write_text(body, encoding=encoding, newline=newline)
        self.output = None
        if path.name == "pyproject.toml":
            self.install(path)

    def fill_in(self, block: Block) -> None:
        path = self.folder / block.info["cells"]
        book = load_workbook(path)
        sheet = book[block.info["sheet"]]
        first, start = coordinate_to_tuple(block.info.get("at", f"{block.info.get('column')}1"))
        for row, texts in enumerate(csv.reader(block.body.splitlines()), first):
            if "column" in block.info:
                label, *texts = texts
                rows = [
                    cell.row
                    for cells in sheet.iter_rows()
                    for cell in cells
                    if cell.value == label
                ]
                if len(rows) != 1:
                    raise Differs(f"{block.at}: the sheet does not hold exactly once: {label}")
                (row,) = rows
            for column, text in enumerate(texts, start):
                if text:
                    sheet.cell(row, column).value = typed(text)
        book.save(path)
        self.output = None

    def install(self, project: Path) -> None:
        """Stands in for `pip install -e`, so that no package is built or fetched here."""
        declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        source = project.parent / "src"
        made = source / f"{declared['name'].replace('-', '_')}-{declared['version']}.dist-info"
        made.mkdir(parents=True)
        about = (
            f"Metadata-Version: 2.1\nName: {declared['name']}\nVersion: {declared['version']}\n"
        )
        (made / "METADATA").write_text(about, encoding="utf-8")
        lines = [
            f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in those.items())
            for group, those in declared["entry-points"].items()
        ]
        (made / "entry_points.txt").write_text("".join(lines), encoding="utf-8")
        self.environment["PYTHONPATH"] = os.pathsep.join(
            filter(None, (str(source), self.environment.get("PYTHONPATH")))
        )

    def run(self, block: Block) -> None:
        if "no-run" in block.info:
            if others := [
                line for line in block.body.splitlines() if not line.startswith(SETTING_UP)
            ]:
                raise Differs(f"{block.at}: no-run is for setting up only: {others}")
            self.output = None
            return
        done = subprocess.run(
            ["bash", "-e", "-c", block.body],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.output = done.stdout
        if done.returncode != int(block.info.get("exit", "0")):
            raise Differs(f"{block.at}: exit code {done.returncode}\n{done.stdout}")

    def execute(self, block: Block) -> None:
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(block.body, block.at, "exec"), self.names)  # noqa: S102 - the page is ours
        self.output = printed.getvalue()


@pytest.mark.parametrize("page", FOLLOWED)
def test_the_tutorial_does_what_it_shows(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path, "zh" if ".zh-CN." in page else "en")

    reader.follow(page, (TUTORIALS.parent / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAIRS)
def test_both_languages_do_the_same(page: str) -> None:
    """The same commands and files in the same order; only words and output differ."""
    done = []
    for name in (page, page.replace(".md", ".zh-CN.md")):
        found = blocks(name, (TUTORIALS / name).read_text(encoding="utf-8"))
        done.append(
            [(each.language, each.info, each.body) for each in found if each.language != "text"]
        )

    assert done[0] == done[1]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (TUTORIALS / page).read_text(encoding="utf-8")

    assert [
        link for link in re.findall(r"\]\(([^)#]+)", text) if not (TUTORIALS / link).exists()
    ] == []


@pytest.mark.parametrize(
    "page",
    [
        "```sh\nlawcheck list\n```\n```text\nno such line\n```\n",
        "```sh\nprintf 'a\\nb\\nc\\n'\n```\n```text\na\nc\n```\n",
        "```sh\nprintf 'a\\nb\\nc\\n'\n```\n```text\nc\n...\na\n```\n",
        "```sh\nlawcheck score none none\n```\n",
        "```sh exit=2\nlawcheck list\n```\n",
        "```sh no-run\nlawcheck list\n```\n",
        "```sh exits=2\nlawcheck list\n```\n",
        "```text\nout of nowhere\n```\n",
        "```yaml\nkey: value\n```\n",
        "```python\nprint('a')\n```\n```text\nb\n```\n",
        "```yaml file=a\na\na\n```\n```diff file=a\n- a\n+ b\n```\n",
        "```yaml file=a\na\nb\n```\n```diff file=a\n- a\n  b\n+ c\n```\n",
    ],
)
def test_a_page_that_is_not_true_is_found(page: str, tmp_path: Path) -> None:
    with pytest.raises(Differs):
        Reader(tmp_path, "en").follow("page.md", page)


def test_a_page_that_is_true_passes(tmp_path: Path) -> None:
    page = """\
```csv file=a/b.csv encoding=gbk
甲,乙
```
```csv file=a/b.csv encoding=gbk add
丙,丁
```
```diff file=a/b.csv encoding=gbk
- 丙,丁
+ 丙,戊
```
```python
from pathlib import Path
print(Path("a/b.csv").read_bytes() == "甲,乙\\r\\n丙,戊\\r\\n".encode("gbk"))
```
```text
True
```
```sh exit=2
lawcheck score none.yaml none.yaml
```
```text
none.yaml: there is no such file; check the path
```
```sh
printf 'a\\nb\\nc\\nd\\n'
```
```text
a
...
c
d
```
"""
    Reader(tmp_path, "en").follow("page.md", page)
