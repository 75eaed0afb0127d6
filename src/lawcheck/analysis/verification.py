"""Check a saved scorecard: compute it again from its inputs and compare value by value.

The hash at the end of a scorecard shows only that it was not changed by accident, for anyone can
compute a new one. The proof is the second computation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, islice
from typing import Any, Final

import attrs

from lawcheck.analysis.card_words import in_words
from lawcheck.analysis.named_files import NamedFiles, is_number_of_place
from lawcheck.documents.cards import (
    parse_card,
    report_from_json,
    report_to_data,
    result_hash_matches,
)
from lawcheck.documents.cards.json_values import shown
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.evidence import Evidence, Source
from lawcheck.model.report import Report
from lawcheck.model.text import Message, message

_NOTHING: Final = "—"
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
    """A saved scorecard: its JSON, which has not been checked yet.

    Attributes:
        text: as it was saved.
        data: the JSON; every number in it is text.
    """

    text: str
    data: Mapping[str, Any] = attrs.field(hash=False)

    @classmethod
    def from_text(cls, text: str) -> SavedCard:
        """Read a scorecard from its text.

        Raises:
            UsageError: it is not a scorecard of lawcheck.
        """
        return cls(text, parse_card(text))

    def report(self) -> Report:
        """Return the report that was saved, after checking its hash.

        Raises:
            UsageError: it was changed after it was written.
        """
        if not result_hash_matches(self.data):
            raise UsageError([Problem(Place("$"), _CHANGED)])
        return report_from_json(self.text)

    @property
    def checklist_id(self) -> str:
        """The id of the checklist that it names; empty where it names none."""
        ids = [_at(unit, "checklist", "id") for unit in self._units]
        return next((each for each in ids if isinstance(each, str)), "")

    @property
    def rules_on(self) -> date | None:
        """The day whose rules it names; None where it names none."""
        for unit in self._units:
            day = _at(unit, "checklist", "rules_on")
            if isinstance(day, str):
                with suppress(ValueError):
                    return date.fromisoformat(day)
        return None

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The ids of the units that it names."""
        ids = [_at(unit, "unit", "id") for unit in self._units]
        return tuple(each for each in ids if isinstance(each, str))

    @property
    def has_skipped_rows(self) -> bool:
        """Whether rows with totals were skipped when it was made."""
        return bool(_at(self.data, "rows", "skipped"))

    @property
    def _units(self) -> Sequence[Any]:
        units = self.data.get("units")
        return units if isinstance(units, list) else []


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


def differences(card: SavedCard, made: Report, files: Iterable[str] = ()) -> tuple[Message, ...]:
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
    written = report_to_data(made)
    comparison = _Comparison(NamedFiles.learned(card.data, written, sorted(set(files))))
    found: list[Message] = []
    for key in ("engine", "inputs", "rows", "notices"):
        found += comparison.of(card.data.get(key), written[key], key, None)
    found += islice(comparison.of_units(card.data.get("units"), written["units"]), 1)
    found += [
        _said(None, key, shown(card.data[key]), _NOTHING)
        for key in card.data
        if key not in written
    ]
    if not result_hash_matches(card.data):
        found.append(_CHANGED)
    return tuple(found)


@attrs.frozen
class _Comparison:
    """Compares JSON values.

    Attributes:
        files: how the saved scorecard names the evidence files.
    """

    files: NamedFiles

    def of_units(self, there: Any, here: Sequence[Any]) -> Iterator[Message]:
        """Yield every difference of the units."""
        there = there if isinstance(there, list) else []
        for one, other in zip(there, here, strict=False):
            yield from self.of(one, other, "", None)
        if len(there) != len(here):
            yield message(
                "单位数：卡上 {there}，重算 {here}",
                "units: {there} in the card, {here} computed",
                there=len(there),
                here=len(here),
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
    named = (evidence.facts, evidence.not_applicable, evidence.judgements, evidence.overrides)
    for entry in chain[Any](records, evidence.rebuttals, *(each.values() for each in named)):
        yield entry.source


def _subject(data: Mapping[str, Any], above: Message | None) -> Message | None:
    """Return the unit, section, item or veto that a part of a scorecard is about, if it is one."""
    if isinstance(data.get("unit"), dict):
        return message("单位 {unit}", "unit {unit}", unit=data["unit"]["id"])
    if above is not None:
        for marked_by, key, zh, en in _PARTS:
            if marked_by in data:
                unit = above.values["unit"]
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
