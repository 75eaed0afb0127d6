"""What the commands print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from lawcheck.cli import exact_text, paragraph
from lawcheck.plugin import Language, Text
from lawcheck_ledger.entries import Answered, Entry, State
from lawcheck_ledger.visits import Visited

_CHANGES: Final = {
    "new": Text("新列入", "new"),
    "again": Text("重新列入", "back"),
    "still": Text("仍未整改", "still there"),
    "confirmed": Text("销号", "confirmed"),
    "unjudged": Text("这次没有评，保持原状", "not scored this time, left as they are"),
}


def page(entries: Sequence[Entry], on: date, language: Language) -> str:
    """Return the entries with their states on a day, and how many there are of each state."""
    if not entries:
        return Text("没有问题", "no findings").pick(language)
    lines = [line for each in entries for line in _entry(each, on, language)]
    states = [each.state(on) for each in entries]
    counts = [
        f"{state.value.pick(language)} {states.count(state)}" for state in State if state in states
    ]
    total = Text(f"{on} 共{len(entries)}个问题", f"{on}: {len(entries)} findings").pick(language)
    lines += ["", f"{total}{_colon(language)}{_comma(language).join(counts)}"]
    return "\n".join(lines)


def visited_page(visited: Visited, language: Language) -> str:
    """Return what a visit changed."""
    lines = []
    for name, label in _CHANGES.items():
        ids: tuple[str, ...] = getattr(visited, name)
        lines.append(f"{label.pick(language)}{_colon(language)}{len(ids)}")
        lines += [f"  {each}" for each in ids]
    return "\n".join(lines)


def answered_page(ids: Sequence[str], language: Language) -> str:
    """Return which entries were answered."""
    head = Text(f"收回{len(ids)}条", f"{len(ids)} answers taken in").pick(language)
    return "\n".join([head, *(f"  {each}" for each in ids)])


def _entry(entry: Entry, on: date, language: Language) -> Iterator[str]:
    answer = entry.answer or Answered(on)
    said = [
        entry.state(on).value.pick(language),
        entry.id,
        _said(Text("时限 {what}", "due {what}"), answer.due, language),
        _said(Text("责任人 {what}", "person {what}"), answer.person, language),
        _said(Text("反弹{what}次", "back {what} times"), entry.times or None, language),
    ]
    yield paragraph("  ".join(filter(None, said)))
    found = entry.found
    points = Text(f"扣{exact_text(found.points)}分", f"{exact_text(found.points)} points off")
    problem = f"{entry.title.pick(language)}{_colon(language)}{found.reason.pick(language)}"
    problem += f"{_comma(language)}{points.pick(language)}"
    yield from (f"    {line}" for line in paragraph(problem).splitlines())


def _said(text: Text, what: object, language: Language) -> str:
    return "" if what in (None, "") else text.pick(language).format(what=what)


def _colon(language: Language) -> str:
    return Text("：", ": ").pick(language)


def _comma(language: Language) -> str:
    return Text("，", ", ").pick(language)
