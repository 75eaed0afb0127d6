"""Draft a checklist from a printed score sheet, for a person to finish.

A sentence whose every clause is known becomes an indicator with a rule, for example
`每少一次扣1分` (one point off for each one missing). Any other sentence becomes a judged item that
keeps the sentence. Nothing is dropped: each row is counted, and every choice that the draft had to
make is listed at its top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.checklists.drafting.patterns import rule_of
from lawcheck.checklists.drafting.rule_draft import RuleDraft
from lawcheck.checklists.drafting.sheet import Item, ScoreSheet, SheetPart, is_bonus, sections_of
from lawcheck.checklists.drafting.yaml_text import Name, flow, quoted
from lawcheck.model.errors import ChecklistError, Place, problem
from lawcheck.model.exact import ZERO, round_exact
from lawcheck.model.text import Language, Message, message, visible

_TITLE_LENGTH: Final = 30
_SENTENCE_LENGTH: Final = 200
"""Most characters of a sentence in the list of what to check. The item keeps all of it."""
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?:\s*年|年度)?(?!\d)")


@attrs.frozen
class DraftItem:
    """An item of the sheet with the rule that was found for it.

    Attributes:
        item: the item as the sheet has it.
        id: its id in the draft.
        rule: the rule; None if it is left to a judge.
        why_judged: why it is left to a judge; None if it has a rule.
    """

    item: Item
    id: str
    rule: RuleDraft | None
    why_judged: Message | None = None

    @property
    def title(self) -> str:
        """What the item asks, up to the first full stop, and shortened to one line."""
        first = re.split(r"[。；;\n]", self.item.content)[0].strip() or self.item.content.strip()
        return first if len(first) <= _TITLE_LENGTH else f"{first[: _TITLE_LENGTH - 1]}…"

    @property
    def source(self) -> str:
        """The rule in the words of the sheet, on one line."""
        return _one_line(self.item.rule)


@attrs.frozen
class Draft:
    """A draft of a checklist.

    Attributes:
        sheet: the sheet that it was made from.
        id: id of the checklist.
        year: year of the period.
        title: title of the checklist.
        items: the items, in the order of the sheet.
    """

    sheet: ScoreSheet
    id: str
    year: int
    title: str
    items: tuple[DraftItem, ...]

    @property
    def judged(self) -> tuple[DraftItem, ...]:
        """The items whose sentence is not known."""
        return tuple(each for each in self.items if each.rule is None)

    @property
    def to_confirm(self) -> Iterator[Message]:
        """Choices that the draft made because the sheet leaves them open."""
        yield message(
            "等次、四舍五入、不涉及的处理：评分表没有规定，以下为示例，请改为本地规定",
            "grades, rounding and what does not apply: the sheet says nothing; "
            "those below are samples, replace them",
        )
        if any(is_bonus(each.item.section) for each in self.items):
            yield message(
                "加分项的总上限：按各项分值之和，总分不封顶",
                "the cap of the bonus: the sum of its items; the total has no cap",
            )
        for each in self.items:
            for what in each.rule.confirm if each.rule else _left(each):
                yield message(
                    "第{line}行 {title}：{what}",
                    "line {line}, {title}: {what}",
                    line=each.item.line,
                    title=each.title,
                    what=what,
                )


def _left(each: DraftItem) -> Iterator[Message]:
    if each.why_judged is not None:
        words = each.source
        yield message(
            "先由人评判（{why}）{words}",
            "left to a judge ({why}){words}",
            why=each.why_judged,
            words=(
                f"：{words}"
                if len(words) <= _SENTENCE_LENGTH
                else f"：{words[: _SENTENCE_LENGTH - 1]}…"
            )
            if words
            else "",
        )


def draft_of(sheet: ScoreSheet, checklist_id: str | None = None, year: int | None = None) -> Draft:
    """Draft a checklist from a sheet.

    Args:
        sheet: the sheet.
        checklist_id: id of the checklist; by default the name of the file if it is a valid id, and
            `imported` otherwise.
        year: year of the period; by default the year in the sheet's title.

    Raises:
        ChecklistError: no year was given, and the title names none or more than one.
    """
    years = {int(found) for found in _YEAR.findall(sheet.title)}
    if year is None and len(years) != 1:
        what = problem(
            Place(sheet.file),
            "标题里没有年份（或不止一个）；请用 --year 2024 给出",
            "the title names no year, or more than one; give it with --year 2024",
        )
        raise ChecklistError([what])
    of = year if year is not None else years.pop()
    stem = re.sub(r"\.[^.]*$", "", re.split(r"[/\\]", sheet.file)[-1]).lower().replace("_", "-")
    name = checklist_id or (
        stem if re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", stem) else "imported"
    )
    items = tuple(_drafted(item, f"i{at}", of) for at, item in enumerate(sheet.items, 1))
    return Draft(sheet, name, of, sheet.title or name, items)


def _drafted(item: Item, name: str, year: int) -> DraftItem:
    draft = DraftItem(item, name, None)
    rule = rule_of(
        item.rule, item.content, name, item.points, draft.title, year, is_bonus(item.section)
    )
    if isinstance(rule, RuleDraft) and item.is_joined and not _stands_alone(rule, draft.title):
        rule = message(
            "几行共用一个分值，不知道哪句评分标准属于哪一行",
            "several rows share the points, and which rule belongs to which row is not said",
        )
    if isinstance(rule, RuleDraft):
        return attrs.evolve(draft, rule=rule)
    return attrs.evolve(draft, why_judged=rule)


def _stands_alone(rule: RuleDraft, title: str) -> bool:
    """Return whether each clause of a rule says itself what it is about.

    A clause that takes a number or a name from what is asked may take it from the wrong row.
    """
    types = {str(part["type"]) for part in rule.keys.get("parts", (rule.keys,))}
    labels = [str(spec["label"]) for spec in rule.facts.values()]
    return types <= {"yes_no", "incidents"} and not any(
        label.startswith(title) for label in labels
    )


def yaml_of(draft: Draft, language: Language) -> str:
    """Return the draft as a checklist file that loads, with comments in this language."""
    return "\n".join(_lines(draft, language)) + "\n"


def _lines(draft: Draft, language: Language) -> Iterator[str]:
    sheet = draft.sheet
    base = [each for each in draft.items if not is_bonus(each.item.section)]
    bonus = [each for each in draft.items if is_bonus(each.item.section)]
    full = sum((each.item.points for each in base), ZERO)
    made = message(
        "由 {file} 生成的草稿；请核对：", "A draft made from {file}; check:", file=sheet.file
    )
    yield f"# {_comment(made, language)}"
    for what in draft.to_confirm:
        yield f"# - {_comment(what, language)}"
    for line, words in sheet.remarks:
        kept = message(
            "第{line}行没有转换：{words}",
            "line {line} was not converted: {words}",
            line=line,
            words=words,
        )
        yield f"# - {_comment(kept, language)}"
    yield "lawcheck: 1"
    yield f"id: {draft.id}"
    yield f'version: "{draft.year}.1"'
    yield f"title: {quoted(draft.title)}"
    yield f"period: {{from: {draft.year}-01-01, to: {draft.year}-12-31}}"
    yield f"scoring: {{method: points, out_of: {flow(full)}}}"
    yield "rounding: {places: 2, mode: half_up, at: total}"
    yield "grade_on: rounded"
    yield "grades:"
    for name, share in (("优秀", Fraction(9, 10)), ("合格", Fraction(3, 5)), ("不合格", ZERO)):
        yield f"  - {{name: {name}, from: {flow(_with_two_places(full * share))}}}"
    yield "not_applicable: {policy: forbid, at_most: 0}"
    rules = [each.rule for each in draft.items if each.rule]
    yield from _named("facts", {name: spec for rule in rules for name, spec in rule.facts.items()})
    yield from _named(
        "registers", {name: spec for rule in rules for name, spec in rule.registers.items()}
    )
    yield ""
    if any(each.item.section.titles for each in base):
        yield "sections:"
        yield from _sections(draft, base, language)
    else:
        yield "indicators:"
        for each in base:
            yield from _indicator(each, draft, language, 2)
    if bonus:
        yield ""
        yield "bonus:"
        yield f"  at_most: {flow(sum((each.item.points for each in bonus), ZERO))}"
        yield "  total_at_most: none"
        yield "  indicators:"
        for each in bonus:
            yield from _indicator(each, draft, language, 4)


def _with_two_places(start: Fraction) -> Fraction:
    """Return the start of a sample grade with two decimal places, as many as scores have."""
    return round_exact(start, 2)


def _named(key: str, specs: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if specs:
        yield f"{key}:"
        for name, spec in specs.items():
            yield f"  {name}: {flow(spec)}"


def _sections(draft: Draft, items: list[DraftItem], language: Language) -> Iterator[str]:
    """Yield the lines of the tree of sections, in the order of the sheet.

    A section that has both items and other sections gets an extra section for these items, because
    a checklist does not allow both in one section.
    """
    by_line = {each.item.line: each for each in items}
    grouped = [
        (part, [by_line[item.line] for item in own])
        for part, own in sections_of([each.item for each in items])
    ]
    yield from _level(draft, grouped, (), "s", 2, language)


def _level(
    draft: Draft,
    grouped: list[tuple[SheetPart, list[DraftItem]]],
    above: tuple[str, ...],
    prefix: str,
    indent: int,
    language: Language,
) -> Iterator[str]:
    depth = len(above)
    by_title: dict[str, list[tuple[SheetPart, list[DraftItem]]]] = {}
    for part, own in grouped:
        by_title.setdefault(part.titles[depth] if len(part.titles) > depth else "", []).append(
            (part, own)
        )
    pad = " " * indent
    for at, (title, inside) in enumerate(by_title.items(), 1):
        name = f"{prefix}{at}"
        yield f"{pad}- id: {name}"
        yield f"{pad}  title: {quoted(_one_line(title or (above[-1] if above else draft.title)))}"
        if any(len(part.titles) > depth + 1 for part, _ in inside):
            yield f"{pad}  sections:"
            yield from _level(draft, inside, (*above, title), f"{name}_", indent + 4, language)
        else:
            yield f"{pad}  indicators:"
            for _, own in inside:
                for each in own:
                    yield from _indicator(each, draft, language, indent + 4)


def _indicator(each: DraftItem, draft: Draft, language: Language, indent: int) -> Iterator[str]:
    pad = " " * indent
    item = each.item
    source = message(
        "[ ] 第{line}行原文：{words}",
        "[ ] line {line} says: {words}",
        line=item.line,
        words=each.source or "—",
    )
    yield f"{pad}# {_comment(source, language)}"
    if each.why_judged is not None:
        why = message("先由人评判：{why}", "left to a judge: {why}", why=each.why_judged)
        yield f"{pad}# {_comment(why, language)}"
    keys: Mapping[str, Any] = (
        each.rule.keys if each.rule else {"type": Name("judged"), "from": ZERO, "to": item.points}
    )
    yield f"{pad}- id: {each.id}"
    yield f"{pad}  title: {quoted(each.title)}"
    yield f"{pad}  points: {flow(item.points)}"
    for key, value in keys.items():
        if key == "parts":
            yield f"{pad}  parts:"
            yield from (f"{pad}    - {flow(part)}" for part in value)
        else:
            yield f"{pad}  {key}: {flow(value)}"
    said = _one_line(f"{item.content}｜{item.rule}" if item.rule else item.content)
    basis = {  # of the office that printed the sheet
        "kind": Name("local"),
        "law": _one_line(draft.title),
        "article": _one_line(item.number),
        "note": said,
    }
    yield f"{pad}  basis: [{flow({key: value for key, value in basis.items() if value})}]"
    if item.evidence:
        yield f"{pad}  evidence: {quoted(_one_line(item.evidence))}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _comment(what: Message, language: Language) -> str:
    return visible(_one_line(what.pick(language)))
