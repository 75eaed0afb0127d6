"""Spoiled files for every command: each run ends with a documented code, says so in lines, and leaves the files as they were.

Every case follows from its number, so a failure can be run again: `pytest tests/fuzz -k "score and 17"`. `LAWCHECK_EXAMPLES=many`
tries twenty times as many, `few` a third.
"""

import io
import os
import random
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from tests.fuzz.mutations import spoiled

from lawcheck.cli.app import main

EXAMPLES = Path(__file__).parents[2] / "examples"
DOCUMENTED = {0, 2, 3, 5, 6, 7}
"""Of these 4 is left out: no plugin takes part."""
EXAMPLES_WANTED = os.environ.get("LAWCHECK_EXAMPLES")
ROUNDS = 20 if EXAMPLES_WANTED == "many" else 1
BATCH = 10 if EXAMPLES_WANTED == "few" else 30
"""Cases of one test: enough that starting it costs little, few enough that a failure is found again at once."""

OVERLAY = """\
lawcheck-overlay: 1
id: small
title: {zh: 小街道调整, en: small streets}
checklist: street-visit
reason: 人口少于一万
authority: 市司法局
on: 2023-03-01
for: {kinds: [street]}
change:
  publicity: {target: 20, points: 6}
off: [helpers]
"""

COMMANDS: dict[str, tuple[str, ...]] = {
    "score": ("score", "c23.yaml", "2023.yaml"),
    "score json": ("score", "c23.yaml", "2023.yaml", "--format", "json"),
    "score csv": ("score", "c22.yaml", "2022.yaml", "--format", "csv", "--fail-under", "60"),
    "score folder": ("score", "street-visit", "visit", "--format", "markdown", "--skip-total-rows"),
    "score tables": ("score", "street-visit", "facts.csv", "hearings.csv", "study.csv"),
    "score overlay": ("score", "street-visit", "visit", "--overlay", "overlay.yaml"),
    "score engine": ("score", "street-visit", "facts.csv", "hearings.csv", "study.csv", "--engine", "tables", "-o", "out.parquet"),
    "explain": ("explain", "street-visit", "visit", "-i", "appearance"),
    "gain": ("gain", "c23.yaml", "2023.yaml", "--as-of", "2023-12-31"),
    "rank": ("rank", "street-visit", "facts.csv", "hearings.csv", "--format", "json"),
    "pool": ("pool", "c23.yaml", "2023.yaml", "--before", "new.json"),
    "stability": ("stability", "c23.yaml", "2023.yaml", "--draws", "20"),
    "lint": ("lint", "c23.yaml"),
    "lint 2": ("lint", "visit.yaml"),
    "test": ("test", "c22.yaml"),
    "show": ("show", "c23.yaml"),
    "diff": ("diff", "c22.yaml", "c23.yaml"),
    "compare": ("compare", "old.json", "new.json", "--unlike"),
    "compare inputs": (
        "compare", "old.json", "new.json", "--old-checklist", "c22.yaml", "--old-evidence", "2022.yaml", "--new-checklist",
        "c23.yaml",
    ),
    "verify": ("verify", "new.json", "--checklist", "c23.yaml", "--evidence", "2023.yaml"),
    "selftest": ("selftest", "c22.yaml"),
    "import-table": ("import-table", "sheet.csv", "--year", "2024", "-o", "draft.yaml"),
}  # fmt: skip
"""By name: every command that reads files; what is no option and lies in the folder may be spoiled."""
OUTPUTS = {"out.parquet", "draft.yaml"}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file of each kind."""
    folder = tmp_path_factory.mktemp("fuzz")
    for year in ("2022", "2023"):
        shutil.copy(EXAMPLES / "two-years" / f"{year}.yaml", folder)
        shutil.copy(
            EXAMPLES / "two-years" / f"checklist-{year}.yaml", folder / f"c{year[2:]}.yaml"
        )
    for name in ("facts", "hearings", "study"):
        shutil.copy(EXAMPLES / "streets-2023" / f"{name}.csv", folder)
    shutil.copytree(EXAMPLES / "street-visit", folder / "visit")
    shutil.copy(EXAMPLES.parent / "checklists" / "street-visit.yaml", folder / "visit.yaml")
    shutil.copy(EXAMPLES / "score-table" / "townships-2024.csv", folder / "sheet.csv")
    (folder / "overlay.yaml").write_text(OVERLAY, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def here(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")
    for name, year in (("old.json", "22"), ("new.json", "23")):
        if not Path(name).exists():
            code, _, said = run(
                "score", f"c{year}.yaml", f"20{year}.yaml", "--format", "json", "-o", name
            )
            assert code in (0, 7), said


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--lang", "en", *arguments])
    return code, out.getvalue(), err.getvalue()


def files() -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in Path().rglob("*") if file.is_file()}


def inputs(arguments: tuple[str, ...]) -> list[Path]:
    """The files that a command is given, those in folders too."""
    given = [Path(each) for each in arguments if Path(each).exists()]
    return [
        file for path in given for file in (sorted(path.iterdir()) if path.is_dir() else [path])
    ]


def one_case(name: str, number: int) -> None:
    arguments = COMMANDS[name]
    dice = random.Random(f"{name} {number}")  # noqa: S311 - cases, no secrets
    file = dice.choice(inputs(arguments))
    sound = file.read_bytes()
    bad = spoiled(dice, sound)
    file.write_bytes(bad)
    before = files()
    try:
        code, out, err = run(*arguments)
        after = files()
    finally:
        file.write_bytes(sound)
        for made in OUTPUTS:
            Path(made).unlink(missing_ok=True)
    left = {path: text for path, text in after.items() if path.name not in OUTPUTS}
    told = f"{name} {number}: {file} spoiled; exit {code}\n{err[-1500:]}"

    assert code in DOCUMENTED, told
    assert "Traceback" not in out + err, told
    assert code in (0, 7) or err.strip(), told
    assert left == before, told


@pytest.mark.parametrize("batch", range(ROUNDS))
@pytest.mark.parametrize("name", COMMANDS)
def test_a_spoiled_file(name: str, batch: int) -> None:
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        one_case(name, number)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_works_on_what_is_sound(name: str) -> None:
    """Or nothing that is tried here would say anything."""
    code, _, err = run(*COMMANDS[name])
    for made in OUTPUTS:
        Path(made).unlink(missing_ok=True)

    assert code in (0, 7), err
