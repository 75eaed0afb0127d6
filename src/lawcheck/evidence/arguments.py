"""What a program passes to the library: whether it is the right kind of thing, and whether evidence is for this checklist.

A wrong argument is answered with a sentence that says what to pass, and evidence of another checklist is refused: scoring it
would leave out facts without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.indicator import Judgeable


def need_checklist(value: object, call: str) -> None:
    """Refuse what is not a checklist.

    Raises:
        TypeError: with what to pass.
    """
    if not isinstance(value, Checklist):
        raise TypeError(
            f"{call}: checklist must be a Checklist, not {_shown(value)}; load one with lawcheck.load_checklist(...)"
        )


def need_evidence(value: object, call: str) -> None:
    """Refuse what is not the evidence of one unit.

    Raises:
        TypeError: with what to pass.
    """
    if not isinstance(value, Evidence):
        raise TypeError(
            f"{call}: evidence must be the Evidence of one unit, not {_shown(value)}; make it with lawcheck.build_evidence(...)"
        )


def need_units(value: object, call: str) -> None:
    """Refuse what cannot be passed through unit by unit.

    Raises:
        TypeError: with what to pass.
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
    """Refuse what is not a list of one kind of thing.

    Raises:
        TypeError: with what to pass.
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
    """The type of a value, and the value itself where it is a short text."""
    name = type(value).__name__
    return (
        f"{name} {str(value)!r}"
        if isinstance(value, (str, Path)) and len(str(value)) <= 60
        else name
    )


def foreign(checklist: Checklist, evidence: Evidence) -> Iterator[Problem]:
    """What evidence holds that this checklist does not ask for: a problem for each kind, with the names and the unit."""
    facts = [name for name in evidence.facts if name not in checklist.facts]
    registers = [name for name in evidence.registers if name not in checklist.registers]
    if facts:
        yield _not_in(checklist, evidence, "指标数据", "facts", facts)
    if registers:
        yield _not_in(checklist, evidence, "台账", "registers", registers)
    if evidence.not_applicable or evidence.overrides or evidence.rebuttals or evidence.judgements:
        known = {each.id for each in checklist.indicators()}
        about = (
            *evidence.not_applicable,
            *evidence.overrides,
            *(each.indicator for each in evidence.rebuttals),
        )
        items = [name for name in dict.fromkeys(about) if name not in known]
        judged = set(judged_keys(checklist)) if evidence.judgements else set()
        items += [name for name in evidence.judgements if name not in judged]
        if items:
            yield _not_in(checklist, evidence, "指标", "items", items)


def refuse_foreign(checklist: Checklist, units: Iterable[Evidence]) -> None:
    """Refuse evidence of another checklist.

    Raises:
        EvidenceError: with everything that the checklist does not ask for.
    """
    problems = [each for evidence in units for each in foreign(checklist, evidence)]
    if problems:
        raise EvidenceError(problems)


def _not_in(
    checklist: Checklist, evidence: Evidence, zh: str, en: str, names: Sequence[str]
) -> Problem:
    return problem(
        Place(),
        f"单位 {{unit}}：指标体系 {{checklist}} 没有{zh} {{names}}；佐证材料是为另一份指标体系准备的",
        f"unit {{unit}}: the checklist {{checklist}} has no {en} {{names}}; the evidence is for another one",
        unit=evidence.unit.id,
        checklist=checklist.id,
        names=list(names),
    )


def check_distinct(units: Iterable[str]) -> None:
    """Refuse a unit that stands twice: it would be ranked against itself.

    Raises:
        EvidenceError: with every such unit.
    """
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for unit in units:
        if unit in seen:
            twice[unit] = None
        seen.add(unit)
    if twice:
        raise EvidenceError(
            [
                problem(
                    Place(),
                    "单位 {unit} 有不止一份；请只保留一份",
                    "the unit {unit} stands there more than once; keep one",
                    unit=unit,
                )
                for unit in twice
            ]
        )


def judged_keys(checklist: Checklist) -> Iterator[str]:
    """The keys under which the checklist's rules look for judgements."""
    for each in checklist.indicators():
        if isinstance(each.rule, Judgeable):
            yield from each.rule.judged(each.id)
