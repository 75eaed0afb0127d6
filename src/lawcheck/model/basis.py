"""The basis of an item (依据): a law or document, with its version, or a local rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.text import Message, Text, message

BasisKind = Literal["law", "local"]
"""A `law` binds wherever it is in force; a `local` rule (本地规定) is made by an assessor."""

UNNAMED_RULE: Final = Text("没有写明文件", "no document named")
"""Stands for a local rule whose document is not named."""


@attrs.frozen
class Basis:
    """The law or document behind an item (依据), or the local rule.

    >>> from lawcheck.model.basis import Basis
    >>> law = Basis("行政复议法", article="第三十一条", version="2017年修正")
    >>> print(law)
    《行政复议法》（2017年修正）第三十一条

    Attributes:
        law: name of the law or document. A local rule may have none.
        number: its number.
        article: article, where it is certain.
        note: anything a reader should know.
        version: which text of the law, such as `2017年修正`.
        kind: whether it is a law or a local rule.
        start: the first day on which this text is in force; None if that is not said.
        end: the last day; None if it is in force still, or that is not said.
    """

    law: str = ""
    number: str = ""
    article: str = ""
    note: Text = Text("")
    version: str = ""
    kind: BasisKind = "law"
    start: date | None = attrs.field(default=None, metadata={"key": "from"})
    end: date | None = attrs.field(default=None, metadata={"key": "to"})

    @property
    def is_local(self) -> bool:
        """Whether it is a local rule."""
        return self.kind == "local"

    @property
    def name(self) -> Text:
        """The citation as pages print it; it says so if a local rule names no document."""
        return Text(str(self)) if self.law else UNNAMED_RULE

    def __str__(self) -> str:
        aside = "，".join(each for each in (self.number, self.version) if each)
        return f"《{self.law}》{f'（{aside}）' if aside else ''}{self.article}" if self.law else ""

    def not_in_force(self, period: Period) -> Message | None:
        """Return when the text is in force, if that is not all of the period; None otherwise."""
        starts_late = self.start is not None and self.start > period.start
        ends_early = self.end is not None and self.end < period.end
        match starts_late, ends_early:
            case False, False:
                return None
            case True, False:
                return message("{start}起", "from {start}", start=self.start)
            case False, True:
                return message("{end}止", "until {end}", end=self.end)
            case _:
                return message(
                    "{start}至{end}", "from {start} to {end}", start=self.start, end=self.end
                )


def laws_of(basis: Iterable[Basis]) -> tuple[str, ...]:
    """Return the laws that are cited, as text."""
    return tuple(str(each) for each in basis if not each.is_local)


def local_rules_of(basis: Iterable[Basis]) -> tuple[Text, ...]:
    """Return the local rules that are cited, as text.

    One without a document is told by its note, which says what the rule is about.
    """
    return tuple(_told(each) for each in basis if each.is_local)


def _told(basis: Basis) -> Text:
    if basis.law or not basis.note.zh:
        return basis.name
    note, unnamed = basis.note, UNNAMED_RULE
    return Text(f"{note.zh}（{unnamed.zh}）", f"{note.pick('en')} ({unnamed.en})")
