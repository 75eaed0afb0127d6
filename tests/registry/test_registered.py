"""`Session.start(plugins=[...])`: plugins of this process, without a distribution, checked like installed ones."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from tests.registry.samples import CHECKLIST, EVIDENCE, GOOD, TYPE

import lawcheck
from lawcheck.model.analysis import Analysis
from lawcheck.model.errors import ChecklistError, EvidenceError, PluginError, UsageError
from lawcheck.model.outline import Heading, Outline
from lawcheck.model.raw_tables import Tables
from lawcheck.model.report import PluginVersion
from lawcheck.model.text import Language
from lawcheck.registry.hookspecs import hookimpl
from lawcheck.session import Session

pytestmark = pytest.mark.interpreter

OWN = CHECKLIST.replace('requires: {lawcheck-one: ">=1,<2"}\n', "")


@pytest.fixture
def module() -> Iterator[ModuleType]:
    """A module `odd_days` that offers the type `odd`."""
    made = ModuleType("odd_days")
    sys.modules["odd_days"] = made
    exec(TYPE.replace("RETURN", GOOD).replace("PLUGIN", "odd_days"), vars(made))  # noqa: S102 - the code of a sample
    yield made
    del sys.modules["odd_days"]


def scored(session: Session, folder: Path, checklist: str = OWN) -> Any:
    (folder / "odd.yaml").write_text(checklist, encoding="utf-8")
    (folder / "a.yaml").write_text(EVIDENCE, encoding="utf-8")
    loaded = session.load(folder / "odd.yaml")
    return session.score(loaded, session.read(loaded, [folder / "a.yaml"]))


def test_a_module_is_a_plugin(module: ModuleType, tmp_path: Path) -> None:
    """3 is odd: 2 - 1 = 1 of 2; the card names the module."""
    report = scored(Session.start(only=[], plugins=[module]), tmp_path)

    assert report.scorecards[0].score.low == Fraction(1)
    assert report.provenance.plugins == (PluginVersion("odd_days", ""),)


def test_its_version_is_shown_and_can_be_required(module: ModuleType, tmp_path: Path) -> None:
    vars(module)["__version__"] = "3.1"
    session = Session.start(only=[], plugins=[module])
    required = CHECKLIST.replace('lawcheck-one: ">=1,<2"', 'odd_days: ">=3"')

    assert scored(session, tmp_path, required).provenance.plugins == (
        PluginVersion("odd_days", "3.1"),
    )


def test_one_without_a_version_meets_no_required_version(
    module: ModuleType, tmp_path: Path
) -> None:
    session = Session.start(only=[], plugins=[module])
    with pytest.raises(
        PluginError,
        match="the plugin odd_days >=3 is required, one without a version is installed; upgrade it",
    ):
        scored(session, tmp_path, CHECKLIST.replace('lawcheck-one: ">=1,<2"', 'odd_days: ">=3"'))


class Shout:
    """A writer."""

    def write(self, report: object, language: Language, width: int) -> str:
        return "LOUD"


class Shouting:
    """An object with a hook, which hands over the class itself."""

    @hookimpl
    def lawcheck_writers(self) -> dict[str, type]:
        return {"shout": Shout}


def test_an_object_is_a_plugin_too(module: ModuleType, tmp_path: Path) -> None:
    """Under the name of its class, and several together."""
    session = Session.start(only=[], plugins=[module, Shouting()])
    report = scored(session, tmp_path)

    assert session.write(report, "shout", "en") == "LOUD\n"
    assert report.provenance.plugins == (
        PluginVersion("Shouting", ""),
        PluginVersion("odd_days", ""),
    )


def test_a_report_of_a_program_names_the_plugins_that_took_part(
    module: ModuleType, tmp_path: Path
) -> None:
    session = Session.start(only=[], plugins=[module])
    (tmp_path / "odd.yaml").write_text(OWN, encoding="utf-8")
    checklist = session.load(tmp_path / "odd.yaml")
    report = lawcheck.make_report(
        checklist, [lawcheck.build_evidence(checklist, "a", {"n": 3})], session=session
    )

    assert report.provenance.plugins == (PluginVersion("odd_days", ""),)


class Packed:
    """A writer of files, for scorecards and for what else is found out."""

    def write(self, report: object, language: Language, width: int) -> bytes:
        return b"cards"

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> bytes:
        return f"{language}{width} {len(analysis.outline(language))}".encode()


class Silent:
    """A writer that forgets to return."""

    def write(self, report: object, language: Language, width: int) -> None:
        pass

    def write_analysis(self, analysis: object, language: Language, width: int) -> None:
        pass


class Packing:
    @hookimpl
    def lawcheck_writers(self) -> dict[str, type]:
        return {"packed": Packed, "silent": Silent, "shout": Shout}


class Nothing:
    """An analysis."""

    def outline(self, language: Language, width: int | None = None) -> Outline:
        return (Heading("nothing", 1),)

    def csv(self, language: Language) -> str:
        return ""

    def json(self, language: Language) -> str:
        return "[]"


def test_a_writer_may_return_the_bytes_of_a_file(module: ModuleType, tmp_path: Path) -> None:
    """They are no text, and who asks for text is told so."""
    session = Session.start(only=[], plugins=[module, Packing()])
    report = scored(session, tmp_path)

    assert session.content(report, "packed", "zh") == b"cards"
    assert session.analysis_content(Nothing(), "packed", "zh", 90) == b"zh90 1"
    assert session.analysis_content(Nothing(), "json", "zh") == "[]\n"
    with pytest.raises(UsageError) as error:
        session.write(report, "packed", "zh")
    assert error.value.pick("en") == "the format packed is not text but a file; take content()"
    assert error.value.pick("zh") == "格式 packed 不是文字，要写入文件：用 content()"


def test_what_a_writer_returns_is_checked(module: ModuleType, tmp_path: Path) -> None:
    session = Session.start(only=[], plugins=[module, Packing()])
    report = scored(session, tmp_path)

    with pytest.raises(
        PluginError, match=r"silent: write\(\) returned NoneType, not str or bytes"
    ):
        session.content(report, "silent", "zh")
    with pytest.raises(PluginError, match=r"silent: write_analysis\(\) returned NoneType"):
        session.analysis_content(Nothing(), "silent", "zh")
    with pytest.raises(
        UsageError, match="the format shout is for scorecards only; here there are"
    ):
        session.analysis_content(Nothing(), "shout", "en")


def test_a_namespace_is_a_plugin_too() -> None:
    @hookimpl
    def lawcheck_writers() -> dict[str, str]:
        return {"shout": f"{__name__}:Shout"}

    session = Session.start(
        only=[], plugins=[SimpleNamespace(__name__="loud", lawcheck_writers=lawcheck_writers)]
    )

    assert session.plugins.writers["shout"].load() is Shout


def refusal(*plugins: object) -> str:
    with pytest.raises(PluginError) as caught:
        Session.start(only=[], plugins=plugins)
    return str(caught.value)


def test_what_is_refused() -> None:
    """A name instead of a module, an object without hooks, one twice, a misspelt hook, what cannot be called."""
    empty = ModuleType("empty")
    misspelt = SimpleNamespace(__name__="typo", lawcheck_writer=len)
    shouting = Shouting()
    typo = "plugin typo (typo): lawcheck_writer: no such hook, or @hookimpl is missing; check the spelling"
    marked = "has no function that is marked with @hookimpl; tell its author, or switch it off with -p no:"

    assert refusal("lawcheck_casefile") == f"plugin str (str): the str {marked}str"
    assert refusal(empty) == f"plugin empty (empty): the module {marked}empty"
    assert refusal(misspelt) == typo
    assert refusal(shouting, shouting) == (
        "Shouting (Shouting) and Shouting (Shouting) both offer plugin Shouting; switch one off with -p no:..."
    )


def test_the_other_checklists_do_not_know_it(module: ModuleType, tmp_path: Path) -> None:
    """Nothing is global: a session without the object knows nothing of it."""
    Session.start(only=[], plugins=[module])
    with pytest.raises(ChecklistError, match="odd"):
        scored(Session.start(only=[]), tmp_path)


class Diary:
    """A reader of `.diary` files."""

    def accepts(self, path: Path) -> bool:
        return path.suffix == ".diary"

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        raise NotImplementedError


class Reading:
    @hookimpl
    def lawcheck_readers(self) -> dict[str, object]:
        return {"diary": Diary}


def test_a_file_that_nobody_reads_is_told_what_plugins_read(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("", "utf-8")
    for plugins, more in (([], ""), ([Reading()], ", and plugins read: diary")):
        session = Session.start(only=[], plugins=plugins)
        with pytest.raises(EvidenceError) as error:
            session.read(session.load("street-visit"), [tmp_path / "a.doc"])
        assert str(error.value).endswith(
            "no reader for this kind of file; lawcheck reads a unit's folder, .yaml, .json and .csv"
            + more
        )
