"""The invented report of a district, and the commands run inside this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lawcheck_annual_report import audit_command, extract_command

from lawcheck.cli import Say

Run = Callable[..., Result]
REPORT = Path(__file__).with_name("qingshi-2023.txt")


@pytest.fixture
def report() -> Path:
    return REPORT


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `extract` or `audit` in an empty folder, in English unless told otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")

    def ran(name: str, *arguments: object, lang: str = "en") -> Result:
        say = Say("zh" if lang == "zh" else "en")
        commands = {"extract": extract_command.command, "audit": audit_command.command}
        return CliRunner().invoke(commands[name](say), list(map(str, arguments)))

    return ran
