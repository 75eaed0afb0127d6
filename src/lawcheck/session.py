"""Load, read, score, write: lawcheck in four calls, for the command line and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import attrs

from lawcheck.checklists.finding import (
    find_checklist,
    read_overlay,
    read_tree,
    text_of,
)
from lawcheck.checklists.loader import read_checklist
from lawcheck.documents.digest import digest_of_checklist, digest_of_evidence
from lawcheck.evidence.arguments import need_encoding, refuse_foreign
from lawcheck.evidence.interpret import Intake, RegisterIntake, interpret, pass_on
from lawcheck.evidence.not_readable import not_readable
from lawcheck.evidence.selection import chosen_units
from lawcheck.model.analysis import Analysis
from lawcheck.model.as_of import as_it_stands
from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Progress
from lawcheck.model.errors import (
    EvidenceError,
    LawcheckError,
    Place,
    Problem,
    UsageError,
    problem,
)
from lawcheck.model.evidence import Evidence, Record, Unit
from lawcheck.model.personal import (
    MASKED,
    Mask,
    declares_personal,
    masked,
    nothing_personal,
)
from lawcheck.model.raw_tables import Encoding, Tables
from lawcheck.model.report import PluginVersion, Provenance, Report, RowAccount
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.sheet_grid import Grid
from lawcheck.model.text import Language, Message, message
from lawcheck.model.writer import CardByCard
from lawcheck.registry.answers import read_grid, read_tables
from lawcheck.registry.loading import Plugins, load_plugins
from lawcheck.registry.writing import analysis_written, report_written
from lawcheck.scoring import score_units
from lawcheck.scoring.peers import among_peers
from lawcheck.version import VERSION


@attrs.frozen
class Session:
    r"""A set of loaded plugins, and what can be done with it.

    A session works with files, readers and output formats as the command line does.

    >>> from pathlib import Path
    >>> import lawcheck
    >>> text = "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {publicity_events: 11}\n"
    >>> file = Path("a.yaml")
    >>> _ = file.write_text(text, encoding="utf-8")
    >>> session = lawcheck.Session.start()
    >>> checklist = session.load("street-visit")
    >>> report = session.score(checklist, session.read(checklist, [file]))
    >>> report.scorecards
    (<Scorecard a: 0 to 100 of 100>,)
    >>> markdown = session.write(report, "markdown", "en")

    Attributes:
        plugins: the plugins.
    """

    plugins: Plugins

    @classmethod
    def start(
        cls,
        only: Iterable[str] | None = None,
        without: Iterable[str] = (),
        plugins: Iterable[object] = (),
    ) -> Session:
        """Load the plugins.

        A plugin need not be installed to be tried: `Session.start(plugins=[my_module])` loads a
        module, or any object whose functions are marked with `@hookimpl`, and checks it like an
        installed one. The scorecards name it by its `__name__`, or by the name of its class, with
        its `__version__` where it has one.

        Args:
            only: names of the installed plugins to load; None for all.
            without: names of installed plugins to leave out.
            plugins: further modules or objects to load as plugins.

        Raises:
            PluginError: a plugin fails, clashes, or is not installed.
        """
        return cls(load_plugins(only, without, plugins))

    def checklists(self) -> dict[str, Path]:
        """Return the files of the checklists that ship, by id, in order of their ids."""
        return self.plugins.checklists()

    def load(
        self,
        name: str | Path,
        on: date | None = None,
        overlays: Sequence[Path] = (),
        as_of: date | None = None,
    ) -> Checklist:
        """Load a checklist by its path, or by the id of one that ships.

        Args:
            name: path or id.
            on: the day whose rules are used. If not given, `as_of` where that is in the period,
                else its last day.
            overlays: files that tailor it for some units.
            as_of: the day as of which units are scored, with what is due by then (see
                `lawcheck.as_of`); None for the whole period.

        Raises:
            ChecklistError: the files have problems; all are listed.
            LimitError: the file is too large or too deep.
            PluginError: a plugin that it requires is missing.
            UsageError: there is no such checklist, or its period has not begun by `as_of`.
        """
        path = self.find(name)
        shown = str(name) if path == Path(name) else path.name
        problems: list[Problem] = []
        root = read_tree(path, shown, problems)
        tailoring = [(read_overlay(each), str(each)) for each in overlays]
        loaded = read_checklist(root, shown, self.plugins, problems, on, tailoring, as_of)
        return attrs.evolve(loaded, file=path)

    def text_of(self, name: str | Path) -> str:
        """Return the text of a checklist file, to show problems in; empty if it cannot be read."""
        try:
            return text_of(self.find(name))
        except LawcheckError:
            return ""

    def find(self, name: str | Path) -> Path:
        """Return the file of a checklist: a path that exists, or one that ships under this id.

        Raises:
            UsageError: there is neither, or both.
        """
        return find_checklist(name, self.checklists())

    def read(
        self,
        checklist: Checklist,
        paths: Sequence[str | Path],
        skip_total_rows: bool = False,
        encoding: Encoding | None = None,
        *,
        may_be_lost: bool = False,
    ) -> Intake:
        """Read evidence files and folders.

        Args:
            checklist: says what each fact and column contains.
            paths: files and folders.
            skip_total_rows: skip rows with totals, and name them; otherwise they are refused.
            encoding: of all text files; None to detect it for each file.
            may_be_lost: whether attachments that are not there, or have another hash than the
                evidence says, are put into `lost` and are no problems.

        Raises:
            EvidenceError: the inputs have problems; those of all inputs are listed.
            LimitError: an input is too large or too deep.
            TypeError: one path in place of a list.
        """
        inputs = self._inputs(checklist, paths, encoding)
        intake = interpret(checklist, inputs, skip_total_rows, may_be_lost=may_be_lost)
        return attrs.evolve(intake, evidence=among_peers(checklist, intake.evidence))

    def read_tables(
        self, checklist: Checklist, inputs: Sequence[Tables], skip_total_rows: bool = False
    ) -> Intake:
        """Read tables as `read` reads those in files.

        >>> import lawcheck
        >>> from lawcheck.plugin import FACTS, Cell, Place, Row, Table, Tables
        >>> row = Row(Cell("a"), {"publicity_events": Cell("11")}, Place("a.lines", 1))
        >>> table = Table(FACTS, (Cell("publicity_events"),), (row,))
        >>> session = lawcheck.Session.start()
        >>> intake = session.read_tables(session.load("street-visit"), [Tables((), (table,))])
        >>> str(intake.evidence[0].facts["publicity_events"].value)
        '11'

        Args:
            checklist: says what each fact and column contains.
            inputs: the tables of each input.
            skip_total_rows: skip rows with totals, and name them; otherwise they are refused.

        Raises:
            EvidenceError: the inputs have problems; those of all inputs are listed.
        """
        intake = interpret(checklist, inputs, skip_total_rows=skip_total_rows)
        return attrs.evolve(intake, evidence=among_peers(checklist, intake.evidence))

    def pass_on(
        self,
        checklist: Checklist,
        paths: Sequence[str | Path],
        register: str,
        take: Callable[[Unit, Record], None],
        encoding: Encoding | None = None,
    ) -> RegisterIntake:
        """Read evidence files and folders, and pass the records of one register on.

        They are checked as `read` checks them, but records of this register are not kept, so
        a register may be much larger than memory allows for evidence.

        Args:
            checklist: says what each fact and column contains.
            paths: files and folders.
            register: the name of the register.
            take: takes each record and its unit, also in inputs that are refused in the end.
            encoding: of all text files; None to detect it for each file.

        Raises:
            EvidenceError: the inputs have problems; those of all inputs are listed.
            LimitError: an input is too large or too deep.
            TypeError: one path in place of a list.
        """
        return pass_on(checklist, self._inputs(checklist, paths, encoding), register, take)

    def read_grid(self, path: Path, encoding: Encoding | None = None) -> Grid:
        """Read a table of texts whose columns are not those of a checklist.

        Args:
            path: the file, of a kind that `lawcheck import-table` reads.
            encoding: of a text file; None to detect it.

        Raises:
            EvidenceError: the file cannot be read, or no plugin reads this kind of file.
            LimitError: it is too large.
        """
        for offer in self.plugins.score_tables.values():
            grid = read_grid(offer, path, encoding)
            if grid is not None:
                return grid
        what = problem(
            Place(str(path)),
            "不认识这种表格文件；可读：{known}。请另存为“CSV UTF-8”",
            "no reader for this kind of table; there are: {known}; save it as “CSV UTF-8”",
            known=list(self.plugins.score_tables),
        )
        raise EvidenceError([what])

    def _inputs(
        self, checklist: Checklist, paths: Sequence[str | Path], encoding: Encoding | None
    ) -> list[Tables]:
        if isinstance(paths, str | Path):
            raise TypeError(f"paths must be a list of files and folders; write [{str(paths)!r}]")
        need_encoding(encoding, "read()")
        inputs: list[Tables] = []
        seen: set[Path] = set()
        for path in map(Path, paths):
            try:
                if path.resolve() in seen:
                    raise EvidenceError([_given_twice(path)])
                inputs.append(self._tables(path, checklist, encoding))
            except EvidenceError as error:  # told with the problems of the other inputs
                inputs.append(Tables((), (), problems=error.problems))
            seen.add(path.resolve())
        return inputs

    def _tables(self, path: Path, checklist: Checklist, encoding: Encoding | None) -> Tables:
        readers = self.plugins.readers
        for offer in readers.values():
            found = read_tables(offer, path, checklist, encoding)
            if found is not None:
                return found
        others = [name for name, offer in readers.items() if not offer.is_ours]
        raise EvidenceError([not_readable(path, others)])

    def score(
        self,
        checklist: Checklist,
        intake: Intake,
        units: Sequence[str] = (),
        progress: Progress | None = None,
        mask: bool = False,
    ) -> Report:
        """Score units, and let plugins look at the report.

        Args:
            checklist: the checklist.
            intake: what was read.
            units: ids of the units to score, or names that only one unit has; all if empty.
            progress: shows how far the run is.
            mask: mask personal data in the scorecards.

        Raises:
            UsageError: a unit is not in the evidence, or several have the name; or personal data
                are to be masked, and the checklist does not say which are.
            EvidenceError: the evidence contradicts itself, or is for another checklist.
            PluginError: a plugin that looks at reports failed.
        """
        report = self.report(checklist, intake, self.chosen(intake, units), progress, mask)
        self.plugins.checked("lawcheck_scored", checklist=checklist, report=report)
        return report

    def report(
        self,
        checklist: Checklist,
        intake: Intake,
        chosen: Sequence[Evidence],
        progress: Progress | None = None,
        mask: bool = False,
    ) -> Report:
        """Return the report of these units, without showing it to plugins.

        Raises:
            EvidenceError: the evidence contradicts itself, or is for another checklist.
            UsageError: personal data are to be masked, and the checklist does not say which are.
        """
        run = self.run(checklist, intake, chosen, progress, mask)
        cards = tuple(run.cards())
        return attrs.evolve(run.accounts(), scorecards=cards)

    def run(
        self,
        checklist: Checklist,
        intake: Intake,
        chosen: Sequence[Evidence],
        progress: Progress | None = None,
        mask: bool = False,
    ) -> Run:
        """Return a run that scores these units one by one.

        Raises:
            EvidenceError: the evidence is for another checklist.
            UsageError: personal data are to be masked, and the checklist does not say which are.
        """
        refuse_foreign(checklist, chosen)
        if mask and not declares_personal(checklist):
            raise UsageError([nothing_personal(checklist)])
        return Run(checklist, intake, tuple(chosen), self.plugins.loaded, progress, mask)

    def chosen(self, intake: Intake, units: Sequence[str]) -> tuple[Evidence, ...]:
        """Return the evidence of these units, found by id or by name; of all if none is given.

        Raises:
            UsageError: a unit is not in the evidence, or several have the name.
        """
        return chosen_units(intake.evidence, units) if units else intake.evidence

    def writer_by_card(self, format_name: str) -> CardByCard | None:
        """Return the writer of a format that needs one scorecard at a time.

        None for other formats, and if a plugin takes note of whole reports.
        """
        offer = self.plugins.writers.get(format_name)
        if offer is None or not offer.is_ours or self.plugins.implements("lawcheck_scored"):
            return None
        writer: object = offer.load()()
        return writer if isinstance(writer, CardByCard) else None

    def write(self, report: Report, format_name: str, language: Language, width: int = 80) -> str:
        """Return the report as text in one format.

        Raises:
            UsageError: there is no such format, or it is not text.
        """
        content = self.content(report, format_name, language, width)
        if isinstance(content, bytes):
            what = (
                "格式 {name} 不是文字，要写入文件：用 content()",
                "the format {name} is not text but a file; take content()",
            )
            raise UsageError([problem(Place(), *what, name=format_name)])
        return content

    def content(
        self, report: Report, format_name: str, language: Language, width: int = 80
    ) -> str | bytes:
        """Return the report in one format: as text, or as the bytes of a file.

        Raises:
            UsageError: there is no such format.
        """
        return report_written(self.plugins.writers, format_name, report, language, width)

    def analysis_content(
        self, analysis: Analysis, format_name: str, language: Language, width: int = 80
    ) -> str | bytes:
        """Return an analysis in one format: as text, or as the bytes of a file.

        Raises:
            UsageError: there is no such format, or it is for reports only.
        """
        return analysis_written(self.plugins.writers, format_name, analysis, language, width)


@attrs.define(slots=False)
class Run:
    """The scoring of some units, whose scorecards need not be in memory together.

    Attributes:
        checklist: the checklist.
        intake: what was read.
        chosen: evidence of the units, a part of it.
        plugins: (distribution, version) of the loaded plugins.
        progress: shows how far the run is.
        mask: whether personal data in the scorecards are masked.
        scored: how many rows belong to the units that were scored so far.
    """

    checklist: Checklist
    intake: Intake
    chosen: tuple[Evidence, ...]
    plugins: tuple[tuple[str, str], ...]
    progress: Progress | None = None
    mask: bool = False
    scored: int = 0

    def cards(self) -> Iterator[Scorecard]:
        """Score and yield every unit; each call begins anew.

        Raises:
            EvidenceError: after the last unit, if the evidence contradicts itself.
        """
        self.scored = 0
        cards = score_units(self.checklist, self.chosen)
        if self.progress is not None:
            cards = iter(self.progress(cards, len(self.chosen)))
        for card, evidence in zip(cards, self.chosen, strict=True):
            if card.score is not None:
                self.scored += card.rows
            yield masked(card, Mask(self.checklist, [evidence])) if self.mask else card

    def accounts(self) -> Report:
        """Return the report without its scorecards, once all of them were made."""
        notices = self.intake.notices
        if self.mask:
            mask = Mask(self.checklist, self.intake.evidence)
            notices = (*map(mask.message, notices), MASKED)
        return Report(
            scorecards=(),
            rows=RowAccount(
                scored=self.scored,
                not_scored=sum(each.rows for each in self.intake.evidence) - self.scored,
                blank=self.intake.blank,
                skipped=self.intake.skipped,
            ),
            provenance=self.provenance,
            masked=self.mask,
            notices=(
                *notices,
                *_of_changes(self.checklist),
                *([undated] if (undated := as_it_stands(self.checklist)) else []),
            ),
        )

    @cached_property
    def provenance(self) -> Provenance:
        """The inputs and versions of the report."""
        return Provenance(
            lawcheck=VERSION,
            plugins=tuple(PluginVersion(*each) for each in self.plugins),
            checklist_sha256=digest_of_checklist(self.checklist),
            evidence_sha256=digest_of_evidence(self.chosen),
        )


def _given_twice(path: Path) -> Problem:
    return problem(
        Place(str(path)),
        "同一个文件给了两次；请只写一次",
        "the same file is given twice; give it once",
    )


def _of_changes(checklist: Checklist) -> tuple[Message, ...]:
    """Return notices of rules that changed within the period, since those of one day were used."""
    return tuple(
        message(
            "考评期间内 {day} 起规则有变化；本次按 {on} 有效的规则评分",
            "rules changed within the period, on {day}; those in force on {on} were used",
            day=day,
            on=checklist.rules_on,
        )
        for day in checklist.changes_within
    )
