"""The page on the differences between two versions of a checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lawcheck.checklists.editions import Difference
from lawcheck.model.checklist import Checklist
from lawcheck.model.outline import Block, Entries, Entry, Heading, Note
from lawcheck.model.text import Language
from lawcheck.reports.entries import said_of
from lawcheck.reports.labels import word
from lawcheck.reports.render_text import render_text

_SIGNS = {"added": "+", "removed": "−", "changed": "~"}


def edition_page(
    old: Checklist, new: Checklist, found: Sequence[Difference], language: Language, width: int
) -> str:
    """Return the page as text in lines of at most `width` columns."""
    return render_text(tuple(_outline(old, new, found, language)), width)


def _outline(
    old: Checklist, new: Checklist, found: Sequence[Difference], language: Language
) -> Iterator[Block]:
    say = partial(word, language=language)
    yield Heading(f"{old.id} {old.version} → {new.id} {new.version}", 1)
    if not found:
        yield Note(say("no_change"))
        return
    for kind in ("added", "removed", "changed"):
        entries = tuple(_entry(each, language) for each in found if each.kind == kind)
        if entries:
            yield Heading(say(f"editions_{kind}"))
            yield Entries(entries)


def _entry(each: Difference, language: Language) -> Entry:
    title = each.title.pick(language)
    name = f"{each.id} {title}".strip() if each.id else ""
    what = each.what.pick(language)
    return Entry(f"{_SIGNS[each.kind]} {said_of(name, what, language) if name else what}")
