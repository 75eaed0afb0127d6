"""Check the decisions that a program passes about one unit, and collect problems of the call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar

import attrs

from lawcheck.evidence.arguments import item_ids, judged_by_many, judged_keys
from lawcheck.evidence.attachments import fault_of_attachment
from lawcheck.evidence.cells import forbidden_character
from lawcheck.evidence.decisions import fault_of_judgement, judged_twice
from lawcheck.evidence.program_values import exact_number
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import Attachment, Judgement, NotApplicable, Override, Rebuttal
from lawcheck.model.exact import ZERO
from lawcheck.model.text import Message
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.overrides import outside_of
from lawcheck.scoring.plan import plan_of

_JUDGED: Final = Spec("amount", least=ZERO)
_POINTS: Final = Spec("amount")
_AboutItem = TypeVar("_AboutItem", Rebuttal, Attachment)


class ProgramProblems:
    """The problems of one call.

    A place has the name of the fact, register or item as its file, since there is no file.
    """

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: Place, what: Message) -> None:
        """Take note of a problem."""
        self.found.append(Problem(place, what))

    def fail(self, place: Place, zh: str, en: str, /, **values: object) -> None:
        """Take note of a problem that is said in both languages."""
        self.found.append(problem(place, zh, en, **values))

    def check_texts(self, place: Place, *texts: str) -> None:
        """Refuse texts with characters that nobody can see."""
        for text in texts:
            fault = forbidden_character(text)
            if fault is not None:
                self.add(place, fault)

    def check_days(self, place: Place, *days: object) -> None:
        """Refuse texts and days with a time, which no scorecard can hold."""
        for day in days:
            if day is not None and type(day) is not date:
                self.fail(
                    place,
                    "{day} 不是日期；请传 datetime.date",
                    "{day} is not a date; pass a datetime.date",
                    day=repr(day),
                )


class ProgramDecisions:
    """Checks decisions of people about items.

    Args:
        checklist: defines the items that decisions refer to.
        problems: takes what is wrong.
    """

    def __init__(self, checklist: Checklist, problems: ProgramProblems) -> None:
        self._checklist = checklist
        self._problems = problems

    def not_applicable(self, decisions: Sequence[NotApplicable]) -> dict[str, NotApplicable]:
        """Check decisions that items do not apply; return them by item."""
        taken: dict[str, NotApplicable] = {}
        if not decisions:
            return taken
        policies = {each.id: each.not_applicable for each in self._checklist.indicators()}
        for each in decisions:
            name, place = each.indicator, Place(each.indicator)
            if name not in policies:
                self._problems.fail(
                    place, "没有指标 {name}", "there is no indicator {name}", name=name
                )
            elif policies[name] == "forbid":
                self._problems.fail(
                    place, "{name} 不许不适用", "{name} may not be not applicable", name=name
                )
            self._check_new(taken, name)
            if not each.reason or not each.authority:
                self._problems.fail(
                    place,
                    "不适用要写明理由和批准人",
                    "a decision of not applicable needs reason and authority",
                )
            self._problems.check_texts(place, each.reason, each.authority)
            self._problems.check_days(place, each.on)
            taken[name] = each
        return taken

    def judgements(self, judgements: Sequence[Judgement]) -> dict[str, tuple[Judgement, ...]]:
        """Check judgements of people; return them by item."""
        judged, many = judged_keys(self._checklist), judged_by_many(self._checklist)
        taken: dict[str, tuple[Judgement, ...]] = {}
        for each in judgements:
            name, place = each.indicator, Place(each.indicator)
            if name not in judged:
                self._problems.fail(
                    place, "没有评议指标 {name}", "there is no judged indicator {name}", name=name
                )
            before = taken.get(name, ())
            if name not in many:
                self._check_new(taken, name)
            elif (twice := judged_twice(before, each)) is not None:
                self._problems.add(place, twice)
            if not each.reason or not each.judge:
                self._problems.fail(
                    place, "评议要写明理由和评议人", "a judgement needs reason and judge"
                )
            self._problems.check_texts(place, each.reason, each.judge, each.tier)
            self._problems.check_days(place, each.on)
            if (fault := fault_of_judgement(each)) is not None:
                self._problems.add(place, fault)
            deduct, points = self._judged_points(place, each.deduct, each.points)
            taken[name] = (*before, attrs.evolve(each, deduct=deduct, points=points))
        return taken

    def _judged_points(self, place: Place, *given: Fraction | None) -> Iterator[Fraction | None]:
        for each in given:
            number = None if each is None else exact_number(each, _JUDGED)
            if isinstance(number, Message):
                self._problems.add(place, number)
                number = None
            yield number

    def overrides(self, overrides: Sequence[Override]) -> dict[str, Override]:
        """Check points of items that people set; return them by item."""
        leaves: dict[str, Leaf] = {}
        if overrides:
            plan = plan_of(self._checklist)
            leaves = {leaf.indicator.id: leaf for leaf in (*plan.leaves, *plan.bonus)}
        taken: dict[str, Override] = {}
        for each in overrides:
            name, place = each.indicator, Place(each.indicator)
            self._check_new(taken, name)
            if not each.person or not each.reason or not each.authority:
                self._problems.fail(
                    place,
                    "改判要写明签字人、理由和批准人",
                    "an override needs person, reason and authority",
                )
            self._problems.check_days(place, each.on, each.until)
            if type(each.until) is type(each.on) is date and each.until < each.on:
                self._problems.fail(
                    place,
                    "到期日 {until} 早于决定日 {on}",
                    "it ends on {until}, before it begins on {on}",
                    until=each.until,
                    on=each.on,
                )
            self._problems.check_texts(place, each.person, each.reason, each.authority)
            points = None if each.points is None else exact_number(each.points, _POINTS)
            if name not in leaves:
                self._problems.fail(
                    place, "没有指标 {name}", "there is no indicator {name}", name=name
                )
            elif isinstance(points, Message):
                self._problems.add(place, points)
            else:
                taken[name] = attrs.evolve(each, points=points)
                outside = (
                    None if self._checklist.overlays else outside_of(taken[name], leaves[name])
                )
                if outside is not None:
                    self._problems.add(place, outside)
        return taken

    def rebuttals(self, rebuttals: Sequence[Rebuttal]) -> tuple[Rebuttal, ...]:
        """Check objections of the unit."""
        for each, place in self._of_known_items(rebuttals):
            if not each.person or not each.text:
                self._problems.fail(
                    place, "申辩要写明申辩人和内容", "a rebuttal needs person and text"
                )
            self._problems.check_texts(place, each.person, each.text)
            self._problems.check_days(place, each.on)
        return tuple(rebuttals)

    def _of_known_items(self, given: Sequence[_AboutItem]) -> Iterator[tuple[_AboutItem, Place]]:
        """Yield what is about items, each with its place; note items that there are not."""
        known = item_ids(self._checklist)
        for each in given:
            place = Place(each.indicator)
            if each.indicator not in known:
                self._problems.fail(
                    place, "没有指标 {name}", "there is no indicator {name}", name=each.indicator
                )
            yield each, place

    def attachments(self, attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
        """Check the files that show something of items."""
        for each, place in self._of_known_items(attachments):
            if not each.file or not each.sha256:
                self._problems.fail(
                    place, "附件要写明文件和 SHA-256", "an attachment needs file and SHA-256"
                )
            self._problems.check_texts(place, each.file, each.record)
            if (fault := fault_of_attachment(each)) is not None:
                self._problems.add(place, fault)
        return tuple(attachments)

    def _check_new(self, taken: Mapping[str, object], name: str) -> None:
        if name in taken:
            self._problems.fail(
                Place(name),
                "{name} 重复；请只保留一条",
                "{name} appears twice; keep one",
                name=name,
            )
