"""Check the arguments that a program passes to the library.

A wrong argument raises an exception that says what to pass. Evidence of another checklist is
refused, because scoring it would silently leave out facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from lawcheck.evidence.foreign_values import foreign_values
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.raw_tables import ENCODINGS
from lawcheck.model.rule import Judgeable, JudgedByMany


def need_checklist(value: object, call: str) -> None:
    """Check that an argument is a checklist.

    Raises:
        TypeError: it is not; the message says what to pass.
    """
    if not isinstance(value, Checklist):
        raise TypeError(
            f"{call}: checklist must be a Checklist, not {_shown(value)}; "
            "load one with lawcheck.load_checklist(...)"
        )


def need_evidence(value: object, call: str) -> None:
    """Check that an argument is the evidence of one unit.

    Raises:
        TypeError: it is not; the message says what to pass.
    """
    if not isinstance(value, Evidence):
        raise TypeError(
            f"{call}: evidence must be the Evidence of one unit, not {_shown(value)}; "
            "make it with lawcheck.build_evidence(...)"
        )


def need_units(value: object, call: str) -> None:
    """Check that an argument is an iterable that can hold the evidence of several units.

    Raises:
        TypeError: it is not; the message says what to pass.
    """
    if isinstance(value, Evidence):
        raise TypeError(
            f"{call}: evidence must be a list of Evidence, not one Evidence; pass [evidence]"
        )
    if isinstance(value, (str, bytes, Path)) or not isinstance(value, Iterable):
        raise TypeError(
            f"{call}: evidence must be a list of Evidence, not {_shown(value)}; "
            "read files with lawcheck.Session.start().read(checklist, [path])"
        )


def need_list(value: object, kind: type, call: str, argument: str) -> None:
    """Check that an argument is a list whose items are all of one class.

    Items are only looked at in a sequence, because an iterator can be passed through only once.

    Raises:
        TypeError: it is not; the message says what to pass.
    """
    name = kind.__name__
    if isinstance(value, kind):
        raise TypeError(
            f"{call}: {argument} must be a list of {name}, not one {name}; pass [{argument}]"
        )
    if isinstance(value, (str, bytes, Path)) or not isinstance(value, Iterable):
        raise TypeError(f"{call}: {argument} must be a list of {name}, not {_shown(value)}")
    wrong = (
        [each for each in value if not isinstance(each, kind)]
        if isinstance(value, Sequence)
        else []
    )
    if wrong:
        raise TypeError(f"{call}: {argument} must be a list of {name}, but has {_shown(wrong[0])}")


def _shown(value: object) -> str:
    """Return the type of a value for a message, with the value itself if it is a short text."""
    name = type(value).__name__
    return (
        f"{name} {str(value)!r}"
        if isinstance(value, (str, Path)) and len(str(value)) <= 60
        else name
    )


def need_encoding(value: object, call: str) -> None:
    """Check that an argument is an encoding that text files may have, or None.

    Raises:
        TypeError: it is not; the message says what to pass.
    """
    if value is not None and value not in ENCODINGS:
        raise TypeError(f"{call}: encoding must be one of {', '.join(ENCODINGS)}, not {value!r}")


def need_day(value: object, call: str, name: str) -> None:
    """Check that an argument is a day, or None.

    Raises:
        TypeError: it is not; the message says what to pass.
    """
    if value is not None and type(value) is not date:
        raise TypeError(f"{call}: {name} must be a datetime.date, not {_shown(value)}")


def unknown_names(checklist: Checklist, evidence: Evidence) -> Iterator[Problem]:
    """Iterate over problems with evidence that the checklist does not know: one for each kind."""
    facts = [name for name in evidence.facts if name not in checklist.facts]
    registers = [name for name in evidence.registers if name not in checklist.registers]
    if facts:
        yield _unknown(checklist, evidence, "指标数据", "facts", facts)
    if registers:
        yield _unknown(checklist, evidence, "台账", "registers", registers)
    if (
        evidence.not_applicable
        or evidence.overrides
        or evidence.rebuttals
        or evidence.attachments
        or evidence.judgements
    ):
        known = item_ids(checklist)
        about = (
            *evidence.not_applicable,
            *evidence.overrides,
            *(each.indicator for each in evidence.rebuttals),
            *(each.indicator for each in evidence.attachments),
        )
        items = [name for name in dict.fromkeys(about) if name not in known]
        judged = judged_keys(checklist)
        items += [name for name in evidence.judgements if name not in judged]
        if items:
            yield _unknown(checklist, evidence, "指标", "items", items)


def refuse_foreign(checklist: Checklist, units: Iterable[Evidence]) -> None:
    """Refuse evidence of another checklist or period, which would silently score otherwise.

    Raises:
        EvidenceError: the evidence has facts, registers or items that the checklist does not know,
            or values that they cannot have; all of them are named.
    """
    problems = [
        each
        for evidence in units
        for each in (*unknown_names(checklist, evidence), *foreign_values(checklist, evidence))
    ]
    if problems:
        raise EvidenceError(problems)


def _unknown(
    checklist: Checklist, evidence: Evidence, zh: str, en: str, names: Sequence[str]
) -> Problem:
    return problem(
        Place(),
        f"单位 {{unit}}：指标体系 {{checklist}} 没有{zh} {{names}}；"
        "佐证材料是为另一份指标体系准备的",
        f"unit {{unit}}: the checklist {{checklist}} has no {en} {{names}}; "
        "the evidence is for another one",
        unit=evidence.unit.id,
        checklist=checklist.id,
        names=list(names),
    )


def check_distinct(units: Iterable[str]) -> None:
    """Refuse duplicate units, which would be ranked against themselves.

    Raises:
        EvidenceError: with every unit that is duplicated.
    """
    seen: set[str] = set()
    duplicates: dict[str, None] = {}
    for unit in units:
        if unit in seen:
            duplicates[unit] = None
        seen.add(unit)
    if duplicates:
        raise EvidenceError(
            [
                problem(
                    Place(),
                    "单位 {unit} 有不止一份；请只保留一份",
                    "the unit {unit} stands there more than once; keep one",
                    unit=unit,
                )
                for unit in duplicates
            ]
        )


@once_per_checklist
def item_ids(checklist: Checklist) -> frozenset[str]:
    """Return the id of every item of the checklist, with its bonus items."""
    return frozenset(each.id for each in checklist.indicators())


@once_per_checklist
def judged_keys(checklist: Checklist) -> Mapping[str, None]:
    """Return the keys under which the checklist's rules look for judgements, in order."""
    return dict.fromkeys(
        key
        for each in checklist.indicators()
        if isinstance(each.rule, Judgeable)
        for key in each.rule.judged(each.id)
    )


@once_per_checklist
def judged_by_many(checklist: Checklist) -> frozenset[str]:
    """Return those of the `judged_keys` that take the judgements of several people."""
    return frozenset(
        key
        for each in checklist.indicators()
        if isinstance(each.rule, JudgedByMany)
        for key in each.rule.judged_by_many(each.id)
    )
