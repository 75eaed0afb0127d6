"""Check a saved scorecard: compute it again from its inputs and compare value by value.

The hash at the end of a scorecard shows only that it was not changed by accident, for anyone can
compute a new one. The proof is the second computation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import chain, islice
from typing import Any, Final, Protocol

import attrs

from lawcheck.analysis.card_words import in_words
from lawcheck.analysis.named_files import FilesSeen, NamedFiles, is_number_of_place
from lawcheck.documents.cards import (
    SCHEMA,
    SavedText,
    card_to_data,
    head_to_data,
    other_schema,
    report_from_json,
    written_out,
)
from lawcheck.documents.cards.by_units import HASH, UNITS
from lawcheck.documents.cards.json_values import shown
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.evidence import Evidence, Source
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message, message

_NOTHING: Final = "—"
_NO_UNIT: Final = object()
_PARTS: Final = (
    ("deductions", "indicator", "指标", "item"),
    ("children", "section", "部分", "section"),
    ("effect", "id", "一票否决", "veto"),
)
"""The key that marks a part of a unit, the key of its id, and what people call it."""
_CHANGED: Final = message(
    "计分卡写出后被改动过：校验和与内容不符",
    "the card was changed after it was written: its hash does not fit its content",
)


@attrs.frozen
class SavedCard:
    """A saved scorecard, which has not been checked yet.

    Attributes:
        saved: its JSON, taken apart; every number in it is text.
        checklist_id: the id of the checklist that it names; empty where it names none.
        rules_on: the day whose rules it names; None where it names none.
        as_of: the day as of which it was scored; None where it names none.
        unit_ids: the ids of the units that it names.
    """

    saved: SavedText
    checklist_id: str
    rules_on: date | None
    as_of: date | None
    unit_ids: tuple[str, ...]

    @classmethod
    def from_text(cls, text: str) -> SavedCard:
        """Read a scorecard from its text.

        Raises:
            UsageError: it is not a scorecard of lawcheck.
        """
        names = _Names()
        saved = SavedText.of(text, names.see)
        found = None if saved is None else saved.head.get("schema")
        if saved is None or found != SCHEMA:
            raise other_schema(found)
        return cls(saved, names.checklist, names.rules_on, names.as_of, tuple(names.units))

    def report(self) -> Report:
        """Return the report that was saved, after checking its hash.

        Raises:
            UsageError: it was changed after it was written.
        """
        if not self.saved.hash_matches():
            raise UsageError([Problem(Place("$"), _CHANGED)])
        return report_from_json(self.saved.text)

    @property
    def is_masked(self) -> bool:
        """Whether personal data in it are masked."""
        return self.saved.head.get("masked") is True

    @property
    def has_skipped_rows(self) -> bool:
        """Whether rows with totals were skipped when it was made."""
        return bool(_at(self.saved.head, "rows", "skipped"))


class _Names:
    """What the units of a scorecard name: the first checklist, the first days, and each unit."""

    def __init__(self) -> None:
        self.checklist = ""
        self.rules_on: date | None = None
        self.as_of: date | None = None
        self.units: list[str] = []
        self._has_checklist = False

    def see(self, data: Any) -> None:
        checklist = _at(data, "checklist", "id")
        if isinstance(checklist, str) and not self._has_checklist:
            self.checklist, self._has_checklist = checklist, True
        self.rules_on = self.rules_on or _day(_at(data, "checklist", "rules_on"))
        self.as_of = self.as_of or _day(_at(data, "as_of"))
        unit = _at(data, "unit", "id")
        if isinstance(unit, str):
            self.units.append(unit)


def _day(text: Any) -> date | None:
    if isinstance(text, str):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def of_another_checklist(card: SavedCard, checklist_id: str) -> Message | None:
    """Return why there is nothing to compare if the scorecard was made with another checklist."""
    if card.checklist_id in ("", checklist_id):
        return None
    return message(
        "计分卡用的指标体系是 {there}，不是 {here}",
        "the card was made with the checklist {there}, not with {here}",
        there=card.checklist_id,
        here=checklist_id,
    )


class Recomputed(Protocol):
    """A report that is computed again, its scorecards one by one."""

    def cards(self) -> Iterator[Scorecard]:
        """Compute and yield every scorecard; each call begins anew."""

    def accounts(self) -> Report:
        """Return the report without scorecards, once they were computed."""


def differences(
    card: SavedCard, made: Recomputed, files: Iterable[str] = ()
) -> tuple[Message, ...]:
    """Return what a saved scorecard says differently from its inputs.

    What it was made from and with comes first, then the first value of the first unit that
    differs.

    Args:
        card: the saved scorecard.
        made: the report computed again from the inputs.
        files: the evidence files; the scorecard may name them in another folder and with other
            lines, since files are moved and lines are added.

    Returns:
        Nothing where the scorecard is right.
    """
    seen, is_alike = FilesSeen(), True
    for there, here in _pairs(card, made):
        is_alike = is_alike and there == here
        seen.see(there, here)
    comparison = _Comparison(seen.named(sorted(set(files))))
    head, written = card.saved.head, head_to_data(made.accounts())
    found: list[Message] = []
    for key in ("engine", "inputs", "rows", "notices"):
        found += comparison.of(head.get(key), written[key], key, None)
    if not is_alike:
        found += islice(comparison.of_units(_pairs(card, made)), 1)
    found += [
        _said(None, key, shown(head[key]), _NOTHING)
        for key in head
        if key not in written and key not in (UNITS, HASH)
    ]
    if not card.saved.hash_matches():
        found.append(_CHANGED)
    return tuple(found)


def _pairs(card: SavedCard, made: Recomputed) -> Iterator[tuple[Any, Any]]:
    """Yield the data of each unit in the scorecard, and as it is computed; `_NO_UNIT` for none."""
    there = card.saved.units()
    for each in made.cards():
        one, other = next(there, _NO_UNIT), card_to_data(each)
        yield one, other if one == other else written_out(other)
    for one in there:
        yield one, _NO_UNIT


@attrs.frozen
class _Comparison:
    """Compares JSON values.

    Attributes:
        files: how the saved scorecard names the evidence files.
    """

    files: NamedFiles

    def of_units(self, pairs: Iterable[tuple[Any, Any]]) -> Iterator[Message]:
        """Yield every difference of the units."""
        in_card = computed = 0
        for there, here in pairs:
            in_card += there is not _NO_UNIT
            computed += here is not _NO_UNIT
            if in_card == computed:
                yield from self.of(there, here, "", None)
        if in_card != computed:
            yield message(
                "单位数：卡上 {there}，重算 {here}",
                "units: {there} in the card, {here} computed",
                there=in_card,
                here=computed,
            )

    def of(self, there: Any, here: Any, path: str, subject: Message | None) -> Iterator[Message]:
        """Yield every difference.

        Args:
            there: the value in the saved scorecard.
            here: the value that was computed.
            path: its keys, from the subject on.
            subject: the unit, or the item, section or veto of a unit, that it belongs to.
        """
        if type(there) is not type(here):
            yield _said(subject, path, shown(there), shown(here))
        elif path.rpartition(".")[2] == "source" and isinstance(here, dict):
            yield from self._of_source(there, here, path, subject)
        elif isinstance(here, dict):
            inner = _subject(here, subject)
            if inner is not None:
                subject, path = inner, ""
            for key in dict.fromkeys((*here, *there)):
                deeper = f"{path}.{key}" if path else key
                if key in here and key in there:
                    yield from self.of(there[key], here[key], deeper, subject)
                else:
                    yield _said(
                        subject,
                        deeper,
                        *(shown(each[key]) if key in each else _NOTHING for each in (there, here)),
                    )
        elif isinstance(here, list):
            for index, (one, other) in enumerate(zip(there, here, strict=False)):
                yield from self.of(one, other, f"{path}[{index}]", subject)
            if len(there) != len(here):
                yield _said(subject, path, str(len(there)), str(len(here)))
        elif there != here and not (
            isinstance(here, str) and self.files.are_same_texts(there, here)
        ):
            yield _said(subject, path, shown(there), shown(here))

    def _of_source(
        self, there: Mapping[str, Any], here: Mapping[str, Any], path: str, subject: Message | None
    ) -> Iterator[Message]:
        """Yield differences of a source.

        The file must be named as the scorecard names it everywhere else; lines may have moved.
        """
        for key in dict.fromkeys((*here, *there)):
            one, other = there.get(key), here.get(key)
            is_same = self.files.is_same_file(one, other) if key == "file" else one == other
            if not is_same and not (key in here and is_number_of_place(key, one, here)):
                yield _said(
                    subject,
                    f"{path}.{key}",
                    *(_NOTHING if each is None else shown(each) for each in (one, other)),
                )


def files_of(evidence: Iterable[Evidence]) -> frozenset[str]:
    """Return the files that evidence was read from."""
    return frozenset(
        each.place.file for one in evidence for each in _sources(one) if each.place.file
    )


def _sources(evidence: Evidence) -> Iterator[Source]:
    records = (record for each in evidence.registers.values() for record in each)
    judged = chain.from_iterable(evidence.judgements.values())
    named = (evidence.facts, evidence.not_applicable, evidence.overrides)
    for entry in chain[Any](
        records,
        judged,
        evidence.rebuttals,
        evidence.attachments,
        *(each.values() for each in named),
    ):
        yield entry.source


def _subject(data: Mapping[str, Any], above: Message | None) -> Message | None:
    """Return the unit, section, item or veto that a part of a scorecard is about, if it is one."""
    if isinstance(data.get("unit"), dict):
        return message("单位 {unit}", "unit {unit}", unit=data["unit"]["id"])
    if above is not None:
        unit = above.values["unit"]
        if "attachment" in data:
            return message(
                "单位 {unit}，指标 {item}，附件 {file}",
                "unit {unit}, item {item}, attachment {file}",
                unit=unit,
                item=data["indicator"],
                file=data["attachment"],
            )
        for marked_by, key, zh, en in _PARTS:
            if marked_by in data:
                return message(
                    f"单位 {{unit}}，{zh} {{name}}",
                    f"unit {{unit}}, {en} {{name}}",
                    unit=unit,
                    name=data[key],
                )
    return None


def _said(subject: Message | None, path: str, there: str, here: str) -> Message:
    values = {"path": in_words(path), "there": there, "here": here}
    if subject is None:
        return message(
            "{path}：卡上 {there}，重算 {here}",
            "{path}: {there} in the card, {here} computed",
            **values,
        )
    return message(
        "{subject}，{path}：卡上 {there}，重算 {here}",
        "{subject}, {path}: {there} in the card, {here} computed",
        subject=subject,
        **values,
    )
